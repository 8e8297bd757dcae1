"""Word files (.docx): paragraphs and tables in their order, as they would be printed. They have no fixed pages.

Tracked changes are read as accepted; numbers that Word draws are written out; a note follows the paragraph (or
table) that carries its mark ``[1]``, a text box the paragraph that it hangs on. Element names are those of
ECMA-376 part 1, 17.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from docx.opc.package import OpcPackage
from docx.opc.part import Part
from docx.opc.rel import Relationships
from docx.oxml import parse_xml
from lxml.etree import _Element as Element

from indexer.domain import Source
from indexer.reading import cells, legacy
from indexer.reading.numbering import Numbering, roman
from indexer.reading.styles import Styles, child, value
from indexer.text import nfc

_UNREAD = {"del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "Fallback", "instrText", "delText", "txbxContent"}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\xad"}
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}


def read(path: Path) -> Source:
    """Read a document. What was typed in TCVN3 or VNI fonts is converted, run by run, and noted."""
    main = _parts(OpcPackage.open(str(path)).rels)["officeDocument"]
    parts = _parts(main.rels)
    roots: dict[str, Element] = {
        name: parse_xml(parts[name].blob)
        for name in ("styles", "numbering", "footnotes", "endnotes")
        if name in parts
    }
    document = _Document(roots)
    text = "\n\n".join(document.read(child(parse_xml(main.blob), "body")))
    text, notes = legacy.recognised(nfc(text))
    return Source(
        text=text, format="docx", notes=(*(legacy.NOTES[name] for name in sorted(document.converted)), *notes)
    )


def _parts(links: Relationships) -> dict[str, Part]:
    """What a package or a part is linked to, by the last word of the kind: editions differ before it."""
    return {link.reltype.rpartition("/")[2]: link.target_part for link in links.values() if not link.is_external}


def _name(node: Element | None) -> str:
    """The local name of an element; empty for a comment and for none."""
    return node.tag.rpartition("}")[2] if node is not None and isinstance(node.tag, str) else ""


class _Piece(NamedTuple):
    """Text of one run. ``encoding`` and ``capitals`` are what its font says; ``caps`` is Word's own switch."""

    text: str
    encoding: str | None = None
    capitals: bool = False
    caps: bool = False


@dataclass(slots=True)
class _Aside:
    """What is read after the paragraph that holds it: text boxes and notes."""

    boxes: list[Element]
    notes: list[str]


