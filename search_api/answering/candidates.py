"""Sentences that may answer a question, each weighed by what it says, holds and stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from indexer.index.fields import header_words
from indexer.index.records import StoredPassage
from search_api.answering import evidence, office
from search_api.answering.given import TIMES, Given
from search_api.answering.kinds import AMOUNTS, Want
from search_api.answering.overlap import Asked, Scope, header_scope, number_scope
from search_api.answering.sentences import Sentence, cut

_HERE, _ABOVE, _BESIDE, _AROUND = 1.0, 0.85, 0.3, 0.5
"""What a word of the question counts in the sentence, in headings and lead-ins, in the rest of the passage, and in
the header of its directive."""

_FROM_ABOVE = 0.9
"""What evidence counts that stands in the heading or lead-in above."""

_OF_EVIDENCE, _OF_PASSAGE = 0.5, 0.35
"""What the asked kind adds, and the passage's own score."""

_OF_HEADING, _OF_LEAD = 0.4, 0.1
_OF_YEAR, _OF_OFFICE, _OF_NAME = 0.4, 0.2, 0.2
"""What a heading takes away, and a lead-in; another year, an office that is not spoken of, other names."""


@dataclass(frozen=True, slots=True)
class Read:
    """A passage that was found, with its fused score (1 is the best there can be) and cosine."""

    stored: StoredPassage
    score: float
    dense: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a passage and how it suits: ``score`` orders, the rest explains.

    ``known`` is the share of the question that stands in the sentence, above it, elsewhere in the passage, or in
    the header; ``found`` says how far each word does. ``holds`` is the strength of evidence for the kind that is
    asked, ``years`` for the years that are named, ``names`` the share of the names that passage or header have;
    ``above`` are the headings and lead-ins over it.
    """

    read: Read
    sentence: Sentence
    score: float
    known: float
    found: list[float]
    holds: float
    years: float
    names: float
    above: tuple[str, ...]

    @property
    def text(self) -> str:
        """Its words."""
        return self.read.stored.passage.text[self.sentence.start : self.sentence.end]

    @property
    def start(self) -> int:
        """Where it begins in the directive."""
        return self.read.stored.passage.start + self.sentence.start

    @property
    def end(self) -> int:
        """Where it ends in the directive."""
        return self.read.stored.passage.start + self.sentence.end


class Weighing:
    """What sentences are weighed by: a question and the kind of thing that it asks for."""

    def __init__(self, asked: Asked, want: Want | None, given: Given) -> None:
        """For one kind."""
        self._asked = asked
        self._want = want
        self._given = given

    def weigh(self, read: Read) -> list[Candidate]:
        """The sentences of a passage as candidates."""
        passage = read.stored.passage
        bare = self._asked.is_bare
        beside = self._asked.found(Scope.of([passage.text], bare))
        around = self._asked.found(header_scope(read.stored.entry.header, bare))
        names = self._asked.names([*passage.context, passage.text, header_words(read.stored.entry.header)])
        bears = float(bool(self._asked.numbers & number_scope(read.stored.entry.header).numbers))
        found = []
        above: tuple[str, ...] = passage.context
        over = self._over(above, bears)
        item = ""
        for sentence in cut(passage):
            words = passage.text[sentence.start : sentence.end]
            here = self._asked.found(Scope.of([words], bare))
            if item and _FIELD.match(words):
                of_item = (*above, item)
                at = _Found(here, self._over(of_item, bears), beside, around)
                found.append(self._candidate(read, sentence, of_item, at, names))
                continue
            item = words
            found.append(self._candidate(read, sentence, above, _Found(here, over, beside, around), names))
            if sentence.is_heading or sentence.is_lead:
                above = (*above, words)
                over = self._over(above, bears)
        return found

    def _over(self, above: tuple[str, ...], bears: float) -> list[float]:
        """What stands above; the number of the directive itself stands above all of it."""
        return [*self._asked.found(Scope.of(above, self._asked.is_bare))[:-1], bears]

    def _candidate(
        self, read: Read, sentence: Sentence, above: tuple[str, ...], found: _Found, names: float
    ) -> Candidate:
        words = read.stored.passage.text[sentence.start : sentence.end]
        holds = self._holds(words, above)
        if self._want is Want.TASK:
            holds = self._given.strength(read.stored, sentence, above)
        elif self._want is Want.WHO or self._want in TIMES:
            holds = max(holds, self._given.strength(read.stored, sentence, above))
        years = _years(self._asked.question.years, words, " ".join(above), read.stored, self._want)
        if holds > evidence.PLAIN:  # "Thời gian: ..." is of what the whole directive is about
            found = found._replace(over=[max(a, b) for a, b in zip(found.over, found.around, strict=True)])
        score = (
            self._asked.share(found.valued)
            + _OF_EVIDENCE * holds
            + _OF_PASSAGE * read.score
            - _OF_HEADING * sentence.is_heading
            - _OF_LEAD * sentence.is_lead
            - _OF_YEAR * (1 - years)
            - _OF_NAME * (1 - names)
            - _OF_OFFICE * self._is_elsewhere(" ".join((*above, words)), header_words(read.stored.entry.header))
        )
        return Candidate(
            read=read,
            sentence=sentence,
            score=score,
            known=self._asked.share(found.anywhere),
            found=found.anywhere,
            holds=holds,
            years=years,
            names=names,
            above=above,
        )

    def _is_elsewhere(self, words: str, header: str) -> bool:
        """Whether some office that is named is not spoken of here, nor in the header."""
        named = self._asked.question.offices
        return not all(office.is_in(name, header) or office.is_in(name, words) for name in named)

    def _holds(self, words: str, above: tuple[str, ...]) -> float:
        """The evidence in the sentence, or in the two headings or lead-ins that it hangs on."""
        question = self._asked.question
        over = max((evidence.strength(text, question, self._want) for text in above[-2:]), default=0.0)
        return max(evidence.strength(words, question, self._want), _FROM_ABOVE * over)


_FIELD = re.compile(
    r"\W*(?:thời (?:gian|hạn|điểm)|địa điểm|chủ trì|đơn vị|cơ quan|phối hợp|thực hiện|phụ trách|người|kinh phí"
    r"|nguồn|sản phẩm|kết quả|số lượng|hoàn thành|hạn|tiến độ)\b[^:\n]{0,30}:",
    re.I,
)
"""A line that tells one thing of the item before it: ``Thời gian: quý II``."""


class _Found(NamedTuple):
    """How far each word of the question was found: in a sentence, above it, beside it, in the header."""

    here: list[float]
    over: list[float]
    beside: list[float]
    around: list[float]

    @property
    def valued(self) -> list[float]:
        """The best of each word by what its place counts."""
        places = zip(*self, strict=True)
        return [max(_HERE * a, _ABOVE * b, _BESIDE * c, _AROUND * d) for a, b, c, d in places]

    @property
    def anywhere(self) -> list[float]:
        """In any of the places."""
        return [max(parts) for parts in zip(*self, strict=True)]


_NEXT = 0.6
"""What another year counts in what is due for something of the year that is asked for."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OPENING = re.compile(r"\W*(?:trong |kết quả )?năm ((?:19|20)\d\d)(?!\s*[-–—]|\d| (?:và|đến))", re.I)
_SPAN = re.compile(
    r"((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)|từ(?: năm)? ((?:19|20)\d\d) đến(?: năm)? ((?:19|20)\d\d)"
)


