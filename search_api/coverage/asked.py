"""What an address of the coverage page asks for.

========= ============================================ =======
parameter meaning                                      default
========= ============================================ =======
chu-de    the topics, one a line                       none
loai      only directives of this kind                 all
co-quan   only those of this issuer                    all
nam       only those of this year                      all
trang     page of the directives, where one topic is   1
========= ============================================ =======
"""

from __future__ import annotations

from dataclasses import dataclass

from indexer.text import nfc
from search_api.address import Address, year
from search_api.filters import Filters


@dataclass(frozen=True, slots=True)
class AskedCoverage(Address):
    """What an address asks for."""

    PATH = "/bao-quat"

    chu_de: str = ""
    loai: str = ""
    co_quan: str = ""
    nam: str = ""
    trang: str = "1"

    @property
    def topics(self) -> list[str]:
        """The topics, each once, in the order given."""
        known: dict[str, str] = {}
        for line in nfc(self.chu_de).splitlines():
            topic = " ".join(line.split())
            if topic:
                known.setdefault(topic.casefold(), topic)
        return list(known.values())

    @property
    def filters(self) -> Filters:
        """Which directives are looked at.

        Raises:
            InvalidQuery: the year is none.
        """
        return Filters(kind=self.loai or None, issuer=self.co_quan or None, year=year(self.nam, "nam"))
