"""Marks, headings and paragraphs as a tree that holds every word."""

from __future__ import annotations

import pytest

from indexer import header, structure
from indexer.domain import Level
from indexer.reading import read

SA_DEC = "2023_ke-hoach_UBND-Sa-Dec_chuyen-doi-so-y-te.txt"
KL_477 = "2024-01_cong-van_SYT-KHTC_ket-luan-477-KL-TU.txt"
KH_269 = "2023-11_cong-van_SYT-KHTC_ke-hoach-269-phat-trien-do-thi.txt"


def tree_of(text):
    return structure.parse(text, ((0, len(text)),))


def tree_in(path):
    text = read(path).text
    return text, structure.parse(text, header.parse(text).body)


def paths(tree):
    """Every section as the labels from the top down to it."""
    return ["/".join(tree.sections[i].label for i in tree.ancestors(index)) for index in range(len(tree.sections))]


def blocks(text):
    tree = tree_of(text)
    return [text[block.start : block.end] for block in tree.blocks]


MARKS = [
    ("a part", "PHẦN THỨ NHẤT", Level.PART, "THỨ NHẤT"),
    ("a part with a numeral", "Phần II. Một", Level.PART, "II"),
    ("a chapter", "Chương IV", Level.CHAPTER, "IV"),
    ("a chapter in capitals", "CHƯƠNG 2: Một", Level.CHAPTER, "2"),
    ("a division", "Mục 3. MỘT", Level.DIVISION, "3"),
    ("a subdivision", "Tiểu mục 1. MỘT", Level.SUBDIVISION, "1"),
    ("an article", "Điều 12. Hiệu lực", Level.ARTICLE, "12"),
    ("an article put in later", "Điều 12a. Hiệu lực", Level.ARTICLE, "12a"),
    ("an article in bold", "**Điều 5.** Hiệu lực", Level.ARTICLE, "5"),
    ("a Roman numeral", "III. NHIỆM VỤ", Level.ROMAN, "III"),
    ("a Roman numeral with a bracket", "IX) NHIỆM VỤ", Level.ROMAN, "IX"),
    ("a letter in capitals", "A. ĐÁNH GIÁ", Level.LETTER, "A"),
    ("a clause", "1. Sở Y tế", Level.CLAUSE, "1"),
    ("a clause with a bracket", "2) Sở Y tế", Level.CLAUSE, "2"),
    ("a clause without a space", "3.Sở Y tế", Level.CLAUSE, "3"),
    ("a clause as the Party writes it", "2- Ban Tổ chức", Level.CLAUSE, "2"),
    ("a decimal as the Party writes it", "3.1- Ban Tổ chức", Level.DECIMAL, "3.1"),
    ("a decimal", "2.1. Mục tiêu", Level.DECIMAL, "2.1"),
    ("a longer decimal", "2.1.3 Mục tiêu", Level.DECIMAL, "2.1.3"),
    ("a point", "a) Chủ trì", Level.POINT, "a"),
    ("the point after d", "đ) Chủ trì", Level.POINT, "đ"),
    ("a point with a number", "a1) Chủ trì", Level.POINT, "a1"),
    ("a point with a full stop", "b. Chủ trì", Level.POINT, "b"),
    ("a clause with a slash", "1/ Sở Y tế", Level.CLAUSE, "1"),
    ("a clause in brackets", "(1) Sở Y tế", Level.CLAUSE, "1"),
    ("a point with a slash", "a/ Chủ trì", Level.POINT, "a"),
    ("a point as the Party writes it", "a- Chủ trì", Level.POINT, "a"),
    ("a point in brackets", "(a) Chủ trì", Level.POINT, "a"),
    ("a dash", "- Chủ trì", Level.DASH, "-"),
    ("a long dash", "– Chủ trì", Level.DASH, "–"),
    ("a dash before a share", "- 80% thủ tục", Level.DASH, "-"),
    ("a plus", "+ Chủ trì", Level.PLUS, "+"),
    ("a dot", "• Chủ trì", Level.DOT, "•"),
    ("a star", "* Chủ trì", Level.DOT, "*"),
]


