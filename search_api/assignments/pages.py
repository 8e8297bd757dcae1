"""The page of assignments: who must do what by when, over the whole archive."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from math import ceil
from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import Response

from indexer.index.archive_index import ArchiveIndex
from search_api import tasks
from search_api.address import SAVE, choice, number
from search_api.asked import Asked
from search_api.assignments import due
from search_api.assignments.asked import AskedTasks
from search_api.assignments.due import Standing
from search_api.assignments.routes import TaskFormat, saved
from search_api.cite import directive_label, directive_url
from search_api.handed import Handed
from search_api.routes import engine_of
from search_api.tasks import ROLES, Given
from search_api.templates import page

router = APIRouter(include_in_schema=False, route_class=Handed)

PER_PAGE = 50
"""Rows of one page."""

CHOICES = 200
"""Offices, and directives, to choose from: those with most tasks, and the first of the archive."""

_FORMS = {form.value: form for form in TaskFormat if form is not TaskFormat.JSON}
_MOST_PAGES = 9999


class Row(NamedTuple):
    """An assignment as the table shows it; ``url`` leads to its words."""

    given: Given
    who: str
    role: str
    standing: Standing
    due: str
    told: str
    url: str
    directive: str
    directive_url: str


class Tab(NamedTuple):
    """Tasks whose deadlines stand alike: how many of those that meet the other conditions."""

    name: str
    value: str
    total: int


@router.get("/nhiem-vu")
def assignments(request: Request) -> Response:
    """The assignments that an address asks for: a page of them, or all as a file."""
    asked = AskedTasks.of(request.query_params)
    today: date = request.app.state.today()
    wanted = asked.wanted(today)
    index = engine_of(request).index
    if form := request.query_params.get(SAVE):
        return saved(request, choice(_FORMS, form, SAVE), tasks.given(index, wanted)[1])
    at = number(asked.trang, "trang", 1, _MOST_PAGES)
    total, shown = tasks.given(index, wanted, PER_PAGE * (at - 1), PER_PAGE)
    return page(
        request,
        "assignments.html",
        Asked(),
        tasks=asked,
        today=today,
        total=total,
        rows=[_row(given, today) for given in shown],
        at=at,
        pages=ceil(total / PER_PAGE),
        tabs=_tabs(index, asked, today),
        offices=_offices(index, asked.don_vi),
        directives=_directives(index, asked.van_ban),
    )


def _row(given: Given, today: date) -> Row:
    task = given.assignment
    return Row(
        given,
        ", ".join(task.assignees),
        ROLES[task.role],
        due.standing(task.due, today),
        due.written(task.due),
        due.told(task.due, today),
        f"{directive_url(given.entry.id)}?doan={task.start}-{task.end}#doan",
        directive_label(given.entry),
        directive_url(given.entry.id),
    )


def _tabs(index: ArchiveIndex, asked: AskedTasks, today: date) -> list[Tab]:
    """All, then by standing; the counts are of what the other conditions leave."""
    others = tasks.found(index, replace(asked, han="").wanted(today))
    counts = Counter(due.standing(one.due, today) for _, one in others)
    tabs = [Tab(due.NAMES[standing], standing.value, counts[standing]) for standing in Standing]
    return [Tab("Tất cả", "", len(others)), *tabs]


def _offices(index: ArchiveIndex, chosen: str) -> list[tuple[str, str]]:
    """Value and name of those to choose from, in the order of the alphabet; the chosen one among them."""
    counts = tasks.offices_given_tasks(index)
    listed = sorted(list(counts)[:CHOICES])
    found = [(name, f"{name} ({counts[name]})") for name in listed]
    return found if not chosen or chosen in listed else [(chosen, chosen), *found]


def _directives(index: ArchiveIndex, chosen: str) -> list[tuple[str, str]]:
    """Id and name of those to choose from; the chosen one among them."""
    giving = tasks.directives_giving_tasks(index)
    kept = giving[:CHOICES]
    if chosen and all(entry.id != chosen for entry in kept):
        kept = [index.catalog.entry(chosen), *kept]
    return [(entry.id, directive_label(entry)) for entry in kept]
