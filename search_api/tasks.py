"""Assignments of an archive: who must do what by when, with the place that says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from weakref import WeakKeyDictionary

from indexer import offices
from indexer.domain import Assignment, Passage, Role
from indexer.index.archive_index import ArchiveIndex
from indexer.index.records import Entry
from indexer.text import folded
from search_api.cite import Citation, cite
from search_api.export import Cell, Sheet


class Order(StrEnum):
    """In which order: of the archive's files and of each text, or by what a task says; unknown comes last.

    ``NEXT``: what is due next first, then what was due, the latest first.
    """

    ARCHIVE = "archive"
    DUE = "due"
    DUE_LAST = "-due"
    NEXT = "next"
    ASSIGNEE = "assignee"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which assignments: of an office in any spelling, in a role, due before a day or from one on, with some words
    in the task, of one directive (its id), with or without a deadline that names a day, month or year.

    What has no such deadline is due neither before nor after any day. ``order`` says how they come.
    """

    assignee: str | None = None
    role: Role | None = None
    due_before: date | None = None
    words: str | None = None
    due_from: date | None = None
    directive: str | None = None
    is_dated: bool | None = None
    order: Order = Order.ARCHIVE
    today: date = date.min

    def admits(self, directive: str, assignment: Assignment, is_of: Callable[[str], bool]) -> bool:
        """Whether an assignment meets the conditions; ``is_of`` tells whether a name is the wanted office's."""
        due = assignment.due.latest
        return (
            (self.assignee is None or any(map(is_of, assignment.assignees)))
            and (self.role is None or assignment.role is self.role)
            and (self.due_before is None or (due is not None and due < self.due_before))
            and (self.due_from is None or (due is not None and due >= self.due_from))
            and (self.words is None or f" {folded(self.words)} " in f" {folded(assignment.task)} ")
            and (self.directive is None or self.directive == directive)
            and (self.is_dated is None or self.is_dated == (due is not None))
        )


@dataclass(frozen=True, slots=True)
class Given:
    """An assignment, the directive that gives it and the place there."""

    entry: Entry
    assignment: Assignment
    citation: Citation


def found(index: ArchiveIndex, wanted: Wanted) -> list[tuple[Entry, Assignment]]:
    """The assignments that meet the conditions, each with its directive."""
    tasks = _of(index)
    is_of = tasks.offices.matching(wanted.assignee or "")
    kept = [(entry, one) for entry, one in tasks.all if wanted.admits(entry.id, one, is_of)]
    return sorted(kept, key=lambda pair: _place(pair[1], wanted))  # stable: else in the order of the archive


def given(
    index: ArchiveIndex, wanted: Wanted, offset: int = 0, limit: int | None = None
) -> tuple[int, list[Given]]:
    """How many assignments meet the conditions, and ``limit`` of them from ``offset`` on, or all, with places."""
    kept = found(index, wanted)
    shown = kept[offset:] if limit is None else kept[offset : offset + limit]
    places = _Places(index, dict.fromkeys(entry.id for entry, _ in shown))
    return len(kept), [Given(entry, one, places.cited(entry, one)) for entry, one in shown]


def offices_given_tasks(index: ArchiveIndex) -> dict[str, int]:
    """Each office that the archive gives tasks to, in the full form that it uses most, with how many are its or
    its units'; most first.
    """
    return _of(index).counts


def directives_giving_tasks(index: ArchiveIndex) -> list[Entry]:
    """The directives that give tasks, by file."""
    return list({entry.id: entry for entry, _ in _of(index).all}.values())


class _Offices:
    """The names that an archive gives tasks to."""

    def __init__(self, names: list[str]) -> None:
        self.register = offices.Register(names)
        self._keys = {name: self.register.key(name) for name in set(names)}

    def key(self, name: str) -> str:
        """What the spellings of a name as typed share."""
        return self.register.key(offices.typed(name))

    def matching(self, name: str) -> Callable[[str], bool]:
        """Tells of each name whether it is, or belongs to, an office."""
        wanted = f" {self.key(name)} "
        known = {given: wanted in f" {key} " for given, key in self._keys.items()}
        return lambda given: known.get(given, False)

    def within(self, name: str, known: frozenset[str]) -> set[str]:
        """Which of the ``known`` keys a name is, or belongs to: those that are some of its words in a row."""
        words = self._keys[name].split()
        ends = range(1, len(words) + 1)
        return {run for end in ends for start in range(end) if (run := " ".join(words[start:end])) in known}


