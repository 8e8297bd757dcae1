"""Errors as HTTP answers: the one place that chooses a status, and the one body of every error.

Whoever asks for a page gets a page, whoever asks for events an event, everybody else the JSON body, in the
language that they prefer.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from indexer import errors
from search_api import feedback, languages, pages
from search_api.answering import stream
from search_api.schemas import ErrorBody, ErrorOut

STATUS = {
    errors.InvalidQuery: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.IndexMissing: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.IndexBusy: HTTPStatus.SERVICE_UNAVAILABLE,
    feedback.FeedbackUnavailable: HTTPStatus.INSUFFICIENT_STORAGE,
}
"""HTTP status by error; whatever is not named is the server's fault."""

LARGEST = 1_000_000
"""Bytes of a request: many times what the longest list of topics takes."""

_KNOWN = {
    404: ("not_found", "Không có địa chỉ này."),
    405: ("method_not_allowed", "Địa chỉ này không nhận phương thức đó."),
    413: ("too_large", "Yêu cầu dài quá, máy chủ không nhận."),
}
"""Code and message of what the server's own parts refuse."""


def handle(app: FastAPI) -> None:
    """Let an application answer every error so."""
    app.add_exception_handler(errors.TracuuError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _failed)
    app.middleware("http")(_short)


def _answer(request: Request, status: int, code: str, message: str, details: dict[str, object]) -> Response:
    if pages.wants_page(request):
        return pages.error_page(request, status, message)
    told, language = languages.message(code, message, request.headers.get("accept-language", ""))
    body = ErrorBody(error=ErrorOut(code=code, message=told, details=details))
    if stream.is_wanted(request):
        return stream.failed(status, body)
    headers = {"Content-Language": language, "Vary": "Accept-Language"}
    return JSONResponse(body.model_dump(mode="json"), status_code=status, headers=headers)


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
    code, message = _KNOWN.get(error.status_code, ("invalid_request", "Yêu cầu chưa hợp lệ."))
    return _answer(request, error.status_code, code, message, {})


async def _short(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """Refuse a request that says that it is too long, before it is read."""
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > LARGEST:
        code, message = _KNOWN[413]
        return _answer(request, 413, code, message, {"bytes": int(length), "most": LARGEST})
    return await call_next(request)


async def _failed(request: Request, _: Exception) -> Response:
    """A fault of ours: the log has it, the client only that it happened."""
    answer = _answer(request, 500, "error", "Máy chủ gặp lỗi; hãy thử lại hoặc báo người quản trị.", {})
    answer.headers.update(request.app.state.headers)  # what answers a fault stands outside of what sets them
    return answer
