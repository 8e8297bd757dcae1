"""Errors as HTTP answers: the one place that chooses a status, and the one body of every error.

Whoever asks for a page gets a page, whoever asks for events an event, everybody else the JSON body, in the
language that they prefer.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indexer import errors
from search_api import feedback, languages, limits, pages, processes, routes
from search_api.access import refused
from search_api.answering import stream
from search_api.schemas import ErrorBody, ErrorOut

STATUS = {
    errors.InvalidQuery: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.IndexMissing: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.IndexBusy: HTTPStatus.SERVICE_UNAVAILABLE,
    feedback.FeedbackUnavailable: HTTPStatus.INSUFFICIENT_STORAGE,
    limits.BodyLate: HTTPStatus.REQUEST_TIMEOUT,
    limits.TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    limits.TooBusy: HTTPStatus.TOO_MANY_REQUESTS,
    limits.TooSlow: HTTPStatus.SERVICE_UNAVAILABLE,
    processes.ProcessLost: HTTPStatus.SERVICE_UNAVAILABLE,
    routes.WarmingUp: HTTPStatus.SERVICE_UNAVAILABLE,
    refused.Unauthenticated: HTTPStatus.UNAUTHORIZED,
    refused.CrossSite: HTTPStatus.FORBIDDEN,
    refused.BadHeader: HTTPStatus.BAD_REQUEST,
    refused.TooManyGuesses: HTTPStatus.TOO_MANY_REQUESTS,
    refused.AccessUnreadable: HTTPStatus.SERVICE_UNAVAILABLE,
}
"""HTTP status by error; whatever is not named is the server's fault."""

_KNOWN = {
    404: ("not_found", "Không có địa chỉ này."),
    405: ("method_not_allowed", "Địa chỉ này không nhận phương thức đó."),
}
"""Code and message of what the server's own parts refuse."""

_HEADERS = {
    408: {"Connection": "close"},  # what comes of the body still is not read
    413: {"Connection": "close"},
    429: {"Retry-After": "2"},
    503: {"Retry-After": "5"},
}
"""What answers of a status say besides; seconds."""

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Refusal:
    """An error as it is told."""

    status: int
    code: str
    message: str
    details: dict[str, object] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


def handle(app: FastAPI) -> None:
    """Let an application answer so what its calls refuse."""
    for kind in (errors.TracuuError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, answer)


class Refusals:
    """Answers whatever goes wrong in the application and in what stands before it."""

    def __init__(self, app: ASGIApp) -> None:
        """Around an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request. What fails after its answer has begun can only end it."""
        is_begun = False

        async def told(message: Message) -> None:
            nonlocal is_begun
            is_begun = True
            await send(message)

        try:
            await self._app(scope, receive, told)
        except Exception as error:
            if is_begun or scope["type"] != "http":
                raise
            if not isinstance(error, errors.TracuuError):
                _LOG.exception("a request failed")
            await (await answer(Request(scope), error))(scope, receive, send)


async def answer(request: Request, error: Exception) -> Response:
    """An error as an answer."""
    refusal = _refusal(error)
    headers = _HEADERS.get(refusal.status, {}) | refusal.headers
    made = _answer(request, refusal)
    made.headers.update(headers)
    return made


def _refusal(error: Exception) -> _Refusal:
    match error:
        case errors.TracuuError():
            status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)
            return _Refusal(int(status), error.code, error.message, error.details)
        case RequestValidationError():
            return _invalid(error)
        case HTTPException(status_code=HTTPStatus.BAD_REQUEST):  # a body that is no text at all
            fields = [{"at": "", "problem": "not UTF-8"}]
            return _Refusal(422, "invalid_request", "Yêu cầu chưa hợp lệ ở: body.", {"fields": fields})
        case HTTPException():
            code, message = _KNOWN.get(error.status_code, ("invalid_request", "Yêu cầu chưa hợp lệ."))
            return _Refusal(error.status_code, code, message, headers=dict(error.headers or {}))
    return _Refusal(500, "error", "Máy chủ gặp lỗi; hãy thử lại hoặc báo người quản trị.")


def _invalid(error: RequestValidationError) -> _Refusal:
    found = [{"at": ".".join(map(str, item["loc"][1:])), "problem": item["msg"]} for item in error.errors()]
    where = ", ".join(str(item["at"]) or "body" for item in found)
    return _Refusal(422, "invalid_request", f"Yêu cầu chưa hợp lệ ở: {where}.", {"fields": found})


def _answer(request: Request, refusal: _Refusal) -> Response:
    if pages.wants_page(request):
        return pages.error_page(request, refusal.status, refusal.message)
    accepted = request.headers.get("accept-language", "")
    told, language = languages.message(refusal.code, refusal.message, accepted)
    body = ErrorBody(error=ErrorOut(code=refusal.code, message=told, details=refusal.details))
    if stream.is_wanted(request):
        return stream.failed(refusal.status, body)
    headers = {"Content-Language": language, "Vary": "Accept-Language"}
    return JSONResponse(body.model_dump(mode="json"), status_code=refusal.status, headers=headers)
