"""How an archive calls things: the names in its headers, the offices it gives tasks to, its own abbreviations.

Learned from the archive itself, of one version of it, when it is first asked; nothing here is a list of ours.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from types import MappingProxyType
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from indexer import offices
from indexer.domain import Header
from indexer.index.archive_index import ArchiveIndex
from indexer.index.listing import Change
from indexer.index.records import Entry
from indexer.text import folded, keys
from search_api.facts import words
from search_api.issuers import places, sorts
from search_api.phrases import Phrase, abbreviated

T = TypeVar("T")

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
        says: Callable[[str], int] = lambda phrase: 0,
        abbreviations: Mapping[str, str] = MappingProxyType({}),
        entries: Callable[[], Iterable[Entry]] = tuple,
        assigned: Callable[[], Iterable[tuple[int, Sequence[str]]]] = tuple,
        rarity: Callable[[str], float] = lambda word: 0.0,
    ) -> None:
        """Know how often the archive says a phrase, how rare a word is (folded), its short forms; read directives
        and tasks when asked.
        """
        self.says = says
        self.rarity = rarity
        self.abbreviations = abbreviations
        self.entries = entries
        self._read_assigned = assigned
        self._offices: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self.named = lru_cache(maxsize=64)(self._named)
        """The names in a question, with and without diacritics, short forms written out; the longest each."""
        self._spelled = lru_cache(maxsize=4_096)(self.spelled_out)

    @classmethod
    def of(cls, index: ArchiveIndex, before: Vocabulary | None = None) -> Vocabulary:
        """That of an opened index; what is as it was ``before`` is not worked out again."""
        read = index.listing.entries, index.catalog.assigned
        found = cls(_says(index), index.abbreviations, *read, lru_cache(maxsize=8_192)(index.lexical.rarity))
        if before and index.listing.change and before.is_read and before.abbreviations == index.abbreviations:
            found._take(before, index.listing.change, index.catalog.assigned(after=index.listing.change.last))
        return found

    @property
    def is_read(self) -> bool:
        """Whether all that a question needs has been worked out."""
        return {"_names", "_header_names", "assigned"} <= self.__dict__.keys()

    def _take(self, before: Vocabulary, change: Change, assigned: Iterable[tuple[int, Sequence[str]]]) -> None:
        """What was known before, less what went, with what came."""
        self.assigned, gone, came = before.assigned.copy(), list[str](), list[str]()
        for key in change.gone.tolist():
            gone += self.assigned.pop(key, ())
        for key, names in assigned:
            self.assigned.setdefault(key, []).extend(names)
            came += names
        in_headers = list(_in_headers(change.went)), list(_in_headers(change.came))
        self._header_names, others = _changed(before._header_names, *in_headers)
        self._keys = before._keys
        assignees, other_assignees = _changed(before._assignees, gone, came)
        if not other_assignees:
            self._assignees, self._offices = assignees, before._offices
            if "_register" in before.__dict__:
                self._register = before._register
            if all(item.role == "recipients" for item in others):
                self._names = before._names

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """Its abbreviations, both ways."""
        return tuple(abbreviated(self.abbreviations))

    def _named(self, question: str) -> tuple[Named, ...]:
        spelled = (offices.key(text, self.abbreviations) for text in {question, offices.typed(question)})
        found = [name for words in sorted(set(spelled)) for name in self._in(words.split())]
        return tuple(dict.fromkeys(found))

    def spelled_out(self, text: str) -> list[str]:
        """The folded words of a text, short forms written out."""
        return offices.key(offices.typed(text), self.abbreviations).split()

    def writes_to(self, name: str) -> bool:
        """Whether some recipient has all words of a name, two at least."""
        wanted = frozenset(self.spelled_out(name))
        if len(wanted) < _SHORTEST or not wanted <= self._recipients.keys():
            return False
        return any(wanted <= known for known in min((self._recipients[word] for word in wanted), key=len))

    def tasks_of(self, name: str) -> NDArray[np.int64]:
        """Keys of the passages that give tasks to an office, ascending; ``name`` as :meth:`named` gives it."""
        return self._tasks.get(self._key(name), np.zeros(0, dtype=np.int64))

    def given_to(self, name: str) -> NDArray[np.int64]:
        """Keys of the passages that give tasks to an office or one that belongs to it, ascending; ``name`` in any
        spelling.
        """
        wanted = f" {self.office(offices.typed(name))} "
        found = [keys for given, keys in self._given.items() if wanted in f" {self.office(given)} "]
        return np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *found]))

    def _in(self, words: list[str]) -> list[Named]:
        found: list[Named] = []
        start = 0
        while start < len(words):
            longest = min(self._longest.get(words[start], 0), len(words) - start)
            sizes = range(longest, _SHORTEST - 1, -1)
            size = next((n for n in sizes if " ".join(words[start : start + n]) in self._names), 0)
            found += self._names.get(" ".join(words[start : start + size]), [])
            start += max(size, 1)
        return found

    @cached_property
    def _names(self) -> dict[str, list[Named]]:
        """By key: case, diacritics and signs left out, short forms written out."""
        headers = (item for item in self._header_names if item.role != "recipients")
        named = [*headers, *(Named("assignee", name) for name in self._assignees)]
        found: dict[str, list[Named]] = defaultdict(list)
        for item in dict.fromkeys(named):
            key = folded(item.name) if item.role in ("signer", "position", "place") else self._key(item.name)
            if len(key.split()) >= _SHORTEST and all(item.role != other.role for other in found[key]):
                found[key].append(item)
        return dict(found)

    @cached_property
    def _longest(self) -> dict[str, int]:
        """How many words the longest name has that begins with a word."""
        found: dict[str, int] = {}
        for name in self._names:
            words = name.split()
            found[words[0]] = max(found.get(words[0], 0), min(len(words), _LONGEST))
        return found

    def names_have(self, before: str, word: str) -> bool:
        """Whether a name has two words as neighbours, in whatever case and with or without diacritics."""
        first, second = self._spelled(before), self._spelled(word)
        return not first or not second or (first[-1], second[0]) in self._neighbours

    @cached_property
    def _neighbours(self) -> frozenset[tuple[str, str]]:
        return frozenset(pair for name in self._names for pair in pairwise(name.split()))

    @cached_property
    def _recipients(self) -> dict[str, set[frozenset[str]]]:
        """By each of its words, the words of each."""
        found: dict[str, set[frozenset[str]]] = defaultdict(set)
        for role, name in self._header_names:
            for word in words(name) if role == "recipients" else ():
                found[word].add(words(name))
        return dict(found)

    @cached_property
    def _header_names(self) -> Counter[Named]:
        """In how many headers each name is."""
        return Counter(_in_headers(self.entries()))

    def _key(self, name: str) -> str:
        """What the spellings of an office share, the archive's own short forms written out."""
        if name not in self._keys:
            self._keys[name] = offices.key(name, self.abbreviations)
        return self._keys[name]

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

    @cached_property
    def _assignees(self) -> Counter[str]:
        """For how many tasks each office is named, in the order in which they are first named."""
        return Counter(chain.from_iterable(self.assigned.values()))

    @cached_property
    def _tasks(self) -> dict[str, NDArray[np.int64]]:
        found: dict[str, list[NDArray[np.int64]]] = defaultdict(list)
        for name, passages in self._given.items():
            found[self._key(name)].append(passages)
        return {key: np.unique(np.concatenate(parts)) for key, parts in found.items()}

    @cached_property
    def _given(self) -> dict[str, NDArray[np.int64]]:
        """Keys of the passages that give tasks to an office, by its name as they write it."""
        keys: dict[str, list[int]] = defaultdict(list)
        for passage, names in self.assigned.items():
            for name in names:
                keys[name].append(passage)
        return {name: np.asarray(found, dtype=np.int64) for name, found in keys.items()}


