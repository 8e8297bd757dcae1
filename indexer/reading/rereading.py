"""What tesseract misreads on a whole page, read a second time line by line: capitals, and numerals of headings.

On a whole page the engine cuts lines close, and capitals lose the marks that stand on them (``CÂU`` for ``CẦU``);
its network gives one letter for like ones side by side (``II`` for ``III``).
A second reading is taken only where the picture speaks for it, and never for the sake of a word list: digits are
those of the first reading in any case.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from statistics import median

import numpy as np
from PIL import Image, ImageFilter

from indexer.reading.legacy import is_syllable
from indexer.text import fold

_ROOM = (0.08, 0.04)  # inches of paper to the sides of a line, and above and below
_APART = 0.24  # inches: what stands further apart on one line is read apart
_BLUR = 0.8  # points of the picture: takes the edge off grain
_MOST = 24  # lines of a page: more in capitals is a table or an act printed so
_HEAD = 1 / 3  # of a first page's height: where a letterhead stands
_SURER = 0.15  # by how much the second reading must be surer to do more than add marks to letters
_LOW = 0.5  # of the usual height of words: what is lower and touches a word below it is a tip of that
_TOUCH = 0.02  # inches
_UNSURE = 0.2  # below this a word may be made of pieces of others
_FEW = 2  # letters
_STEM = 0.85  # of a stem's middle is dark
_DARK = 140  # of 255
_COPIES = 16  # lines of recipients and signature
_LABELS = frozenset(("chuong", "phan", "muc"))

_CORE = re.compile(r"^(\W*)(.*?)(\W*)$", re.DOTALL)
_SAYS = re.compile(r"[^\W_]")
_NUMERAL = re.compile(r"[IVXLl|]+")
_STROKES = r"T?[IĨÌÍÏỊ]{1,3}L?|[IĨÌÍ]?H[IĨÌÍỊ]?L?"
"""How one, two or three strokes are read."""

_HEADING = re.compile(rf"^([VX]?)({_STROKES})(?=[.:/–-]|(?<=L)$)")
_CHAPTER = re.compile(rf"^([VX]?)({_STROKES}|TH[IỊ])(?=[.:/–-]|$)")
_QUARTER = re.compile(rf"^()({_STROKES}|l)(?=[.,;:/–-]|$)")
"""How numerals are read that begin a line, that follow the name of a level, and that of a quarter."""


Box = tuple[int, int, int, int]
"""Left, top, right, bottom in points of the picture."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A word as the engine read it: box in points of the picture, how sure (0 to 1), and the key of its line."""

    text: str
    box: Box
    sure: float
    line: tuple[str, ...]


Engine = Callable[[bytes], Sequence[Heard]]
"""Reads single lines, a TIFF of one frame each; a word's ``line`` begins with its frame's number, from 1."""


def again(picture: Image.Image, words: Sequence[Heard], dpi: float, first: bool, engine: Engine) -> list[Heard]:
    """The words of a page, in their order, some of them as they were read the second time.

    Columns that stand side by side get ``line`` keys of their own.

    Args:
        picture: the level page in grey.
        words: its words, line after line.
        dpi: dots per inch of the picture.
        first: whether it is a first page, which has a letterhead.
        engine: reads single lines.
    """
    found: list[Heard] = []
    words, cut = _without_tips(words, dpi)
    lines = [part for _, row in groupby(words, lambda word: word.line) for part in _parts(list(row), dpi)]
    lines = [[replace(word, line=(*word.line, str(at))) for word in line] for at, line in enumerate(lines)]
    doubtful = _doubtful(lines, _HEAD * picture.height if first else 0, cut)
    frames = [_cut(picture, lines[at], dpi) for at in doubtful]
    second = _by_frame(engine(_tiff(frames)), len(frames)) if frames else []
    better = dict(zip(doubtful, second, strict=True))
    for at, line in enumerate(lines):
        kept = _merged(line, better[at]) if at in better else line
        said = [fold(word.text).lower() for word in kept]
        label = 1 if len(kept) > 1 and said[0] in _LABELS else 0
        for place, word in enumerate(kept):
            is_quarter = place > 0 and said[place - 1] == "quy"
            forms = _QUARTER if is_quarter else _CHAPTER if label else _HEADING
            found.append(_numbered(word, picture, forms) if is_quarter or place == label else word)
    return found


