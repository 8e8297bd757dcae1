"""What the pages show, as pure functions: from a result or a directive to the parts that a template prints.

Text is never altered: a passage becomes runs, a directive becomes pieces, and either joined again gives the same
characters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from indexer.domain import Directive, Header, Level, Passage, Section
from search_api import beside
from search_api.cite import numbered
from search_api.highlight import Span, quote

SHORT = 600
"""Characters up to which a passage is shown whole in a list of results."""

LISTED = 140
"""Sections of a directive that its tree lists."""

_EXCERPT = 420
_BEFORE = 120
_EMPTY_LINE = re.compile(r"[ \t]*\n[ \t]*\n\s*(?=([^\W\d_])(?![.)]|[^\W\d_][.)]))")
"""Before a word, not before a mark such as ``a)`` or ``đ)``."""
_BIDI = re.compile("([\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])")
_TREE_NAME = 72
_DOAN = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


class Run(NamedTuple):
    """A stretch of a passage, marked or not."""

    text: str
    marked: bool


class Piece(NamedTuple):
    """A stretch of a directive's text; a section starts at it where ``anchor`` is given, and a ``page``."""

    text: str
    anchor: str | None
    is_heading: bool
    page: int | None = None


class Fact(NamedTuple):
    """One line of a directive's header. ``is_inferred``: the text does not state it."""

    term: str
    values: tuple[str, ...]
    is_inferred: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The part of a long passage that the question meant most; ``is_cut`` says at which of its two ends."""

    runs: list[Run]
    is_cut: tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class Node:
    """A section in the tree to jump in; ``is_current`` where the cited passage stands in it or below."""

    name: str
    anchor: str
    start: int
    is_current: bool
    children: list[Node]


def shown(text: object) -> Markup:
    """Escaped text in which no bidirectional control reaches beyond itself.

    Each such character (U+202E and its like, which can make words read backwards) stays, alone in a ``<bdi>``
    that ends its effect at once.
    """
    return Markup(_BIDI.sub(r"<bdi>\1</bdi>", str(escape(text))))  # noqa: S704 - escaped first


def sentence(text: str) -> Markup:
    """A sentence, shown; an empty line within it, which the end of a page left there, is a space."""
    return shown(_EMPTY_LINE.sub(lambda found: " " if found[1].islower() else found[0], text))


def flowing(text: str) -> Markup:
    """Shown text of a source with pages, where a single line end is that of the paper and two part paragraphs."""
    return shown(text).replace("\n\n", Markup('\n\n<span class="gap"></span>'))


def runs(text: str, spans: Iterable[Span], window: Span | None = None) -> list[Run]:
    """The text (of ``window``, offsets into it) cut at the spans, which are in order and do not overlap."""
    at, last = window or (0, len(text))
    found: list[Run] = []
    for start, end in spans:
        start, end = max(start, at), min(end, last)  # noqa: PLW2901
        if start < end:
            found += [Run(text[at:start], False), Run(text[start:end], True)]
            at = end
    return [run for run in [*found, Run(text[at:last], False)] if run.text]


def excerpt(text: str, spans: Sequence[Span]) -> Excerpt | None:
    """A few lines of a long text from the sentence with most marks, cut between words; None where it is short.

    Where the first mark stands far into that sentence, the lines start shortly before the mark.
    """
    if len(text) <= SHORT:
        return None
    start, _ = quote(text, list(spans))
    first = next((span[0] for span in spans if span[0] >= start), start)
    if first - start > _EXCERPT // 2:
        start = text.rfind(" ", start, first - _BEFORE) + 1 or first
    end = text.rfind(" ", start + 1, start + _EXCERPT) if start + _EXCERPT < len(text) else len(text)
    window = (start, end if end > start else start + _EXCERPT)
    return Excerpt(runs(text, spans, window), (start > 0, window[1] < len(text)))


def span_of(given: str, directive: Directive) -> Span | None:
    """The span that ``START-END`` names, None where the directive has no such span."""
    match = _DOAN.fullmatch(given)
    if match is None:
        return None
    start, end = int(match[1]), int(match[2])
    return (start, end) if start < end <= len(directive.text) else None


def pieces(directive: Directive, window: Span) -> list[Piece]:
    """The directive's text in ``window``, cut where sections and pages start and where headings end."""
    pages = beside.starts(directive)
    numbered_sections = [section for section in directive.sections if not section.level.is_bullet]
    anchors = {section.start: anchor(section) for section in numbered_sections}
    headings = {section.start: _heading_end(directive.text, section) for section in numbered_sections}
    inside = {at for at in (*headings, *headings.values(), *pages) if window[0] < at < window[1]}
    cuts = sorted(inside | set(window))
    return [
        Piece(
            directive.text[start:end],
            anchors.get(start),
            headings.get(start, start) > start,
            pages[start].number if start in pages else None,
        )
        for start, end in pairwise(cuts)
    ]


