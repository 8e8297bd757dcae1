"""``GET /api/directives/{id}/pages/{n}.png``: a page of the source as it looks, with a passage outlined on it."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi import Path as InPath
from fastapi.responses import Response
from PIL import Image, ImageChops, ImageDraw

from indexer.domain import Page, Source, Span
from indexer.errors import FileRefused, NotFound
from indexer.index.records import FileState
from indexer.reading import facsimile
from search_api.handed import Handed
from search_api.routes import DirectiveId, engine_of, source_of

router = APIRouter(route_class=Handed)

Box = tuple[float, float, float, float]

_PASSAGE = re.compile(r"(?:[0-9a-f]{12}\.)?([0-9]{1,9})-([0-9]{1,9})")
_AROUND = 3.0  # points between a line of the passage and its outline: half of what stands between two lines
_THICK = 1.6  # points: the outline
_OUTLINE = (11, 93, 100)
_GROUND = (255, 240, 178)  # what white paper becomes inside
_KEPT = 64  # pictures, of some 200 kB each


@router.get(
    "/api/directives/{id}/pages/{n}.png",
    response_class=Response,
    responses={200: {"content": {"image/png": {}}}},
    summary="Một trang của tệp gốc, với đoạn văn bản được khoanh",
)
def page_picture(
    request: Request,
    id: DirectiveId,
    n: Annotated[int, InPath(description="trang thứ mấy")],
    passage: Annotated[str | None, Query(description="passage.id, hoặc vị trí START-END, cần khoanh")] = None,
) -> Response:
    """The page as a PNG; the answer to a repeated question is a 304 without drawing anything."""
    catalog = engine_of(request).index.catalog
    entry = catalog.entry(id)
    source = catalog.source(id)
    page = page_of(source, n)
    boxes = tuple(boxes_on(source, page, span_of(passage))) if passage else ()
    state = catalog.file(entry.file)
    tag = _tag(state, page, boxes)
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    try:
        picture = _png(unchanged(state), source.format, page, boxes, state.hash)
    except FileRefused as refused:
        raise NotFound(refused.message, file=state.file) from refused
    return Response(picture, 200, headers, "image/png")


def page_of(source: Source, number: int) -> Page:
    """A page of a source by its number.

    Raises:
        NotFound: it has no pages that can be drawn, or not this one.
    """
    if not source.pages or not facsimile.has_pages(source.format):
        raise NotFound(f"Tệp .{source.format} không có trang để xem như ảnh.", format=source.format)
    for page in source.pages:
        if page.number == number:
            return page
    raise NotFound(f"Tệp có {len(source.pages)} trang, không có trang {number}.", pages=len(source.pages))


def span_of(passage: str) -> Span:
    """The span that a passage's id or ``START-END`` names.

    Raises:
        NotFound: it names none.
    """
    found = _PASSAGE.fullmatch(passage)
    if found is None:
        raise NotFound(f"“{passage[:60]}” không phải passage.id hay vị trí START-END.", passage=passage[:60])
    return int(found[1]), int(found[2])


def boxes_on(source: Source, page: Page, span: Span) -> list[Box]:
    """The boxes of the lines of a page that a span has words of, in points."""
    start, end = max(span[0], page.start), min(span[1], page.end)
    return [line.box for line in source.lines if line.start < end and start < line.end and line.end > page.start]


def marked(picture: Image.Image, boxes: Sequence[Box], scale: float) -> Image.Image:
    """The picture with a line drawn around boxes (in points) and the paper inside tinted; the print stays dark."""
    if not boxes:
        return picture
    inside = _around(picture.size, boxes, scale, _AROUND)
    found = picture.convert("RGB")
    found.paste(ImageChops.multiply(found, Image.new("RGB", found.size, _GROUND)), mask=inside)
    found.paste(_OUTLINE, mask=ImageChops.subtract(_around(picture.size, boxes, scale, _AROUND + _THICK), inside))
    return found


def _around(size: tuple[int, int], boxes: Sequence[Box], scale: float, margin: float) -> Image.Image:
    """A mask of the boxes, each wider by a margin (in points) on every side."""
    mask = Image.new("1", size)
    pen = ImageDraw.Draw(mask)
    for left, top, right, bottom in boxes:
        edges = (left - margin, top - margin, right + margin, bottom + margin)
        pen.rectangle([edge * scale for edge in edges], fill=1)
    return mask


def unchanged(state: FileState) -> Path:
    """Where a source file lies.

    Raises:
        NotFound: it is gone, or is no longer what was read: its pages would not be those that the index knows.
    """
    path = source_of(state)
    now = path.stat()
    if (now.st_size, now.st_mtime_ns) != (state.bytes, state.modified_ns):
        raise NotFound(
            f"Tệp gốc {state.file} đã đổi từ khi lập chỉ mục; hãy chạy lại tracuu index.", file=state.file
        )
    return path


@lru_cache(maxsize=_KEPT)
def _png(path: Path, format: str, page: Page, boxes: tuple[Box, ...], hash: str) -> bytes:
    """The picture packed; ``hash`` is the file's, so that a changed file is drawn anew."""
    del hash
    picture, scale = facsimile.draw(path, format, page)
    packed = io.BytesIO()
    marked(picture, boxes, scale).quantize(64, Image.Quantize.FASTOCTREE).save(packed, "PNG", compress_level=4)
    return packed.getvalue()


def _tag(state: FileState, page: Page, boxes: Sequence[Box]) -> str:
    seen = repr((state.hash, page.number, boxes, facsimile.DPI)).encode()
    return f'"{hashlib.blake2b(seen, digest_size=10).hexdigest()}"'
