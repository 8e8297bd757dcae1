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


def count(directives: Mapping[int, Entry], owners: Mapping[int, int], vocabulary: Vocabulary) -> Counts:
    """Directives by kind, issuer, year and office that they give tasks to, most first.

    Args:
        directives: those of the ranked passages, by any number.
        owners: the number of the directive that each ranked passage is of, by the passage's key.
        vocabulary: knows who is given tasks where.
    """
    headers = [entry.header for entry in directives.values()]
    years = filter(None, map(attrgetter("date.year"), headers))
    return {
        "kind": _counted(filter(None, map(attrgetter("kind"), headers))),
        "issuer": _counted(filter(None, map(attrgetter("issuer"), headers))),
        "year": _counted(map(str, years)),
        "assignee": _ordered(_assignees(owners, vocabulary)),
    }


def _counted(values: Iterable[str]) -> dict[str, int]:
    """How often each is there, most first, those that are equal by name."""
    return _ordered(Counter(values))


def _ordered(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(sorted(counts.items()), key=itemgetter(1), reverse=True))


def _assignees(owners: Mapping[int, int], vocabulary: Vocabulary) -> dict[str, int]:
    """As the filter on them: an office with those that belong to it, each by the spelling that is used most."""
    names_of = vocabulary.assigned.get
    used: Counter[str] = Counter()
    having: dict[str, set[int]] = defaultdict(set)
    for key, directive in owners.items():
        for name in names_of(key, ()):
            used[name] += 1
            having[name].add(directive)
    spellings: dict[str, list[str]] = defaultdict(list)
    for name, _ in used.most_common():
        spellings[vocabulary.office(name)].append(name)
    padded = [(f" {office} ", set().union(*map(having.__getitem__, names))) for office, names in spellings.items()]
    found: dict[str, int] = {}
    order = sorted(spellings.items(), key=lambda item: (-sum(map(used.__getitem__, item[1])), item[0]))
    for _, (name, *_) in order[:_OFFICES]:
        wanted = f" {vocabulary.office(offices.typed(name))} "
        found[name] = len(set().union(*(ids for other, ids in padded if wanted in other)))
    return found
