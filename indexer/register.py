"""Which directive of the archive a reference means, which are cited and lacking, which are replaced by later ones.

Numbers restart each year and every office counts its own: count and symbol must be the same, the year and the
issuer must not contradict each other where both sides name them. Where two directives are left, none is meant: a
wrong link is worse than none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from indexer import offices
from indexer.domain import Header, PartialDate, Reference, Relation
from indexer.index.records import Entry
from indexer.text import fold, folded

_NUMBER = re.compile(r"0*(?P<count>\d+(?:\.\d+)?[a-z]?)(?:/(?P<year>(?:19|20)\d\d))?[/-](?P<symbol>.+)")
_LAWS = frozenset(("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"))
_ACTING = re.compile(
    r"^(?:(?:quyen|pho) )?(?:chu tich|(?:tong )?giam doc|bo truong|thong doc|hieu truong|cuc truong|chi cuc truong"
    r"|(?:ban )?thuong vu|thuong truc|bi thu)(?: (?=\w))"
)
"""Who acts for an office, in keys of names: "Chủ tịch UBND tỉnh" signs under the letterhead of the UBND."""


@dataclass(frozen=True, slots=True)
class _Office:
    """The words of an office's name and of the one above it; none where it is unknown."""

    words: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()

    def contradicts(self, name: str | None) -> bool:
        """Whether a name as cited is another office's: neither holds the other, or the rest is another place."""
        cited = _words(name)
        if not cited or not self.words or cited <= self.words:
            return False
        return not self.words <= cited or bool(self.above and not cited - self.words <= self.above)


@dataclass(frozen=True, slots=True)
class _Held:
    """A directive of the archive, as far as references tell directives apart."""

    id: str
    year: int | None
    date: PartialDate
    office: _Office

    def is_copy(self, other: _Held) -> bool:
        """Whether two of the same number are one: issued by one office on one day."""
        return bool(self.date.day and self.office.words) and (self.date, self.office) == (other.date, other.office)


class Register:
    """The directives of an archive by number, its laws by title. Built in linear time; a look-up is constant."""

    def __init__(self, entries: Iterable[Entry], sought: Iterable[Reference] | None = None) -> None:
        """Take in the headers, or those that the references ``sought`` may mean; those without a number, but laws,
        cannot be meant by any.
        """
        self._dates: dict[str, PartialDate] = {}
        self._held: dict[str, list[_Held]] = defaultdict(list)
        wanted = None if sought is None else {_named(reference)[0] for reference in sought} - {""}
        for entry in entries:
            self._dates[entry.id] = entry.header.date
            keys = _keys(entry.header)
            if wanted is None or not wanted.isdisjoint(keys):
                held = _held(entry)
                for key in filter(None, keys):
                    self._held[key].append(held)

    def find(self, reference: Reference) -> str | None:
        """The id of the directive that is meant; None where there is none, or more than one that may be.

        Copies of one directive (number, day and issuer are known and the same) count as one, the least id.
        """
        may_be = self._candidates(reference)
        if reference.date.day and len(may_be) > 1:
            may_be = [held for held in may_be if held.date == reference.date] or may_be
        if not may_be or not all(held.is_copy(may_be[0]) for held in may_be[1:]):
            return None
        return min(held.id for held in may_be)

    def lacks(self, reference: Reference) -> bool:
        """Whether no directive of the archive can be meant."""
        return not self._candidates(reference)

    def date(self, id: str) -> PartialDate:
        """The date of a directive; nothing known where there is none of that id."""
        return self._dates.get(id, PartialDate())

    def _candidates(self, reference: Reference) -> list[_Held]:
        """Those of the same number or title that neither year nor issuer contradicts."""
        key, year = _named(reference)
        return [
            held
            for held in self._held.get(key, ())
            if not (year and held.year and year != held.year) and not held.office.contradicts(reference.issuer)
        ]


@dataclass(frozen=True, slots=True)
class Missing:
    """A directive that is cited and that the archive lacks, in the most complete form seen.

    ``title`` stands for the number of a law that is named without; ``directives`` is how many directives cite it,
    ``mentions`` how often, ``citing`` their ids.
    """

    number: str | None
    kind: str | None
    date: PartialDate
    issuer: str | None
    directives: int
    mentions: int
    title: str | None = None
    citing: tuple[str, ...] = field(default=(), compare=False)


@dataclass(slots=True)
class _Group:
    """All that is said of one directive."""

    citing: set[str] = field(default_factory=set)
    references: list[Reference] = field(default_factory=list)

    def take(self, other: _Group) -> None:
        self.citing |= other.citing
        self.references += other.references


