"""The pages: server-rendered HTML for the same engine as the API. The address holds all that was asked.

========= =================================================== ==================
parameter meaning                                             default
========= =================================================== ==================
q         the question                                        the first page
cach      how: ``ket-hop``, ``tu`` (words), ``nghia`` (meaning) ``ket-hop``
kieu      one result a ``doan`` (passage) or ``van-ban``        ``doan``
loai      only directives of this kind                        all
co-quan   only those of this issuer                           all
nam       only those of this year                             all
trang     page of the results, 1 to 10                        1
doan      on a directive's page: the span to mark, START-END  none
========= =================================================== ==================
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from math import ceil
from pathlib import Path
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from indexer.domain import Directive
from indexer.errors import InvalidQuery
from indexer.index.catalog import Entry, StoredPassage
from search_api import engine, view
from search_api.cite import cite, directive_label, directive_url
from search_api.filters import Filters
from search_api.highlight import Span
from search_api.query import LONGEST
from search_api.routes import engine_of

router = APIRouter(include_in_schema=False)

PER_PAGE = 10
"""Results on one page."""

LISTED = 100
"""Directives listed on the first page, newest first."""

EXAMPLES = (
    "nhiệm vụ giao Phòng Nghiệp vụ về đấu thầu",
    "đào tạo cán bộ y tế về CNTT",
    "kinh phi thuc hien lay tu dau",
)
"""Questions to try: in full, with an abbreviation, without diacritics."""

_MODES = {"ket-hop": engine.Mode.HYBRID, "tu": engine.Mode.LEXICAL, "nghia": engine.Mode.DENSE}
_GROUPS = {"doan": engine.GroupBy.PASSAGE, "van-ban": engine.GroupBy.DIRECTIVE}
_FACETS = {"loai": ("Loại", "kind"), "co_quan": ("Cơ quan ban hành", "issuer"), "nam": ("Năm", "year")}


def _environment() -> Environment:
    loader = FileSystemLoader(Path(__file__).parent / "web" / "templates")
    made = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters["shown"] = view.shown
    made.globals.update(label=directive_label, directive_url=directive_url, longest=LONGEST)
    return made


_TEMPLATES = Jinja2Templates(env=_environment())


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for; fields are named as its parameters (``-`` as ``_``)."""

    q: str = ""
    cach: str = "ket-hop"
    kieu: str = "doan"
    loai: str = ""
    co_quan: str = ""
    nam: str = ""
    trang: str = "1"

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> Asked:
        """From the parameters of an address; empty ones count as not given, others are ignored."""
        names = {item.name: item.name.replace("_", "-") for item in fields(cls)}
        return cls(**{name: value for name, key in names.items() if (value := parameters.get(key, "").strip())})

    @property
    def parameters(self) -> dict[str, str]:
        """Those that differ from the default, by their names in the address."""
        given = {item.name: getattr(self, item.name) for item in fields(self)}
        return {name.replace("_", "-"): value for name, value in given.items() if value != getattr(_NOTHING, name)}

    def url(self, **changes: str) -> str:
        """The address of the same search with some parameters changed; back on the first page of results."""
        changed = replace(self, **{"trang": "1", **changes}).parameters
        return f"/?{urlencode(changed)}" if changed else "/"

    def passage_url(self, id: str, span: Span) -> str:
        """The address of a passage on its directive's page, from which this search can be found again."""
        return f"{directive_url(id)}?{urlencode({'doan': f'{span[0]}-{span[1]}', **self.parameters})}#doan"

    @property
    def page(self) -> int:
        """The page of results.

        Raises:
            InvalidQuery: it is none of the pages there can be.
        """
        last = engine.MOST // PER_PAGE
        return _number(self.trang, "trang", 1, last)

    def request(self) -> engine.Request:
        """As the engine takes it.

        Raises:
            InvalidQuery: a parameter has a value that it cannot have.
        """
        year = _number(self.nam, "nam", 1945, 2100) if self.nam else None
        return engine.Request(
            self.q,
            PER_PAGE * self.page,
            _choice(_MODES, self.cach, "cach"),
            Filters(kind=self.loai or None, issuer=self.co_quan or None, year=year),
            _choice(_GROUPS, self.kieu, "kieu"),
        )


_NOTHING = Asked()


