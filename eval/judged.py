"""Directives whose header, sections, assignments and references were judged by reading them.

A document is ``NAME.txt`` with ``NAME.json`` beside it, in the shape of ``tracuu inspect --json``; what the
judgements add to that shape and the conventions they follow are in ``judged/README.md``. :func:`compare` streams
one :class:`Judgement` for each thing that is judged or found; every figure is a sum over them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from eval.dataset import DatasetError
from indexer import offices
from indexer.domain import Directive
from indexer.text import folded, keys

FOLDER = Path(__file__).resolve().parent / "judged"
"""The judged documents that ship; those of ``corpus/`` have only their judgements here, in ``seeds``."""

FIELDS = (
    "number", "symbol", "kind", "subject", "issuer", "parent_issuer", "place", "date", "signer", "position",
    "authority", "recipients", "urgency", "confidentiality",
)  # fmt: skip
"""What is compared of a header."""

_OFFICES, _WRITTEN_OUT = ("recipients",), ("issuer", "parent_issuer")
"""Fields that hold offices: as written, and with the short forms of a letterhead (``UBND TỈNH``) written out."""

_FIRST = 4
"""Syllables that two tasks must begin with in common to be the same task."""

_T = TypeVar("_T")
_Pair = tuple[_T | None, _T | None]


class Judgement(NamedTuple):
    """One thing that is judged (``expected``), found, or both: ``right`` says whether they agree.

    ``measure`` is ``header.FIELD``, ``trees`` (all sections of a document at once), ``sections``, ``assignments``
    (who, role and deadline), ``roles`` (who and role alone) or ``references``. ``expected`` and ``found`` are for
    people; None is a thing that only the other side has.
    """

    document: str
    measure: str
    expected: str | None
    found: str | None
    right: bool


@dataclass(frozen=True, slots=True)
class Duty:
    """An assignment as far as it is compared. Finding an ``optional`` one counts neither way."""

    assignees: tuple[str, ...]
    role: str
    task: str
    deadline: str | None
    optional: bool = False

    def __str__(self) -> str:
        """For people: who, as what, until when, to do what."""
        who = " + ".join(self.assignees)
        return f"{who} | {self.role} | {self.deadline or '–'} | {' '.join(self.task.split()[:8])}"


@dataclass(frozen=True, slots=True)
class Named:
    """A reference as far as it is compared: number or title, and the relations that are right, the best first."""

    name: str
    relations: tuple[str, ...]

    def __str__(self) -> str:
        """For people: ``14/CT-TTg (mentioned)``."""
        return f"{self.name} ({' / '.join(self.relations)})"


@dataclass(frozen=True, slots=True)
class Understood:
    """What a document says, judged or found. ``header`` has the JSON values of ``FIELDS``."""

    header: Mapping[str, Any]
    paths: tuple[tuple[str, ...], ...]
    duties: tuple[Duty, ...]
    references: tuple[Named, ...]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Understood:
        """From the shape of ``tracuu inspect --json`` with the keys that judgements add."""
        return cls(
            {name: data["header"].get(name) for name in FIELDS},
            tuple(tuple(section["path"]) for section in data["sections"]),
            tuple(
                Duty(tuple(d["assignees"]), d["role"], d["task"], d["deadline"], d.get("optional", False))
                for d in data["assignments"]
            ),
            tuple(
                Named(r["number"] or r.get("title") or "", (r["relation"], *r.get("also", ())))
                for r in data["references"]
            ),
        )

    @classmethod
    def from_directive(cls, directive: Directive) -> Understood:
        """From what the indexer understood."""
        header = asdict(directive.header)
        return cls(
            {name: header[name] for name in FIELDS},
            tuple(tuple(directive.section_labels(index)) for index in range(len(directive.sections))),
            tuple(Duty(d.assignees, d.role.value, d.task, d.deadline) for d in directive.assignments),
            tuple(Named(r.number or r.title or "", (r.relation.value,)) for r in directive.references),
        )


@dataclass(frozen=True, slots=True)
class Document:
    """A judged document: its file and what is right of it."""

    file: Path
    judged: Understood

    @property
    def name(self) -> str:
        """Its file's name without the ending."""
        return self.file.stem


def load(judgements: Path, texts: Path | None = None) -> list[Document]:
    """The documents of a folder, by name.

    Args:
        judgements: a folder of ``NAME.json``.
        texts: the folder of ``NAME.txt``, if it is another.

    Raises:
        DatasetError: there is no judgement, a text is missing, or a judgement is not of the shape.
    """
    files = sorted(judgements.glob("*.json"))
    if not files:
        raise DatasetError(f"{judgements}: expected judged documents (NAME.json), found none.")
    return [_document(file, (texts or judgements) / f"{file.stem}.txt") for file in files]


