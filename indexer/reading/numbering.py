"""The numbers and bullets that Word draws before paragraphs and does not keep in the text.

After ECMA-376 part 1, 17.9: a paragraph names a list (``numId``) and a level; the list's levels say how their
count is written (``lvlText``: ``%1.%2.``). Lists made from the same definition go on counting together, unless one
says where it starts. Letters are Word's own, which has no ``đ``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml.etree import _Element as Element

from indexer.reading.styles import Styles, child, value

_LEVELS = 9
_ROMAN = (
    ("M", 1000), ("CM", 900), ("D", 500), ("CD", 400), ("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10),
    ("IX", 9), ("V", 5), ("IV", 4), ("I", 1),
)  # fmt: skip


def roman(count: int) -> str:
    """A number in Roman capitals."""
    written = ""
    for letters, worth in _ROMAN:
        times, count = divmod(count, worth)
        written += letters * times
    return written


def _letter(count: int) -> str:
    """``a`` to ``z``, then ``aa``, ``bb`` ..."""
    rounds, place = divmod(count - 1, 26)
    return chr(ord("a") + place) * (rounds + 1)


_WRITTEN: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda count: f"{count:02d}",
    "lowerLetter": _letter,
    "upperLetter": lambda count: _letter(count).upper(),
    "lowerRoman": lambda count: roman(count).lower(),
    "upperRoman": roman,
    "none": lambda _: "",
}


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level is counted and written. ``restarts`` is the level (from 1) after which it starts again."""

    start: int
    format: str
    text: str
    restarts: int
    is_legal: bool
    style: str | None

    @classmethod
    def read(cls, node: Element, index: int) -> _Level:
        legal = child(node, "isLgl")
        return cls(
            start=int(value(child(node, "start")) or 1),
            format=value(child(node, "numFmt")) or "decimal",
            text=value(child(node, "lvlText")) or "",
            restarts=int(value(child(node, "lvlRestart")) or index),
            is_legal=legal is not None and value(legal) not in ("0", "false"),
            style=value(child(node, "pStyle")),
        )


@dataclass(frozen=True, slots=True)
class _List:
    """A list: whose definition it uses, its levels, and where it starts anew."""

    definition: str
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """Counts the lists of one document; ask for the paragraphs in their order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        """Read ``numbering.xml``; a document without one has no lists."""
        self._styles = styles
        nodes = [] if root is None else list(root)
        self._definitions = {value(n, "abstractNumId"): n for n in nodes if n.tag.endswith("}abstractNum")}
        self._nums = {value(n, "numId"): n for n in nodes if n.tag.endswith("}num")}
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def label(self, paragraph: Element) -> str:
        """What Word draws before a paragraph: ``1.``, ``a)``, ``-``; empty where it draws nothing. Counts it."""
        number, index = self._place(paragraph)
        found = self._list(number) if number else None
        level = found.levels.get(index) if found else None
        if found is None or level is None or number is None:
            return ""
        counts = self._counts.setdefault(found.definition, {})
        if number not in self._begun:
            self._begun.add(number)
            for at, start in found.starts.items():
                counts[at] = start - 1
        counts[index] = counts.get(index, level.start - 1) + 1
        self._restart_below(found, counts, index)
        return _bullet(level.text) if level.format == "bullet" else _written(found, counts, level)

    def _restart_below(self, found: _List, counts: dict[int, int], index: int) -> None:
        for at in range(index + 1, _LEVELS):
            level = found.levels.get(at)
            if level and index < level.restarts:
                counts.pop(at, None)

    def _place(self, paragraph: Element) -> tuple[str | None, int]:
        """The list and the level of a paragraph, from itself or from its style."""
        properties = child(paragraph, "pPr")
        own = child(properties, "numPr")
        number, level = value(child(own, "numId")), value(child(own, "ilvl"))
        style = value(child(properties, "pStyle")) or self._styles.default
        for name, node in self._styles.chain(style):
            inherited = child(child(node, "pPr"), "numPr")
            if number is None and inherited is not None:
                number = value(child(inherited, "numId"))
                level = level or self._level_of(number, name) or value(child(inherited, "ilvl"))
        return (None if number == "0" else number), int(level or 0)

    def _level_of(self, number: str | None, style: str) -> str | None:
        """The level of a list that is bound to a paragraph style."""
        found = self._list(number) if number else None
        levels = found.levels.items() if found else ()
        return next((str(index) for index, level in levels if level.style == style), None)

    def _list(self, number: str) -> _List | None:
        if number not in self._lists:
            node = self._nums.get(number)
            self._lists[number] = None if node is None else self._read(node)
        return self._lists[number]

    def _read(self, node: Element) -> _List:
        definition = self._definition(value(child(node, "abstractNumId")) or "")
        levels = self._levels(definition)
        starts: dict[int, int] = {}
        for override in node.iterchildren("{*}lvlOverride"):
            at = int(value(override, "ilvl") or 0)
            levels |= self._levels(override)
            start = value(child(override, "startOverride"))
            starts |= {at: int(start)} if start else {}
        return _List(value(definition, "abstractNumId") or "", levels, starts)

    def _definition(self, name: str) -> Element | None:
        """A definition; one that only names a style of lists stands for that of the style."""
        node = self._definitions.get(name)
        link = value(child(node, "numStyleLink"))
        if link is None:
            return node
        linked = (n for n in self._definitions.values() if value(child(n, "styleLink")) == link)
        return next(linked, node)

    def _levels(self, node: Element | None) -> dict[int, _Level]:
        nodes = [] if node is None else node.iterchildren("{*}lvl")
        return {index: _Level.read(n, index) for n in nodes for index in [int(value(n, "ilvl") or 0)]}


def _written(found: _List, counts: dict[int, int], level: _Level) -> str:
    """``%1.%2.`` with the counts in place."""
    text = level.text
    for index, upper in found.levels.items():
        if f"%{index + 1}" in text:
            count = counts.setdefault(index, upper.start)
            form = "decimal" if level.is_legal else upper.format
            text = text.replace(f"%{index + 1}", _WRITTEN.get(form, str)(count))
    return text.strip()


def _bullet(text: str) -> str:
    """Bullets are mostly letters of symbol fonts: a dash stands for them; a plus keeps its rank below it."""
    return "+" if text.strip() == "+" else "-"
