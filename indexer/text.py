"""Vietnamese text: one normal form for what is kept, and keys for what is matched.

Text is brought to NFC once, when a file is read, and every offset in the project refers to that text.
Everything below :func:`nfc` works on copies: it decides whether two spellings are the same word and is
never shown to anyone.

* ``hoà`` = ``hòa``: a syllable that ends in *oa*, *oe* or *uy* may carry its tone on either vowel.
* ``lý`` = ``lí``: after *h k l m s t qu*, a lone final *i* may be written *y*.
* ``Ð`` (U+00D0, Icelandic eth) = ``Đ`` (U+0110): the first is what many old keyboards produced.
* ``05`` = ``5``: offices pad numbers and dates with zeros.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from itertools import accumulate, product
from typing import NamedTuple

NORMALISER_VERSION = 2
"""Recorded in every index: keys made by another version do not match ours."""

_TONES = "\u0300\u0301\u0309\u0303\u0323"
_LINE_END = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_SYLLABLE = re.compile(r"[^\W_]+")
_SYLLABLE_APART = re.compile(rf"({_SYLLABLE.pattern})")


def _tone_moves() -> dict[str, str]:
    """``{"oà": "òa", "OÀ": "ÒA", ...}``: every open rhyme with its tone on the second vowel."""
    moves = {}
    rhymes = ("oa", "oe", "uy", "Oa", "Oe", "Uy", "OA", "OE", "UY", "oA", "oE", "uY")
    for rhyme, tone in product(rhymes, _TONES):
        first, second = rhyme[0], rhyme[1]
        late = first + unicodedata.normalize("NFC", second + tone)
        moves[late] = unicodedata.normalize("NFC", first + tone) + second
    return moves


def _bare_letters() -> dict[int, str]:
    """Every Latin letter without its marks, and combining marks that stand alone without anything.

    What has no marks is in it as it is: to miss a character costs ten times as much as to find it.
    """
    letters = [chr(code) for code in (*range(0x250), *range(0x1E00, 0x1F00), *range(0x300, 0x370))]
    marks = {ord(mark): "" for mark in map(chr, range(0x300, 0x370))}
    bare = {ord(c): unicodedata.normalize("NFD", c).translate(marks) for c in letters}
    return bare | {ord("đ"): "d", ord("Đ"): "D", ord("ð"): "d", ord("Ð"): "D"}


_BARE = _bare_letters()
_I_TO_Y = {
    chr(code): unicodedata.normalize("NFC", "y" + unicodedata.normalize("NFD", chr(code))[1:])
    for code, letter in {ord("i"): "i", **_BARE}.items()
    if letter == "i"
}
"""With any mark, those that Vietnamese lacks too: what is folded first and last then has the same key."""

_LONE_I = re.compile(rf"^(h|k|l|m|s|t|qu)([{''.join(_I_TO_Y)}])(?=[\u0300-\u036f]*$)")
_BARE_LETTERS = {code: letter for code, letter in _BARE.items() if letter}
_TONE_MOVES = _tone_moves()
_LATE_TONE = re.compile(r"[oOuU](?:(?<=[oO])[àáảãạÀÁẢÃẠèéẻẽẹÈÉẺẼẸ]|(?<=[uU])(?<![qQ].)[ỳýỷỹỵỲÝỶỸỴ])(?![^\W\d_])")
"""It begins with the vowels before a tone, which are looked for fast."""


class Syllable(NamedTuple):
    """One written syllable (or number) of a text.

    ``key`` is its exact matching key; ``start`` and ``end`` are offsets into the text it was found in.
    """

    key: str
    start: int
    end: int


def nfc(text: str) -> str:
    """The text as the project keeps it: NFC, LF line ends, no byte-order mark, no NUL."""
    text = _LINE_END.sub("\n", text.replace("\ufeff", "").replace("\x00", ""))
    return unicodedata.normalize("NFC", text)


def retone(text: str) -> str:
    """NFC text with ``Ð`` as ``Đ`` and tones of open rhymes on the first vowel (``hoà`` to ``hòa``).

    Keeps the length, so offsets into ``text`` stay valid. This is the form that is embedded.
    """
    text = text.replace("\u00d0", "\u0110").replace("\u00f0", "\u0111")
    return _LATE_TONE.sub(lambda found: _TONE_MOVES[found[0]], text)


def fold(text: str) -> str:
    """``text`` without diacritics of Latin letters: ``Đấu thầu`` to ``Dau thau``."""
    return unicodedata.normalize("NFC", text).translate(_BARE)


def fold_letters(text: str) -> str:
    """An NFC text folded, but for marks that no letter carries (an OCR leaves some behind): they stay.

    Keeps the length, so offsets into ``text`` stay valid.
    """
    return text.translate(_BARE_LETTERS)


@lru_cache(maxsize=65_536)
def exact_key(syllable: str) -> str:
    """The matching key of one syllable, with diacritics: two spellings of one word share it."""
    key = retone(syllable.lower())
    if key.isdecimal():
        return key.lstrip("0") or "0"
    return _LONE_I.sub(lambda found: found[1] + _I_TO_Y[found[2]], key)


@lru_cache(maxsize=65_536)
def folded_key(key: str) -> str:
    """The matching key without diacritics, from an exact key."""
    return fold(key)


def syllables(text: str) -> list[Syllable]:
    """Every syllable and number of an NFC text, in order, with its offsets."""
    return [Syllable(exact_key(m[0]), m.start(), m.end()) for m in _SYLLABLE.finditer(text)]


def syllables_among(text: str, wanted: Collection[str]) -> dict[int, Syllable]:
    """The syllables of an NFC text whose folded keys are wanted, by their place in the order of all.

    The same as to look through :func:`syllables`, for a quarter of its cost where few are wanted; for much less
    where the text was asked of lately.
    """
    exact, folded, edges = _line(text)
    return {i: Syllable(exact[i], edges[2 * i], edges[2 * i + 1]) for i, key in enumerate(folded) if key in wanted}


@lru_cache(maxsize=1024)
def _line(text: str) -> tuple[list[str], list[str], list[int]]:
    """The exact keys of a text, the folded ones, and where each begins and ends, one after the other."""
    parts = _SYLLABLE_APART.split(text)  # by turns what is between syllables, and one of them
    exact = list(map(exact_key, parts[1::2]))
    return exact, list(map(folded_key, exact)), list(accumulate(map(len, parts)))


def keys(text: str) -> list[str]:
    """The exact keys of a text, in order."""
    return list(map(exact_key, _SYLLABLE.findall(text)))


def folded(text: str) -> str:
    """A text as one string of folded keys, for comparing names: ``SỞ Y TẾ`` and ``So y te`` are equal."""
    return " ".join(folded_key(key) for key in keys(nfc(text)))


def has_diacritics(text: str) -> bool:
    """Whether any letter of the text carries a Vietnamese mark (tone, quality or ``đ``)."""
    return fold(text) != text
