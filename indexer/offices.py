"""Which names of an archive are one office: ``Phòng KHTC`` and ``Phòng Kế hoạch - Tài chính``, ``UBND tỉnh`` and
``Uỷ ban nhân dân tỉnh``.

Short forms are read from three places: a table of those that all of the administration uses, the definitions of
the archive ("Trung tâm Y tế (TTYT)", "sau đây gọi tắt là ..."), and the initials of its own full names.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from indexer.text import folded, nfc

SHORT = {
    "UBND": "ủy ban nhân dân", "HĐND": "hội đồng nhân dân", "UBMTTQ": "ủy ban mặt trận tổ quốc",
    "UBMTTQVN": "ủy ban mặt trận tổ quốc việt nam", "MTTQ": "mặt trận tổ quốc", "BCĐ": "ban chỉ đạo",
    "BQL": "ban quản lý", "BQLDA": "ban quản lý dự án", "BGĐ": "ban giám đốc", "BTV": "ban thường vụ",
    "VP": "văn phòng", "PGD": "phòng giáo dục", "TT": "trung tâm", "TTYT": "trung tâm y tế", "TYT": "trạm y tế",
    "BV": "bệnh viện", "BVĐK": "bệnh viện đa khoa", "SYT": "sở y tế", "BYT": "bộ y tế", "STC": "sở tài chính",
    "SNV": "sở nội vụ", "KHTC": "kế hoạch tài chính", "TCKH": "tài chính kế hoạch", "KHĐT": "kế hoạch đầu tư",
    "GDĐT": "giáo dục đào tạo", "GD&ĐT": "giáo dục đào tạo", "KH&ĐT": "kế hoạch đầu tư",
    "TTTT": "thông tin truyền thông", "TT&TT": "thông tin truyền thông", "KHCN": "khoa học công nghệ",
    "KH&CN": "khoa học công nghệ", "TNMT": "tài nguyên môi trường", "TN&MT": "tài nguyên môi trường",
    "LĐTBXH": "lao động thương binh xã hội", "VHTT": "văn hóa thông tin", "VHXH": "văn hóa xã hội",
    "NN&PTNT": "nông nghiệp phát triển nông thôn", "BHXH": "bảo hiểm xã hội", "KBNN": "kho bạc nhà nước",
    "NHNN": "ngân hàng nhà nước", "CA": "công an", "TTKSBT": "trung tâm kiểm soát bệnh tật",
    "CDC": "trung tâm kiểm soát bệnh tật", "LĐLĐ": "liên đoàn lao động", "HTX": "hợp tác xã",
    "VKSND": "viện kiểm sát nhân dân", "TAND": "tòa án nhân dân",
    "TTr": "thanh tra", "TP": "thành phố", "ĐVTT": "đơn vị trực thuộc",
}  # fmt: skip
"""Short form to long form, as it is said without "và"."""

_HYPHENED = re.compile(r"(?<!\w)([A-ZĐ]{1,4}) ?[-–] ?([A-ZĐ]{1,4})(?!\w)")
_TOKEN = re.compile(r"[^\W_]+(?:&[^\W_]+)*")
_DROPPED = frozenset(("va",))
_MANY = re.compile(r"^(?:tat ca |toan the |toan bo )?(?:cac|nhung) ")
_ROOM = re.compile(r"^P\s*\.\s*(?=[A-ZĐ])")
_UNIT = re.compile(r"^(?:phong|van phong|thanh tra|khoa|to|ban|chi cuc|trung tam)\b")
_PARENT = re.compile(r" (?:so|bo|uy ban nhan dan)(?: .*)?$")
_DEFINED = re.compile(
    r"\((?:(?:sau đây )?(?:gọi|viết) (?:tắt|chung) là\s*:?\s*|sau đây gọi là\s*)?"
    r"[“\"]?(?P<short>[^()“”\"\s]{2,12})[”\"]?\)"
)
_BETWEEN = re.compile(r"[.;:()\n]")
_LONGEST = 120
"""Characters before the parenthesis that may be the name."""


def key(name: str, short: Mapping[str, str] | None = None) -> str:
    """What two spellings of a name share: no case, diacritics, signs or "và"; short forms written out.

    ``short`` adds an archive's own short forms, as written, to those that everybody uses.
    """
    own = short or {}
    name = re.sub(r"\([^()]*\)", " ", _ROOM.sub("Phòng ", nfc(name)))
    name = _HYPHENED.sub(lambda found: _together(found, own), name)
    words: list[str] = []
    for token in _TOKEN.findall(name):
        words += _keys(own.get(token) or SHORT.get(token, token))
    return _MANY.sub("", " ".join(word for word in words if word not in _DROPPED))


def _together(found: re.Match[str], own: Mapping[str, str]) -> str:
    """A short form in two parts as one, where that is known: ``TC-KH``."""
    whole = found[1] + found[2]
    return whole if whole in own or whole in SHORT else found[0]


@lru_cache(maxsize=16_384)
def _keys(words: str) -> tuple[str, ...]:
    """Of one word, or of what it is short for: names are made of the same few."""
    return tuple(folded(words).split())


def typed(name: str) -> str:
    """A name as somebody types it: without any capital its short forms are meant as well, ``phong khtc``."""
    return name if any(map(str.isupper, name)) else name.upper()


def definitions(text: str) -> dict[str, str]:
    """Short forms that a text defines: ``Trung tâm Y tế (TTYT)``, ``(sau đây gọi tắt là UBND)``."""
    found = {}
    for match in _DEFINED.finditer(text):
        short = match["short"]
        if short.upper() != short:
            continue
        before = text[max(0, match.start() - _LONGEST) : match.start()].rstrip()
        words, initials = _BETWEEN.split(before)[-1].split(), folded(short).replace(" ", "")
        size = next((n for n in range(2, 12) if _initials(words[-n:]) == initials), 0)
        if size:
            found[short] = " ".join(words[-size:])
    return found


def _initials(words: list[str]) -> str:
    return "".join(word[:1] for name in words for word in folded(name).split() if word not in _DROPPED)


class Register:
    """The offices of an archive: which names are one, and how the archive writes each in full.

    ``names`` are all that it uses, as often as it uses them; ``short`` the definitions of its texts.
    """

    def __init__(self, names: Iterable[str], short: Mapping[str, str] | None = None) -> None:
        """Group the names. Linear in their number."""
        counts = Counter(" ".join(nfc(name).split()) for name in names)
        self._short: dict[str, str] = dict(short or {})
        for name in counts:
            self._short |= definitions(name)
        self._short = _computed(counts, self._short) | self._short
        self._parents = self._known_parents(counts)
        groups: dict[str, list[str]] = defaultdict(list)
        for name in counts:
            groups[self.key(name)].append(name)
        self._canonical = {
            one: min(spellings, key=lambda name: (_is_short(name), -counts[name], -len(name), name))
            for one, spellings in groups.items()
        }

    def key(self, name: str) -> str:
        """The key of the office: a unit of the only office that has one of its name goes by its own name."""
        unit, parent = _split(key(name, self._short))
        parents = self._parents.get(unit, frozenset())
        if parent and not (len(parents) == 1 and any(full.startswith(parent) for full in parents)):
            return f"{unit} {parent}"
        return unit

    def canonical(self, name: str) -> str:
        """The full form that the archive uses most; the name itself where it does not know it."""
        return self._canonical.get(self.key(name), " ".join(nfc(name).split()))

    def _known_parents(self, counts: Counter[str]) -> dict[str, frozenset[str]]:
        """The offices that each unit is said to be of: ``Văn phòng Sở`` names none beside ``... Sở Y tế``."""
        said: dict[str, set[str]] = defaultdict(set)
        for name in counts:
            unit, parent = _split(key(name, self._short))
            if parent:
                said[unit].add(parent)
        return {
            unit: frozenset(one for one in parents if not any(other.startswith(f"{one} ") for other in parents))
            for unit, parents in said.items()
        }


def _split(full: str) -> tuple[str, str]:
    """A key as unit and the office that it belongs to: ``phong nghiep vu`` and ``so y te``."""
    parent = _PARENT.search(full) if _UNIT.match(full) else None
    return (full[: parent.start()], parent[0].strip()) if parent else (full, "")


def _is_short(name: str) -> bool:
    """Whether a name has a short form in it."""
    return any(
        len(token) > 1 and token.upper() == token and not token.isdecimal() for token in _TOKEN.findall(name)
    )


def _computed(names: Iterable[str], short: Mapping[str, str]) -> dict[str, str]:
    """Short forms that are the initials of one full name of the archive, with or without its first word."""
    ordered = sorted(names)
    unknown = {token for name in ordered for token in _TOKEN.findall(name) if _is_short(token)} - SHORT.keys()
    meant: dict[str, set[str]] = defaultdict(set)
    for words in (name.split() for name in ordered if not _is_short(name)):
        for part in _parts(words):
            meant[_initials(part)].add(key(" ".join(part), short))
    found = ((token, meant.get(folded(token).replace(" ", ""), set())) for token in sorted(unknown))
    return {token: min(full) for token, full in found if len(full) == 1}


def _parts(words: list[str]) -> Iterator[list[str]]:
    """A name and its rest after the word for the kind of office, where these have initials to speak of."""
    return (words[start:] for start in (0, 1, 2) if len(words) - start > 1)
