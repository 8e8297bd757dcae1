"""An answer as ``tracuu ask`` prints it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from search_api.answering.answer import Answer, Quote


def printed(answer: Answer) -> str:
    """The answer with numbered citations, or the reason why there is none and what to look at."""
    return "\n".join(_abstained(answer) if answer.abstained else _answered(answer))


def _answered(answer: Answer) -> Iterator[str]:
    for said in answer.sentences:
        marks = "".join(f"[{n}]" for n in said.quotes)
        yield f"{_flat(said.text)} {click.style(marks, fg='cyan')}"
    if answer.reason:
        yield f"\n{answer.reason}"
    yield ""
    for n, quote in enumerate(answer.quotes, 1):
        yield f"{click.style(f'[{n}]', fg='cyan')} {quote.citation.label}"
        yield from _source(quote, is_quoted=answer.is_worded)
    yield f"\n{answer.note}"


def _source(quote: Quote, *, is_quoted: bool) -> Iterator[str]:
    """Place, file, and what has to be known before it is relied on."""
    citation = quote.citation
    if is_quoted:
        yield f"    “{_flat(quote.text)}”"
    if citation.section_path:
        yield f"    {' › '.join(citation.section_path)}"
    yield f"    ({citation.file})"
    if citation.replaced_by:
        yield f"    Đã được thay thế hoặc bãi bỏ bởi {citation.replaced_by}"
    if citation.ocr_confidence is not None:
        sure = round(100 * citation.ocr_confidence)
        yield f"    Chữ nhận dạng từ bản quét (độ tin cậy {sure}%), hãy đối chiếu bản gốc"


def _abstained(answer: Answer) -> Iterator[str]:
    yield f"Không có câu trả lời: {answer.reason}"
    if answer.nearest:
        yield "\nCác đoạn gần nhất để xem:"
    for quote in answer.nearest:
        yield f"- {click.style(quote.citation.label, fg='cyan')}"
        yield f"    {_flat(quote.text)}"
        yield f"    ({quote.citation.file})"


def _flat(text: str) -> str:
    """Text on one line, for a terminal; the API gives it as it stands."""
    return " ".join(text.split())
