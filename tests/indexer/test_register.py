"""Which directive of the archive a reference means: a wrong link is worse than none."""

from __future__ import annotations

import time

import pytest

from indexer.domain import Header, PartialDate, Reference, Relation
from indexer.index.records import Entry
from indexer.register import Missing, Register, missing, replaced

DONG_NAI = "Ủy ban nhân dân tỉnh Đồng Nai"


def entry(id, number=None, date=(), issuer=None, parent=None, kind=None, subject=None):
    header = Header(
        number=number, kind=kind, subject=subject, issuer=issuer, parent_issuer=parent, date=PartialDate(*date)
    )
    return Entry(id, f"{id}.txt", "text", header)


def cited(number, date=(), issuer=None, relation=Relation.MENTIONED, kind=None, title=None):
    return Reference(number, kind, PartialDate(*date), issuer, relation, 0, 1, title)


ARCHIVE = [
    entry("plan22", "231/KH-UBND", (2022, 10, 28), DONG_NAI),
    entry("plan23", "231/KH-UBND", (2023, 5, 2), DONG_NAI),
    entry("undated", "269/KH-UBND", (), DONG_NAI),
    entry("party", "477-KL/TU", (2023, 12, 29), "Tỉnh ủy Đồng Nai"),
    entry("circular", "46/2018/TT-BYT", (2018, 12, 28), "Bộ Y tế"),
    entry("council", "67/2014/QH13", (2014, 11, 26), "Quốc hội"),
    entry("letter", "12a/SYT-NV", (2024, 1, 5), "Sở Y tế", DONG_NAI),
    entry("padded", "06/KH-SYT", (2023, 1, 6), "Sở Y tế", DONG_NAI),
    entry(
        "commune1", "5/KH-UBND", (2024, 2, 1), "Ủy ban nhân dân xã An Phước", "Ủy ban nhân dân huyện Long Thành"
    ),
    entry(
        "commune2", "5/KH-UBND", (2024, 2, 9), "Ủy ban nhân dân xã Bình Sơn", "Ủy ban nhân dân huyện Long Thành"
    ),
    entry("scan", "88/QĐ-UBND", (2024, 3, 3), DONG_NAI),
    entry("a-word", "88/QĐ-UBND", (2024, 3, 3), DONG_NAI),
    entry("law13", None, (2013, 11, 29), "Quốc hội", kind="Luật", subject="ĐẤT ĐAI"),
    entry("law24", None, (2024, 1, 18), "Quốc hội", kind="Luật", subject="Đất đai"),
    entry("code", None, (2019, 11, 20), "Quốc hội", kind="Bộ luật", subject="Lao động"),
    entry("plain"),
]

MEANT = [
    ("number and year", cited("231/KH-UBND", (2022, 10, 28)), "plan22"),
    ("the year alone tells two of one number apart", cited("231/KH-UBND", (2023,)), "plan23"),
    ("neither date nor issuer tells the two apart", cited("231/KH-UBND", (), "UBND tỉnh"), None),
    ("a year in which there was none", cited("231/KH-UBND", (2021,)), None),
    ("a header without a date is not contradicted", cited("269/KH-UBND", (2023, 11, 16)), "undated"),
    ("without diacritics and in another case", cited("269/kh-ubnd"), "undated"),
    ("an office of no place", cited("269/KH-UBND", (), "UBND tỉnh"), "undated"),
    ("the same office in full", cited("269/KH-UBND", (), "Uỷ ban Nhân dân tỉnh Đồng Nai"), "undated"),
    ("who signs for it", cited("269/KH-UBND", (), "Chủ tịch UBND tỉnh"), "undated"),
    ("the office of another province", cited("269/KH-UBND", (), "UBND tỉnh Đồng Tháp"), None),
    ("the office of another level", cited("269/KH-UBND", (), "UBND huyện"), None),
    ("another symbol", cited("269/KH-SYT"), None),
    ("part of the symbol", cited("269/KH"), None),
    ("another count", cited("26/KH-UBND"), None),
    ("a Party number", cited("477-KL/TU", (2023,), "Ban Thường vụ Tỉnh ủy"), "party"),
    ("its signs the other way round", cited("477/KL-TU"), "party"),
    ("the year in the number", cited("46/2018/TT-BYT"), "circular"),
    ("another year in the number", cited("46/2019/TT-BYT", (2018, 12, 28)), None),
    ("the minister", cited("46/2018/TT-BYT", (), "Bộ trưởng Bộ Y tế"), "circular"),
    ("a symbol with a digit", cited("67/2014/QH13"), "council"),
    ("another digit", cited("67/2014/QH12"), None),
    ("a count with a letter", cited("12a/SYT-NV", (), "Sở Y tế tỉnh Đồng Nai"), "letter"),
    ("without that letter", cited("12/SYT-NV"), None),
    ("the same office under another above it", cited("12a/SYT-NV", (), "Sở Y tế Đồng Tháp"), None),
    ("a count without its nought", cited("6/KH-SYT"), "padded"),
    ("the issuer tells two apart", cited("5/KH-UBND", (2024,), "UBND xã Bình Sơn"), "commune2"),
    ("the day tells two apart", cited("5/KH-UBND", (2024, 2, 1)), "commune1"),
    ("the office above is another issuer", cited("5/KH-UBND", (2024, 2, 1), "UBND huyện Long Thành"), None),
    ("two communes", cited("5/KH-UBND", (2024,), "Ủy ban nhân dân xã"), None),
    ("copies of one directive", cited("88/QĐ-UBND", (2024, 3, 3)), "a-word"),
    ("a law by title and year", cited(None, (2024,), kind="Luật", title="Luật Đất đai"), "law24"),
    ("a law by title where there are two", cited(None, kind="Luật", title="Luật Đất đai"), None),
    ("part of a title", cited(None, kind="Luật", title="Luật Đất"), None),
    ("a code of law", cited(None, kind="Bộ luật", title="Bộ luật Lao động"), "code"),
    ("nothing to go by", cited(None), None),
    ("no number at all", cited("xyz"), None),
]


