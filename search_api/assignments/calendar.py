"""Deadlines as a calendar file (RFC 5545), for Outlook, Thunderbird and telephones.

Only deadlines that name a day, a month or a quarter are dates of a calendar; a month or quarter ends on its last
day, and the event says so. A year alone, a period that comes again or an event is no date.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime

from icalendar import Calendar, Event

from search_api.export import printable
from search_api.tasks import ROLES, Given

MEDIA = "text/calendar; charset=utf-8"

_SUMMARY = 120
"""Characters of a task that name its event."""


def day_of(given: Given) -> date | None:
    """The day of a calendar that a deadline is; None where it names no month."""
    return given.assignment.due.latest if given.assignment.due.month else None


def calendar(found: Iterable[Given], made: datetime, address: str = "") -> bytes:
    """A calendar of all-day events, one an assignment; ``address`` is what the paths of citations hang on.

    The name (UID) of an event stays the same as long as its directive gives the task in the same words, so that
    a calendar which is imported again replaces its events and doubles none.
    """
    whole = Calendar()
    whole.add("prodid", "-//Tra cuu//Nhiem vu//VI")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", "Thời hạn nhiệm vụ")
    seen: Counter[str] = Counter()
    for one in found:
        if day := day_of(one):
            name = _name(one)
            seen[name] += 1
            whole.add_component(_event(one, day, f"{name}-{seen[name]}", made, address))
    return bytes(whole.to_ical())


def _event(given: Given, day: date, name: str, made: datetime, address: str) -> Event:
    task, citation = given.assignment, given.citation
    who = "; ".join(task.assignees)
    event = Event()
    event.add("uid", f"{name}@tracuu")
    event.add("dtstamp", made.astimezone(UTC))
    event.add("dtstart", day)
    event.add("summary", printable(f"{who}: {_short(task.task)}"))
    event.add("description", printable(_description(given)))
    event.add("categories", [ROLES[task.role]])
    event.add("transp", "TRANSPARENT")
    event.add("url", f"{address}{citation.url}")
    return event


def _description(given: Given) -> str:
    task = given.assignment
    lines = [
        task.task,
        f"Vai trò: {ROLES[task.role]}" + (f"; cùng {', '.join(task.partners)}" if task.partners else ""),
        f"Thời hạn ghi trong văn bản: {task.deadline}",
    ]
    if task.due.day is None:
        lines.append("Văn bản không nêu ngày: lấy ngày cuối của tháng hoặc quý được nêu.")
    return "\n".join([*lines, given.citation.label])


def _short(words: str) -> str:
    return words if len(words) <= _SUMMARY else words[:_SUMMARY].rpartition(" ")[0] + "…"


def _name(given: Given) -> str:
    """Of an event: the directive and the words of its task."""
    task = given.assignment
    words = "\n".join([given.entry.id, *task.assignees, task.role.value, task.task, task.deadline or ""])
    return hashlib.blake2b(words.encode(), digest_size=12).hexdigest()
