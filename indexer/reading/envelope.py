"""What a PDF file says of itself, by pypdf: whether it is locked, its pages' labels, the files and remarks in it.

What stands on the pages is PDFium's part (:mod:`indexer.reading.textlayer`). Sections are those of ISO 32000-1.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError
from pypdf.generic import ArrayObject, DictionaryObject

from indexer.errors import FileRefused

MOST_PAGES = 2000
"""Of one file that is read."""

_HIDDEN = 2 | 32  # flags of annotations that no viewer shows (12.5.3)
_WRITTEN = {"/FreeText", "/Stamp"}  # kinds of annotation whose words stand on the page
_LOG = logging.getLogger("pypdf")
_LOG.addHandler(logging.NullHandler())  # its warnings of what it repairs are not for a user's terminal


@dataclass(frozen=True, slots=True)
class Remark:
    """Words written onto a page that the file does not say how to draw.

    ``box`` is left, bottom, right, top in the page's own coordinates.
    """

    text: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Envelope:
    """What surrounds the pages: names of attached files, the pages' labels from the first on, remarks by page."""

    attached: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    remarks: Mapping[int, tuple[Remark, ...]] = field(default_factory=dict)


def opened(path: Path) -> Envelope:
    """The envelope of a file; an empty one where only its pages may be whole.

    Raises:
        FileRefused: ``encrypted`` with a password other than the empty one, or by means that are not read;
            ``too_large`` beyond 2,000 pages, before any of them is looked at.
    """
    with path.open("rb") as file:
        try:
            reader = PdfReader(file)
            locked = reader.is_encrypted and not reader.decrypt("")
            count = 0 if locked else _count(reader)
        except (NotImplementedError, DependencyError):
            locked, count = True, 0
        except Exception:  # a broken file raises anything; PDFium, which reads more of them, has the last word
            return Envelope()
        if locked:
            raise FileRefused("encrypted", "PDF có mật khẩu; hãy lưu một bản không mật khẩu.")
        check(count)
        try:
            return _envelope(reader)
        except Exception:  # as above
            return Envelope()


def check(count: int) -> None:
    """Refuse more pages than are read."""
    if count > MOST_PAGES:
        shown, most = (f"{number:,}".replace(",", ".") for number in (count, MOST_PAGES))
        raise FileRefused("too_large", f"PDF có {shown} trang; mỗi tệp chỉ đọc tối đa {most} trang.")


def _count(reader: PdfReader) -> int:
    """The number of pages as the root of their tree states it (7.7.3.2), without walking the tree."""
    tree = reader.root_object["/Pages"].get_object()
    stated = tree.get("/Count") if isinstance(tree, DictionaryObject) else None
    return stated if isinstance(stated, int) else len(reader.pages)


def _envelope(reader: PdfReader) -> Envelope:
    attached = [file.name for file in reader.attachment_list]
    labels = reader.page_labels if "/PageLabels" in reader.root_object else []
    remarks: dict[int, tuple[Remark, ...]] = {}
    for number, page in enumerate(reader.pages, 1):
        shown = list(_annotations(page))
        attached += [_file(item) for item in shown if item.get("/Subtype") == "/FileAttachment"]
        if found := tuple(_remark(item) for item in shown if _is_bare(item)):
            remarks[number] = found
    return Envelope(tuple(dict.fromkeys(attached)), tuple(labels), remarks)


def _annotations(page: PageObject) -> Iterator[DictionaryObject]:
    """What is laid over a page and not hidden."""
    listed = page.get("/Annots")
    for reference in listed.get_object() if listed is not None else ():
        item = reference.get_object()
        if isinstance(item, DictionaryObject) and not int(item.get("/F", 0)) & _HIDDEN:
            yield item


def _is_bare(item: DictionaryObject) -> bool:
    """Whether it has words and no picture of them, which PDFium then does not draw."""
    return item.get("/Subtype") in _WRITTEN and "/AP" not in item and bool(str(item.get("/Contents", "")).strip())


def _remark(item: DictionaryObject) -> Remark:
    corners = item["/Rect"].get_object()
    if not isinstance(corners, ArrayObject):
        raise TypeError("/Rect is not an array")
    x0, y0, x1, y1 = (float(corner) for corner in corners)
    return Remark(str(item["/Contents"]), (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def _file(item: DictionaryObject) -> str:
    """The name of a file pinned to a page (7.11.3)."""
    named = item["/FS"].get_object()
    return str(named.get("/UF") or named.get("/F")) if isinstance(named, DictionaryObject) else str(named)
