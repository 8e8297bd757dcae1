"""Routes whose requests a server hands to a process behind it, where it has any."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from functools import wraps
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.responses import Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

if TYPE_CHECKING:
    from search_api.processes import Processes

IS_ALONE: ContextVar[bool] = ContextVar("alone", default=False)
"""Whether this process does one thing at a time. Then nothing is worth a thread, which takes long to wake."""

_Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class Handed(APIRoute):
    """Such a route. Where there are no processes its requests are answered here, in threads."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:  # noqa: ANN401
        """``options`` are FastAPI's."""
        super().__init__(path, endpoint if iscoroutinefunction(endpoint) else _here(endpoint), **options)

    def get_route_handler(self) -> _Handler:
        """What answers."""
        here = super().get_route_handler()

        async def answered(request: Request) -> Response:
            processes: Processes | None = request.app.state.processes
            return await (processes.answer(request) if processes and self.is_handed(request) else here(request))

        return answered

    def is_handed(self, request: Request) -> bool:
        """Whether a request is worth it: one that waits for others is not."""
        return True


def _here(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(endpoint)
    async def called(**given: Any) -> Any:  # noqa: ANN401 - whatever the endpoint takes and gives
        return endpoint(**given) if IS_ALONE.get() else await run_in_threadpool(endpoint, **given)

    return called
