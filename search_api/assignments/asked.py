"""What an address of the page of assignments asks for.

========= =============================================================================== ==========
parameter meaning                                                                         default
========= =============================================================================== ==========
don-vi    only tasks of this office, and of its units                                     all
vai-tro   ``chu-tri``, ``phoi-hop`` or ``thuc-hien``                                       all
han       ``qua-han`` (overdue), ``sap-den`` (soon), ``con-han`` (later), ``khong-ngay``   all
tu, den   due from this day, to the end of this day (``30/6/2026`` or ``2026-06-30``)      open
van-ban   only those that this directive gives (its id)                                    all
tu-khoa   with these words in a row in the task                                            any
sap-xep   ``han`` (next first), ``muon`` (latest first), ``don-vi``, ``kho`` (archive)      ``han``
trang     page of the table                                                                1
========= =============================================================================== ==========
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from indexer.domain import Role
from search_api.address import Address, choice, day
from search_api.assignments.due import SOON, Standing
from search_api.tasks import Order, Wanted

_ROLES = {"": None, "chu-tri": Role.LEAD, "phoi-hop": Role.COORDINATE, "thuc-hien": Role.IMPLEMENT}
_ORDERS = {"han": Order.NEXT, "muon": Order.DUE_LAST, "don-vi": Order.ASSIGNEE, "kho": Order.ARCHIVE}
_STANDINGS: dict[str, Standing | None] = {"": None, **{one.value: one for one in Standing}}
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AskedTasks(Address):
    """What an address asks for."""

    PATH = "/nhiem-vu"

    don_vi: str = ""
    vai_tro: str = ""
    han: str = ""
    tu: str = ""
    den: str = ""
    van_ban: str = ""
    tu_khoa: str = ""
    sap_xep: str = "han"
    trang: str = "1"

    def wanted(self, today: date) -> Wanted:
        """As the list of assignments takes it, on a day.

        Raises:
            InvalidQuery: a parameter has a value that it cannot have.
        """
        until = day(self.den, "den")
        wanted = Wanted(
            assignee=self.don_vi or None,
            role=choice(_ROLES, self.vai_tro, "vai-tro"),
            due_from=day(self.tu, "tu"),
            due_before=until + _DAY if until and until < date.max else None,
            words=self.tu_khoa or None,
            directive=self.van_ban or None,
            order=choice(_ORDERS, self.sap_xep, "sap-xep"),
            today=today,
        )
        return _standing(wanted, choice(_STANDINGS, self.han, "han"))


def _standing(wanted: Wanted, standing: Standing | None) -> Wanted:
    """The same with a deadline that stands so, within the range that was given."""
    later = wanted.today + timedelta(days=SOON + 1)
    first, before = wanted.due_from or date.min, wanted.due_before or date.max
    match standing:
        case None:
            return wanted
        case Standing.NO_DAY:
            return replace(wanted, is_dated=False)
        case Standing.OVERDUE:
            return replace(wanted, due_before=min(before, wanted.today))
        case Standing.SOON:
            return replace(wanted, due_from=max(first, wanted.today), due_before=min(before, later))
        case Standing.LATER:
            return replace(wanted, due_from=max(first, later))
