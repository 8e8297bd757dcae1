"""What was read and understood of one file, in the shape that ``tracuu inspect --json`` prints."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel

from indexer import chunk
from indexer.domain import Directive, Header
from indexer.reading import read
from indexer.settings import Settings
from indexer.understand import understand
from search_api.opening import embedder_for
from search_api.parts import AssignmentOut, ReferenceOut, SectionOut, sections
from search_api.schemas import HeaderOut


class PageOut(BaseModel):
    """A page: its number in the file and on the paper, whether it was read by OCR and how surely (0 to 1)."""

    number: int
    printed: str | None
    ocr: bool
    confidence: float | None
    chars: int


class HeaderReadOut(HeaderOut):
    """A header with how sure each field is (0 to 1) and where the text states it."""

    confidence: dict[str, float]
    spans: dict[str, tuple[int, int]]

    @classmethod
    def of(cls, header: Header) -> HeaderReadOut:
        """The same fields."""
        return cls.model_validate(
            {
                **HeaderOut.of(header).model_dump(),
                "confidence": dict(header.confidence),
                "spans": dict(header.spans),
            }
        )


class ReadPassageOut(BaseModel):
    """A passage as it is indexed."""

    id: str
    section_path: list[str]
    start: int
    end: int
    text: str
    page: int | None


class InspectionOut(BaseModel):
    """One file, read and understood."""

    file: str
    format: str
    notes: list[str]
    pages: list[PageOut]
    header: HeaderReadOut
    sections: list[SectionOut]
    passages: list[ReadPassageOut]
    assignments: list[AssignmentOut]
    references: list[ReferenceOut]


def inspect(path: Path, settings: Settings) -> Directive:
    """Read one file as the indexer would, without an index.

    Raises:
        FileRefused: the indexer would refuse it, for this reason.
        ModelError: the model that measures passages cannot be loaded.
    """
    source = read(path)
    embedder = embedder_for(settings)
    return understand(path.name, source, embedder.count_tokens, chunk.Limits.of(embedder.max_tokens))


def of_directive(directive: Directive) -> InspectionOut:
    """A directive in the shape of ``tracuu inspect --json``."""
    source = directive.source
    return InspectionOut(
        file=directive.file,
        format=source.format,
        notes=[*source.notes],
        pages=[
            PageOut(
                number=page.number,
                printed=page.printed,
                ocr=page.is_ocr,
                confidence=None if page.confidence is None else round(page.confidence, 3),
                chars=page.end - page.start,
            )
            for page in source.pages
        ],
        header=HeaderReadOut.of(directive.header),
        sections=sections(directive),
        passages=[
            ReadPassageOut(
                id=directive.passage_id(passage),
                section_path=[*passage.section_path],
                start=passage.start,
                end=passage.end,
                text=passage.text,
                page=passage.page,
            )
            for passage in directive.passages
        ],
        assignments=[AssignmentOut.of(assignment) for assignment in directive.assignments],
        references=[ReferenceOut.of(reference) for reference in directive.references],
    )
