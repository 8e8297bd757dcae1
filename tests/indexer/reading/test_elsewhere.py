"""No file makes the reader ask another host, nor open another file of this machine (SSRF, XXE)."""

from __future__ import annotations

import shutil
import socket
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from indexer.errors import FileRefused
from indexer.reading import read

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SECRET = "nội dung của tệp khác trên máy"


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A host that is asked: its address, and who asked."""
    asked: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as bound:
        bound.settimeout(0.1)
        is_over = threading.Event()

        def listen() -> None:
            while not is_over.is_set():
                try:
                    connection, _ = bound.accept()
                except TimeoutError:
                    continue
                with connection:
                    asked.append(connection.recv(4096).decode("latin-1"))

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield f"http://127.0.0.1:{bound.getsockname()[1]}", asked
        finally:
            is_over.set()
            thread.join()


def html(path: Path, host: str, other: Path) -> None:
    path.write_text(
        f'<!DOCTYPE html SYSTEM "{host}/a.dtd" [<!ENTITY x SYSTEM "{other.as_uri()}">]><html><head>'
        f'<link rel="stylesheet" href="{host}/b.css"><meta http-equiv="refresh" content="0; url={host}/c">'
        f'<base href="{host}/"><script src="{host}/d.js"></script></head><body><p>Văn bản &x; thường.</p>'
        f'<img src="{host}/e.png"><iframe src="{host}/f"></iframe><object data="{other.as_uri()}"></object>'
        "</body></html>",
        encoding="utf-8",
    )


def word(path: Path, host: str, other: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Văn bản thường.")
    for target, kind in (("a.png", "image"), ("t.dotm", "attachedTemplate")):
        made.part.relate_to(f"{host}/{target}", f"{RELATIONS}/{kind}", is_external=True)
    made.save(path)
    entity = f'<!DOCTYPE x [<!ENTITY x SYSTEM "{other.as_uri()}"><!ENTITY y SYSTEM "{host}/x">]>'
    again = path.with_suffix(".again")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(again, "w") as new:
        for item in old.namelist():
            body = old.read(item).decode("utf-8", "surrogateescape")
            if item == "word/document.xml":
                head, _, rest = body.partition("?>")
                body = f"{head}?>{entity}{rest.replace('thường.', 'thường. &x;&y;')}"
            new.writestr(item, body.encode("utf-8", "surrogateescape"))
    again.replace(path)


def rtf(path: Path, host: str, other: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
    path.write_text(
        r"{\rtf1\ansi{\*\template " + host + r"/t.dot}\pard Van ban thuong.\par"
        r'{\field{\*\fldinst INCLUDEPICTURE "' + host + r'/a.png" \\d}{\fldrslt}}\par'
        r'{\field{\*\fldinst INCLUDETEXT "' + str(other) + r'"}{\fldrslt}}\par}'
    )


@pytest.mark.parametrize(("ending", "make"), [(".html", html), (".docx", word), (".rtf", rtf)])
def test_nothing_elsewhere_is_asked_for(ending, make, listener, tmp_path):
    host, asked = listener
    other = tmp_path / "khac.txt"
    other.write_text(SECRET, encoding="utf-8")
    path = tmp_path / f"van-ban{ending}"
    make(path, host, other)
    try:
        text = read(path).text
    except FileRefused:
        text = ""
    assert asked == []
    assert SECRET not in text
