"""Old Word files, RTF and OpenDocument: converted by LibreOffice, or read by antiword."""

from __future__ import annotations

import random
import shutil
import socket
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest

from indexer.domain import Source
from indexer.errors import FileRefused
from indexer.reading import kinds, opened, read

needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
needs_antiword = pytest.mark.skipif(not shutil.which("antiword"), reason="antiword is not installed")

RTF = r"{\rtf1\ansi\deff0{\fonttbl{\f0 .VnTime;}{\f1 Arial;}}\f0 C\'e9ng ho\'b5\par \f1 K\u7871?ho\u7841?ch}"
ODT_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
)
ODT_MIME = "application/vnd.oasis.opendocument.text"


def write_odt(path: Path, text: str, picture: str) -> None:
    """A document of one paragraph with a picture that is kept elsewhere."""
    link = f'<draw:image xlink:href="{picture}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
    frame = f'<draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="2cm">{link}</draw:frame>'
    body = f"<office:body><office:text><text:p>{text}{frame}</text:p></office:text></office:body>"
    files = "".join(
        f'<m:file-entry m:full-path="{name}" m:media-type="{kind}"/>'
        for name, kind in (("/", ODT_MIME), ("content.xml", "text/xml"))
    )
    space = 'xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", ODT_MIME)
        archive.writestr("content.xml", f"<office:document-content {ODT_SPACES}>{body}</office:document-content>")
        archive.writestr("META-INF/manifest.xml", f"<m:manifest {space}>{files}</m:manifest>")


