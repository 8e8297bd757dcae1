"""The ``tracuu`` command. Each command parses its words, calls one function and prints what came back."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from indexer.errors import TracuuError
from indexer.settings import Settings
from search_api import keeping, model_commands
from search_api.access.commands import access
from search_api.options import as_json as _as_json
from search_api.options import index as _index
from search_api.options import log_format as _log_format
from search_api.options import model as _model
from search_api.options import print_json as _print_json

if TYPE_CHECKING:
    from search_api.engine import Hit


class _Failure(click.ClickException):
    """One sentence on stderr, exit code 1."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"Lỗi: {self.format_message()}", file=file, err=True)


class _Tracuu(click.Group):
    """Every error of ours ends as a sentence, none as a traceback."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        try:
            return super().invoke(ctx)
        except TracuuError as error:
            raise _Failure(error.message) from error


_Function = Callable[..., None]


@click.group(
    cls=_Tracuu,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="\b\nBắt đầu:\n  tracuu index corpus/          lập chỉ mục thư mục văn bản\n"
    '  tracuu search "đấu thầu"      tìm ngay trong cửa sổ lệnh\n'
    "  tracuu serve                  mở trang tìm kiếm ở http://127.0.0.1:8000",
)
@click.version_option(package_name="tracuu", message="%(prog)s %(version)s")
def main() -> None:
    """Tra cứu: tìm kiếm trong kho văn bản chỉ đạo, điều hành, có trích dẫn. Chạy không cần mạng."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")


for _command in (*keeping.COMMANDS, access, model_commands.model):
    main.add_command(_command)


@main.command(
    epilog='\b\nVí dụ:\n  tracuu search "nhiệm vụ giao Phòng Nghiệp vụ về đấu thầu"\n'
    '  tracuu search "kinh phi hoi nghi so ket" --top-k 3\n'
    '  tracuu search "chuyển đổi số" --kind "Kế hoạch" --year 2023 --json'
)
@click.argument("query", metavar="CÂU_HỎI")
@click.option("--top-k", default=5, show_default=True, metavar="N", help="Số kết quả (1 đến 100).")
@click.option(
    "--mode", default="hybrid", show_default=True, type=click.Choice(["hybrid", "dense", "lexical"]),
    help="Kết hợp, theo nghĩa, hoặc theo từ.",
)  # fmt: skip
@click.option("--kind", metavar="TÊN_LOẠI", help="Chỉ loại văn bản này.")
@click.option("--issuer", metavar="CƠ_QUAN", help="Chỉ văn bản của cơ quan này.")
@click.option("--year", type=int, metavar="NĂM", help="Chỉ văn bản năm này.")
@click.option(
    "--group-by", default="passage", type=click.Choice(["passage", "directive"]), help="Gộp theo văn bản."
)
@_index
@_model
@_as_json
def search(query: str, index: str | None, model: str | None, as_json: bool, **words: Any) -> None:  # noqa: ANN401
    """Tìm các đoạn trả lời một câu hỏi, gõ có dấu hay không dấu đều được."""
    from search_api.engine import GroupBy, Mode, Request
    from search_api.filters import Filters
    from search_api.opening import open_engine

    filters = Filters(kind=words["kind"], issuer=words["issuer"], year=words["year"])
    request = Request(query, words["top_k"], Mode(words["mode"]), filters, GroupBy(words["group_by"]))
    with open_engine(Settings.from_environment(index=index), model) as engine:
        result = engine.search(request)
    if as_json:
        from search_api.schemas import SearchOut

        _print_json(SearchOut.of(result).model_dump(mode="json"))
        return
    if not result.hits:
        click.echo("Không có đoạn nào phù hợp.")
    for hit in result.hits:
        _print_hit(hit)


@main.command(
    epilog='\b\nVí dụ:\n  tracuu ask "hạn gửi bài tham luận về Sở Y tế là ngày nào"\n'
    '  tracuu ask "so tai chinh phai lam gi"\n'
    '  tracuu ask "ai ký Kế hoạch 231/KH-UBND" --json'
)
@click.argument("question", metavar="CÂU_HỎI")
@click.option("--kind", metavar="TÊN_LOẠI", help="Chỉ loại văn bản này.")
@click.option("--issuer", metavar="CƠ_QUAN", help="Chỉ văn bản của cơ quan này.")
@click.option("--year", type=int, metavar="NĂM", help="Chỉ văn bản năm này.")
@_index
@_model
@_as_json
def ask(question: str, index: str | None, model: str | None, as_json: bool, **words: Any) -> None:  # noqa: ANN401
    """Trả lời một câu hỏi bằng lời của văn bản, kèm trích dẫn; hoặc nói rõ kho thiếu gì."""
    from search_api.answering.answer import Ask
    from search_api.answering.model_server import ModelServer
    from search_api.answering.telling import reply
    from search_api.filters import Filters
    from search_api.opening import open_engine

    settings = Settings.from_environment(index=index)
    asked = Ask(question, filters=Filters(**words))
    with open_engine(settings, model) as engine:
        answer = reply(engine, asked, ModelServer.of(settings))
    if as_json:
        from search_api.answering.schemas import AnswerOut

        _print_json(AnswerOut.of(answer).model_dump(mode="json"))
        return
    from search_api.answering.terminal import printed

    click.echo(printed(answer))


