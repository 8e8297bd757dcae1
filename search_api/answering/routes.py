"""``POST /api/ask``."""

from __future__ import annotations

from itertools import chain
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from search_api.answering import stream
from search_api.answering.model_server import ModelServer
from search_api.answering.schemas import AnswerOut, AskIn
from search_api.answering.telling import reply, tell
from search_api.handed import Handed
from search_api.routes import engine_of


class _Asked(Handed):
    def is_handed(self, request: Request) -> bool:
        """Not where a model server is waited for, which a thread does as well."""
        return request.app.state.model_server is None


router = APIRouter(route_class=_Asked)

_EVENTS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Câu trả lời; với Accept: text/event-stream: sentence cho từng câu, rồi done",
        "content": {stream.MEDIA: {"schema": {"type": "string"}}},
    }
}


@router.post(
    "/api/ask", summary="Trả lời một câu hỏi, mỗi câu kèm trích dẫn", response_model=AnswerOut, responses=_EVENTS
)
def ask(request: Request, body: AskIn) -> AnswerOut | Response:
    """An answer copied from the archive with citations, or the reason why the archive does not say."""
    server: ModelServer | None = request.app.state.model_server
    engine, asked = engine_of(request), body.to_ask()
    if not stream.is_wanted(request):
        return AnswerOut.of(reply(engine, asked, server))
    told = tell(engine, asked, server)
    return stream.events(chain([next(told)], told))  # what is wrong with the question is known before the status
