"""What goes over the wire for answers. Names and shapes are a contract."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from search_api.answering.answer import READ, Answer, Ask, Quote, Said
from search_api.answering.answerer import MOST
from search_api.query import LONGEST
from search_api.schemas import WITHOUT, CitationOut, FiltersIn, Without


class AskIn(BaseModel):
    """A question and where to look for its answer."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"question": "hạn gửi bài tham luận về Sở Y tế là ngày nào?"}]},
    )

    question: str = Field(min_length=1, max_length=LONGEST, description="câu hỏi, có dấu hoặc không dấu")
    top_k: int = Field(READ, ge=1, le=MOST, description="số đoạn được đọc để tìm câu trả lời")
    filters: FiltersIn = Field(default_factory=FiltersIn)
    without: Without = Field(default=(), description=WITHOUT)

    def to_ask(self) -> Ask:
        """As the answerer takes it."""
        return Ask(self.question, self.top_k, self.filters.to_filters(), frozenset(self.without))


class QuoteOut(CitationOut):
    """A citation with its number; ``quote`` is the directive's text from ``start`` to ``end``."""

    n: int
    directive: str
    start: int
    end: int

    @classmethod
    def of_quote(cls, n: int, quote: Quote) -> QuoteOut:
        """The quote with its place."""
        cited = CitationOut.of(quote.citation).model_dump()
        return cls(n=n, directive=quote.directive, start=quote.start, end=quote.end, **cited)


class SentenceOut(BaseModel):
    """One sentence and the numbers of the citations that bear it out."""

    text: str
    citations: list[int]

    @classmethod
    def of(cls, said: Said) -> SentenceOut:
        """The same fields."""
        return cls(text=said.text, citations=list(said.quotes))


class AnswerOut(BaseModel):
    """The answer, or why there is none. ``note`` says how it came about; ``nearest`` holds places to look at."""

    question: str
    answer: str | None
    sentences: list[SentenceOut]
    citations: list[QuoteOut]
    abstained: bool
    reason: str | None
    confidence: float
    worded: bool
    note: str | None
    nearest: list[QuoteOut]

    @classmethod
    def of(cls, answer: Answer) -> AnswerOut:
        """The answer as JSON says it."""
        return cls(
            question=answer.question,
            answer=None if answer.abstained else answer.text,
            sentences=[SentenceOut.of(said) for said in answer.sentences],
            citations=[QuoteOut.of_quote(n, quote) for n, quote in enumerate(answer.quotes, 1)],
            abstained=answer.abstained,
            reason=answer.reason,
            confidence=round(answer.confidence, 3),
            worded=answer.is_worded,
            note=None if answer.abstained else answer.note,
            nearest=[QuoteOut.of_quote(n, quote) for n, quote in enumerate(answer.nearest, 1)],
        )
