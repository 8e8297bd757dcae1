"""What the catalog takes and gives back, beside the domain's own words."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.domain import Header, Passage, passage_id


@dataclass(frozen=True, slots=True)
class FileState:
    """What was seen of a file when it was last read.

    ``file`` is its name in the archive, ``path`` where it lies on this machine; ``refused`` is (code, reason)
    where it was not indexed.
    """

    file: str
    path: str
    hash: str
    bytes: int
    modified_ns: int
    refused: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A directive as listed: without text, sections and passages."""

    id: str
    file: str
    format: str
    header: Header


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its key in the derived indexes and the directive it is of."""

    key: int
    entry: Entry
    passage: Passage

    @property
    def id(self) -> str:
        """The name by which the API knows it."""
        return passage_id(self.entry.id, self.passage.start, self.passage.end)
