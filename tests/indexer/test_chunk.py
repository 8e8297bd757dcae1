"""Passages: verbatim, in order, inside one section, and no word of the body is lost."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indexer import chunk, header, structure
from indexer.domain import Page, Source
from indexer.reading import read
from indexer.shown import passage_input

SA_DEC = "2023_ke-hoach_UBND-Sa-Dec_chuyen-doi-so-y-te.txt"
KL_477 = "2024-01_cong-van_SYT-KHTC_ket-luan-477-KL-TU.txt"


def words(text):
    """A simple measure: tokens are words."""
    return len(text.split())


def cut(text, limits=None, measure=words, pages=()):
    tree = structure.parse(text, ((0, len(text)),))
    return chunk.passages(Source(text, "txt", pages), tree, measure, limits or chunk.Limits())


def breaches(source, limits, measure=words):
    """What is wrong with the passages of a text, in words; nothing for sound ones."""
    body = header.parse(source.text).body
    tree = structure.parse(source.text, body)
    passages = chunk.passages(source, tree, measure, limits)
    found = [f"not verbatim: {p.text!r}" for p in passages if source.text[p.start : p.end] != p.text]
    found += [f"not in order: {b.text!r}" for a, b in pairwise(passages) if b.start < a.end]
    found += [f"path of another place: {p.text!r}" for p in passages if p.section_path != path_of(tree, p)]
    found += [f"only headings: {p.text!r}" for p in passages if all(b.is_heading for b in inside(tree, p))]
    found += [f"begins or ends with space: {p.text!r}" for p in passages if p.text != p.text.strip()]
    return found + [f"lost: {gap!r}" for gap in gaps(source.text, body, passages)]


def inside(tree, passage):
    """The blocks of which a passage holds something. Blocks do not overlap."""
    first = bisect_right(tree.blocks, passage.start, key=lambda block: block.end)
    last = bisect_left(tree.blocks, passage.end, key=lambda block: block.start)
    return tree.blocks[first:last]


def path_of(tree, passage):
    """The names of the innermost section that all words of a passage share, bullets left out."""
    chains = [tree.ancestors(block.section) for block in inside(tree, passage) if not block.is_heading]
    shared = []
    for sections in zip(*chains, strict=False):
        if len(set(sections)) > 1:
            break
        shared.append(tree.sections[sections[0]])
    return tuple(section.name for section in shared if not section.level.is_bullet)


def gaps(text, body, passages):
    """Stretches of the body that are in no passage and not blank."""
    for start, end in body:
        at = start
        for passage in passages:
            if start <= passage.start < end:
                yield from [gap] if (gap := text[at : passage.start].strip()) else []
                at = passage.end
        yield from [gap] if (gap := text[at:end].strip()) else []


@pytest.mark.parametrize("limits", [chunk.Limits(), chunk.Limits(20, 40), chunk.Limits(1, 4)], ids=str)
def test_the_five_directives_are_cut_soundly(limits, corpus):
    for path in sorted(corpus.glob("*.txt")):
        assert breaches(read(path), limits) == [], path.name


def test_eighty_nine_acts_of_law_are_cut_soundly(texts_of_acts):
    assert len(texts_of_acts) == 89
    found = {name: breaches(Source(text, "txt"), chunk.Limits()) for name, text in texts_of_acts.items()}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_the_third_task_of_477_is_one_passage(corpus):
    source = read(corpus / KL_477)
    tree = structure.parse(source.text, header.parse(source.text).body)
    (found,) = [p for p in chunk.passages(source, tree, words, chunk.Limits()) if p.section_path == ("3",)]
    assert found.text.startswith("3. Giao Phòng Nghiệp vụ Sở Y tế chủ trì")
    assert "tình trạng thiếu thuốc" in found.text
    assert found.text.endswith("lợi ích nhóm.")
    assert found.place == "khoản 3"
    assert found.context[-1].startswith("Trong đó, Giám đốc Sở Y tế đề nghị lãnh đạo các phòng Chuyên môn")


def test_each_heading_comes_once_with_what_stands_below_it():
    text = "I. MỤC ĐÍCH\n\n1. Mục đích\n\nĐánh giá.\n\n2. Yêu cầu\n\nKhách quan."
    assert [(p.text, p.section_path, p.context) for p in cut(text)] == [
        ("I. MỤC ĐÍCH\n\n1. Mục đích\n\nĐánh giá.", ("I. MỤC ĐÍCH", "1. Mục đích"), ()),
        ("2. Yêu cầu\n\nKhách quan.", ("I. MỤC ĐÍCH", "2. Yêu cầu"), ("MỤC ĐÍCH",)),
    ]


LISTS = [
    ("small items share a passage", "Gồm:\n- một;\n- hai;\n- ba.", ["Gồm:\n- một;\n- hai;\n- ba."]),
    ("an assignment stands alone", "Gồm:\n- Giao A làm.\n- Giao B làm.", ["Gồm:\n- Giao A làm.", "- Giao B làm."]),
    ("short numbered items share one too", "1. Một.\n\n2. Hai.", ["1. Một.\n\n2. Hai."]),
    (
        "a list does not leave its section",
        "I. A\n\n- một.\n\nII. B\n\n- hai.",
        ["I. A\n\n- một.", "II. B\n\n- hai."],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in LISTS], ids=[row[0] for row in LISTS])
def test_what_shares_a_passage(text, expected):
    assert [passage.text for passage in cut(text)] == expected


def test_long_numbered_items_never_share_a_passage():
    clause = " ".join(["việc"] * 25)
    assert [p.section_path for p in cut(f"1. {clause}.\n\n2. {clause}.")] == [("1",), ("2",)]


def test_long_items_are_parted_and_carry_the_lead_in():
    item = " ".join(["việc"] * 50)
    text = f"1. Giao Phòng X chủ trì:\n\n- một {item};\n\n- hai {item};\n\n- ba {item}."
    first, second, third = cut(text)
    assert first.text.startswith("1. Giao Phòng X chủ trì:\n\n- một")
    assert (first.context, second.context, third.context) == ((), *[("Giao Phòng X chủ trì",)] * 2)
    assert {p.section_path for p in (first, second, third)} == {("1. Giao Phòng X chủ trì",)}


def test_bullets_carry_the_paragraph_they_hang_on():
    item = " ".join(["việc"] * 60)
    _, second = cut(f"Các đơn vị thực hiện các việc sau:\n\n- một {item};\n\n- hai {item}.")
    assert second.context == ("Các đơn vị thực hiện các việc sau:",)


SENTENCES = [" ".join([f"Câu{number}"] + ["từ"] * 9) + "." for number in range(12)]


def test_a_long_paragraph_is_cut_at_sentence_ends():
    passages = cut("1. " + " ".join(SENTENCES), chunk.Limits(longest=45))
    assert len(passages) == 3
    assert all(passage.text.endswith(".") and words(passage.text) <= 45 for passage in passages)
    assert [passage.section_path for passage in passages] == [("1",)] * 3


CUTS = [
    ("sentences first", "một hai ba. Bốn năm sáu; bảy", 3, ["một hai ba.", "Bốn năm sáu;", "bảy"]),
    ("then parts of one", "một hai ba; bốn năm sáu, bảy", 3, ["một hai ba;", "bốn năm sáu,", "bảy"]),
    ("then words", "một hai ba bốn năm", 2, ["một hai", "ba bốn", "năm"]),
    ("a full stop inside a number is no end", "Mức 1.000 đồng. Hết", 3, ["Mức 1.000 đồng.", "Hết"]),
]


@pytest.mark.parametrize(("text", "longest", "expected"), [row[1:] for row in CUTS], ids=[row[0] for row in CUTS])
def test_where_a_long_text_is_cut(text, longest, expected):
    assert [passage.text for passage in cut(text, chunk.Limits(longest=longest))] == expected


def test_the_model_s_own_tokens_are_the_measure(embedder, corpus):
    source = read(corpus / SA_DEC)
    tree = structure.parse(source.text, header.parse(source.text).body)
    limits = chunk.Limits(longest=48)
    passages = chunk.passages(source, tree, embedder.count_tokens, limits)
    whole = chunk.passages(source, tree, embedder.count_tokens, chunk.Limits())
    assert len(passages) > len(whole)
    assert max(embedder.count_tokens(passage_input(passage)) for passage in passages) <= 48
    assert breaches(source, limits, embedder.count_tokens) == []


def test_marks_that_a_model_does_not_count_are_not_said_twice(embedder):
    form = "1. " + "; ".join(f"Họ và tên người thứ {number}: ....; , ; ngày sinh ...." for number in range(20))
    found = cut(form, chunk.Limits(longest=16), embedder.count_tokens)
    assert " ".join(p.text for p in found).split() == form.split()


def test_a_passage_stands_on_the_page_of_its_first_words():
    text = "1. Một.\n\n2. " + "Hai " * 30 + "\n\n3. " + "Ba " * 30
    second, third = text.index("2."), text.index("3.")
    pages = (Page(1, 0, second - 2), Page(2, second, third - 2), Page(3, third, len(text)))
    assert [passage.page for passage in cut(text, pages=pages)] == [1, 2, 3]
    assert {passage.page for passage in cut(text)} == {None}


def test_nothing_has_no_passages():
    assert cut("") == ()


MARK = st.sampled_from(
    ["", "", "I. ", "II. ", "1. ", "2. ", "2.1. ", "a) ", "đ) ", "- ", "+ ", "Điều 3. ", "Chương I\n"]
)
LINE = st.builds(
    "{}{}{}".format, MARK, st.text("aâ bĐ1.", min_size=1, max_size=60), st.sampled_from(["", ".", ":", ";"])
)
GAP = st.sampled_from(["\n", "\n\n", "\n\n \n\n", "\n\n\n"])
BODIES = st.lists(st.tuples(LINE, GAP), max_size=12).map(lambda parts: "".join(a + b for a, b in parts))


@settings(max_examples=150, deadline=None)
@given(BODIES, st.integers(1, 30), st.integers(1, 30))
@example("một hai ba\n\n \n\nbốn năm sáu", 80, 2)
@example("I. 1 1\n\n \n\nI. 1\n", 3, 4)
@example("I. 1\n1. 1\n", 1, 1)
@example("Chương I\n\nA", 80, 384)
def test_no_word_of_any_text_is_lost(text, target, longest):
    found = cut(text, chunk.Limits(target, longest))
    assert [p for p in found if text[p.start : p.end] != p.text] == []
    assert " ".join(p.text for p in found).split() == re.sub(r"\s+", " ", text).split()
    assert all(a.end <= b.start for a, b in pairwise(found))
