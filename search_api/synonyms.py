"""Words that mean about the same: what people say, and what directives write.

Three tables, one group a line: ``synonyms.txt`` holds everyday words and those of administration and health (the
bundled model learns from it too), ``asking.txt`` how questions are put, ``syllables.txt`` words of one syllable.
All are general knowledge of the language, for any archive of this domain. A question that says the first of a
group is also asked with the others, unless the archive says it often; what they find counts less than its own
words (``Weights.expansion``).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from indexer.text import nfc

SYNONYMS = Path(__file__).with_name("synonyms.txt")
ASKING = Path(__file__).with_name("asking.txt")
SYLLABLES = Path(__file__).with_name("syllables.txt")


@cache
def groups(*tables: Path) -> tuple[tuple[str, ...], ...]:
    """The phrases of each group of some tables (of both, if none is named), in lower case."""
    lines = [line for table in tables or (SYNONYMS, ASKING) for line in _lines(table)]
    return tuple(tuple(phrase.strip() for phrase in line.split("=")) for line in lines)


def _lines(table: Path) -> list[str]:
    lines = nfc(table.read_text(encoding="utf-8")).splitlines()
    return [line for line in lines if line and not line.startswith("#")]
