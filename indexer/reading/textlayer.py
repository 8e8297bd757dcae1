"""The pages of a PDF as PDFium sees them: words with their places, the lines that are drawn, pictures.

PDFium is not safe for threads: whatever calls it holds :data:`_LOCK`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from ctypes import byref, c_double, c_float, c_int, create_string_buffer
from dataclasses import dataclass
from math import pi, radians
from pathlib import Path
from threading import Lock

import pypdfium2 as pdfium
from PIL.Image import Image
from pypdfium2 import raw

from indexer.errors import FileRefused
from indexer.reading import legacy, scan
from indexer.reading.envelope import Remark
from indexer.reading.garble import is_garbled
from indexer.reading.grids import Rule
from indexer.reading.sheets import Sheet
from indexer.reading.words import DESCENT, Box, Word

_LOCK = Lock()
_POINTS = 72  # an inch
_FEW = 100  # letters: what a stamp or a running title leaves on a scanned page
_COVERED = 0.5  # of the page's area: a picture this large is the page itself
_THIN = 3.0  # points
_MOST_OBJECTS = 20_000  # on one page: more is a drawing, not a table
_TURN = 2 * pi  # radians
_UPRIGHT = 0.1  # radians: more is a watermark or a note up the margin
_JUMP = 0.5  # of a glyph's height, to either side: further away is another word
_MARK = 0.25  # of a glyph's height, between a letter and the mark above it
_HYPHEN = 0x02  # how PDFium gives a hyphen at a line's end
_ARTEFACT = 0xFFFE  # and one inside a word that it takes for such
_BLANKS = frozenset({0x00, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F,
                     0x3000, 0xFEFF, *range(0x2000, 0x200C)})  # fmt: skip


class Document:
    """An open PDF. ``encodings`` are the legacy ones that were met so far: ``tcvn3``, ``vni``."""

    def __init__(self, document: pdfium.PdfDocument) -> None:
        """Take an open document; its forms' fields are drawn with their values."""
        self._document = document
        self.encodings: set[str] = set()
        document.init_forms()

    def __len__(self) -> int:
        """The number of pages."""
        with _LOCK:
            return len(self._document)

    def sheet(self, number: int, remarks: Sequence[Remark] = ()) -> Sheet:
        """The text layer of a page (from 1) and what is laid over it, or an empty sheet for OCR to fill.

        Raises:
            FileRefused: ``broken_file`` where the page cannot be opened.
        """
        with _LOCK:
            try:
                page = self._flattened(number)
            except pdfium.PdfiumError as error:
                raise FileRefused("broken_file", f"Tệp PDF hỏng: không mở được trang {number}.") from error
            with closing(page):
                place = Place(page)
                words = _words(page, place, self.encodings)
                if _needs_eyes(page, words):
                    return Sheet(number, place.width, place.height, (), confidence=0.0)
                words += [word for remark in remarks for word in _laid(remark, place)]
                return Sheet(number, place.width, place.height, tuple(words), tuple(_rules(page, place)))

    def picture(self, number: int) -> tuple[Image, float]:
        """A page as it is seen, in grey, and its resolution in dots per inch (lower for huge pages)."""
        with _LOCK, closing(self._page(number)) as page:
            width, height = page.get_size()
            dpi = min(scan.DPI, _POINTS * (scan.MOST_PIXELS / max(width * height, 1)) ** 0.5)
            return page.render(scale=dpi / _POINTS, grayscale=True).to_pil(), dpi

    def drawn(self, number: int, dpi: float, longest: int) -> tuple[Image, float]:
        """A page as it is seen, in colour, and its resolution: ``dpi`` dots per inch, or fewer where its longer
        side would have more than ``longest`` pixels.

        Raises:
            FileRefused: ``broken_file`` where the page cannot be opened.
        """
        with _LOCK, closing(self._page(number)) as page:
            dpi = min(dpi, _POINTS * longest / max(*page.get_size(), 1))
            return page.render(scale=dpi / _POINTS).to_pil(), dpi

    def _page(self, number: int) -> pdfium.PdfPage:
        try:
            return self._document[number - 1]
        except (pdfium.PdfiumError, IndexError) as error:
            raise FileRefused("broken_file", f"Tệp PDF hỏng: không mở được trang {number}.") from error

    def _flattened(self, number: int) -> pdfium.PdfPage:
        """A page with its stamps, remarks and fields drawn into it."""
        page = self._document[number - 1]
        if raw.FPDFPage_GetAnnotCount(page) and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == 1:
            page.close()
            page = self._document[number - 1]
        return page


