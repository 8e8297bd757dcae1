"""What stands beside a directive's text: a page of its source as a picture, and the pages before and after."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from indexer.domain import Directive, Page
from indexer.reading import facsimile
from search_api.highlight import Span

PARAMETER = "trang-goc"
"""Of an address: the number of the page that is shown."""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One page of the source. ``picture`` is its address; ``is_marked``: words of the passage are on it;
    ``before`` and ``after`` are the numbers of the neighbours, None at either end.
    """

    number: int
    total: int
    picture: str
    is_marked: bool
    before: int | None
    after: int | None


def source_page(directive: Directive, span: Span | None, given: str) -> SourcePage | None:
    """The page that ``given`` names, or else the one where the span begins, or the first; None without pages."""
    pages = {page.number: page for page in directive.source.pages}
    if not pages or not facsimile.has_pages(directive.source.format):
        return None
    begins = directive.source.page_at(span[0]) if span else None
    page = pages.get(int(given) if given.isascii() and given.isdecimal() and len(given) < 6 else 0)
    page = page or begins or directive.source.pages[0]
    marked = {"passage": f"{span[0]}-{span[1]}"} if span else {}
    query = f"?{urlencode(marked)}" if marked else ""
    return SourcePage(
        page.number,
        len(pages),
        f"/api/directives/{quote(directive.id)}/pages/{page.number}.png{query}",
        span is not None and page.start < span[1] and span[0] < page.end,
        page.number - 1 if page.number - 1 in pages else None,
        page.number + 1 if page.number + 1 in pages else None,
    )


def starts(directive: Directive) -> dict[int, Page]:
    """The pages by where they start in the text; none where they cannot be shown."""
    if not facsimile.has_pages(directive.source.format):
        return {}
    return {page.start: page for page in directive.source.pages}