def _says(index: ArchiveIndex) -> Callable[[str], int]:
    """Tells how many passages say a phrase: as many as have that pair of its syllables which is the rarest."""

    @lru_cache(maxsize=8_192)
    def says(phrase: str) -> int:
        words = keys(phrase)
        return min(map(index.lexical.frequency, ("_".join(pair) for pair in pairwise(words))), default=0)

    return says


def _changed(before: Counter[T], went: Sequence[T], came: Sequence[T]) -> tuple[Counter[T], set[T]]:
    """How often each is there now, and those that are new or no more: at the cost of what has changed."""
    found = before.copy()
    found.update(came)
    found.subtract(went)
    lost = {one for one in went if not found[one]}
    for one in lost:
        del found[one]
    return found, lost | {one for one in came if one not in before}


def _in_headers(entries: Iterable[Entry]) -> Iterable[Named]:
    for header in (entry.header for entry in entries):
        issuers, sorts_and_places = _of_issuers(header.issuer, header.parent_issuer, header.place)
        yield from issuers
        yield from _given(("signer", header.signer), ("position", header.position))
        yield from sorts_and_places
        yield from (Named("recipients", name) for name in header.recipients if name)


@lru_cache(maxsize=16_384)
def _of_issuers(*named: str | None) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
    """The issuer and the one above it, of these and the place beside the date; then what else they are called."""
    issuer, above, place = named
    header = Header(issuer=issuer, parent_issuer=above, place=place)
    other = [("sort", name) for name in sorts(issuer or "")] + [("place", name) for name in places(header)]
    return _given(("issuer", issuer), ("issuer", above)), _given(*other)


def _given(*names: tuple[str, str | None]) -> tuple[Named, ...]:
    return tuple(Named(role, name) for role, name in names if name)
