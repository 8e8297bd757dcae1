"""Assignments of an archive: who must do what by when, with the place that says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from indexer import offices
from indexer.domain import Assignment, Directive, Passage, Role
from indexer.index.archive_index import ArchiveIndex
from indexer.index.records import Entry
from indexer.text import folded
from search_api.cite import Citation, cite
from search_api.export import Sheet


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which assignments: of an office in any spelling, in a role, due before a day, with some words in the task.

    What has no deadline that names a day, month or year is not due before any.
    """

    assignee: str | None = None
    role: Role | None = None
    due_before: date | None = None
    words: str | None = None

    def admits(self, assignment: Assignment, is_of: Callable[[str], bool]) -> bool:
        """Whether an assignment meets the conditions; ``is_of`` tells whether a name is the wanted office's."""
        due = assignment.due.latest
        return (
            (self.assignee is None or any(map(is_of, assignment.assignees)))
            and (self.role is None or assignment.role is self.role)
            and (self.due_before is None or (due is not None and due < self.due_before))
            and (self.words is None or f" {folded(self.words)} " in f" {folded(assignment.task)} ")
        )


@dataclass(frozen=True, slots=True)
class Given:
    """An assignment, the directive that gives it and the place there."""

    assignment: Assignment
    citation: Citation


def assigned_to(name: str, names: list[str]) -> Callable[[str], bool]:
    """Tells of each of an archive's ``names`` whether it is, or belongs to, the office called ``name``.

    Short forms are written out: ``phong khtc`` finds ``Phòng Kế hoạch - Tài chính``.
    """
    register = offices.Register(names)
    wanted = f" {register.key(offices.typed(name))} "
    known = {given: wanted in f" {register.key(given)} " for given in set(names)}
    return lambda given: known.get(given, False)


def given(
    index: ArchiveIndex, wanted: Wanted, offset: int = 0, limit: int | None = None
) -> tuple[int, list[Given]]:
    """How many assignments meet the conditions, and ``limit`` of them from ``offset`` on, or all.

    They come in the order of the archive's files and of each text.
    """
    assignments = index.catalog.assignments()
    is_of = assigned_to(wanted.assignee or "", [name for _, one in assignments for name in one.assignees])
    files = {entry.id: entry for entry in index.catalog.entries()}
    order = {id: place for place, id in enumerate(files)}
    found = [(id, one) for id, one in assignments if wanted.admits(one, is_of)]
    found.sort(key=lambda pair: order[pair[0]])
    shown = found[offset:] if limit is None else found[offset : offset + limit]
    whole = {id: index.catalog.directive(id) for id in dict.fromkeys(id for id, _ in shown)}
    replaced = index.links.replaced_by
    return len(found), [Given(one, _cited(files[id], whole[id], one, replaced(id))) for id, one in shown]


ROLES = {Role.LEAD: "chủ trì", Role.COORDINATE: "phối hợp", Role.IMPLEMENT: "thực hiện"}
"""How roles are told to people."""

_HEADS = (
    "Đơn vị", "Vai trò", "Phối hợp với", "Nhiệm vụ", "Thời hạn", "Hạn chót", "Văn bản", "Vị trí", "Tệp",
)  # fmt: skip


def sheet(found: Iterable[Given]) -> Sheet:
    """Assignments as a table: one row each, the deadline as written and the last day that it names."""
    rows = [
        (
            "; ".join(one.assignment.assignees),
            ROLES[one.assignment.role],
            "; ".join(one.assignment.partners),
            one.assignment.task,
            one.assignment.deadline,
            one.assignment.due.latest.isoformat() if one.assignment.due.latest else None,
            " ".join(filter(None, (one.citation.kind, one.citation.number, f"của {one.citation.issuer}")))
            if one.citation.issuer
            else one.citation.file,
            one.citation.label,
            one.citation.file,
        )
        for one in found
    ]
    return Sheet("Nhiệm vụ", _HEADS, rows)


def _cited(entry: Entry, directive: Directive, assignment: Assignment, replaced_by: Entry | None) -> Citation:
    """The citation of the passage that an assignment begins in, quoting the assignment's own words."""
    held = (passage for passage in directive.passages if passage.start <= assignment.start < passage.end)
    place = next(held, Passage(assignment.start, assignment.end, ""))
    return cite(entry, place, directive.text[assignment.start : assignment.end], replaced_by)
