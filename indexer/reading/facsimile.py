"""One page of a source file as it looks: the picture that a reader compares the text with."""

from __future__ import annotations

from pathlib import Path

from PIL.Image import Image

from indexer.domain import Page
from indexer.reading import scan, textlayer
from indexer.reading.kinds import PICTURES

DPI = 130
"""Resolution in dots per inch: A4 is then 1,075 by 1,520 pixels, twice as wide as it is shown."""

LONGEST = 2200
"""Pixels of a picture's longer side; a larger page is drawn at less."""

_POINTS = 72  # an inch


def has_pages(format: str) -> bool:
    """Whether files of a format (as in ``Source.format``) have pages that can be drawn."""
    return format == "pdf" or f".{format}" in PICTURES


def draw(path: Path, format: str, page: Page) -> tuple[Image, float]:
    """A page in colour, upright and level as it was read, and its scale in pixels a point.

    A place of a line (:class:`indexer.domain.PlacedLine`) times the scale is its place in the picture.

    Raises:
        FileRefused: the file cannot be opened, or not at this page.
    """
    if format == "pdf":
        with textlayer.opened(path) as document:
            picture, dpi = document.drawn(page.number, DPI, LONGEST)
    else:
        picture, dpi = scan.picture(path, page.number, DPI)
    longest = max(picture.size)
    if longest > LONGEST:
        dpi *= LONGEST / longest
        picture.thumbnail((LONGEST, LONGEST))
    return scan.turned(picture, page.turn), dpi / _POINTS
