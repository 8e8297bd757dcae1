"""What goes over the wire: the JSON of the API, as pydantic models. Names and shapes are a contract."""

from __future__ import annotations

import re
from datetime import date
from operator import not_
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from typing_extensions import TypedDict

from indexer.domain import Header, PartialDate
from indexer.index.records import Entry
from search_api import engine
from search_api.cite import Citation, directive_label, directive_url
from search_api.filters import Filters
from search_api.query import LONGEST

_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def _iso(value: object) -> object:
    """Pydantic alone would take a number for seconds since 1970."""
    if isinstance(value, date) or (isinstance(value, str) and _ISO.fullmatch(value)):
        return value
    raise ValueError("a date is written YYYY-MM-DD")


Day = Annotated[date, BeforeValidator(_iso)]
"""A date as ISO 8601 writes it."""


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class FiltersIn(_Body):
    """Conditions on the directives; all given ones must hold."""

    kind: str | None = Field(None, description="tên loại, vd. Kế hoạch", examples=["Công văn"])
    issuer: str | None = Field(None, description="cơ quan ban hành, một phần tên cũng được", examples=["Sở Y tế"])
    year: int | None = Field(None, ge=1945, le=2100, description="năm ban hành")
    date_from: Day | None = Field(None, description="ban hành từ ngày này")
    date_to: Day | None = Field(None, description="ban hành đến hết ngày này")
    assignee: str | None = Field(None, description="đơn vị được giao nhiệm vụ", examples=["Phòng Nghiệp vụ"])
    number: str | None = Field(None, description="số, ký hiệu", examples=["231/KH-UBND"])

    def to_filters(self) -> Filters:
        """As the engine takes them; empty strings count as not given."""
        given = {name: value for name, value in self.model_dump().items() if value not in (None, "")}
        return Filters(**given)


WITHOUT = "điều đã hiểu mà không phải ý hỏi, ghi như trong understood: from, value hoặc tên đơn vị"
"""What a call says of its parameter ``without``."""

Without = Annotated[tuple[Annotated[str, StringConstraints(max_length=LONGEST)], ...], Field(max_length=50)]
"""What was understood of a question and is not meant."""


class SearchIn(_Body):
    """A question and how to answer it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"query": "nhiệm vụ giao Phòng Nghiệp vụ về đấu thầu", "top_k": 3}]},
    )

    query: str = Field(min_length=1, max_length=LONGEST, description="câu hỏi, có dấu hoặc không dấu")
    top_k: int = Field(10, ge=1, le=engine.MOST, description="số kết quả")
    mode: engine.Mode = Field(
        engine.Mode.HYBRID, description="tìm theo chữ (lexical), theo nghĩa (dense), hay cả hai"
    )
    filters: FiltersIn = Field(default_factory=FiltersIn)
    without: Without = Field(default=(), description=WITHOUT)
    group_by: engine.GroupBy = Field(engine.GroupBy.PASSAGE, description="mỗi kết quả là một đoạn hay một văn bản")

    def to_request(self) -> engine.Request:
        """As the engine takes it."""
        filters = self.filters.to_filters()
        return engine.Request(self.query, self.top_k, self.mode, filters, self.group_by, frozenset(self.without))


class DateOut(BaseModel):
    """What is known of a date."""

    year: int | None
    month: int | None
    day: int | None

    @classmethod
    def of(cls, known: PartialDate) -> DateOut:
        """Each part, null where unknown."""
        return cls(year=known.year, month=known.month, day=known.day)


class ScoresOut(BaseModel):
    """The scores of the two halves, null where a half did not look at the passage."""

    lexical: float | None
    dense: float | None


class PassageOut(BaseModel):
    """A passage: ``text`` is the directive's text from ``start`` to ``end``; highlights are offsets into it."""

    id: str
    text: str
    highlights: list[tuple[int, int]]
    start: int
    end: int


