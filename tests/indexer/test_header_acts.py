"""Headers of 89 real acts (decrees, circulars, resolutions of 2026, many of them scans) against a list of them.

The list was made by others. Where a field is empty there nothing is judged, and ``LIST_IS_WRONG`` names the acts
of which the text says otherwise.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass

import pytest

from indexer import header
from indexer.domain import Header, PartialDate
from indexer.header import Layout

LIST_IS_WRONG = {("003.txt", "date"): PartialDate(2026, 7, 21)}
"""Field of an act -> what its text says: 003 is dated the 21st there, the list has the 22nd."""

KINDS = {"Nghị quyết của Chính phủ": "Nghị quyết", "Quyết định sửa đổi": "Quyết định"}
_PERSON = re.compile(r"[A-ZĐÀ-Ỹ][^\W\d_]*(?: [A-ZĐÀ-Ỹ][^\W\d_]*){2,3}")
_OFFICE = re.compile(r"Bộ trưởng|Thứ trưởng|Phó Thủ tướng|Thủ tướng|Chính phủ|Thường trực|Thượng tướng|KT\.")


@dataclass(frozen=True)
class Act:
    file: str
    text: str
    layout: Layout
    row: dict[str, str]

    @property
    def found(self) -> Header:
        return self.layout.header

    @property
    def date(self) -> PartialDate:
        day, month, year = map(int, re.findall(r"\d+", self.row["date"]))
        return LIST_IS_WRONG.get((self.file, "date"), PartialDate(year, month, day))

    @property
    def holds_date(self) -> bool:
        """Whether its opening states the date: after a place, or in a table of facts."""
        date = rf"0?{self.date.day} *(?:tháng|[/-]) *0?{self.date.month} *(?:năm|[/-]) *{self.date.year}"
        return bool(re.search(rf"(?:, ngày|ban hành\W{{1,5}}) *{date}", " ".join(self.text[:6000].split())))

    @property
    def person(self) -> str | None:
        """The signer's name, where the list has one and the text too."""
        match = _PERSON.search(_OFFICE.sub("|", self.row["signer"]))
        return match[0] if match and match[0] in self.text else None


@pytest.fixture(scope="module")
def acts(shared, texts_of_acts):
    texts = texts_of_acts
    with (shared / "data" / "acts.csv").open(encoding="utf-8") as rows:
        return [
            Act(row["file"], texts[row["file"]], header.parse(texts[row["file"]]), row)
            for row in csv.DictReader(rows)
        ]


def rate(judged: list[tuple[str, object, object]], at_least: float) -> None:
    """Hold that enough of (file, found, expected) agree, and show those that do not."""
    assert judged
    wrong = [item for item in judged if item[1] != item[2]]
    assert 1 - len(wrong) / len(judged) >= at_least, wrong


def test_numbers(acts):
    rate([(a.file, a.found.number, a.row["number"]) for a in acts if a.row["number_in_text"] == "1"], 0.97)


def test_a_number_that_the_opening_lost_is_right_or_unknown_and_never_called_stated(acts):
    lost = [act for act in acts if act.row["number_in_text"] == "0" and act.found.number]
    assert [act.file for act in lost if act.found.number != act.row["number"]] == []
    assert all("number" in act.found.inferred for act in lost)


def test_dates(acts):
    rate([(act.file, act.found.date, act.date) for act in acts if act.holds_date], 0.97)


def test_a_date_that_is_known_is_never_another(acts):
    known = [act for act in acts if act.found.date != PartialDate()]
    assert [act.file for act in known if act.found.date != act.date] == []


def test_the_acts_of_which_the_list_is_wrong(acts):
    for (file, field), value in LIST_IS_WRONG.items():
        assert getattr(next(act for act in acts if act.file == file).found, field) == value


def test_kinds(acts):
    judged = [(act, KINDS.get(act.row["kind"], act.row["kind"])) for act in acts if act.row["kind"]]
    rate([(act.file, act.found.kind, kind) for act, kind in judged], 0.97)


def test_issuers(acts):
    judged = [act for act in acts if act.row["issuer"]]
    rate([(act.file, (act.found.issuer or "").lower(), act.row["issuer"].lower()) for act in judged], 0.9)


def test_no_issuer_is_wrong(acts):
    named = [act for act in acts if act.row["issuer"] and act.found.issuer]
    assert [act.file for act in named if act.found.issuer.lower() != act.row["issuer"].lower()] == []


def test_signers(acts):
    rate([(act.file, act.found.signer, act.person) for act in acts if act.person], 0.9)


def test_the_body_holds_every_article(acts):
    article = re.compile(r"^\W*Điều \d+", re.MULTILINE)
    for act in acts:
        kept = sum(len(article.findall(act.text[start:end])) for start, end in act.layout.body)
        assert kept == len(article.findall(act.text)), act.file


def test_letterhead_and_signature_take_little_of_a_text(acts):
    """At most their own lines: a letterhead of 1,000 characters, copies and signature of 1,500."""
    for act in acts:
        assert len(act.text) - sum(end - start for start, end in act.layout.body) <= 2500, act.file
