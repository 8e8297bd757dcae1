"""Judged texts as the files that offices keep: Word, PDF, a scan, and Word typed in a font from before Unicode.

The layout is that of Decree 30/2020/NĐ-CP, appendix I: a letterhead and a signature in two columns, the page
number in the middle of the top margin. A text parts what stands in one cell from the next by an empty line, in the
order issuer, national motto, number, place and date, or has both columns on its lines, parted by a wide gap; rows
of a table part their cells by `` | ``.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, groupby, zip_longest
from pathlib import Path
from typing import Any

import docx
import numpy as np
import pypdfium2
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK as BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from PIL import Image, ImageChops

from eval.dataset import DatasetError
from indexer.reading import legacy
from indexer.text import nfc

FORMATS = ("txt", "docx", "pdf", "scan", "tcvn3")
"""As it is, Word, PDF with text, PDF of pictures, and Word in the fonts .VnTime and .VnTimeH."""

_GAP = re.compile(r"(?<=\S)(?<!Số:)(?<!ngày)(?<!tháng) {3,}(?=[^\s/])")  # not one to be filled in by hand
_INDENT = " " * 12
"""What a line begins with that stands in the right column alone."""

_MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐẢNG CỘNG SẢN VIỆT NAM")
_LEFT = re.compile(r"Số\b|V/v\b")
_RIGHT = re.compile(r"^(?!\W*Căn cứ).{0,40}\bngày\b.{0,25}\bnăm\b.{0,8}$")
"""What may follow the national motto: number and subject of a letter, place and date."""

_RULE = re.compile(r"^\|(?:-+\|)+\n", re.MULTILINE)
"""What parts the head of a table from its rows in Markdown."""

_EDGE = re.compile(r"^\||\|$")
_HIGHEST = 5
"""Blocks of which one is the motto, where a text begins with a letterhead."""

_TOGETHER = 64
"""Files that LibreOffice prints in one call; of several hundred it printed half and ended."""

_DPI = 200
_SKEW = 0.4
"""Degrees by which a scanned page is turned, to the left and to the right by turns."""

_GRAIN = 24
"""The standard deviation of the grain, in levels of grey of 256; only what darkens is kept."""

_Font = Callable[[str], Iterator[tuple[str, str]]]
"""Cuts a text into runs: what is stored and the font that draws it."""


def render(files: Sequence[Path], formats: Sequence[str], folder: Path) -> Mapping[tuple[str, str], Path]:
    """The files of some texts, by format and the text's name without its ending.

    Args:
        files: UTF-8 texts, no two of one name.
        formats: some of ``FORMATS``.
        folder: where they are written, one folder a format.

    Raises:
        DatasetError: LibreOffice, which prints PDF, is not installed or fails.
    """
    rendered = {("txt", file.stem): file for file in files}
    if {"docx", "pdf", "scan"} & set(formats):
        rendered |= {("docx", f.stem): _word(f, folder / "docx", _unicode) for f in files}
    if "tcvn3" in formats:
        rendered |= {("tcvn3", f.stem): _word(f, folder / "tcvn3", _tcvn3) for f in files}
    if {"pdf", "scan"} & set(formats):
        printed = _printed([rendered["docx", file.stem] for file in files], folder / "pdf")
        rendered |= {("pdf", file.stem): file for file in printed}
    if "scan" in formats:
        rendered |= {("scan", file.stem): _scanned(file, folder / "scan") for file in printed}
    return rendered


def shortened(file: Path, pages: int, to: Path) -> int:
    """Write the first pages of a PDF to a file of its own; how many the PDF has."""
    with pypdfium2.PdfDocument(file) as whole, pypdfium2.PdfDocument.new() as cut:
        cut.import_pages(whole, list(range(min(pages, len(whole)))))
        cut.save(to)
        return len(whole)


def laid_out(text: str) -> str:
    """A text in the order in which its rendering is read: down the left column of a letterhead, then the right."""
    head, body = _letterhead(_blocks(text))
    ordered = list(chain.from_iterable(head))
    for is_melted, group in groupby(body, _is_melted):
        cells = list(group)
        ordered += chain.from_iterable(zip(*map(_cells, cells), strict=True)) if is_melted else cells
    return "\n\n".join("\n".join(block) for block in ordered)


_Blocks = list[list[str]]
"""The lines of each cell or paragraph."""


def _blocks(text: str) -> _Blocks:
    text = _RULE.sub("", text)
    return [block.split("\n") for block in re.split(r"\n\s*\n", text.strip())]


def _letterhead(blocks: _Blocks) -> tuple[tuple[_Blocks, _Blocks], _Blocks]:
    """The cells of the left column and of the right that stand one below the other, and the blocks after them."""
    motto = next((at for at, block in enumerate(blocks[:_HIGHEST]) if block[0] in _MOTTO), 0)
    if not motto:
        return ([], []), blocks
    left, right = blocks[:motto], [blocks[motto]]
    rest = blocks[motto + 1 :]
    while rest and (_LEFT.match(rest[0][0]) or _RIGHT.match(rest[0][0])):
        (left if _LEFT.match(rest[0][0]) else right).append(rest.pop(0))
    return (left, right), rest


def _is_melted(lines: Sequence[str]) -> bool:
    """Whether two columns stand on some lines."""
    return any(_GAP.search(line) for line in lines)


def _cells(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """What stands in the left column of some lines, and in the right."""
    parts = [("", line.strip()) if line.startswith(_INDENT) else _GAP.split(line.strip(), 1) for line in lines]
    return [part[0] for part in parts if part[0]], [part[1] for part in parts if part[1:]]


def _word(file: Path, folder: Path, font: _Font) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    page = _Page(font)
    page.lay_out(nfc(file.read_text(encoding="utf-8")))
    return page.saved(folder / f"{file.stem}.docx")


def _printed(files: Sequence[Path], folder: Path) -> list[Path]:
    """Word files as PDF, so many in one call of LibreOffice as it bears."""
    return [
        printed for at in range(0, len(files), _TOGETHER) for printed in _few(files[at : at + _TOGETHER], folder)
    ]


def _few(files: Sequence[Path], folder: Path) -> list[Path]:
    if shutil.which("soffice") is None:
        raise DatasetError("PDF is printed by LibreOffice: expected the program soffice, found none; install it.")
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    printed = [folder / f"{file.stem}.pdf" for file in files]
    if missing := [file.name for file in printed if not file.is_file()]:
        raise DatasetError(f"LibreOffice printed no {', '.join(missing)}: {done.stderr.strip() or 'no message'}.")
    return printed


def _scanned(file: Path, folder: Path) -> Path:
    """A PDF of pictures of its pages: askew, with grain, as JPEG."""
    folder.mkdir(parents=True, exist_ok=True)
    with pypdfium2.PdfDocument(file) as document:
        pages = [page.render(scale=_DPI / 72, grayscale=True).to_pil() for page in document]
    pictures = [_scan(page, number) for number, page in enumerate(pages)]
    scan = folder / file.name
    pictures[0].save(scan, "PDF", resolution=_DPI, quality=75, save_all=True, append_images=pictures[1:])
    return scan


def _scan(page: Image.Image, number: int) -> Image.Image:
    """Turned, with grain; both are the same each time for a page of this number."""
    turned = page.rotate(_SKEW if number % 2 else -_SKEW, resample=Image.Resampling.BICUBIC, fillcolor=255)
    grain = np.random.default_rng(number).normal(0, _GRAIN, (page.height, page.width)).clip(0, 255)
    return ImageChops.subtract(turned, Image.fromarray(grain.astype(np.uint8)))


def _unicode(text: str) -> Iterator[tuple[str, str]]:
    yield text, "Times New Roman"


_TCVN3 = {
    legacy.to_unicode(chr(byte), "tcvn3"): chr(byte) for byte in range(0xA1, 0xFF) if byte not in range(0xB0, 0xB5)
}


def _tcvn3(text: str) -> Iterator[tuple[str, str]]:
    """Capitals with tones are small letters in the font of capitals; whole words of capitals are typed in it."""

    def is_raised(part: str) -> bool:
        return part.isupper() and (len(part) > 1 or (part not in _TCVN3 and not part.isascii()))

    parts = (part for word in re.split(r"(\s+)", text) for part in ([word] if word.isupper() else word))
    for raised, group in groupby(parts, is_raised):
        run = "".join(group)
        stored = "".join(_TCVN3.get(letter, letter) for letter in (run.lower() if raised else run))
        yield stored, ".VnTimeH" if raised else ".VnTime"


class _Page:
    """A Word file that is filled from top to bottom."""

    def __init__(self, font: _Font) -> None:
        self._font = font
        self._file = docx.Document()
        self._file.styles["Normal"].font.name = "Times New Roman"
        self._file.styles["Normal"].font.size = Pt(13)
        self._file.styles["Normal"].paragraph_format.space_after = Pt(0)
        section = self._file.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.top_margin = section.bottom_margin = section.right_margin = Cm(2)
        section.left_margin = Cm(3)
        section.different_first_page_header_footer = True
        _number_pages(section.header.paragraphs[0])

    def saved(self, file: Path) -> Path:
        """Write it."""
        self._file.save(str(file))
        return file

    def lay_out(self, text: str) -> None:
        """The cells of a text: letterhead, body, and a signature wherever one stands."""
        head, body = _letterhead(_blocks(text))
        if head[0]:
            self._columns(*zip_longest(*head, fillvalue=[]))
            self._file.add_paragraph()
        for is_melted, group in groupby(body, _is_melted):
            if is_melted:
                rows = [_cells(block) for block in group]
                self._columns(*rows, small=rows[0][0][:1] == ["Nơi nhận:"])
                self._file.add_paragraph()
            else:
                self._stacked(list(group))

    def _stacked(self, blocks: _Blocks) -> None:
        """Cells that stand one below the other in the text."""
        while blocks:
            block = blocks.pop(0)
            if block == ["Nơi nhận:"] and blocks:
                block += blocks.pop(0)
            if block[0] == "Nơi nhận:" and len(blocks) > 1:
                self._columns([block, [*blocks.pop(0), "", "", "", *blocks.pop(0)]], small=True)
                if blocks:
                    self._file.add_paragraph().add_run().add_break(BREAK.PAGE)
            else:
                self._block(block)

    def _block(self, lines: Sequence[str]) -> None:
        is_title = lines[0].isupper() and not re.match(r"[\dIVXA-Z]+[.)/-]", lines[0])
        for is_row, group in groupby(lines, lambda line: " | " in line):
            if is_row:
                self._table([[cell.strip() for cell in _EDGE.sub("", line.strip()).split("|")] for line in group])
                continue
            for line in group:
                paragraph = self._file.add_paragraph()
                paragraph.paragraph_format.space_before = Pt(6)
                if not is_title:
                    paragraph.paragraph_format.first_line_indent = Cm(1.27)
                paragraph.alignment = ALIGN.CENTER if is_title else ALIGN.JUSTIFY
                self._write(paragraph, line, bold=is_title)

    def _table(self, rows: Sequence[Sequence[str]]) -> None:
        table = self._file.add_table(len(rows), max(map(len, rows)), style="Table Grid")
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=False):
                self._write(cell.paragraphs[0], text, size=11)

    def _columns(self, *rows: Sequence[Sequence[str]], small: bool = False) -> None:
        """Rows of two cells without rules; ``small`` sets the left one as a list of recipients."""
        table = self._file.add_table(len(rows), 2)
        widths = (Cm(6.2), Cm(9.8))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for row, cells in zip(table.rows, rows, strict=True):
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # a signature is kept on one page
            for cell, width, lines in zip(row.cells, widths, cells, strict=True):
                cell.width = width
                for number, line in enumerate(lines):
                    paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
                    is_list = small and lines is cells[0]
                    paragraph.alignment = ALIGN.LEFT if is_list else ALIGN.CENTER
                    self._write(paragraph, line, bold=line.isupper(), size=10)

    def _write(self, paragraph: Any, text: str, *, bold: bool = False, size: int = 13) -> None:  # noqa: ANN401
        for stored, font in self._font(text):
            run = paragraph.add_run(stored)
            run.bold, run.font.size, run.font.name = bold, Pt(size), font
            run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hAnsi"), font)


def _number_pages(paragraph: Any) -> None:  # noqa: ANN401 - python-docx has no types
    """The field PAGE, in the middle."""
    paragraph.alignment = ALIGN.CENTER
    for tag, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            element.text = text
        else:
            element.set(qn("w:fldCharType"), tag)
        paragraph.add_run()._r.append(element)
