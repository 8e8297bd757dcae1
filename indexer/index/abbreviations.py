"""The short forms that an archive defines itself: ``Trung tâm Y tế (TTYT)``, ``(sau đây gọi tắt là UBND)``.

Derived from the passages, kept beside the other derived indexes as one JSON file.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from indexer import offices
from indexer.index.records import StoredPassage

FILE = "abbreviations.json"


class Definitions:
    """Gathers what passages define as they go by."""

    def __init__(self) -> None:
        """Nothing is defined yet."""
        self._seen: Counter[tuple[str, str]] = Counter()

    def watch(self, passages: Iterable[StoredPassage]) -> Iterator[StoredPassage]:
        """The passages, unchanged, one by one."""
        for stored in passages:
            if "(" in stored.passage.text:
                self._seen.update(offices.definitions(stored.passage.text).items())
            yield stored

    def most_common(self) -> dict[str, str]:
        """Each short form with the long form it is defined by most often; of equals, the first by letters."""
        ranked = sorted(self._seen.items(), key=lambda item: (item[1], item[0]), reverse=True)
        return {short: long for (short, long), _ in reversed(ranked)}

    def write(self, folder: Path) -> None:
        """Write ``folder/abbreviations.json``."""
        (folder / FILE).write_text(json.dumps(self.most_common(), ensure_ascii=False, indent=0), encoding="utf-8")


def load(folder: Path) -> dict[str, str]:
    """Short form to long form, as :meth:`Definitions.write` left them.

    Raises:
        OSError, ValueError: the file is missing or broken.
    """
    found: dict[str, str] = json.loads((folder / FILE).read_text(encoding="utf-8"))
    return found
