"""Questions to try, made of an archive's own words: an office's tasks, a number, a subject without diacritics."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import takewhile
from weakref import WeakKeyDictionary

from indexer.index.records import Entry
from indexer.text import fold
from search_api.vocabulary import Vocabulary

_WORDS = 8
"""Words of a subject that make a question."""

_LOOKED_AT = 20
"""Directives, newest first, of whose subjects the one with most plain words is taken."""


_KNOWN: WeakKeyDictionary[Vocabulary, tuple[str, ...]] = WeakKeyDictionary()


def examples(vocabulary: Vocabulary) -> tuple[str, ...]:
    """At most three, fewer where the archive has no tasks, numbers or subjects; made once."""
    if vocabulary not in _KNOWN:
        _KNOWN[vocabulary] = _made(vocabulary)
    return _KNOWN[vocabulary]


def _made(vocabulary: Vocabulary) -> tuple[str, ...]:
    entries = newest(vocabulary)
    offices = Counter(name for names in vocabulary.assigned.values() for name in names if len(name.split()) > 2)
    number = next((one.header for one in entries if one.header.number and one.header.kind), None)
    subjects = (_plain(one.header.subject) for one in entries[:_LOOKED_AT] if one.header.subject)
    found = (
        f"nhiệm vụ giao {offices.most_common(1)[0][0]}" if offices else "",
        f"{number.kind} {number.number}" if number else "",
        fold(max(subjects, key=lambda words: len(words.split()), default="")).lower(),
    )
    return tuple(filter(None, found))


def _plain(subject: str) -> str:
    """The first words of a subject, up to the first that is a number."""
    return " ".join(takewhile(str.isalpha, subject.split()[:_WORDS]))


def newest(vocabulary: Vocabulary) -> list[Entry]:
    """The directives by date, newest first; those of unknown date last."""
    return sorted(vocabulary.entries(), key=_newest_first)


def _newest_first(entry: Entry) -> tuple[int, str]:
    return -(entry.header.date.latest or date.min).toordinal(), entry.file