@pytest.mark.parametrize(("reference", "id"), [row[1:] for row in MEANT], ids=[row[0] for row in MEANT])
def test_the_directive_that_is_meant(reference, id):
    assert Register(ARCHIVE).find(reference) == id
    assert Register(ARCHIVE, sought=[reference]).find(reference) == id


LACKING = [
    ("what is there", [("x", cited("269/KH-UBND"))], []),
    ("what may be one of two", [("x", cited("231/KH-UBND"))], []),
    (
        "spellings of one, with all that is said of it",
        [
            ("x", cited("38-CTr/TU", kind="Chương trình")),
            ("x", cited("38-CTr/TU", (2022,), "Tỉnh ủy", kind="Chương trình hành động")),
            ("y", cited("38/CTr-TU", (2022, 6, 15), "Tỉnh ủy Đồng Nai", kind="Chương trình hành động")),
        ],
        [("38-CTr/TU", "Chương trình hành động", (2022, 6, 15), "Tỉnh ủy Đồng Nai", 2, 3, None)],
    ),
    (
        "two years are two directives",
        [("x", cited("7/CT-TTg", (2021,))), ("x", cited("7/CT-TTg", (2022,))), ("y", cited("07/CT-TTg", (2022,)))],
        [("7/CT-TTg", None, (2022,), None, 2, 2, None), ("7/CT-TTg", None, (2021,), None, 1, 1, None)],
    ),
    (
        "most cited first, then most mentioned, then by number",
        [
            ("x", cited("3/CT-TTg")),
            ("x", cited("2/CT-TTg")),
            ("x", cited("1/CT-TTg")),
            ("x", cited("1/CT-TTg")),
            ("y", cited("4/CT-TTg")),
            ("x", cited("4/CT-TTg")),
        ],
        [
            ("4/CT-TTg", None, (), None, 2, 2, None),
            ("1/CT-TTg", None, (), None, 1, 2, None),
            ("2/CT-TTg", None, (), None, 1, 1, None),
            ("3/CT-TTg", None, (), None, 1, 1, None),
        ],
    ),
    (
        "a law by its title",
        [("x", cited(None, kind="Luật", title="Luật Du lịch"))],
        [(None, "Luật", (), None, 1, 1, "Luật Du lịch")],
    ),
]


@pytest.mark.parametrize(("cites", "expected"), [row[1:] for row in LACKING], ids=[row[0] for row in LACKING])
def test_what_the_archive_lacks(cites, expected):
    assert missing(cites, Register(ARCHIVE)) == [
        Missing(number, kind, PartialDate(*date), *rest) for number, kind, date, *rest in expected
    ]


def test_what_is_lacking_knows_who_cites_it():
    cites = [("y", cited("4/CT-TTg")), ("x", cited("4/CT-TTg")), ("y", cited("4/CT-TTg", (2023,)))]
    (found,) = missing(cites, Register(ARCHIVE))
    assert (found.citing, found.directives, found.mentions) == (("x", "y"), 2, 3)


REPLACED = [
    ("replaced", [("plan23", cited("231/KH-UBND", (2022,), relation=Relation.REPLACES))], {"plan22": "plan23"}),
    ("repealed", [("plan23", cited("46/2018/TT-BYT", relation=Relation.REPEALS))], {"circular": "plan23"}),
    ("in part", [("plan23", cited("46/2018/TT-BYT", relation=Relation.AMENDS))], {}),
    ("never by itself", [("party", cited("477-KL/TU", relation=Relation.REPLACES))], {}),
    ("never by an older one", [("plan22", cited("477-KL/TU", relation=Relation.REPLACES))], {}),
    (
        "by one whose date is unknown",
        [("undated", cited("477-KL/TU", relation=Relation.REPLACES))],
        {"party": "undated"},
    ),
    ("not in the archive", [("plan23", cited("1/QĐ-BYT", relation=Relation.REPLACES))], {}),
    (
        "by the first of two",
        [
            ("scan", cited("67/2014/QH13", relation=Relation.REPEALS)),
            ("plan23", cited("67/2014/QH13", relation=Relation.REPLACES)),
        ],
        {"council": "plan23"},
    ),
]


@pytest.mark.parametrize(("cites", "expected"), [row[1:] for row in REPLACED], ids=[row[0] for row in REPLACED])
def test_what_replaces_a_directive(cites, expected):
    assert replaced(cites, Register(ARCHIVE)) == expected


def test_a_large_archive_is_taken_in_within_seconds():
    entries = [entry(str(n), f"{n % 9000}/KH-UBND{n // 9000}", (2024, 1, 1), DONG_NAI) for n in range(100_000)]
    began = time.process_time()
    register = Register(entries)
    built = time.process_time()
    found = [
        register.find(cited(f"{n % 9000}/KH-UBND{n // 9000}", (2024,), "UBND tỉnh")) for n in range(0, 100_000, 10)
    ]

    assert found == [str(n) for n in range(0, 100_000, 10)]
    assert built - began < 5
    assert time.process_time() - built < 2
