"""How well directives are understood: what is found in judged documents against what is judged.

Each document is read from a file and understood by the product's own way. For every measure of
:class:`eval.judged.Judgement`, over all documents together (micro average):

========= ================================================================
precision of what is found, the share that is judged so
recall    of what is judged, the share that is found so
f1        their harmonic mean (van Rijsbergen, *Information Retrieval*, 1979)
========= ================================================================

A header's field and a document's tree are always both judged and found, so the three are one: accuracy.
``characters`` is one minus the character error rate: edits over the number of characters written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from eval import rendered
from eval.judged import FIELDS, FOLDER, Document, Judgement, Understood, compare, load
from eval.source import CORPUS
from indexer import chunk
from indexer.reading import read
from indexer.understand import understand

UNSEEN = "held"
"""The set that is for measuring only: its misses are not told."""

SETS = ("dev", UNSEEN, "seeds")
"""``dev`` is for looking at, ``seeds`` are the directives that ship."""

FORMATS = rendered.FORMATS
"""The formats in which documents are read."""

_COUNTED = ("sections", "assignments", "roles", "references")


class Figures(NamedTuple):
    """Sums over judgements of one measure."""

    right: int
    judged: int
    found: int

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> Figures:
        """Count them."""
        rows = [(row.right, row.expected is not None, row.found is not None) for row in judgements]
        return cls(*(sum(column) for column in zip(*rows, strict=True))) if rows else cls(0, 0, 0)

    @property
    def precision(self) -> float:
        """1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """1 where nothing is judged."""
        return self.right / self.judged if self.judged else 1.0

    @property
    def f1(self) -> float:
        """0 where nothing is right though something is judged or found."""
        return 2 * self.right / (self.judged + self.found) if self.judged + self.found else 1.0


