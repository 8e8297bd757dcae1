"""A directive as it is understood, with what it orders and which others it names."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from enum import Enum

from indexer.domain.body import Passage, Section
from indexer.domain.header import Header, PartialDate
from indexer.domain.source import Source, Span


class Role(Enum):
    """What an office does of a task: takes the lead (chủ trì), supports (phối hợp), or carries it out."""

    LEAD = "lead"
    COORDINATE = "coordinate"
    IMPLEMENT = "implement"


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who must do what by when.

    ``assignees`` and ``partners`` are names of offices as the text writes them, one each; ``task`` is the words of
    the task, single-spaced, without the words that assign it; ``deadline`` the words that say by when ("trước ngày
    02/11/2022", "hằng quý"), ``due`` the last day that they name, as far as known. ``text[start:end]`` is the
    paragraph or item that holds the task; ``section`` indexes ``Directive.sections``; ``lead_in`` is the span of
    the heading or lead-in that names the assignee where that stands above.
    """

    assignees: tuple[str, ...]
    role: Role
    partners: tuple[str, ...]
    task: str
    deadline: str | None
    due: PartialDate
    section: int | None
    start: int
    end: int
    lead_in: Span | None = None


class Relation(Enum):
    """What a directive is named for in another: căn cứ, thực hiện, sửa đổi, thay thế, bãi bỏ, kèm theo, or only
    mentioned. Amending, replacing or repealing a part of a directive amends it.
    """

    BASIS = "basis"
    CARRIES_OUT = "carries_out"
    AMENDS = "amends"
    REPLACES = "replaces"
    REPEALS = "repeals"
    ATTACHED = "attached"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class Reference:
    """A directive named in a text, as far as it is named there. ``text[start:end]`` names it.

    ``number`` is in the form of ``Header.number``; ``title`` stands for it where a law is named without one
    ("Luật Đấu thầu"). ``issuer`` is as written.
    """

    number: str | None
    kind: str | None
    date: PartialDate
    issuer: str | None
    relation: Relation
    start: int
    end: int
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Directive:
    """One document of the archive, read and understood. ``file`` is relative to the archive, with ``/``."""

    file: str
    source: Source
    header: Header
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    assignments: tuple[Assignment, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def id(self) -> str:
        """Stable for a file as long as it keeps its place in the archive."""
        return directive_id(self.file)

    @property
    def text(self) -> str:
        """The whole text; ``text[p.start:p.end] == p.text`` for each passage."""
        return self.source.text

    def renamed(self, file: str) -> Directive:
        """The same, read from a file of another name."""
        return replace(self, file=file)

    def passage_id(self, passage: Passage) -> str:
        """The name of one of its passages."""
        return passage_id(self.id, passage.start, passage.end)

    def section_labels(self, index: int) -> list[str]:
        """The labels from the top down to a section: ``["III", "1", "a"]``."""
        labels: list[str] = []
        at: int | None = index
        while at is not None:
            labels.append(self.sections[at].label)
            at = self.sections[at].parent
        return labels[::-1]


def directive_id(file: str) -> str:
    """Twelve hexadecimal digits that name the directive read from ``file``."""
    return hashlib.blake2b(file.encode(), digest_size=6).hexdigest()


def passage_id(directive: str, start: int, end: int) -> str:
    """A passage is named by its directive and span, never by its words: directives share boilerplate."""
    return f"{directive}.{start}-{end}"
