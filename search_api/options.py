"""What many commands have in common: the words that name an index and a model, and JSON for programs."""

from __future__ import annotations

import json

import click

index = click.option(
    "--index", "index", metavar="THƯ_MỤC", help="Thư mục chỉ mục (mặc định: index/ hoặc TRACUU_INDEX)."
)
as_json = click.option("--json", "as_json", is_flag=True, help="In JSON cho chương trình khác đọc.")
model = click.option("--model", metavar="TÊN", help="Mô hình: bundled, một tên ngắn, hoặc một thư mục.")

log_format = click.option(
    "--log-format",
    type=click.Choice(["text", "json"]),
    help="Dòng nhật ký: text cho người đọc (mặc định), json cho chương trình giám sát.",
)


def print_json(value: object) -> None:
    """On stdout, indented, in UTF-8."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