class _Document:
    """Reads one document in its order, counting lists and notes. ``converted`` collects the fonts met."""

    def __init__(self, roots: dict[str, Element]) -> None:
        self._styles = Styles(roots.get("styles"))
        self._numbering = Numbering(roots.get("numbering"), self._styles)
        self._note_nodes = {
            (kind, value(node, "id")): node for kind in _NOTES.values() for node in roots.get(kind, ())
        }
        self._counts = dict.fromkeys(_NOTES.values(), 0)
        self._aside = _Aside([], [])
        self._held = ""
        self.converted: set[str] = set()

    def read(self, body: Element) -> Iterator[str]:
        """The blocks of the body, each with its notes after it."""
        for block in self._blocks(body):
            yield block
            yield from self._aside.notes
            self._aside.notes.clear()

    def _blocks(self, container: Element, in_cell: bool = False) -> Iterator[str]:
        """Paragraphs, tables and what wraps them."""
        for node in container:
            name = _name(node)
            if name == "p":
                yield from self._paragraph(node, in_cell)
            elif name == "tbl":
                yield from cells.blocks(self._rows(node))
            elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "AlternateContent", "Choice"):
                yield from self._blocks(node, in_cell)

    def _paragraph(self, node: Element, in_cell: bool) -> Iterator[str]:
        """Its number and text, then its text boxes. Where its mark is deleted, it goes on in the next one."""
        style = value(child(child(node, "pPr"), "pStyle"))
        text = self._held + self._joined(list(self._pieces(node, style)))
        boxes, self._aside.boxes = self._aside.boxes, []
        mark = child(child(node, "pPr"), "rPr")
        is_joined = child(mark, "del") is not None or child(mark, "moveFrom") is not None
        if is_joined and _name(node.getnext()) == "p":
            self._held = text
        else:
            self._held = ""
            label = self._numbering.label(node)
            if text.strip() or (in_cell and label):  # a column of numbers holds nothing else
                yield f"{label} {text.lstrip()}".strip() if label else text.strip("\n")
        for box in boxes:
            yield from self._blocks(box, in_cell)

    def _pieces(self, node: Element, style: str | None) -> Iterator[_Piece]:
        """The text of all that a paragraph holds: runs, and runs in links, fields, insertions, controls."""
        for inner in node:
            name = _name(inner)
            if name == "r":
                yield from self._run(inner, style)
            elif name and name not in _UNREAD:
                yield from self._pieces(inner, style)

    def _run(self, run: Element, style: str | None) -> Iterator[_Piece]:
        """The text of a run; its text boxes and notes are put aside."""
        if self._styles.is_on("vanish", run, style):
            return
        font = self._styles.font(run, style)
        text = "".join(map(self._sign, run))
        caps = self._styles.is_on("caps", run, style)
        yield _Piece(text, legacy.encoding_of(font), legacy.draws_capitals(font), caps)

    def _sign(self, node: Element) -> str:
        """What one child of a run prints."""
        name = _name(node)
        if name == "t":
            return node.text or ""
        if name in _NOTES:
            return self._note(_NOTES[name], value(node, "id"))
        if name in ("drawing", "pict", "object", "AlternateContent"):
            self._aside.boxes += _boxes(node)
        return _SIGNS.get(name, "")

    def _note(self, kind: str, name: str | None) -> str:
        """The mark of a note: ``[1]``; endnotes are counted ``[i]``, as Word does."""
        node = self._note_nodes.get((kind, name))
        if node is None:
            return ""
        self._counts[kind] += 1
        count = self._counts[kind]
        mark = f"[{count}]" if kind == "footnotes" else f"[{roman(count).lower()}]"
        words = " ".join(" ".join(self._blocks(node)).split())
        self._aside.notes.append(f"{mark} {words}")
        return mark

    def _joined(self, pieces: list[_Piece]) -> str:
        """The text of a paragraph in Unicode. Letters of VNI fonts may begin in one run and end in the next.

        One Unicode letter shows that fonts say nothing here: the paragraph was typed over in Unicode.
        """
        if legacy.is_unicode("".join(piece.text for piece in pieces if piece.encoding)):
            pieces = [piece._replace(encoding=None) for piece in pieces]
        texts = []
        for (encoding, capitals, caps), group in groupby(pieces, key=lambda piece: piece[1:]):
            text = "".join(piece.text for piece in group)
            if encoding:
                converted = legacy.to_unicode(text, encoding, capitals=capitals)
                self.converted |= {encoding} if converted != text else set()
                text = converted
            texts.append(text.upper() if caps else text)
        return "".join(texts)

    def _rows(self, table: Element) -> list[list[cells.Cell]]:
        """The rows of a table; one that was deleted is left out."""
        rows: list[list[cells.Cell]] = []
        above: dict[int, cells.Cell] = {}
        for node in table.iterdescendants("{*}tr"):
            properties = child(node, "trPr")
            if child(properties, "del") is not None or next(node.iterancestors("{*}tbl")) is not table:
                continue
            row, column = [], int(value(child(properties, "gridBefore")) or 0)
            if column:
                row.append(cells.Cell((), column))
            for cell in _cells(node):
                row.append(above[column] if _continues(cell) and column in above else self._cell(cell))
                above[column] = replace(row[-1], continues=True)
                column += row[-1].span
            rows.append(row)
        return rows

    def _cell(self, node: Element) -> cells.Cell:
        span = int(value(child(child(node, "tcPr"), "gridSpan")) or 1)
        nests = next(node.iterdescendants("{*}tbl"), None) is not None
        return cells.Cell(tuple(self._blocks(node, in_cell=True)), span, nests=nests)


def _cells(row: Element) -> Iterator[Element]:
    """The cells of a row, and those in content controls around them."""
    for node in row:
        if _name(node) == "tc":
            yield node
        elif _name(node) in ("sdt", "sdtContent", "customXml"):
            yield from _cells(node)


def _continues(cell: Element) -> bool:
    """Whether a cell is merged with the one above: ``vMerge`` that does not say ``restart``."""
    merge = child(child(cell, "tcPr"), "vMerge")
    return merge is not None and value(merge) != "restart"


def _boxes(node: Element) -> Iterator[Element]:
    """The text boxes of a drawing, outermost only. What older programs are shown instead is left out."""
    for inner in node:
        if _name(inner) == "txbxContent":
            yield inner
        elif _name(inner) != "Fallback":
            yield from _boxes(inner)
