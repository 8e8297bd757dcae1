"""How what is understood is compared with what is judged: on small made-up judgements, then on the real ones."""

from __future__ import annotations

import json
import shutil
import subprocess

import docx
import pytest
from click.testing import CliRunner

from eval import rendered, understand
from eval.__main__ import main
from eval.dataset import DatasetError
from eval.judged import FIELDS, Duty, Named, Understood, compare, load
from eval.source import CORPUS
from eval.understand import Figures, Outcome, Reading, Report, edits
from indexer import header
from indexer.reading import read

EMPTY = Understood(dict.fromkeys(FIELDS), (), (), ())


def said(**parts) -> Understood:
    """A document of which only some parts say anything."""
    header = {**EMPTY.header, **parts.pop("header", {})}
    whole = {"header": header, "paths": (), "duties": (), "references": (), **parts}
    return Understood(**whole)


def figures(judged: Understood, found: Understood, measure: str) -> Figures:
    return Outcome("txt", list(compare("d", judged, found)), []).figures(measure)


@pytest.mark.parametrize(
    ("field", "judged", "found", "right"),
    [
        ("subject", "tăng cường\nphòng dịch", "tăng cường phòng dịch", True),  # white space is none
        ("subject", "tăng cường phòng dịch", "tăng cường phòng dịch.", False),
        ("issuer", "Ủy ban nhân dân tỉnh", "UỶ BAN NHÂN DÂN TỈNH", True),  # an office is known in any writing
        ("issuer", "Sở Y tế", "Sở Nội vụ", False),
        ("signer", "Nguyễn Hòa", "Nguyễn Hoà", False),  # a person's name is as written
        ("number", None, "12/KH-UBND", False),  # a guess
        ("number", "12/KH-UBND", None, False),
        ("number", None, None, True),  # rightly unknown
        ("date", {"year": 2024, "month": 6, "day": None}, {"year": 2024, "month": 6, "day": None}, True),
        ("date", {"year": 2024, "month": 6, "day": None}, {"year": 2024, "month": 6, "day": 1}, False),
        ("recipients", ["UBND tỉnh;", "Sở Y tế"], ("UBND tỉnh", "Sở Y tế"), True),
        ("recipients", ["UBND tỉnh", "Sở Y tế"], ("UBND tỉnh",), False),
    ],
)
def test_when_a_field_of_a_header_is_right(field, judged, found, right):
    counted = figures(said(header={field: judged}), said(header={field: found}), f"header.{field}")
    assert counted == (int(right), 1, 1)


def test_all_fields_together_are_the_header():
    assert figures(EMPTY, said(header={"number": "1/A"}), "header").recall == pytest.approx(1 - 1 / len(FIELDS))


@pytest.mark.parametrize(
    ("judged", "found", "sections", "tree"),
    [
        (("1", "1/-", "1/-"), ("1", "1/-", "1/-"), (3, 3, 3), 1),
        (("1", "1/-", "1/-"), ("1", "1/-"), (2, 3, 2), 0),  # two bullets are two sections
        (("1", "2"), ("2", "1"), (2, 2, 2), 0),  # in another order: the same sections, not the same tree
        (("1/a",), ("a",), (0, 1, 1), 0),  # under another parent
    ],
)
def test_sections_are_a_bag_of_paths_and_a_tree_is_a_sequence(judged, found, sections, tree):
    one, other = (said(paths=tuple(tuple(path.split("/")) for path in paths)) for paths in (judged, found))
    assert figures(one, other, "sections") == sections
    assert figures(one, other, "trees").right == tree


A = Duty(("Sở A",), "lead", "rà soát quy hoạch đất đai", "trước ngày 05/6/2024")


@pytest.mark.parametrize(
    ("judged", "found", "whole", "roles"),
    [
        ([A], [Duty(("SỞ A",), "lead", "Rà soát quy hoạch đất ở", "Trước ngày 5/6/2024")], (1, 1, 1), 1),
        ([A], [Duty(("Sở A",), "lead", A.task, None)], (0, 1, 1), 1),  # the deadline was not seen
        ([A], [Duty(("Sở A",), "implement", A.task, A.deadline)], (0, 1, 1), 0),
        ([A], [Duty(("Sở A", "Sở B"), "lead", A.task, A.deadline)], (0, 1, 1), 0),
        ([A], [Duty(("Sở A",), "lead", "quy hoạch đất đai", A.deadline)], (0, 1, 1), 0),  # it begins elsewhere
        ([A], [A, A], (1, 1, 2), 1),  # twice is once too often
        ([A], [], (0, 1, 0), 0),
        ([Duty(("B", "C"), "lead", "họp", None)], [Duty(("C", "B"), "lead", "họp", None)], (1, 1, 1), 1),
        ([Duty(("Sở A",), "lead", A.task, None, optional=True)], [A], (0, 0, 0), 0),  # counts neither way
        ([Duty(("Sở A",), "lead", A.task, None, optional=True)], [], (0, 0, 0), 0),
    ],
)  # fmt: skip
def test_when_an_assignment_is_right(judged, found, whole, roles):
    one, other = said(duties=tuple(judged)), said(duties=tuple(found))
    assert figures(one, other, "assignments") == whole
    assert figures(one, other, "roles").right == roles


