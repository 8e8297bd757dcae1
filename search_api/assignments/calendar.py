"""Deadlines as a calendar file (RFC 5545), for Outlook, Thunderbird and telephones.

Only deadlines that name a day, a month or a quarter are dates of a calendar; a month or quarter ends on its last
day, and the event says so. A year alone, a period that comes again or an event is no date.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from search_api.export import printable
from search_api.tasks import ROLES, Given

MEDIA = "text/calendar; charset=utf-8"

_SUMMARY = 120
"""Characters of a task that name its event."""

_OCTETS = 75
"""The longest line (RFC 5545, 3.1)."""

_HEAD = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Tra cuu//Nhiem vu//VI",
    "METHOD:PUBLISH",
    "X-WR-CALNAME:Thời hạn nhiệm vụ",
)
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\t": " "})


def day_of(given: Given) -> date | None:
    """The day of a calendar that a deadline is; None where it names no month."""
    return given.assignment.due.latest if given.assignment.due.month else None


def calendar(found: Iterable[Given], made: datetime, address: str = "") -> bytes:
    """A calendar of all-day events, one an assignment; ``address`` is what the paths of citations hang on.

    The name (UID) of an event stays the same as long as its directive gives the task in the same words, so that
    a calendar which is imported again replaces its events and doubles none.
    """
    lines = [*_HEAD]
    seen: Counter[str] = Counter()
    stamp = f"{made.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    for one in found:
        if day := day_of(one):
            name = _name(one)
            seen[name] += 1
            lines += ["BEGIN:VEVENT", f"UID:{name}-{seen[name]}@tracuu", f"DTSTAMP:{stamp}"]
            lines += [*_event(one, day, address), "END:VEVENT"]
    return b"".join(_folded(line) for line in [*lines, "END:VCALENDAR"])


def _event(given: Given, day: date, address: str) -> Iterator[str]:
    """The lines that tell of a task; it leaves the day free."""
    task = given.assignment
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield "SUMMARY:" + _escaped(f"{'; '.join(task.assignees)}: {_short(task.task)}")
    yield f"DESCRIPTION:{_escaped(_description(given))}"
    yield f"CATEGORIES:{ROLES[task.role]}"
    yield "TRANSP:TRANSPARENT"
    yield f"URL:{address}{given.citation.url}"


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


def _escaped(text: str) -> str:
    """As the value of a property (RFC 5545, 3.3.11)."""
    return printable(text).translate(_ESCAPES)


def _folded(line: str) -> bytes:
    """A line, cut between characters where it is too long; what goes on begins with a space."""
    octets = line.encode()
    parts: list[bytes] = []
    while len(octets) > _OCTETS - bool(parts):
        end = _OCTETS - bool(parts)
        while octets[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        parts.append(octets[:end])
        octets = octets[end:]
    return b"\r\n ".join([*parts, octets]) + b"\r\n"
