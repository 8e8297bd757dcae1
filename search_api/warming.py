"""What a first question would wait for, done as soon as the server is up: until then ``/readyz`` says no.

Names and offices of the archive, phrases, tables of the model, templates and the description of the API are made
when they are first needed. A server that has just started is asked for them before anybody comes; whoever comes
earlier is answered, only later.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from itertools import islice
from typing import Any

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from indexer.index.clearance import EVERYTHING, Clearance
from indexer.text import fold
from search_api import spelling, suggest, templates
from search_api.access.door import Access
from search_api.answering.answer import Ask
from search_api.answering.answerer import answer
from search_api.engine import Engine, Request
from search_api.examples import examples
from search_api.service import Service

_CLEARANCES = 8
"""Most clearances of users that are asked of: each keeps what it has learned in memory."""

_ANYTHING = "nhiệm vụ được giao"
"""What is asked where an archive has nothing to make a question of."""

_LOG = logging.getLogger(__name__)


def before_ready(app: FastAPI) -> None:
    """Have an application warm up when its server starts, beside whatever it answers meanwhile."""
    inner = app.router.lifespan_context
    app.state.is_warm = False

    @asynccontextmanager
    async def lifespan(started: FastAPI) -> AsyncIterator[Any]:
        async with inner(started) as state:
            work = asyncio.create_task(_warm_up(app))
            yield state
            work.cancel()
            with suppress(asyncio.CancelledError):
                await work

    app.router.lifespan_context = lifespan


async def _warm_up(app: FastAPI) -> None:
    await run_in_threadpool(attempt, app)
    if app.state.processes:
        await app.state.processes.until_ready()
    app.state.is_warm = True


def attempt(app: FastAPI) -> None:
    """Warm up as far as that goes: what cannot be opened is told to whoever asks."""
    try:
        warm(app)
    except Exception:
        _LOG.warning("the server is not warmed up", exc_info=True)


def warm(app: FastAPI) -> None:
    """Make what is made when it is first needed.

    Raises:
        TracuuError: the index or the file of users cannot be opened.
    """
    templates.load()
    app.openapi()
    if app.state.processes is None:  # else each of them does it
        service: Service = app.state.service
        for clearance in _clearances(app.state.access):
            _ask(service.engine(clearance))


def _clearances(access: Access) -> Iterable[Clearance]:
    """What readers may see: everything where access is off."""
    register = access.register()
    held = dict.fromkeys(map(register.clearance, register.users.values())) if register else (EVERYTHING,)
    return islice(held, _CLEARANCES)


def _ask(engine: Engine) -> None:
    """What pages and calls ask an engine for: what is common to all questions is kept."""
    for question in examples(engine.vocabulary) or (_ANYTHING,):
        for typed in (question, fold(question)):  # without diacritics what asks is told by other patterns
            engine.search(Request(typed))
            answer(engine, Ask(typed))
        spelling.meant(question, engine.index.lexical)
    suggest.known(engine.vocabulary)
    for entry in islice(engine.vocabulary.entries(), 1):
        engine.index.links.into(entry.id)
