"""What people call an issuer by: less than its full name, "UBND tỉnh" or "Đồng Nai"."""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.domain import Header

_LEVEL = "tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|khu vực"
_OFFICE = rf"(?P<office>.*?\b(?:ủy|uỷ)|(?P<head>.+?) (?:{_LEVEL}))"
_NO_PLACE = r"(?:Sở|Bộ|Ban|Bệnh viện|Trung tâm|Công ty|Công an|Ủy ban|Khối)\b"  # Đảng ủy Sở Y tế
_NAMED = re.compile(rf"(?i:{_OFFICE}) (?P<place>(?!{_NO_PLACE})[A-ZĐÀ-Ỹ][\w'-]*(?: [\w'-]+){{0,3}})")


def sorts(issuer: str) -> tuple[str, ...]:
    """What issuers of its sort are called, wherever they are: ``Ủy ban nhân dân tỉnh``, ``Ủy ban nhân dân``."""
    return _called(issuer)[:-1]


def places(header: Header) -> set[str]:
    """Where a directive comes from: the places that its issuers are named by, and that beside its date."""
    of_issuers = (_called(name)[-1:] for name in (header.issuer, header.parent_issuer) if name)
    return {place for found in (*of_issuers, (header.place,)) for place in found if place}


@lru_cache(maxsize=16_384)
def _called(issuer: str) -> tuple[str, ...]:
    """The names of its sort, then that of its place; nothing where its name tells no place."""
    found = _NAMED.fullmatch(issuer)
    return tuple(filter(None, found.group("office", "head", "place"))) if found else ()
