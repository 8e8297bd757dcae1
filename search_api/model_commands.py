"""The commands about models: which there are, fetching one, making one faster."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.settings import Settings
from search_api.options import as_json, index, print_json

if TYPE_CHECKING:
    from indexer.optimised import Speed

_SAMPLE = 128
"""Passages of the archive that a model is measured on."""


@click.group()
def model() -> None:
    """Các mô hình: xem, tải về, làm cho nhanh hơn."""


@model.command("list", epilog="\b\nVí dụ:\n  tracuu model list")
@as_json
def list_models(as_json: bool) -> None:
    """Các mô hình có tên ngắn, và mô hình nào đã có trên máy."""
    from indexer.models import catalogue

    found = catalogue(Settings.from_environment())
    if as_json:
        print_json(found)
        return
    for item in found:
        state = (
            "có sẵn" if item["here"] else f"tải về: tracuu model fetch {item['name']} (~{item['megabytes']} MB)"
        )
        click.echo(f"{item['name']:<24} {item['note']}; {state}")


@model.command(epilog="\b\nVí dụ:\n  tracuu model fetch multilingual-e5-base\n"
               "  tracuu index corpus/ --index index-e5 --model multilingual-e5-base")  # fmt: skip
@click.argument("name", metavar="TÊN")
def fetch(name: str) -> None:
    """Tải một mô hình về máy này (lệnh duy nhất dùng mạng); chép cả thư mục sang máy không có mạng."""
    from indexer.models import fetch as download

    folder = download(name, Settings.from_environment())
    click.echo(f"Đã có {folder}. Trên máy khác: chép thư mục này sang rồi dùng --model ĐƯỜNG_DẪN_THƯ_MỤC.")


@model.command(epilog="\b\nVí dụ:\n  tracuu model optimise multilingual-e5-small\n"
               "  tracuu model optimise ~/mo-hinh/e5 --index index/ --out ~/mo-hinh/e5-nhanh")  # fmt: skip
@click.argument("name", metavar="TÊN")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="THƯ_MỤC",
    help="Ghi vào đây (mặc định: cạnh các mô hình đã tải).",
)
@index
@as_json
def optimise(name: str, out: Path | None, index: str | None, as_json: bool) -> None:
    """Làm một mô hình transformer nhanh hơn trên CPU: ONNX, và 8 bit nếu các vectơ gần như không đổi.

    Đo trên các đoạn của chỉ mục, so với chính mô hình đó chạy bằng torch; cần: pip install 'tracuu[optimise]'.
    """
    from dataclasses import asdict

    from indexer import models, optimised

    settings = Settings.from_environment(index=index)
    found = models.find(name, settings)
    target = out or settings.models.expanduser() / f"{found.folder.name}--nhanh"
    speeds = optimised.optimise(found, target, _passages(settings.index), lambda line: click.echo(line, err=True))
    if as_json:
        print_json({"folder": str(target), "forms": [asdict(speed) for speed in speeds]})
        return
    click.echo(_table(speeds))
    kept = "8 bit" if optimised.is_kept(speeds[-1]) else "ONNX, không nén: 8 bit làm lệch kết quả quá nhiều"
    click.echo(f"\nĐã ghi {target} ({kept}).\nDùng: tracuu index THƯ_MỤC_VĂN_BẢN --rebuild --model {target}")


def _passages(index: Path) -> list[str]:
    """What a model is shown of passages all over an archive."""
    from indexer.index.archive_index import ArchiveIndex
    from indexer.shown import passage_input

    with ArchiveIndex.open(index) as archive:
        chosen = archive.passages(archive.sample(_SAMPLE)).values()
        return [passage_input(stored.passage) for stored in chosen]


def _table(speeds: tuple[Speed, ...]) -> str:
    rows = [f"{'dạng':<12}{'đoạn/giây':>12}{'câu hỏi, ms':>14}{'cosin':>10}{'thấp nhất':>12}{'láng giềng':>12}"]
    rows += [
        f"{one.form:<12}{one.passages_a_second:>12.1f}{one.query_ms:>14.1f}{one.cosine:>10.4f}"
        f"{one.lowest_cosine:>12.4f}{one.neighbours:>12.3f}"
        for one in speeds
    ]
    return "\n".join(rows)
