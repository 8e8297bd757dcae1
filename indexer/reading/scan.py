"""Pictures of pages, by tesseract with its Vietnamese data: scanned PDFs and picture files.

What the engine reads is kept as it is: numbers and dates are never "corrected".
"""

from __future__ import annotations

import csv
import io
import os
import re
import resource
import shutil
import subprocess
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from statistics import fmean, median
from threading import Lock
from unicodedata import normalize

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from indexer.domain import Source
from indexer.errors import FileRefused
from indexer.reading import ruling
from indexer.reading.rereading import Heard, again
from indexer.reading.sheets import Sheet, bound
from indexer.reading.words import DESCENT, Word

DPI = 200
"""Resolution at which pages are read, in dots per inch: at 250 the engine takes a fifth longer and reads no better
(docs/performance.md).
"""
MOST_PIXELS = 40_000_000
"""The largest picture that is read, about A0 at 150 dots per inch; a larger page is read at less."""

_COMMAND = ("tesseract", "-", "-", "-l", "vie", "-c", "tessedit_do_invert=0")
_PAGE, _LINE = "6", "7"  # what tesseract takes a picture for: one block of text, one line
_SECONDS = 60  # of processor time for one page
_BUSY = 20  # times as long a page may take where others use the processor
_MOST_PAGES = 2000
_POINTS = 72  # an inch
_LONG_SIDE = 11.69  # inches of A4: the size of a picture that does not say its own
_OTHER = 1.4  # times the usual height of a line, or that part of it: another size of letters
_MISTAKEN = 2.5  # times a word's height: a line this high holds words of other lines
_BELOW = re.compile("[gjpqyQ,;()/|\u0323]")
"""What reaches below the line, in NFD: descenders, signs, the dot below."""

_TWICE = re.compile("ĐÐ|ÐĐ")
"""How the engine gives one ``Đ`` at times: with its look-alike, eth, which no Vietnamese word has."""

_SKEW = 3.0  # degrees to either side
_POOR = 0.65  # confidence below which a page may lie on its side: upside down it reads with up to 0.52
_MISSING = (
    "Bản quét cần OCR: chưa có tesseract hoặc dữ liệu tiếng Việt; hãy cài gói “tesseract-ocr” và "
    "“tesseract-ocr-vie” rồi lập chỉ mục lại."
)

Look = Callable[[int], tuple[Image.Image, float]]
"""From a page's number to its picture and the resolution of that in dots per inch."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Pages by their numbers as they were read, and what went wrong."""

    sheets: Mapping[int, Sheet]
    notes: tuple[str, ...] = ()