def _years(years: tuple[str, ...], words: str, above: str, stored: StoredPassage, want: Want | None) -> float:
    """How surely a sentence is of the asked years: 1 where it or what stands above names no other; 0 for none.

    What is due for something of a year, as the subject says, may be so the year before or after; an amount is of
    its year.
    """
    if not years:
        return 1.0
    if (opening := _OPENING.match(words)) and opening[1] not in years:  # "Năm 2023 toàn tỉnh có ..."
        return 0.15
    header = f"{stored.entry.header.date.year or ''} {stored.entry.header.subject or ''}"
    for text in (words, f"{words} {above}"):
        text = evidence.own(text)  # noqa: PLW2901 - without what it cites
        written = set(_YEAR.findall(text))
        if all(_names_year(year, text) for year in years):
            return 0.5 + 0.5 * len(written & set(years)) / max(len(written), 1)
    if written:
        is_of = want not in AMOUNTS and all(year in (stored.entry.header.subject or "") for year in years)
        return (_NEXT if want in TIMES else 0.3) if is_of else 0.15
    if all(_names_year(year, f"{words} {above} {header}") for year in years):
        return 0.6
    return (
        0.3 if all(_names_year(year, f"{words} {above} {header} {stored.passage.text}") for year in years) else 0.0
    )


def _names_year(year: str, text: str) -> bool:
    """Whether a year is written, or lies in a span of years that is."""
    spans = [tuple(int(part) for part in match.groups() if part) for match in _SPAN.finditer(text)]
    return year in text or any(a <= int(year) <= b for a, b in spans)
