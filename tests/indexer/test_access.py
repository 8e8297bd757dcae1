"""Rules of access beside files: which labels they give, and that whatever is wrong with one closes."""

from __future__ import annotations

import os

import pytest

from indexer.access import NOBODY, Rules
from indexer.discovery import discover

TREE = ("a.txt", "nhan-su/b.txt", "nhan-su/ky-luat/c.txt", "nhan-su/ky-luat/d.txt")


@pytest.fixture
def place(tmp_path):
    for name in TREE:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Nội dung.", encoding="utf-8")
    return tmp_path


def labels(place):
    return tuple(Rules().labels_of(place / name) for name in TREE)


RULES = [
    ("none: open", {}, ("", "", "", "")),
    ("of the root", {".access": "noi-bo"}, ("noi-bo",) * 4),
    ("of a folder and below", {"nhan-su/.access": "nhan-su"}, ("", "nhan-su", "nhan-su", "nhan-su")),
    (
        "one more below: both are needed",
        {"nhan-su/.access": "nhan-su\n", "nhan-su/ky-luat/.access": "lanh-dao\n"},
        ("", "nhan-su", "lanh-dao nhan-su", "lanh-dao nhan-su"),
    ),
    ("beside one file", {"nhan-su/ky-luat/c.txt.access": "lanh-dao"}, ("", "", "lanh-dao", "")),
    ("several lines", {"a.txt.access": "b\n\n# hai nhãn\nA # ai cũng cần\r\n"}, ("a b", "", "", "")),
    ("of any case", {"A.TXT.Access": "Nhân-Sự"}, ("nhân-sự", "", "", "")),
    ("with a mark of Windows", {"a.txt.access": "\ufeffx"}, ("x", "", "", "")),
    ("empty: nobody", {"nhan-su/.access": "# chưa ghi\n"}, ("", NOBODY, NOBODY, NOBODY)),
    ("a word that is no label: nobody", {"a.txt.access": "nhan-su\nnhân sự"}, (NOBODY, "", "", "")),
    ("the label of nobody is none", {"a.txt.access": "!"}, (NOBODY, "", "", "")),
    ("not UTF-8: nobody", {"a.txt.access": "nhân".encode("utf-16")}, (NOBODY, "", "", "")),
    ("too long: nobody", {"a.txt.access": "x\n" * 40_000}, (NOBODY, "", "", "")),
]


@pytest.mark.parametrize(("rules", "expected"), [row[1:] for row in RULES], ids=[row[0] for row in RULES])
def test_which_labels_files_have(rules, expected, place):
    for name, words in rules.items():
        (place / name).write_bytes(words if isinstance(words, bytes) else words.encode())
    assert labels(place) == expected


def test_a_rule_that_is_no_plain_file_closes(place):
    (place / "nhan-su" / ".access").mkdir()
    os.mkfifo(place / "a.txt.access")
    assert labels(place) == (NOBODY, NOBODY, NOBODY, NOBODY)


def test_a_rule_that_cannot_be_opened_closes(place):
    (place / ".access").symlink_to(place / "nowhere")
    assert labels(place) == (NOBODY,) * 4


def test_a_link_has_the_labels_of_both_places(place):
    (place / "nhan-su" / ".access").write_text("nhan-su")
    (place / "mo").mkdir()
    (place / "mo" / ".access").write_text("mo")
    (place / "mo" / "link.txt").symlink_to(place / "nhan-su" / "b.txt")
    assert Rules().labels_of(place / "mo" / "link.txt") == "mo nhan-su"


def test_rules_are_no_files_of_the_archive_and_broken_ones_are_told(place):
    rules = {"nhan-su/.access": "nhan-su", ".access": "", "cu.txt.access": "lanh-dao", "a.txt.access": "x"}
    for name, words in rules.items():
        (place / name).write_text(words)
    found = {item.file: (item.refused and item.refused.code, item.labels) for item in discover([place])}
    assert found == {
        ".access": ("bad_access", NOBODY),
        "a.txt": (None, f"{NOBODY} x"),
        "cu.txt.access": ("no_such_file", NOBODY),
        "nhan-su/b.txt": (None, f"{NOBODY} nhan-su"),
        "nhan-su/ky-luat/c.txt": (None, f"{NOBODY} nhan-su"),
        "nhan-su/ky-luat/d.txt": (None, f"{NOBODY} nhan-su"),
    }


def test_a_rule_above_the_folder_that_is_indexed_holds_too(place):
    (place / ".access").write_text("noi-bo")
    assert {item.labels for item in discover([place / "nhan-su"])} == {"noi-bo"}
