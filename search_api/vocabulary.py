"""How an archive calls things: the names in its headers, the offices it gives tasks to, its own abbreviations.

Learned from the archive itself, of one version of it, when it is first asked; nothing here is a list of ours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer import offices
from indexer.index.archive_index import ArchiveIndex
from indexer.index.records import Entry
from indexer.text import folded
from search_api.phrases import Phrase, abbreviated

_LONGEST = 14
"""Syllables of a name that is looked for."""

_SHORTEST = 2
"""A name of one syllable (``Sở``) is a word like others."""


class Named(NamedTuple):
    """A name of the archive that a question has: what it is there (``issuer``, ``signer``, ``assignee``)."""

    role: str
    name: str


class Vocabulary:
    """Of one version of an archive; the default is that of an empty one."""

    def __init__(
        self,
        says: Callable[[str], bool] = lambda phrase: False,
        abbreviations: Mapping[str, str] = MappingProxyType({}),
        entries: Callable[[], Iterable[Entry]] = tuple,
        assigned: Callable[[], Iterable[tuple[int, list[str]]]] = tuple,
    ) -> None:
        """Know what the archive says and its own short forms; read directives and assignments when asked."""
        self.says = says
        self.abbreviations = abbreviations
        self.entries = entries
        self._read_assigned = assigned
        self._offices: dict[str, str] = {}

    @classmethod
    def of(cls, index: ArchiveIndex) -> Vocabulary:
        """That of an opened index."""
        return cls(index.lexical.holds, index.abbreviations, index.catalog.entries, index.catalog.assigned)

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """Its abbreviations, both ways."""
        return tuple(abbreviated(self.abbreviations))

    def named(self, question: str) -> list[Named]:
        """The names in a question, with and without diacritics, short forms written out; the longest each."""
        spelled = dict.fromkeys((question, offices.typed(question)))
        found = [name for text in spelled for name in self._in(offices.key(text, self.abbreviations).split())]
        return list(dict.fromkeys(found))

    def tasks_of(self, name: str) -> NDArray[np.int64]:
        """Keys of the passages that give tasks to an office, ascending; ``name`` as :meth:`named` gives it."""
        return self._tasks.get(offices.key(name, self.abbreviations), np.zeros(0, dtype=np.int64))

    def _in(self, words: list[str]) -> list[Named]:
        found: list[Named] = []
        start = 0
        while start < len(words):
            sizes = range(min(_LONGEST, len(words) - start), _SHORTEST - 1, -1)
            size = next((n for n in sizes if " ".join(words[start : start + n]) in self._names), 0)
            found += self._names.get(" ".join(words[start : start + size]), [])
            start += max(size, 1)
        return found

    @cached_property
    def _names(self) -> dict[str, list[Named]]:
        """By key: case, diacritics and signs left out, short forms written out."""
        named = [*_in_headers(self.entries()), *(Named("assignee", name) for name in self._assignees)]
        found: dict[str, list[Named]] = defaultdict(list)
        for item in dict.fromkeys(named):
            key = (
                folded(item.name)
                if item.role in ("signer", "position")
                else offices.key(item.name, self.abbreviations)
            )
            if len(key.split()) >= _SHORTEST and all(item.role != other.role for other in found[key]):
                found[key].append(item)
        return dict(found)

    @cached_property
    def assigned(self) -> dict[int, list[str]]:
        """The names of those who are to do the tasks that a passage holds words of, by its key."""
        found: dict[int, list[str]] = defaultdict(list)
        for key, names in self._read_assigned():
            found[key] += names
        return dict(found)

    @cached_property
    def _register(self) -> offices.Register:
        return offices.Register(name for names in self.assigned.values() for name in names)

    def office(self, name: str) -> str:
        """The key that all spellings of an office share."""
        if name not in self._offices:
            self._offices[name] = self._register.key(name)
        return self._offices[name]

    @property
    def _assignees(self) -> Iterable[str]:
        return dict.fromkeys(name for names in self.assigned.values() for name in names)

    @cached_property
    def _tasks(self) -> dict[str, NDArray[np.int64]]:
        keys: dict[str, set[int]] = defaultdict(set)
        for passage, names in self.assigned.items():
            for name in names:
                keys[offices.key(name, self.abbreviations)].add(passage)
        return {name: np.asarray(sorted(found), dtype=np.int64) for name, found in keys.items()}


def _in_headers(entries: Iterable[Entry]) -> Iterable[Named]:
    for entry in entries:
        header = entry.header
        for role, name in (
            ("issuer", header.issuer), ("issuer", header.parent_issuer), ("signer", header.signer),
            ("position", header.position), *(("recipients", name) for name in header.recipients),
        ):  # fmt: skip
            if name:
                yield Named(role, name)
