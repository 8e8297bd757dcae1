"""Why there is no answer, in a sentence that says what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.text import syllables
from search_api.answering.candidates import Candidate
from search_api.answering.doubt import Signs
from search_api.answering.kinds import Want
from search_api.answering.line import unnamed
from search_api.answering.overlap import Asked
from search_api.answering.question import Question, Word

_NAMED = 3
"""Missing phrases that are named."""

_HELD, _KNOWN = 0.5, 0.6
"""Evidence below which a thing is not there, and the share below which a topic is not."""

NOT_SURE = "Không có câu nào trong kho trả lời đủ chắc chắn câu hỏi này."
NOTHING = "Kho không có đoạn nào để trả lời."


def no_directive(question: Question) -> str:
    """The directive that is named is not in the archive, nor spoken of."""
    named = ", ".join(question.query.numbers or question.query.number_keys[:1])
    return f"Kho không có văn bản số {named} và không có đoạn nào nhắc đến."


def only_cited(question: Question, fact: str) -> str:
    """The directive that is named is spoken of in the archive and not in it."""
    named = ", ".join(question.query.numbers or question.query.number_keys[:1])
    return f"Kho không có toàn văn văn bản số {named}, chỉ có văn bản khác nhắc đến; không rõ {fact}."


def several(labels: Sequence[str]) -> str:
    """The question may be about more than one directive."""
    return f"Có {len(labels)} văn bản hợp với câu hỏi ({'; '.join(labels[:_NAMED])}); hãy nêu số hoặc thời gian."


def doubtful(asked: Asked, best: Candidate, want: Want | None, signs: Signs) -> str:
    """What the best sentence lacks."""
    question = asked.question
    lacking = phrases(question, asked.lacking(best.found))
    if want is Want.TASK and question.offices and best.holds < _HELD:
        return f"Kho không có nhiệm vụ nào như vậy giao cho {_listed(question.offices)}."
    missing = _missing(question, best, signs)
    if not missing and lacking and (best.known < _KNOWN or signs.name):
        return f"Kho không có đoạn nào nói về {_listed(lacking)}."
    if not missing and best.holds < _HELD and want:
        missing = f"không nêu {want.value}"
    if not missing and lacking:
        missing = f"không nói đến {_listed(lacking)}"
    about = phrases(question, [word for word, one in zip(asked.words, best.found, strict=False) if one])
    topic = f"nói về {_listed(about)}" if about else "gần với câu hỏi"
    return f"Có đoạn {topic} nhưng {missing}." if missing else NOT_SURE


def _missing(question: Question, best: Candidate, signs: Signs) -> str:
    """The year or day that is named and not there."""
    if question.years and best.years < _HELD:
        return f"không nêu năm {', '.join(question.years)}"
    return f"không nêu ngày {', '.join(question.days)}" if signs.day else ""


def phrases(question: Question, words: Sequence[Word]) -> list[str]:
    """Words of the question as it spells them, neighbours together."""
    found = syllables(unnamed(question.query.text))
    wanted = {word.at for word in words}
    taken: list[str] = []
    at = 0
    while at < len(found):
        last = at
        while last in wanted:
            last += 1
        if last > at:
            taken.append(question.query.text[found[at].start : found[last - 1].end])
        at = max(last, at) + 1
    return list(dict.fromkeys(taken))


def _listed(said: Sequence[str]) -> str:
    return ", ".join(f"“{phrase}”" for phrase in sorted(said, key=len, reverse=True)[:_NAMED])
