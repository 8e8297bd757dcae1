"""How many of the ranked directives have each value that one can filter by: the facets of a result."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from operator import attrgetter, itemgetter

from indexer import offices
from indexer.index.records import Entry
from search_api.vocabulary import Vocabulary

_OFFICES = 24
"""Offices that are counted: those with tasks in most of the ranked passages."""

Counts = dict[str, dict[str, int]]


def count(entries: Mapping[int, Entry], vocabulary: Vocabulary) -> Counts:
    """Directives by kind, issuer, year and office that they give tasks to, most first.

    ``entries`` are those of the ranked passages, by the passages' keys.
    """
    headers = {entry.id: entry.header for entry in entries.values()}.values()
    years = filter(None, map(attrgetter("date.year"), headers))
    return {
        "kind": _counted(filter(None, map(attrgetter("kind"), headers))),
        "issuer": _counted(filter(None, map(attrgetter("issuer"), headers))),
        "year": _counted(map(str, years)),
        "assignee": _ordered(_assignees(entries, vocabulary)),
    }


def _counted(values: Iterable[str]) -> dict[str, int]:
    """How often each is there, most first, those that are equal by name."""
    return _ordered(Counter(values))


def _ordered(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(sorted(counts.items()), key=itemgetter(1), reverse=True))


def _assignees(entries: Mapping[int, Entry], vocabulary: Vocabulary) -> dict[str, int]:
    """As the filter on them: an office with those that belong to it, each by the spelling that is used most."""
    names_of = vocabulary.assigned.get
    given = {key: names for key in entries if (names := names_of(key))}
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    having: dict[str, set[str]] = defaultdict(set)
    for key, names in given.items():
        for name in names:
            office = vocabulary.office(name)
            spellings[office][name] += 1
            having[office].add(entries[key].id)
    padded = [(f" {office} ", ids) for office, ids in having.items()]
    found: dict[str, int] = {}
    for office, _ in sorted(spellings.items(), key=lambda item: (-item[1].total(), item[0]))[:_OFFICES]:
        name = spellings[office].most_common(1)[0][0]
        wanted = f" {vocabulary.office(offices.typed(name))} "
        parts = (ids for other, ids in padded if wanted in other)
        found[name] = len(set().union(*parts))
    return found