BASIS, MENTIONED = Named("1/CT-TTg", ("basis",)), Named("1/CT-TTg", ("mentioned",))


@pytest.mark.parametrize(
    ("judged", "found", "expected"),
    [
        ([BASIS], [BASIS], (1, 1, 1)),
        ([BASIS], [MENTIONED], (0, 1, 1)),
        ([BASIS], [Named("2/CT-TTg", ("basis",))], (0, 1, 1)),
        ([Named("1/CT-TTg", ("basis", "mentioned"))], [MENTIONED], (1, 1, 1)),  # either is right
        ([Named("1/CT-TTg", ("basis", "mentioned")), MENTIONED], [MENTIONED, BASIS], (2, 2, 2)),  # the best first
        ([Named("Luật Đấu thầu", ("basis",))], [Named("luật đấu thầu", ("basis",))], (1, 1, 1)),
    ],
)
def test_when_a_reference_is_right(judged, found, expected):
    assert figures(said(references=tuple(judged)), said(references=tuple(found)), "references") == expected


def test_shares():
    assert (Figures(2, 4, 8).precision, Figures(2, 4, 8).recall) == (0.25, 0.5)
    assert Figures(2, 4, 8).f1 == pytest.approx(1 / 3)
    assert (Figures(0, 0, 0).precision, Figures(0, 0, 0).recall, Figures(0, 0, 0).f1) == (1, 1, 1)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("", "", 0), ("abc", "abc", 0), ("abc", "axc", 1), ("abc", "ac", 1), ("", "ab", 2), ("kitten", "sitting", 3),
     ("a" * 40, "b" * 40, 40), ("abcdefghijklmn", "nabcdefghijklm", 2)],
)  # fmt: skip
def test_edits_between_two_texts(one, other, expected):
    assert edits(one, other) == edits(other, one) == expected


def test_white_space_and_the_rules_of_tables_are_no_characters():
    assert Reading.of("d", "a b | c\n", "ab\nx") == Reading("d", 1, 3)


def report(name: str, outcome: Outcome) -> Report:
    return Report(name, [], [outcome])


def test_a_miss_is_told_except_where_it_is_only_measured():
    rows = list(compare("d1", said(references=(BASIS,)), said(references=(MENTIONED,))))
    told = [
        "txt d1 characters: 1 edits of 90",
        "txt d1 references: expected 1/CT-TTg (basis), found nothing",
        "txt d1 references: expected nothing, found 1/CT-TTg (mentioned)",
    ]
    outcome = Outcome("txt", rows, [Reading("d1", 1, 90), Reading("d2", 0, 90)])
    assert list(report("dev", outcome).misses()) == told
    assert list(report("held", outcome).misses()) == []


def test_a_floor_is_missed_by_name():
    rows = list(compare("d1", said(references=(BASIS,)), EMPTY))
    assert understand.missed([report("dev", Outcome("txt", rows, []))]) == [
        "dev txt: references.recall is 0.0000, below 0.95."
    ]
    misread = Outcome("pdf", [], [Reading("d1", 1, 1000)])
    assert understand.missed([report("dev", misread)]) == ["dev pdf: characters is 0.9990, below 1."]


@pytest.mark.parametrize("content", ["", "[]", '{"header": {}}', '{"header": {}, "sections": [{}]}'])
def test_what_is_no_judgement_is_refused(content, tmp_path):
    (tmp_path / "a.txt").write_text("văn bản", encoding="utf-8")
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    with pytest.raises(DatasetError, match="not a judgement"):
        load(tmp_path)


def test_a_judgement_without_its_text_is_refused(tmp_path):
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    with pytest.raises(DatasetError, match="expected its text"):
        load(tmp_path)
    with pytest.raises(DatasetError, match="found none"):
        load(tmp_path / "nowhere")


