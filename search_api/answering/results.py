"""What came of things: told apart from what is to be done, and the dead from the sick."""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.text import fold
from search_api.answering.question import Question

_DONE = re.compile(
    r"\b(?:đã|đạt được|ghi nhận|phát hiện|xảy ra|tính đến|đến nay|hiện (?:có|còn|nay)|mới đạt|vừa qua|kết quả"
    r"|qua kiểm tra|cùng kỳ|tăng \d|giảm \d|bị \w+|làm chết|thiệt hại"
    r"|đến (?:hết )?(?:ngày|tháng|quý)\b[^;.]{0,30},)(?!\w)",
    re.I,
)
_AIMED = re.compile(
    r"\b(?:phấn đấu|chỉ tiêu|mục tiêu|tối thiểu|ít nhất|trở lên|dự kiến|yêu cầu|đề nghị|giao|chủ trì|thành lập"
    r"|kiểm tra|rà soát|trước ngày|chậm nhất|hoàn thành(?! \d)|trên \d+\s*%)(?!\w)",
    re.I,
)

_OUTCOMES = (
    "chết|tử vong|thiệt mạng|mất mạng", "bị thương|thương tích", "dương tính", "không đạt", "phạt|xử phạt|xử lý",
)  # fmt: skip
_OUTCOME = tuple(
    tuple(re.compile(rf"(?<!\w)(?:{form(words)})(?!\w)") for form in (str, fold)) for words in _OUTCOMES
)
"""What may come of things, by what it is called; with and without diacritics."""


@lru_cache(maxsize=4096)
def are_to_come(text: str) -> bool:
    """Whether a text says what is to be done or reached, and nothing of what came of it."""
    return _AIMED.search(text) is not None and _DONE.search(text) is None


def are_told(text: str, question: Question) -> bool:
    """Whether a text says what the question says that came of things: of the sick it tells nothing of the dead."""
    asked = _outcomes(question.query.text.lower(), question.query.is_bare)
    said = (fold(text) if question.query.is_bare else text).lower() if asked else ""
    return all(one.search(said) for one in asked)


@lru_cache(maxsize=64)
def _outcomes(asked: str, bare: bool) -> tuple[re.Pattern[str], ...]:
    """Those that a question speaks of."""
    return tuple(one[bare] for one in _OUTCOME if one[bare].search(asked))
