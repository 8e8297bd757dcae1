"""Syllables that say nothing by themselves: what is asked with, and what joins other words."""

from __future__ import annotations

from indexer.text import folded_key

_SAYING_NOTHING = """
ai à ạ ấy bao bị bởi các cái cần cho chưa có của cũng cùng đã đang đâu để đến đều đi định do được gì hay hãy
hỏi khi không là làm lại lên lúc mà mấy mỗi một nào này nên nếu ngay nhé nhiêu như nhưng những ở phải qua ra
rằng rất rồi sao sau sẽ tại tất tháng thế theo thì tôi trên trong tới từ vào vậy vẫn vì việc với và về xin
"""
_FUNCTION_WORDS = frozenset(_SAYING_NOTHING.split())
_FOLDED_FUNCTION_WORDS = frozenset(folded_key(word) for word in _FUNCTION_WORDS)


def is_function_word(key: str) -> bool:
    """Whether a syllable says nothing by itself; a bare one is compared with the folded words."""
    return key in _FUNCTION_WORDS or (folded_key(key) == key and key in _FOLDED_FUNCTION_WORDS)
