"""``GET /api/suggest``: what the archive has that begins as a question does: numbers, offices, subjects."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated, Literal, NamedTuple
from weakref import WeakKeyDictionary

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from indexer.index.records import Entry
from indexer.text import fold, has_diacritics, nfc
from search_api.handed import Handed
from search_api.routes import engine_of
from search_api.vocabulary import Vocabulary

router = APIRouter(route_class=Handed)

Kind = Literal["number", "office", "subject"]
_ORDER = {"number": 0, "office": 1, "subject": 2}
_LONGEST = 90  # characters of a subject that is offered, cut between words
_MANY_SPACES = re.compile(r"\s+")


class Known(NamedTuple):
    """One thing to suggest: its words for matching with and without diacritics, and in how many places it is."""

    text: str
    kind: Kind
    exact: str
    folded: str
    places: int


class SuggestionOut(BaseModel):
    """One thing to ask for."""

    text: str
    kind: Annotated[Kind, Field(description="số hiệu, cơ quan hoặc trích yếu")]


class SuggestionsOut(BaseModel):
    """What the archive has that fits, best first."""

    items: list[SuggestionOut]


@router.get("/api/suggest", summary="Gợi ý khi gõ: số hiệu, cơ quan, trích yếu có trong kho")
def suggest(
    request: Request,
    q: Annotated[str, Query(max_length=200, description="phần đã gõ, có dấu hoặc không dấu")],
    limit: Annotated[int, Query(ge=1, le=20, description="số gợi ý")] = 8,
) -> SuggestionsOut:
    """Whose words begin as the typed ones do, in their order."""
    found = matching(known(engine_of(request).vocabulary), q)[:limit]
    return SuggestionsOut(items=[SuggestionOut(text=one.text, kind=one.kind) for one in found])


_KNOWN: WeakKeyDictionary[Vocabulary, tuple[Known, ...]] = WeakKeyDictionary()


def known(vocabulary: Vocabulary) -> tuple[Known, ...]:
    """All that one version of an archive, as its reader may see it, can suggest; read once."""
    if vocabulary not in _KNOWN:
        _KNOWN[vocabulary] = _read(vocabulary)
    return _KNOWN[vocabulary]


def _read(vocabulary: Vocabulary) -> tuple[Known, ...]:
    entries = list(vocabulary.entries())
    issuers = (office for entry in entries for office in (entry.header.issuer, entry.header.parent_issuer))
    named = Counter(name for names in vocabulary.assigned.values() for name in names)
    named.update(filter(None, issuers))
    offices: dict[str, Counter[str]] = {}
    for name, count in named.items():
        offices.setdefault(vocabulary.office(name), Counter())[name] += count
    found = [_known(names.most_common(1)[0][0], "office", names.total()) for names in offices.values()]
    return (*_of_headers(entries), *found)


def matching(all_known: Iterable[Known], typed: str) -> list[Known]:
    """Those that have the typed words, the last perhaps unfinished; better where they begin with them."""
    words = _words(typed)
    if not words:
        return []
    field = "exact" if has_diacritics(words) else "folded"
    wanted = f" {words if field == 'exact' else fold(words)}"
    placed = [(f" {getattr(one, field)}".find(wanted), one) for one in all_known]
    found = [(place > 0, _ORDER[one.kind], -one.places, one.text, one) for place, one in placed if place >= 0]
    return [one for *_, one in sorted(found)]


def _of_headers(entries: Iterable[Entry]) -> Iterator[Known]:
    numbers = Counter(entry.header.number for entry in entries if entry.header.number)
    subjects = Counter(_shortened(entry.header.subject) for entry in entries if entry.header.subject)
    for number, places in numbers.items():
        yield _known(number, "number", places)
    for subject, places in subjects.items():
        yield _known(subject, "subject", places)


def _known(text: str, kind: Kind, places: int) -> Known:
    words = _words(text)
    return Known(text, kind, words, fold(words), places)


def _words(text: str) -> str:
    return _MANY_SPACES.sub(" ", nfc(text).casefold()).strip()


def _shortened(subject: str) -> str:
    return subject if len(subject) <= _LONGEST else subject[:_LONGEST].rpartition(" ")[0]
