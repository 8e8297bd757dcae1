"""Lists page by page: ``limit`` and ``offset`` in, and where to go on out, as a ``Link`` header (RFC 8288)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Query, Request, Response

MOST = 500
"""The most items of one page."""

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of a list is asked for. A dependency of the calls that answer with lists."""

    limit: Annotated[int, Query(ge=1, le=MOST, description="số mục mỗi trang")] = 50
    offset: Annotated[int, Query(ge=0, description="bỏ qua bấy nhiêu mục đầu")] = 0

    def of(self, items: list[_Item]) -> list[_Item]:
        """The part of a list."""
        return items[self.offset : self.offset + self.limit]

    def tell(self, request: Request, response: Response, total: int) -> None:
        """Name the pages before and after this one in the headers of an answer."""
        places = {"prev": max(self.offset - self.limit, 0), "next": self.offset + self.limit}
        is_there = {"prev": self.offset > 0, "next": places["next"] < total}
        links = [
            f'<{request.url.include_query_params(offset=place, limit=self.limit)}>; rel="{name}"'
            for name, place in places.items()
            if is_there[name]
        ]
        if links:
            response.headers["Link"] = ", ".join(links)
