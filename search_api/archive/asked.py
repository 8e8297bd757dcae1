"""What an address of the page of the archive asks for.

========= =============================================================================== ===========
parameter meaning                                                                         default
========= =============================================================================== ===========
muc       ``van-ban`` (directives), ``tu-choi`` (refused), ``ocr``, ``thieu`` (lacking)    ``van-ban``
loai      only directives of this kind                                                     all
co-quan   only those of this issuer                                                        all
nam       only those of this year                                                          all
tu-khoa   with all these words in number, subject, issuer or file name                     any
sap-xep   ``moi`` (newest first), ``cu`` (oldest first), ``co-quan``, ``loai``, ``ten``    ``moi``
trang     page of the table                                                                1
========= =============================================================================== ===========
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from search_api.address import Address, choice, year
from search_api.archive.listing import Order, Wanted


class Part(StrEnum):
    """What the page lists; values are those of the address."""

    DIRECTIVES = "van-ban"
    REFUSED = "tu-choi"
    OCR = "ocr"
    LACKING = "thieu"


_PARTS = {part.value: part for part in Part}
_ORDERS = {
    "moi": Order.NEWEST, "cu": Order.OLDEST, "co-quan": Order.ISSUER, "loai": Order.KIND, "ten": Order.FILE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class AskedArchive(Address):
    """What an address asks for."""

    PATH = "/kho"

    muc: str = "van-ban"
    loai: str = ""
    co_quan: str = ""
    nam: str = ""
    tu_khoa: str = ""
    sap_xep: str = "moi"
    trang: str = "1"

    @property
    def part(self) -> Part:
        """What is listed.

        Raises:
            InvalidQuery: there is no such part.
        """
        return choice(_PARTS, self.muc, "muc")

    @property
    def wanted(self) -> Wanted:
        """Which directives are listed, and in which order.

        Raises:
            InvalidQuery: a parameter has a value that it cannot have.
        """
        return Wanted(
            kind=self.loai or None,
            issuer=self.co_quan or None,
            year=year(self.nam, "nam"),
            words=self.tu_khoa or None,
            order=choice(_ORDERS, self.sap_xep, "sap-xep"),
        )
