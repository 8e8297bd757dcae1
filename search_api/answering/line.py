"""A question as one line of keys: which words of it ask, and for what kinds of thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from indexer.text import fold, fold_letters, folded_key, syllables
from search_api.answering.kinds import AMOUNTS, Fact, Want
from search_api.answering.patterns import FACTS, FILLER, NUMBERED, WANTS, Words
from search_api.query import Query

_ASKED_NUMBER = re.compile(r"(?<!\S)(?:số|so|sđt|sdt) ")
_SO_MANY = ("nhiêu", "nhieu")

_Kind = Want | Fact | None
_Table = tuple[tuple[_Kind, re.Pattern[str]], ...]


class Line(NamedTuple):
    """A question as one line of its keys, with the kinds that it asks for and where these stand."""

    plain: str
    keys: list[str]
    text: str
    facts: list[_Kind]
    asking: tuple[tuple[int, int], ...]
    wants: tuple[Want, ...]
    taken: tuple[tuple[int, int], ...]


@lru_cache(maxsize=64)
def line_of(query: Query) -> Line:
    """A question so."""
    plain = unnamed(query.text)
    keys = _of_the_north([folded_key(one.key) if query.is_bare else one.key for one in syllables(plain)])
    text = " ".join(keys)
    facts, held = _matched(text, _patterns(query.is_bare)[0], taken=())
    wants, taken = _matched(text, _patterns(query.is_bare)[1], taken=held)
    wanted = _in_percent([want for want in wants if isinstance(want, Want)], query.text)
    if Want.PHONE in wanted and set(wanted) & set(AMOUNTS) and not _ASKED_NUMBER.search(text):
        wanted = tuple(want for want in wanted if want is not Want.PHONE)  # how often it was called, not where
    if Want.PHONE in wanted:  # "số mấy" asks for that of a telephone
        facts = [fact for fact in facts if fact is not Fact.NUMBER]
        wanted = tuple(want for want in wanted if want is not Want.DOCUMENT)
    return Line(plain, keys, text, facts, held, wanted, taken)


def _of_the_north(keys: list[str]) -> list[str]:
    """A question's keys, with "bi nhiêu" and "nhiêu" of the south as "bao nhiêu", and "nhứt" as "nhất"."""
    found = list(keys)
    for i, key in enumerate(keys):
        before = keys[i - 1] if i else ""
        if key in _SO_MANY and before == "bi":
            found[i - 1] = "bao"
        elif key in _SO_MANY and before not in ("bao", "bấy", "bay"):
            found[i] = f"bao {key}"
        elif key in ("nhứt", "nhut"):
            found[i] = "nhất" if key == "nhứt" else "nhat"
    return found


def asking(line: Line, bare: bool) -> set[int]:
    """The places of the syllables that ask and say nothing of what about."""
    _, filler = _matched(line.text, _patterns(bare)[2], taken=())
    return {i for span in (*line.asking, *line.taken, *filler) for i in places(line.keys, span)}


def _in_percent(wants: list[Want], text: str) -> tuple[Want, ...]:
    """The wants once each; "bao nhiêu %" asks for a share."""
    is_share = re.search(r"(?:nhiêu|nhieu|mấy|may)\s*%", text, re.I)
    shares = (Want.COUNT, Want.MONEY) if is_share else ()
    said = [Want.PERCENT if want in shares else want for want in wants]
    return tuple(dict.fromkeys([*said, Want.PERCENT] if is_share else said))


def unnamed(text: str) -> str:
    """The text with the numbers of directives blanked out, of the same length."""
    return "".join(_blanked(text))


def _blanked(text: str) -> Iterator[str]:
    at = 0
    for match in NUMBERED.finditer(fold_letters(text).lower()):
        yield text[at : match.start()] + " " * (match.end() - match.start())
        at = match.end()
    yield text[at:]


def compiled(words: Words, bare: bool) -> re.Pattern[str]:
    """Any of some ways to say something, as whole words, with or without diacritics."""
    either = "|".join(words)
    return re.compile(rf"(?<!\S)(?:{fold(either) if bare else either})(?!\S)")


@cache
def _patterns(bare: bool) -> tuple[_Table, _Table, _Table]:
    """The patterns of facts, of wants and of filler, without diacritics where the question has none."""

    def made(rows: Iterable[tuple[_Kind, Words]]) -> _Table:
        return tuple((kind, compiled(words, bare)) for kind, words in rows)

    return made(FACTS), made(WANTS), made([(None, FILLER)])


def _matched(
    line: str, table: _Table, taken: tuple[tuple[int, int], ...]
) -> tuple[list[_Kind], tuple[tuple[int, int], ...]]:
    """The kinds whose words stand in the line, each stretch read once, in the order of the line."""
    held = list(taken)
    found: list[tuple[int, _Kind]] = []
    for kind, pattern in table:
        for match in pattern.finditer(line):
            if match[0].strip() and not any(match.start() < end and start < match.end() for start, end in held):
                held.append(match.span())
                found.append((match.start(), kind))
    found.sort(key=lambda pair: pair[0])
    return [kind for _, kind in found], tuple(held)


def places(keys: list[str], span: tuple[int, int]) -> range:
    """Which syllables of the line a span of it holds."""
    at, first, last = 0, len(keys), 0
    for i, key in enumerate(keys):
        if at < span[1] and span[0] < at + len(key):
            first, last = min(first, i), i + 1
        at += len(key) + 1
    return range(first, last)
