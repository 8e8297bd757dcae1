"""What a model is shown of a directive and its passages, and what it makes of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.domain import Directive, Passage
from indexer.embed import NO_TOKENS, Embedded, Embedder, Vectors, normalised
from indexer.static_model import Tokens

SUBJECT_SHARE = 0.3
"""How far a passage's vector leans towards that of its directive's subject; tuned on ``eval/queries``."""


class Shown(NamedTuple):
    """All that a model's work on a passage depends on: the subject of its directive, the headings and lead-in
    ``above`` it, and its ``own`` words.
    """

    subject: str
    above: str
    own: str

    @property
    def words(self) -> str:
        """What a model is shown of the passage itself."""
        return f"{self.above}. {self.own}" if self.above else self.own

    @property
    def digest(self) -> bytes:
        """Sixteen bytes that tell it from others."""
        return hashlib.blake2b("\0".join(self).encode(), digest_size=16).digest()


def shown_of(directive: Directive) -> list[Shown]:
    """What a model is shown of each passage of a directive."""
    subject = subject_input(directive)
    return [_shown(subject, passage) for passage in directive.passages]


def passage_input(passage: Passage) -> str:
    """What a model is shown of a passage: the headings and lead-in it hangs on, then its words."""
    return _shown("", passage).words


def subject_input(directive: Directive) -> str:
    """What a model is shown of a directive's subject; one in capitals is put in small letters."""
    subject = directive.header.subject or ""
    return subject.capitalize() if subject.isupper() else subject


def head_input(directive: Directive) -> str:
    """What a model is shown of a directive's header: what holds for each of its passages."""
    header = directive.header
    said = header.kind, header.number, str(header.date), header.place, header.issuer, header.signer
    return ". ".join(filter(None, (*said, subject_input(directive))))


def _shown(subject: str, passage: Passage) -> Shown:
    return Shown(subject, " ".join(". ".join(passage.context).split()), " ".join(passage.text.split()))


class EmbeddedDirective(NamedTuple):
    """What a model makes of a directive: the tokens of its header, and of each passage its vector and its tokens,
    those of what it hangs on left out. A model without vectors of single tokens tells none.
    """

    head: Tokens
    vectors: Vectors
    tokens: list[Tokens]

    @classmethod
    def without_tokens(cls, vectors: Vectors) -> EmbeddedDirective:
        """Vectors alone."""
        return cls(NO_TOKENS, *Embedded.without_tokens(vectors))


Known = Mapping[Shown, tuple[NDArray[np.float32], Tokens]]
"""The vector and the tokens of passages that were embedded before."""


def embedded(
    load: Callable[[], Embedder], directives: Sequence[Directive], known: Known = MappingProxyType({})
) -> list[EmbeddedDirective]:
    """What a model makes of directives; vectors of passages lean towards that of their directive's subject.

    A passage such as "Thời gian: ngày 04/11/2022" does not say of what; the subject does. What is ``known`` is not
    embedded again; the model is loaded only where it has something to say.
    """
    wanted = [one for directive in directives for one in shown_of(directive)]
    fresh = [one for one in dict.fromkeys(wanted) if one not in known]
    made = dict(known)
    if fresh:
        made.update(zip(fresh, zip(*_embedded(load(), fresh), strict=True), strict=True))
    heads = [NO_TOKENS] * len(directives)
    if any(len(tokens) for _, tokens in made.values()):
        heads = load().tokens([head_input(directive) for directive in directives])
    found, taken = [], iter(wanted)
    for directive, head in zip(directives, heads, strict=True):
        rows = [made[one] for one in islice(taken, len(directive.passages))]
        vectors = np.stack([vector for vector, _ in rows]) if rows else np.zeros((0, 0), dtype=np.float32)
        found.append(EmbeddedDirective(head, vectors, [tokens for _, tokens in rows]))
    return found


def _embedded(embedder: Embedder, texts: Sequence[Shown]) -> Embedded:
    subjects = list(dict.fromkeys(one.subject for one in texts))
    leaning = dict(zip(subjects, embedder.embed_passages(subjects).vectors, strict=True))
    vectors, tokens = embedder.embed_passages([one.words for one in texts])
    mixed = vectors + SUBJECT_SHARE * np.stack([leaning[one.subject] for one in texts])
    above = list(dict.fromkeys(one.above for one in texts))
    lengths = dict(zip(above, map(len, embedder.tokens(above)), strict=True))
    own = [those[lengths[one.above] :] for one, those in zip(texts, tokens, strict=True)]
    return Embedded(normalised(mixed, embedder.fingerprint.dimension), own)
