"""The page of the archive: what it holds, what was refused and why, what OCR read, what is cited and lacking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from indexer.index.archive_index import ArchiveIndex
from indexer.index.records import Entry, Scanned
from search_api import export
from search_api.address import SAVE, choice, number
from search_api.archive import sheets
from search_api.archive.asked import AskedArchive, Part
from search_api.archive.listing import choices, facets, listed
from search_api.asked import Asked
from search_api.export import Format, Sheet
from search_api.handed import Handed
from search_api.routes import engine_of
from search_api.templates import page

router = APIRouter(include_in_schema=False, route_class=Handed)

PER_PAGE = 50
"""Rows of one page."""

LOW = 0.85
"""Confidence of OCR below which a directive should be compared with its source."""

CITING = 5
"""Directives named of those that cite a lacking one."""

NAMES = {
    Part.DIRECTIVES: "Văn bản",
    Part.REFUSED: "Bị từ chối",
    Part.OCR: "Đọc bằng OCR",
    Part.LACKING: "Kho còn thiếu",
}
"""How the parts are told to people."""

_MOST_PAGES = 9999
_FORMS = {form.value: form for form in (Format.XLSX, Format.CSV)}


@router.get("/kho")
def archive(request: Request) -> Response:
    """A part of the archive, a page of it, or all of it as a file."""
    asked = AskedArchive.of(request.query_params)
    part, view = asked.part, _View(engine_of(request).index, asked)
    rows = view.rows(part)
    if form := request.query_params.get(SAVE):
        return export.response(choice(_FORMS, form, SAVE), f"kho-{part.value}", [view.sheet(part)])
    at = number(asked.trang, "trang", 1, _MOST_PAGES)
    counts = facets(view.entries.values(), asked.wanted)
    return page(
        request,
        "archive.html",
        Asked(),
        archive=asked,
        part=part,
        parts_of=[(NAMES[one], one.value, len(view.rows(one))) for one in Part],
        total=len(rows),
        rows=rows[PER_PAGE * (at - 1) : PER_PAGE * at],
        at=at,
        pages=ceil(len(rows) / PER_PAGE),
        held=len(view.entries),
        entries=view.entries,
        choices=choices(counts),
        low=LOW,
        most_citing=CITING,
        written=sheets.written,
    )


@dataclass
class _View:
    """The rows of each part of an archive, each worked out once."""

    index: ArchiveIndex
    asked: AskedArchive

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """All directives by id."""
        return {entry.id: entry for entry in self.index.listing.entries()}

    @cached_property
    def directives(self) -> list[Entry]:
        """Those that the address asks for."""
        return listed(self.entries.values(), self.asked.wanted)

    @cached_property
    def refused(self) -> list[dict[str, str]]:
        return self.index.catalog.refused()

    @cached_property
    def scanned(self) -> list[tuple[Entry, Scanned]]:
        """Directives read from pictures, the worst first."""
        found = [(self.entries[one.directive], one) for one in self.index.catalog.scanned()]
        return sorted(found, key=lambda pair: (pair[1].lowest, pair[0].file))

    def rows(self, part: Part) -> Sequence[Any]:
        """What a part lists."""
        match part:
            case Part.DIRECTIVES:
                return self.directives
            case Part.REFUSED:
                return self.refused
            case Part.OCR:
                return self.scanned
            case Part.LACKING:
                return self.index.links.missing

    def sheet(self, part: Part) -> Sheet:
        """The same as a table to save."""
        match part:
            case Part.DIRECTIVES:
                return sheets.directives(self.directives)
            case Part.REFUSED:
                return sheets.refused(self.refused)
            case Part.OCR:
                return sheets.scanned(self.scanned)
            case Part.LACKING:
                return sheets.lacking(self.index.links.missing, self.entries)
