"""The web application: JSON API, pages and tools of assistants, behind one set of headers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles

from indexer.settings import Settings
from search_api import assistant, facsimile, feedback, openapi, pages, refusals, routes, suggest
from search_api.answering import routes as answering
from search_api.answering.model_server import ModelServer
from search_api.archive import pages as archive_pages
from search_api.assignments import pages as assignment_pages
from search_api.assignments import routes as assignments
from search_api.coverage import pages as coverage_pages
from search_api.coverage import routes as coverage
from search_api.schemas import ErrorBody
from search_api.service import Service

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY + "; connect-src 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def create(service: Service, settings: Settings | None = None, today: Callable[[], date] = date.today) -> FastAPI:
    """The application that answers from a service; ``settings`` (or the environment) may name a model server,
    ``today`` tells what is overdue.
    """
    settings = settings or Settings.from_environment()
    model_server = ModelServer.of(settings)
    tools = assistant.over_http(assistant.Tools(service, model_server), is_local=settings.is_local)
    app = FastAPI(
        docs_url=None,  # the page is one of ours
        redoc_url=None,
        lifespan=tools.router.lifespan_context,
        title="Tra cứu",
        description="Tìm kiếm ngữ nghĩa trong kho văn bản chỉ đạo, điều hành, có trích dẫn.",
        version="0.1.0",
        responses={422: {"model": ErrorBody}, 404: {"model": ErrorBody}},
    )
    app.state.service = service
    app.state.headers = _HEADERS
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
    if settings.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Content-Type"],
            expose_headers=["Link", "Content-Disposition", "Content-Language"],
        )
    refusals.handle(app)
    app.openapi = openapi.describe(app)  # type: ignore[method-assign] # as FastAPI says to
    return app


async def _secured(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """Pages load nothing from elsewhere and run no inline script."""
    response = await call_next(request)
    response.headers.update(_HEADERS)
    return response
