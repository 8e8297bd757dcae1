"""What a question says of headers, and how well headers meet it."""

import pytest

from indexer.domain import Header, PartialDate
from search_api import facts
from search_api.facts import Fact
from search_api.vocabulary import Named

KINDS = [
    ("of an issuer", "kế hoạch của UBND tỉnh", ["Kế hoạch"]),
    ("with a number", "ke hoach 231", ["Kế hoạch"]),
    ("about a topic", "công văn về đấu thầu", ["Công văn"]),
    ("asked for", "theo chỉ thị thì ai làm", ["Chỉ thị"]),
    ("part of an office's name", "Phòng Kế hoạch Tài chính làm gì", []),
]


@pytest.mark.parametrize(("question", "expected"), [row[1:] for row in KINDS], ids=[row[0] for row in KINDS])
def test_kinds(question, expected):
    assert [fact.value for fact in facts.find(question, ()) if fact.field == "kind"] == expected


def test_names_and_times():
    names = [Named("signer", "Nguyễn Văn A"), Named("assignee", "Phòng B")]
    assert [(fact.field, fact.value) for fact in facts.find("do Nguyễn Văn A ký năm 2022", names)] == [
        ("signer", "Nguyễn Văn A"),
        ("date", "năm 2022"),
    ]


SAID = [
    ("who signs, by post", "kế hoạch do Phó Giám đốc ký", [("kind", "Kế hoạch"), ("position", "PHÓ GIÁM ĐỐC")]),
    ("a post that does not sign", "ý kiến của Phó Giám đốc", []),
    ("to whom", "văn bản nào gửi Bộ Y tế", [("recipients", "Bộ Y tế (để b/c)")]),
    ("an office that is no recipient here", "Bộ Y tế yêu cầu gì", []),
]


@pytest.mark.parametrize(("question", "expected"), [row[1:] for row in SAID], ids=[row[0] for row in SAID])
def test_posts_sign_and_recipients_are_written_to(question, expected):
    names = {"Phó Giám đốc": Named("position", "PHÓ GIÁM ĐỐC"), "Bộ Y tế": Named("recipients", "Bộ Y tế (để b/c)")}
    found = facts.find(question, [name for said, name in names.items() if said in question])
    assert [(fact.field, fact.value) for fact in found] == expected
    header = Header(kind="Kế hoạch", position="Phó Giám đốc", recipients=("Bộ Y tế", "Sở Y tế"))
    assert all(fact.holds(header) for fact in found)


def test_a_fact_holds_of_a_header():
    header = Header(kind="Kế hoạch", issuer="Sở Y tế", parent_issuer="UBND tỉnh A", date=PartialDate(2022, 5))
    held = [Fact("kind", "Kế hoạch"), Fact("issuer", "UBND tỉnh A"), *facts.find("năm 2022", ())]
    assert [fact.holds(header) for fact in held] == [True, True, True]
    assert [fact.holds(Header()) for fact in held] == [False, False, False]


def test_the_rarer_what_is_met_the_more_it_counts():
    headers = [Header(kind="Kế hoạch", issuer="A"), Header(kind="Kế hoạch"), Header(kind="Kế hoạch"), Header()]
    found = facts.fitting([Fact("kind", "Kế hoạch"), Fact("issuer", "A")], headers)
    assert found[0] > found[1] == found[2] > found[3] == 0
    assert found.max() <= 1


@pytest.mark.parametrize("headers", [[Header(kind="Kế hoạch")], [Header(kind="Kế hoạch")] * 3])
def test_what_all_meet_tells_nothing(headers):
    assert facts.fitting([Fact("kind", "Kế hoạch")], headers).tolist() == [0] * len(headers)


def test_a_filter_may_leave_no_header_to_meet_a_fact():
    assert facts.fitting([Fact("kind", "Kế hoạch")], []).shape == (0,)