@router.get("/")
def search(request: Request) -> Response:
    """The first page, or the results of a question."""
    asked = Asked.of(request.query_params)
    found = asked.request()
    if not asked.q:
        return _first(request, asked)
    result = engine_of(request).search(found)
    is_only_near = found.mode is engine.Mode.HYBRID and not any(hit.lexical for hit in result.hits)
    return _page(
        request,
        "results.html",
        asked,
        result=result,
        hits=result.hits[PER_PAGE * (asked.page - 1) :],
        pages=ceil(min(result.total, engine.MOST) / PER_PAGE),
        facets=_facets(asked, result.facets),
        is_only_near=is_only_near,
        view=view,
    )


@router.get("/van-ban/{id}")
def directive(request: Request, id: str) -> Response:
    """A directive, whole, with the passage marked that ``doan`` names."""
    catalog = engine_of(request).index.catalog
    entry, whole = catalog.entry(id), catalog.directive(id)
    given = request.query_params.get("doan", "")
    span = view.span_of(given, whole)
    start, end = span or (len(whole.text), len(whole.text))
    windows = {"before": (0, start), "marked": (start, end), "after": (end, len(whole.text))}
    return _page(
        request,
        "directive.html",
        Asked.of(request.query_params),
        entry=entry,
        facts=view.facts(entry.header, entry.file),
        tree=view.tree(whole, span),
        citation=_citation(entry, whole, span),
        is_lost=bool(given) and span is None,
        **{name: view.pieces(whole, window) for name, window in windows.items() if window[0] < window[1]},
    )


def wants_page(request: Request) -> bool:
    """Whether an error should be told as a page: a browser asked, and not for the API."""
    return not request.url.path.startswith("/api") and "text/html" in request.headers.get("accept", "")


def error_page(request: Request, status: int, message: str) -> Response:
    """A page that says what went wrong, with the box to ask again."""
    return _page(request, "error.html", Asked.of(request.query_params), status, message=message)


def _page(request: Request, template: str, asked: Asked, status: int = 200, **parts: object) -> Response:
    return _TEMPLATES.TemplateResponse(request, template, {"asked": asked, **parts}, status_code=status)


def _first(request: Request, asked: Asked) -> Response:
    index = engine_of(request).index
    newest = sorted(index.catalog.entries(), key=_newest_first)
    return _page(
        request,
        "first.html",
        asked,
        counts=index.catalog.counts(),
        model=index.model.name,
        examples=EXAMPLES,
        entries=newest[:LISTED],
    )


def _newest_first(entry: Entry) -> tuple[int, str]:
    return -(entry.header.date.latest or date.min).toordinal(), entry.file


def _citation(entry: Entry, whole: Directive, span: Span | None) -> str:
    """Place, kind, number, date, issuer and subject; the place is that of the passage that holds the span."""
    label = directive_label(entry)
    for passage in whole.passages if span else ():
        if span and passage.start <= span[0] and span[1] <= passage.end:
            label = cite(StoredPassage(0, entry, passage), "").label
    return f"{label}, “{entry.header.subject}”" if entry.header.subject else label


def _facets(asked: Asked, counts: dict[str, dict[str, int]]) -> list[dict[str, object]]:
    """The filters: one that is set can be taken away, others can be set where they leave something out."""
    found: list[dict[str, object]] = []
    for name, (title, field) in _FACETS.items():
        chosen = getattr(asked, name)
        values = [(value, n, asked.url(**{name: value})) for value, n in list(counts[field].items())[:8]]
        if chosen or len(values) > 1:
            found.append({"title": title, "chosen": chosen, "without": asked.url(**{name: ""}), "values": values})
    return found


def _choice[T](choices: Mapping[str, T], given: str, name: str) -> T:
    if given not in choices:
        raise InvalidQuery(
            f"Tham số {name} phải là {', '.join(choices)}, không phải “{given[:40]}”.", parameter=name
        )
    return choices[given]


def _number(given: str, name: str, least: int, most: int) -> int:
    number = int(given) if given.isascii() and given.isdecimal() and len(given) < 6 else -1
    if not least <= number <= most:
        raise InvalidQuery(
            f"Tham số {name} phải là số từ {least} đến {most}, không phải “{given[:40]}”.", parameter=name
        )
    return number
