"""The calls and pages as one application, whoever stands before it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware import Middleware

from indexer.settings import Settings
from search_api import facsimile, feedback, metrics, openapi, pages, refusals, routes, suggest
from search_api.access import pages as access_pages
from search_api.access.door import Access
from search_api.answering import routes as answering
from search_api.answering.model_server import ModelServer
from search_api.archive import pages as archive_pages
from search_api.assignments import pages as assignment_pages
from search_api.assignments import routes as assignments
from search_api.coverage import pages as coverage_pages
from search_api.coverage import routes as coverage
from search_api.schemas import ErrorBody
from search_api.service import Service

_ROUTERS = (
    routes.router, routes.at_server, metrics.router, facsimile.router, suggest.router, answering.router,
    coverage.router, assignments.router, feedback.router, pages.router, coverage_pages.router,
    assignment_pages.router, archive_pages.router, access_pages.router,
)  # fmt: skip


def application(
    service: Service,
    model_server: ModelServer | None,
    access: Access,
    today: Callable[[], date] = date.today,
    **options: Any,  # noqa: ANN401 - FastAPI's own
) -> FastAPI:
    """What answers from a service; ``today`` tells what is overdue, ``options`` are those of FastAPI."""
    app = FastAPI(
        docs_url=None,  # the page is one of ours
        redoc_url=None,
        title="Tra cứu",
        description="Tìm kiếm ngữ nghĩa trong kho văn bản chỉ đạo, điều hành, có trích dẫn.",
        version="0.1.0",
        responses={status: {"model": ErrorBody} for status in openapi.REFUSALS},
        **options,
    )
    app.state.service = service
    app.state.access = access
    app.state.today = today
    app.state.is_warm = True
    app.state.model_server = model_server
    app.state.processes = None
    for router in _ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "web" / "static"), name="static")
    refusals.handle(app)
    app.openapi = openapi.describe(app)  # type: ignore[method-assign] # as FastAPI says to
    return app


def behind(service: Service, settings: Settings) -> FastAPI:
    """That of a process which a server hands requests to: what it is handed has been let in."""
    return application(
        service,
        ModelServer.of(settings),
        Access.of(service.folder, settings),
        middleware=[Middleware(refusals.Refusals)],
    )
