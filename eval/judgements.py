"""From what people judged while searching to questions that can be asked again.

Of judgements of the same question and passage the last one counts, and those that differ are told. A passage that
was cut anew is found by its words; a question without a passage that answers measures nothing and is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from eval import beir, qrels
from eval.beir import Document
from eval.dataset import Dataset, DatasetError, Topic
from indexer.domain import Directive, Passage
from indexer.index.archive_index import ArchiveIndex
from search_api import feedback
from search_api.feedback import Judgement

QUESTIONS = "questions.jsonl"
KIND = "feedback"

_SHORTEST, _LONGEST = 4, 25
"""Words of a phrase that judges, as ``eval/queries/README.md`` has it."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement and where its passage is now: None where the archive lost it, or where no phrase tells it."""

    judgement: Judgement
    name: str | None
    phrase: str | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A question and a passage that were judged both ways: how often each, and what was said last."""

    query: str
    passage_id: str
    yes: int
    no: int
    last: bool

    def __str__(self) -> str:
        """As a sentence."""
        said = "relevant" if self.last else "not relevant"
        return (
            f"“{self.query}”, {self.passage_id}: {self.yes} times relevant, {self.no} times not; "
            f"the last, {said}, counts"
        )


@dataclass(frozen=True, slots=True)
class Written:
    """What was made of the judgements of an index."""

    judgements: int
    questions: int
    unanswered: tuple[str, ...]
    lost: tuple[Judgement, ...]
    conflicts: tuple[Conflict, ...]
    unreadable: int

    def report(self) -> str:
        """For people."""
        parts = [f"{self.judgements} judgements, {self.questions} questions with an answer"]
        parts += [f"conflict: {conflict}" for conflict in self.conflicts]
        parts += [f"no passage answers: “{query}” (left out)" for query in self.unanswered]
        parts += [f"lost: “{found.query}”, {found.passage_id} of {found.file}" for found in self.lost]
        parts += [f"{self.unreadable} lines are no judgement"] if self.unreadable else []
        return "\n".join(parts)


def write(index: Path, out: Path) -> Written:
    """Write ``questions.jsonl`` (the format of ``eval/queries``) and a BEIR folder of an index's judgements.

    Raises:
        DatasetError: nothing was judged, or nothing that answers.
        IndexMissing, IndexMismatch, IndexBroken, IndexBusy: the index cannot be read.
    """
    with ArchiveIndex.open(index) as archive:
        found, unreadable = feedback.read(index)
        if not found:
            raise DatasetError(f"{index} holds no judgement: POST /api/feedback keeps them there.")
        catalog = archive.catalog
        files = {entry.file: entry.id for entry in catalog.entries()}
        directives = {file: catalog.directive(files[file]) for file in {j.file for j in found} if file in files}
        judged = [_located(judgement, directives) for judgement in _last(found)]
        topics = tuple(_topics(judged))
        if not topics:
            raise DatasetError(f"Of {len(found)} judgements in {index} none says that a passage answers.")
        out.mkdir(parents=True, exist_ok=True)
        documents = (
            Document(stored.id, ". ".join(stored.passage.context), stored.passage.text)
            for stored in catalog.all_passages()
        )
        beir.write(beir.Folder(out), documents, Dataset(out.name, topics))
    _write_questions(out / QUESTIONS, topics, judged)
    answered = {topic.question for topic in topics}
    return Written(
        len(found),
        len(topics),
        tuple(query for query in dict.fromkeys(j.query for j in found) if query not in answered),
        tuple(one.judgement for one in judged if one.name is None),
        tuple(conflicts(found)),
        unreadable,
    )


def conflicts(judgements: Iterable[Judgement]) -> Iterator[Conflict]:
    """Pairs of question and passage that were judged both ways, in the order of their first judgement."""
    said: dict[tuple[str, str], list[bool]] = {}
    for judgement in judgements:
        said.setdefault((judgement.query, judgement.passage_id), []).append(judgement.relevant)
    for (query, passage), answers in said.items():
        if len(set(answers)) > 1:
            yield Conflict(query, passage, answers.count(True), answers.count(False), answers[-1])


def phrase(passage: Passage, directive: Directive) -> str | None:
    """The first words of a passage, on one line, that stand only once in its directive; None where there are none.

    Short ones are tried first, so that another way of cutting passages seldom cuts them.
    """
    lines = [line.split() for line in passage.text.split("\n")]
    for size in (12, _LONGEST, 8, _SHORTEST):
        for words in lines:
            for at in range(max(len(words) - size + 1, 0)):
                candidate = " ".join(words[at : at + size])
                if len(qrels.occurrences(candidate, directive.text)) == 1:
                    return candidate
    return None


def _last(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The last judgement of each question and passage, in the order of the first."""
    last = {(judgement.query, judgement.passage_id): judgement for judgement in judgements}
    return list(last.values())


def _located(judgement: Judgement, directives: Mapping[str, Directive]) -> Judged:
    directive = directives.get(judgement.file)
    passage = _passage(judgement, directive) if directive else None
    if not directive or not passage:
        return Judged(judgement, None, None)
    return Judged(judgement, directive.passage_id(passage), phrase(passage, directive))


def _passage(judgement: Judgement, directive: Directive) -> Passage | None:
    """The passage of that name and those words; else the one that holds most of the words, if they stand there."""
    for passage in directive.passages:
        if directive.passage_id(passage) == judgement.passage_id and passage.text == judgement.text:
            return passage
    try:
        return qrels.relevant(judgement.text, directive)[0]
    except DatasetError:
        return None


def _topics(judged: Iterable[Judged]) -> Iterator[Topic]:
    """Questions with a passage that answers, numbered in the order in which they were first asked."""
    topics: dict[str, Topic] = {}
    for one in judged:
        asked = one.judgement.query
        topic = topics.setdefault(asked, Topic(f"f{len(topics) + 1:04}", asked, {}, KIND))
        if one.name is not None:
            grades = {**topic.relevant, one.name: int(one.judgement.relevant)}
            topics[asked] = replace(topic, relevant=grades)
    yield from (topic for topic in topics.values() if any(topic.relevant.values()))


def _write_questions(file: Path, topics: Iterable[Topic], judged: Iterable[Judged]) -> None:
    answers: dict[str, list[dict[str, str]]] = {}
    for one in judged:
        if one.judgement.relevant and one.phrase:
            found = {"file": one.judgement.file, "phrase": one.phrase}
            answers.setdefault(one.judgement.query, []).append(found)
    rows = [
        {"id": topic.id, "question": topic.question, "kind": KIND, "answers": answers[topic.question]}
        for topic in topics
        if topic.question in answers
    ]
    file.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
