"""Pages from templates: the one door through which every page of the product is made.

Templates lie in ``web/templates`` and extend ``base.html``; whatever comes from a document goes through ``shown``.
"""

from __future__ import annotations

from pathlib import Path

from fastapi import Request
from fastapi.responses import Response
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from indexer.reading import facsimile
from search_api import view
from search_api.access import reader
from search_api.asked import Asked
from search_api.cite import directive_label, directive_url, in_full
from search_api.query import LONGEST
from search_api.related import said

PLACES = (
    ("/", "Tìm kiếm"),
    ("/bao-quat", "Bao quát"),
    ("/nhiem-vu", "Nhiệm vụ"),
    ("/kho", "Kho văn bản"),
    ("/docs", "API"),
)
"""Where the head of every page leads: address and name."""


def page(request: Request, template: str, asked: Asked, status: int = 200, **parts: object) -> Response:
    """A page; ``asked`` is the search that its box shows, ``parts`` are what the template prints."""
    return _TEMPLATES.TemplateResponse(request, template, {"asked": asked, **parts}, status_code=status)


def load() -> None:
    """Compile every template, which a first page would wait for."""
    for name in _TEMPLATES.env.list_templates():
        _TEMPLATES.env.get_template(name)


def _environment() -> Environment:
    loader = FileSystemLoader(Path(__file__).parent / "web" / "templates")
    made = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters["shown"] = view.shown
    made.filters["flowing"] = view.flowing
    made.filters["sentence"] = view.sentence
    made.globals.update(
        label=directive_label,
        directive_url=directive_url,
        longest=LONGEST,
        places=PLACES,
        breadcrumb=view.breadcrumb,
        excerpt=view.excerpt,
        lead_in=view.lead_in,
        place_name=view.place_name,
        runs=view.runs,
        said=said,
        in_full=in_full,
        matched=view.matched,
        has_pages=facsimile.has_pages,
        reader=reader.known,
    )
    return made


_TEMPLATES = Jinja2Templates(env=_environment())
