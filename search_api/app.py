"""The web application of a server: JSON API, pages and tools of assistants, behind one set of headers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from starlette.applications import Starlette
from starlette.middleware import Middleware

from indexer.settings import Settings
from search_api import assistant, journal, refusals
from search_api.access import reader
from search_api.access.audit import Audit
from search_api.access.door import Access, Door
from search_api.answering.model_server import ModelServer
from search_api.application import application
from search_api.headers import Secured
from search_api.limits import Gate, Places, ShortBodies
from search_api.metrics import Metrics
from search_api.processes import Processes
from search_api.service import Service


def create(
    service: Service,
    settings: Settings | None = None,
    today: Callable[[], date] = date.today,
    processes: Processes | None = None,
) -> FastAPI:
    """The application that answers from a service, or by ``processes`` of its own; ``settings`` (or the
    environment) may name a model server, ``today`` tells what is overdue.
    """
    settings = settings or Settings.from_environment()
    places = Places(settings.at_once, settings.waiting)
    metrics = Metrics(service, places, processes)
    model_server = ModelServer.of(settings)
    access = Access.of(service.folder, settings)
    audit = Audit(Path(settings.audit) if settings.audit else service.folder / "audit.jsonl")
    door = Middleware(Door, access=access, audit=audit, answer=refusals.answer)
    tools = assistant.over_http(
        assistant.Tools(lambda: service.engine(reader.current().clearance), model_server),
        is_local=settings.is_local,
    )
    app = application(
        service, model_server, access, today,
        middleware=_around(settings, places, metrics, door), lifespan=_lifespan(tools, processes),
    )  # fmt: skip
    app.state.metrics = metrics
    app.state.processes = processes
    app.router.routes.extend(tools.routes)
    return app


def _lifespan(tools: Starlette, processes: Processes | None) -> Callable[[Any], Any]:
    """What lasts as long as a server does."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[Any]:
        async with tools.router.lifespan_context(app) as state, processes.kept() if processes else nullcontext():
            yield state

    return lifespan


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