def anchor(section: Section) -> str:
    """The name of the place where a section starts."""
    return f"muc-{section.start}"


def tree(directive: Directive, span: Span | None, leaf: Span) -> list[Node]:
    """The numbered sections as nested nodes, without bullets and points that have no heading.

    Where there are more than ``LISTED``, the lower levels are told only of the leaf that is shown.
    """
    top: list[Node] = []
    nodes: dict[int, Node] = {}
    deepest = _deepest(directive.sections)
    for i, section in enumerate(directive.sections):
        is_near = leaf[0] <= section.start < leaf[1]
        if not _is_listed(section) or (section.depth > deepest and not is_near):
            continue
        is_current = span is not None and section.start <= span[0] < section.end
        nodes[i] = Node(_tree_name(directive.text, section), anchor(section), section.start, is_current, [])
        parent = section.parent
        while parent is not None and parent not in nodes:
            parent = directive.sections[parent].parent
        (top if parent is None else nodes[parent].children).append(nodes[i])
    return top


def _is_listed(section: Section) -> bool:
    return not section.level.is_bullet and (section.level is not Level.POINT or bool(section.title))


def _deepest(sections: Iterable[Section]) -> int:
    """The lowest level of which, with those above, there are ``LISTED`` sections at most."""
    counts = Counter(section.depth for section in sections if _is_listed(section))
    depths = sorted(counts)
    totals = accumulate(counts[depth] for depth in depths)
    above_all = Level.APPENDIX.rank - 1
    return max((depth for depth, total in zip(depths, totals, strict=True) if total <= LISTED), default=above_all)


def facts(header: Header, file: str) -> list[Fact]:
    """What is known of a directive, in the order of its head; number, date and issuer also where unknown."""
    signer = ", ".join(part for part in (header.authority, header.position, header.signer) if part)
    lines = [
        ("Số, ký hiệu", (numbered(header) or "không ghi",), ("number", "symbol")),
        ("Loại", (header.kind,), ("kind",)),
        ("Ngày ban hành", (str(header.date) or "không ghi",), ("date",)),
        ("Cơ quan ban hành", (header.issuer or "không ghi",), ("issuer",)),
        ("Cơ quan chủ quản", (header.parent_issuer,), ("parent_issuer",)),
        ("Người ký", (signer,), ("signer",)),
        ("Trích yếu", (header.subject,), ("subject",)),
        ("Gửi", header.recipients, ("recipients",)),
        ("Tệp", (file,), ()),
    ]
    return [
        Fact(term, known, any(name in header.inferred for name in names))
        for term, values, names in lines
        if (known := tuple(value for value in values if value))
    ]


def breadcrumb(passage: Passage) -> tuple[str, ...]:
    """The section path where it says more than the place in the citation does: where a section has a heading."""
    return passage.section_path if any(". " in name for name in passage.section_path) else ()


def lead_in(passage: Passage) -> str:
    """The line that the passage hangs on, unless the section path shows it already."""
    words = passage.context[-1] if passage.context else ""
    return "" if any(words in name for name in passage.section_path) else words


def matched(text: str, spans: Iterable[Span]) -> list[str]:
    """The words of a passage that met the question, each once."""
    found = (" ".join(text[start:end].split()) for start, end in spans)
    return list({words.casefold(): words for words in found}.values())


def place_name(passage: Passage) -> str:
    """Where in its directive a passage stands: ``Khoản 1 mục III``."""
    place = passage.place or (f"trang {passage.page}" if passage.page else "phần đầu")
    return place[:1].upper() + place[1:]


def _heading_end(text: str, section: Section) -> int:
    """Where the printed heading ends: the section's start if it has none."""
    title = section.title or ""
    at = text.find(title, section.start, section.start + len(title) + 24) if title else -1
    return at + len(title) if at >= 0 else section.start


def _tree_name(text: str, section: Section) -> str:
    """The heading, or else the first words; shortened between words."""
    name = " ".join((section.name if section.title else text[section.start : section.end][:200]).split())
    return name if len(name) <= _TREE_NAME else name[:_TREE_NAME].rpartition(" ")[0] + "…"
