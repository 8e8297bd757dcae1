"""How far two judges of the same directives agree: the second's judgements measured as if a parser had found them.

What two careful readers do not agree on no parser can be asked for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from eval.judged import FOLDER, Judgement, Understood, compare, load
from eval.understand import Figures

SECOND = FOLDER / "second"
MEASURES = ("assignments", "roles", "references")
"""What both judged."""


def measure(second: Path = SECOND) -> Mapping[str, Figures]:
    """Of all documents that have a second judgement.

    Raises:
        DatasetError: a judgement is not of the shape, or a text is missing.
    """
    first = {one.name: one for name in ("dev", "held") for one in load(FOLDER / name)}
    rows: list[Judgement] = []
    for file in sorted(second.glob("*.json")):
        data = {"header": {}, "sections": []} | json.loads(file.read_text(encoding="utf-8"))
        rows += compare(file.stem, first[file.stem].judged, Understood.from_json(data))
    return {name: Figures.of(row for row in rows if row.measure == name) for name in MEASURES}


def table(found: Mapping[str, Figures]) -> str:
    """A line a measure: precision and recall of the second judge by the first."""
    lines = [f"{name:<16}{figures.precision:>9.3f}{figures.recall:>9.3f}" for name, figures in found.items()]
    return "\n".join(["second judge    precision   recall", *lines])
