"""The pages: server-rendered HTML for the same engine as the API. The address holds all that was asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from math import ceil
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from indexer.domain import Directive, Passage
from indexer.index.records import Entry
from search_api import beside, calls, chips, examples, feedback, leaves, related, spelling, view
from search_api.answering import box
from search_api.asked import LAST_PAGE, PER_PAGE, Asked, facets
from search_api.cite import Citation, cite, directive_url, in_full
from search_api.engine import Mode
from search_api.handed import Handed
from search_api.highlight import Span
from search_api.routes import engine_of
from search_api.templates import page

router = APIRouter(include_in_schema=False, route_class=Handed)

LISTED = 8
"""Directives shown on the first page, newest first; the page of the archive has all."""

RELATED = 50
"""Tasks and references that a directive's page lists of each sort."""

_JUDGED = "da-ghi"
"""Of an address: the passage that was judged, and how."""

_TITLES = {404: "Không tìm thấy", 422: "Chưa tìm được", 429: "Máy chủ đang bận", 503: "Chưa sẵn sàng"}


@router.get("/")
def search(request: Request) -> Response:
    """The first page, or the results of a question."""
    asked = Asked.of(request.query_params)
    found = asked.request()
    if not asked.q:
        return _first(request, asked)
    engine = engine_of(request)
    result = engine.search(found)
    has_words = any(hit.lexical for hit in result.hits)
    archive = engine.index.lexical
    return page(
        request,
        "results.html",
        asked,
        result=result,
        hits=result.hits[PER_PAGE * (asked.page - 1) :],
        pages=min(ceil(result.total / PER_PAGE), LAST_PAGE),
        facets=facets(asked, result.facets),
        chips=chips.chips(asked, result.query),
        left_out=chips.left_out(asked),
        is_only_near=found.mode is Mode.HYBRID and not has_words,
        unknown=spelling.unknown(result.query, archive),
        meant=None if result.query.is_bare and has_words else spelling.meant(asked.q, archive),
        answer=box.answered(engine, found, result) if asked.page == 1 else None,
        is_streamed=request.app.state.model_server is not None,
        filters=json.dumps({name: value for name, value in asdict(found.filters).items() if value}),
        without=json.dumps(asked.without),
        judged=request.query_params.get(_JUDGED, ""),
        examples=() if result.hits else examples.examples(engine.vocabulary),
    )


@router.post("/phan-hoi")
def judged(
    request: Request, passage: Annotated[str, Form()], relevant: Annotated[bool, Form()], q: Annotated[str, Form()]
) -> Response:
    """Keep a judgement that was made without script, and show the same results again."""
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise HTTPException(403, "Phản hồi chỉ nhận từ trang của máy chủ này.")
    asked = Asked.of(request.query_params)
    feedback.judge(engine_of(request), q, passage, relevant=relevant)
    address = asked.url(q=q, trang=asked.trang)
    mark = urlencode({_JUDGED: f"{passage}:{'dung' if relevant else 'sai'}"})
    return RedirectResponse(f"{address}&{mark}#{passage}", 303)


@router.get("/van-ban/{id}")
def directive(request: Request, id: str) -> Response:
    """A directive, whole, with the passage marked that ``doan`` names, beside a page of its source."""
    index = engine_of(request).index
    links = index.links
    entry, whole = index.catalog.entry(id), index.catalog.directive(id)
    given = request.query_params.get("doan", "")
    span = view.span_of(given, whole)
    asked = Asked.of(request.query_params)
    leaf = leaves.leaf(whole, span, request.query_params.get(leaves.PARAMETER, ""))
    start, end = leaf.within(span or (0, 0))
    return page(
        request,
        "directive.html",
        asked,
        entry=entry,
        facts=view.facts(entry.header, entry.file),
        tree=view.tree(whole, span, leaf.span),
        citation=in_full(_citation(entry, whole, span)),
        is_lost=bool(given) and span is None,
        source=beside.source_page(whole, span, request.query_params.get(beside.PARAMETER, "")),
        leaf=leaf,
        address=partial(_address, id, {"doan": given if span else "", **asked.parameters}),
        notes=whole.source.notes,
        replaced_by=links.replaced_by(id),
        listed=RELATED,
        tasks=related.tasks(whole),
        named=related.named(whole, links),
        naming=related.naming(id, links),
        before=view.pieces(whole, (leaf.span[0], start)),
        marked=view.pieces(whole, (start, end)),
        after=view.pieces(whole, (end, leaf.span[1])),
    )


@router.get("/favicon.ico")
def icon() -> Response:
    """Browsers ask for it beside what is no page of ours, as JSON."""
    return RedirectResponse("/static/icon.svg", status_code=308)


@router.get("/docs")
def docs(request: Request) -> Response:
    """The calls of the API as OpenAPI describes them, each with an example and a form to try it."""
    described = request.app.openapi()
    return page(
        request,
        "api.html",
        Asked(),
        groups=calls.groups(described),
        failure=calls.failure(described),
        server=str(request.base_url).rstrip("/"),
    )


def wants_page(request: Request) -> bool:
    """Whether an error should be told as a page: a browser asked, and not for the API."""
    return not request.url.path.startswith("/api") and "text/html" in request.headers.get("accept", "")


def error_page(request: Request, status: int, message: str) -> Response:
    """A page that says what went wrong, with the box to ask again."""
    title = _TITLES.get(status, "Máy chủ gặp lỗi" if status >= 500 else "Yêu cầu chưa hợp lệ")
    return page(request, "error.html", Asked.of(request.query_params), status, title=title, message=message)


def _first(request: Request, asked: Asked) -> Response:
    engine = engine_of(request)
    return page(
        request,
        "first.html",
        asked,
        counts=engine.index.catalog.counts(),
        model=engine.index.model.name,
        examples=examples.examples(engine.vocabulary),
        entries=examples.newest(engine.vocabulary)[:LISTED],
    )


def _citation(entry: Entry, whole: Directive, span: Span | None) -> Citation:
    """That of the passage that holds the span, or of the directive as a whole."""
    for passage in whole.passages if span else ():
        if span and passage.start <= span[0] and span[1] <= passage.end:
            return cite(entry, passage, "")
    return cite(entry, Passage(0, 0, ""), "")


def _address(id: str, parameters: Mapping[str, str], name: str, value: int | str, place: str = "") -> str:
    """The address of the same page with another leaf, or another page of the source; at a place on it."""
    given = {key: value for key, value in parameters.items() if value}
    return f"{directive_url(id)}?{urlencode({**given, name: value})}#{place or name}"
