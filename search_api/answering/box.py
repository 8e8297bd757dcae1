"""The answer above the results of a page: only where a question was asked, and copied, never worded by a model."""

from __future__ import annotations

from search_api.answering.answer import Answer, Ask
from search_api.answering.answerer import answer
from search_api.answering.question import read
from search_api.engine import Engine, Mode, Request, Result


def answered(engine: Engine, request: Request, result: Result) -> Answer | None:
    """The answer to what was searched for; None where it is no question, or only one half was to search."""
    if request.mode is not Mode.HYBRID or not read(result.query).asks:
        return None
    return answer(engine, Ask(request.query, filters=request.filters, without=request.without))