@main.command(
    epilog='\b\nVí dụ:\n  tracuu coverage "chuyển đổi số" "đấu thầu thuốc"\n'
    '  tracuu coverage "nhan luc y te" --year 2023 --json\n'
    '  tracuu coverage "trạm y tế" "bảo hiểm" --out chu-de.xlsx'
)
@click.argument("topics", metavar="CHỦ_ĐỀ...", nargs=-1, required=True)
@click.option("--kind", metavar="TÊN_LOẠI", help="Chỉ loại văn bản này.")
@click.option("--issuer", metavar="CƠ_QUAN", help="Chỉ văn bản của cơ quan này.")
@click.option("--year", type=int, metavar="NĂM", help="Chỉ văn bản năm này.")
@click.option("--out", type=click.Path(path_type=Path), metavar="TỆP", help="Ghi thành bảng: tệp .csv hoặc .xlsx.")
@_index
@_model
@_as_json
def coverage(
    topics: tuple[str, ...],
    out: Path | None,
    index: str | None,
    model: str | None,
    as_json: bool,
    **words: Any,  # noqa: ANN401
) -> None:
    """Liệt kê mọi văn bản nói về từng chủ đề; nhiều chủ đề thì kèm ma trận."""
    from search_api.coverage import routes, sheets, terminal
    from search_api.coverage.cover import cover
    from search_api.export import write
    from search_api.filters import Filters
    from search_api.opening import open_engine

    with open_engine(Settings.from_environment(index=index), model) as engine:
        found = cover(engine, topics, Filters(**words))
    if out:
        write(out, sheets.sheets(found))
        click.echo(f"Đã ghi {out}.", err=True)
    elif as_json:
        _print_json(routes.CoverageOut.of(found).model_dump(mode="json"))
    else:
        click.echo(terminal.printed(found))


@main.command(epilog="\b\nVí dụ:\n  tracuu inspect corpus/ke-hoach.txt\n  tracuu inspect cong-van.pdf --json")
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_as_json
def inspect(file: Path, as_json: bool) -> None:
    """Đọc thử một tệp: phần đầu và độ tin cậy, bố cục, đoạn, nhiệm vụ được giao, văn bản viện dẫn, trang OCR.

    Không cần chỉ mục và không ghi gì. Dùng để xem một văn bản đã được hiểu đúng chưa.
    """
    from search_api.inspection import inspect as read
    from search_api.inspection import of_directive
    from search_api.outline import outline

    directive = read(file, Settings.from_environment())
    if as_json:
        _print_json(of_directive(directive).model_dump(mode="json"))
    else:
        click.echo(outline(directive))


@main.command(
    epilog="\b\nVí dụ:\n  tracuu serve\n  tracuu serve --port 8080 --index /srv/chi-muc\n"
    "  tracuu serve --processes 2      nhiều người tìm cùng lúc, máy có hai nhân trở lên"
)
@click.option("--host", metavar="ĐỊA_CHỈ", help="Địa chỉ lắng nghe (mặc định 127.0.0.1).")
@click.option("--port", type=int, metavar="CỔNG", help="Cổng (mặc định 8000).")
@click.option(
    "--processes", type=int, metavar="N", help="Số tiến trình tìm kiếm; 0 là chính máy chủ tìm (mặc định 0)."
)
@_index
@_model
@_log_format
def serve(model: str | None, **given: Any) -> None:  # noqa: ANN401
    """Mở trang tìm kiếm và API trên máy này; chỉ mục được lập lại thì máy chủ tự dùng bản mới."""
    from search_api.serving import serve as run

    run(Settings.from_environment(**given), model, click.echo)


@main.command(
    epilog="\b\nVí dụ:\n  tracuu mcp --index /srv/chi-muc\n\n\b\nCấu hình của phần lớn trợ lý:\n"
    '  {"mcpServers": {"tracuu": {"command": "tracuu", "args": ["mcp", "--index", "/srv/chi-muc"]}}}'
)
@_index
@_model
def mcp(index: str | None, model: str | None) -> None:
    """Cho trợ lý AI dùng kho qua giao thức MCP, trên cửa vào ra của lệnh này (khi tracuu serve chạy: /mcp).

    Trợ lý được tìm (search), hỏi (ask), đọc văn bản (get_directive), xem nhiệm vụ (list_assignments); không sửa
    gì.
    """
    from search_api.assistant import over_stdio

    over_stdio(Settings.from_environment(index=index), model)


@main.command(epilog="\b\nVí dụ:\n  tracuu missing\n  tracuu missing --json > can-bo-sung.json")
@_index
@_as_json
def missing(index: str | None, as_json: bool) -> None:
    """Văn bản được viện dẫn mà kho chưa có, được nhắc đến nhiều nhất đứng trước."""
    from search_api.opening import lacking
    from search_api.parts import MissingOut
    from search_api.related import said

    found = lacking(Settings.from_environment(index=index).index)
    if as_json:
        _print_json([MissingOut.of(one).model_dump(mode="json") for one in found])
        return
    for one in found:
        click.echo(f"{one.directives:>4} văn bản viện dẫn: {said(one)}")
    if not found:
        click.echo("Kho có đủ mọi văn bản được viện dẫn.")


def _print_hit(hit: Hit) -> None:
    """Rank, citation, place, and the passage with its matches in bold."""
    click.secho(f"{hit.rank}. {hit.citation.label}", fg="cyan", bold=True)
    if hit.citation.section_path:
        click.echo(f"   {' › '.join(hit.citation.section_path)}")
    text, at, shown = hit.stored.passage.text, 0, ""
    for start, end in hit.highlights:
        shown += text[at:start] + click.style(text[start:end], bold=True, underline=True)
        at = end
    shown += text[at:]
    click.echo("   " + "\n   ".join(line for line in shown.splitlines() if line.strip()))
    click.echo(f"   ({hit.citation.file}, điểm {hit.score:.3f})\n")


if __name__ == "__main__":
    main()
