"""Judged topics: how a file of them is read, what counts as found, and when the command fails."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from eval.__main__ import main
from eval.coverage import OWN, TOPICS, Outcome, Report, Topic, archive, fit, measure, read
from eval.dataset import DatasetError
from eval.source import CORPUS
from indexer.embed import Embedder
from search_api.coverage import signs
from search_api.engine import Engine
from tests.eval.conftest import write_lines

SA_DEC = "2023_ke-hoach_UBND-Sa-Dec_chuyen-doi-so-y-te.txt"
GOOD = {"id": "a", "topic": "bệnh án điện tử", "split": "tune", "covers": [{"file": SA_DEC, "strength": "strong"}]}
NOTHING = {"id": "b", "topic": "đường sắt cao tốc", "split": "held", "archive": OWN, "covers": []}


@pytest.fixture(scope="module")
def engine(embedder: Embedder) -> Iterator[Engine]:
    with archive(OWN, embedder) as opened:
        yield opened


def test_a_file_is_read_by_split(tmp_path: Path) -> None:
    file = write_lines(tmp_path / "topics.jsonl", [GOOD, NOTHING])
    assert [one.id for one in read(file, OWN)] == ["a", "b"]
    assert read(file, OWN, "tune") == [Topic("a", "bệnh án điện tử", "tune", OWN, {SA_DEC: True})]


REFUSED = [
    ("no JSON", "{", r"topics\.jsonl:1: not JSON"),
    ("no object", "[]", r"topics\.jsonl:1: expected a JSON object"),
    ("no id", {**GOOD, "id": None}, "“id”"),
    ("an id of two words", {**GOOD, "id": "a b"}, "“id”"),
    ("no topic", {**GOOD, "topic": None}, "“topic”"),
    ("no split", {**GOOD, "split": 1}, "“split”"),
    ("an archive that is no text", {**GOOD, "archive": 1}, "“archive”"),
    ("no covers", {**GOOD, "covers": None}, "“covers” to be a list"),
    ("covers by name", {**GOOD, "covers": {SA_DEC: "strong"}}, "“covers” to be a list"),
    ("a bare file", {**GOOD, "covers": [SA_DEC]}, '"strong" or "partial"'),
    ("no file", {**GOOD, "covers": [{"strength": "strong"}]}, '"strong" or "partial"'),
    ("no strength", {**GOOD, "covers": [{"file": SA_DEC}]}, '"strong" or "partial"'),
    ("another strength", {**GOOD, "covers": [{"file": SA_DEC, "strength": "weak"}]}, '"strong" or "partial"'),
    ("none of the split", {**GOOD, "split": "held"}, "no topic of the split “tune”"),
    ("none of the archive", {**GOOD, "archive": "mixed"}, "judged on “corpus”"),
]


@pytest.mark.parametrize(("line", "message"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_is_no_judged_topic_is_refused(tmp_path: Path, line: dict | str, message: str) -> None:
    with pytest.raises(DatasetError, match=message):
        read(write_lines(tmp_path / "topics.jsonl", [line]), OWN, "tune")


def test_the_topics_that_ship_are_judged_on_the_directives_that_ship() -> None:
    topics = read(TOPICS, OWN)
    assert len({one.id for one in topics}) == len({one.text for one in topics}) == len(topics) >= 40
    assert set().union(*(one.covers for one in topics)) == {file.name for file in CORPUS.glob("*.txt")}
    for split in ("tune", "held"):
        half = read(TOPICS, OWN, split)
        assert len(half) == len(topics) / 2
        assert sum(not one.covers for one in half) == 4


def test_figures_count_pairs_of_topic_and_directive() -> None:
    wide = Topic("a", "t", "tune", OWN, {"x": True, "y": False})
    held = Topic("b", "u", "held", OWN, {"x": True})
    empty = [Topic(name, name, "tune", OWN, {}) for name in "cd"]
    found = [{"x": True, "z": True}, {}, {}, {"x": False}]
    report = Report([Outcome(*pair) for pair in zip([wide, held, *empty], found, strict=True)])
    assert report.to_dict() == {
        "topics": 4, "precision": 1 / 3, "recall": 1 / 3, "strength": 1.0, "silent": 0.5,
    }  # fmt: skip
    assert report.missed() == ["precision is 0.333, below 0.8.", "recall is 0.333, below 0.8."]
    assert list(report.misses()) == [  # none of the held half
        "a “t” misses y", "a “t” is not covered by z", "d “d” is not covered by x",
    ]  # fmt: skip


def test_a_strength_that_is_called_wrongly_is_still_found() -> None:
    report = Report([Outcome(Topic("a", "t", "tune", OWN, {"x": True}), {"x": False})])
    figures = report.to_dict()
    assert (figures["precision"], figures["recall"], figures["strength"]) == (1.0, 1.0, 0.0)


def test_topics_are_asked(engine: Engine, tmp_path: Path) -> None:
    topics = read(write_lines(tmp_path / "topics.jsonl", [GOOD, NOTHING]), OWN)
    assert [one.found for one in measure(engine, topics).outcomes] == [{SA_DEC: True}, {}]


def test_fitted_constants_have_the_shape_of_those_in_the_code(engine: Engine) -> None:
    fitted = fit([(engine, read(TOPICS, OWN, "tune"))])
    assert len(fitted.weights) == len(signs.WEIGHTS)
    assert fitted.pairs == 24 * len(list(CORPUS.glob("*.txt")))
    assert 0 < fitted.partial <= fitted.strong < 1


FLOORS = [
    ("reached", GOOD, 0, "precision 1.000  recall 1.000"),
    ("one missed", {**GOOD, "topic": "đường sắt cao tốc"}, 1, "recall is 0.000, below 0.8."),
    ("one too many", {**GOOD, "covers": []}, 1, "precision is 0.000, below 0.8."),
]


@pytest.mark.parametrize(("line", "code", "said"), [row[1:] for row in FLOORS], ids=[row[0] for row in FLOORS])
def test_the_command_fails_below_its_floors(tmp_path: Path, line: dict, code: int, said: str) -> None:
    file, out = write_lines(tmp_path / "topics.jsonl", [line]), tmp_path / "figures.json"
    result = CliRunner().invoke(main, ["coverage", "--topics", str(file), "--floors", "--json", str(out)])
    assert result.exit_code == code, result.output
    assert said in result.output
    assert json.loads(out.read_text())[OWN]["topics"] == 1
