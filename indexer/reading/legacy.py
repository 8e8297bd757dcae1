"""Text typed in the fonts that came before Unicode: TCVN3 (ABC: .VnTime, .VnTimeH ...) and VNI (VNI-Times ...).

What such a font draws as Vietnamese is stored as Western letters: ``Céng hoµ x· héi`` or ``Coäng hoøa xaõ hoäi``.
Where the font of a run is known, the run is converted for its font; where it is not, the whole text is, if its
words become Vietnamese syllables by it. A text may hold code points 0x80 to 0xFF, or (from fonts marked as
symbols) U+F080 to U+F0FF.

TCVN3 is TCVN 5712:1993, VN3: a letter a byte, with capitals only for ``Ă Â Đ Ê Ô Ơ Ư``; other accented capitals
are drawn by the fonts whose names end in H, which draw every small letter as a capital. VNI writes a letter and
then its marks, as a small or a capital letter of Latin-1.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

NOTES = {"tcvn3": "Chữ TCVN3 đã chuyển sang Unicode", "vni": "Chữ VNI đã chuyển sang Unicode"}
"""What ``Source.notes`` says of a conversion."""

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_FONT = re.compile(r"^(?:(?P<tcvn3>\.Vn)|(?P<vni>VNI(?:[-\s]|$)))", re.IGNORECASE)
_CAPITALS = re.compile(r"^[^,]*?[a-z]H\b")

_TCVN3_BYTES = (
    "a1a2a3a4a5a6a7 a8a9aaabacadae b5b6b7b8b9 bbbcbdbec6 c7c8c9cacb cccecfd0d1 d2d3d4d5d6 d7d8dcddde"
    "dfe1e2e3e4 e5e6e7e8e9 eaebecedee eff1f2f3f4 f5f6f7f8f9 fafbfcfdfe b0b1b2b3b4"
)
_TCVN3_LETTERS = (
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ\u0300\u0309\u0303\u0301\u0323"
)
_TCVN3 = dict(zip(bytes.fromhex(_TCVN3_BYTES), _TCVN3_LETTERS, strict=True))

_VNI_ALONE = dict(zip("ôöñæóòîÔÖÑÆÓÒÎ", "ơưđỉĩịỵƠƯĐỈĨỊỴ", strict=True))
_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303",
    "ë": "\u0306\u0323", "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309",
    "ã": "\u0302\u0303", "ä": "\u0302\u0323",
}  # fmt: skip
_VNI = re.compile(r"([aeouyôö])([ùøûõïêéèúüëâáàåãä])|[ôöñæóòî]", re.IGNORECASE)


_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u0300-\u0323\u1ea0-\u1ef9]")
"""Letters and marks that no text in these fonts holds."""


def _characters() -> dict[int, str]:
    """What neither font changes, or has moved: bytes that are punctuation in Windows-1252, and symbol fonts."""
    western = {byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0xA0)}
    moved = {0xF000 + byte: western.get(byte, chr(byte)) for byte in range(0x20, 0x100)}
    return {**western, **moved}


_CHARACTERS = _characters()

_ONSET = "ngh?|nh|n|gh?|gi|kh|k|ch|c|th|tr|t|ph|p|qu|[bdđhlmrsvx]"
_NUCLEI = (
    "a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo|ôi|ơi|ua|uâ|uê|ui|uô|uơ|uy|ưa|ươ|ưi|ưu|"
    "yê|iêu|yêu|oai|oao|oay|oeo|uây|uôi|uya|uyê|uyu|ươi|ươu"
)
_SYLLABLE = re.compile(rf"(?:{_ONSET})?(?:{_NUCLEI})(?:ng|nh|ch|[cmnpt])?")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_WORD = re.compile(r"[A-Za-z\u00a1-\u024f\u0300-\u036f\u1e00-\u1eff\uf0a1-\uf0ff]+")
_SMALL, _CAPITAL = re.compile("[a-zăâđêôơư]"), re.compile("[A-ZĂÂĐÊÔƠƯ]")
"""The letters that TCVN3 has in both sizes."""
_FEWEST = 5
"""Different words with accents. Fewer say nothing about how a text was typed."""


def encoding_of(font: str) -> str | None:
    """``tcvn3`` or ``vni`` for a font of that family, by its name as Word or a PDF gives it, else None."""
    found = _FONT.match(_SUBSET.sub("", font.strip()))
    return found.lastgroup if found else None


def draws_capitals(font: str) -> bool:
    """Whether a TCVN3 font draws every letter as a capital: ``.VnTimeH``."""
    return encoding_of(font) == "tcvn3" and bool(_CAPITALS.match(_SUBSET.sub("", font.strip())))


def is_unicode(text: str) -> bool:
    """Whether a text holds Vietnamese letters of Unicode: it was typed in it, whatever its font says."""
    return bool(_UNICODE.search(text))


def to_unicode(text: str, encoding: str, *, capitals: bool = False) -> str:
    """Convert a text typed in a font of ``encoding`` (``tcvn3`` or ``vni``) to NFC.

    A text that :func:`is_unicode` is left as it is. ``capitals`` is for fonts that draw capitals only.
    """
    if is_unicode(text):
        return text
    latin = text.translate(_CHARACTERS)
    if encoding == "tcvn3":
        converted = unicodedata.normalize("NFC", latin.translate(_TCVN3))
    else:
        converted = _VNI.sub(_vni_letter, latin)
    return converted.upper() if capitals else converted


def _vni_letter(found: re.Match[str]) -> str:
    """``aù`` to ``á``, ``öï`` to ``ự``; a pair that makes no Vietnamese letter is two letters."""
    base, mark = found[1], found[2]
    if not base:
        return _VNI_ALONE[found[0]]
    letter = _VNI_ALONE.get(base, base)
    composed = unicodedata.normalize("NFC", letter + _VNI_MARKS[mark.lower()])
    return composed if len(composed) == 1 else letter + mark


def detect(text: str) -> str | None:
    """``tcvn3`` or ``vni`` where a text without fonts was typed in one, else None.

    Of the different words that carry anything beyond ASCII, four in five must be Vietnamese syllables after the
    conversion and at most half before it.
    """
    words = {word for word in set(_WORD.findall(text)) if not word.isascii() and re.search("[A-Za-z]", word)}
    if len(words) < _FEWEST or sum(map(is_syllable, words)) > len(words) / 2:
        return None
    share = {name: sum(is_syllable(to_unicode(word, name)) for word in words) / len(words) for name in NOTES}
    best = max(share, key=lambda name: share[name])
    return best if share[best] >= 0.8 else None


@lru_cache(maxsize=65_536)
def is_syllable(word: str) -> bool:
    """Whether a word is spelled as a Vietnamese syllable may be: onset, vowels, coda, at most one tone."""
    bare, tones = _TONES.subn("", unicodedata.normalize("NFD", word.lower()))
    return tones <= 1 and bool(_SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)))


def recognised(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without fonts, converted if it needs to be, and the notes on that.

    Soft hyphens go: in TCVN3 the character is ``ư``, elsewhere it is not seen and parts words.
    """
    encoding = detect(text)
    if encoding is None:
        return text.replace("\xad", ""), ()
    lines = [to_unicode(line, encoding) for line in text.split("\n")]
    if encoding == "tcvn3":
        lines = [_capitalised(line) for line in lines]
    return "\n".join(lines), (NOTES[encoding],)


def _capitalised(line: str) -> str:
    """Capitals for what a font of capitals drew: ``CộNG HòA`` to ``CỘNG HÒA``, but not ``Bộ`` nor ``Sở``.

    The letters that TCVN3 has as capitals tell. One of them says nothing, except where the whole line has no small
    letter of theirs and several words like it.
    """
    words = [word for word in _WORD.findall(line) if _is_half_small(word)]
    all_capitals = len(words) > 1 and not _SMALL.search(line)

    def raised(found: re.Match[str]) -> str:
        word = found[0]
        is_capital = _is_half_small(word) and (all_capitals or len(_CAPITAL.findall(word)) > 1)
        return word.upper() if is_capital else word

    return _WORD.sub(raised, line)


def _is_half_small(word: str) -> bool:
    """Whether all small letters of a word are such as TCVN3 has no capitals for."""
    return not word.isupper() and not _SMALL.search(word) and bool(_CAPITAL.search(word))
