"""Answers as server-sent events: ``sentence`` for each, then ``done`` with the whole body, or ``error``."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

from fastapi import Request
from fastapi.responses import StreamingResponse

from indexer.errors import TracuuError
from search_api.answering.answer import Answer
from search_api.answering.schemas import AnswerOut, QuoteOut, SentenceOut
from search_api.answering.telling import Told
from search_api.schemas import ErrorBody, ErrorOut

MEDIA = "text/event-stream"
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
_LOG = logging.getLogger(__name__)


def is_wanted(request: Request) -> bool:
    """Whether the client takes events."""
    return MEDIA in request.headers.get("accept", "")


def events(told: Iterator[Told | Answer]) -> StreamingResponse:
    """The response that tells an answer as it comes."""
    return StreamingResponse(_lines(told), media_type=MEDIA, headers=_HEADERS)


def failed(status: int, error: ErrorBody) -> StreamingResponse:
    """The one error body, as an event."""
    return StreamingResponse(iter([_event("error", error.model_dump(mode="json"))]), status, _HEADERS, MEDIA)


def _lines(told: Iterator[Told | Answer]) -> Iterator[str]:
    """The events; what goes wrong when the first is already sent becomes an event too."""
    try:
        for one in told:
            if isinstance(one, Answer):
                yield _event("done", AnswerOut.of(one).model_dump(mode="json"))
            else:
                yield _event("sentence", _sentence(one))
    except TracuuError as error:
        body = ErrorBody(error=ErrorOut(code=error.code, message=error.message, details=error.details))
        yield _event("error", body.model_dump(mode="json"))
    except Exception:  # the status is sent: only an event can still tell
        _LOG.exception("answering failed")
        body = ErrorBody(error=ErrorOut(code="error", message="Máy chủ gặp lỗi khi trả lời.", details={}))
        yield _event("error", body.model_dump(mode="json"))


def _sentence(told: Told) -> dict[str, object]:
    new = [QuoteOut.of_quote(n, quote).model_dump(mode="json") for n, quote in told.new]
    return {**SentenceOut.of(told.said).model_dump(), "new_citations": new}


def _event(name: str, data: object) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
