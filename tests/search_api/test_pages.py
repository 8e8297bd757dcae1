"""The pages as a browser gets them, from a real index of the archive that ships."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from fastapi.testclient import TestClient

from indexer.domain import Directive, Header, Level, Section, Source
from indexer.domain import Page as SourcePage
from indexer.embed import Embedder
from indexer.index.clearance import EVERYTHING
from indexer.pipeline import mirror
from search_api import app, feedback, view
from search_api.asked import Asked
from search_api.service import Service

QUESTION = "nhiệm vụ giao Phòng Nghiệp vụ về đấu thầu"
BARE = "nhiem vu giao phong nghiep vu ve dau thau"
TASK = "Giao Phòng Nghiệp vụ Sở Y tế chủ trì"
VOID = {"meta", "link", "img", "input"}
HOSTILE = """Số: 12/UBND-VX

V/v <script>alert('trích yếu')</script> & "dấu nháy"

Kính gửi: Sở Y tế.

1. Giao <img src=x onerror="alert(1)"> Phòng Nghiệp vụ chủ trì đấu thầu \u202egnourt cớưhn\u202c tại </mark></div>;
[bấm](javascript:alert(2)) đấu thầu {{ 7 * 7 }} thuốc.
"""


class Page(HTMLParser):
    """A page taken apart: every tag with its attributes, the text of each element by tag, class and id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[tuple[str, list[str]]] = []
        self.feed(html)
        assert not self._open, f"not closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in VOID:
            return
        given = dict(attrs)
        names = [tag, *(f".{name}" for name in (given.get("class") or "").split()), f"#{given.get('id')}"]
        for name in names:
            self.texts.setdefault(name, []).append("")
        self._open.append((tag, names))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._open.pop()
        assert opened == tag, f"<{opened}> closed by </{tag}>"

    def handle_data(self, data: str) -> None:
        for name in {name for _, names in self._open for name in names}:
            self.texts[name][-1] += data

    def links(self, **wanted: str) -> list[str]:
        """Addresses of the links that have these attributes, in order."""
        found = [given for tag, given in self.tags if tag == "a"]
        return [str(given["href"]) for given in found if wanted.items() <= given.items()]

    @property
    def results(self) -> list[str]:
        """Addresses of the results, in order."""
        return [str(given["href"]) for tag, given in self.tags if tag == "a" and "data-result" in given]


@pytest.fixture(scope="module")
def service(index: Path, embedder: Embedder) -> Service:
    return Service(index, embedder)


@pytest.fixture(scope="module")
def client(service: Service) -> Iterator[TestClient]:
    with TestClient(app.create(service), headers={"accept": "text/html"}) as client:
        yield client


