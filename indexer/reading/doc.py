"""Old Word files (.doc), .rtf and .odt: converted to .docx by LibreOffice, many in one call; else by antiword.

LibreOffice is run without a window, with a profile of its own that runs no macros and fetches nothing.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from zipfile import is_zipfile

from indexer.domain import Source
from indexer.errors import FileRefused
from indexer.reading import kinds, legacy
from indexer.text import nfc

FORMATS = (".doc", ".rtf", ".odt")
"""The endings of what is converted."""

_TOGETHER = 32
"""Files in one call: starting LibreOffice costs seconds, a file mostly less than one."""
_TIMEOUT = 120
"""Seconds for one call."""

_SETTING = '<item oor:path="/org.openoffice.Office.Common/{}"><prop oor:name="{}"><value>{}</value></prop></item>'
_SETTINGS = (
    ("Security/Scripting", "DisableMacrosExecution", "true"),
    ("Security/Scripting", "MacroSecurityLevel", "3"),
    ("Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Security/Scripting", "DisableActiveContent", "true"),
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(_SETTING.format(*setting) for setting in _SETTINGS)
    + "</oor:items>"
)

_DRAWN_ROW = re.compile(r"^\|(.*)\|$", re.MULTILINE)
"""A line of a table as antiword draws it: a row, or a part of one whose cells are long."""

_State = tuple[Path, int, int]


class Converter:
    """Reads old Word files, converting ahead those of ``coming`` that will be asked for next, in that order."""

    def __init__(self, coming: Sequence[Path] = ()) -> None:
        """Nothing is run before a file is asked for."""
        self._coming = [path for path in coming if path.suffix.lower() in FORMATS]
        self._folder: TemporaryDirectory[str] | None = None
        self._converted: dict[_State, Path | None] = {}
        self._count = 0

    def __enter__(self) -> Converter:
        """Use in a ``with`` statement, so that converted files are deleted."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        """Delete what was converted."""
        if self._folder:
            self._folder.cleanup()

    def read(self, path: Path) -> Source:
        """Read a file that :func:`kinds.ending` knows as one of ``FORMATS``, whatever its name.

        Raises:
            FileRefused: ``no_converter`` where neither LibreOffice nor antiword is installed, ``broken_file``
                where they cannot read it.
        """
        ending = kinds.ending(path) or path.suffix.lower()
        office = shutil.which("soffice") or shutil.which("libreoffice")
        converted = self._convert(office, path) if office else None
        if converted:
            from indexer.reading import word

            source = word.read(converted)
            converted.unlink()
            return replace(source, format=ending.lstrip("."))
        if ending == ".doc" and shutil.which("antiword"):
            return _by_antiword(path)
        if not office:
            packages = "libreoffice-writer hoặc antiword" if ending == ".doc" else "libreoffice-writer"
            raise FileRefused("no_converter", f"Máy chưa có bộ đọc tệp {ending}; hãy cài gói {packages}.")
        raise FileRefused("broken_file", f"LibreOffice không mở được tệp {ending} này trong {_TIMEOUT} giây.")

    def _convert(self, office: str, path: Path) -> Path | None:
        """The .docx of a file, made together with those that come after it; alone where that failed."""
        state = _state(path)
        is_alone = False
        if state not in self._converted:
            at = self._coming.index(path) if path in self._coming else len(self._coming)
            together = [path, *self._coming[at + 1 : at + _TOGETHER]]
            is_alone = len(together) == 1
            self._run(office, together)
        converted = self._converted.pop(state, None)
        if converted is None and not is_alone:
            self._run(office, [path])
            converted = self._converted.pop(state, None)
        return converted

    def _run(self, office: str, paths: list[Path]) -> None:
        """One call. Files go by copies with numbers for names: theirs may be alike, or lie about the format."""
        self._folder = self._folder or TemporaryDirectory(prefix="tracuu-")
        folder = Path(self._folder.name)
        copies: dict[_State, Path] = {}
        for path in paths:
            with suppress(OSError, FileRefused):
                self._count += 1
                copies[_state(path)] = folder / f"{self._count}{kinds.ending(path) or path.suffix.lower()}"
                shutil.copyfile(path, copies[_state(path)])
        _call_office(office, folder, [copy for copy in copies.values() if copy.exists()])
        for state, copy in copies.items():
            copy.unlink(missing_ok=True)
            made = folder / "docx" / f"{copy.stem}.docx"
            self._converted[state] = made if is_zipfile(made) else None  # it may have been ended while writing


def _state(path: Path) -> _State:
    """A file as it is now: one that is written again is converted again."""
    status = path.stat()
    return path, status.st_size, status.st_mtime_ns


def _call_office(office: str, folder: Path, files: list[Path]) -> None:
    """Convert files into ``folder/docx``. On timeout the program is ended with all that it started."""
    profile = folder / "profile"
    if not profile.exists():
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "docx"), *map(str, files)]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)  # noqa: S603
    try:
        process.wait(_TIMEOUT)
    except subprocess.TimeoutExpired:
        pass
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _row(found: re.Match[str]) -> str:
    return " | ".join(cell.strip() for cell in found[1].split("|"))


def _by_antiword(path: Path) -> Source:
    """The text that antiword finds: notes and automatic numbers may be missing."""
    command = ["antiword", "-m", "UTF-8.txt", "-w", "0", str(path.resolve())]
    done = subprocess.run(command, capture_output=True, timeout=_TIMEOUT, check=False)  # noqa: S603
    if done.returncode:
        raise FileRefused("broken_file", "Tệp Word hỏng: antiword không mở được.")
    text = _DRAWN_ROW.sub(_row, nfc(done.stdout.decode("utf-8", "replace")).strip("\n"))
    text, notes = legacy.recognised(text)
    return Source(text=text, format="doc", notes=("Đọc bằng antiword: có thể thiếu số thứ tự tự động", *notes))
