"""What a Word document says of a run or paragraph through its styles: fonts, capitals, hidden text.

After ECMA-376 part 1, 17.7.2: what a run says itself comes first, then its character style, then the style of its
paragraph, each with those that it is based on, then the document's defaults.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

_Key = tuple[str, str | None, str | None]


def child(node: Element | None, name: str) -> Element | None:
    """The first child of that name, in whichever edition of the format; None of nothing is None."""
    return None if node is None else node.find(f"{{*}}{name}")


def value(node: Element | None, name: str = "val") -> str | None:
    """An attribute by its local name."""
    if node is None:
        return None
    return next((text for key, text in node.attrib.items() if key.rpartition("}")[2] == name), None)


class Styles:
    """The styles of one document. ``default`` names that of paragraphs without one."""

    def __init__(self, root: Element | None) -> None:
        """Read ``styles.xml``; a document without one has no styles."""
        nodes = [] if root is None else root.findall("{*}style")
        self._nodes = {value(node, "styleId") or "": node for node in nodes}
        plain = (
            name
            for name, n in self._nodes.items()
            if (value(n, "type"), value(n, "default")) == ("paragraph", "1")
        )
        self.default = next(plain, None)
        self._defaults = child(child(child(root, "docDefaults"), "rPrDefault"), "rPr")
        self._known: dict[_Key, list[Element]] = {}

    def chain(self, name: str | None) -> Iterator[tuple[str, Element]]:
        """A style and those that it is based on."""
        seen = set()
        while name in self._nodes and name not in seen:
            seen.add(name)
            yield name, self._nodes[name]
            name = value(child(self._nodes[name], "basedOn"))

    def font(self, run: Element, style: str | None) -> str:
        """The font of a run's letters beyond ASCII, in a paragraph of that style; empty where a theme says it."""
        for node in self._properties("rFonts", run, style):
            if value(node, "hAnsiTheme") or value(node, "asciiTheme"):
                return ""
            if name := value(node, "hAnsi") or value(node, "ascii"):
                return name
        return ""

    def is_on(self, name: str, run: Element, style: str | None) -> bool:
        """Whether a switch such as ``caps`` or ``vanish`` is on for a run."""
        nearest = next(iter(self._properties(name, run, style)), None)
        return nearest is not None and value(nearest) not in ("0", "false", "off")

    def _properties(self, name: str, run: Element, style: str | None) -> list[Element]:
        """All that is said of a run under a name, the nearest first."""
        properties = child(run, "rPr")
        own = child(properties, name)
        key = (name, value(child(properties, "rStyle")), style)
        if key not in self._known:
            self._known[key] = self._inherited(*key)
        return self._known[key] if own is None else [own, *self._known[key]]

    def _inherited(self, name: str, run_style: str | None, paragraph_style: str | None) -> list[Element]:
        chains = (self.chain(run_style), self.chain(paragraph_style or self.default))
        found = [child(child(node, "rPr"), name) for chain in chains for _, node in chain]
        return [node for node in (*found, child(self._defaults, name)) if node is not None]