@pytest.fixture(scope="module")
def hostile(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    archive, index = tmp_path_factory.mktemp("archive"), tmp_path_factory.mktemp("hostile")
    (archive / '<b onclick="alert(3)">.txt').write_text(HOSTILE, encoding="utf-8")
    mirror([archive], index, lambda: embedder)
    with TestClient(app.create(Service(index, embedder)), headers={"accept": "text/html"}) as client:
        yield client


@pytest.fixture
def ask(client: TestClient) -> Callable[..., Page]:
    """Ask a question by its parameters (``co_quan`` for ``co-quan``) and take the page apart."""

    def asked(**parameters: str) -> Page:
        response = client.get("/", params={k.replace("_", "-"): v for k, v in parameters.items()})
        assert response.status_code == 200, response.text
        return Page(response.text)

    return asked


def assert_safe(response: Any) -> None:
    """Nothing runs inline, nothing comes from another host, no markup from a document."""
    page = Page(response.text)
    for tag, given in page.tags:
        assert tag not in {"style", "iframe", "b onclick"}, tag
        assert tag != "script" or given == {"type": "module", "src": "/static/app.js"}
        assert tag != "img" or given.get("src") == "/static/icon.svg"
        assert not [name for name in given if name.startswith("on") or name == "style"], given
        for name in ("href", "src", "action"):
            assert re.match(r"[/#?](?!/)", given.get(name) or "/"), given
    assert "unsafe" not in response.headers["content-security-policy"]


@pytest.mark.parametrize("question", [QUESTION, BARE])
def test_the_users_question_finds_the_third_task_first(ask: Callable[..., Page], question: str) -> None:
    page = ask(q=question)
    assert page.results[0].startswith("/van-ban/")
    assert page.results[0].endswith("#doan")
    assert TASK in page.texts[".words"][0]
    assert page.texts[".name"][0] == "Khoản 3, Công văn số …/SYT-KHTC tháng 01 năm 2024 của Sở Y tế"
    assert "Giao Phòng Nghiệp vụ" in page.texts["mark"]
    assert "2024-01_cong-van_SYT-KHTC_ket-luan-477-KL-TU.txt" in page.texts[".source"][0]


@pytest.mark.parametrize("kieu", ["doan", "van-ban"])
def test_every_result_opens_its_passage_verbatim(
    client: TestClient, service: Service, ask: Callable[..., Page], kieu: str
) -> None:
    for address in ask(q=QUESTION, kieu=kieu).results:
        found = re.match(r"/van-ban/(\w+)\?doan=(\d+)-(\d+)&", address)
        assert found
        page = Page(client.get(address).text)
        text = service.engine(EVERYTHING).index.catalog.directive(found[1]).text
        assert page.texts["#doan"] == [text[int(found[2]) : int(found[3])]]
        assert page.texts[".text"] == [text]


def test_all_directives_are_shown_verbatim_with_their_sections(client: TestClient, service: Service) -> None:
    catalog = service.engine(EVERYTHING).index.catalog
    for entry in catalog.entries():
        response = client.get(f"/van-ban/{entry.id}")
        page, whole = Page(response.text), catalog.directive(entry.id)
        assert page.texts[".text"] == [whole.text]
        assert_safe(response)
        ids = [given["id"] for _, given in page.tags if "id" in given]
        assert len(ids) == len(set(ids))
        jumps = [href[1:] for href in page.links() if href.startswith("#muc-")]
        assert set(jumps) <= set(ids)
        assert bool(jumps) == any(not section.level.is_bullet for section in whole.sections)
        assert len(response.content) < 100_000


def test_a_directive_says_what_is_known_and_what_is_inferred(client: TestClient, ask: Callable[..., Page]) -> None:
    page = Page(client.get(ask(q=QUESTION).results[0]).text)
    facts = " ".join(" ".join(page.texts["dd"]).split())
    assert facts.startswith("…/SYT-KHTC Công văn (suy ra) tháng 01 năm 2024 Sở Y tế (suy ra)")
    assert "GIÁM ĐỐC, Lê Quang Trung" in facts
    assert page.texts["#trich-dan"][0].startswith(
        "Khoản 3, Công văn số …/SYT-KHTC tháng 01 năm 2024 của Sở Y tế về việc triển khai thực hiện Kết luận số"
    )
    assert page.links(**{"aria-current": "location"}) == ["#muc-2064"]


def test_a_directive_leads_back_to_the_same_search(client: TestClient, ask: Callable[..., Page]) -> None:
    page = Page(client.get(ask(q=QUESTION, cach="tu", nam="2024").results[0]).text)
    back = next(href for href in page.links() if href.startswith("/?"))
    assert dict(parse_qsl(back.removeprefix("/?"))) == {"q": QUESTION, "cach": "tu", "nam": "2024"}
    assert f"← Kết quả cho “{QUESTION}”" in page.texts[".back"]


@pytest.mark.parametrize("doan", ["5-2", "0-99999999", "x", "-1-5", "1-1", "٣-٤", "1" * 40 + "-2"])
def test_a_span_that_is_not_there_is_told_and_the_whole_shown(
    client: TestClient, service: Service, doan: str
) -> None:
    entry = service.engine(EVERYTHING).index.catalog.entries()[0]
    response = client.get(f"/van-ban/{entry.id}", params={"doan": doan})
    assert response.status_code == 200
    page = Page(response.text)
    assert "không có đoạn được dẫn tới" in page.texts[".notice"][0]
    assert "#doan" not in page.texts
    assert page.texts[".text"] == [service.engine(EVERYTHING).index.catalog.directive(entry.id).text]


@pytest.mark.parametrize("address", ["/", "/?q=", "/?q=%20%20", "/?nam=&loai="])
def test_without_a_question_the_archive_is_shown(client: TestClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    page = Page(response.text)
    assert "Kho có 5 văn bản, 107 đoạn" in page.texts[".holds"][0]
    assert len(page.results) == 5
    assert page.texts["li"][3].startswith("Công văn số …/SYT-KHTC tháng 01 năm 2024"), "newest first"
    assert [client.get(href).status_code for href in page.links() if href.startswith("/?q=")] == [200] * 3
    assert_safe(response)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/?q=" + "x" * 1001, 422, "tối đa 1000"),
        ("/?q=...", 422, "ít nhất một chữ hoặc số"),
        ("/?q=a&cach=nhanh", 422, "cach phải là ket-hop, tu, nghia"),
        ("/?q=a&kieu=trang", 422, "kieu phải là doan, van-ban"),
        ("/?q=a&nam=hai", 422, "nam phải là số từ 1945 đến 2100"),
        ("/?q=a&nam=²", 422, "nam phải là số"),
        ("/?q=a&trang=11", 422, "trang phải là số từ 1 đến 10"),
        ("/van-ban/khong-co", 404, "Không có văn bản “khong-co”"),
        ("/khong-co", 404, "Không có địa chỉ này"),
    ],
)
def test_a_bad_request_is_a_page_that_says_why(client: TestClient, address: str, status: int, words: str) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert words in Page(response.text).texts[".notice"][0]
    assert_safe(response)


