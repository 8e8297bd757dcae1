"""What a directive's page tells beside its text: tasks that it gives, directives that it names or that name it."""

from __future__ import annotations

from typing import NamedTuple

from indexer.domain import Assignment, Directive, Reference, Relation
from indexer.index.records import Entry
from indexer.links import Links
from indexer.register import Missing
from search_api.cite import directive_label, directive_url
from search_api.tasks import ROLES

RELATIONS = {
    Relation.REPLACES: "thay thế", Relation.REPEALS: "bãi bỏ", Relation.AMENDS: "sửa đổi, bổ sung",
    Relation.BASIS: "căn cứ", Relation.CARRIES_OUT: "thực hiện", Relation.ATTACHED: "kèm theo",
    Relation.MENTIONED: "nhắc đến",
}  # fmt: skip
"""Strongest first."""


class Task(NamedTuple):
    """One assignment: who, in which role, what, by when, and the link to its words."""

    who: str
    role: str
    task: str
    deadline: str | None
    url: str


class Named(NamedTuple):
    """A directive named in another: for what, how it is called, and the link to it where the archive has it."""

    relations: str
    label: str
    url: str | None


def tasks(directive: Directive) -> list[Task]:
    """The assignments that a directive gives, in order."""
    return [_task(directive.id, assignment) for assignment in directive.assignments]


def named(directive: Directive, links: Links) -> list[Named]:
    """The directives that one names, each once with all that it is named for, in order of first mention."""
    targets = [(links.target(reference), reference) for reference in directive.references]
    found: dict[str, tuple[str, str | None, list[Relation]]] = {}
    for target, reference in targets:
        label = directive_label(target) if target else said(reference)
        known = target.id if target else (reference.number or label).casefold()
        url = directive_url(target.id) if target else None
        before = found.get(known, ("", url, []))
        found[known] = max(before[0], label, key=len), url, [*before[2], reference.relation]
    return [Named(_words(relations), label, url) for label, url, relations in found.values()]


def naming(id: str, links: Links) -> list[Named]:
    """The directives of the archive that name one, each once."""
    found: dict[str, tuple[Entry, list[Relation]]] = {}
    for entry, reference in links.into(id):
        found.setdefault(entry.id, (entry, []))[1].append(reference.relation)
    return [
        Named(_words(relations), directive_label(entry), directive_url(entry.id))
        for entry, relations in found.values()
    ]


def said(reference: Reference | Missing) -> str:
    """A reference in words: ``Kế hoạch số 269/KH-UBND ngày 16 tháng 11 năm 2023 của UBND tỉnh``."""
    name = f"số {reference.number}" if reference.number else reference.title
    kind = reference.kind if reference.number else None
    known = [kind, name, str(reference.date), reference.issuer and f"của {reference.issuer}"]
    return " ".join(" ".join(word for word in known if word).split())


def _task(id: str, assignment: Assignment) -> Task:
    partners = f"; cùng {', '.join(assignment.partners)}" if assignment.partners else ""
    place = f"{directive_url(id)}?doan={assignment.start}-{assignment.end}#doan"
    who = ", ".join(assignment.assignees)
    return Task(who, f"{ROLES[assignment.role]}{partners}", assignment.task, assignment.deadline, place)


def _words(relations: list[Relation]) -> str:
    """What a directive is named for, strongest first; a mere mention is told only where there is nothing else."""
    kept = [words for relation, words in RELATIONS.items() if relation in relations]
    return ", ".join(kept[:-1] if len(kept) > 1 and kept[-1] == RELATIONS[Relation.MENTIONED] else kept)
