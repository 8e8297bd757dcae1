"""Patterns are looked for only where their words stand, and no match is lost by that."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import iter_modules

import pytest

import indexer
from eval.judged import FOLDER
from indexer.sought import Sought

LINES = [
    line.strip() for file in sorted((FOLDER / "dev").glob("*.txt")) for line in file.read_text("utf-8").split("\n")
]
MODULES = [import_module(f"indexer.{module.name}") for module in iter_modules(indexer.__path__)]
USED = {
    f"{module.__name__}.{name}": value
    for module in MODULES
    for name, value in vars(module).items()
    if isinstance(value, Sought)
}


@pytest.mark.parametrize("name", USED)
def test_each_match_in_judged_directives_holds_one_of_the_words(name):
    sought = USED[name]
    matching = [line for line in LINES if sought.pattern.search(line)]
    assert matching
    assert [line for line in matching if not sought.may_stand(line)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Giao Sở A, giao Sở B", ["Giao", "giao"]),
        ("GIAO SỞ A", ["GIAO"]),
        ("đường giao thông", ["giao"]),
        ("phân công Sở A", []),
        ("", []),
    ],
)
def test_what_is_found_is_what_the_pattern_finds(text, found):
    sought = Sought("giao, trao", r"\bgiao\b", re.IGNORECASE)
    assert [match[0] for match in sought.finditer(text)] == found
    first = sought.search(text)
    assert (first[0] if first else None) == next(iter(found), None)


def test_a_pattern_is_looked_for_between_two_offsets():
    sought = Sought("giao", "giao")
    assert [match.start() for match in sought.finditer("giao giao giao", 1, 13)] == [5]
    assert sought.search("giao giao", 1, 8) is None


def test_where_no_word_stands_nothing_is_looked_for():
    assert Sought("trao", "giao").search("giao") is None
