"""What is asked and what is right: topics with their relevant passages, whatever file they came from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import TracuuError
from indexer.text import nfc


class DatasetError(TracuuError):
    """A file of questions, documents or judgements cannot be used as it is."""

    code = "bad_dataset"


@dataclass(frozen=True, slots=True)
class Topic:
    """A question and the names of what answers it, with their grades (above 0 is relevant).

    ``split`` is that of the file of questions; ``same_as`` the id of the topic that this one repeats in another
    spelling.
    """

    id: str
    question: str
    relevant: Mapping[str, int]
    kind: str | None = None
    split: str | None = None
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class Dataset:
    """Judged topics. ``alternatives`` says that each relevant passage of a topic answers it alone."""

    name: str
    topics: tuple[Topic, ...]
    alternatives: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a file of JSON objects, and where it stands."""

    file: Path
    line: int
    fields: Mapping[str, object]

    @property
    def place(self) -> str:
        """``queries.jsonl:12``, as error messages begin."""
        return f"{self.file}:{self.line}"

    def text(self, name: str, default: str | None = None) -> str:
        """A field that must be text, in NFC.

        Raises:
            DatasetError: it is missing without a default, or is something else.
        """
        value = self.fields.get(name, default)
        if not isinstance(value, str):
            raise DatasetError(f"{self.place}: expected text in “{name}”, found {json.dumps(value)}.")
        return nfc(value)

    def name(self, field: str) -> str:
        """A field that names something: text (or a number) without blanks, as TREC files need it.

        Raises:
            DatasetError: it is missing, empty, or holds blanks.
        """
        value = self.fields.get(field)
        name = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
        if not name or name.split() != [name]:
            raise DatasetError(
                f"{self.place}: expected a name without blanks in “{field}”, found {json.dumps(value)}."
            )
        return name


def records(file: Path) -> Iterator[Record]:
    """The objects of a ``.jsonl`` file, in order; empty lines are passed over.

    Raises:
        DatasetError: the file cannot be read, or a line is no JSON object.
    """
    for number, line in lines(file):
        try:
            fields = json.loads(line)
        except json.JSONDecodeError as error:
            raise DatasetError(f"{file}:{number}: not JSON ({error.msg} at column {error.colno}).") from error
        if not isinstance(fields, dict):
            raise DatasetError(f"{file}:{number}: expected a JSON object, found {type(fields).__name__}.")
        yield Record(file, number, fields)


def lines(file: Path) -> Iterator[tuple[int, str]]:
    """The lines of a UTF-8 file that are not blank, with their numbers from 1.

    Raises:
        DatasetError: the file is missing or is not UTF-8.
    """
    try:
        with file.open(encoding="utf-8-sig") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield number, line.rstrip("\r\n")
    except OSError as error:
        raise DatasetError(f"Cannot read {file}: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise DatasetError(f"{file} is not UTF-8 text: {error.reason} at byte {error.start}.") from error
