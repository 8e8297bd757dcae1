"""What reading costs on this machine: a long PDF with text, and a dense scan by OCR."""

from __future__ import annotations

import resource
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from eval import rendered
from eval.source import CORPUS
from indexer.reading import read

PAGES = 23
"""Pages of the PDF with text: a long plan with its appendices."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds. ``text_seconds`` is wall clock for the whole PDF; ``ocr_cpu`` is processor time of all processes
    for a page, which is what a page takes on one core.
    """

    text_pages: int
    text_seconds: float
    ocr_pages: int
    ocr_cpu: float

    def table(self) -> str:
        """A line for each."""
        return (
            f"PDF with text: {self.text_pages} pages in {self.text_seconds:.2f} s\n"
            f"OCR: {self.ocr_cpu:.2f} s a page a core ({self.ocr_pages} pages)"
        )

    def to_dict(self) -> dict[str, float]:
        """By name."""
        return asdict(self)


def measure() -> Cost:
    """Read the longest directive of ``corpus/``: as a scan, and said over and over as a PDF with text.

    Raises:
        DatasetError: LibreOffice is not installed or fails.
        FileRefused: ``no_ocr`` without tesseract.
    """
    longest = max(CORPUS.glob("[0-9]*.txt"), key=lambda file: file.stat().st_size)
    with TemporaryDirectory() as name:
        folder = Path(name)
        long = _long(longest, folder)
        scan = rendered.render([longest], ["scan"], folder)["scan", longest.stem]
        text_started = time.perf_counter()
        text_pages = len(read(long).pages)
        text_seconds = time.perf_counter() - text_started
        before = _cpu()
        ocr_pages = len(read(scan).pages)
        return Cost(text_pages, text_seconds, ocr_pages, (_cpu() - before) / ocr_pages)


def _long(file: Path, folder: Path) -> Path:
    """The first pages of a text that is repeated until there are enough."""
    text, times = folder / "long.txt", 1
    while True:
        text.write_text("\n\n".join([file.read_text(encoding="utf-8")] * times), encoding="utf-8")
        printed = rendered.render([text], ["pdf"], folder / str(times))["pdf", "long"]
        pages = rendered.shortened(printed, PAGES, folder / "long.pdf")
        if pages >= PAGES:
            return folder / "long.pdf"
        times += -(-PAGES // pages)


def _cpu() -> float:
    """Processor seconds of this process and of those that it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(item.ru_utime + item.ru_stime for item in used)
