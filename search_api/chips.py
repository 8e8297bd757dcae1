"""What was understood of a question and by what it is narrowed, as chips that can be taken away by a link."""

from __future__ import annotations

from typing import NamedTuple

from search_api.asked import FACETS, Asked
from search_api.query import Query

_SAID_OF = {
    "kind": "loại",
    "issuer": "cơ quan",
    "place": "địa phương",
    "signer": "người ký",
    "position": "chức vụ",
    "recipients": "gửi",
    "date": "thời gian",
}


class Chip(NamedTuple):
    """One thing: ``url`` is the address of the search without it, None where it cannot be taken away."""

    text: str
    url: str | None
    is_filter: bool = False


def chips(asked: Asked, query: Query) -> list[Chip]:
    """The filters, then what the question was understood to say beyond its words."""
    chosen = ((name, title, getattr(asked, name)) for name, (title, _) in FACETS.items())
    found = [Chip(f"{title}: {value}", asked.url(**{name: ""}), True) for name, title, value in chosen if value]
    meant: dict[str, list[str]] = {}
    for said, other in query.expansions:
        meant.setdefault(said, []).append(other)
    found += [Chip(f"{said} = {', '.join(others)}", asked.url_without(said)) for said, others in meant.items()]
    found += [Chip(f"số, ký hiệu {number}", _without_number(asked, number)) for number in query.numbers]
    found += [Chip(f"{_SAID_OF[fact.field]}: {fact.value}", asked.url_without(fact.value)) for fact in query.facts]
    found += [Chip(f"giao cho: {name}", asked.url_without(name)) for name in query.assignees]
    is_typed_bare = query.is_bare and any(word.islower() and word.isalpha() for word in query.text.split())
    return [*found, Chip("gõ không dấu, so không phân biệt dấu", None)] if is_typed_bare else found


def left_out(asked: Asked) -> list[Chip]:
    """What the one who asks has said is not meant, each with the address that takes it up again."""
    return [Chip(words, asked.url_with(words)) for words in asked.without]


def _without_number(asked: Asked, number: str) -> str | None:
    """The address of the question without a number, where something is left of it."""
    rest = " ".join(asked.q.replace(number, " ").split())
    return asked.url(q=rest) if rest and rest != asked.q else None
