"""Every address that an application answers, wherever it is declared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from fastapi import FastAPI
from starlette.routing import Mount


def answered(app: FastAPI) -> set[tuple[str, str]]:
    """Method and template of each; of a mounted folder the method is GET. Every method where none is said."""
    found = set(_of(app.routes))
    assert {("POST", "/api/search"), ("GET", "/static"), ("POST", "/mcp"), ("GET", "/kho")} <= found
    return found


def _of(routes: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for route in routes:
        if router := getattr(route, "original_router", None):
            yield from _of(router.routes)
        elif isinstance(route, Mount):
            yield "GET", route.path
        else:
            yield from ((method, route.path) for method in (route.methods or {"POST"}) - {"HEAD"})