@contextmanager
def opened(path: Path) -> Iterator[Document]:
    """The document of a file that has no password.

    Raises:
        FileRefused: ``broken_file`` where it is none.
    """
    try:
        with _LOCK:
            document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        raise FileRefused("broken_file", "Tệp PDF hỏng: không đọc được cấu trúc của tệp.") from error
    try:
        with _LOCK:
            found = Document(document)
        yield found
    finally:
        with _LOCK:
            document.close()


class Place:
    """From the page's own coordinates, which run upwards and unturned, to points from the upper left as seen."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        """Take the page's box and how it is turned."""
        self.width, self.height = page.get_size()
        self._edges = page.get_bbox()
        self._turn = page.get_rotation() // 90
        self.upright = (self._turn * -90) % 360

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box as seen: left, top, right, bottom."""
        x0, y0, x1, y1 = self._edges
        if self._turn == 0:
            return left - x0, y1 - top, right - x0, y1 - bottom
        if self._turn == 1:
            return bottom - y0, left - x0, top - y0, right - x0
        if self._turn == 2:
            return x1 - right, bottom - y0, x1 - left, top - y0
        return y1 - top, x1 - right, y1 - bottom, x1 - left

    def sees(self, box: Box) -> bool:
        """Whether the centre of a box is on the page."""
        inside = 0 <= box[0] + box[2] <= 2 * self.width and 0 <= box[1] + box[3] <= 2 * self.height
        return bool(inside)


@dataclass(slots=True)
class _Run:
    """A word while its letters come in: the index of its first letter and the box so far."""

    first: int
    letters: list[str]
    box: Box
    glued: bool


def _words(page: pdfium.PdfPage, place: Place, encodings: set[str]) -> list[Word]:
    """The words of a page in the order of the file; legacy encodings that were met are added to ``encodings``."""
    with closing(page.get_textpage()) as text:
        found = []
        for run in _runs(text, place):
            written = "".join(run.letters)
            encoding = legacy.encoding_of(font) if (font := _font(text, run.first)) else None
            if encoding and written != (
                converted := legacy.to_unicode(written, encoding, capitals=legacy.draws_capitals(font))
            ):
                encodings.add(encoding)
                written = converted
            if place.sees(run.box):
                box = _on_baseline(text, run, place)
                found.append((Word(written, *box, glued=run.glued), _is_upright(text, run.first, place)))
    upright = [word for word, stands in found if stands]
    return upright if 2 * len(upright) >= len(found) else []


def _laid(remark: Remark, place: Place) -> Iterator[Word]:
    """The words of a remark, its lines spread over its box and its letters over their line."""
    left, top, right, bottom = place.box(*remark.box)
    written = [line.split() for line in remark.text.splitlines() if line.strip()]
    height = (bottom - top) / len(written)
    for row, found in enumerate(written):
        letter, at = (right - left) / len(" ".join(found)), left
        for word in found:
            yield Word(word, at, top + row * height, at + letter * len(word), top + (row + 1) * height)
            at += letter * (len(word) + 1)


def _needs_eyes(page: pdfium.PdfPage, words: Sequence[Word]) -> bool:
    """Whether a page has to be read from its picture: a picture covers it, or its letters make no words."""
    text = " ".join(word.text for word in words)
    if is_garbled(text):
        return True
    if sum(map(str.isalnum, text)) >= _FEW:
        return False
    width, height = page.get_size()
    drawn = list(page.get_objects(max_depth=2))
    if not text:
        return bool(drawn)
    pictures = [item.get_bounds() for item in drawn if item.type == raw.FPDF_PAGEOBJ_IMAGE]
    return any((box[2] - box[0]) * (box[3] - box[1]) >= _COVERED * width * height for box in pictures)


def _runs(text: pdfium.PdfTextPage, place: Place) -> Iterator[_Run]:
    """Letters without white space between, and none standing far from the one before."""
    handle, rect, run, glued = text.raw, raw.FS_RECTF(), None, False
    for at in range(raw.FPDFText_CountChars(handle)):
        code = raw.FPDFText_GetUnicode(handle, at)
        if code in _BLANKS:
            if run:
                yield run
            run, glued = None, False
            continue
        raw.FPDFText_GetLooseCharBox(handle, at, byref(rect))
        box = place.box(rect.left, rect.bottom, rect.right, rect.top)
        letter = "-" if code in {_HYPHEN, _ARTEFACT} else chr(code)
        if run and _goes_on(run.box, box):
            run.letters.append(letter)
            old = run.box
            run.box = (min(old[0], box[0]), min(old[1], box[1]), max(old[2], box[2]), max(old[3], box[3]))
            continue
        if run:
            yield run
        run, glued = _Run(at, [letter], box, glued), True
    if run:
        yield run


def _goes_on(word: Box, box: Box) -> bool:
    """Whether a letter stands beside the word before it; of some letters the box is but that of a mark."""
    height = max(box[3] - box[1], word[3] - word[1], 1.0)
    near = -_JUMP * height <= box[0] - word[2] <= _JUMP * height or word[0] <= box[0] <= word[2]
    is_mark = box[3] - box[1] < _JUMP * height and max(word[1] - box[3], box[1] - word[3]) < _MARK * height
    return near and (is_mark or abs(box[1] + box[3] - word[1] - word[3]) <= 2 * _JUMP * height)


def _on_baseline(text: pdfium.PdfTextPage, run: _Run, place: Place) -> Box:
    """The box of a word, as high as its font whatever marks its letters bear; as it is on a turned page.

    Letters with a tone or a descender have higher boxes than others, so that by these lines of one paragraph would
    stand unevenly.
    """
    matrix, x, y = raw.FS_MATRIX(), c_double(), c_double()
    raw.FPDFText_GetMatrix(text.raw, run.first, byref(matrix))
    raw.FPDFText_GetCharOrigin(text.raw, run.first, byref(x), byref(y))
    height = raw.FPDFText_GetFontSize(text.raw, run.first) * matrix.d
    if place.upright or matrix.b or matrix.c or height < _JUMP * (run.box[3] - run.box[1]):
        return run.box  # turned, or a font that does not tell its size
    _, top, _, bottom = place.box(x.value, y.value - DESCENT * height, x.value, y.value + (1 - DESCENT) * height)
    return run.box[0], top, run.box[2], bottom


def _is_upright(text: pdfium.PdfTextPage, at: int, place: Place) -> bool:
    """Whether a letter stands upright on the page as seen."""
    turn = (radians(place.upright) - raw.FPDFText_GetCharAngle(text.raw, at)) % _TURN
    return bool(min(turn, _TURN - turn) <= _UPRIGHT)


def _font(text: pdfium.PdfTextPage, at: int) -> str:
    """The name of the font of one letter."""
    name, flags = create_string_buffer(64), c_int()
    raw.FPDFText_GetFontInfo(text.raw, at, name, 64, byref(flags))
    return name.value.decode("utf-8", "replace")


def _rules(page: pdfium.PdfPage, place: Place) -> list[Rule]:
    """The lines that are drawn along the page's sides, as edges of tables are: strokes, thin bars, frames."""
    found: list[Rule] = []
    for count, item in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if count > _MOST_OBJECTS:
            return []
        matrix = item.get_matrix()
        container = item.container
        while container is not None:
            matrix = matrix.multiply(container.get_matrix())
            container = container.container
        for one, other in _strokes(item):
            (x0, y0), (x1, y1) = matrix.on_point(*one), matrix.on_point(*other)
            if abs(x0 - x1) <= _THIN or abs(y0 - y1) <= _THIN:
                found.append(place.box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return [rule for rule in dict.fromkeys(found) if max(rule[2] - rule[0], rule[3] - rule[1]) > _THIN]


Point = tuple[float, float]


def _strokes(item: pdfium.PdfObject) -> Iterator[tuple[Point, Point]]:
    """The straight lines of a path, in its own coordinates."""
    x, y = c_float(), c_float()
    start = last = (0.0, 0.0)
    for at in range(raw.FPDFPath_CountSegments(item)):
        segment = raw.FPDFPath_GetPathSegment(item, at)
        raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        point, kind = (x.value, y.value), raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield last, point
        last = point
        if raw.FPDFPathSegment_GetClose(segment):
            yield last, start
            last = start