def test_programs_get_the_error_as_json(client: TestClient) -> None:
    response = client.get("/van-ban/khong-co", headers={"accept": "application/json"})
    assert response.json()["error"]["code"] == "not_found"


@pytest.mark.parametrize(
    ("parameters", "words", "way_out"),
    [
        (
            {"q": "đấu thầu", "nam": "1999"},
            "Không có đoạn nào hợp với bộ lọc",
            "/?q=%C4%91%E1%BA%A5u+th%E1%BA%A7u",
        ),
        ({"q": "zzz", "cach": "tu"}, "Kho không có từ nào của câu hỏi", "/?q=zzz&cach=nghia"),
        ({"q": "zzz", "trang": "10", "nam": "2024"}, "Kết quả chỉ có 1 trang", "/?q=zzz&nam=2024"),
    ],
)
def test_nothing_found_is_said_in_one_sentence_with_a_way_out(
    ask: Callable[..., Page], parameters: dict[str, str], words: str, way_out: str
) -> None:
    page = ask(**parameters)
    assert page.results == []
    assert words in page.texts[".notice"][0]
    assert ("chẳng hạn" in "".join(page.texts.get(".summary", []))) == (words == "Kho không có từ nào của câu hỏi")
    assert way_out in page.links()


def test_words_that_the_archive_lacks_are_admitted(ask: Callable[..., Page]) -> None:
    assert "chỉ là gần nghĩa nhất" in ask(q="zzz").texts[".notice"][0]
    assert ".notice" not in ask(q=BARE).texts


def test_filters_narrow_and_can_be_taken_away(ask: Callable[..., Page], service: Service) -> None:
    catalog = service.engine(EVERYTHING).index.catalog
    wanted = {"loai": "Kế hoạch", "co_quan": "Ủy ban nhân dân tỉnh Đồng Nai", "nam": "2022"}
    page = ask(q="kinh phí", **wanted)
    assert {catalog.entry(href.split("/")[2].split("?")[0]).header.number for href in page.results} == {
        "231/KH-UBND"
    }
    assert page.links(**{"class": "chip chosen"}) == [
        Asked(q="kinh phí", **{**wanted, name: ""}).url() for name in wanted
    ]
    hidden = {str(given["name"]): given["value"] for _, given in page.tags if given.get("type") == "hidden"}
    hidden = {name: value for name, value in hidden.items() if name not in {"passage", "q"}}  # of judgements
    assert hidden == {name.replace("_", "-"): value for name, value in wanted.items()}, (
        "kept for the next question"
    )


