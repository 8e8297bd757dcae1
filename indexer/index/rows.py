"""Parts of a directive as rows of the catalog's tables, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.domain import (
    Assignment,
    Directive,
    Header,
    Level,
    Page,
    PartialDate,
    Passage,
    PlacedLine,
    Reference,
    Relation,
    Role,
    Section,
    Source,
)
from indexer.embed import Vectors
from indexer.errors import IndexBroken
from indexer.static_model import Tokens

Row = tuple[Any, ...]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _fields(record: Header | PartialDate) -> dict[str, object]:
    """As ``dataclasses.asdict``, which copies every value on the way and takes ten times as long."""
    values = {item.name: getattr(record, item.name) for item in fields(record)}
    return {name: _fields(value) if isinstance(value, PartialDate) else value for name, value in values.items()}


def of_directive(directive: Directive) -> Row:
    """Id, file, format, header, pages, notes, lines and text."""
    source = directive.source
    pages = [
        [page.number, page.start, page.end, page.printed, page.confidence, page.turn] for page in source.pages
    ]
    lines = [[line.start, line.end, *(round(edge, 1) for edge in line.box)] for line in source.lines]
    head = directive.id, directive.file, source.format, _json(_fields(directive.header))
    return *head, _json(pages), _json(source.notes), _json(lines), source.text


def source(text: str, format: str, pages: str, notes: str, lines: str) -> Source:
    """What :func:`of_directive` stored."""
    placed = tuple(PlacedLine(start, end, tuple(box)) for start, end, *box in json.loads(lines))
    return Source(text, format, tuple(Page(*page) for page in json.loads(pages)), placed, tuple(json.loads(notes)))


def of_section(section: Section) -> Row:
    """Level, label, title, start, end, parent and the span of the lead-in."""
    lead_in = section.lead_in or (None, None)
    return section.level.name, section.label, section.title, section.start, section.end, section.parent, *lead_in


def section(row: Sequence[Any]) -> Section:
    """What :func:`of_section` stored."""
    level, label, title, start, end, parent, *lead_in = row
    return Section(Level[level], label, title, start, end, parent, _span(lead_in))


def of_passage(passage: Passage) -> Row:
    """Start, end, text, section path, place, context, page and the confidence of its OCR."""
    what = passage.start, passage.end, passage.text
    where = _json(passage.section_path), passage.place, _json(passage.context), passage.page
    return *what, *where, passage.ocr_confidence


def passage(row: Sequence[Any]) -> Passage:
    """What :func:`of_passage` stored."""
    start, end, text, path, place, context, *page = row
    return Passage(start, end, text, tuple(json.loads(path)), place, tuple(json.loads(context)), *page)


def vectors(rows: Sequence[Row], dimension: int, catalog: Path) -> tuple[NDArray[np.int64], Vectors]:
    """The keys of passages and their vectors, shapes ``(n,)`` and ``(n, dimension)``.

    Raises:
        IndexBroken: a vector is of another length.
    """
    if any(len(row[1]) != 4 * dimension for row in rows):
        raise IndexBroken(f"Danh mục {catalog}: có vectơ không đủ {dimension} chiều; hãy lập lại chỉ mục.")
    keys = np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))
    return keys, np.frombuffer(b"".join(row[1] for row in rows), dtype=np.float32).reshape(len(rows), -1)


def of_tokens(tokens: Tokens) -> bytes:
    """In as few bytes each as the last of the vocabulary among them needs, which the first byte tells."""
    kind = np.min_scalar_type(int(tokens.max(initial=0)))
    return bytes([kind.itemsize]) + tokens.astype(kind).tobytes()


def tokens(blob: bytes) -> Tokens:
    """What :func:`of_tokens` stored."""
    return np.frombuffer(blob, dtype=f"u{blob[0]}", offset=1)


def of_assignment(assignment: Assignment) -> Row:
    """Assignees, role, partners, task, deadline, due, section, start, end and the span of the lead-in."""
    who = _json(assignment.assignees), assignment.role.value, _json(assignment.partners)
    what = assignment.task, assignment.deadline, _json(_fields(assignment.due)), assignment.section
    return *who, *what, assignment.start, assignment.end, *(assignment.lead_in or (None, None))


def assignment(row: Sequence[Any]) -> Assignment:
    """What :func:`of_assignment` stored."""
    assignees, role, partners, task, deadline, due, section, start, end, *lead_in = row
    return Assignment(
        tuple(json.loads(assignees)),
        Role(role),
        tuple(json.loads(partners)),
        task,
        deadline,
        PartialDate(**json.loads(due)),
        section,
        start,
        end,
        _span(lead_in),
    )


@lru_cache(maxsize=4096)
def names(text: str) -> tuple[str, ...]:
    """Assignees, as :func:`of_assignment` stored them; archives name the same again and again."""
    return tuple(json.loads(text))


def of_reference(reference: Reference) -> Row:
    """Number, kind, date, issuer, relation, start, end and title."""
    what = reference.number, reference.kind, _json(_fields(reference.date)), reference.issuer
    return *what, reference.relation.value, reference.start, reference.end, reference.title


def reference(row: Sequence[Any]) -> Reference:
    """What :func:`of_reference` stored."""
    number, kind, date, issuer, relation, start, end, title = row
    return Reference(number, kind, PartialDate(**json.loads(date)), issuer, Relation(relation), start, end, title)


def _span(values: Sequence[Any]) -> tuple[int, int] | None:
    start, end = values
    return None if start is None else (start, end)
