"""``POST /api/coverage``."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from search_api import export
from search_api.cite import directive_label
from search_api.coverage import sheets
from search_api.coverage.cover import MOST_TOPICS, Coverage, Covering, cover
from search_api.export import FORMAT, Format
from search_api.handed import Handed
from search_api.query import LONGEST
from search_api.routes import engine_of
from search_api.schemas import FiltersIn, HitOut

router = APIRouter(route_class=Handed)

NAME = "chu-de"
"""Of the files to save."""

_Topic = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST)]


class CoverageIn(BaseModel):
    """Topics, and which directives to look at."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"topics": ["chuyển đổi số", "đấu thầu thuốc"]}]}
    )

    topics: list[_Topic] = Field(min_length=1, max_length=MOST_TOPICS, description="các chủ đề, có dấu hoặc không")
    filters: FiltersIn = Field(default_factory=FiltersIn)


class CoveringOut(BaseModel):
    """A directive that covers a topic: ``passages`` of it do; ``score`` is how sure that is of the best one."""

    id: str
    file: str
    label: str
    passages: int
    score: float
    strength: str
    year: int | None
    issuer: str | None
    best: HitOut

    @classmethod
    def of(cls, covering: Covering) -> CoveringOut:
        """The same fields."""
        entry = covering.entry
        return cls(
            id=entry.id,
            file=entry.file,
            label=directive_label(entry),
            passages=covering.passages,
            score=round(covering.score, 4),
            strength=covering.strength.value,
            year=entry.header.date.year,
            issuer=entry.header.issuer,
            best=HitOut.of(covering.best),
        )


class TopicOut(BaseModel):
    """All directives that cover a topic; ``is_whole`` is false where too many did to look at every passage."""

    topic: str
    directives: list[CoveringOut]
    is_whole: bool

    @classmethod
    def of(cls, found: Coverage) -> TopicOut:
        """The same fields."""
        directives = [CoveringOut.of(one) for one in found.directives]
        return cls(topic=found.topic, directives=directives, is_whole=found.is_whole)


class CoverageOut(BaseModel):
    """The topics, in the order asked."""

    topics: list[TopicOut]

    @classmethod
    def of(cls, found: list[Coverage]) -> CoverageOut:
        """As JSON says it."""
        return cls(topics=[TopicOut.of(one) for one in found])


@router.post("/api/coverage", summary="Những văn bản nào nói về từng chủ đề", response_model=CoverageOut)
def coverage(
    request: Request, body: CoverageIn, format: Annotated[Format, Query(description=FORMAT)] = Format.JSON
) -> CoverageOut | Response:
    """Every directive that covers each topic, not the best few; as JSON, or as a table to save."""
    found = cover(engine_of(request), body.topics, body.filters.to_filters())
    if format is Format.JSON:
        return CoverageOut.of(found)
    return export.response(format, NAME, sheets.sheets(found))