def missing(cited: Iterable[tuple[str, Reference]], register: Register) -> list[Missing]:
    """What is cited and the archive lacks, most cited first; ``cited`` pairs the citing id with what it names.

    Spellings of one number (or title) and year are one; what is cited without a year joins the only year there is.
    """
    groups: dict[str, dict[int | None, _Group]] = defaultdict(lambda: defaultdict(_Group))
    for id, reference in cited:
        key, year = _named(reference)
        if key and register.lacks(reference):
            groups[key][year].citing.add(id)
            groups[key][year].references.append(reference)
    found = [_missing(group) for years in groups.values() for group in _joined(years)]
    return sorted(found, key=lambda one: (-one.directives, -one.mentions, one.number or one.title or ""))


def replaced(cited: Iterable[tuple[str, Reference]], register: Register) -> dict[str, str]:
    """Id of a directive -> id of the first that replaces or repeals the whole of it, never one older than it."""
    found: dict[str, tuple[date, str]] = {}
    for id, reference in cited:
        if reference.relation not in (Relation.REPLACES, Relation.REPEALS):
            continue
        old = register.find(reference)
        if old is None or old == id:
            continue
        first, last = register.date(old).earliest, register.date(id).latest
        if first and last and last < first:
            continue
        later = (last or date.max, id)
        found[old] = min(found.get(old, later), later)
    return {old: id for old, (_, id) in found.items()}


def _joined(years: dict[int | None, _Group]) -> Iterator[_Group]:
    """The groups of one key by year, with those of no year in the only other."""
    undated = years.pop(None, None)
    if undated and len(years) == 1:
        next(iter(years.values())).take(undated)
    elif undated:
        yield undated
    yield from years.values()


def _missing(group: _Group) -> Missing:
    """The usual number, kind and title, the date with most parts and the longest name of the issuer."""
    references = group.references
    dates = Counter(one.date for one in references)
    issuers = Counter(one.issuer for one in references if one.issuer)
    return Missing(
        _usual(one.number for one in references),
        _usual(one.kind for one in references),
        max(dates, key=lambda one: (bool(one.year) + bool(one.month) + bool(one.day), dates[one], str(one))),
        max(issuers, key=lambda name: (len(_words(name)), issuers[name], name)) if issuers else None,
        len(group.citing),
        len(references),
        _usual(one.title for one in references),
        tuple(sorted(group.citing)),
    )


def _usual(spellings: Iterable[str | None]) -> str | None:
    """The one that is written most."""
    counts = Counter(spelling for spelling in spellings if spelling)
    return max(counts, key=lambda spelling: (counts[spelling], spelling)) if counts else None


def _keys(header: Header) -> tuple[str, ...]:
    """What a directive may be meant by: its number, a law also by its title; "" means none."""
    number, _ = _key(header.number)
    if header.kind in _LAWS and header.subject:
        return number, _title_key(header.kind, header.subject)
    return (number,)


def _held(entry: Entry) -> _Held:
    header, (_, year) = entry.header, _key(entry.header.number)
    office = _Office(_words(header.issuer), _words(header.parent_issuer))
    return _Held(entry.id, year or header.date.year, header.date, office)


def _named(reference: Reference) -> tuple[str, int | None]:
    """The key that a reference and the directive meet by, and the year; "" where it names none."""
    key, year = _key(reference.number)
    if not key and reference.title:
        key = _title_key(reference.kind or "", reference.title)
    return key, year or reference.date.year


@lru_cache(maxsize=65_536)
def _key(number: str | None) -> tuple[str, int | None]:
    """Count and symbol of a number, whatever its case, diacritics and signs, and its year: ``477-KL/TU`` and
    ``477/KL-TU`` are one.
    """
    match = _NUMBER.fullmatch("".join(fold(number or "").lower().replace("–", "-").split()))
    if not match:
        return "", None
    return f"{match['count']}/{match['symbol'].replace('/', '-')}", int(match["year"]) if match["year"] else None


@lru_cache(maxsize=4096)
def _title_key(kind: str, title: str) -> str:
    """A law by its whole title, with its kind once."""
    kind, title = folded(kind), folded(title)
    return title if title.startswith(kind) else f"{kind} {title}"


@lru_cache(maxsize=65_536)
def _words(name: str | None) -> frozenset[str]:
    """The words of an office's name, written out, without who acts for it."""
    return frozenset(_ACTING.sub("", offices.key(name)).split()) if name else frozenset()
