"""The kinds of thing that questions ask for."""

from __future__ import annotations

from enum import Enum


class Want(Enum):
    """The kinds of thing that are asked for; the value names it in a sentence that says that it is missing."""

    DEADLINE = "thời hạn"
    DATE = "ngày, tháng"
    PERIOD = "năm hoặc giai đoạn"
    PLACE = "địa điểm"
    PHONE = "số điện thoại"
    EMAIL = "địa chỉ thư điện tử"
    WEBSITE = "địa chỉ trang web"
    MONEY = "số tiền"
    SOURCE = "nguồn kinh phí"
    PERCENT = "tỷ lệ"
    COUNT = "con số"
    DOCUMENT = "văn bản nào"
    PERSON = "tên người"
    WHO = "ai hoặc đơn vị nào"
    TASK = "nhiệm vụ"
    WHY = "lý do"
    WHETHER = "có hay không"
    HOW = "cách làm"
    WHAT = "điều được hỏi"


AMOUNTS = (Want.MONEY, Want.PERCENT, Want.COUNT)
"""Kinds that a number answers."""

VAGUE = (Want.WHY, Want.HOW, Want.WHAT, Want.WHETHER)
"""Kinds that any words may answer."""


class Detail(Enum):
    """What of a kind is asked for more exactly; several may be."""

    ALL = "all of several"
    DAY = "the very day"
    HOUR = "the hour"
    YEAR = "a year"
    SPAN = "from when till when"
    LENGTH = "how long"
    TOTAL = "all that something costs"
    NUMBER = "the number of a directive"
    PERSON = "a person, not an office"
    TO_WHOM = "to whom or with whom, not who"
    LEAD = "who leads, not who helps"
    RESULT = "what came of it, not what is to be done"


class Fact(Enum):
    """What is asked of a directive as such, by the field of its header; the value names it."""

    SIGNER = "người ký"
    POSITION = "chức vụ người ký"
    DATE = "ngày ban hành"
    NUMBER = "số"
    ISSUER = "cơ quan ban hành"
    RECIPIENTS = "nơi nhận"
    SUBJECT = "trích yếu"

    @property
    def field(self) -> str:
        """Its name in ``Header``."""
        return self.name.lower()