@pytest.mark.parametrize(("line", "level", "label"), [row[1:] for row in MARKS], ids=[row[0] for row in MARKS])
def test_a_mark_opens_a_section(line, level, label):
    assert [(section.level, section.label) for section in tree_of(line).sections] == [(level, label)]


NO_MARKS = [
    ("a date", "12/2023 là thời hạn"),
    ("a decimal number", "1,5 triệu đồng"),
    ("an amount", "1.000.000 đồng"),
    ("a word that begins like a numeral", "Việc này rất gấp"),
    ("a number at the start of a sentence", "56 trạm y tế"),
    ("a reference to an article", "Điều 5 Luật này"),
    ("a word and a bracket", "ba) Chủ trì"),
    ("a temperature", "-5,5 độ"),
    ("a rule", "-----"),
    ("a range of years", "2025 - 2030 là giai đoạn"),
]


@pytest.mark.parametrize("line", [row[1] for row in NO_MARKS], ids=[row[0] for row in NO_MARKS])
def test_other_lines_open_none(line):
    assert tree_of(line).sections == ()


NESTING = [
    ("numbering starts again below the next clause", "1. A\n\na) x;\n\n2. B\n\na) y;", ["1", "1/a", "2", "2/a"]),
    ("đ follows d", "c) x;\n\nd) y;\n\nđ) z;\n\ne) t.", ["c", "d", "đ", "e"]),
    ("a numeral in the middle is a numeral", "I. A\n\n1. x.\n\nII. B\n\n1. y.", ["I", "I/1", "II", "II/1"]),
    ("the same numeral twice", "III. A\n\n1. x.\n\nIII. B\n\n1. y.", ["III", "III/1", "III", "III/1"]),
    ("decimals below their clause", "2. A\n\n2.1. x\n\n2.1.1. y.", ["2", "2/2.1", "2/2.1/2.1.1"]),
    ("plus below dash", "- A\n\n+ x;\n\n+ y;\n\n- B", ["-", "-/+", "-/+", "-"]),
    (
        "from the part to the plus",
        "PHẦN I\n\nChương I\n\nMục 1. A\n\nĐiều 1. B\n\n1. C\n\na) D\n\n- E\n\n+ F",
        ["I", "I/I", "I/I/1", "I/I/1/1", "I/I/1/1/1", "I/I/1/1/1/a", "I/I/1/1/1/a/-", "I/I/1/1/1/a/-/+"],
    ),
    ("a point straight below a numeral", "I. A\n\na) x;\n\nb) y.", ["I", "I/a", "I/b"]),
    ("dashes below a star that leads in", "* A:\n\n- x;\n\n- y.\n\n* B:\n\n- z.", ["*", "*/-", "*/-", "*", "*/-"]),
    ("stars below a dash", "- A:\n\n* x;\n\n- B:\n\n* y.", ["-", "-/*", "-", "-/*"]),
    ("dashes below a plus", "+ A:\n\n- x;\n\n+ B:\n\n- y.", ["+", "+/-", "+", "+/-"]),
    ("capitals below numerals", "I. A\n\nA. B\n\n1. x.\n\nB. C\n\nII. D", ["I", "I/A", "I/A/1", "I/B", "II"]),
    ("numbers below points", "1. A\n\na) B:\n\n1) x;\n\n2) y;\n\nb) C.\n\n2. D",
     ["1", "1/a", "1/a/1", "1/a/2", "1/b", "2"]),
    ("a count that starts again below dashes", "- A:\n\n1. x.\n\n2. y.\n\n- B:\n\n1. z.",
     ["-", "-/1", "-/2", "-", "-/1"]),
    ("no list without a lead-in", "- A;\n\n1. x.", ["-", "1"]),
    ("a chapter ends an article's clauses", "Điều 1. A\n\n1. x.\n\nChương II\n\nB", ["1", "1/1", "II"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in NESTING], ids=[row[0] for row in NESTING])
def test_what_stands_below_what(text, expected):
    assert paths(tree_of(text)) == expected


PARAGRAPHS = [
    ("wrapped lines are one paragraph", "Một câu\nxuống dòng.", ["Một câu\nxuống dòng."]),
    ("a blank line parts paragraphs", "Một.\n\nHai.", ["Một.", "Hai."]),
    ("a sentence runs on over a page break", "không để\n\ntình trạng thiếu.", ["không để\n\ntình trạng thiếu."]),
    ("a long one with a number first too", "một " * 16 + "xét\n\n6 kỳ.", ["một " * 16 + "xét\n\n6 kỳ."]),
    ("a title does not", "Kế hoạch\n\n6 tháng.", ["Kế hoạch", "6 tháng."]),
    ("nor does a page number part it", "không để\n\n2\n\ntình trạng.", ["không để\n\n2\n\ntình trạng."]),
    ("nor one between dashes", "không để\n\n- 2 -\n\ntình trạng.", ["không để\n\n- 2 -\n\ntình trạng."]),
    ("a number after an ended sentence does", "Một.\n\n2\n\nhai.", ["Một.", "2\n\nhai."]),
    ("a page number above an item", "không để\n\n2\n\na) một", ["không để", "2", "a) một"]),
    ("a new sentence after a break does not", "không để\n\nTình trạng.", ["không để", "Tình trạng."]),
    ("an ended sentence does not", "không để.\n\ntình trạng.", ["không để.", "tình trạng."]),
    ("a wrapped reference is no article", "theo Điều\n12. của Luật", ["theo Điều\n12. của Luật"]),
    ("a wrapped clause reference is no clause", "theo khoản 1 và\n2. Điều 5", ["theo khoản 1 và\n2. Điều 5"]),
    ("a wrapped date is no clause", "trước ngày\n31. Các đơn vị", ["trước ngày\n31. Các đơn vị"]),
    ("a mark after a blank line always opens", "theo Điều\n\n12. Một", ["theo Điều", "12. Một"]),
    ("a mark after an ended line opens", "Một.\n1. Hai\n2. Ba", ["Một.", "1. Hai", "2. Ba"]),
    ("an office alone after an ended line opens", "- Một.\nCông an xã\n- Hai", ["- Một.", "Công an xã", "- Hai"]),
    ("an office in a wrapped sentence does not", "- Gửi\nCông an xã\nxét", ["- Gửi\nCông an xã\nxét"]),
    ("a bullet after a word that wants a number does", "- trước 01 ngày\n- Hai", ["- trước 01 ngày", "- Hai"]),
    ("so does a letter", "c) trước 01 ngày\nd) Hai", ["c) trước 01 ngày", "d) Hai"]),
    ("a wrapped item keeps its sentences", "1. Một.\nHai.", ["1. Một.\nHai."]),
    ("one that is not is parted", f"1. {'một ' * 40}.\nHai.", [f"1. {'một ' * 40}.", "Hai."]),
    (
        "where empty lines part paragraphs a line that ends a sentence by chance does not",
        "1. Một\n\n2. Hai\n\n3. Ba\n\nBốn;\nNăm.", ["1. Một", "2. Hai", "3. Ba", "Bốn;\nNăm."],
    ),
    ("a marked item keeps its wrapped lines", "- Một việc;\nhai việc", ["- Một việc;\nhai việc"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in PARAGRAPHS], ids=[row[0] for row in PARAGRAPHS])
def test_lines_become_paragraphs(text, expected):
    assert blocks(text) == expected


HEADINGS = [
    ("a title above items", "I. MỤC TIÊU\n\n1. Một câu dài.", ["MỤC TIÊU", None], [True, False]),
    ("a title above a paragraph", "1. Mục đích\n\nĐánh giá.", ["Mục đích"], [True, False]),
    ("a lead-in above a list", "1. Giao Phòng X:\n\n- một;", ["Giao Phòng X", None], [True, False]),
    ("words before a colon are a title", "3. Giao Phòng X: Khẩn trương.", ["Giao Phòng X"], [False]),
    ("a sentence is no title", "1. Một câu đã hết.\n\na) x.", [None, None], [False, False]),
    ("an item with nothing below is no heading", "1. Một\n\n2. Hai", [None, None], [False, False]),
    ("a chapter's title below it", "Chương I\n\nB\n\nĐiều 1. A\n\nMột.", ["B", "A"], [True, True, True, False]),
    ("a chapter's title on the next line", "Chương I\nB\n\nĐiều 1. A\n\nMột.", ["B", "A"], [True, True, False]),
    ("bold marks are no words", "1. **Mục đích**\n\nĐánh giá.", ["Mục đích"], [True, False]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "titles", "headings"), [row[1:] for row in HEADINGS], ids=[row[0] for row in HEADINGS]
)
def test_headings_and_titles(text, titles, headings):
    tree = tree_of(text)
    assert [section.title for section in tree.sections] == titles
    assert [block.is_heading for block in tree.blocks] == headings


BELONGING = [
    ("a paragraph above all sections", "Căn cứ Luật.\n\n1. Một.", [None, "1"]),
    ("a paragraph below its clause", "1. Một\n\nHai.", ["1", "1"]),
    ("a paragraph after a list leaves it", "1. Một:\n\n- hai;\n\nBa.", ["1", "1/-", "1"]),
    ("an assignment goes on", "- Giao Phòng X chủ trì.\n\nPhối hợp Sở Y.", ["-", "-"]),
    ("a plain item does not", "- Triển khai.\n\nPhối hợp Sở Y.", ["-", None]),
    ("the last words end all sections", "I. A\n\n1. Một.\n\nTrên đây là kế hoạch.", ["I", "I/1", None]),
    ("so do those that end with a slash", "1. Một.\n\nĐề nghị thực hiện./.", ["1", None]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in BELONGING], ids=[row[0] for row in BELONGING])
def test_to_which_section_a_block_belongs(text, expected):
    tree = tree_of(text)
    names = paths(tree)
    found = [None if block.section is None else names[block.section] for block in tree.blocks]
    assert found == expected


LEAD_INS = [
    ("a list hangs on the paragraph above", "Các việc sau:\n\n- một;\n- hai;", ["Các việc sau:"] * 2),
    ("a list in a clause too", "1. A\n\nBao gồm:\n\n- một;", [None, "Bao gồm:"]),
    ("clauses too", "Như sau:\n\n1. Một.\n\n2. Hai.", ["Như sau:"] * 2),
    ("another paragraph ends it", "Như sau:\n\n- một;\n\nKhác.\n\n- hai;", ["Như sau:", None]),
    (
        "a heading without a number ends the list of the one before",
        "1. Phân công\n\nPhòng A\n\na) Một.\n\nb) Hai.\n\nPhòng B\n\na) Ba.",
        [None, "Phòng A", "Phòng A", "Phòng B"],
    ),
    ("a chapter hangs on nothing", "Như sau:\n\nChương I\n\nQUY ĐỊNH", [None]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in LEAD_INS], ids=[row[0] for row in LEAD_INS])
def test_lists_hang_on_a_lead_in(text, expected):
    found = [section.lead_in and text[slice(*section.lead_in)] for section in tree_of(text).sections]
    assert found == expected


def test_the_plan_of_sa_dec_has_two_sections_iii(corpus):
    _, tree = tree_in(corpus / SA_DEC)
    top = [(section.label, section.title) for section in tree.sections if section.parent is None]
    assert top == [
        ("I", "MỤC ĐÍCH VÀ YÊU CẦU"),
        ("II", "MỤC TIÊU"),
        ("III", "NHIỆM VỤ TRỌNG TÂM"),
        ("III", "GIẢI PHÁP"),
        ("IV", "TỔ CHỨC THỰC HIỆN"),
    ]
    numbered = [name for name in paths(tree) if not name.endswith("-")]
    assert numbered == [
        "I", "I/1", "I/2", "II", "II/1", "II/2", "II/2/2.1", "II/2/2.2",
        "III", "III/1", "III/2", "III/3", "III/4", "III/4/4.1", "III/4/4.2", "III/4/4.3",
        "III/5", "III/6", "III/7",
        "III", "III/1", "III/2", "III/3", "III/4", "IV", "IV/1", "IV/2", "IV/3", "IV/4", "IV/5",
    ]  # fmt: skip


def test_the_third_task_of_477_goes_on_after_the_page_break(corpus):
    text, tree = tree_in(corpus / KL_477)
    third = tree.sections[-1]
    assert (third.label, third.parent) == ("3", None)
    assert text[third.start : third.end].startswith("3. Giao Phòng Nghiệp vụ")
    assert text[third.start : third.end].endswith("lợi ích nhóm.")
    assert tree.blocks[-1].section is None  # "Giám đốc Sở Y tế đề nghị ... thực hiện./."


def test_an_assignment_of_269_goes_on_in_the_next_paragraph(corpus):
    text, tree = tree_in(corpus / KH_269)
    third = tree.sections[2]
    assert text[third.start :].startswith("- Giao Phòng Kế hoạch Tài chính")
    assert "Phối hợp Sở Kế hoạch và Đầu tư và đơn vị tư vấn" in text[third.start : third.end]


def test_an_appendix_is_a_region_of_its_own():
    text = "1. Một\n\na) x.\n\nKÝ TÊN\n\nb) y."
    cut = text.index("KÝ TÊN"), text.index("b)")
    tree = structure.parse(text, ((0, cut[0]), (cut[1], len(text))))
    assert paths(tree) == ["1", "1/a", "b"]
    assert [block.region for block in tree.blocks] == [0, 0, 1]


def test_a_section_holds_what_stands_below_it():
    text = "I. A\n\n1. Một.\n\nHai.\n\nII. B\n\nBa."
    first, clause, second = tree_of(text).sections
    assert text[first.start : first.end] == "I. A\n\n1. Một.\n\nHai."
    assert text[clause.start : clause.end] == "1. Một.\n\nHai."
    assert text[second.start : second.end] == "II. B\n\nBa."


def test_nothing_gives_an_empty_tree():
    assert tree_of("") == structure.Tree((), ())


QUOTED = [
    (
        "quoted articles stand below the item that quotes them",
        "Điều 1. A\n\n1. Sửa đổi Điều 9 như sau:\n\n“Điều 9. B\n\n1. x.\n\n2. y.”\n\n2. Bãi bỏ.\n\nĐiều 2. C",
        ["1", "1/1", "1/1/9", "1/1/9/1", "1/1/9/2", "1/2", "2"],
    ),
    (
        "without quotation marks, an article after a lead-in is another act's",
        "Điều 1. A\n\n1. Bổ sung Điều 9a như sau:\n\nĐiều 9a. B\n\nx.\n\nĐiều 2. C",
        ["1", "1/1", "1/1/9a", "2"],
    ),
    (
        "a quotation that is never closed ends where the count goes on",
        "Điều 1. A\n\n1. Sửa như sau:\n\n“Điều 9. B\n\nx.\n\nĐiều 2. C\n\nĐiều 3. D",
        ["1", "1/1", "1/1/9", "2", "3"],
    ),
    (
        "a quotation within one paragraph ends there",
        "Điều 1. A\n\n1. Sửa khoản 5 như sau:\n\n“5. Một.”\n\n2. Sửa khoản 3 như sau:\n\n“3. Hai.”",
        ["1", "1/1", "1/1/5", "1/2", "1/2/3"],
    ),
    (
        "the first article after a lead-in is the act's own",
        "Chính phủ quy định như sau:\n\nĐiều 1. A\n\nĐiều 2. B",
        ["1", "2"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in QUOTED], ids=[row[0] for row in QUOTED])
def test_what_is_quoted_stands_below_what_quotes_it(text, expected):
    assert paths(tree_of(text)) == expected


APPENDICES = [
    ("it holds what follows it", "Điều 1. A\n\nPHỤ LỤC I\n\nDANH MỤC\n\n1. x.", ["1", "I", "I/1"], "DANH MỤC"),
    ("the next one ends it", "PHỤ LỤC I\n\n1. x.\n\nPhụ lục II\n\n1. y.", ["I", "I/1", "II", "II/1"], None),
    ("one without a number", "PHỤ LỤC\n\nDANH MỤC\n\n1. x.", ["", "/1"], "DANH MỤC"),
    ("its articles are its own", "Điều 1. A\n\nPHỤ LỤC\n\nĐiều 1. x.", ["1", "", "/1"], None),
    ("closing words do not end it", "PHỤ LỤC\n\n1. x thực hiện./.\n\n2. y.", ["", "/1", "/2"], None),
    (
        "a document that is enacted with another",
        "Điều 1. A\n\nQUY CHẾ\nĐẤU THẦU\n(Ban hành kèm theo Quyết định số 1/QĐ-UBND)\n\nĐiều 1. x.",
        ["1", "", "/1"],
        "QUY CHẾ ĐẤU THẦU",
    ),
    ("a sentence that names one is none", "theo\nPhụ lục II ban hành kèm theo Thông tư này.", [], None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected", "title"), [row[1:] for row in APPENDICES], ids=[row[0] for row in APPENDICES]
)
def test_appendices_stand_apart(text, expected, title):
    tree = tree_of(text)
    assert paths(tree) == expected
    assert [s.title for s in tree.sections if s.level is Level.APPENDIX][:1] in ([title], [])


TABLE = "I. A\n\nTT | Việc | Đơn vị\n1 | Họp | Phòng KHTC\n2. | Báo cáo | \n\nII. B"
MARKDOWN = "| TT | Việc |\n|---|---|\n| 1 | Họp |\n| - | Báo cáo |"


def test_rows_of_a_table_know_their_column_heads():
    tree = tree_of(TABLE)
    rows = [(TABLE[b.start : b.end], b.heads and TABLE[slice(*b.heads)], b.is_heading) for b in tree.blocks]
    heads = "TT | Việc | Đơn vị"
    assert rows[1:4] == [
        (heads, None, True),
        ("1 | Họp | Phòng KHTC", heads, False),
        ("2. | Báo cáo |", heads, False),
    ]
    assert paths(tree) == ["I", "II"]


def test_the_rule_of_a_markdown_table_belongs_to_its_heads():
    tree = tree_of(MARKDOWN)
    assert [MARKDOWN[b.start : b.end] for b in tree.blocks] == [
        "| TT | Việc |\n|---|---|",
        "| 1 | Họp |",
        "| - | Báo cáo |",
    ]


def test_one_line_with_a_bar_is_no_table():
    assert [block.heads for block in tree_of("Một | hai\n\nBa.").blocks] == [None, None]


AFTER_THE_SIGNATURE = [
    ("an act of its own", "Điều 1. Phạm vi\nĐiều 2. Đối tượng", ["1", "2", "1", "2"]),
    ("cells of a form", "Bảng số 01\nĐiều 41\nĐiều 42", ["1", "2"]),
]


@pytest.mark.parametrize(("about", "after", "labels"), AFTER_THE_SIGNATURE)
def test_articles_after_the_signature_begin_with_the_first(about, after, labels):
    before = "Điều 1. Ban hành quy chế.\nĐiều 2. Hiệu lực.\n"
    text = f"{before}GIÁM ĐỐC\n{after}"
    tree = structure.parse(text, ((0, len(before)), (text.index(after), len(text))))
    assert [section.label for section in tree.sections] == labels


FLAWED = {
    "006.txt": "its text runs two columns into one: articles 1 to 9 come twice",
}


def test_every_article_of_the_acts_is_found_once_and_in_order(texts_of_acts):
    wrong = {}
    for name, text in texts_of_acts.items():
        tree = structure.parse(text, header.parse(text).body)
        levels = [[tree.sections[j].level for j in tree.ancestors(i)] for i in range(len(tree.sections))]
        own = [
            section.label
            for section, chain in zip(tree.sections, levels, strict=True)
            if section.level is Level.ARTICLE and chain.count(Level.ARTICLE) == 1 and Level.APPENDIX not in chain
        ]
        if not own or own != [str(i + 1) for i in range(len(own))]:
            wrong[name] = own
    assert wrong.keys() <= FLAWED.keys()
    assert len(texts_of_acts) == 89
