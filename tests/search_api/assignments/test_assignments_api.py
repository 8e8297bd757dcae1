"""``GET /api/assignments``: what the conditions leave, in which order, page by page and to take away."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar

from indexer.index.archive_index import ArchiveIndex
from search_api import tasks


def get(client: TestClient, **params: object) -> list[str]:
    response = client.get("/api/assignments", params=params)
    assert response.status_code == 200, response.text
    return [item["task"].split()[0] for item in response.json()["items"]]


CONDITIONS = [
    ("in the order of the archive", {}, ["kiểm", "mua", "tổng", "tiêm", "sơ", "quyết"]),
    ("the soonest first, without a day last", {"sort": "due"}, ["mua", "kiểm", "tổng", "tiêm", "quyết", "sơ"]),
    ("the latest first", {"sort": "-due"}, ["quyết", "tiêm", "tổng", "kiểm", "mua", "sơ"]),
    ("by office", {"sort": "assignee"}, ["mua", "quyết", "kiểm", "tổng", "tiêm", "sơ"]),
    ("due from a day on", {"due_from": "2026-06-20", "sort": "due"}, ["tổng", "tiêm", "quyết"]),
    ("due within a range", {"due_from": "2026-06-10", "due_before": "2026-06-21"}, ["kiểm", "tổng"]),
    ("of no directive", {"directive": "none"}, []),
]


@pytest.mark.parametrize(("params", "tasks"), [row[1:] for row in CONDITIONS], ids=[row[0] for row in CONDITIONS])
def test_conditions_and_orders(client: TestClient, params: dict[str, object], tasks: list[str]) -> None:
    assert get(client, **params) == tasks


def test_a_directives_tasks(client: TestClient) -> None:
    id = client.get("/api/directives", params={"number": "15/KH-SYT"}).json()["items"][0]["id"]
    assert get(client, directive=id) == ["mua", "tổng", "tiêm", "sơ", "quyết"]


def test_the_headers_lead_from_page_to_page(client: TestClient) -> None:
    found, url = [], "/api/assignments?limit=4&sort=due"
    while url:
        response = client.get(url)
        found += [item["task"].split()[0] for item in response.json()["items"]]
        url = response.links.get("next", {}).get("url")
    assert found == get(client, sort="due")
    assert response.links["prev"]["url"].endswith("/api/assignments?sort=due&offset=0&limit=4")


def test_offices_count_what_the_filter_finds(index: Path) -> None:
    with ArchiveIndex.open(index) as opened:
        counts = tasks.offices_given_tasks(opened)
        assert counts == {
            "Phòng Kế hoạch - Tài chính": 2,
            "Phòng Nghiệp vụ": 2,
            "Trung tâm Y tế": 1,
            "Văn phòng Sở": 1,
        }
        for name, count in counts.items():
            assert tasks.given(opened, tasks.Wanted(assignee=name), limit=0)[0] == count


def test_a_calendar_holds_what_is_due_on_a_day(client: TestClient) -> None:
    response = client.get("/api/assignments", params={"format": "ics", "sort": "due"})
    assert response.headers["content-type"] == "text/calendar; charset=utf-8"
    assert response.headers["content-disposition"] == 'attachment; filename="nhiem-vu.ics"'
    events = Calendar.from_ical(response.content).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [
        date(2026, 3, 15), date(2026, 6, 10), date(2026, 6, 20), date(2026, 9, 30),
    ]  # fmt: skip
    assert [("ngày cuối" in event["description"]) for event in events] == [False, False, False, True]
    first = events[0]
    assert first["summary"] == "Phòng Kế hoạch - Tài chính: mua vắc xin, kim tiêm; bông băng trước ngày 15/3/2026."
    assert "cùng Phòng Nghiệp vụ" in first["description"]
    assert first["url"].startswith("http://testserver/van-ban/")
    assert len({event["uid"] for event in events}) == 4


def test_a_calendar_is_written_as_the_standard_asks(client: TestClient) -> None:
    """RFC 5545: lines end with CR LF and hold at most 75 octets, text is escaped (3.1, 3.3.11)."""
    raw = client.get("/api/assignments", params={"format": "ics"}).content
    lines = raw.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    whole = raw.replace(b"\r\n ", b"").decode()
    assert "mua vắc xin\\, kim tiêm\\; bông băng" in whole
    assert "DTSTART;VALUE=DATE:20260315" in whole
    assert len(re.findall(r"^DTSTAMP:\d{8}T\d{6}Z\r?$", whole, re.M)) == whole.count("BEGIN:VEVENT") == 4
    assert not re.search("^BEGIN:VALARM", whole, re.M), "what a directive says is text"


def test_an_event_keeps_its_name(client: TestClient) -> None:
    def names() -> list[str]:
        content = client.get("/api/assignments", params={"format": "ics"}).content
        return [str(event["uid"]) for event in Calendar.from_ical(content).walk("VEVENT")]

    assert names() == names()
