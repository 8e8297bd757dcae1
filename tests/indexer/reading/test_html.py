"""Web pages: what they say, without what belongs to the site."""

from __future__ import annotations

import pytest

from indexer.errors import FileRefused
from indexer.reading import read

LINKS = "".join(f"<a href='/{n}'>Trang chủ số {n}</a> " for n in range(6))
LONG = "<p>Kế hoạch phòng, chống dịch bệnh năm 2024 trên địa bàn tỉnh.</p>" * 3
LONG_TEXT = "\n\n".join(["Kế hoạch phòng, chống dịch bệnh năm 2024 trên địa bàn tỉnh."] * 3)

PAGES = [
    ("blocks are set apart", "<h1>Kế hoạch</h1><p>Một</p><div>Hai<p>Ba</p>Bốn</div>",
     "Kế hoạch\n\nMột\n\nHai\n\nBa\n\nBốn"),
    ("lines of the source mean nothing", "<p>Kế\n   hoạch&nbsp;năm <b>20</b>24</p>", "Kế hoạch năm 2024"),
    ("a break ends a line", "<p>UBND TỈNH<br>SỞ Y TẾ<br/></p>", "UBND TỈNH\nSỞ Y TẾ"),
    ("typed text keeps its lines", "<pre>\nMột\n  Hai\n</pre>", "Một\n  Hai"),
    ("entities", "<p>&#272;i&#7873;u 1 &lt; 2 &amp; 3</p>", "Điều 1 < 2 & 3"),
    ("lists", "<ul><li>một</li><li>hai</li></ul>", "- một\n\n- hai"),
    ("numbered lists", "<ol start=3><li>một<li>hai</ol>", "3. một\n\n4. hai"),
    ("lettered lists", "<ol type=a><li>một<ol><li>trong</ol><li>hai</ol>", "a) một\n\n1. trong\n\nb) hai"),
    ("data", "<table><tr><th>Việc<th>Hạn<tr><td>Mua<br>thuốc<td>5/2024</table>", "Việc | Hạn\nMua thuốc | 5/2024"),
    ("a cell of two rows", "<table><tr><th>A<th>B<th>C<tr><td rowspan=2>1<td>2<td>3<tr><td>4<td>5</table>",
     "A | B | C\n1 | 2 | 3\n1 | 4 | 5"),
    ("a cell of two columns", "<table><tr><th>A<th>B<th>C<tr><td colspan=2>1<td>3</table>", "A | B | C\n1 |  | 3"),
    ("spans that are none", "<table><tr><th colspan=x>A<th rowspan=0>B<th>C<tr><td>1<td>2<td>3</table>",
     "A | B | C\n1 | 2 | 3"),
    ("a caption", "<table><caption>Biểu 1</caption><tr><th>A<th>B<tr><td>1<td>2</table>",
     "Biểu 1\n\nA | B\n1 | 2"),
    ("a letterhead", "<table><tr><td>SỞ Y TẾ<br>Số: 5/KH<td>Độc lập - Tự do - Hạnh phúc</table>",
     "SỞ Y TẾ\nSố: 5/KH\n\nĐộc lập - Tự do - Hạnh phúc"),
    ("a page laid out by tables", f"<table><tr><td>a<td>b<tr><td>c<td>{LONG}<table><tr><td>x<td>y</table></table>",
     f"a\n\nc\n\nb\n\n{LONG_TEXT}\n\nx\n\ny"),
    ("scripts and styles", f"<script>var a</script><style>p{{}}</style>{LONG}<noscript>x</noscript>", LONG_TEXT),
    ("a menu by its element", f"<nav>Trang chủ</nav>{LONG}<footer>Bản quyền</footer>", LONG_TEXT),
    ("a menu by its name", f"<div class='main-menu'>Trang chủ</div>{LONG}<div id=footer>x</div>", LONG_TEXT),
    ("a menu by its role", f"<div role=navigation>Trang chủ</div>{LONG}", LONG_TEXT),
    ("a menu by its links", f"<ul>{LINKS}</ul>{LONG}", LONG_TEXT),
    ("the header of the site", f"<header>Cổng thông tin</header>{LONG}", LONG_TEXT),
    ("but not that of an article", f"<article><header>Tin</header>{LONG}</article>", f"Tin\n\n{LONG_TEXT}"),
    ("what is hidden", f"<p style='display: none'>ẩn</p><p hidden>ẩn</p>{LONG}", LONG_TEXT),
    ("forms", f"<button>Gửi</button><select><option>1</select>{LONG}", LONG_TEXT),
    ("a name of the site on all that there is", f"<div class=menu>{LONG}</div>", LONG_TEXT),
    ("words behind what is dropped", f"<p>Một <button>Gửi</button>hai</p>{LONG}", f"Một hai\n\n{LONG_TEXT}"),
    ("comments", "<p>Một<!-- ẩn --> hai</p>", "Một hai"),
    ("tags that never end", "<p>Một<p>Hai<b>Ba", "Một\n\nHaiBa"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "text"), [row[1:] for row in PAGES], ids=[row[0] for row in PAGES])
def test_a_page_is_read_as_what_it_says(page, text, tmp_path):
    path = tmp_path / "a.html"
    path.write_text(f"<html><head><title>Tên</title></head><body>{page}</body></html>", encoding="utf-8")
    source = read(path)
    assert (source.text, source.format) == (text, "html")


OLD = "Céng hoµ x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc"
CHARSETS = [
    ("UTF-8, declared", "<meta charset=utf-8>", "utf-8", "Đấu thầu", "Đấu thầu"),
    ("UTF-8, not declared", "", "utf-8", "Đấu thầu", "Đấu thầu"),
    ("UTF-8, declared as another", "<meta charset='windows-1252'>", "utf-8", "Đấu thầu", "Đấu thầu"),
    ("Windows-1258", "<meta http-equiv=Content-Type content='text/html; charset=windows-1258'>", "cp1258",
     "Đâ\u0301u", "Đấu"),
    ("UTF-16 with its mark", "<meta charset=utf-16>", "utf-16", "Đấu thầu", "Đấu thầu"),
    ("UTF-16 without it", "<meta charset=utf-16>", "utf-16-le", "Đấu thầu", "Đấu thầu"),
    ("TCVN3, declared as western", "<meta charset=iso-8859-1>", "latin-1", OLD,
     "Cộng hoà xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("meta", "encoding", "typed", "text"), [row[1:] for row in CHARSETS], ids=[row[0] for row in CHARSETS]
)
def test_a_page_in_any_encoding(meta, encoding, typed, text, tmp_path):
    path = tmp_path / "a.htm"
    path.write_bytes(f"<html><head>{meta}</head><body><p>{typed}</p></body></html>".encode(encoding))
    assert read(path).text == text


def test_a_page_that_says_nothing_is_refused(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("<html><body><script>var a = 1</script></body></html>", encoding="utf-8")
    with pytest.raises(FileRefused) as refused:
        read(path)
    assert refused.value.code == "no_text"


def test_tags_that_never_end_lose_no_words(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("<html>" + "<font>" * 300 + "Đấu thầu", encoding="utf-8")
    assert read(path).text == "Đấu thầu"


def test_a_page_deeper_than_any_is_refused(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("<html>" + "<div>" * 5_000 + "Đấu thầu", encoding="utf-8")
    with pytest.raises(FileRefused) as refused:
        read(path)
    assert refused.value.code == "broken_file"
