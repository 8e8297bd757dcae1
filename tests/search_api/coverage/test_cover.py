"""Which directives cover a topic."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.embed import Embedder
from indexer.errors import InvalidQuery
from indexer.index.archive_index import ArchiveIndex
from indexer.pipeline import mirror
from search_api.coverage import cover as module
from search_api.coverage import signs
from search_api.coverage.cover import MOST_TOPICS, Strength, cover, look
from search_api.coverage.sheets import matrix, sheets
from search_api.coverage.terminal import printed
from search_api.engine import Engine
from search_api.filters import Filters

SA_DEC = "2023_ke-hoach_UBND-Sa-Dec_chuyen-doi-so-y-te.txt"


@pytest.fixture(scope="module")
def engine(index: Path, embedder: Embedder) -> Iterator[Engine]:
    with Engine(ArchiveIndex.open(index), embedder) as opened:
        yield opened


def files(engine: Engine, topic: str, **filters: object) -> list[str]:
    (found,) = cover(engine, [topic], Filters(**filters))
    return [one.entry.file for one in found.directives]


@pytest.mark.parametrize("topic", ["chuyển đổi số", "chuyen doi so", "CĐS y tế"])
def test_a_topic_is_found_in_any_spelling(engine: Engine, topic: str) -> None:
    assert files(engine, topic)[0] == SA_DEC


@pytest.mark.parametrize("topic", ["giao thông đường sắt", "nuôi trồng thủy sản", "xklj"])
def test_a_topic_that_nothing_covers_has_no_directive(engine: Engine, topic: str) -> None:
    assert files(engine, topic) == []


def test_filters_leave_directives_out(engine: Engine) -> None:
    assert SA_DEC in files(engine, "chuyển đổi số", year=2023)
    assert SA_DEC not in files(engine, "chuyển đổi số", kind="Công văn")


def test_what_is_told_of_a_directive(engine: Engine) -> None:
    (found,) = cover(engine, ["chuyển đổi số"])
    first = found.directives[0]
    assert (first.strength, found.is_whole) == (Strength.STRONG, True)
    assert first.passages > 3
    assert signs.STRONG <= first.score <= 1
    assert first.best.stored.entry == first.entry
    assert "chuyển đổi số" in first.best.stored.passage.text.lower()
    assert [one.score for one in found.directives] == sorted((one.score for one in found.directives), reverse=True)


def test_the_looking_goes_on_while_the_last_passages_still_cover(tmp_path, embedder, monkeypatch) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for n in range(40):
        head = f"UBND TỈNH\n\nSố: {n + 1}/KH-UBND\n\nKẾ HOẠCH\nTiêm chủng mở rộng xã số {n + 1}"
        text = f"{head}\n\nTổ chức tiêm chủng."
        (folder / f"ke-hoach-{n:02}.txt").write_text(text, encoding="utf-8")
    mirror([folder], tmp_path / "index", lambda: embedder)
    with Engine(ArchiveIndex.open(tmp_path / "index"), embedder) as engine:
        monkeypatch.setattr(module, "_FIRST", 5)
        (found,) = cover(engine, ["tiêm chủng"])
        assert (len(found.directives), found.is_whole) == (40, True)
        monkeypatch.setattr(module, "_MOST", 5)
        (found,) = cover(engine, ["tiêm chủng"])
        assert len(found.directives) < 40
        assert not found.is_whole


def test_signs_lie_between_none_and_all(engine: Engine) -> None:
    judged = look(engine, "nhân lực y tế", 200)
    assert len(judged.signs) == len(judged.stored) == len(judged.ranking.keys)
    assert judged.signs.min() >= 0
    assert judged.signs.max() <= 1


def test_several_topics_make_a_matrix(engine: Engine) -> None:
    found = cover(engine, ["chuyển đổi số", "giao thông đường sắt"])
    table = matrix(found)
    assert table.heads == ("Văn bản", "chuyển đổi số", "giao thông đường sắt")
    assert all(row[1] and row[2] is None for row in table.rows)
    assert len(table.rows) == len(found[0].directives)
    assert [sheet.name for sheet in sheets(found)] == ["Danh sách", "Ma trận"]
    assert [sheet.name for sheet in sheets(found[:1])] == ["Danh sách"]
    told = printed(found)
    assert "giao thông đường sắt: không văn bản nào trong kho nói đến" in told
    assert "[2] giao thông đường sắt" in told


@pytest.mark.parametrize("topics", [[], [" "], ["y tế"] * (MOST_TOPICS + 1)])
def test_topics_that_cannot_be_asked(engine: Engine, topics: list[str]) -> None:
    with pytest.raises(InvalidQuery):
        cover(engine, topics)
