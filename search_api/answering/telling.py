"""An answer as it is told: sentence by sentence, then as a whole.

Where the settings name a model server it words the answer, and only sentences that the passages bear out are told;
where it fails, or nothing of what it says holds, the copied answer is told, and why.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace

from indexer.index.records import StoredPassage
from search_api.answering import prompt, support
from search_api.answering.answer import Answer, Ask, Quote, Said, quoted
from search_api.answering.answerer import Look, answer, look
from search_api.answering.model_server import ModelServer, ModelServerFailed
from search_api.engine import Engine

SHOWN_TO_MODEL = 8
"""Passages that a model is shown."""

_MOST = 5
"""Sentences of a model that are told."""

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of an answer, with those of its quotes that were not told before, by their numbers."""

    said: Said
    new: tuple[tuple[int, Quote], ...]


def reply(engine: Engine, ask: Ask, server: ModelServer | None = None) -> Answer:
    """The whole answer.

    Raises:
        InvalidQuery: as :func:`search_api.answering.answerer.answer` does.
    """
    *_, last = tell(engine, ask, server)
    if not isinstance(last, Answer):
        raise TypeError(type(last))
    return last


def tell(engine: Engine, ask: Ask, server: ModelServer | None = None) -> Iterator[Told | Answer]:
    """Each sentence as soon as it is known, then the answer."""
    copied = answer(engine, ask)
    why = None
    if server is not None:
        worded = _Worded(look(engine, ask))
        try:
            yield from worded.tell(server)
        except ModelServerFailed as error:
            _LOG.warning("%s", error.message)
            why = error.message
        if worded.sentences:
            yield worded.answer(copied, why)
            return
        why = why or "Mô hình không viết được câu nào có căn cứ trong các đoạn được dẫn."
    if copied.abstained:
        yield copied
        return
    told: set[int] = set()
    for said in copied.sentences:
        yield Told(said, tuple((n, copied.quotes[n - 1]) for n in said.quotes if n not in told))
        told |= set(said.quotes)
    reasons = (f"{why} Câu trả lời dưới đây được chép từ văn bản." if why else "", copied.reason or "")
    yield replace(copied, reason=" ".join(filter(None, reasons)) or None)


class _Worded:
    """The sentences of a model that hold, with the quotes that bear them out."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._passages: list[StoredPassage] = [read.stored for read in look.reads[:SHOWN_TO_MODEL]]
        self._quotes: dict[tuple[str, int, int], int] = {}
        self.quotes: list[Quote] = []
        self.sentences: list[Said] = []
        self.dropped = 0

    def tell(self, server: ModelServer) -> Iterator[Told]:
        """Ask the model and tell what holds."""
        if not self._passages:
            return
        asked = prompt.messages(self._look.question.query.text, self._passages)
        for claim in support.claims(server.chat(asked)):
            found = support.bases(claim, self._passages)
            if not found or any(said.text == claim.text for said in self.sentences):
                self.dropped += not claim.text.strip(" .").upper().startswith(prompt.NOTHING)
                continue
            yield self._told(claim.text, found)
            if len(self.sentences) == _MOST:
                return

    def _told(self, text: str, found: list[support.Basis]) -> Told:
        known = len(self.quotes)
        said = Said(text, tuple(dict.fromkeys(self._number(basis) for basis in found)))
        self.sentences.append(said)
        return Told(said, tuple(enumerate(self.quotes[known:], known + 1)))

    def _number(self, basis: support.Basis) -> int:
        """The number of a quote, a new one where it was not quoted before."""
        entry, passage = basis.stored.entry, basis.stored.passage
        start, end = passage.start + basis.start, passage.start + basis.end
        name = entry.id, start, end
        if name not in self._quotes:
            directive = self._look.archive.directive(entry.id)
            self.quotes.append(quoted(self._look.engine.index, entry, directive, start, end))
            self._quotes[name] = len(self.quotes)
        return self._quotes[name]

    def answer(self, copied: Answer, why: str | None) -> Answer:
        """What was told, as a whole."""
        told = [f"Câu trả lời bị ngắt giữa chừng: {why}"] if why else []
        if self.dropped:
            told.append(f"Đã bỏ {self.dropped} câu của mô hình vì không có căn cứ trong các đoạn được dẫn.")
        return Answer(
            copied.question,
            tuple(self.sentences),
            tuple(self.quotes),
            reason=" ".join(told) or None,
            confidence=copied.confidence,
            is_worded=True,
        )
