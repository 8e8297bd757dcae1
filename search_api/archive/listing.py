"""The directives of an archive as a list: which, in which order, and how many there are of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from indexer.index.records import Entry
from indexer.text import folded
from search_api.cite import directive_label

CHOICES = 200
"""Values of a field that a page lets choose from."""


class Order(StrEnum):
    """How directives come; what is unknown comes last."""

    NEWEST = "-date"
    OLDEST = "date"
    ISSUER = "issuer"
    KIND = "kind"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which directives: of exactly this kind, issuer, year, with all the words (whole, case and diacritics aside)
    in what names them.
    """

    kind: str | None = None
    issuer: str | None = None
    year: int | None = None
    words: str | None = None
    order: Order = Order.NEWEST

    def admits(self, entry: Entry) -> bool:
        """Whether a directive meets the conditions."""
        header = entry.header
        return (
            self.kind in (None, header.kind)
            and self.issuer in (None, header.issuer)
            and self.year in (None, header.date.year)
            and (self.words is None or set(folded(self.words).split()) <= set(folded(_named(entry)).split()))
        )


def listed(entries: Iterable[Entry], wanted: Wanted) -> list[Entry]:
    """The directives that meet the conditions, in order; equal ones by file."""
    kept = sorted((entry for entry in entries if wanted.admits(entry)), key=lambda entry: entry.file)
    return sorted(kept, key=lambda entry: _place(entry, wanted.order))


def facets(entries: Iterable[Entry], wanted: Wanted) -> dict[str, dict[str, int]]:
    """Of kind, issuer and year, the values that directives have whom the other conditions leave, most first."""
    held = list(entries)
    others = {
        "kind": replace(wanted, kind=None),
        "issuer": replace(wanted, issuer=None),
        "year": replace(wanted, year=None),
    }
    return {field: _counted(held, without, field) for field, without in others.items()}


def choices(counts: dict[str, dict[str, int]]) -> dict[str, list[tuple[str, int]]]:
    """The first of each field's values, with their counts, as many as a page lets choose from."""
    return {field: list(values.items())[:CHOICES] for field, values in counts.items()}


def _counted(held: list[Entry], wanted: Wanted, field: str) -> dict[str, int]:
    counts = Counter(value for entry in held if wanted.admits(entry) and (value := _value(entry, field)))
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _value(entry: Entry, field: str) -> str:
    header = entry.header
    return str(header.date.year or "") if field == "year" else str(getattr(header, field) or "")


def _named(entry: Entry) -> str:
    header = entry.header
    known = (directive_label(entry), header.symbol, header.subject, header.signer, entry.file)
    return " ".join(filter(None, known))


def _place(entry: Entry, order: Order) -> tuple[bool, int, str]:
    header = entry.header
    day = header.date.latest
    if order in {Order.NEWEST, Order.OLDEST}:
        number = (day or date.min).toordinal()
        return day is None, -number if order is Order.NEWEST else number, ""
    name = {Order.ISSUER: header.issuer, Order.KIND: header.kind, Order.FILE: entry.file}[order] or ""
    return not name, 0, folded(name)