@pytest.fixture(scope="session")
def old_word(tmp_path_factory) -> Path:
    """A real .doc, saved by LibreOffice."""
    folder = tmp_path_factory.mktemp("old")
    document = docx.Document()
    document.add_paragraph("Kế hoạch phòng, chống dịch bệnh")
    for text in ("Một", "Hai"):
        document.add_paragraph(text, style="List Number")
    for number, cell in enumerate(document.add_table(2, 3)._cells):
        cell.text = f"ô{number}"
    document.add_paragraph().add_run("Céng hoµ x· héi").font.name = ".VnTime"
    document.save(folder / "a.docx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "doc:MS Word 97", "--outdir"]
    subprocess.run([*command, folder, folder / "a.docx"], check=True, capture_output=True, timeout=100)
    return folder / "a.doc"


def broken(data: bytes) -> bytes:
    """The same file with noise for the block that says where its text lies."""
    start = data.index(b"\xec\xa5")
    return data[:start] + random.Random(1).randbytes(4096) + data[start + 4096 :]


@pytest.fixture(scope="session")
def converted(old_word, tmp_path_factory) -> tuple[dict[str, Source | FileRefused], int, list[str]]:
    """What became of each file of a folder, how often LibreOffice was called, and what it asked of the network."""
    folder, calls = tmp_path_factory.mktemp("many"), tmp_path_factory.mktemp("bin") / "calls"
    (folder / "b").mkdir()
    shutil.copyfile(old_word, folder / "a.doc")
    (folder / "a.rtf").write_text(RTF, encoding="ascii")
    (folder / "b" / "a.rtf").write_text(r"{\rtf1 khac}", encoding="ascii")
    (folder / "rtf.doc").write_text(r"{\rtf1 RTF}", encoding="ascii")
    asked = socket.create_server(("127.0.0.1", 0))
    asked.settimeout(0)
    write_odt(folder / "a.odt", "Đấu thầu", f"http://127.0.0.1:{asked.getsockname()[1]}/a.png")
    (folder / "broken.doc").write_bytes(broken(old_word.read_bytes()))
    program = calls.parent / "soffice"
    program.write_text(f'#!/bin/sh\necho >> "{calls}"\nexec "{shutil.which("soffice")}" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    paths = sorted(path for path in folder.rglob("*.*"))
    found: dict[str, Source | FileRefused] = {}
    with pytest.MonkeyPatch.context() as patch, opened(paths) as reader:
        patch.setenv("PATH", str(program.parent), prepend=":")
        for path in paths:
            try:
                found[path.relative_to(folder).as_posix()] = reader(path)
            except FileRefused as refusal:
                found[path.relative_to(folder).as_posix()] = refusal
    return found, len(calls.read_text(encoding="utf-8")), _connections(asked)


def _connections(server: socket.socket) -> list[str]:
    with server:
        try:
            connection, address = server.accept()
        except BlockingIOError:
            return []
        connection.close()
        return [str(address)]


TCVN3 = ("Chữ TCVN3 đã chuyển sang Unicode",)
PLAN = "Kế hoạch phòng, chống dịch bệnh\n\n1. Một\n\n2. Hai\n\nô0 | ô1 | ô2\nô3 | ô4 | ô5\n\nCộng hoà xã hội"
CONVERTED = [
    ("a.doc", "doc", PLAN, TCVN3),
    ("a.rtf", "rtf", "Cộng hoà\n\nKếhoạch", TCVN3),
    ("b/a.rtf", "rtf", "khac", ()),
    ("rtf.doc", "rtf", "RTF", ()),
    ("a.odt", "odt", "Đấu thầu", ()),
]  # fmt: skip


@needs_office
@pytest.mark.parametrize(("name", "form", "text", "notes"), CONVERTED, ids=[row[0] for row in CONVERTED])
def test_a_file_is_read_as_the_word_file_that_it_becomes(name, form, text, notes, converted):
    source = converted[0][name]
    assert (source.text, source.format, source.notes) == (text, form, notes)


@needs_office
def test_files_are_converted_many_at_a_time(converted):
    found, calls, _ = converted
    assert found["broken.doc"].code == "broken_file"
    assert calls == 2  # once for all, and again for the one that failed


@needs_office
def test_nothing_is_fetched(converted):
    assert converted[2] == []


@needs_office
def test_a_password_is_refused_before_it_is_asked_for(old_word, tmp_path):
    data = bytearray(old_word.read_bytes())
    block = next(at for at in range(512, len(data), 512) if data[at : at + 2] == b"\xec\xa5")
    data[block + 11] |= 1  # fEncrypted ([MS-DOC], 2.5.2)
    (tmp_path / "a.doc").write_bytes(data)
    with pytest.raises(FileRefused) as refused:
        read(tmp_path / "a.doc")
    assert refused.value.code == "encrypted"


@pytest.fixture
def only(tmp_path, monkeypatch):
    """Leave only the given programs on the path."""

    def leave(*programs: str) -> None:
        (tmp_path / "bin").mkdir()
        for program in programs:
            (tmp_path / "bin" / program).symlink_to(shutil.which(program))
        monkeypatch.setenv("PATH", str(tmp_path / "bin"))

    return leave


@needs_office
@needs_antiword
def test_antiword_reads_old_word_files_where_it_is_alone(old_word, only):
    only("antiword")
    source = read(old_word)
    assert source.text.startswith("Kế hoạch phòng, chống dịch bệnh\n\nMột\n\nHai\n\nô0 | ô1 | ô2\n")
    assert source.format == "doc"
    assert "antiword" in source.notes[0]


OLD = bytes.fromhex("d0cf11e0a1b11ae1").ljust(640, b"\0") + "WordDocument\0".encode("utf-16-le").ljust(64, b"\0")
MISSING = [
    ("a.rtf", b"{\\rtf1 a}", "libreoffice-writer"),
    ("a.doc", (OLD + b"\x1a").ljust(1536, b"\0"), "libreoffice-writer hoặc antiword"),
]


@pytest.mark.parametrize(("name", "data", "packages"), MISSING, ids=[row[0] for row in MISSING])
def test_without_a_program_it_says_what_to_install(name, data, packages, only, tmp_path):
    (tmp_path / name).write_bytes(data)
    assert kinds.ending(tmp_path / name) == Path(name).suffix
    only()
    with pytest.raises(FileRefused) as refused:
        read(tmp_path / name)
    assert refused.value.code == "no_converter"
    assert packages in refused.value.message


@needs_office
def test_a_real_appendix_is_read_whole(shared):
    path = shared / "samples" / "Phuluc1.doc"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    text = read(path).text
    assert "\nSTT | Thành phần thể thức và chi tiết trình bày | Loại chữ | Cỡ chữ[1] | Kiểu chữ | " in text
    assert "\n\n[1] Cỡ chữ trong cùng một văn bản tăng, giảm phải thống nhất, " in text
    assert "\n1 | : | Quốc hiệu và Tiêu ngữ\n2 | : | Tên cơ quan, tổ chức ban hành văn bản\n" in text
    assert "Độc lập - Tự do - Hạnh phúc" in text.split("PHỤ LỤC")[-1]
