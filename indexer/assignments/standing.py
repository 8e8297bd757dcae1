"""Where offices stand: above the one that speaks (what is asked of them is a request, no task), or in the Party,
whose committees lead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from indexer import offices
from indexer.domain import Header

_CENTRAL = re.compile(
    r"(?:lanh dao |pho )?(?:quoc hoi|chinh phu|thu tuong|bo truong|bo (?!chi huy|tu lenh|doi|phan|mon|may)\w"
    r"|trung uong|ban bi thu|bo chinh tri|van phong (?:chinh phu|quoc hoi|trung uong)"
    r"|(?:ngan hang nha nuoc|bao hiem xa hoi) viet nam(?! chi nhanh))"
)
_OF_PROVINCE = re.compile(
    r"(?:chu tich |thuong truc |lanh dao )?(?:uy ban nhan dan|hoi dong nhan dan) tinh\b|(?:thuong truc )?tinh uy\b"
)

_OF_PARTY = re.compile(
    r"(?:cap|tinh|thanh|huyen|quan|thi|dang|chi) uy\b|ban (?:can su|thuong vu|chap hanh)|dang (?:doan|bo)|chi bo"
)


def leads(names: Sequence[str], words: str) -> bool:
    """Whether words say what committees of the Party do: ``Lãnh đạo UBND tỉnh xây dựng ...`` names no leaders."""
    return words.startswith("Lãnh đạo") and any(_OF_PARTY.match(_key(name)) for name in names)


def is_above(names: Sequence[str], header: Header) -> bool:
    """Whether all of some offices stand above the issuer of a directive, as far as their names tell."""
    issuer, parent = _key(header.issuer or ""), _key(header.parent_issuer or "")
    return bool(issuer) and all(_is_above(_key(name), issuer, parent) for name in names)


@lru_cache(maxsize=1_024)  # few offices are spoken of, each in many sentences
def _key(name: str) -> str:
    return offices.key(name)


def _is_above(name: str, issuer: str, parent: str) -> bool:
    if _CENTRAL.match(issuer) or _CENTRAL.match(parent) or name.startswith("cac "):
        return False
    is_parent = len(name.split()) > 1 and f"{parent} ".startswith(f"{name} ")
    return bool(is_parent or _CENTRAL.match(name) or (_OF_PROVINCE.match(name) and not _OF_PROVINCE.match(issuer)))