def read(path: Path) -> Source:
    """Read a picture file; a TIFF may hold several pages.

    Raises:
        FileRefused: ``broken_file``; ``too_large`` where the picture has more points than Pillow deems safe, or
            too many pages; ``no_ocr`` without tesseract or its Vietnamese data.
    """
    try:
        with _opened(path) as file:
            count = getattr(file, "n_frames", 1)
            if count > _MOST_PAGES:
                raise FileRefused("too_large", f"Tệp ảnh có {count} trang; chỉ đọc tối đa 2.000 trang.")
            lock = Lock()  # a file stands at one frame at a time

            def look(number: int) -> tuple[Image.Image, float]:
                with lock:
                    return _frame(file, number - 1, "L", DPI)

            found = seen(range(1, count + 1), look, has_text=False)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise FileRefused("broken_file", "Tệp ảnh hỏng hoặc không phải ảnh.") from error
    sheets = [found.sheets[number] for number in range(1, count + 1)]
    return bound(sheets, path.suffix.lower().lstrip("."), found.notes)


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    """A picture file, no part of which is decoded yet; what Pillow warns of or refuses as a bomb is too large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            file = Image.open(path)
        with file:
            yield file
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise FileRefused("too_large", "Ảnh quá lớn; hãy quét lại ở 200-300 điểm mỗi inch.") from error


def seen(numbers: Iterable[int], look: Look, *, has_text: bool) -> Seen:
    """Read pages from their pictures, one process a core.

    Without the engine, a file some of whose pages have text (``has_text``) loses the others with a note.

    Raises:
        FileRefused: ``no_ocr`` without tesseract or its Vietnamese data, where nothing else can be read.
    """
    numbers = list(numbers)
    if not numbers:
        return Seen({})
    if not _is_installed():
        if not has_text:
            raise FileRefused("no_ocr", _MISSING)
        return Seen({}, (f"Trang {', '.join(map(str, numbers))} là ảnh, chưa đọc. {_MISSING}",))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda number: _sheet(number, look), numbers))
    late = [str(number) for number, sheet in zip(numbers, results, strict=True) if sheet is None]
    notes = (f"Quá {_SECONDS} giây xử lý hoặc lỗi khi OCR, chưa đọc trang {', '.join(late)}.",) if late else ()
    blank = {number: Sheet(number, 0.0, 0.0, (), confidence=0.0) for number in numbers}
    return Seen(blank | {sheet.number: sheet for sheet in results if sheet}, notes)


def _is_installed() -> bool:
    program = shutil.which("tesseract")
    if program is None:
        return False
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S603
    return "vie" in listed.stdout.split()


def picture(path: Path, number: int, dpi: float) -> tuple[Image.Image, float]:
    """A page (from 1) of a picture file, in colour if it has any, and its resolution: ``dpi`` per inch or less.

    Raises:
        FileRefused: ``broken_file``, ``too_large``, as in :func:`read`.
    """
    try:
        with _opened(path) as file:
            mode = "L" if file.mode in {"1", "L"} else "RGB"
            return _frame(file, number - 1, mode, dpi)
    except (UnidentifiedImageError, OSError, EOFError, SyntaxError, ValueError) as error:
        raise FileRefused("broken_file", f"Tệp ảnh hỏng: không mở được trang {number}.") from error


def _frame(file: Image.Image, number: int, mode: str, most: float) -> tuple[Image.Image, float]:
    """One page of a picture file, and its resolution in dots per inch: ``most`` or less."""
    file.seek(number)
    if file.width * file.height > (Image.MAX_IMAGE_PIXELS or 0):  # Pillow looks at the first frame only
        raise Image.DecompressionBombError
    stated = float(file.info.get("dpi", (0, 0))[0])
    seen = ImageOps.exif_transpose(file).convert(mode)
    dpi = stated if stated >= _POINTS + 1 else max(seen.size) / _LONG_SIDE
    factor = min(most / dpi, (MOST_PIXELS / (seen.width * seen.height)) ** 0.5)
    size = (max(1, round(seen.width * factor)), max(1, round(seen.height * factor)))
    return seen.resize(size, Image.Resampling.LANCZOS), dpi * factor


def _sheet(number: int, look: Look) -> Sheet | None:
    """One page as read; None where the engine failed or took too long."""
    picture, dpi = look(number)
    try:
        return _read(picture, number, dpi)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return None


def _read(picture: Image.Image, number: int, dpi: float) -> Sheet:
    """A page straightened and read; one that reads badly is tried on its other sides."""
    best = _words(picture, number, dpi)
    if not best.words or best.confidence is None or best.confidence >= _POOR:
        return best
    tries = [_words(picture, number, dpi, side) for side in (90, 180, 270)]
    return max([best, *tries], key=lambda sheet: sheet.confidence or 0.0)


def _words(picture: Image.Image, number: int, dpi: float, side: int = 0) -> Sheet:
    """The words of a picture on one of its sides, their places in points, the mean of the engine's confidence."""
    turn = side + skew(turned(picture, side))
    straight = turned(picture, turn)
    scale = _POINTS / dpi
    drawn = ruling.erased(straight, dpi)
    rows = _tsv(_packed(straight), _PAGE, dpi)
    heard = again(straight, _heard(rows), dpi, number == 1, lambda data: _heard(_tsv(data, _LINE, dpi)))
    found = _placed(heard, scale)
    width, height = straight.width * scale, straight.height * scale
    rules = tuple((x0 * scale, y0 * scale, x1 * scale, y1 * scale) for x0, y0, x1, y1 in drawn)
    sure = fmean(word.sure for word in heard) if heard else 0.0
    return Sheet(number, width, height, found, rules, confidence=sure, turn=round(turn, 1))


def turned(picture: Image.Image, turn: float) -> Image.Image:
    """A picture turned as :class:`indexer.domain.Page` says: onto one of its sides, then by a few degrees."""
    side = 90 * round(turn / 90)
    if side % 360:
        picture = picture.rotate(side, expand=True)
    skewed = round(turn - side, 1)
    return picture.rotate(skewed, resample=Image.Resampling.BILINEAR, fillcolor="white") if skewed else picture


