"""Web pages (.html, .htm): what they say, without menus, scripts, headers and footers of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
from lxml.etree import _Element as Element

from indexer.domain import Source
from indexer.reading import cells, legacy
from indexer.reading.plain import decode
from indexer.text import nfc

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_UNREAD = (
    "head", "script", "style", "noscript", "template", "nav", "footer", "aside", "svg", "iframe", "object",
    "button", "select", "input", "textarea", "dialog",
)  # fmt: skip
_ROLES = ("navigation", "banner", "contentinfo", "search", "menu", "menubar", "complementary", "dialog")
_SITE = re.compile(
    r"(?:^|[-_\s])(?:nav(?:bar|igation)?|(?:top|main)?menu|breadcrumbs?|footer|sidebar|header-site|site-header|banner"
    r"|advert\w*|share|social|cookies?|pagination|related|comments?)(?:$|[-_\s])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLOCKS = {
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "main",
    "ol", "p", "section", "summary", "td", "th", "tr", "ul",
}  # fmt: skip
_FEWEST_LINKS = 4
_BREAK = "\x1e"
"""Stands for ``<br>``: no page holds the character."""


def read(path: Path) -> Source:
    """Read a page. It has no pages of paper.

    Raises:
        FileRefused: ``broken_file`` where the bytes are not text.
    """
    data = path.read_bytes()
    charset = _CHARSET.search(data[:4096].replace(b"\x00", b""))
    page = decode(data, charset[1].decode("ascii") if charset else None)
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)  # else what lies deep is lost without a word
    root = lxml.html.document_fromstring(page.encode(), parser=parser)
    _clear(root)
    text, notes = legacy.recognised(nfc("\n\n".join(_blocks(root))))
    return Source(text=text, format="html", notes=notes)


def _clear(root: Element) -> None:
    """Drop what belongs to the site. A name drops nothing that holds half of the words: names lie."""
    for node in [*root.iter(*_UNREAD)]:
        _drop(node)
    for node in [node for node in root.iter() if isinstance(node.tag, str) and _is_hidden(node)]:
        _drop(node)
    whole = len(root.text_content())
    for node in [*root.iterdescendants()]:
        is_of_site = isinstance(node.tag, str) and node.tag != "body" and _is_of_site(node)
        if is_of_site and 2 * len(node.text_content()) < whole:
            _drop(node)


def _drop(node: Element) -> None:
    """Take an element out with what it holds, but not what stands behind it."""
    if node.getparent() is not None:
        node.drop_tree()


def _is_hidden(node: Element) -> bool:
    return "hidden" in node.attrib or bool(_HIDDEN.search(node.get("style", "")))


def _is_of_site(node: Element) -> bool:
    """By its role, by its name, as the header of a page, or as a list that is little but links."""
    if node.get("role") in _ROLES or _SITE.search(f"{node.get('id', '')} {node.get('class', '')}"):
        return True
    if node.tag == "header":
        return not any(above.tag in ("main", "article") for above in node.iterancestors())
    if node.tag in ("ul", "ol", "table", "div", "p"):
        links = [*node.iter("a")]
        linked = sum(len(link.text_content().strip()) for link in links if link.get("href"))
        return len(links) >= _FEWEST_LINKS and linked > 0.8 * len("".join(node.text_content().split()))
    return False


def _blocks(node: Element) -> Iterator[str]:
    """The blocks of text in an element: what stands between block elements is one, ``<br>`` ends a line."""
    line: list[str] = []
    for part in _parts(node):
        if isinstance(part, str):
            line.append(part)
        else:
            yield from _block(line)
            line = []
            yield from part
    yield from _block(line)


def _block(line: list[str]) -> Iterator[str]:
    """Spaces and line ends of the source mean nothing."""
    rows = [" ".join(row.split()) for row in "".join(line).split(_BREAK)]
    text = "\n".join(row for row in rows if row)
    if text:
        yield text


def _parts(node: Element) -> Iterator[str | Iterator[str]]:
    """Text of inline elements, and the blocks of block elements, in order."""
    yield node.text or ""
    for inner in node:
        if isinstance(inner.tag, str):
            if inner.tag == "br":
                yield _BREAK
            elif inner.tag == "table":
                yield _table(inner)
            elif inner.tag == "li":
                yield _item(inner)
            elif inner.tag == "pre":
                yield iter(filter(None, [inner.text_content().strip("\n")]))
            elif inner.tag in _BLOCKS:
                yield _blocks(inner)
            else:
                yield from _parts(inner)
        yield inner.tail or ""


def _item(node: Element) -> Iterator[str]:
    """An item with the number or dash that a browser draws before it."""
    first, *others = [*_blocks(node)] or [""]
    if first:
        yield f"{_label(node)} {first}"
    yield from others


def _label(node: Element) -> str:
    parent = node.getparent()
    if parent.tag != "ol":
        return "-"
    start = parent.get("start", "1")
    count = (int(start) if start.lstrip("-").isdigit() else 1) + sum(
        1 for _ in node.itersiblings("li", preceding=True)
    )
    return f"{chr(ord('a') + count - 1)})" if parent.get("type") == "a" and 0 < count <= 26 else f"{count}."


def _table(table: Element) -> Iterator[str]:
    """Its caption, then its rows."""
    for caption in table.iterchildren("caption"):
        yield from _blocks(caption)
    yield from cells.blocks(_rows(table))


def _rows(table: Element) -> list[list[cells.Cell]]:
    """The rows of a table, cells that go on from above in their columns."""
    rows: list[list[cells.Cell]] = []
    below: dict[int, tuple[int, cells.Cell]] = {}
    for node in table.iter("tr"):
        if next(node.iterancestors("table")) is not table:
            continue
        row: list[cells.Cell] = []
        waiting = [_cell(cell) for cell in node.iterchildren("td", "th")][::-1]
        column = 0
        while waiting or column in below:
            rest, cell = below.pop(column) if column in below else waiting.pop()
            row.append(cell)
            if rest > 1:
                below[column] = (rest - 1, cells.Cell(cell.blocks, cell.span, True, cell.nests))
            column += cell.span
        rows.append(row)
    return rows


def _cell(node: Element) -> tuple[int, cells.Cell]:
    """How many rows a cell covers, and the cell."""
    nests = next(node.iter("table"), None) is not None
    return _count(node, "rowspan"), cells.Cell(tuple(_blocks(node)), _count(node, "colspan"), nests=nests)


def _count(node: Element, name: str) -> int:
    """Of columns or rows: at least one, and no more than browsers allow."""
    written = node.get(name, "1").strip()
    return min(max(int(written), 1), 1000) if written.isdecimal() else 1