@pytest.mark.parametrize("name", understand.SETS)
def test_every_judged_text_says_what_is_judged(name):
    """A number, a title, a task and an office stand in the text, so that a slip of the judge's pen is seen."""
    for document in understand.documents(name):
        text = " ".join(document.file.read_text(encoding="utf-8").split()).casefold()
        tasks = [" ".join(duty.task.split()).casefold() for duty in document.judged.duties]
        names = [named.name.casefold() for named in document.judged.references]
        assert [item for item in (*tasks, *names) if item not in text] == [], document.name


def test_the_directives_that_ship_are_understood_without_a_mistake():
    (seeds,) = understand.measure(["seeds"], ["txt"])
    assert list(seeds.misses()) == []
    assert len(seeds.documents) == 5


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize(("form", "filter"), [("docx", "docx:MS Word 2007 XML"), ("pdf", "pdf")])
def test_so_they_are_when_an_office_program_saves_them(form, filter, tmp_path):
    """Each line a paragraph, in a font of one width: paragraphs are cut once more at the page's edge."""
    files = sorted(CORPUS.glob("[0-9]*.txt"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", filter, "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True)
    judged = understand.documents("seeds")
    saved = {document.name: tmp_path / f"{document.name}.{form}" for document in judged}
    found = understand.outcome("txt", saved, judged)
    assert [row for row in found.judgements if not row.right] == []


def test_a_word_file_reads_as_its_text(tmp_path):
    document = understand.documents("dev")[0]
    for form in ("docx", "tcvn3"):
        file = rendered.render([document.file], [form], tmp_path)[form, document.name]
        (outcome,) = [understand.outcome(form, {document.name: file}, [document])]
        assert [reading.edits for reading in outcome.readings] == [0]
        assert outcome.figures("header").recall == 1


NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MELTED = """\
SỞ Y TẾ                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
*                               Độc lập - Tự do - Hạnh phúc

Số: 12/KH-SYT              Biên Hòa, ngày 05 tháng 3 năm 2024

KẾ HOẠCH
Triển khai

Nội dung.

Nơi nhận:                  GIÁM ĐỐC
- Như trên;
- Lưu: VT.                 Trần Văn Bình
"""
STACKED = """\
SỞ Y TẾ
Số: 12/SYT-NV

V/v triển khai

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

Biên Hòa, ngày 05 tháng 3 năm 2024

Nội dung.
"""


def test_a_table_in_markdown_is_one_of_its_rendering(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text(
        "KẾ HOẠCH\n\n| STT | Việc | Nơi |\n|---|---|---|\n| 1 | Họp | |\n| 2 | Ghi | Sở |\n", encoding="utf-8"
    )
    source = read(rendered.render([file], ["docx"], tmp_path)["docx", "a"])
    assert source.text == "KẾ HOẠCH\n\nSTT | Việc | Nơi\n1 | Họp | \n2 | Ghi | Sở"


@pytest.mark.parametrize("text", [MELTED, STACKED])
def test_columns_of_a_text_are_columns_of_its_rendering(text, tmp_path):
    file = tmp_path / "a.txt"
    file.write_text(text, encoding="utf-8")
    rendering = rendered.render([file], ["docx"], tmp_path)["docx", "a"]
    (table, *_) = docx.Document(str(rendering)).tables
    assert [cell.text.split("\n")[0] for cell in table.rows[0].cells] == ["SỞ Y TẾ", NATION]
    assert "".join(read(rendering).text.split()) == "".join(rendered.laid_out(text).split())
    found = header.parse(read(rendering).text).header
    assert (found.issuer, found.place, str(found.date)) == ("Sở Y tế", "Biên Hòa", "ngày 05 tháng 03 năm 2024")


def test_the_command_prints_a_column_a_format_and_writes_json(tmp_path):
    out = tmp_path / "out.json"
    done = CliRunner().invoke(main, ["understand", "--set", "held", "--json", str(out)])
    assert done.exit_code == 0, done.output
    documents = len(understand.documents("held"))
    assert f"held: {documents} documents" in done.output
    (found,) = json.loads(out.read_text(encoding="utf-8"))
    assert (found["set"], found["documents"], list(found["formats"])) == ("held", documents, ["txt"])
    assert found["formats"]["txt"]["characters"] == 1


def test_an_unknown_format_is_refused():
    done = CliRunner().invoke(main, ["understand", "--formats", "odt"])
    assert done.exit_code == 2
    assert "expected some of txt, docx, pdf, scan, tcvn3" in done.output
