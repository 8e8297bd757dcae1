"""The tokenizer: a Unigram model whose pieces may span syllables, with and without diacritics.

Most Vietnamese words are two syllables (``đấu thầu``) that say little apart, and a static model has no
other way to see that they stand together. Candidates are counted, not searched for: every syllable and
every frequent run of two to four syllables; then the library segments the corpus with them, pieces are
counted again where they are used, and those that save least are dropped (Kudo 2018, "Subword
Regularization", with the best segmentation in place of the expectation).

It never emits an unknown token: its normalizer keeps only the letters that are pieces by themselves.
"""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers
from tokenizers.models import Unigram
from tqdm import tqdm

from eval.training.data import Article, fold_words, units

SPACE = "▁"
ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz" + (
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
)
"""Every letter that is kept, lower case. Any other character ends a piece and leaves no token."""

_RUN = re.compile(rf"[{ALPHABET}]+(?: [{ALPHABET}]+)*")
_THIRD = 3  # of the texts, one in so many is read without diacritics
_UNUSED = 0.5  # the count given to a piece that must stay but was not seen


@dataclass(frozen=True, slots=True)
class TokenizerPlan:
    """How the vocabulary is made.

    ``size`` and ``folded`` count pieces: all, and those kept for text without diacritics. ``span`` is the
    longest piece in syllables, ``rounds`` how often the corpus is segmented and the vocabulary cut. A piece
    of several syllables is seen ``rarest`` times at least. ``articles`` are drawn from each source.
    """

    size: int = 36_000
    folded: int = 11_000
    span: int = 4
    rounds: int = 3
    rarest: int = 20
    articles: int = 6_000


def build_tokenizer(texts: list[str], plan: TokenizerPlan) -> Tokenizer:
    """A tokenizer of about ``plan.size`` pieces for ``texts`` (NFC, tones placed), also folded ones."""
    marked = _fit(texts, plan.size - plan.folded, plan, "with diacritics")
    bare = _fit([fold_words(text) for text in texts[::_THIRD]], plan.size, plan, "without")
    best = dict(marked)
    for piece, count in sorted(bare.items(), key=lambda item: (-item[1], item[0])):
        if len(best) >= plan.size:
            break
        best.setdefault(piece, count)
    return assemble(best)


def sample(sources: Iterable[Sequence[Article]], plan: TokenizerPlan, words: Iterable[str] = ()) -> list[str]:
    """Titles and sentences of ``plan.articles`` articles of each source, drawn with a fixed seed.

    ``words`` are added as often as makes them pieces.
    """
    rng = random.Random(1)
    drawn = [a for articles in sources for a in rng.sample(list(articles), min(plan.articles, len(articles)))]
    texts = [text for article in drawn for text in [article.title, *units(article.body)]]
    return texts + [word for word in words for _ in range(_THIRD * plan.rarest)]


def assemble(counts: dict[str, float]) -> Tokenizer:
    """The tokenizer whose pieces are ``counts``, each scored by the logarithm of its share."""
    counts = {**dict.fromkeys([SPACE, *ALPHABET], _UNUSED), **counts}
    total = math.log(sum(counts.values()))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    scored = [("<unk>", -99.0)] + [(piece, round(math.log(count) - total, 3)) for piece, count in ranked]
    tokenizer = Tokenizer(Unigram(scored, unk_id=0, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFC(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex(r"\s+"), " "),
            normalizers.Replace(Regex(f" ?[^{ALPHABET} ][^{ALPHABET}]*"), "\n"),
            normalizers.Strip(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split("\n", "removed"),
            pre_tokenizers.Metaspace(SPACE, prepend_scheme="always", split=False),
        ]
    )
    return tokenizer


def _fit(texts: list[str], size: int, plan: TokenizerPlan, label: str) -> dict[str, float]:
    pieces = _candidates(texts, plan)
    for left in tqdm(range(plan.rounds, 0, -1), desc=f"tokenizer, {label}"):
        used = _count_used(assemble(pieces), texts)
        pieces = _prune(pieces, used, round(size * 1.3 ** (left - 1)))
    return pieces


def _candidates(texts: Iterable[str], plan: TokenizerPlan) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for words in _runs(texts):
        counts.update(SPACE + word for word in words)
        for span in range(2, plan.span + 1):
            counts.update(SPACE + SPACE.join(words[at : at + span]) for at in range(len(words) - span + 1))
    return {piece: count for piece, count in counts.items() if _may_be_piece(piece, count, plan.rarest)}


def _may_be_piece(piece: str, count: int, rarest: int) -> bool:
    words = piece[1:].split(SPACE)
    if len(words) == 1:
        return count >= 5
    return count >= rarest and all(word.isalpha() and len(word) > 1 for word in words)


def _runs(texts: Iterable[str]) -> Iterator[list[str]]:
    for text in texts:
        for run in _RUN.findall(text.lower()):
            yield run.split()


def _count_used(tokenizer: Tokenizer, texts: list[str]) -> Counter[str]:
    used: Counter[int] = Counter()
    for at in range(0, len(texts), 10_000):
        for encoding in tokenizer.encode_batch_fast(texts[at : at + 10_000], add_special_tokens=False):
            used.update(encoding.ids)
    return Counter({str(tokenizer.id_to_token(token)): count for token, count in used.items()})


def _prune(pieces: dict[str, float], used: Counter[str], size: int) -> dict[str, float]:
    total = math.log(sum(used.values()))
    score = {piece: math.log(used[piece] or _UNUSED) - total for piece in pieces}

    def saved(piece: str) -> float:
        if SPACE not in piece[1:] and piece[1:].isalpha():
            return math.inf  # a syllable: any text may need it, whatever runs it was seen in
        return used[piece] * (score[piece] - _without(piece, score))

    kept = sorted(pieces, key=lambda piece: (-saved(piece), piece))[:size]
    return {piece: float(used[piece] or _UNUSED) for piece in kept}


def _without(piece: str, score: dict[str, float]) -> float:
    """The score of the best way to write ``piece`` as two other pieces; letters cost 12 each."""
    words = piece[1:].split(SPACE)
    splits = (
        score.get(SPACE + SPACE.join(words[:at]), -15.0) + score.get(SPACE + SPACE.join(words[at:]), -15.0)
        for at in range(1, len(words))
    )
    return max(splits, default=-12.0 * len(piece))
