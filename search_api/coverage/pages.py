"""The coverage page: which directives say something of each topic, and what nothing covers."""

from __future__ import annotations

from math import ceil

from fastapi import APIRouter, Request
from fastapi.responses import Response

from search_api import export
from search_api.address import SAVE, choice, number
from search_api.archive.listing import Wanted, choices, facets
from search_api.asked import Asked
from search_api.coverage import report, sheets
from search_api.coverage.asked import AskedCoverage
from search_api.coverage.cover import MOST_TOPICS, Strength, cover
from search_api.coverage.routes import NAME
from search_api.export import Format
from search_api.handed import Handed
from search_api.routes import engine_of
from search_api.templates import page

router = APIRouter(include_in_schema=False, route_class=Handed)

PER_PAGE = 50
"""Directives of one page, where one topic is asked."""

PER_TOPIC = 10
"""Directives of each topic, where several are: the topic's own page has all."""

EXAMPLE = "chuyển đổi số\nđấu thầu thuốc\nnhân lực y tế"

_MOST_PAGES = 9999
_FORMS = {form.value: form for form in (Format.XLSX, Format.CSV)}


@router.get("/bao-quat")
def coverage(request: Request) -> Response:
    """The coverage of the topics that an address names, or the form to name them; or all of it as a file."""
    asked = AskedCoverage.of(request.query_params)
    index = engine_of(request).index
    found = cover(engine_of(request), asked.topics, asked.filters) if asked.topics else []
    if found and (form := request.query_params.get(SAVE)):
        return export.response(choice(_FORMS, form, SAVE), NAME, sheets.sheets(found))
    at = number(asked.trang, "trang", 1, _MOST_PAGES)
    size = PER_PAGE if len(found) == 1 else PER_TOPIC
    held = report.entries(found)
    return page(
        request,
        "coverage.html",
        Asked(),
        coverage=asked,
        found=found,
        first=size * (at - 1),
        size=size,
        at=at,
        pages=ceil(len(found[0].directives) / size) if len(found) == 1 else 1,
        held=held,
        bare=report.bare(found),
        charts=[("Năm ban hành", report.years(held)), ("Cơ quan ban hành", report.issuers(held))],
        lines=report.heat_map(found) if len(found) > 1 else [],
        rows=report.ROWS,
        named=report.NAMED,
        lacking=report.lacking(index.links.missing, held) if held else [],
        lacking_shown=report.LACKING,
        strong=Strength.STRONG,
        strengths=sheets.WORDS,
        most=MOST_TOPICS,
        example=EXAMPLE,
        choices=choices(facets(index.listing.entries(), Wanted())),
    )
