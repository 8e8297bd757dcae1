"""What stands around the body of a directive, and dates of which only part is known."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta

from indexer.domain.source import Span


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which only part may be known: ``ngày    tháng 11 năm 2023`` has no day."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @classmethod
    def possible(cls, year: int, month: int | None = None, day: int | None = None) -> PartialDate:
        """What of a date as written can be true: ``ngày 31 tháng 02`` leaves the month, ``tháng 13`` the year."""
        for known in (cls(year, month, day), cls(year, month), cls(year)):
            with suppress(ValueError):
                return known if known.earliest else cls()
        return cls()

    @property
    def earliest(self) -> date | None:
        """The first day that it can mean; None without a year."""
        return date(self.year, self.month or 1, self.day or 1) if self.year else None

    @property
    def latest(self) -> date | None:
        """The last day that it can mean; None without a year."""
        if not self.year:
            return None
        if self.month and self.day:
            return date(self.year, self.month, self.day)
        after = date(self.year, self.month, 28) if self.month else date(self.year, 12, 28)
        return (after + timedelta(days=4)).replace(day=1) - timedelta(days=1)

    def __str__(self) -> str:
        """What is known, in words: ``ngày 28 tháng 10 năm 2022``, ``tháng 11 năm 2023``, ``năm 2023``."""
        parts = [f"ngày {self.day:02d}" if self.day and self.month else ""]
        parts += [f"tháng {self.month:02d}" if self.month else "", f"năm {self.year}" if self.year else ""]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Header:
    """What stands around the body: who issued it, under which number, when, about what, to whom.

    Unknown is ``None`` (or an empty tuple). Fields that the text does not state but from which it follows are
    named in ``inferred``. ``urgency`` (độ khẩn) and ``confidentiality`` (độ mật) are as stamped: ``HỎA TỐC``,
    ``MẬT``. ``confidence`` (0 to 1) is known for each field that is, ``spans`` for each that the text states: what
    was read there, from its first to its last character. They say how it was read, not what: two headers are
    equal without them.
    """

    number: str | None = None
    symbol: str | None = None
    kind: str | None = None
    subject: str | None = None
    issuer: str | None = None
    parent_issuer: str | None = None
    place: str | None = None
    date: PartialDate = PartialDate()
    signer: str | None = None
    position: str | None = None
    authority: str | None = None
    recipients: tuple[str, ...] = ()
    urgency: str | None = None
    confidentiality: str | None = None
    inferred: tuple[str, ...] = ()
    confidence: Mapping[str, float] = field(default_factory=dict, compare=False)
    spans: Mapping[str, Span] = field(default_factory=dict, compare=False)
