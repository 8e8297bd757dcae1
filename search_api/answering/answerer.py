"""A question in, an answer out: copied from the archive with its places, or the reason why there is none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from indexer import numbers
from indexer.errors import InvalidQuery
from indexer.index.fields import header_words
from indexer.index.records import Entry
from search_api.answering import cited, compose, doubt, evidence, header_facts, named, reasons
from search_api.answering.answer import Answer, Ask, Quote, copied, quoted
from search_api.answering.archive import Archive, archive_of
from search_api.answering.candidates import Candidate, Read, Weighing
from search_api.answering.given import Given
from search_api.answering.kinds import AMOUNTS, VAGUE, Detail, Fact, Want
from search_api.answering.overlap import Asked
from search_api.answering.question import Question, read
from search_api.cite import directive_label
from search_api.engine import Engine, Mode

MOST = 50
"""The most passages that an answer is looked for in."""

SHOWN = 3
"""Passages to look at where there is no answer."""

_TRACE, _OTHER_YEAR, _OTHER_OFFICE = 0.27, 0.15, 0.2
"""Evidence below which what is asked is not there; up to which a sentence is of another year, or office."""

_OF_HEADER = 0.9
"""How sure an answer of a header is."""

_OF_HEADER_ONLY = frozenset((Fact.SIGNER, Fact.POSITION))
"""What no sentence of a body tells."""

_TOGETHER = 0.1
"""How much less than the best for each kind a sentence may suit that suits all kinds asked for."""

_NEARLY = 0.3
"""Share of their evidence that such a sentence must hold of each."""

_FAR = 1.1
"""How many times as good as any other a passage is that tells which directive is meant."""

_YEAR = re.compile(r"(?:19|20)\d\d(?:/[a-zđ]+)?")
"""A number that may be a year, after a word for a directive: "quyết định 2020 của tỉnh"."""

_TIMES = (Want.DEADLINE, Want.DATE, Want.PERIOD)
_OPEN = (Want.TASK, *VAGUE)
_AS_WANT = {Fact.DATE: Want.DATE, Fact.ISSUER: Want.WHO, Fact.NUMBER: Want.DOCUMENT, Fact.RECIPIENTS: Want.WHO}


@dataclass(frozen=True, slots=True)
class Look:
    """A question with the passages that were found for it and the archive they are from."""

    engine: Engine
    archive: Archive
    asked: Asked
    reads: tuple[Read, ...]

    @property
    def question(self) -> Question:
        """The question as read."""
        return self.asked.question

    @property
    def entries(self) -> list[Entry]:
        """The directives that were found, best first."""
        return list({one.stored.entry.id: one.stored.entry for one in self.reads}.values())


@dataclass(frozen=True, slots=True)
class Choice:
    """The sentence that suits best for a kind asked, how sure that is, and the others.

    It is not ``is_possible`` that a sentence without any date, number ... answers where one is asked for.
    """

    want: Want | None
    best: Candidate
    others: tuple[Candidate, ...]
    signs: doubt.Signs
    chance: float
    is_possible: bool


def answer(engine: Engine, ask: Ask) -> Answer:
    """Answer a question from the archive, in its own words.

    Raises:
        InvalidQuery: the question is empty or too long, or ``top_k`` is out of range.
    """
    looked = look(engine, ask)
    found = _answer(looked)
    return replace(found, nearest=_nearest(looked)) if found.abstained else found


def look(engine: Engine, ask: Ask) -> Look:
    """Read a question and find passages for it.

    Raises:
        InvalidQuery: as above.
    """
    if not 1 <= ask.top_k <= MOST:
        raise InvalidQuery(f"top_k phải từ 1 đến {MOST}, không phải {ask.top_k}.", top_k=ask.top_k)
    query = engine.understand(ask.question, ask.without)
    ranking = engine.rank(query, Mode.HYBRID, ask.filters)
    keys = ranking.keys[: ask.top_k].tolist()
    stored = engine.index.passages(keys)
    reads = [
        Read(stored[key], float(ranking.scores[i]), float(ranking.dense[i]))
        for i, key in enumerate(keys)
        if key in stored
    ]
    archive = archive_of(engine.index)
    return Look(engine, archive, Asked(read(query, engine.vocabulary), archive), tuple(reads))


def choices(look: Look) -> list[Choice]:
    """The best sentence for each kind that is asked for: the same for all, where one suits all nearly as well."""
    found = {want: weighed for want in wanted(look.question) if (weighed := _weighed(look, want))}
    bests = {want: _best(want, weighed) for want, weighed in found.items()}
    bests = _of_one_sentence(found, bests) or bests
    return [_choice(look, want, best, found[want]) for want, best in bests.items()]


def _weighed(look: Look, want: Want | None) -> list[Candidate]:
    """All sentences by how they suit a kind, best first."""
    weighing = Weighing(look.asked, want, Given(look.question, want, look.archive))
    found = [one for passage in look.reads for one in weighing.weigh(passage)]
    return sorted(found, key=lambda one: (-one.score, one.read.stored.key, one.start))


def _best(want: Want | None, found: Sequence[Candidate]) -> Candidate:
    """The first, or the first that holds what is asked where nothing else answers."""
    return next((one for one in found if _may_answer(want, one)), found[0])


def _may_answer(want: Want | None, candidate: Candidate) -> bool:
    return want not in evidence.STRICT or candidate.holds >= _TRACE


_Bests = dict[Want | None, Candidate]


def _of_one_sentence(found: Mapping[Want | None, Sequence[Candidate]], bests: _Bests) -> _Bests | None:
    """One sentence for several kinds; None where each has another that suits it better by far."""
    together: defaultdict[tuple[int, int], _Bests] = defaultdict(dict)
    for want, weighed in found.items():
        for one in weighed:
            if _may_answer(want, one) and one.holds >= _NEARLY * min(bests[want].holds, 1.0):
                together[one.read.stored.key, one.start][want] = one
    suited = [one for one in together.values() if len(one) == len(found)]
    best = max(suited, key=_sum, default=None)
    return best if best and _sum(best) >= _sum(bests) - _TOGETHER * len(found) else None


def _sum(bests: _Bests) -> float:
    return sum(one.score for one in bests.values())


def _choice(look: Look, want: Want | None, best: Candidate, found: Sequence[Candidate]) -> Choice:
    signs = doubt.Signs.of(best, look.asked, want, look.reads[0].score)
    is_possible = signs.figure < 1 and _is_possible(best, want, look.question)  # "10 năm" is not "05 năm"
    chance = doubt.chance(signs) if is_possible else 0.0
    return Choice(want, best, tuple(one for one in found[:20] if one is not best), signs, chance, is_possible)


def _is_possible(best: Candidate, want: Want | None, question: Question) -> bool:
    """Whether a sentence can answer: it holds what is asked, is of the office and not of another year."""
    if question.most and not named.says_most(best, question):
        return False
    if want in _OPEN and named.is_only_cited(best, question):
        return False
    if want in evidence.STRICT:
        return best.holds >= _TRACE and best.years > _OTHER_YEAR
    return want is not Want.TASK or not question.offices or best.holds > _OTHER_OFFICE


def wanted(question: Question) -> list[Want | None]:
    """The kinds to answer: each kind of fact asked for once; of those that any words may answer, one."""
    wants = [_task(want, question) for want in question.wants] or [
        _AS_WANT[fact] for fact in question.facts if fact in _AS_WANT
    ]
    groups: dict[object, Want] = {}
    for want in sorted(wants, key=list(Want).index):
        group = next((group for group in (_TIMES, AMOUNTS, _OPEN) if want in group), want)
        groups.setdefault(group, want)
    if len(groups) > 1:
        groups.pop(_OPEN, None)
    if Want.DOCUMENT in groups:
        groups.pop(_TIMES, None)  # its name tells its date
    if AMOUNTS in groups and set(groups) & {Want.WHO, Want.PLACE, Want.DOCUMENT}:
        groups = {group: want for group, want in groups.items() if want is not Want.COUNT}  # "mấy" says many
    return list(groups.values()) or [None]


def _task(want: Want, question: Question) -> Want:
    """What an office named is to do is a task, whatever word it is asked with; what came of it is none."""
    is_task = question.offices and not question.facts and Detail.RESULT not in question.details
    return Want.TASK if want is Want.WHAT and is_task else want


def settled(look: Look) -> Answer | None:
    """What is known without weighing sentences: from a header, from a citation, or that there is nothing."""
    if not look.reads:
        return _none(look, reasons.NOTHING)
    if not all(map(_YEAR.fullmatch, look.question.numbers)) and not _knows_number(look):
        return _none(look, reasons.no_directive(look.question))
    return _of_header(look) or _of_citation(look)


def quotes(look: Look, chosen: Sequence[Choice]) -> list[Quote]:
    """What to copy for each kind, each stretch once."""
    found: dict[tuple[str, int, int], Quote] = {}
    for choice in chosen:
        entry = choice.best.read.stored.entry
        directive = look.archive.directive(entry.id)
        for span in compose.spans(choice.best, choice.others, look.asked, choice.want, directive):
            found.setdefault((entry.id, *span), _quote(look, entry, span))
    return list(found.values())[: compose.MOST]


def _answer(look: Look) -> Answer:
    if known := settled(look):
        return known
    found = choices(look)
    sure = [choice for choice in found if choice.chance >= doubt.THRESHOLD]
    tasks = [choice for choice in found if choice.want is Want.TASK and choice not in sure]
    if not sure or tasks:  # when a task is due says nothing without it
        best = max(tasks or found, key=lambda choice: choice.chance)
        return _none(look, reasons.doubtful(look.asked, best.best, best.want, best.signs), best.chance)
    lacking = [choice.want.value for choice in found if choice not in sure and choice.want]
    reason = f"Chỉ trả lời được một phần: kho không nêu {', '.join(lacking)}." if lacking else None
    chance = min(choice.chance for choice in sure)
    return copied(look.question.query.text, quotes(look, sure), chance, reason)


def _none(look: Look, reason: str, chance: float = 0.0) -> Answer:
    return Answer(look.question.query.text, abstained=True, reason=reason, confidence=chance)


def _knows_number(look: Look) -> bool:
    """Whether a directive of that number was found, or a passage that speaks of it."""
    wanted = look.question.numbers
    texts = [f"{header_words(one.stored.entry.header)}. {one.stored.passage.text}" for one in look.reads]
    return any(wanted & set(numbers.marks(text)) for text in texts)


def _of_header(look: Look) -> Answer | None:
    """The answer of a header; None where the body has to be asked."""
    question = look.question
    entries = header_facts.meant(look.asked, look.entries) if question.facts else []
    if not entries and set(question.facts) & _OF_HEADER_ONLY and not question.heads_number:
        entries = _leading(look)
    quotes: list[Quote] = []
    for fact in question.facts:
        found = [
            one
            for entry in entries
            if (one := header_facts.stated(fact, entry, is_day=Detail.DAY in question.details))
        ]
        known = [one for one in found if one.span]
        if len({str(getattr(one.entry.header, fact.field)) for one in known}) > 1:
            return _none(look, reasons.several([directive_label(one.entry) for one in known]))
        if not known:
            told = [one.reason for one in found if one.reason]
            return _none(look, told[0]) if told else _only_cited(look, fact)
        quotes.append(_quote(look, known[0].entry, known[0].span or (0, 0)))
    return copied(question.query.text, quotes, _OF_HEADER) if quotes else None


def _leading(look: Look) -> list[Entry]:
    """The directive of the best passage, where it is far better than that of any other."""
    first = look.reads[0]
    others = (one.score for one in look.reads if one.stored.entry.id != first.stored.entry.id)
    return [first.stored.entry] if first.score >= _FAR * max(others, default=0.0) else []


def _only_cited(look: Look, fact: Fact) -> Answer | None:
    """That a directive is only cited, where what is asked of it is nothing that a citation tells."""
    if look.question.heads_number and fact not in (Fact.DATE, Fact.ISSUER, Fact.SUBJECT):
        return _none(look, reasons.only_cited(look.question, fact.value))
    return None


def _of_citation(look: Look) -> Answer | None:
    """The words that name a directive which is only cited, where these tell what is asked of it."""
    fact = cited.asked(look.question)
    if fact is None:
        return None
    entries = {entry.id: entry for entry in look.entries}
    found = cited.naming(look.question, fact, map(look.archive.directive, entries))
    if found is None:
        return None
    quote = _quote(look, entries[found.directive.id], (found.start, found.end))
    return copied(look.question.query.text, [quote], _OF_HEADER)


def _quote(look: Look, entry: Entry, span: tuple[int, int]) -> Quote:
    return quoted(look.engine.index, entry, look.archive.directive(entry.id), *span)


def _nearest(look: Look) -> tuple[Quote, ...]:
    """The sentence of each of the best passages that comes nearest to the question."""
    weighing = Weighing(look.asked, None, Given(look.question, None, look.archive))
    found = [max(weighing.weigh(read), key=lambda one: one.score, default=None) for read in look.reads[:SHOWN]]
    return tuple(_quote(look, one.read.stored.entry, (one.start, one.end)) for one in found if one)
