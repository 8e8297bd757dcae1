"""The web application: JSON API, pages, tools, and the one place where errors become HTTP answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from http import HTTPStatus
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from fastapi_offline import FastAPIOffline
from starlette.exceptions import HTTPException

from indexer import errors
from indexer.settings import Settings
from search_api import assistant, facsimile, feedback, pages, routes, suggest
from search_api.answering import routes as answering
from search_api.answering import stream
from search_api.answering.model_server import ModelServer
from search_api.archive import pages as archive_pages
from search_api.assignments import pages as assignment_pages
from search_api.assignments import routes as assignments
from search_api.coverage import pages as coverage_pages
from search_api.coverage import routes as coverage
from search_api.schemas import ErrorBody, ErrorOut
from search_api.service import Service

STATUS = {
    errors.InvalidQuery: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.IndexMissing: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.IndexBusy: HTTPStatus.SERVICE_UNAVAILABLE,
    feedback.FeedbackUnavailable: HTTPStatus.INSUFFICIENT_STORAGE,
}
"""HTTP status by error; whatever is not named is the server's fault."""

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY + "; connect-src 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
_DOCS = "/docs"


def create(service: Service, settings: Settings | None = None, today: Callable[[], date] = date.today) -> FastAPI:
    """The application that answers from a service; ``settings`` (or the environment) may name a model server,
    ``today`` tells what is overdue.
    """
    settings = settings or Settings.from_environment()
    model_server = ModelServer.of(settings)
    tools = assistant.over_http(assistant.Tools(service, model_server), is_local=settings.is_local)
    app: FastAPI = FastAPIOffline(
        redoc_url=None,
        lifespan=tools.router.lifespan_context,
        title="Tra cứu",
        description="Tìm kiếm ngữ nghĩa trong kho văn bản chỉ đạo, điều hành, có trích dẫn.",
        version="0.1.0",
        responses={422: {"model": ErrorBody}, 404: {"model": ErrorBody}},
    )
    app.state.service = service
    app.state.today = today
    app.state.model_server = model_server
    app.include_router(routes.router)
    app.include_router(facsimile.router)
    app.include_router(suggest.router)
    app.include_router(answering.router)
    app.include_router(coverage.router)
    app.include_router(assignments.router)
    app.include_router(feedback.router)
    app.include_router(pages.router)
    app.include_router(coverage_pages.router)
    app.include_router(assignment_pages.router)
    app.include_router(archive_pages.router)
    app.router.routes.extend(tools.routes)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "web" / "static"), name="static")
    app.middleware("http")(_secured)
    app.add_exception_handler(errors.TracuuError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    return app


async def _secured(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """Pages load nothing from elsewhere and run no inline script; only the API's own docs page needs one."""
    response = await call_next(request)
    if not request.url.path.startswith(_DOCS):
        response.headers.update(_HEADERS)
    return response


def _answer(request: Request, status: int, code: str, message: str, details: dict[str, object]) -> Response:
    """Pages get a page, programs the JSON body."""
    if pages.wants_page(request):
        return pages.error_page(request, status, message)
    body = ErrorBody(error=ErrorOut(code=code, message=message, details=details))
    if stream.is_wanted(request):
        return stream.failed(status, body)
    return JSONResponse(body.model_dump(mode="json"), status_code=status)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, errors.TracuuError)  # noqa: S101 - registered for it
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)
    return _answer(request, int(status), error.code, error.message, error.details)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for it
    found = [{"at": ".".join(map(str, item["loc"][1:])), "problem": item["msg"]} for item in error.errors()]
    where = ", ".join(str(item["at"]) or "body" for item in found)
    return _answer(request, 422, "invalid_request", f"Yêu cầu chưa hợp lệ ở: {where}.", {"fields": found})


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for it
    messages = {404: "Không có địa chỉ này.", 405: "Địa chỉ này không nhận phương thức đó."}
    phrase = HTTPStatus(error.status_code).phrase.lower().replace(" ", "_")
    return _answer(request, error.status_code, phrase, messages.get(error.status_code, str(error.detail)), {})
