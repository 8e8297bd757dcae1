"""Sections into passages: what is retrieved and cited.

A passage lies inside one section and is verbatim text. It begins with the headings and lead-ins that stand right
above it, so that no heading is alone and no word of the body is lost; those farther up are its ``context``.
Small items of one list share a passage, numbered sections never do. A row of a table is a passage, which carries
the column heads; short rows share one. What is longer than the model reads is cut
at sentence ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from indexer.domain import Passage, Source
from indexer.structure import Block, Tree

Measure = Callable[[str], int]
"""Counts the model's tokens of a text."""

_SENTENCE_ENDS = [r"\n\n+", r"(?<=[.!?…])\s+(?=[^\W\d_])", r"(?<=[;:])\s+", r"(?<=,)\s+", r"\s+"]
_SHORT = 20
"""Syllables. A numbered item up to this length may share a passage with its neighbours."""


@dataclass(frozen=True)
class Limits:
    """Sizes of passages: list items are joined up to ``target`` syllables; none of them, with its context, is
    longer than ``longest`` tokens of the model.
    """

    target: int = 80
    longest: int = 384

    @classmethod
    def of(cls, max_tokens: int | None) -> Limits:
        """For a model that reads ``max_tokens`` at most; None is no limit."""
        return cls(longest=min(cls.longest, max_tokens or cls.longest))


@dataclass(frozen=True, slots=True)
class _Group:
    """Blocks that become one passage; ``start`` is that of the headings above the first."""

    start: int
    blocks: tuple[Block, ...]

    @property
    def end(self) -> int:
        return self.blocks[-1].end


def passages(source: Source, tree: Tree, measure: Measure, limits: Limits) -> tuple[Passage, ...]:
    """Cut a directive's body into passages, in order.

    Together they cover every block of the tree; ``source.text[p.start:p.end] == p.text``.
    """
    chunker = _Chunker(source, tree, measure, limits)
    return tuple(passage for group in chunker.groups() for passage in chunker.cut(group))


@dataclass(frozen=True, slots=True)
class _Chunker:
    source: Source
    tree: Tree
    measure: Measure
    limits: Limits

    def groups(self) -> list[_Group]:
        """Blocks that go together. A heading waits for the first block below it."""
        groups: list[_Group] = []
        waiting: list[Block] = []
        for block, following in zip_longest(self.tree.blocks, self.tree.blocks[1:]):
            if block.is_heading and following and following.region == block.region:
                waiting.append(block)
            elif not waiting and groups and self._joins(groups[-1], block):
                groups[-1] = _Group(groups[-1].start, (*groups[-1].blocks, block))
            else:
                groups.append(_Group(waiting[0].start if waiting else block.start, (block,)))
                waiting = []
        return groups

    def _joins(self, group: _Group, block: Block) -> bool:
        """Whether a block may share the passage of the group before it."""
        last = group.blocks[-1]
        if last.region != block.region or self._scope(last) != self._scope(block) or self._assigns(block):
            return False
        if block.heads != last.heads or (block.heads and not self._is_short(block.start, block.end)):
            return False
        limit = self.limits.target * (2 if self._is_short(block.start, block.end) else 1)
        return self._size(group.start, block.end) <= limit

    def _scope(self, block: Block) -> int | None:
        """The section whose list a block is an item of: bullets and very short items do not stand alone."""
        section = block.section
        while section is not None:
            node = self.tree.sections[section]
            if not node.level.is_bullet and not self._is_short(node.start, node.end):
                break
            section = node.parent
        return section

    def _is_short(self, start: int, end: int) -> bool:
        """Whether a span is a few words."""
        return end - start <= 10 * _SHORT and self._size(start, end) <= _SHORT

    def _size(self, start: int, end: int) -> int:
        """Of a span, in syllables."""
        return len(self.source.text[start:end].split())

    def _assigns(self, block: Block) -> bool:
        """``- Giao Phòng X ...`` is a task of its own."""
        return "Giao " in self.source.text[block.start : block.start + 12]

    def cut(self, group: _Group) -> Iterator[Passage]:
        """One passage, or several where the group is longer than the model reads."""
        section = self._common(group)
        first, start = group.blocks[0].start, group.start
        for part in self._parts(self._above(section, group), self.source.text[first : group.end]):
            end = first + len(part)
            if part.strip():
                held = tuple(block for block in group.blocks if block.start < end and first < block.end)
                yield self._passage(_Group(group.start, held), start, first + len(part.rstrip()))
                start = end
            first = end

    def _above(self, section: int | None, group: _Group) -> tuple[list[str], list[str]]:
        """What the first passage of a group carries beside its body, headings too, and what later ones carry."""
        headings = self.source.text[group.start : group.blocks[0].start]
        first = [*self._context(section, group, group.start), *([headings] if headings else [])]
        return first, [*self._context(section, group, group.end)]

    def _parts(self, above: tuple[list[str], list[str]], text: str) -> list[str]:
        """The text, cut at the widest gaps so that each part fits the model with what stands ``above`` it.

        Joined, the parts are the text.
        """
        longest = self.limits.longest
        whole = ". ".join((*above[0], text))
        if len(whole) < longest or self.measure(whole) <= longest:  # a token has a character at least
            return [text]
        room = longest - max(self.measure(". ".join((*words, ""))) if words else 0 for words in above)
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(
            separators=_SENTENCE_ENDS,
            is_separator_regex=True,
            keep_separator="end",
            chunk_size=max(room, longest // 4, 1),
            chunk_overlap=0,
            length_function=self._piece,
            strip_whitespace=False,
        )
        return [*splitter.split_text(text)]

    def _piece(self, text: str) -> int:
        """The length of a piece: the splitter repeats pieces of length 0, so that blanks count as 1."""
        return max(self.measure(text), 1) if text else 0

    def _passage(self, group: _Group, start: int, end: int) -> Passage:
        section = self._common(group)
        chain = [self.tree.sections[index] for index in self.tree.ancestors(section)]
        chain = [node for node in chain if not node.level.is_bullet]
        page = self.source.page_at(max(start, group.blocks[0].start))
        return Passage(
            start=start,
            end=end,
            text=self.source.text[start:end],
            section_path=tuple(node.name for node in chain),
            place=" ".join(f"{node.level.words} {node.label}".strip() for node in reversed(chain)),
            context=self._context(section, group, start),
            page=page.number if page else None,
            ocr_confidence=page.confidence if page else None,
        )

    def _common(self, group: _Group) -> int | None:
        """The innermost section that holds all blocks of a group."""
        chains = [self.tree.ancestors(block.section) for block in group.blocks]
        common = None
        for sections in zip(*chains, strict=False):
            if len(set(sections)) > 1:
                break
            common = sections[0]
        return common

    def _context(self, section: int | None, group: _Group, start: int) -> tuple[str, ...]:
        """Headings above the passage, then the lead-in or column heads of its first block; none twice."""
        above = [self.tree.sections[index] for index in self.tree.ancestors(section)]
        words = [node.title for node in above if node.title and node.start < start]
        own = group.blocks[0].section
        lead_in = self.tree.sections[own].lead_in if own is not None else None
        for span in (lead_in, group.blocks[0].heads):
            if span and span[0] < start:
                words.append(" ".join(self.source.text[slice(*span)].split()))
        return tuple(words)
