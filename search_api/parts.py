"""The parts of a directive as JSON: sections, assignments, references and where these lead in the archive."""

from __future__ import annotations

from pydantic import BaseModel

from indexer.domain import Assignment, Directive, Reference
from indexer.index.records import Entry
from indexer.links import Links
from indexer.register import Missing
from search_api.cite import directive_label, directive_url
from search_api.schemas import CitationOut, DateOut, DirectiveOut, PassageOut


class SectionOut(BaseModel):
    """A section: the labels from the top down to it, and where it stands."""

    path: list[str]
    title: str | None
    start: int
    end: int
    page: int | None


class AssignmentOut(BaseModel):
    """Who must do what: ``deadline`` as written, ``due`` the last day that it names."""

    assignees: list[str]
    role: str
    partners: list[str]
    task: str
    deadline: str | None
    due: DateOut
    start: int
    end: int

    @classmethod
    def of(cls, assignment: Assignment) -> AssignmentOut:
        """The same fields."""
        known = {name: getattr(assignment, name) for name in AssignmentOut.model_fields}
        return cls.model_validate({**known, "role": assignment.role.value, "due": DateOut.of(assignment.due)})


class ReferenceOut(BaseModel):
    """A directive named in the text, and what it is named for; ``title`` names a law without its number."""

    number: str | None
    kind: str | None
    date: DateOut
    issuer: str | None
    title: str | None
    relation: str
    start: int
    end: int

    @classmethod
    def of(cls, reference: Reference) -> ReferenceOut:
        """The same fields."""
        return cls.model_validate(_fields(reference))


class LinkOut(BaseModel):
    """A directive of the archive, to go to."""

    id: str
    label: str
    url: str

    @classmethod
    def of(cls, entry: Entry) -> LinkOut:
        """From the catalog's entry."""
        return cls(id=entry.id, label=directive_label(entry), url=directive_url(entry.id))


class ResolvedReferenceOut(ReferenceOut):
    """A reference with the directive of the archive that it means; null where the archive lacks it."""

    directive: LinkOut | None


class CitingOut(BaseModel):
    """A directive of the archive that names this one, and what for."""

    directive: LinkOut
    relation: str


class MissingOut(BaseModel):
    """A directive that is cited and not in the archive: how many directives cite it, which, and how often."""

    number: str | None
    kind: str | None
    date: DateOut
    issuer: str | None
    title: str | None
    directives: int
    mentions: int
    citing: list[str]

    @classmethod
    def of(cls, missing: Missing) -> MissingOut:
        """The same fields."""
        known = {name: getattr(missing, name) for name in cls.model_fields}
        return cls.model_validate({**known, "date": DateOut.of(missing.date)})


class MissingsOut(BaseModel):
    """One page of what the archive lacks, most cited first."""

    total: int
    items: list[MissingOut]


class GivenOut(AssignmentOut):
    """An assignment with the place that gives it."""

    citation: CitationOut


class AssignmentsOut(BaseModel):
    """One page of the assignments of an archive."""

    total: int
    items: list[GivenOut]


class DirectiveDetailOut(DirectiveOut):
    """A directive with all its parts, and what the archive says of it."""

    text: str
    notes: list[str]
    sections: list[SectionOut]
    passages: list[PassageOut]
    assignments: list[AssignmentOut]
    references: list[ResolvedReferenceOut]
    cited_by: list[CitingOut]
    replaced_by: LinkOut | None

    @classmethod
    def of_directive(cls, entry: Entry, directive: Directive, links: Links) -> DirectiveDetailOut:
        """From the catalog's whole directive."""
        listed = DirectiveOut.of(entry)
        later = links.replaced_by(entry.id)
        return cls(
            **{name: getattr(listed, name) for name in DirectiveOut.model_fields},
            text=directive.text,
            notes=[*directive.source.notes],
            sections=sections(directive),
            passages=[
                PassageOut(id=directive.passage_id(p), text=p.text, highlights=[], start=p.start, end=p.end)
                for p in directive.passages
            ],
            assignments=[AssignmentOut.of(assignment) for assignment in directive.assignments],
            references=[_resolved(reference, links) for reference in directive.references],
            cited_by=[
                CitingOut(directive=LinkOut.of(citing), relation=reference.relation.value)
                for citing, reference in links.into(entry.id)
            ],
            replaced_by=LinkOut.of(later) if later else None,
        )


class ReadingOut(DirectiveOut):
    """A directive to be read piece by piece: ``text`` runs from ``start`` to ``end``, of ``total`` characters."""

    start: int
    end: int
    total: int
    text: str
    notes: list[str]
    sections: list[SectionOut]
    assignments: list[AssignmentOut]
    references: list[ResolvedReferenceOut]
    cited_by: list[CitingOut]
    replaced_by: LinkOut | None

    @classmethod
    def of_detail(cls, detail: DirectiveDetailOut, start: int, length: int) -> ReadingOut:
        """The same fields, and so much of the text."""
        known = {name: value for name, value in detail if name in cls.model_fields and name != "text"}
        text = detail.text[start : start + length]
        return cls(**known, text=text, start=start, end=start + len(text), total=len(detail.text))


def sections(directive: Directive) -> list[SectionOut]:
    """The section tree of a directive, parents before children."""
    found = []
    for i, section in enumerate(directive.sections):
        page = directive.source.page_at(section.start)
        found.append(
            SectionOut(
                path=directive.section_labels(i),
                title=section.title,
                start=section.start,
                end=section.end,
                page=page.number if page else None,
            )
        )
    return found


def _fields(reference: Reference) -> dict[str, object]:
    known = {name: getattr(reference, name) for name in ReferenceOut.model_fields}
    return {**known, "relation": reference.relation.value, "date": DateOut.of(reference.date)}


def _resolved(reference: Reference, links: Links) -> ResolvedReferenceOut:
    target = links.target(reference)
    return ResolvedReferenceOut.model_validate(
        {**_fields(reference), "directive": LinkOut.of(target) if target else None}
    )
