"""The search itself, on the shipped archive with the bundled model."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from indexer.embed import Embedder
from indexer.errors import InvalidQuery
from indexer.index.archive_index import ArchiveIndex
from indexer.pipeline import mirror
from search_api.engine import Engine, GroupBy, Hit, Mode, Request, Result
from search_api.filters import Filters

WITH_MARKS = "nhiệm vụ giao Phòng Nghiệp vụ về đấu thầu"
WITHOUT = "nhiem vu giao phong nghiep vu ve dau thau"


@pytest.fixture(scope="module")
def engine(index: Path, embedder: Embedder) -> Iterator[Engine]:
    with Engine(ArchiveIndex.open(index), embedder) as engine:
        yield engine


@pytest.mark.parametrize("question", [WITH_MARKS, WITHOUT])
@pytest.mark.parametrize("mode", [Mode.HYBRID, Mode.LEXICAL])
def test_the_users_own_question(engine: Engine, question: str, mode: Mode) -> None:
    """Rank 1 is the third task of the directive on Kết luận 477-KL/TU."""
    first = engine.search(Request(question, mode=mode)).hits[0]
    assert "477-KL/TU" in (first.citation.subject or "")
    assert first.citation.section_path == ("3",)
    assert "Giao Phòng Nghiệp vụ Sở Y tế chủ trì" in first.stored.passage.text
    assert first.citation.label == "Khoản 3, Công văn số …/SYT-KHTC tháng 01 năm 2024 của Sở Y tế"


def everything(result: Result) -> list[tuple[str, float]]:
    return [(hit.stored.id, hit.score) for hit in result.hits]


def test_the_same_question_has_the_same_answer(engine: Engine) -> None:
    first = engine.search(Request(WITH_MARKS, top_k=100))
    assert everything(engine.search(Request(WITH_MARKS, top_k=100))) == everything(first)


def test_hits_are_ordered_by_score_then_place(engine: Engine) -> None:
    hits = engine.search(Request("y tế", top_k=100)).hits
    keys = [(-hit.score, hit.stored.key) for hit in hits]
    assert keys == sorted(keys)
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))


@pytest.mark.parametrize("mode", list(Mode))
def test_every_passage_is_verbatim(engine: Engine, mode: Mode) -> None:
    for hit in engine.search(Request("kinh phí hội nghị", top_k=100, mode=mode)).hits:
        passage = hit.stored.passage
        text = engine.index.catalog.directive(hit.stored.entry.id).text
        assert text[passage.start : passage.end] == passage.text
        assert hit.citation.quote in passage.text


def test_each_half_tells_its_own_score(engine: Engine) -> None:
    def scores(mode: Mode, id: str) -> tuple[float | None, float | None]:
        hits = engine.search(Request(WITH_MARKS, mode=mode)).hits
        return next((hit.lexical, hit.dense) for hit in hits if hit.stored.id == id)

    best = engine.search(Request(WITH_MARKS)).hits[0]
    assert best.lexical is not None
    assert best.dense is not None
    assert scores(Mode.LEXICAL, best.stored.id) == (pytest.approx(best.lexical), None)
    assert scores(Mode.DENSE, best.stored.id) == (None, pytest.approx(best.dense, abs=1e-5))


def test_grouping_gives_each_directive_once_with_its_best_passage(engine: Engine) -> None:
    passages = engine.search(Request("chuyển đổi số y tế", top_k=100)).hits
    grouped = engine.search(Request("chuyển đổi số y tế", top_k=100, group_by=GroupBy.DIRECTIVE)).hits
    ids = [hit.stored.entry.id for hit in grouped]
    assert len(ids) == len(set(ids)) == 5
    best: dict[str, Hit] = {}
    for hit in passages:
        best.setdefault(hit.stored.entry.id, hit)
    assert [hit.stored.id for hit in grouped] == [hit.stored.id for hit in best.values()]
    assert all(other.stored.entry.id == hit.stored.entry.id for hit in grouped for other in hit.others)


@pytest.mark.parametrize("mode", list(Mode))
def test_a_long_directive_leaves_no_other_out(mode: Mode, tmp_path: Path, embedder: Embedder) -> None:
    """Two hundred and more of its passages would be the best of all."""
    repeated = "\n\n".join(
        f"{n}. Đấu thầu thuốc, lần {n}: " + "đấu thầu thuốc tập trung. " * 60 for n in range(240)
    )
    (tmp_path / "kho").mkdir()
    (tmp_path / "kho" / "dài.txt").write_text(repeated, encoding="utf-8")
    for n in range(6):
        said = f"Cuộc họp số {n} bàn về nhiều việc, có đấu thầu thuốc và kinh phí."
        (tmp_path / "kho" / f"{n}.txt").write_text(said, encoding="utf-8")
    mirror([tmp_path / "kho"], tmp_path / "index", lambda: embedder)
    with Engine(ArchiveIndex.open(tmp_path / "index"), embedder) as engine:
        assert len(engine.index.vectors.keys) > 206
        result = engine.search(Request("đấu thầu thuốc", mode=mode, group_by=GroupBy.DIRECTIVE))
    assert len(result.hits) == 7


@pytest.mark.parametrize(
    ("filters", "files"),
    [
        (Filters(kind="ke hoach"), {"2022-10-28", "2023_ke"}),
        (Filters(issuer="sở y tế"), {"2022_cong", "2023-11", "2024-01"}),
        (Filters(issuer="UBND tỉnh Đồng Nai"), {"2022-10-28"}),
        (Filters(year=2024), {"2024-01"}),
        (Filters(number="231/kh-ubnd"), {"2022-10-28"}),
        (Filters(number="SYT-KHTC"), {"2023-11", "2024-01"}),
        (Filters(date_from=date(2023, 11, 15), date_to=date(2023, 12, 31)), {"2023-11", "2023_ke"}),
        (Filters(date_to=date(2022, 12, 31)), {"2022-10-28"}),
        (Filters(assignee="phong nghiep vu", year=2024), {"2024-01"}),
        (Filters(kind="Nghị quyết"), set()),
    ],
    ids=lambda value: str(sorted(value) if isinstance(value, set) else value)[:60],
)
@pytest.mark.parametrize("mode", list(Mode))
def test_filters_leave_exactly_what_they_say(
    engine: Engine, filters: Filters, files: set[str], mode: Mode
) -> None:
    hits = engine.search(Request("y tế", top_k=100, filters=filters, mode=mode)).hits
    assert {next(name for name in [*files, "?"] if hit.citation.file.startswith(name)) for hit in hits} == files


def test_an_assignee_leaves_the_tasks_given_to_it(engine: Engine) -> None:
    hits = engine.search(Request("nhiệm vụ", top_k=100, filters=Filters(assignee="Văn phòng Sở Y tế"))).hits
    assert {hit.citation.file[:7] for hit in hits} == {"2022_co", "2023-11", "2024-01"}
    assert all("Văn phòng" in " ".join((*hit.stored.passage.context, hit.stored.passage.text)) for hit in hits)


def test_facets_count_directives(engine: Engine) -> None:
    facets = engine.search(Request("y tế", top_k=1)).facets
    assert facets["kind"] == {"Công văn": 3, "Kế hoạch": 2}
    assert facets["year"] == {"2023": 2, "2022": 1, "2024": 1}


def test_each_office_is_counted_with_what_its_filter_leaves(engine: Engine) -> None:
    counted = engine.search(Request("nhiệm vụ", top_k=1)).facets["assignee"]
    assert len(counted) > 10
    for name, directives in list(counted.items())[:10]:
        found = engine.search(Request("nhiệm vụ", 100, filters=Filters(assignee=name), group_by=GroupBy.DIRECTIVE))
        assert found.total == directives, name


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("question", [WITH_MARKS, "công văn của Sở Y tế năm 2024", "chuyển đổi số y tế"])
def test_the_reason_of_a_place_adds_up_to_its_score(engine: Engine, mode: Mode, question: str) -> None:
    hits = engine.search(Request(question, top_k=50, mode=mode)).hits
    for hit in hits:
        words, meaning, fit, answers, counted = hit.reason
        assert (words + meaning + fit + answers) * counted == pytest.approx(hit.score, rel=1e-5)
    assert (mode is Mode.HYBRID) == any(hit.reason.words and hit.reason.meaning for hit in hits)
    assert (mode is Mode.HYBRID) == any(hit.reason.counted < 1 for hit in hits)


def test_what_holds_the_kind_of_thing_asked_for_gains_by_it(engine: Engine) -> None:
    asked = engine.search(Request("hội nghị sơ kết y tế cơ sở tổ chức ở đâu", top_k=50)).hits
    gained = {hit.stored.passage.text for hit in asked if hit.reason.answers}
    assert gained and any("Địa điểm" in text for text in gained)
    assert not any(hit.reason.answers for hit in engine.search(Request("hội nghị sơ kết y tế cơ sở")).hits)


def test_what_is_not_meant_is_not_searched_for(engine: Engine) -> None:
    question = "công văn về CNTT của Sở Y tế"
    told = engine.understand(question)
    assert "CNTT" in dict(told.expansions)
    assert {fact.value for fact in told.facts} == {"Công văn", "Sở Y tế"}
    less = engine.understand(question, {"CNTT", "sở y tế", "Công văn", "Sở Y tế"})
    assert (less.expansions, less.facts, less.assignees) == ((), (), ())
    before, after = (engine.search(Request(question, without=frozenset(out))).hits for out in ((), {"CNTT"}))
    assert [hit.score for hit in before] != [hit.score for hit in after]


def test_a_directive_asked_for_by_its_header_is_found_though_no_half_brings_it(engine: Engine) -> None:
    def numbers(mode: Mode) -> list[str | None]:
        keys = engine.rank(
            engine.understand("văn bản UBND tỉnh ban hành quý IV/2022"), mode, depth=1
        ).keys.tolist()
        return [engine.index.entries_of([key])[key].header.number for key in keys]

    assert "231/KH-UBND" not in numbers(Mode.LEXICAL) + numbers(Mode.DENSE)
    assert numbers(Mode.HYBRID)[0] == "231/KH-UBND"


@pytest.mark.parametrize(
    ("question", "penalised"),
    [("văn bản 501/UBND-THNC", False), ("kế hoạch 231/KH-UBND", True), ("bệnh án điện tử", True)],
    ids=["only cited here", "borne by one of these", "no number"],
)
def test_legal_bases_lose_nothing_for_a_number_that_is_only_cited(
    engine: Engine, question: str, penalised: bool
) -> None:
    by_halves = replace(engine, weights=replace(engine.weights, late=0.0))
    ranking = by_halves.rank(engine.understand(question), Mode.HYBRID)
    ranking = ranking.at(np.flatnonzero(ranking.dense > 0).tolist())
    bases = engine.index.are_preambles(ranking.keys)
    counted = ranking.reasons[:, 1] / ranking.dense
    assert counted[bases].max() == pytest.approx(counted[~bases].max() * (0.9 if penalised else 1))


def test_passages_that_headers_bring_are_among_those_that_the_filters_leave(engine: Engine) -> None:
    query, filters = engine.understand("văn bản của Sở Y tế"), Filters(year=2024)
    entries = engine.index.entries_of(engine.rank(query, Mode.HYBRID, filters).keys.tolist())
    assert {entry.header.date.year for entry in entries.values()} == {2024}


def test_the_place_that_has_all_that_was_asked_comes_first(engine: Engine) -> None:
    """Though in other words."""
    question = "nhân viên trong ngành cần được phổ biến điều gì về đô thị tới 2030"
    without = replace(engine, weights=replace(engine.weights, late=0.0))
    first, before = (one.search(Request(question)).hits[0] for one in (engine, without))
    assert "quán triệt đến cán bộ, công chức, viên chức" in first.stored.passage.text
    assert first.stored.key != before.stored.key
    assert first.score <= 1


def test_a_model_without_tokens_ranks_by_both_halves(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    query = engine.understand(WITH_MARKS)
    without = replace(engine, weights=replace(engine.weights, late=0.0)).rank(query, Mode.HYBRID)
    monkeypatch.setattr(engine.embedder, "token_cosines", lambda _, tokens: np.zeros((0, len(tokens)), np.float32))
    np.testing.assert_array_equal(engine.rank(query, Mode.HYBRID).scores, without.scores)


@pytest.mark.parametrize("top_k", [0, -1, 101])
def test_top_k_has_limits(engine: Engine, top_k: int) -> None:
    with pytest.raises(InvalidQuery, match="top_k"):
        engine.search(Request("y tế", top_k=top_k))


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(InvalidQuery, match="date_from"):
        Filters(date_from=date(2024, 1, 1), date_to=date(2023, 1, 1))


def test_preambles_are_what_stands_before_the_first_section(engine: Engine) -> None:
    keys = engine.index.vectors.keys
    stored = engine.index.fetch(keys[engine.index.are_preambles(keys)].tolist()).values()
    assert {item.entry.file[:7] for item in stored} == {"2022-10", "2022_co", "2023-11", "2023_ke", "2024-01"}
    assert all(item.passage.section_path == () for item in stored)
    assert any(item.passage.text.startswith("Căn cứ Kết luận số 477-KL/TU") for item in stored)


def test_a_named_number_leads_to_its_directive(engine: Engine) -> None:
    first = engine.search(Request("kế hoạch 231/KH-UBND giao Sở Tài chính làm gì")).hits[0]
    assert (first.citation.number, first.citation.section_path[-1]) == ("231/KH-UBND", "2. Sở Tài chính")
