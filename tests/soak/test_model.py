"""Thousands of random operations, against a plain Python model of what must be there."""

from __future__ import annotations

import random
import sys
import time
from collections import Counter

import pytest

from indexer.index.archive_index import ArchiveIndex
from indexer.index.backup import back_up, restore
from indexer.index.checking import check
from indexer.pipeline import mirror, rebuild
from indexer.shown import passage_input
from search_api.engine import Engine, Mode, Request
from tests.soak.small import Folder, Here, SmallModel

MOST = 40
"""Files in the archive."""


class Crash(BaseException):
    """The power goes."""


class Crashing:
    """Ends what runs at the n-th line of the code that keeps the index."""

    def __init__(self, lines):
        self.left = lines

    def __enter__(self):
        sys.settrace(self._trace)

    def __exit__(self, *_):
        sys.settrace(None)

    def _trace(self, frame, event, _):
        if "/indexer/index/" not in frame.f_code.co_filename:
            return None
        if event == "line":
            self.left -= 1
            if self.left <= 0:
                sys.settrace(None)
                raise Crash
        return self._trace


class World:
    """An archive, its index, a reader that may be behind, and what each must hold: text by file."""

    def __init__(self, path, chance):
        self.chance = chance
        self.folder = Folder(path / "archive", chance)
        self.index = path / "index"
        self.backup = path / "kept.zip"
        self.models = [SmallModel("one"), SmallModel("two")]
        self.done = Counter()
        self.folder.add()
        self.held = {}
        self.kept = None
        self.index_it()
        self.reader = None
        self.reopen()

    def index_it(self):
        mirror([self.folder.path], self.index, lambda: self.models[0])
        self.held = self.folder.files()

    def rebuild(self):
        self.models.reverse()
        rebuild([self.folder.path], self.index, lambda: self.models[0])
        self.held = self.folder.files()

    def crash(self):
        """In the middle of indexing: each file is as it was or as it will be, and what is open sees nothing."""
        try:
            with Crashing(int(10 ** self.chance.uniform(0, 3.3))):
                mirror([self.folder.path], self.index, lambda: self.models[0])
        except Crash:
            self.done["crashed"] += 1
        with ArchiveIndex.open(self.index) as index:
            found = {entry.file: index.catalog.directive(entry.id).text for entry in index.catalog.entries()}
        coming = self.folder.files()
        assert all(text in (self.held.get(file), coming.get(file)) for file, text in found.items())
        assert set(found) >= set(self.held) & set(coming)
        self.held = found

    def reopen(self):
        if self.reader:
            self.reader.close()
        self.reader = Engine(ArchiveIndex.open(self.index), self.models[0])
        self.seen = self.held
        catalog = self.reader.index.catalog
        assert {entry.file: catalog.directive(entry.id).text for entry in catalog.entries()} == self.seen

    def search(self):
        """A word of one paragraph finds it, wherever it is, and nothing where it is not there."""
        here = {paragraph: file for file, text in self.seen.items() for paragraph in text.split("\n\n")}
        gone = [p for text in self.folder.files().values() for p in text.split("\n\n") if p not in here]
        paragraph = self.chance.choice([*here, *gone] or ["wn0"])
        word = next(word for word in paragraph.split() if word.startswith("wn"))
        hits = self.reader.search(Request(word, 5, Mode.LEXICAL)).hits
        expected = [(here[paragraph], paragraph)] if paragraph in here else []
        assert [(hit.citation.file, hit.stored.passage.text) for hit in hits] == expected
        if hits:
            vectors, _ = self.models_of_reader().embed_passages([passage_input(hits[0].stored.passage)])
            keys, scores = self.reader.index.vectors.search(vectors[0], 1)
            assert keys.tolist() == [hits[0].stored.key]
            assert scores[0] == pytest.approx(1, abs=1e-4)

    def models_of_reader(self):
        return self.reader.embedder

    def keep(self):
        back_up(self.index, self.backup)
        self.kept = dict(self.held), self.models[0]

    def bring_back(self):
        if self.kept:
            restore(self.backup, self.index)
            self.held, model = self.kept
            self.models.sort(key=lambda one: one is not model)

    def check(self):
        assert check(self.index, sources=False) == []

    def step(self):
        files = list(self.folder.files())
        name = self.chance.choice(files) if files else None
        acts = {
            self.search: 40,
            self.folder.add: 12 if len(files) < MOST else 0,
            self.reopen: 8,
            self.index_it: 10,
            self.crash: 4,
            self.check: 1,
            self.keep: 0.4,
            self.bring_back: 0.4,
            self.rebuild: 0.4,
        }
        if len(files) > 1:
            acts[lambda: self.folder.change(name)] = 12
            acts[lambda: self.folder.move(name)] = 6
            acts[lambda: self.folder.remove(name)] = 6 if len(files) < MOST else 18
        (act,) = self.chance.choices(list(acts), list(acts.values()))
        self.done[act.__name__.replace("<lambda>", "edit")] += 1
        act()


def pytest_generate_tests(metafunc):
    if "seed" in metafunc.fixturenames:
        metafunc.parametrize("seed", range(20) if metafunc.config.getoption("--soak") else [3])


# a crash between opening a file and the statement that will close it leaves it to the garbage collector
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_index_is_what_a_plain_model_says(seed, tmp_path, monkeypatch, many, record):
    monkeypatch.setattr("indexer.sandbox.pool.shared", lambda bounds: Here())
    monkeypatch.setattr("indexer.pipeline._FIRST", 8)
    monkeypatch.setattr("indexer.pipeline._BATCH", 8)
    started = time.perf_counter()
    world = World(tmp_path, random.Random(seed))
    operations = many(400, 1000)
    for _ in range(operations):
        world.step()
    world.index_it()
    world.reopen()
    world.check()
    record(operations=operations, seconds=round(time.perf_counter() - started), **world.done)
    world.reader.close()
    assert world.done["crashed"] > 0