def _parts(line: list[Heard], dpi: float) -> Iterator[list[Heard]]:
    """A line cut where columns stand beside one another."""
    start = 0
    for at, (before, word) in enumerate(pairwise(line), 1):
        if word.box[0] - before.box[2] > _APART * dpi:
            yield line[start:at]
            start = at
    yield line[start:]


def _without_tips(words: Sequence[Heard], dpi: float) -> tuple[list[Heard], set[Box]]:
    """The words without those that are the tips of others, and the boxes of these others.

    Where lines beside one another do not stand level, the engine takes what reaches up from the next for a line.
    """
    usual = median(word.box[3] - word.box[1] for word in words) if words else 0
    on_line = Counter(word.line for word in words)
    words = [word for word in words if on_line[word.line] > 1 or not _is_speck(word)]
    whole = [word for word in words if word.box[3] - word.box[1] >= _LOW * usual and word.sure >= _UNSURE]
    cut: set[Box] = set()
    kept = []
    for word in words:
        is_odd = word.box[3] - word.box[1] < _LOW * usual or word.sure < _UNSURE
        hosts = [host.box for host in whole if _reaches(host, word, _TOUCH * dpi)] if is_odd else []
        cut.update(hosts)
        if not hosts:
            kept.append(word)
    return kept, cut


def _is_speck(word: Heard) -> bool:
    """Whether what the engine took for a letter or two is none: it does not believe it itself."""
    return word.sure < _UNSURE and len(word.text) <= _FEW


def _reaches(host: Heard, tip: Heard, touch: float) -> bool:
    """Whether a word of another line reaches up into what was read above it."""
    left, top, right, bottom = tip.box
    middle = (top + bottom) / 2
    is_beside = host.box[0] < right and left < host.box[2]
    return is_beside and host.line != tip.line and middle < host.box[1] + touch <= bottom + 2 * touch


def _doubtful(lines: Sequence[Sequence[Heard]], head: float, cut: Set[Box]) -> list[int]:
    """Which lines are in capitals, stand in the letterhead, or in the small type below "Nơi nhận", or were cut."""
    found, copies = [], 0
    for at, line in enumerate(lines):
        text = "".join(word.text for word in line)
        capitals = sum(map(str.isupper, text))
        is_raised = capitals >= 3 and capitals > sum(map(str.islower, text))
        copies = _COPIES if fold(text).startswith("Noinhan") else copies - 1
        is_cut = any(word.box in cut for word in line)
        if is_raised or copies > 0 or is_cut or line[0].box[1] < head:
            found.append(at)
    return found[:_MOST]


def _cut(picture: Image.Image, line: Sequence[Heard], dpi: float) -> Image.Image:
    """A line with more paper around it than the engine leaves."""
    across, down = (round(room * dpi) for room in _ROOM)
    boxes = [word.box for word in line]
    box = (
        max(0, min(x0 for x0, _, _, _ in boxes) - across),
        max(0, min(y0 for _, y0, _, _ in boxes) - down),
        min(picture.width, max(x1 for _, _, x1, _ in boxes) + across),
        min(picture.height, max(y1 for _, _, _, y1 in boxes) + down),
    )
    return picture.crop(box).filter(ImageFilter.GaussianBlur(_BLUR))


def _tiff(frames: Sequence[Image.Image]) -> bytes:
    """All in one file: the engine starts once."""
    data = io.BytesIO()
    frames[0].save(data, "TIFF", save_all=True, append_images=frames[1:])
    return data.getvalue()


