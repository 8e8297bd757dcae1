"""What an address asks for: the parameters of the pages, as a link can be sent.

========= =================================================== ==================
parameter meaning                                             default
========= =================================================== ==================
q         the question                                        the first page
cach      how: ``ket-hop``, ``tu`` (words), ``nghia`` (meaning) ``ket-hop``
kieu      one result a ``doan`` (passage) or ``van-ban``        ``doan``
loai      only directives of this kind                        all
co-quan   only those of this issuer                           all
nam       only those of this year                             all
don-vi    only passages that give this office a task          all
bo        what is not meant, as it was told, between ``|``      nothing
trang     page of the results, 1 to 10                        1
doan      on a directive's page: the span to mark, START-END  none
========= =================================================== ==================
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from indexer.index.records import StoredPassage
from search_api import engine
from search_api.address import Address, choice, number, year
from search_api.cite import directive_url
from search_api.filters import Filters

PER_PAGE = 10
"""Results on one page."""

LAST_PAGE = engine.MOST // PER_PAGE
"""The highest ``trang``."""

_MODES = {"ket-hop": engine.Mode.HYBRID, "tu": engine.Mode.LEXICAL, "nghia": engine.Mode.DENSE}
_GROUPS = {"doan": engine.GroupBy.PASSAGE, "van-ban": engine.GroupBy.DIRECTIVE}
FACETS = {
    "loai": ("Loại", "kind"), "co_quan": ("Cơ quan ban hành", "issuer"), "nam": ("Năm", "year"),
    "don_vi": ("Đơn vị được giao", "assignee"),
}  # fmt: skip
"""What one can filter by: the parameter, its title, and what the engine calls it."""

_FACET_VALUES = 8
_BETWEEN = "|"


class FacetValue(NamedTuple):
    """One value to filter by, how many of the ranked directives have it, and the address that does it."""

    text: str
    directives: int
    url: str


class Facet(NamedTuple):
    """One header field to filter by: what is chosen (or ``""``), the address without it, and other values."""

    title: str
    chosen: str
    url_without: str
    values: list[FacetValue]


@dataclass(frozen=True, slots=True)
class Asked(Address):
    """What an address of the search asks for."""

    PATH = "/"

    q: str = ""
    cach: str = "ket-hop"
    kieu: str = "doan"
    loai: str = ""
    co_quan: str = ""
    nam: str = ""
    don_vi: str = ""
    bo: str = ""
    trang: str = "1"

    def passage_url(self, stored: StoredPassage) -> str:
        """The address of a passage on its directive's page, from which this search can be found again."""
        span = f"{stored.passage.start}-{stored.passage.end}"
        return self.cited_url(f"{directive_url(stored.entry.id)}?doan={span}#doan")

    def cited_url(self, url: str) -> str:
        """The same of a place that a citation's ``url`` leads to."""
        address, _, place = url.partition("#")
        return f"{address}&{urlencode(self.parameters)}#{place}" if self.parameters else url

    @property
    def is_filtered(self) -> bool:
        """Whether only a part of the archive is asked."""
        return any(getattr(self, name) for name in FACETS)

    @property
    def url_unfiltered(self) -> str:
        """The address of the same question to the whole archive."""
        return self.url(**dict.fromkeys(FACETS, ""))

    @property
    def without(self) -> tuple[str, ...]:
        """What is not meant."""
        return tuple(filter(None, self.bo.split(_BETWEEN)))

    def url_without(self, words: str) -> str:
        """The address of the same question without something that was understood."""
        return self.url(bo=_BETWEEN.join(dict.fromkeys((*self.without, words))))

    def url_with(self, words: str) -> str:
        """The address of the same question with something that was left out."""
        return self.url(bo=_BETWEEN.join(other for other in self.without if other != words))

    @property
    def page(self) -> int:
        """The page of results.

        Raises:
            InvalidQuery: it is none of the pages there can be.
        """
        return number(self.trang, "trang", 1, LAST_PAGE)

    def filters(self) -> Filters:
        """The conditions on directives, as the engine takes them.

        Raises:
            InvalidQuery: the year is none.
        """
        return Filters(
            self.loai or None, self.co_quan or None, year(self.nam, "nam"), assignee=self.don_vi or None
        )

    def request(self) -> engine.Request:
        """As the engine takes it.

        Raises:
            InvalidQuery: a parameter has a value that it cannot have.
        """
        return engine.Request(
            self.q,
            PER_PAGE * self.page,
            choice(_MODES, self.cach, "cach"),
            self.filters(),
            choice(_GROUPS, self.kieu, "kieu"),
            frozenset(self.without),
        )


def facets(asked: Asked, counts: dict[str, dict[str, int]]) -> list[Facet]:
    """The filters: one that is set can be taken away, others can be set where they leave something out."""
    found: list[Facet] = []
    for name, (title, field) in FACETS.items():
        chosen: str = getattr(asked, name)
        pairs = list(counts[field].items())[:_FACET_VALUES]
        values = [FacetValue(value, count, asked.url(**{name: value})) for value, count in pairs]
        if chosen or len(values) > 1:
            found.append(Facet(title, chosen, asked.url(**{name: ""}), [] if chosen else values))
    return found
