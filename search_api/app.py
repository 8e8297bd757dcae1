"""The web application: JSON API, pages and tools of assistants, behind one set of headers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.staticfiles import StaticFiles
from starlette.middleware import Middleware

from indexer.settings import Settings
from search_api import assistant, facsimile, feedback, journal, openapi, pages, refusals, routes, suggest
from search_api import metrics as counted
from search_api.access import pages as access_pages
from search_api.access import reader
from search_api.access.audit import Audit
from search_api.access.door import Access, Door
from search_api.access.proxy import Proxy
from search_api.access.users import Current
from search_api.answering import routes as answering
from search_api.answering.model_server import ModelServer
from search_api.archive import pages as archive_pages
from search_api.assignments import pages as assignment_pages
from search_api.assignments import routes as assignments
from search_api.coverage import pages as coverage_pages
from search_api.coverage import routes as coverage
from search_api.headers import Secured
from search_api.limits import Gate, Places, ShortBodies
from search_api.metrics import Metrics
from search_api.schemas import ErrorBody
from search_api.service import Service


def create(service: Service, settings: Settings | None = None, today: Callable[[], date] = date.today) -> FastAPI:
    """The application that answers from a service; ``settings`` (or the environment) may name a model server,
    ``today`` tells what is overdue.
    """
    settings = settings or Settings.from_environment()
    places = Places(settings.at_once, settings.waiting)
    metrics = Metrics(service, places)
    model_server = ModelServer.of(settings)
    proxy = Proxy.of(settings)
    access = Access(Current(service.folder), proxy, is_demanded=bool(proxy.header) or not settings.is_local)
    audit = Audit(Path(settings.audit) if settings.audit else service.folder / "audit.jsonl")
    door = Middleware(Door, access=access, audit=audit, answer=refusals.answer)
    tools = assistant.over_http(
        assistant.Tools(lambda: service.engine(reader.current().clearance), model_server),
        is_local=settings.is_local,
    )
    app = FastAPI(
        docs_url=None,  # the page is one of ours
        redoc_url=None,
        lifespan=tools.router.lifespan_context,
        title="Tra cứu",
        description="Tìm kiếm ngữ nghĩa trong kho văn bản chỉ đạo, điều hành, có trích dẫn.",
        version="0.1.0",
        responses={status: {"model": ErrorBody} for status in openapi.REFUSALS},
        middleware=_around(settings, places, metrics, door),
    )
    app.state.service = service
    app.state.access = access
    app.state.today = today
    app.state.is_warm = True
    app.state.model_server = model_server
    app.state.metrics = metrics
    app.include_router(routes.router)
    app.include_router(counted.router)
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
    app.include_router(access_pages.router)
    app.router.routes.extend(tools.routes)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "web" / "static"), name="static")
    refusals.handle(app)
    app.openapi = openapi.describe(app)  # type: ignore[method-assign] # as FastAPI says to
    return app


def _around(settings: Settings, places: Places, metrics: Metrics, door: Middleware) -> list[Middleware]:
    """What every request goes through, the first of them first."""
    other_sites = Middleware(
        CORSMiddleware,
        allow_origins=settings.origins,
        allow_methods=["GET", "POST"],
        allow_headers=["Authorization", "Content-Type"],
        expose_headers=["Link", "Content-Disposition", "Content-Language", "Retry-After", journal.HEADER],
    )
    return [
        Middleware(journal.Journal, metrics=metrics),
        Middleware(Secured),
        *([other_sites] if settings.origins else []),
        Middleware(refusals.Refusals),
        Middleware(ShortBodies, most=settings.body_kilobytes * 1000, seconds=settings.request_seconds),
        door,
        Middleware(Gate, places=places, seconds=settings.request_seconds),
    ]
