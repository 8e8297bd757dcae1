"""Word files: what would be printed, in the order of the page."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from pathlib import Path

import docx
import pytest

from indexer.errors import FileRefused
from indexer.reading import read

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPACES = (
    f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def written(path: Path, body: str, **parts: str) -> Path:
    """A document of the given XML; ``parts`` are ``styles``, ``numbering``, ``footnotes`` or ``endnotes``."""
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.{"document.main" if main else name}+xml"/>'
        for name, main in [("document", True), *((name, False) for name in parts)]
    )
    links = "".join(f'<Relationship Id="r{n}" Type="{OFFICE}/{n}" Target="{n}.xml"/>' for n in parts)
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types">{rels}{types}</Types>')
        opening = f'<Relationships xmlns="{PACKAGE}/relationships">'
        main = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        archive.writestr("_rels/.rels", f"{opening}{main}</Relationships>")
        archive.writestr("word/_rels/document.xml.rels", f"{opening}{links}</Relationships>")
        archive.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {SPACES}>{content}</w:{name}>")
    return path


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, properties: str = "") -> str:
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def item(number: int, level: int, text: str) -> str:
    """A paragraph of a list."""
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(text, properties=place)


def level(index: int, form: str, text: str, extra: str = "") -> str:
    inner = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{index}">{inner}</w:lvl>'


def numbering(*levels: str, again: str = "") -> str:
    """One definition with lists 1 and 2 made from it; ``again`` goes into list 2."""
    nums = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/>{extra}</w:num>' for n, extra in ((1, ""), (2, again))
    )
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


OUTLINE = (
    level(0, "upperRoman", "%1."),
    level(1, "decimal", "%2.", '<w:pStyle w:val="Khoan"/>'),
    level(2, "lowerLetter", "%3)"),
    level(3, "bullet", "\uf0b7"),
)
DECIMAL = (level(0, "decimal", "%1."), level(1, "decimal", "%1.%2."), level(2, "decimal", "%1.%2.%3."))
NEW_START = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
LISTS = [
    ("numbers", [(1, 0), (1, 0), (1, 0)], DECIMAL, "", ["1.", "2.", "3."]),
    ("a level below starts again", [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)], DECIMAL, "",
     ["1.", "1.1.", "1.2.", "2.", "2.1."]),
    ("three levels", [(1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2)], DECIMAL, "",
     ["1.", "1.1.", "1.1.1.", "1.1.2.", "1.2.", "1.2.1."]),
    ("Roman, letters and dashes", [(1, 0), (1, 1), (1, 2), (1, 2), (1, 3), (1, 0)], OUTLINE, "",
     ["I.", "1.", "a)", "b)", "-", "II."]),
    ("another list of the definition goes on", [(1, 0), (1, 0), (2, 0)], DECIMAL, "", ["1.", "2.", "3."]),
    ("unless it starts anew", [(1, 0), (1, 0), (2, 0), (2, 0)], DECIMAL, NEW_START, ["1.", "2.", "1.", "2."]),
    ("a level that never starts again", [(1, 0), (1, 1), (1, 0), (1, 1)],
     (level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')), "",
     ["I.", "1.", "II.", "2."]),
    ("a legal level writes Roman as figures", [(1, 0), (1, 1)],
     (level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2.", "<w:isLgl/>")), "", ["I.", "1.1."]),
    ("words of the label", [(1, 0), (1, 0)], (level(0, "decimal", "Điều %1."),), "", ["Điều 1.", "Điều 2."]),
    ("capitals after z", [(1, 0)] * 27, (level(0, "upperLetter", "%1."),), "",
     [f"{chr(ord('A') + n)}." for n in range(26)] + ["AA."]),
    ("no list of that number", [(9, 0)], DECIMAL, "", [""]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("places", "levels", "again", "labels"), [row[1:] for row in LISTS], ids=[row[0] for row in LISTS]
)
def test_numbers_that_word_draws_are_written_out(places, levels, again, labels, tmp_path):
    body = "".join(item(number, index, "việc") for number, index in places)
    source = read(written(tmp_path / "a.docx", body, numbering=numbering(*levels, again=again)))
    assert source.text.split("\n\n") == [f"{label} việc".strip() for label in labels]


def test_a_style_numbers_its_paragraphs(tmp_path):
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    style = (
        f'<w:style w:type="paragraph" w:styleId="Khoan">{numbered}</w:style>'
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Khoan"/></w:style>'
    )
    styled = [p("một", properties='<w:pStyle w:val="Khoan"/>'), p("hai", properties='<w:pStyle w:val="Con"/>')]
    off = p("ba", properties='<w:pStyle w:val="Khoan"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    body = item(1, 0, "đầu") + "".join(styled) + off
    path = written(tmp_path / "a.docx", body, numbering=numbering(*OUTLINE), styles=style)
    assert read(path).text.split("\n\n") == ["I. đầu", "1. một", "2. hai", "ba"]


BOX = "<w:txbxContent>" + p("Trong khung") + "</w:txbxContent>"
DELETED_MARK = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
CONTROL = "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
BODIES = [
    ("insertions are read", p("Giao ", f"<w:ins w:id='1'>{r('Sở Y tế')}</w:ins>"), "Giao Sở Y tế"),
    ("deletions are not", p("Giao", "<w:del w:id='1'><w:r><w:delText> cũ</w:delText></w:r></w:del>", " mới"),
     "Giao mới"),
    ("what was moved stands where it is now",
     p("a", f"<w:moveFrom w:id='1'>{r(' dời')}</w:moveFrom>")
     + p("b", f"<w:moveTo w:id='1'>{r(' dời')}</w:moveTo>"),
     "a\n\nb dời"),
    ("a deleted paragraph mark joins", p("Giao Sở", properties=DELETED_MARK) + p(" Y tế"), "Giao Sở Y tế"),
    ("the last mark joins nothing", p("Giao Sở", properties=DELETED_MARK), "Giao Sở"),
    ("an inserted paragraph", f"<w:ins w:id='1'>{p('mới')}</w:ins>", "mới"),
    ("a link", p("xem ", f"<w:hyperlink w:anchor='a'>{r('Công báo')}</w:hyperlink>", " số"), "xem Công báo số"),
    ("a control in a line", p("Số: ", CONTROL.format(r("12")), "/KH"), "Số: 12/KH"),
    ("a control around paragraphs", CONTROL.format(p("một") + p("hai")), "một\n\nhai"),
    ("a field shows its result", p("trang ", "<w:r><w:instrText>PAGE</w:instrText></w:r>", "5"), "trang 5"),
    ("a text box follows its paragraph", p("Ngoài", f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>"),
     "Ngoài\n\nTrong khung"),
    ("a drawing is read once, not as old programs show it",
     p("Ngoài", f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{BOX}</wps:txbx>"
       f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback>"
       "</mc:AlternateContent></w:r>"),
     "Ngoài\n\nTrong khung"),
    ("hidden text", p("thấy", r(" ẩn", "<w:vanish/>"), r(" rõ", '<w:vanish w:val="0"/>')), "thấy rõ"),
    ("capitals by a switch", p(r("Kế hoạch", "<w:caps/>")), "KẾ HOẠCH"),
    ("tabs, breaks and hyphens",
     p("a", "<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>"), "a\tb\nc-d"),
    ("a soft hyphen is not seen", p("hồ", "<w:r><w:softHyphen/></w:r>", "sơ"), "hồsơ"),
    ("comments of the file", "<!-- x -->" + p("<!-- y -->", "chữ"), "chữ"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "text"), [row[1:] for row in BODIES], ids=[row[0] for row in BODIES])
def test_a_document_is_read_as_it_would_be_printed(body, text, tmp_path):
    assert read(written(tmp_path / "a.docx", body)).text == text


def test_notes_follow_the_paragraph_that_carries_their_mark(tmp_path):
    def mark(kind: str, name: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{name}"/></w:r>'

    def note(kind: str, name: int, text: str) -> str:
        return f'<w:{kind} w:id="{name}">{p("<w:r><w:footnoteRef/></w:r>", text)}</w:{kind}>'

    body = p("Một", mark("footnote", 7), " hai", mark("endnote", 3)) + p("Ba", mark("footnote", 5), ".")
    notes = note("footnote", -1, "vạch") + note("footnote", 5, "sau") + note("footnote", 7, "trước")
    path = written(tmp_path / "a.docx", body, footnotes=notes, endnotes=note("endnote", 3, "cuối"))
    assert read(path).text.split("\n\n") == ["Một[1] hai[i]", "[1] trước", "[i] cuối", "Ba[2].", "[2] sau"]


LETTERHEAD = ("UBND TỈNH\nSỞ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc")
TABLES = [
    ("data, a line a row", [("Việc", "Hạn"), ("Mua", "05/2024")], "Việc | Hạn\nMua | 05/2024"),
    ("paragraphs in a cell", [("Việc", "Ai", "Hạn"), ("Mua\nthuốc", "A", "5")],
     "Việc | Ai | Hạn\nMua thuốc | A | 5"),
    ("empty cells keep their column", [("Việc", "Ai", "Hạn"), ("Mua", "", "5")], "Việc | Ai | Hạn\nMua |  | 5"),
    ("empty rows and columns go", [("Việc", "", "Hạn"), ("", "", ""), ("Mua", "", "5")], "Việc | Hạn\nMua | 5"),
    ("a letterhead, its left column first", [LETTERHEAD], "\n\n".join(LETTERHEAD)),
    ("a letterhead of two rows", [("UBND TỈNH", LETTERHEAD[1]), ("Số: 5/KH", "Ngày 5")],
     f"UBND TỈNH\n\nSố: 5/KH\n\n{LETTERHEAD[1]}\n\nNgày 5"),
    ("a letterhead of decomposed letters",
     [("UBND TỈNH", unicodedata.normalize("NFD", "ĐỘC LẬP - TỰ DO")), ("a", "b")],
     "UBND TỈNH\n\na\n\nĐỘC LẬP - TỰ DO\n\nb"),
    ("signatures", [("Nơi nhận:\n- Như trên;\n- Lưu: VT.", "GIÁM ĐỐC\nNguyễn Văn A")],
     "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\nNguyễn Văn A"),
    ("data that speaks of letterheads",
     [("STT", "Thành phần", "Cỡ"), ("1", "Độc lập - Tự do - Hạnh phúc", "13"), ("2", "Nơi nhận:", "12")],
     "STT | Thành phần | Cỡ\n1 | Độc lập - Tự do - Hạnh phúc | 13\n2 | Nơi nhận: | 12"),
    ("a frame around a text", [("Một\nHai",)], "Một\nHai"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "text"), [row[1:] for row in TABLES], ids=[row[0] for row in TABLES])
def test_a_table_is_data_or_layout(rows, text, tmp_path):
    document = docx.Document()
    document.add_paragraph("Trước")
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, content in zip(row.cells, texts, strict=True):
            cell.text = content
    document.add_paragraph("Sau")
    document.save(tmp_path / "a.docx")
    assert read(tmp_path / "a.docx").text == f"Trước\n\n{text}\n\nSau"


def table_of(document, rows: int, columns: int):
    table = document.add_table(rows, columns)
    for number, cell in enumerate(table._cells):
        cell.text = f"ô{number}"
    return table


def merged(table, first: tuple[int, int], last: tuple[int, int]) -> None:
    cell = table.cell(*first).merge(table.cell(*last))
    cell.text = "gộp"


MERGED = [
    ("to the right: in its first column", (0, 0), (0, 1), "gộp |  | ô2\nô3 | ô4 | ô5\nô6 | ô7 | ô8"),
    ("a whole row: a line without bars", (0, 0), (0, 2), "gộp\nô3 | ô4 | ô5\nô6 | ô7 | ô8"),
    ("downwards: in each of its rows", (1, 0), (2, 0), "ô0 | ô1 | ô2\ngộp | ô4 | ô5\ngộp | ô7 | ô8"),
    ("both", (1, 1), (2, 2), "ô0 | ô1 | ô2\nô3 | gộp | \nô6 | gộp | "),
]


@pytest.mark.parametrize(("first", "last", "text"), [row[1:] for row in MERGED], ids=[row[0] for row in MERGED])
def test_a_merged_cell(first, last, text, tmp_path):
    document = docx.Document()
    merged(table_of(document, 3, 3), first, last)
    document.save(tmp_path / "a.docx")
    assert read(tmp_path / "a.docx").text == text


def test_a_deleted_row_and_a_numbered_column(tmp_path):
    def row(*cells: str, properties: str = "") -> str:
        inner = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
        return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"

    rows = [row(p("STT"), p("Việc"), p("Hạn"))]
    rows += [row(item(1, 0, ""), p(task), p("5")) for task in ("Mua", "Bán")]
    rows += [row(p("3"), p("Bỏ"), p("6"), properties="<w:del w:id='1'/>")]
    path = written(tmp_path / "a.docx", f"<w:tbl>{''.join(rows)}</w:tbl>", numbering=numbering(*DECIMAL))
    assert read(path).text == "STT | Việc | Hạn\n1. | Mua | 5\n2. | Bán | 5"


def test_a_table_in_a_cell_is_read_too(tmp_path):
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "Ngoài"
    cell.add_table(1, 1).cell(0, 0).text = "Trong"
    document.save(tmp_path / "a.docx")
    assert read(tmp_path / "a.docx").text == "Ngoài\n\nTrong"


TCVN3, VNI = "Chữ TCVN3 đã chuyển sang Unicode", "Chữ VNI đã chuyển sang Unicode"
FONTS = [
    ("TCVN3", [(".VnTime", "Céng hoµ x· héi")], "Cộng hoà xã hội", (TCVN3,)),
    ("TCVN3 of capitals", [(".VnTimeH", "Céng hoµ")], "CỘNG HOÀ", (TCVN3,)),
    ("VNI", [("VNI-Times", "Coäng hoøa xaõ hoäi")], "Cộng hòa xã hội", (VNI,)),
    ("a letter of VNI in two runs", [("VNI-Times", "Co"), ("VNI-Times", "äng")], "Cộng", (VNI,)),
    ("a symbol font's code points", [(".VnTime", "\uf043\uf0e9ng")], "Cộng", (TCVN3,)),
    ("both in one paragraph", [(".VnTime", "Céng "), ("Arial", "hòa "), ("VNI-Times", "xaõ")], "Cộng hòa xã",
     (TCVN3, VNI)),
    ("a font that says nothing", [(".VnTime", "Cộng hòa")], "Cộng hòa", ()),
    ("only ASCII in such a font", [(".VnTime", "2024")], "2024", ()),
    ("other fonts", [("Times New Roman", "déjà vu")], "déjà vu", ()),
]  # fmt: skip


@pytest.mark.parametrize(("runs", "text", "notes"), [row[1:] for row in FONTS], ids=[row[0] for row in FONTS])
def test_fonts_before_unicode_are_converted_run_by_run(runs, text, notes, tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph()
    for font, written_text in runs:
        paragraph.add_run(written_text).font.name = font
    document.save(tmp_path / "a.docx")
    source = read(tmp_path / "a.docx")
    assert (source.text, source.notes) == (text, notes)


def test_the_font_of_a_style_holds_where_a_run_names_none_for_its_letters(tmp_path):
    fonts = '<w:rPr><w:rFonts w:hAnsi=".VnTime"/></w:rPr>'
    style = f'<w:style w:type="paragraph" w:default="1" w:styleId="N">{fonts}</w:style>'
    body = p(r("Céng ", '<w:rFonts w:cs="Arial"/>'), r("hoµ"), r(" déjà", '<w:rFonts w:hAnsi="Arial"/>'))
    assert read(written(tmp_path / "a.docx", body, styles=style)).text == "Cộng hoà déjà"


def test_the_strict_edition_of_the_format(tmp_path):
    path = written(tmp_path / "a.docx", item(1, 0, "Giao"), numbering=numbering(*OUTLINE))
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(tmp_path / "b.docx", "w") as other:
        for name in archive.namelist():
            content = archive.read(name).decode().replace(OFFICE, "http://purl.oclc.org/ooxml/officeDocument/rel")
            other.writestr(name, content.replace(MAIN, "http://purl.oclc.org/ooxml/wordprocessingml/main"))
    assert read(tmp_path / "b.docx").text == "I. Giao"


def test_letters_are_composed(tmp_path):
    assert read(written(tmp_path / "a.docx", p(unicodedata.normalize("NFD", "Đấu thầu")))).text == "Đấu thầu"


def test_a_document_without_words_is_refused(tmp_path):
    with pytest.raises(FileRefused) as refused:
        read(written(tmp_path / "a.docx", p(" . ")))
    assert refused.value.code == "no_text"


@pytest.fixture
def samples(shared) -> Path:
    return shared / "samples"


def test_the_decree_as_its_office_saved_it(samples):
    source = read(samples / "30_2020_ND_CP.docx")
    assert source.text.startswith("CHÍNH PHỦ\n")
    assert [int(n) for n in re.findall(r"^Điều (\d+)\. ", source.text, re.MULTILINE)] == [*range(1, 39)]


def test_the_abbreviations_of_the_decree_are_rows(samples):
    text = read(samples / "Phuluc3.docx").text
    assert "\nSTT | Tên loại văn bản hành chính | Chữ viết tắt\n1. | Nghị quyết (cá biệt) | NQ\n" in text
    assert "\n27. | Phiếu báo | PB\n" in text
