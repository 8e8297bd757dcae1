"""The JSON API."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi import Path as InPath
from fastapi.responses import FileResponse
from pydantic_core import to_json

from indexer.errors import NotFound, TracuuError
from indexer.index.records import FileState
from search_api import export
from search_api.access import reader
from search_api.archive import sheets
from search_api.engine import Engine
from search_api.export import FORMAT, Format
from search_api.filters import Filters
from search_api.handed import Handed
from search_api.paging import Window
from search_api.parts import DirectiveDetailOut, MissingOut, MissingsOut
from search_api.schemas import DirectiveOut, DirectivesOut, HealthOut, SearchIn, SearchOut

router = APIRouter(route_class=Handed)
at_server = APIRouter()
"""What the server answers itself: it costs little or is of the server."""

DirectiveId = Annotated[str, InPath(description="id của văn bản")]

_TYPES = {".txt": "text/plain; charset=utf-8", ".md": "text/plain; charset=utf-8", ".pdf": "application/pdf"}
_OTHER = "application/octet-stream"


class WarmingUp(TracuuError):
    """The server has just started, and a first question would take long."""

    code = "warming_up"


def engine_of(request: Request) -> Engine:
    """The engine that answers a request: one from its beginning to its end, and of what its reader may see.

    Raises:
        Unauthenticated: nobody is known to ask.
    """
    if not hasattr(request.state, "engine"):
        request.state.engine = request.app.state.service.engine(reader.current().clearance)
    engine: Engine = request.state.engine
    return engine


@router.post("/api/search", response_model=SearchOut, summary="Tìm đoạn văn bản trả lời một câu hỏi")
def search(request: Request, body: SearchIn) -> Response:
    """Ranked passages with citations, by words and by meaning."""
    found = SearchOut.of(engine_of(request).search(body.to_request()))
    return Response(to_json(found), media_type="application/json")  # here, not where others wait for it


@router.get("/api/directives", summary="Danh sách văn bản", response_model=DirectivesOut)
def directives(  # noqa: PLR0913, PLR0917 - each is a parameter of the call
    request: Request,
    response: Response,
    window: Annotated[Window, Depends()],
    kind: Annotated[str | None, Query(description="tên loại, vd. Kế hoạch")] = None,
    issuer: Annotated[str | None, Query(description="cơ quan ban hành, một phần tên cũng được")] = None,
    year: Annotated[int | None, Query(description="năm ban hành")] = None,
    number: Annotated[str | None, Query(description="số, ký hiệu")] = None,
    format: Annotated[Format, Query(description=FORMAT)] = Format.JSON,
) -> DirectivesOut | Response:
    """Directives by file name, page by page, with the filters of a search; as a table to save, all at once."""
    filters = Filters(kind=kind or None, issuer=issuer or None, year=year, number=number or None)
    entries = engine_of(request).index.listing.meeting(filters.on_headers())
    if format is not Format.JSON:
        return export.response(format, "van-ban", [sheets.directives(entries)])
    window.tell(request, response, len(entries))
    return DirectivesOut(total=len(entries), items=[DirectiveOut.of(entry) for entry in window.of(entries)])


@router.get("/api/directives/{id}", summary="Một văn bản: phần đầu, bố cục, nội dung")
def directive(request: Request, id: DirectiveId) -> DirectiveDetailOut:
    """One directive with header, section tree, text and passages."""
    catalog = engine_of(request).index.catalog
    return DirectiveDetailOut.of_directive(
        catalog.entry(id), catalog.directive(id), engine_of(request).index.links
    )


@router.get("/api/missing", summary="Văn bản được viện dẫn mà kho chưa có", response_model=MissingsOut)
def missing(
    request: Request,
    response: Response,
    window: Annotated[Window, Depends()],
    format: Annotated[Format, Query(description=FORMAT)] = Format.JSON,
) -> MissingsOut | Response:
    """Directives that are cited and that the archive lacks, most cited first; as a table to save, all at once."""
    index = engine_of(request).index
    found = index.links.missing
    if format is not Format.JSON:
        entries = {entry.id: entry for entry in index.listing.entries()}
        return export.response(format, "kho-con-thieu", [sheets.lacking(found, entries)])
    window.tell(request, response, len(found))
    return MissingsOut(total=len(found), items=[MissingOut.of(one) for one in window.of(found)])


@at_server.get(
    "/api/directives/{id}/file",
    response_class=FileResponse,
    responses={200: {"content": {kind: {} for kind in ("text/plain", "application/pdf", _OTHER)}}},
    summary="Tệp gốc",
)
def file(request: Request, id: DirectiveId) -> FileResponse:
    """The source file, as it lies in the archive."""
    catalog = engine_of(request).index.catalog
    entry = catalog.entry(id)
    path = source_of(catalog.file(entry.file))
    kind = _TYPES.get(path.suffix.lower(), _OTHER)
    return FileResponse(path, media_type=kind, filename=path.name)


def source_of(state: FileState) -> Path:
    """Where a source file lies.

    Raises:
        NotFound: it is gone.
    """
    path = Path(state.path)
    if not path.is_file():
        raise NotFound(f"Tệp gốc {state.file} không còn ở chỗ cũ; hãy chạy lại tracuu index.", file=state.file)
    return path


@at_server.get("/healthz", summary="Máy chủ còn sống")
async def healthz() -> HealthOut:
    """Answers as long as the process does, whatever its threads are busy with."""
    return HealthOut(status="ok")


@at_server.get("/readyz", summary="Chỉ mục đã nạp")
def readyz(request: Request) -> HealthOut:
    """Answers once the index is loaded and a first question takes no longer than others; says what it holds."""
    state = request.app.state
    if not state.is_warm or (state.processes and not state.processes.ready):
        raise WarmingUp("Máy chủ vừa khởi động, đang chuẩn bị; hãy thử lại sau ít giây.")
    engine = engine_of(request)
    counts = engine.index.catalog.counts()
    return HealthOut(
        status="ready",
        version=engine.index.version,
        directives=counts["directives"],
        passages=counts["passages"],
        model=engine.index.model.name,
    )
