"""What the catalog takes and gives back, beside the domain's own words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from indexer.domain import Header, PartialDate, Passage, passage_id


@dataclass(frozen=True, slots=True)
class FileState:
    """What was seen of a file when it was last read.

    ``file`` is its name in the archive, ``path`` where it lies on this machine; ``refused`` is (code, reason)
    where it was not indexed; ``labels`` are those of :mod:`indexer.access`, joined.
    """

    file: str
    path: str
    hash: str
    bytes: int
    modified_ns: int
    refused: tuple[str, str] | None = None
    labels: str = ""

    @classmethod
    def of_row(cls, row: Sequence[Any]) -> FileState:
        """From a row of ``files``."""
        file, path, digest, size, modified_ns, code, reason, labels = row
        return cls(file, path, digest, size, modified_ns, (code, reason) if code else None, labels)


@dataclass(frozen=True, slots=True)
class Entry:
    """A directive as listed: without text, sections and passages."""

    id: str
    file: str
    format: str
    header: Header

    @classmethod
    def of_row(cls, row: Sequence[Any]) -> Entry:
        """From id, file, format and header (JSON) of a row of ``directives``."""
        id, file, format, head = row
        return cls(id, file, format, header(head))


@dataclass(frozen=True, slots=True)
class Scanned:
    """A directive that was read from pictures: the lowest and the mean OCR confidence (0 to 1) of its passages."""

    directive: str
    lowest: float
    mean: float
    passages: int


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


@lru_cache(maxsize=4096)
def header(text: str) -> Header:
    """A header as the catalog keeps it (JSON)."""
    fields: dict[str, Any] = json.loads(text)
    fields["date"] = PartialDate(**fields["date"])
    fields["recipients"], fields["inferred"] = tuple(fields["recipients"]), tuple(fields["inferred"])
    fields["spans"] = {name: (start, end) for name, (start, end) in fields["spans"].items()}
    return Header(**fields)