def test_each_filter_link_leads_to_as_many_directives_as_it_says(ask: Callable[..., Page]) -> None:
    counts = ask(q="kinh phí", kieu="van-ban")
    links = [href for href in counts.links() if re.search("(loai|co-quan|nam|don-vi)=", href)]
    expected = [int(text) for text in counts.texts[".count"] if text.isdecimal()]
    assert len(links) == len(expected) == 16
    for href, count in zip(links, expected, strict=True):
        page = ask(**dict(parse_qsl(href.removeprefix("/?"))))
        assert f"{count} văn bản," in page.texts[".summary"][0]


def test_grouped_each_directive_stands_once_with_its_passages(ask: Callable[..., Page]) -> None:
    page = ask(q=QUESTION, kieu="van-ban")
    ids = [href.split("?")[0] for href in page.results]
    assert len(ids) == len(set(ids)) == 5
    assert page.texts[".name"][0] == "Công văn số …/SYT-KHTC tháng 01 năm 2024 của Sở Y tế"
    assert page.texts[".path"][0] == "Khoản 3"
    assert len(page.texts[".passage"]) > len(ids)


def test_ways_of_searching_differ_and_are_kept(ask: Callable[..., Page]) -> None:
    pages = {way: ask(q="thuốc", cach=way) for way in ("ket-hop", "tu", "nghia")}
    assert len({tuple(page.results) for page in pages.values()}) == 3
    for way, page in pages.items():
        assert [given["value"] for tag, given in page.tags if tag == "option" and "selected" in given] == [way]


def test_results_go_on_over_pages(ask: Callable[..., Page]) -> None:
    first, second = ask(q=QUESTION), ask(q=QUESTION, trang="2")
    assert first.links(rel="next") == [Asked(q=QUESTION, trang="1").url(trang="2")]
    assert second.links(rel="prev") == [Asked(q=QUESTION).url()]
    assert not set(first.results) & set(second.results)
    assert second.texts[".rank"] == [str(rank) for rank in range(11, 21)]


def test_what_was_understood_is_said_and_can_be_taken_away(ask: Callable[..., Page]) -> None:
    question = "ke hoach 231/KH-UBND ve CNTT"
    page = ask(q=question)
    chips = [chip.removesuffix(" ×") for chip in page.texts[".chip"]]
    assert chips == [
        "CNTT = công nghệ thông tin",
        "số, ký hiệu 231/KH-UBND",
        "loại: Kế hoạch",
        "gõ không dấu, so không phân biệt dấu",
    ]
    without = (Asked(q=question, bo="CNTT"), Asked(q="ke hoach ve CNTT"), Asked(q=question, bo="Kế hoạch"))
    assert page.links(**{"class": "chip"}) == [asked.url() for asked in without]
    less = ask(q=question, bo="CNTT|Kế hoạch")
    assert less.texts[".out"] == ["CNTT ↺", "Kế hoạch ↺"]
    assert less.links(**{"class": "chip out"})[0] == Asked(q=question, bo="Kế hoạch").url()
    office = ask(q=QUESTION)
    assert office.texts[".chip"] == ["giao cho: Phòng Nghiệp vụ ×"]
    assert office.links(**{"class": "chip"}) == [Asked(q=QUESTION, bo="Phòng Nghiệp vụ").url()]
    assert ".chip" not in ask(q="đấu thầu thuốc").texts, "nothing is understood into a plain question"


def test_another_spelling_and_words_that_the_archive_lacks_are_told(ask: Callable[..., Page]) -> None:
    page = ask(q="sở y tê bitcoin")
    assert page.texts[".meant"] == ["Có phải bạn muốn tìm: sở y tế bitcoin"]
    assert Asked(q="sở y tế bitcoin").url() in page.links()
    assert "Kho không có từ “bitcoin”" in page.texts[".notice"][0]
    assert ".meant" not in ask(q=QUESTION).texts
    assert ".meant" not in ask(q=BARE).texts, "without diacritics it is found all the same"


def test_the_reason_of_a_place_is_told_and_adds_up(ask: Callable[..., Page]) -> None:
    reasons = ask(q="công văn của Sở Y tế về đấu thầu").texts[".why"]
    assert len(reasons) == 10
    for reason in reasons:
        found = dict(re.findall(r"(Theo từ|Theo nghĩa|được giao|cùng văn bản|Điểm)[+×\s]*([0-9.]+)", reason))
        parts = sum(float(found.get(name, 0)) for name in ("Theo từ", "Theo nghĩa", "được giao"))
        assert parts * float(found.get("cùng văn bản", 1)) == pytest.approx(float(found["Điểm"]), abs=0.002)
    assert "“đấu thầu”" in reasons[0]
    assert "không dùng" in ask(q="đấu thầu", cach="tu").texts[".why"][0]


