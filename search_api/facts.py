"""What may be said of a directive's header: its kind, issuer, signer, date; and how well headers meet it.

All of it is a guess from words: it raises the directives that fit and leaves out none.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer import offices
from indexer.domain import Header
from indexer.index.headers import DATE
from indexer.text import folded
from search_api.issuers import places
from search_api.periods import Period

_LOOKED_AT = {"issuer": ("issuer", "parent_issuer"), "place": ("issuer", "parent_issuer", "place")}
"""Where a fact is about more fields than the one that it is named by."""


class Fact(NamedTuple):
    """One thing said: the ``field`` of a header that it is about, and its ``value`` as the question is told it."""

    field: str
    value: str
    period: Period | None = None

    @property
    def looked_at(self) -> tuple[str, ...]:
        """The fields of a header that decide whether it meets this."""
        if self.period:
            return DATE
        return _LOOKED_AT.get(self.field, (self.field,))

    def holds(self, header: Header) -> bool:
        """Whether a header meets it. An issuer may be named without its place, a recipient in part."""
        if self.period:
            return self.period.meets(header.date)
        match self.field:
            case "issuer":
                return self.value == header.parent_issuer or _begins(header.issuer, self.value)
            case "place":
                return self.value in places(header)
            case "recipients":
                return any(words(self.value) <= words(name) for name in header.recipients)
            case "position":
                return folded(self.value) == folded(header.position or "")
            case _:
                return bool(getattr(header, self.field) == self.value)


def met(facts: Sequence[Fact], headers: Sequence[Header]) -> NDArray[np.float32]:
    """1 where a header meets a fact, else 0: facts by headers. Passages of one directive share a header."""
    known = {id(header): header for header in headers}
    places = {name: place for place, name in enumerate(known)}
    holds = np.array([[fact.holds(header) for header in known.values()] for fact in facts], dtype=np.float32)
    return holds[:, [places[id(header)] for header in headers]]


@lru_cache(maxsize=16_384)
def words(recipient: str) -> frozenset[str]:
    """What spellings of a recipient share: "Bộ Y tế (để b/c)" is "Bộ Y tế"."""
    return frozenset(offices.key(offices.typed(recipient)).split())


@lru_cache(maxsize=16_384)
def _begins(issuer: str | None, name: str) -> bool:
    return f"{offices.key(issuer or '')} ".startswith(f"{offices.key(name)} ")
