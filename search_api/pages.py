"""The pages: server-rendered HTML for the same engine as the API."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

router = APIRouter(include_in_schema=False)


def wants_page(request: Request) -> bool:
    """Whether an error should be told as a page: a browser asked, and not for the API."""
    return not request.url.path.startswith("/api") and "text/html" in request.headers.get("accept", "")


def error_page(request: Request, status: int, message: str) -> Response:
    """A page that says what went wrong."""
    return HTMLResponse(message, status_code=status)