class CitationOut(BaseModel):
    """Where a passage stands, so that a person can find it on paper. Unknown is null."""

    label: str
    kind: str | None
    number: str | None
    date: DateOut
    issuer: str | None
    subject: str | None
    section_path: list[str]
    page: int | None
    quote: str
    file: str
    url: str
    replaced_by: str | None
    ocr_confidence: float | None

    @classmethod
    def of(cls, citation: Citation) -> CitationOut:
        """The same fields."""
        return cls.model_validate(citation, from_attributes=True)


class HitOut(BaseModel):
    """One ranked passage; grouped by directive, ``others`` holds further passages of the same one."""

    rank: int
    score: float
    scores: ScoresOut
    passage: PassageOut
    citation: CitationOut
    others: list[HitOut] | None = Field(None, exclude_if=not_)

    @classmethod
    def of(cls, hit: engine.Hit) -> HitOut:
        """The hit with its texts and places."""
        passage = hit.stored.passage
        return cls(
            rank=hit.rank,
            score=round(hit.score, 6),
            scores=ScoresOut(lexical=hit.lexical, dense=hit.dense),
            passage=PassageOut(
                id=hit.stored.id,
                text=passage.text,
                highlights=list(hit.highlights),
                start=passage.start,
                end=passage.end,
            ),
            citation=CitationOut.of(hit.citation),
            others=[cls.of(other) for other in hit.others] or None,
        )


class FacetOut(TypedDict):
    """One value of a header field and how many of the ranked directives have it."""

    value: str
    count: int


class SearchOut(BaseModel):
    """The answer to a search."""

    query: str
    understood: dict[str, object]
    total: int
    took_ms: float
    hits: list[HitOut]
    facets: dict[str, list[FacetOut]]

    @classmethod
    def of(cls, result: engine.Result) -> SearchOut:
        """The result as JSON says it."""
        return cls(
            query=result.query.text,
            understood=result.query.understood(),
            total=result.total,
            took_ms=result.took_ms,
            hits=[HitOut.of(hit) for hit in result.hits],
            facets={
                name: [FacetOut(value=value, count=count) for value, count in counts.items()]
                for name, counts in result.facets.items()
            },
        )


class HeaderOut(BaseModel):
    """The header of a directive; ``inferred`` names fields that its text does not state."""

    number: str | None
    symbol: str | None
    kind: str | None
    subject: str | None
    issuer: str | None
    parent_issuer: str | None
    place: str | None
    date: DateOut
    signer: str | None
    position: str | None
    authority: str | None
    recipients: list[str]
    urgency: str | None
    confidentiality: str | None
    inferred: list[str]

    @classmethod
    def of(cls, header: Header) -> HeaderOut:
        """The same fields."""
        known = {name: getattr(header, name) for name in cls.model_fields if name != "date"}
        return cls.model_validate({**known, "date": DateOut.of(header.date)})


class DirectiveOut(BaseModel):
    """A directive as listed."""

    id: str
    file: str
    label: str
    url: str
    header: HeaderOut

    @classmethod
    def of(cls, entry: Entry) -> DirectiveOut:
        """From the catalog's entry."""
        return cls(
            id=entry.id,
            file=entry.file,
            label=directive_label(entry),
            url=directive_url(entry.id),
            header=HeaderOut.of(entry.header),
        )


class DirectivesOut(BaseModel):
    """One page of the list."""

    total: int
    items: list[DirectiveOut]


class ErrorOut(BaseModel):
    """What went wrong: ``code`` for programs, ``message`` (Vietnamese) for people."""

    code: str
    message: str
    details: dict[str, object]


class ErrorBody(BaseModel):
    """The one body of every error."""

    error: ErrorOut


class HealthOut(BaseModel):
    """Whether the server is alive, and what it serves."""

    status: Annotated[str, Field(examples=["ok"])]
    version: int | None = None
    directives: int | None = None
    passages: int | None = None
    model: str | None = None
