"""Which words of a task say by when, as learned from tasks whose deadlines are marked.

Each token stands before the first deadline, begins it, goes on with it, follows it at once, or stands farther on,
where other times count no more. Clues speak for and against each: the words around it, their shape, whether they
name times or dates, where in its clause it stands. Every clue's weight was learned, and so was which tag follows
which: a linear-chain conditional random field (Lafferty, McCallum and Pereira, *Conditional random fields*, 2001).
``python -m eval.training.deadlines`` learns them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from indexer.deadlines import moments
from indexer.domain import PartialDate, Span

OUTSIDE, FIRST, INSIDE, NEXT, AFTER = range(5)
"""Where a token stands: before the first deadline or in a task without one, at its first word, in it, right after
it, farther on.
"""

Weights = npt.NDArray[np.float32]

BUNDLED = Path(__file__).resolve().with_suffix(".npz")
_TOKEN = re.compile(r"[^\W\d_]+(?=/[^\W\d_A-ZĐ])|\w[\w/.&]*\w|\w|·+|[^\w\s]")
"""``QĐ/TW``, ``05/6`` and a quotation that is not read are one each, ``lần/năm`` three."""

_DIGITS = re.compile(r"\d")
_NUMBER = re.compile(r"[\d/.:h-]+")
_TIMES = (
    "ngày", "tháng", "quý", "năm", "tuần", "giờ", "phút", "buổi", "lần", "đợt", "kỳ", "sáng", "chiều", "tối",
    "trưa", "đêm", "tết", "mùa", "dịp", "vụ", "phiên", "ca", "tiết",
)  # fmt: skip
_IS_TIME = frozenset(_TIMES)
_MAY_SAY = re.compile(
    rf"\d(?:[/:-]\d|h)|\b(?:{'|'.join(_TIMES).replace('vụ', '(?<!nhiệm )(?<!nghiệp )(?<!dịch )vụ')}"
    r"|khi|trước|sau|trong|đến|suốt|hạn)\b",
    re.IGNORECASE,
)
"""One of these is in all that says by when; a number alone is not, nor a task (nhiệm vụ) or service (dịch vụ)."""

_SURE = 1.0
"""By how much, in logarithms, a deadline must be likelier than none: a wrong one is worse than none."""

_LONGEST = 1_000
"""Characters of a task that are read."""

_EDGE = 4
_UNDATED = PartialDate()


@dataclass(frozen=True, slots=True)
class Model:
    """``clues`` names the rows of ``weights``, of shape (clues, tags); ``follows`` is (tags, tags), the later tag
    across; ``first`` is of the first token.
    """

    clues: Mapping[str, int]
    weights: Weights
    follows: Weights
    first: Weights

    @classmethod
    def load(cls, file: Path) -> Model:
        """Read what :meth:`save` wrote."""
        with np.load(file) as data:
            clues = {clue: at for at, clue in enumerate(bytes(data["clues"]).decode().split("\n"))}
            return cls(clues, data["weights"] * data["scale"], data["follows"], data["first"])

    def save(self, file: Path) -> None:
        """Write it, each weight in eight bits."""
        scale = np.float32(np.abs(self.weights).max() / 127)
        np.savez_compressed(
            file,
            clues=np.frombuffer("\n".join(self.clues).encode(), np.uint8),
            weights=np.rint(self.weights / scale).astype(np.int8),
            scale=scale,
            follows=self.follows,
            first=self.first,
        )

    def deadline(self, words: str) -> Span | None:
        """Where the first deadline of a task surely stands."""
        spans = tokens(words)
        tags, surer = self._tags(clues(words, spans))
        if FIRST not in tags or surer < _SURE:
            return None
        first = last = tags.index(FIRST)
        while last + 1 < len(tags) and tags[last + 1] == INSIDE:
            last += 1
        return spans[first][0], spans[last][1]

    def _tags(self, found: Sequence[Sequence[str]]) -> tuple[list[int], float]:
        """The likeliest tags of tokens with these clues (Viterbi 1967), and by how much, in logarithms, they are
        likelier than that no token is of a deadline.
        """
        if not found:
            return [], 0.0
        rows = [[row for row in map(self.clues.get, one) if row is not None] for one in found]
        scores = np.zeros((len(rows), len(self.first)), np.float32)
        owners = np.repeat(np.arange(len(rows)), [len(one) for one in rows])
        np.add.at(scores, owners, self.weights[[row for one in rows for row in one]])
        path, likeliest = _likeliest(self.first.tolist(), self.follows.T.tolist(), scores.tolist())
        none = self.first[OUTSIDE] + sum(scores[:, OUTSIDE]) + (len(rows) - 1) * self.follows[OUTSIDE, OUTSIDE]
        return path, float(likeliest - none)


def _likeliest(first: list[float], after: list[list[float]], scores: list[list[float]]) -> tuple[list[int], float]:
    """The path through tags of the highest sum, and that; ``after`` holds what each tag is after each other.

    Three tags are few: lists take a third of the time of arrays.
    """
    best, back = [a + b for a, b in zip(first, scores[0], strict=True)], []
    for score in scores[1:]:
        paths = [[a + b for a, b in zip(best, before, strict=True)] for before in after]
        back.append([path.index(max(path)) for path in paths])
        best = [max(path) + own for path, own in zip(paths, score, strict=True)]
    tags = [best.index(max(best))]
    for last in reversed(back):
        tags.append(last[tags[-1]])
    return tags[::-1], max(best)


@cache
def bundled() -> Model:
    """The model that ships."""
    return Model.load(BUNDLED)


def find(words: str, model: Model | None = None) -> str | None:
    """The words of a task that say by when; None where none do. ``model`` stands for the one that ships."""
    words = words[:_LONGEST]
    span = (model or bundled()).deadline(words) if may_say(words) else None
    return words[slice(*span)].strip(" ,:;.") if span and may_say(words[slice(*span)]) else None


def may_say(words: str) -> bool:
    """Whether words may say by when at all; most do not, and are spared the model."""
    return _MAY_SAY.search(words) is not None


def tokens(words: str) -> list[Span]:
    """Where the words, numbers and signs of a task stand."""
    return [match.span() for match in _TOKEN.finditer(words)]


def clues(words: str, spans: Sequence[Span]) -> list[list[str]]:
    """What speaks for or against each token."""
    said = [words[start:end] for start, end in spans]
    small = _edged([_small(word) for word in said], "<", ">")
    time = _edged([_time(word) for word in said], "^", "$")
    date = _edged(_dates(words, spans), "^", "$")
    since, ahead = _distances(said)
    found = []
    for at, word in enumerate(said):
        b4, b3, b2, b1, own, a1, a2, a3, a4 = small[at : at + 2 * _EDGE + 1]
        t, d = time[at + 2 : at + 7], date[at + 2 : at + 7]
        found.append([
            "-", f"0:{own}", f"-4:{b4}", f"-3:{b3}", f"-2:{b2}", f"-1:{b1}",
            f"1:{a1}", f"2:{a2}", f"3:{a3}", f"4:{a4}",
            f"b:{b1} {own}", f"a:{own} {a1}", f"bb:{b2} {b1}", f"aa:{a1} {a2}", f"ba:{b1} {a1}",
            f"bbo:{b2} {b1} {own}", f"oaa:{own} {a1} {a2}", f"boa:{b1} {own} {a1}",
            f"t:{t[1]}{t[2]}{t[3]}", f"tt:{''.join(t)}", f"oT:{own}{t[3]}{t[4]}", f"To:{t[0]}{t[1]}{own}",
            f"d:{d[2]}", f"dd:{''.join(d)}", f"d1:{d[1]}{d[2]}", f"d2:{d[2]}{d[3]}", f"oD:{own}{d[3]}",
            f"Do:{d[1]}{own}", f"s:{_shape(word)}", f"c:{min(since[at], 5)}", f"e:{min(ahead[at], 6)}{t[2]}",
            f"eo:{min(ahead[at], 2)}{own}",
        ])  # fmt: skip
    return found


def _edged(values: list[str], first: str, last: str) -> list[str]:
    return [*[first] * _EDGE, *values, *[last] * _EDGE]


@lru_cache(maxsize=8_192)
def _small(word: str) -> str:
    return _DIGITS.sub("0", word.lower())


@lru_cache(maxsize=8_192)
def _time(word: str) -> str:
    """Whether a word names a part of time, or has a number."""
    return ("U" if word.lower() in _IS_TIME else "") + ("#" if _DIGITS.search(word) else "") or "-"


@lru_cache(maxsize=8_192)
def _shape(word: str) -> str:
    if word.isdigit():
        return "d" * min(len(word), 4)
    if _NUMBER.fullmatch(word):
        return "n"
    if word.isalpha():
        return "X" if word[0].isupper() else "x"
    return "m" if any(map(str.isalnum, word)) else "."


def _dates(words: str, spans: Sequence[Span]) -> list[str]:
    """Which tokens are of a day, month or year that is named: the first ``M``, the others ``m``."""
    found, end = [], 0
    for start, _ in spans:
        if start < end:
            found.append("m")
        elif (moment := moments.at(words, start, _UNDATED)) and moment.end > start:
            end = moment.end
            found.append("M")
        else:
            found.append("-")
    return found


def _distances(said: Sequence[str]) -> tuple[list[int], list[int]]:
    """How many tokens stand between each and the beginning of its clause, and the end of its sentence."""
    since, count = [], 0
    for word in said:
        since.append(count)
        count = 0 if word in ".;:," else count + 1
    ahead, count = [], 0
    for word in reversed(said):
        count = 0 if word in ".;" else count
        ahead.append(count)
        count += 1
    return since, ahead[::-1]