def _document(file: Path, text: Path) -> Document:
    if not text.is_file():
        raise DatasetError(f"{file}: expected its text as {text}, which is not there.")
    try:
        return Document(text, Understood.from_json(json.loads(file.read_text(encoding="utf-8"))))
    except (KeyError, TypeError, ValueError) as error:
        raise DatasetError(f"{file}: not a judgement ({type(error).__name__}: {error}).") from error


def compare(document: str, judged: Understood, found: Understood) -> Iterator[Judgement]:
    """Everything that is judged or found of one document.

    Names and deadlines are compared without case, punctuation and the place of tones; the rest of a header
    without white space alone. Two tasks are the same that begin with the same syllables, whatever their marks: a
    scan loses some.
    """
    for name in FIELDS:
        expected, value = judged.header[name], found.header[name]
        right = _comparable(name, expected) == _comparable(name, value)
        yield Judgement(document, f"header.{name}", _shown(expected), _shown(value), right)
    labels = [
        ["/".join(filter(None, path)) for path in paths if any(path)] for paths in (judged.paths, found.paths)
    ]
    yield Judgement(document, "trees", " ".join(labels[0]), " ".join(labels[1]), labels[0] == labels[1])
    sections = _paired(labels[0], labels[1], _equal)
    references = _paired(judged.references, found.references, _best_relation, _any_relation)
    pairs: dict[str, Sequence[_Pair[object]]] = {
        "sections": [*sections],
        "assignments": [*_paired_duties(judged.duties, found.duties, _deadline_too)],
        "roles": [*_paired_duties(judged.duties, found.duties, _who)],
        "references": [*references],
    }
    for measure, rows in pairs.items():
        for one, other in rows:
            shown = [None if item is None else str(item) for item in (one, other)]
            yield Judgement(document, measure, shown[0], shown[1], None not in shown)


def _paired(judged: Sequence[_T], found: Sequence[_T], *tests: Callable[[_T, _T], bool]) -> list[_Pair[_T]]:
    """Each judged thing with the first free one that passes the first test, then the second; the rest alone."""
    free, waiting = list(found), list(judged)
    pairs: list[_Pair[_T]] = []
    for test in tests:
        for expected in list(waiting):
            at = next((at for at, value in enumerate(free) if test(expected, value)), None)
            if at is not None:
                waiting.remove(expected)
                pairs.append((expected, free.pop(at)))
    return [*pairs, *((expected, None) for expected in waiting), *((None, value) for value in free)]


def _paired_duties(
    judged: Sequence[Duty], found: Sequence[Duty], said: Callable[[Duty], object]
) -> list[_Pair[Duty]]:
    def same(one: Duty, other: Duty) -> bool:
        return _same_task(one, other) and said(one) == said(other)

    def optional(one: Duty, other: Duty) -> bool:
        return one.optional and _same_task(one, other)

    return [pair for pair in _paired(judged, found, same, optional) if not (pair[0] and pair[0].optional)]


def _equal(one: str, other: str) -> bool:
    return one == other


def _same_task(one: Duty, other: Duty) -> bool:
    first, second = folded(one.task).split(), folded(other.task).split()
    shared = min(_FIRST, len(first), len(second))
    return shared > 0 and first[:shared] == second[:shared]


def _who(duty: Duty) -> tuple[object, ...]:
    return {tuple(keys(name)) for name in duty.assignees}, duty.role


def _deadline_too(duty: Duty) -> tuple[object, ...]:
    return *_who(duty), keys(duty.deadline or "")


def _best_relation(judged: Named, found: Named) -> bool:
    return keys(judged.name) == keys(found.name) and judged.relations[0] == found.relations[0]


def _any_relation(judged: Named, found: Named) -> bool:
    return keys(judged.name) == keys(found.name) and found.relations[0] in judged.relations


def _comparable(name: str, value: Any) -> object:  # noqa: ANN401 - a JSON value
    if isinstance(value, Mapping):
        return tuple(value.values())
    if isinstance(value, list | tuple):
        return [_comparable(name, item) for item in value]
    if value is None:
        return None
    if name in _WRITTEN_OUT:
        return offices.key(value)
    return keys(value) if name in _OFFICES else " ".join(value.split())


def _shown(value: Any) -> str:  # noqa: ANN401
    return json.dumps(value, ensure_ascii=False)