def _by_frame(words: Sequence[Heard], count: int) -> list[list[Heard]]:
    frames: list[list[Heard]] = [[] for _ in range(count)]
    for word in words:
        frames[int(word.line[0]) - 1].append(word)
    return frames


def _merged(line: Sequence[Heard], second: Sequence[Heard]) -> list[Heard]:
    """A line with the words in which the second reading is the better one."""
    merged = list(line)
    second = [word for word in second if _SAYS.search(word.text)]
    texts = [word.text for word in line], [word.text for word in second]
    for change, i, j, k, m in SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
        if change == "replace" and j - i == m - k:
            merged[i:j] = [_better(*pair) for pair in zip(line[i:j], second[k:m], strict=True)]
    return merged


def _better(one: Heard, other: Heard) -> Heard:
    """One of two readings of a word; the signs around it are those of the first."""
    before, core, after = _parted(one.text)
    _, read, _ = _parted(other.text)
    if not core or not read or core == read or _digits(core) != _digits(read):
        return one
    if _NUMERAL.fullmatch(core) or _NUMERAL.fullmatch(read):
        return one
    taken = replace(one, text=before + read + after, sure=other.sure)
    if fold(core) == fold(read) and (_marks(read) > _marks(core) or not is_syllable(core)):
        return taken if is_syllable(read) or other.sure > one.sure else one
    return taken if other.sure >= one.sure + _SURER else one


def _marks(text: str) -> int:
    """How many marks stand on the letters: a second reading is for those that were cut off."""
    return sum(map(bool, map(unicodedata.combining, unicodedata.normalize("NFD", text))))


def _parted(text: str) -> tuple[str, str, str]:
    """Signs, word and signs."""
    match = _CORE.match(text)
    return (match[1], match[2].strip("_"), match[3]) if match else ("", text, "")


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


def _numbered(word: Heard, picture: Image.Image, forms: re.Pattern[str]) -> Heard:
    """The numeral of a heading or a quarter, with as many strokes as are drawn: ``III`` for ``II``."""
    match = forms.match(word.text)
    if match is None or not 1 <= (drawn := _stems(picture.crop(word.box))) <= 3:
        return word
    if "H" in match[2] and _is_crossed(picture.crop(word.box)):
        return word
    if drawn < len(match[2]) and match[2].strip("I") == "":
        return word
    sign = "." if forms is _HEADING and match.end() == len(word.text) else word.text[match.end() :]
    return replace(word, text=f"{match[1]}{'I' * drawn}{sign}")


def _middle(picture: Image.Image) -> np.ndarray:
    """Which points of a word are dark, between the feet of its letters and their tops."""
    dark = np.asarray(picture) < _DARK
    rows = np.flatnonzero(dark.any(axis=1))
    if not len(rows):
        return np.zeros((0, dark.shape[1]), bool)
    top, height = rows[0], rows[-1] + 1 - rows[0]
    return dark[top + round(0.3 * height) : top + round(0.7 * height)]


def _stems(picture: Image.Image) -> int:
    """How many upright strokes stand in the picture of a word; feet and slanting strokes are none."""
    edges = _edges(_middle(picture))
    return int(np.count_nonzero(edges == 1))


def _is_crossed(picture: Image.Image) -> bool:
    """Whether a stroke joins the first two upright ones: of an H, not of two numerals."""
    middle = _middle(picture)
    edges = _edges(middle)
    first, second = np.flatnonzero(edges == -1)[:1], np.flatnonzero(edges == 1)[1:2]
    between = middle[:, int(first[0]) : int(second[0])] if len(second) else middle[:, :0]
    return bool(between.size and between.mean(axis=1).max() >= _STEM)


def _edges(middle: np.ndarray) -> np.ndarray:
    """1 where an upright stroke begins, from the left, and -1 after its end."""
    upright = middle.mean(axis=0) >= _STEM if len(middle) else np.zeros(middle.shape[1], bool)
    return np.diff(np.pad(upright, 1).astype(np.int8))
