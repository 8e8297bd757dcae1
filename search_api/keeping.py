"""The commands that make an index and keep it whole: index, status, check, repair, backup, restore."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from indexer import logs
from indexer.access import SECRET
from indexer.settings import Settings
from search_api import options

if TYPE_CHECKING:
    from indexer.pipeline import Report

_INTERRUPTED = 130
"""The exit code of a program that Ctrl-C ended."""


@click.command(
    epilog="\b\nVí dụ:\n  tracuu index corpus/\n  tracuu index /srv/van-ban --index /srv/chi-muc\n"
    "  tracuu index /srv/van-ban --watch              theo dõi thư mục, có gì mới thì lập chỉ mục\n"
    "  tracuu index corpus/ --rebuild --model bge-m3  lập lại bằng mô hình khác\n"
    "  tracuu index corpus/ --json > bao-cao.json"
)
@click.argument("paths", metavar="ĐƯỜNG_DẪN...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--watch", is_flag=True, help="Ở lại và theo dõi: tệp mới, đổi hay xoá thì cập nhật (dừng: Ctrl-C).")
@click.option(
    "--rebuild", "anew", is_flag=True,
    help="Lập lại từ đầu bên cạnh chỉ mục đang dùng, kiểm tra xong mới thay; cần khi đổi mô hình.",
)  # fmt: skip
@options.index
@options.model
@options.as_json
@options.log_format
def index(  # noqa: PLR0913, PLR0917 - each is an option of the command
    paths: tuple[Path, ...],
    watch: bool,
    anew: bool,
    index: str | None,
    model: str | None,
    as_json: bool,
    log_format: str | None,
) -> None:
    """Lập chỉ mục cho các tệp văn bản, Word, PDF, trang web và bản quét; chạy lại thì chỉ đọc tệp mới hoặc đã đổi.

    Chỉ mục luôn khớp với thư mục: tệp đã xoá khỏi thư mục cũng rời chỉ mục, tệp đổi tên không phải đọc lại. Tệp
    không đọc được bị từ chối kèm lý do, các tệp khác vẫn vào chỉ mục. Tệp ẩn và tệp README bị bỏ qua. Ctrl-C dừng
    ở chỗ an toàn: phần đã làm được giữ, lần sau làm tiếp.
    """
    from indexer import pipeline
    from indexer.watching import follow
    from search_api.opening import bounds_of, loader

    settings = Settings.from_environment(index=index, model=model, log_format=log_format)
    is_logged = settings.form is logs.Form.JSON  # a person is told by the bar and the report
    if is_logged:
        logs.configure(settings.form)
    load = loader(settings, rebuild=anew)

    def tell(report: Report) -> None:
        _forget_secret(report, settings)
        (_print_as_json if as_json else _print_report)(report)

    with _stopped_by_ctrl_c() as stop, _Bar(hidden=as_json or is_logged) as bar:
        way = pipeline.Way(bar, stop, bounds_of(settings))
        run = pipeline.rebuild if anew else pipeline.mirror
        report = run(paths, settings.index, load, way)
        bar.close()
        tell(report)
        if watch and not stop.is_set():
            if not is_logged:
                click.echo("Đang theo dõi thư mục; dừng: Ctrl-C.", err=True)
            follow(paths, settings.index, load, way, tell)
            return
    if report.pending:
        raise click.exceptions.Exit(_INTERRUPTED)
    if not report.directives:
        raise click.exceptions.Exit(1)


@click.command(epilog="\b\nVí dụ:\n  tracuu status\n  tracuu status --json")
@options.index
@options.as_json
def status(index: str | None, as_json: bool) -> None:
    """Chỉ mục đang giữ gì, bằng mô hình nào, tệp nào bị từ chối."""
    from search_api.opening import describe

    found = describe(Settings.from_environment(index=index).index)
    if as_json:
        options.print_json(found)
        return
    click.echo(f"Chỉ mục:   {found['index']} (bản {found['version']}, {found['megabytes']} MB)")
    click.echo(f"Mô hình:   {found['model']['name']}, {found['model']['dimension']} chiều")
    click.echo(f"Kho:       {found['directives']} văn bản, {found['passages']} đoạn")
    for refused in found["refused"]:
        click.echo(f"Từ chối:   {refused['file']}: {refused['reason']}")


@click.command(epilog="\b\nVí dụ:\n  tracuu check && echo tốt")
@options.index
@options.as_json
def check(index: str | None, as_json: bool) -> None:
    """Kiểm tra mọi điều mà chỉ mục phải giữ, và tệp gốc có còn như lúc đọc; mã thoát 1 nếu có điều sai."""
    from search_api.opening import breaches

    found = breaches(Settings.from_environment(index=index))
    if as_json:
        listed = [{"part": breach.part.value, "words": breach.words, "file": breach.file} for breach in found]
        options.print_json({"breaches": listed})
    else:
        click.echo("\n".join(breach.words for breach in found) or "Chỉ mục tốt.")
    if found:
        raise click.exceptions.Exit(1)


@click.command(epilog="\b\nVí dụ:\n  tracuu repair")
@options.index
def repair(index: str | None) -> None:
    """Dựng lại những gì suy ra từ danh mục, cách ly văn bản đã hỏng; không mã hoá lại đoạn nào, không xoá gì."""
    from indexer.index.mending import repair as mend

    settings = Settings.from_environment(index=index)
    done = mend(settings.index)
    for file in done.directives:
        click.echo(f"Đã cách ly {file}: chạy lại tracuu index để đọc lại tệp.")
    for name in done.moved:
        click.echo(f"Đã chuyển sang {settings.index / 'quarantine' / name}.")
    if done.version is None:
        click.echo("Danh mục hỏng hẳn và đã được cách ly; hãy chạy lại: tracuu index THƯ_MỤC_VĂN_BẢN", err=True)
        raise click.exceptions.Exit(1)
    click.echo(f"Chỉ mục tốt ở bản {done.version}.")


@click.command(epilog="\b\nVí dụ:\n  tracuu backup /mnt/usb/tracuu-2024-06.zip")
@click.argument("target", metavar="TỆP", type=click.Path(path_type=Path, dir_okay=False))
@options.index
def backup(target: Path, index: str | None) -> None:
    """Sao lưu chỉ mục vào một tệp, kể cả khi đang có người tra cứu hay đang lập chỉ mục; đọc lại để kiểm tra."""
    from indexer.index.backup import back_up

    kept = back_up(Settings.from_environment(index=index).index, target)
    click.echo(f"Đã sao lưu bản {kept.version}: {kept.directives} văn bản, {kept.passages} đoạn, vào {target}.")


@click.command(epilog="\b\nVí dụ:\n  tracuu restore /mnt/usb/tracuu-2024-06.zip --index /srv/chi-muc")
@click.argument("source", metavar="TỆP", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@options.index
def restore(source: Path, index: str | None) -> None:
    """Khôi phục chỉ mục từ bản sao lưu: dựng bên cạnh, kiểm tra, rồi mới thay chỉ mục đang dùng."""
    from indexer.index.backup import restore as bring_back

    folder = Settings.from_environment(index=index).index
    kept = bring_back(source, folder)
    click.echo(f"Đã khôi phục vào {folder}: {kept.directives} văn bản, {kept.passages} đoạn.")


COMMANDS = (index, status, check, repair, backup, restore)
"""In the order of ``tracuu --help``."""


@contextmanager
def _stopped_by_ctrl_c() -> Iterator[Event]:
    """Set by the first Ctrl-C; a second one ends the program at once, which is safe too."""
    stop = Event()

    def interrupted(_signal: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        click.echo("\nĐang dừng ở chỗ an toàn ...", err=True)

    before = signal.signal(signal.SIGINT, interrupted)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


class _Bar:
    """A progress bar on stderr, of the files that have to be read; it begins with the first of them."""

    def __init__(self, *, hidden: bool) -> None:
        self._hidden = hidden
        self._bar: Any = None

    def __enter__(self) -> _Bar:
        return self

    def __call__(self, done: int, total: int, name: str) -> None:
        if self._bar is None:
            from tqdm import tqdm

            form = "{desc}: {percentage:3.0f}% |{bar}| {n_fmt}/{total_fmt} tệp, {rate_fmt}, còn {remaining}"
            self._bar = tqdm(
                total=total,
                desc="Lập chỉ mục",
                unit=" tệp",
                bar_format=form,
                disable=self._hidden,
                mininterval=0.5,
            )
        self._bar.update(done - self._bar.n)
        if done == total:
            self.close()

    def close(self) -> None:
        """Leave the bar as it stands; the next file begins another."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def __exit__(self, *_: object) -> None:
        self.close()


def _forget_secret(report: Report, settings: Settings) -> None:
    """Judgements keep words of passages: those of files that are secret go."""
    secret = {item["file"] for item in report.refused if item["code"] == SECRET}
    if secret:
        from search_api import feedback

        feedback.forget(settings.index, secret)


def _print_as_json(report: Report) -> None:
    options.print_json(asdict(report))


def _print_report(report: Report) -> None:
    if report.pending:
        click.echo(f"Đã dừng: còn {report.pending} tệp chưa đọc, lần sau chạy tiếp.", err=True)
    click.echo(
        f"Thêm {report.added}, cập nhật {report.updated}, chuyển chỗ {report.moved}, bỏ {report.removed}, "
        f"giữ nguyên {report.unchanged}; "
        f"kho có {report.directives} văn bản, {report.passages} đoạn ({report.seconds:.1f} giây)."
    )
    for refused in report.refused:
        click.echo(f"Từ chối {refused['file']}: {refused['reason']}", err=True)
