"""A server goes on with the newest version of its index."""

import shutil
from pathlib import Path

from indexer.embed import Embedder
from indexer.index.clearance import EVERYTHING
from indexer.pipeline import mirror
from search_api.engine import Request
from search_api.service import Service


def test_a_new_version_is_taken_up_and_old_requests_finish_on_theirs(
    tmp_path: Path, corpus: Path, embedder: Embedder
) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    plan, letter = sorted(corpus.glob("*.txt"))[0], sorted(corpus.glob("*.txt"))[-1]
    shutil.copy(plan, archive)
    mirror([archive], tmp_path / "index", lambda: embedder)
    service = Service(tmp_path / "index", embedder)
    before = service.engine(EVERYTHING)
    assert service.engine(EVERYTHING) is before

    shutil.copy(letter, archive)
    (archive / plan.name).unlink()
    mirror([archive], tmp_path / "index", lambda: embedder)
    after = service.engine(EVERYTHING)
    assert after is not before
    assert {hit.citation.file for hit in before.search(Request("sở y tế")).hits} == {plan.name}
    assert {hit.citation.file for hit in after.search(Request("sở y tế")).hits} == {letter.name}


def test_a_new_version_is_taken_up_before_anybody_asks(tmp_path: Path, corpus: Path, embedder: Embedder) -> None:
    archive = tmp_path / "archive"
    shutil.copytree(corpus, archive)
    mirror([archive], tmp_path / "index", lambda: embedder)
    service = Service(tmp_path / "index", embedder)
    service.refresh()
    before = service.engine(EVERYTHING)

    next(archive.glob("*.txt")).unlink()
    mirror([archive], tmp_path / "index", lambda: embedder)
    service.refresh()
    assert service._engines[EVERYTHING].index.version > before.index.version
