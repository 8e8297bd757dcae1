"""What the coverage page makes of what was found, from headers made for it."""

from __future__ import annotations

from indexer.domain import Header, PartialDate
from indexer.index.records import Entry
from indexer.register import Missing
from search_api.coverage import report


def entry(id: str, issuer: str | None = None, year: int | None = None) -> Entry:
    return Entry(id, f"{id}.txt", "txt", Header(issuer=issuer, date=PartialDate(year)))


def test_bars_of_years_are_in_order_and_the_unknown_last() -> None:
    held = [entry("a", year=2024), entry("b", year=2022), entry("c", year=2024), entry("d")]
    assert report.years(held) == [
        ("2022", 1, 50), ("2024", 2, 100), ("không rõ", 1, 50),
    ]  # fmt: skip


def test_bars_of_issuers_are_the_most_and_the_rest_together() -> None:
    names = [f"Sở {n:02}" for n in range(report.ISSUERS + 2)]
    held = [entry(name, name) for name in names] + [entry("x", names[3]), entry("y")]
    bars = report.issuers(held)
    assert bars[0] == (names[3], 2, 100)
    assert [bar.name for bar in bars[-2:]] == ["cơ quan khác", "không rõ"]
    assert sum(bar.value for bar in bars) == len(held)


def test_lacking_counts_those_that_cite() -> None:
    def lacking(number: str, *citing: str) -> Missing:
        return Missing(number, None, PartialDate(), None, len(citing), len(citing), citing=citing)

    missing = [lacking("1/QĐ", "a", "z"), lacking("2/QĐ", "z"), lacking("3/QĐ", "a", "b")]
    found = report.lacking(missing, [entry("a"), entry("b")])
    assert [(one.number, count) for one, count in found] == [("3/QĐ", 2), ("1/QĐ", 1)]