def _placed(heard: Sequence[Heard], scale: float) -> tuple[Word, ...]:
    """Words standing on the line of their column, as high as most lines are, but for what the engine took into a
    line by mistake.

    The boxes of letters differ by their marks and descenders, so that by these lines of one paragraph would stand
    unevenly.
    """
    lines: dict[tuple[str, ...], list[Heard]] = {}
    for word in heard:
        lines.setdefault(word.line, []).append(word)
    tall = {key: max(w.box[3] for w in line) - min(w.box[1] for w in line) for key, line in lines.items()}
    usual = median(tall.values()) if tall else 0
    found: dict[Heard, Word] = {}
    for key, line in lines.items():
        height = usual if usual / _OTHER <= tall[key] <= usual * _OTHER else tall[key]
        bottom = _baseline(line, height) + DESCENT * height
        for word in line:
            left, top, right, low = word.box
            if tall[key] <= _MISTAKEN * (low - top):
                top, low = round(bottom - height), round(bottom)
            found[word] = Word(word.text, left * scale, top * scale, right * scale, low * scale)
    return tuple(found[word] for word in heard)


def _baseline(line: Sequence[Heard], height: float) -> float:
    """What the letters of a line stand on: where those words end that have nothing below it."""
    level = [word.box[3] for word in line if not _BELOW.search(normalize("NFD", word.text))]
    return median(level) if level else max(word.box[3] for word in line) - DESCENT * height


def _heard(rows: Iterable[Mapping[str, str]]) -> list[Heard]:
    """The words among the rows that tesseract prints."""
    return [
        Heard(_TWICE.sub("Đ", row["text"].strip()), _box(row), float(row["conf"]) / 100, _line(row))
        for row in rows
        if row["level"] == "5" and row["text"].strip()
    ]


def _line(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row[name] for name in ("page_num", "block_num", "par_num", "line_num"))


def _box(row: Mapping[str, str]) -> tuple[int, int, int, int]:
    left, top = int(row["left"]), int(row["top"])
    return left, top, left + int(row["width"]), top + int(row["height"])


def _packed(picture: Image.Image) -> bytes:
    data = io.BytesIO()
    picture.save(data, "PPM")  # packing it would take a fifth of the time
    return data.getvalue()


def _tsv(data: bytes, mode: str, dpi: float) -> list[dict[str, str]]:
    """What tesseract prints of a picture: one row a page, block, paragraph, line and word."""
    command = [*_COMMAND, "--psm", mode, "--dpi", str(round(dpi)), "tsv"]
    printed = _ran(command, data).decode("utf-8")
    return list(csv.DictReader(io.StringIO(printed), delimiter="\t", quoting=csv.QUOTE_NONE))


def _ran(command: Sequence[str], data: bytes) -> bytes:
    """What the engine prints; it is stopped after so much processor time, so that a busy machine loses no page.

    Raises:
        CalledProcessError: it failed or was stopped; TimeoutExpired: it stands still.
    """
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment) as engine:  # noqa: S603
        with suppress(ProcessLookupError):
            resource.prlimit(engine.pid, resource.RLIMIT_CPU, (ceil(_SECONDS),) * 2)
        try:
            printed, said = engine.communicate(data, timeout=_SECONDS * _BUSY)
        except subprocess.TimeoutExpired:
            engine.kill()
            raise
    if engine.returncode:
        raise subprocess.CalledProcessError(engine.returncode, command, printed, said)
    return printed


def skew(picture: Image.Image) -> float:
    """By how many degrees a page has to be turned (anticlockwise) for its lines to lie level.

    The angle at which the dark points fall into the fewest rows: the profile's variance is largest (Postl 1986).
    """
    small = picture.copy()
    small.thumbnail((1000, 1000))
    ys, xs = np.nonzero(np.asarray(small) < 128)
    if len(ys) < 100:
        return 0.0
    coarse = max(np.arange(-_SKEW, _SKEW + 0.1, 0.5), key=lambda angle: _evenness(xs, ys, angle))
    return float(max(coarse + np.arange(-0.4, 0.41, 0.1), key=lambda angle: _evenness(xs, ys, angle)))


def _evenness(xs: np.ndarray, ys: np.ndarray, angle: float) -> float:
    """How much the rows differ in dark points once the page is turned by ``angle`` degrees."""
    rows = np.rint(ys - xs * np.tan(np.radians(angle))).astype(np.int64)
    return float(np.bincount(rows - rows.min()).astype(np.float64).var())
