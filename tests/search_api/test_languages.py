"""In which language messages are, and that every code has one."""

from __future__ import annotations

import inspect

import pytest

from indexer import errors
from search_api import export, feedback, limits, processes, routes
from search_api.access import refused
from search_api.answering import model_server
from search_api.languages import ENGLISH, is_english

HEADERS = [
    ("", False),
    ("vi", False),
    ("en", True),
    ("en-US,en;q=0.9", True),
    ("vi-VN,vi;q=0.9,en-US;q=0.8,en;q=0.7", False),
    ("en;q=0.3, vi;q=0.2", True),
    ("fr, de;q=0.9", False),
    ("*", False),
    ("en;q=0", False),
    ("en;q=abc", False),
    ("EN-gb", True),
    (",;q=,=;,", False),
]


@pytest.mark.parametrize(("accepted", "expected"), HEADERS)
def test_english_is_told_where_it_is_preferred(accepted: str, expected: bool) -> None:
    assert is_english(accepted) is expected


def test_every_code_has_its_message() -> None:
    modules = (errors, export, feedback, limits, model_server, processes, refused, routes)
    classes = {item for module in modules for _, item in inspect.getmembers(module, inspect.isclass)}
    ours = {item for item in classes if issubclass(item, errors.TracuuError) and item is not errors.FileRefused}
    known = {item.code for item in ours} | {"invalid_request", "method_not_allowed"}
    assert set(ENGLISH) == known
