"""Coverage in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from search_api.cite import directive_label
from search_api.coverage.cover import Coverage
from search_api.coverage.sheets import WORDS, matrix


def printed(found: Sequence[Coverage]) -> str:
    """Each topic with its directives; of several topics the matrix at the end."""
    return "\n".join(
        [*(line for one in found for line in _topic(one)), *(_matrix(found) if len(found) > 1 else ())]
    )


def _topic(one: Coverage) -> Iterator[str]:
    count = f"{len(one.directives)} văn bản" if one.directives else "không văn bản nào trong kho nói đến"
    yield f"{one.topic}: {count}"
    for covering in one.directives:
        label = directive_label(covering.entry)
        yield f"  {label} ({WORDS[covering.strength]}, {covering.passages} đoạn, điểm {covering.score:.2f})"
        yield f"    {covering.best.citation.label}:"
        yield f"    {' '.join(covering.best.citation.quote.split())}"
    if not one.is_whole:
        yield "  Có thể còn nữa: chủ đề rộng quá, chưa xem hết các đoạn."
    yield ""


def _matrix(found: Sequence[Coverage]) -> Iterator[str]:
    """Directives by topics; the topics are numbered, as their names seldom fit."""
    sheet = matrix(found)
    for number, topic in enumerate(sheet.heads[1:], 1):
        yield f"[{number}] {topic}"
    yield "   ".join(f"[{number}]".rjust(5) for number in range(1, len(sheet.heads)))
    for label, *cells in sheet.rows:
        yield "   ".join(str(cell or "·").rjust(5) for cell in cells) + f"   {label}"
    yield "Số đoạn nói đến; ● là văn bản chính về chủ đề."
