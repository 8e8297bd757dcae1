"""Which files a folder holds, and what each is called in the archive."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.access import NOBODY, Rules, is_rule
from indexer.errors import FileRefused, SourceError
from indexer.reading import outside_archive
from indexer.reading.kinds import printable


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the archive: its name there, with ``/``, where it lies, why it must not be opened, if so, and its
    access labels, as :func:`indexer.access.joined` gives them.
    """

    file: str
    path: Path
    refused: FileRefused | None = None
    labels: str = ""


def discover(paths: Sequence[Path]) -> list[Found]:
    """The files under some paths, by name: relative to the folder, or to that which all the paths have in common.

    Hidden files, Office's locks and READMEs are not of the archive; nor are rules of access, but for broken ones,
    which are refused so that the report names them.

    Raises:
        SourceError: a path does not exist, or there is no file at all.
    """
    missing = next((path for path in paths if not path.exists()), None)
    if missing:
        raise SourceError(f"Không có thư mục hay tệp {missing}.", path=str(missing))
    tops = [path.resolve() if path.is_dir() else path.resolve().parent for path in paths]
    root = Path(os.path.commonpath(tops))
    found: dict[str, Found] = {}
    rules = Rules()
    for path in map(Path.resolve, paths):
        for item in sorted(path.rglob("*")) if path.is_dir() else [path]:
            file = printable(item.relative_to(root))
            parts = item.relative_to(path.parent).parts[1:] or (path.name,)
            if is_rule(item.name):
                refusal = None if any(map(_is_aside, parts[:-1])) else rules.refusal(item)
                found |= {file: Found(file, item, refusal, NOBODY)} if refusal else {}
            elif item.is_file() and not any(map(_is_aside, parts)):
                inside = item.resolve().is_relative_to(root)
                found[file] = Found(file, item, None if inside else outside_archive(), rules.labels_of(item))
    if not found:
        names = ", ".join(str(path) for path in paths)
        raise SourceError(f"Không có tệp nào trong {names}; chỉ mục giữ nguyên.", paths=names)
    return [found[file] for file in sorted(found)]


def _is_aside(name: str) -> bool:
    return name.startswith((".", "~$")) or name.upper().startswith("README")