class Reading(NamedTuple):
    """How a document's text was read: edits from it to what was written, of so many characters.

    White space and the rules of tables count for nothing.
    """

    document: str
    edits: int
    characters: int

    @classmethod
    def of(cls, document: str, written: str, found: str) -> Reading:
        """Compare two texts."""
        return cls(document, edits(_visible(written), _visible(found)), len(_visible(written)))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found in the documents of one set, read in one format."""

    format: str
    judgements: Sequence[Judgement]
    readings: Sequence[Reading]

    def figures(self, measure: str) -> Figures:
        """The sums of one measure; ``header`` is all fields together."""
        return Figures.of(row for row in self.judgements if row.measure == measure or _is_field(measure, row))

    def means(self) -> dict[str, float]:
        """Every figure by its name: ``header.kind``, ``trees``, ``references.precision`` ..."""
        fields = ("header", *(f"header.{name}" for name in FIELDS), "trees")
        characters = sum(reading.characters for reading in self.readings) or 1
        shares = {"characters": 1 - sum(reading.edits for reading in self.readings) / characters}
        shares |= {name: self.figures(name).recall for name in fields}
        for name in _COUNTED:
            figures = self.figures(name)
            shares |= {f"{name}.{part}": getattr(figures, part) for part in ("precision", "recall", "f1")}
        return shares


@dataclass(frozen=True, slots=True)
class Report:
    """One set of documents in all formats that were asked for."""

    name: str
    documents: Sequence[Document]
    outcomes: Sequence[Outcome]

    def table(self) -> str:
        """A line for each figure, a column for each format."""
        title = f"{self.name}: {len(self.documents)} documents"
        columns = [outcome.means() for outcome in self.outcomes]
        heads = "".join(f"{outcome.format:>9}" for outcome in self.outcomes)
        lines = [
            f"{name:<24}" + "".join(f"{means[name]:>9.3f}" for means in columns)
            for name in (columns[0] if columns else ())
        ]
        return "\n".join([title, " " * 24 + heads, *lines])

    def misses(self) -> Iterator[str]:
        """What is misread, judged and not found, found and not judged, or found otherwise; one line each.

        Those of ``held`` are not told, so that nothing is fitted to them.
        """
        if self.name == UNSEEN:
            return
        for outcome in self.outcomes:
            for reading in outcome.readings:
                if reading.edits:
                    misread = f"{reading.edits} edits of {reading.characters}"
                    yield f"{outcome.format} {reading.document} characters: {misread}"
            for row in outcome.judgements:
                if not row.right:
                    where = f"{outcome.format} {row.document} {row.measure}"
                    yield f"{where}: expected {row.expected or 'nothing'}, found {row.found or 'nothing'}"

    def to_dict(self) -> dict[str, object]:
        """``{"set", "documents", "formats": {format: figures}}``."""
        formats = {outcome.format: outcome.means() for outcome in self.outcomes}
        return {"set": self.name, "documents": len(self.documents), "formats": formats}


def documents(name: str) -> list[Document]:
    """The judged documents of one of ``SETS``."""
    return load(FOLDER / name, CORPUS if name == "seeds" else None)


def outcome(form: str, files: Mapping[str, Path], judged: Sequence[Document]) -> Outcome:
    """What is found in the files of some documents, by their names, against what is judged of them.

    Raises:
        FileRefused: a file cannot be read.
    """
    judgements: list[Judgement] = []
    readings = []
    for document in judged:
        source = read(files[document.name])
        directive = understand(document.name, source, _syllables, chunk.Limits())
        judgements += compare(document.name, document.judged, Understood.from_directive(directive))
        written = read(document.file).text
        expected = written if form == "txt" else rendered.laid_out(written)
        readings.append(Reading.of(document.name, expected, source.text))
    return Outcome(form, judgements, readings)


def _syllables(text: str) -> int:
    return len(text.split())


def _visible(text: str) -> str:
    return "".join(text.replace("|", "").split())


def edits(one: str, other: str) -> int:
    """The least number of characters to insert, delete or replace (Levenshtein 1966).

    Only paths of up to ``limit`` edits are followed, and more where that is too few (Ukkonen, *Algorithms for
    approximate string matching*, 1985): texts that differ little cost little.
    """
    limit = 8
    while (found := _edits_within(one, other, limit)) > limit:
        limit *= 4
    return found


def _edits_within(one: str, other: str, limit: int) -> int:
    """The number of edits, or any number above ``limit`` where it is above."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    row = {at: at for at in range(min(limit, len(other)) + 1)}
    for at, letter in enumerate(one, 1):
        last, row, left = row, {}, limit + 1
        for to in range(max(at - limit, 0), min(at + limit, len(other)) + 1):
            left = row[to] = min(
                last.get(to, limit) + 1,
                left + 1,
                last.get(to - 1, limit + 1) + (letter != other[to - 1]) if to else limit + 1,
            )
    return row[len(other)]


def _is_field(measure: str, row: Judgement) -> bool:
    return measure == "header" and row.measure.startswith("header.")


def measure(sets: Sequence[str], formats: Sequence[str]) -> list[Report]:
    """Read and understand the documents of some ``SETS`` in some ``FORMATS``.

    Raises:
        FileRefused: a document cannot be read in a format.
    """
    found = []
    for name in sets:
        judged = documents(name)
        with TemporaryDirectory() as folder:
            files = rendered.render([document.file for document in judged], formats, Path(folder))
            outcomes = [
                outcome(form, {name: file for (at, name), file in files.items() if at == form}, judged)
                for form in formats
            ]
        found.append(Report(name, judged, outcomes))
    return found


class Floor(NamedTuple):
    """The value that a figure must have at least, in all formats or in one."""

    figure: str
    least: float
    format: str | None = None


FLOORS = (
    Floor("assignments.precision", 0.95),
    Floor("assignments.recall", 0.90),
    Floor("references.precision", 0.98),
    Floor("references.recall", 0.95),
    Floor("header", 0.90, "scan"),
    Floor("characters", 0.99, "scan"),
    Floor("characters", 1.0, "pdf"),
)
"""What the project requires of itself, of each set."""


def missed(reports: Sequence[Report]) -> list[str]:
    """A sentence for each of ``FLOORS`` that a set does not reach in a format."""
    return [
        f"{report.name} {outcome.format}: {floor.figure} is {value:.4f}, below {floor.least:g}."
        for report in reports
        for outcome in report.outcomes
        for floor in FLOORS
        if floor.format in (None, outcome.format) and (value := outcome.means()[floor.figure]) < floor.least
    ]
