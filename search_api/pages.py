"""The pages: server-rendered HTML for the same engine as the API. The address holds all that was asked."""

from __future__ import annotations

from datetime import date
from functools import partial
from math import ceil
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from indexer.domain import Directive, Passage
from indexer.index.records import Entry
from search_api import beside, related, view
from search_api.answering import box
from search_api.asked import LAST_PAGE, PER_PAGE, Asked, facets
from search_api.cite import Citation, cite, directive_url, in_full
from search_api.engine import Mode
from search_api.highlight import Span
from search_api.routes import engine_of
from search_api.templates import page

router = APIRouter(include_in_schema=False)

LISTED = 100
"""Directives listed on the first page, newest first."""

EXAMPLES = (
    "nhiệm vụ giao Phòng Nghiệp vụ về đấu thầu",
    "đào tạo cán bộ y tế về CNTT",
    "kinh phi thuc hien lay tu dau",
)
"""Questions to try: in full, with an abbreviation, without diacritics."""

_TITLES = {404: "Không tìm thấy", 422: "Chưa tìm được", 503: "Chưa sẵn sàng"}


@router.get("/")
def search(request: Request) -> Response:
    """The first page, or the results of a question."""
    asked = Asked.of(request.query_params)
    found = asked.request()
    if not asked.q:
        return _first(request, asked)
    result = engine_of(request).search(found)
    is_only_near = found.mode is Mode.HYBRID and not any(hit.lexical for hit in result.hits)
    return page(
        request,
        "results.html",
        asked,
        result=result,
        hits=result.hits[PER_PAGE * (asked.page - 1) :],
        pages=min(ceil(result.total / PER_PAGE), LAST_PAGE),
        facets=facets(asked, result.facets),
        is_only_near=is_only_near,
        answer=box.answered(engine_of(request), found, result) if asked.page == 1 else None,
    )


@router.get("/van-ban/{id}")
def directive(request: Request, id: str) -> Response:
    """A directive, whole, with the passage marked that ``doan`` names, beside a page of its source."""
    index = engine_of(request).index
    links = index.links
    entry, whole = index.catalog.entry(id), index.catalog.directive(id)
    given = request.query_params.get("doan", "")
    span = view.span_of(given, whole)
    start, end = span or (len(whole.text), len(whole.text))
    asked = Asked.of(request.query_params)
    return page(
        request,
        "directive.html",
        asked,
        entry=entry,
        facts=view.facts(entry.header, entry.file),
        tree=view.tree(whole, span),
        citation=in_full(_citation(entry, whole, span)),
        is_lost=bool(given) and span is None,
        source=beside.source_page(whole, span, request.query_params.get(beside.PARAMETER, "")),
        address=partial(_address, id, given if span else "", asked),
        notes=whole.source.notes,
        replaced_by=links.replaced_by(id),
        tasks=related.tasks(whole),
        named=related.named(whole, links),
        naming=related.naming(id, links),
        before=view.pieces(whole, (0, start)),
        marked=view.pieces(whole, (start, end)),
        after=view.pieces(whole, (end, len(whole.text))),
    )


def wants_page(request: Request) -> bool:
    """Whether an error should be told as a page: a browser asked, and not for the API."""
    return not request.url.path.startswith("/api") and "text/html" in request.headers.get("accept", "")


def error_page(request: Request, status: int, message: str) -> Response:
    """A page that says what went wrong, with the box to ask again."""
    title = _TITLES.get(status, "Máy chủ gặp lỗi" if status >= 500 else "Yêu cầu chưa hợp lệ")
    return page(request, "error.html", Asked.of(request.query_params), status, title=title, message=message)


def _first(request: Request, asked: Asked) -> Response:
    index = engine_of(request).index
    newest = sorted(index.catalog.entries(), key=_newest_first)
    return page(
        request,
        "first.html",
        asked,
        counts=index.catalog.counts(),
        model=index.model.name,
        examples=EXAMPLES,
        entries=newest[:LISTED],
    )


def _newest_first(entry: Entry) -> tuple[int, str]:
    return -(entry.header.date.latest or date.min).toordinal(), entry.file


def _citation(entry: Entry, whole: Directive, span: Span | None) -> Citation:
    """That of the passage that holds the span, or of the directive as a whole."""
    for passage in whole.passages if span else ():
        if span and passage.start <= span[0] and span[1] <= passage.end:
            return cite(entry, passage, "")
    return cite(entry, Passage(0, 0, ""), "")


def _address(id: str, span: str, asked: Asked, number: int) -> str:
    """The address of the same page with another page of the source beside the text."""
    parameters = {"doan": span, **asked.parameters, beside.PARAMETER: str(number)}
    return f"{directive_url(id)}?{urlencode({k: v for k, v in parameters.items() if v})}#{beside.PARAMETER}"
