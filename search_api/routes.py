"""The JSON API."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse, Response

from indexer.domain import Role
from indexer.errors import NotFound
from search_api import export, tasks
from search_api.engine import Engine
from search_api.export import Format
from search_api.filters import Filters
from search_api.parts import (
    AssignmentOut,
    AssignmentsOut,
    DirectiveDetailOut,
    GivenOut,
    MissingOut,
    MissingsOut,
)
from search_api.schemas import (
    CitationOut,
    DirectiveOut,
    DirectivesOut,
    HealthOut,
    SearchIn,
    SearchOut,
)

router = APIRouter()

_TYPES = {".txt": "text/plain; charset=utf-8", ".md": "text/plain; charset=utf-8", ".pdf": "application/pdf"}


def engine_of(request: Request) -> Engine:
    """The engine that answers a request: one from its beginning to its end."""
    if not hasattr(request.state, "engine"):
        request.state.engine = request.app.state.service.engine()
    engine: Engine = request.state.engine
    return engine


@router.post("/api/search", response_model_exclude_none=False, summary="Tìm đoạn văn bản trả lời một câu hỏi")
def search(request: Request, body: SearchIn) -> SearchOut:
    """Ranked passages with citations, by words and by meaning."""
    return SearchOut.of(engine_of(request).search(body.to_request()))


@router.get("/api/directives", summary="Danh sách văn bản")
def directives(  # noqa: PLR0913, PLR0917 - each is a parameter of the call
    request: Request,
    kind: str | None = None,
    issuer: str | None = None,
    year: int | None = None,
    number: str | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> DirectivesOut:
    """Directives by file name, page by page, with the filters of a search."""
    filters = Filters(kind=kind or None, issuer=issuer or None, year=year, number=number or None)
    entries = [entry for entry in engine_of(request).index.catalog.entries() if filters.admits(entry.header)]
    return DirectivesOut(total=len(entries), items=[DirectiveOut.of(e) for e in entries[offset : offset + limit]])


@router.get("/api/directives/{id}", summary="Một văn bản: phần đầu, bố cục, nội dung")
def directive(request: Request, id: str) -> DirectiveDetailOut:
    """One directive with header, section tree, text and passages."""
    catalog = engine_of(request).index.catalog
    return DirectiveDetailOut.of_directive(
        catalog.entry(id), catalog.directive(id), engine_of(request).index.links
    )


@router.get("/api/assignments", summary="Nhiệm vụ được giao, kèm nơi giao", response_model=AssignmentsOut)
def assignments(  # noqa: PLR0913, PLR0917 - each is a parameter of the call
    request: Request,
    assignee: str | None = None,
    role: Role | None = None,
    due_before: date | None = None,
    q: str | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    offset: Annotated[int, Query(ge=0)] = 0,
    format: Format = Format.JSON,
) -> AssignmentsOut | Response:
    """Who must do what by when, in the order of the archive, page by page; as a table to save, all at once."""
    wanted = tasks.Wanted(assignee or None, role, due_before, q or None)
    if format is not Format.JSON:
        _, found = tasks.given(engine_of(request).index, wanted)
        return export.response(format, "nhiem-vu", [tasks.sheet(found)])
    total, found = tasks.given(engine_of(request).index, wanted, offset, limit)
    items = [
        GivenOut(**dict(AssignmentOut.of(given.assignment)), citation=CitationOut.of(given.citation))
        for given in found
    ]
    return AssignmentsOut(total=total, items=items)


@router.get("/api/missing", summary="Văn bản được viện dẫn mà kho chưa có")
def missing(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> MissingsOut:
    """Directives that are cited and that the archive lacks, most cited first."""
    found = engine_of(request).index.links.missing
    return MissingsOut(total=len(found), items=[MissingOut.of(one) for one in found[offset : offset + limit]])


@router.get("/api/directives/{id}/file", response_class=FileResponse, summary="Tệp gốc")
def file(request: Request, id: str) -> FileResponse:
    """The source file, as it lies in the archive."""
    catalog = engine_of(request).index.catalog
    entry = catalog.entry(id)
    path = Path(catalog.file(entry.file).path)
    if not path.is_file():
        raise NotFound(f"Tệp gốc {entry.file} không còn ở chỗ cũ; hãy chạy lại tracuu index.", file=entry.file)
    kind = _TYPES.get(path.suffix.lower(), "application/octet-stream")
    return FileResponse(path, media_type=kind, filename=path.name)


@router.get("/healthz", summary="Máy chủ còn sống")
def healthz() -> HealthOut:
    """Answers as long as the process does."""
    return HealthOut(status="ok")


@router.get("/readyz", summary="Chỉ mục đã nạp")
def readyz(request: Request) -> HealthOut:
    """Answers once the index is loaded, and says what it holds."""
    engine = engine_of(request)
    counts = engine.index.catalog.counts()
    return HealthOut(
        status="ready",
        version=engine.index.version,
        directives=counts["directives"],
        passages=counts["passages"],
        model=engine.index.model.name,
    )