def test_a_result_is_judged_without_script(embedder: Embedder, index: Path, tmp_path: Path) -> None:
    shutil.copytree(index, tmp_path / "index")
    with TestClient(app.create(Service(tmp_path / "index", embedder)), headers={"accept": "text/html"}) as client:
        address = f"/?{urlencode({'q': QUESTION, 'nam': '2024'})}"
        page = Page(client.get(address).text)
        form = next(given for tag, given in page.tags if tag == "form" and given.get("method") == "post")
        passage = str(form["id"]).removeprefix("phan-hoi-")
        told = {"passage": passage, "q": QUESTION, "relevant": "false"}
        again = client.post(str(form["action"]), data=told)
        assert again.status_code == 200
        assert dict(parse_qsl(again.url.query.decode()))["nam"] == "2024"
        assert Page(again.text).texts[".said"][0] == "Đã ghi"
        kept, _ = feedback.read(tmp_path / "index")
        assert [(one.query, one.passage_id, one.relevant) for one in kept] == [(QUESTION, passage, False)]
        strange = client.post(str(form["action"]), data=told, headers={"sec-fetch-site": "cross-site"})
        assert strange.status_code == 403
        assert len(feedback.read(tmp_path / "index")[0]) == 1


def test_a_result_page_is_small_and_safe(client: TestClient) -> None:
    for kieu in ("doan", "van-ban"):
        response = client.get("/", params={"q": QUESTION, "kieu": kieu})
        assert len(response.content) < 100_000
        assert_safe(response)


@pytest.mark.parametrize("status", [200, 422])
def test_a_hostile_question_is_only_text(client: TestClient, status: int) -> None:
    question = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}' + "\u202e" * (
        1 if status == 200 else 1000
    )
    response = client.get("/", params={"q": question, "loai": "" if status == 422 else '"><b>'})
    assert response.status_code == status
    assert_safe(response)
    page = Page(response.text)
    assert [given["value"] for _, given in page.tags if given.get("name") == "q"] == [question]


def test_a_hostile_directive_is_only_text(hostile: TestClient) -> None:
    first = hostile.get("/")
    results = hostile.get("/", params={"q": "đấu thầu"})
    address = Page(results.text).results[0]
    directive = hostile.get(address)
    for response in (first, results, directive):
        assert response.status_code == 200
        assert_safe(response)
    page = Page(directive.text)
    assert page.texts[".text"] == [HOSTILE]
    assert page.texts["#doan"][0].strip().startswith("1. Giao <img src=x onerror=")
    assert any(text.startswith('<b onclick="alert(3)">.txt') for text in page.texts["dd"])
    assert page.texts["bdi"] == ["\u202e", "\u202c"], "each control alone, so that it turns nothing around"


def test_the_style_and_the_script_stay_small_and_local(client: TestClient) -> None:
    folder = Path(app.__file__).parent / "web" / "static"
    modules = [file.name for file in folder.glob("*.js")]
    assert len(modules) > 8
    files = {name: client.get(f"/static/{name}") for name in [*modules, "style.css"]}
    assert len(files["style.css"].content) < 32_000
    assert sum(len(files[name].content) for name in modules) < 24_000
    assert all(len(files[name].content) < 8_000 for name in modules)
    unsafe = r"https?://(?! on)|@import|url\(|(inner|outer)HTML|insertAdjacentHTML|\beval\("
    assert [name for name, file in files.items() if re.search(unsafe, file.text)] == []
    assert client.get("/static/icon.svg").headers["content-type"] == "image/svg+xml"


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("", [], []),
        ("abc", [], [("abc", False)]),
        ("abc", [(0, 3)], [("abc", True)]),
        ("abcdef", [(1, 2), (4, 6)], [("a", False), ("b", True), ("cd", False), ("ef", True)]),
        ("<b>&", [(0, 3)], [("<b>", True), ("&", False)]),
    ],
)
def test_runs(text: str, spans: list[tuple[int, int]], expected: list[tuple[str, bool]]) -> None:
    assert view.runs(text, spans) == expected


