"""``GET /api/assignments``."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request, Response

from indexer.domain import Role
from search_api import export, tasks
from search_api.assignments import calendar
from search_api.export import FORMAT, Format
from search_api.handed import Handed
from search_api.paging import Window
from search_api.parts import AssignmentOut, AssignmentsOut, GivenOut
from search_api.routes import engine_of
from search_api.schemas import CitationOut, Day
from search_api.tasks import Given, Order, Wanted

router = APIRouter(route_class=Handed)

NAME = "nhiem-vu"
"""Of the files to save."""


class TaskFormat(StrEnum):
    """What assignments come as."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    ICS = "ics"


@router.get("/api/assignments", summary="Nhiệm vụ được giao, kèm nơi giao", response_model=AssignmentsOut)
def assignments(  # noqa: PLR0913, PLR0917 - each is a parameter of the call
    request: Request,
    response: Response,
    window: Annotated[Window, Depends()],
    assignee: Annotated[str | None, Query(description="đơn vị, viết tắt hay đầy đủ")] = None,
    role: Annotated[Role | None, Query(description="vai trò trong nhiệm vụ")] = None,
    due_from: Annotated[Day | None, Query(description="hạn từ ngày này")] = None,
    due_before: Annotated[Day | None, Query(description="hạn trước ngày này")] = None,
    q: Annotated[str | None, Query(description="các từ liền nhau của nhiệm vụ")] = None,
    directive: Annotated[str | None, Query(description="id của văn bản giao")] = None,
    sort: Annotated[Literal["archive", "due", "-due", "assignee"], Query(description="thứ tự")] = "archive",
    format: Annotated[TaskFormat, Query(description=FORMAT)] = TaskFormat.JSON,
) -> AssignmentsOut | Response:
    """Who must do what by when, page by page; as a table or a calendar to save, all at once."""
    wanted = Wanted(assignee or None, role, due_before, q or None, due_from, directive or None, order=Order(sort))
    index = engine_of(request).index
    if format is not TaskFormat.JSON:
        _, found = tasks.given(index, wanted)
        return saved(request, format, found)
    total, found = tasks.given(index, wanted, window.offset, window.limit)
    window.tell(request, response, total)
    return listed(total, found)


def listed(total: int, found: list[Given]) -> AssignmentsOut:
    """Assignments as JSON says them."""
    items = [
        GivenOut(**dict(AssignmentOut.of(one.assignment)), citation=CitationOut.of(one.citation)) for one in found
    ]
    return AssignmentsOut(total=total, items=items)


def saved(request: Request, form: TaskFormat, found: list[Given]) -> Response:
    """Assignments as a file to save; a calendar holds those that are due on a day."""
    if form is TaskFormat.ICS:
        body = calendar.calendar(found, datetime.now(UTC), str(request.base_url).rstrip("/"))
        headers = {"Content-Disposition": f'attachment; filename="{NAME}.ics"'}
        return Response(body, media_type=calendar.MEDIA, headers=headers)
    return export.response(Format(form.value), NAME, [tasks.sheet(found)])