class _Tasks:
    """The assignments of one version of an archive, each with its directive, in the order of its files."""

    def __init__(self, index: ArchiveIndex) -> None:
        entries = {entry.id: (place, entry) for place, entry in enumerate(index.listing.entries())}
        held = sorted(index.catalog.assignments(), key=lambda pair: entries[pair[0]][0])
        self.all: list[tuple[Entry, Assignment]] = [(entries[id][1], one) for id, one in held]
        self.offices = _Offices([name for _, one in held for name in one.assignees])

    @cached_property
    def counts(self) -> dict[str, int]:
        names = sorted({name for _, one in self.all for name in one.assignees})
        full = {self.offices.key(self.offices.register.canonical(name)): name for name in reversed(names)}
        known = frozenset(full)
        counts = Counter(
            key
            for _, one in self.all
            for key in set[str]().union(*(self.offices.within(name, known) for name in one.assignees))
        )
        told = {self.offices.register.canonical(full[key]): count for key, count in counts.items()}
        return dict(sorted(told.items(), key=lambda pair: (-pair[1], pair[0])))


_KNOWN: WeakKeyDictionary[ArchiveIndex, _Tasks] = WeakKeyDictionary()


def _of(index: ArchiveIndex) -> _Tasks:
    """The assignments of an opened index, read once; they go with it."""
    if index not in _KNOWN:
        _KNOWN[index] = _Tasks(index)
    return _KNOWN[index]


def _place(assignment: Assignment, wanted: Wanted) -> tuple[int, int, str]:
    """Where an assignment comes in an order."""
    if wanted.order is Order.ARCHIVE:
        return 0, 0, ""
    if wanted.order is Order.ASSIGNEE:
        return 0, 0, folded(assignment.assignees[0]) if assignment.assignees else ""
    if (due := assignment.due.latest) is None:
        return 2, 0, ""
    was_due = wanted.order is Order.NEXT and due < wanted.today
    is_backwards = was_due or wanted.order is Order.DUE_LAST
    return int(was_due), -due.toordinal() if is_backwards else due.toordinal(), ""


ROLES = {Role.LEAD: "chủ trì", Role.COORDINATE: "phối hợp", Role.IMPLEMENT: "thực hiện"}
"""How roles are told to people."""

_HEADS = (
    "Đơn vị", "Vai trò", "Phối hợp với", "Nhiệm vụ", "Thời hạn", "Hạn chót", "Văn bản", "Vị trí", "Tệp",
)  # fmt: skip


def sheet(given: Iterable[Given]) -> Sheet:
    """Assignments as a table: one row each, the deadline as written and the last day that it names."""
    return Sheet("Nhiệm vụ", _HEADS, [_row(one.assignment, one.citation) for one in given])


def _row(assignment: Assignment, citation: Citation) -> tuple[Cell, ...]:
    named = " ".join(filter(None, (citation.kind, citation.number, f"của {citation.issuer}")))
    return (
        "; ".join(assignment.assignees),
        ROLES[assignment.role],
        "; ".join(assignment.partners),
        assignment.task,
        assignment.deadline,
        assignment.due.latest,
        named if citation.issuer else citation.file,
        citation.label,
        citation.file,
    )


class _Places:
    """The texts and passages of some directives, read at once, to cite assignments from."""

    def __init__(self, index: ArchiveIndex, ids: Iterable[str]) -> None:
        wanted = list(ids)
        self._replaced = index.links.replaced_by
        self._texts = index.catalog.texts(wanted)
        self._passages: dict[str, list[Passage]] = {id: [] for id in wanted}
        for stored in index.fetch(index.catalog.keys_of(wanted).tolist()).values():
            self._passages[stored.entry.id].append(stored.passage)

    def cited(self, entry: Entry, assignment: Assignment) -> Citation:
        """The citation of the passage that an assignment begins in, quoting the assignment's own words."""
        start, end = assignment.start, assignment.end
        held = (passage for passage in self._passages[entry.id] if passage.start <= start < passage.end)
        place = next(held, Passage(start, end, ""))
        return cite(entry, place, self._texts[entry.id][start:end], self._replaced(entry.id))
