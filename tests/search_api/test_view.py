"""How a sentence of a document is shown: in one piece, whatever page it ended on."""

from __future__ import annotations

import pytest

from search_api.view import sentence


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("không để\n\ntình trạng", "không để tình trạng"),
        ("không để  \n \n\ntình trạng", "không để tình trạng"),
        ("hết câu.\n\nĐề nghị", "hết câu.\n\nĐề nghị"),
        ("sau:\n\na) Một\n\nđ) Hai\n\n1. Ba", "sau:\n\na) Một\n\nđ) Hai\n\n1. Ba"),
        ("dòng\ntiếp", "dòng\ntiếp"),
    ],
    ids=["marks", "a page's end", "with blanks", "a paragraph", "items", "a line's end"],
)
def test_a_sentence(text: str, html: str) -> None:
    assert str(sentence(text)) == html