def test_runs_of_a_window_cut_the_spans_at_its_edges() -> None:
    assert view.runs("abcdefgh", [(0, 2), (3, 5), (6, 8)], (1, 7)) == [
        ("b", True), ("c", False), ("de", True), ("f", False), ("g", True),
    ]  # fmt: skip


@pytest.mark.parametrize("at", [0, 90, 700, 1990])
def test_an_excerpt_is_verbatim_and_shows_the_first_marked_words(at: int) -> None:
    text = "chữ thường " * 200
    start = text.rfind(" ", 0, at) + 1
    short = view.excerpt(text, [(start, start + 3)])
    assert short
    words = "".join(run.text for run in short.runs)
    assert words in text
    assert any(run.marked for run in short.runs)
    assert len(words) <= 420


def test_an_excerpt_starts_with_the_sentence_that_has_most_marks() -> None:
    text = "Một đấu thầu. " + "Câu khác. " * 60 + "Đấu thầu và đấu thầu nữa. " + "Câu khác. " * 60
    spans = [match.span() for match in re.finditer("[Đđ]ấu thầu", text)]
    short = view.excerpt(text, spans)
    assert short
    assert short.runs[:2] == [("Đấu thầu", True), (" và ", False)]
    assert short.is_cut == (True, True)


def test_an_excerpt_of_one_endless_word_is_cut_all_the_same() -> None:
    short = view.excerpt("x" * 5_000, [(3_000, 3_010)])
    assert short
    assert sum(len(run.text) for run in short.runs) <= 420


def test_a_short_text_needs_no_excerpt() -> None:
    assert view.excerpt("x" * view.SHORT, []) is None


def test_pieces_are_the_text_with_sections_and_headings() -> None:
    text = "I. MỤC ĐÍCH\n1. Một việc.\na) Nhỏ\n- gạch"
    sections = (
        Section(Level.ROMAN, "I", "MỤC ĐÍCH", 0, len(text)),
        Section(Level.CLAUSE, "1", None, 12, len(text), 0),
        Section(Level.POINT, "a", None, 25, len(text), 1),
        Section(Level.DASH, "-", None, 32, len(text), 2),
    )
    directive = Directive("a.txt", Source(text, "txt"), Header(), sections, ())
    assert view.pieces(directive, (0, len(text))) == [
        ("I. MỤC ĐÍCH", "muc-0", True, None),
        ("\n", None, False, None),
        ("1. Một việc.\n", "muc-12", False, None),
        ("a) Nhỏ\n- gạch", "muc-25", False, None),
    ]
    assert view.pieces(directive, (5, 14)) == [
        ("C ĐÍCH", None, False, None), ("\n", None, False, None), ("1.", "muc-12", False, None),
    ]  # fmt: skip
    paged = replace(directive, source=Source(text, "pdf", (SourcePage(1, 0, 12), SourcePage(2, 12, len(text)))))
    assert [(piece.text[:2], piece.page) for piece in view.pieces(paged, (0, len(text)))] == [
        ("I.", 1), ("\n", None), ("1.", 2), ("a)", None),
    ]  # fmt: skip
    assert view.pieces(directive, (7, 7)) == []
    (top,) = view.tree(directive, (26, 30), (0, len(text)))
    assert (top.name, top.is_current, [node.name for node in top.children]) == (
        "I. MỤC ĐÍCH", True, ["1. Một việc. a) Nhỏ - gạch"],
    )  # fmt: skip


def test_lines_of_paper_flow_and_paragraphs_stay_apart() -> None:
    assert view.flowing("a <b>\nc\n\nd") == 'a &lt;b&gt;\nc\n\n<span class="gap"></span>d'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ('a < b & "c"', "a &lt; b &amp; &#34;c&#34;"),
        ("x\u202ey", "x<bdi>\u202e</bdi>y"),
        ("<\u2066>", "&lt;<bdi>\u2066</bdi>&gt;"),
    ],
)
def test_shown_text_is_escaped_and_turns_nothing_around(text: str, html: str) -> None:
    assert view.shown(text) == html
