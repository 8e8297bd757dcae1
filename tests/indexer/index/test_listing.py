"""What is kept of a version in memory is what the catalog says, however it came there."""

from __future__ import annotations

from contextlib import ExitStack

import numpy as np
import pytest

from indexer.domain import Directive, Header, Source
from indexer.embed import Fingerprint
from indexer.index.archive_index import ArchiveIndex
from indexer.index.catalog import Catalog
from indexer.index.layout import Generation
from indexer.index.listing import Listing
from indexer.index.records import FileState
from indexer.pipeline import mirror
from indexer.shown import EmbeddedDirective
from search_api.vocabulary import Vocabulary
from tests.indexer.conftest import NOTICE

MODEL = Fingerprint("mô hình", "abc", 4, "query: ", "passage: ")
NOTHING = EmbeddedDirective.without_tokens(np.zeros((0, 4), dtype=np.float32))


def write(folder, name, number, subject):
    (folder / name).write_text(NOTICE.format(number=number, subject=subject), encoding="utf-8")


def add(folder):
    write(folder, "d.txt", 4, "phòng chống sốt xuất huyết")


def remove(folder):
    (folder / "b.txt").unlink()


def change(folder):
    write(folder, "a.txt", 7, "quản lý trang thiết bị")


def nothing(folder):
    pass


CHANGES = {"add": [add], "remove": [remove], "change": [change], "all": [add, remove, change], "none": [nothing]}


def known(index):
    """All that is kept, in plain values."""
    keys = index.vectors.keys
    directives = [index.listing.runs.directives[place] for place in index.owners(keys)]
    return index.listing.entries(), directives, index.are_preambles(keys).tolist()


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_what_was_open_before_is_brought_up_to_what_is_there(changes, archive, tmp_path, embedder):
    folder = tmp_path / "index"
    mirror([archive], folder, lambda: embedder)
    with ArchiveIndex.open(folder) as before:
        words = Vocabulary.of(before)
        assert words.named("Giao Phòng Kế hoạch Tài chính")
        for one in changes:
            one(archive)
            mirror([archive], folder, lambda: embedder)
        with ArchiveIndex.open(folder, before=before) as after, ArchiveIndex.open(folder) as anew:
            assert known(after) == known(anew)
            assert (after.listing.change is None, anew.listing.change) == (False, None)
            kept, fresh = Vocabulary.of(after, words), Vocabulary.of(anew)
            assert kept.assigned == fresh.assigned
            assert set(kept.named("Phòng Kế hoạch Tài chính")) == set(fresh.named("Phòng Kế hoạch Tài chính"))
            assert (kept._header_names, kept._assignees) == (fresh._header_names, fresh._assignees)
            assert kept._names.keys() == fresh._names.keys()
            office = "Phòng Nghiệp vụ"
            assert np.array_equal(kept.tasks_of(office), fresh.tasks_of(office))


def test_only_what_came_is_read(archive, tmp_path, embedder):
    folder = tmp_path / "index"
    mirror([archive], folder, lambda: embedder)
    with ArchiveIndex.open(folder) as before:
        old = before.listing.entries()
        add(archive)
        remove(archive)
        mirror([archive], folder, lambda: embedder)
        with ArchiveIndex.open(folder, before=before) as after:
            assert after.listing.change
            assert [entry.file for entry in after.listing.change.came] == ["d.txt"]
            assert [entry.file for entry in after.listing.change.went] == ["b.txt"]
            assert sum(entry in old for entry in after.listing.entries()) == 2


def bare(file, subject=""):
    """A directive that holds no passage."""
    return (
        FileState(file, file, "", 0, 0),
        Directive(file, Source("x", "txt"), Header(subject=subject), (), ()),
        NOTHING,
    )


def test_directives_without_passages_come_change_and_go(tmp_path):
    """No key tells of them."""
    path, generation = tmp_path / "catalog.sqlite", Generation(tmp_path / "generation-1")
    steps = ([bare("a"), bare("b")], []), ([bare("b", "khác")], ["a"]), ([], ["b"])
    with ExitStack() as stack, Catalog.create(path, MODEL) as writer:
        writer.write([bare("a")])
        listing = Listing.of(stack.enter_context(Catalog.open(path, snapshot=True)), generation, 0)
        assert [entry.file for entry in listing.entries()] == ["a"]
        for put, remove in steps:
            writer.write(put, remove)
            listing = Listing.of(stack.enter_context(Catalog.open(path, snapshot=True)), generation, 0, listing)
            assert listing.entries() == writer.entries()
