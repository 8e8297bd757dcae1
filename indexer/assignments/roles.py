"""In which role an office has a duty, with whom, and what it is to do: what follows the names in a sentence.

``chủ trì, phối hợp với Sở B lập dự toán`` leads, with Sở B, to draw up a budget.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer import verbs
from indexer.domain import Role
from indexer.names import actors, name_heads
from indexer.names.actors import Known

MANNER = (
    r"(?:(?:được (?:giao|phân công|ủy quyền|uỷ quyền)(?: nhiệm vụ| trách nhiệm)?|tiếp tục|chủ động|trực tiếp"
    r"|khẩn trương|kịp thời|thường xuyên|tập trung|sẽ|cần|phải|cũng|còn|đều|luôn|cùng"
    rf"|có trách nhiệm|chịu trách nhiệm|{verbs.OWES})\s*,?\s+)*"
)
STANDING = (
    r"(?:(?:là|làm)(?: cơ quan| đơn vị| bộ phận)? (?:thường trực|giúp việc|chủ đầu tư)"
    r"(?: của [^,;.]{2,60}| giúp [^,;.]{2,60}| (?!theo dõi|tham mưu|tổng hợp|hướng dẫn)[^,;.]{2,60}(?=,))?"
    r"(?:[,;]| và)?\s*)?"
)
"""``là cơ quan thường trực của Ban Chỉ đạo,``: whose office it is, before what it does."""
_IS = re.compile(rf"(?=là|làm){STANDING}(?<=[, ])", re.IGNORECASE)
_LEADS = re.compile(
    rf"{STANDING}{MANNER}(?:chủ trì|(?:làm|là|giữ vai trò)(?: cơ quan| đơn vị| bộ phận)? (?:đầu mối|chủ trì)"
    r"|(?:cơ quan |đơn vị )?đầu mối|chịu trách nhiệm chính)(?!\w| liên hệ(?! với))"
    r"(?:\s*,?\s*(?:và\s+)?(?:là |làm )?(?:đầu mối|chủ trì)(?!\w)"
    rf"|\s*(?:của [^,;.]{{2,60}})?,?\s*(?:(?:có|chịu) trách nhiệm|{verbs.OWES})(?!\w))?",
    re.IGNORECASE,
)
_WITH = r"phối hợp(?:\s+chặt chẽ)?(?:\s+(?:với|cùng(?: với)?))?(?!\w)\s*"
_ANNOUNCES = re.compile(
    r"(?:nội dung|nhiệm vụ|công việc|việc|giải pháp|công tác|yêu cầu)\b[^,;]*$|sau(?: đây)?$", re.IGNORECASE
)
_SUPPORTS = re.compile(rf"{MANNER}{_WITH}", re.IGNORECASE)
_AND_WITH = re.compile(
    rf"\s*(?:,|và|hoặc)?\s*(?:và\s+)?{_WITH}|,?\s+(?:cùng(?: với)?|với)\s+(?={name_heads.START.pattern})",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"\w+(?:,? \w+){1,9}")
_AND_THEN = re.compile(r"\s*[,;]\s*(?:và\s+)?")
_JOINS = re.compile(r"\s+(?:cùng )?phối hợp(?! (?:với|cùng))(?: (?:để )?(?:thực hiện|tổ chức)(?= \w+ ))?(?!\w)\s*")
_LATER_WITH = re.compile(r"phối hợp(?:\s+chặt chẽ)?\s+(?:với\s+|cùng(?: với)?\s+)?(?=\w)", re.IGNORECASE)
_DUTY_OF = re.compile(
    rf"\s*{STANDING}(?:được (?:giao|phân công)(?: nhiệm vụ| trách nhiệm)?"
    r"|có trách nhiệm|chịu trách nhiệm(?! về| trước| toàn diện| chính)"
    rf"|{verbs.OWES})(?:\s+sau(?: đây)?)?(?!\w)[\s:,]*",
    re.IGNORECASE,
)
_MUST = re.compile(r"^(?:phải|cần)\s+", re.IGNORECASE)
_CHARGE = "phụ trách "
_ANSWERS = re.compile(r"\s*chịu trách nhiệm", re.IGNORECASE)
_GROUND = re.compile(
    r"(?:căn cứ|theo|trên cơ sở|trong phạm vi|ngoài) (?P<of>[^;:.]{3,80}?),? (?=chủ trì|phối hợp (?:với|cùng|chặt)"
    rf"|có trách nhiệm|{verbs.OWES})"
    r"|ngoài (?:các |những )?(?:nội dung|nhiệm vụ)[^,;:.]{0,60}, (?=\w)",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"(?>[\s.,:;/]|nghiêm (?:túc|chỉnh)|khẩn trương|tổ chức|triển khai|phối hợp|thực hiện|thi hành|đồng bộ"
    r"|(?:có )?hiệu quả"
    r"|rút kinh nghiệm|được phân công"
    r"|(?:các |những )?(?:nội dung|nhiệm vụ)|nêu trên|trên(?: đây)?|này|theo|đúng|kế hoạch|chỉ thị|văn bản"
    r"|chấp hành|(?:bảo|đảm) đảm|yêu cầu|tiến độ|toàn bộ|không chờ họp"
    r"|công văn|thông báo|quyết định|quy chế|nghị quyết|nghị định|thông tư|kết luận|công điện|hướng dẫn|quan tâm"
    r"|kịp thời|đầy đủ|tinh thần|quy định|tốt|và|quán triệt|chỉ đạo|biết|để|nghiêm|chủ động"
    r"|quyết liệt|sát sao|chặt chẽ"
    r"|ngay(?! từ)|tích cực|lãnh đạo|phổ biến|thống nhất|trách nhiệm|căn cứ|chức năng|được giao|nhất"
    r"|tập trung|thường xuyên|phụ trách"
    r"|đến|toàn thể|viên chức|người lao động|cán bộ|công chức|đảng viên|sắp xếp công việc|(?:tham )?dự (?:họp"
    r"|hội nghị)|thành phần|thời gian"
    r"|hoàn thành|có|việc|tập trung|đôn đốc|thắng lợi|tạo điều kiện|trên)*",
    re.IGNORECASE,
)


_CLOSES = re.compile(
    r"\bthi hành\b|\b(?:chỉ thị|kế hoạch|thông báo|công văn|công điện|quyết định|kết luận) này\b", re.I
)
_SEAT = re.compile(
    r"(?:làm |là )?(?:(?:tổ|đội|nhóm) (?:trưởng|phó|viên)|(?:phó )?(?:trưởng|chủ tịch)|thành viên"
    r"|(?:ủy|uỷ) viên|thư ký)"
    r"(?: thường trực)?(?: (?:hội đồng|tổ|ban|đoàn|nhóm|tiểu ban))?",
    re.IGNORECASE,
)
"""What one is in a team: ``Tổ phó thường trực``."""

_FURTHER = re.compile(
    r"[.;](?=\s|$)|, (?:mọi|có gì|nếu|chịu trách nhiệm|khó khăn|vướng mắc|trong quá trình|phản ánh)\b"
)
"""Where that something be done ends: whom to ask follows."""


@dataclass(frozen=True, slots=True)
class Duty:
    """``role`` is None where the words do not say it; ``task`` holds those that follow the words that assign."""

    assignees: tuple[str, ...]
    role: Role | None
    partners: tuple[str, ...]
    task: str

    @property
    def announces(self) -> bool:
        """Whether a lead-in leaves the task to the items below: ``thực hiện các nhiệm vụ sau``."""
        return not self.task or self.is_urging or _ANNOUNCES.search(self.task) is not None

    @property
    def seats(self) -> bool:
        """Whether it is no task but a seat or who has it: ``Ông A: Tổ trưởng``, ``Trưởng ban: Chủ tịch xã``."""
        said = self.task.strip(" ,:;.")
        return _SEAT.fullmatch(said) is not None or (said[:1].isupper() and actors.is_whole(said))

    @property
    def is_closing(self) -> bool:
        """Whether it is about the directive itself: ``nghiêm chỉnh thực hiện Chỉ thị này``."""
        return _CLOSES.search(self.task) is not None

    @property
    def is_urging(self) -> bool:
        """Whether the task says nothing but that what was said be done."""
        return _EMPTY.fullmatch(_FURTHER.split(self.task, maxsplit=1)[0]) is not None


def inherited(words: str, above: Duty, known: Known) -> Duty:
    """An item below a heading or lead-in: its own role where it says one, else that of ``above``."""
    own = with_role(above.assignees, words, 0, known)
    if own.role in (Role.LEAD, Role.COORDINATE):
        return Duty(
            above.assignees,
            own.role,
            _merged(own.partners, above.partners if above.role is None else ()),
            own.task,
        )
    if above.role is None:
        return Duty(above.assignees, Role.IMPLEMENT, _merged(own.partners, above.partners), own.task)
    return Duty(above.assignees, above.role, above.partners, _task(words, 0))


def marked(names: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Who leads and who supports, where a list says it of its names: ``Ban A (chủ trì), Ban B (phối hợp)``."""
    last = max((at for at, name in enumerate(names, 1) if _MARKED_LEAD.search(name)), default=0)
    bare = tuple(_MARKED.sub("", name) for name in names)
    return (bare[:last], bare[last:]) if last else None


_MARKED_LEAD = re.compile(r"\((?:đơn vị |cơ quan )?chủ trì\)$", re.IGNORECASE)
_MARKED = re.compile(r"\s*\((?:đơn vị |cơ quan )?(?:chủ trì|phối hợp)\)$", re.IGNORECASE)


def _merged(own: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return (*own, *(name for name in others if name not in own))


def with_role(names: tuple[str, ...], words: str, at: int, known: Known) -> Duty:
    """Role, partners and task from what follows the names."""
    at += len(words[at:]) - len(words[at:].lstrip(" ,:"))
    at = _past_ground(words, past_standing(words, at))
    leads = _LEADS.match(words, at)
    supports = _AND_WITH.match(words, leads.end()) if leads else _SUPPORTS.match(words, at)
    if supports:
        named = actors.read(words, supports.end(), known)
        partners, end = (named.names, named.end) if named else ((), supports.end())
        if named is None and not leads and re.search(r"(?:với|cùng)\s*$", supports[0]):
            end = _past_people(words, end) or at
        return Duty(names, Role.LEAD if leads else Role.COORDINATE, partners, _task(words, end))
    if leads and (joined := _joined(words, leads.end(), known)):
        return Duty(names, Role.LEAD, joined.names, _task(words, joined.end))
    role = Role.LEAD if leads else Role.IMPLEMENT
    duty = _DUTY_OF.match(words, at)
    if duty and _ANSWERS.match(duty[0]) and not verbs.begins(words[duty.end() : duty.end() + 60]):
        duty = None  # for something, not to do something
    end = leads.end() if leads else duty.end() if duty else at
    return Duty(names, role, _later_partners(words, end, known), _task(words, end))


def _past_people(words: str, at: int) -> int | None:
    """Past those who are no office and support a duty, to its verb: ``phối hợp với xã nghiệm thu``."""
    people = _PEOPLE.match(words, at)
    gaps = (gap.end() for gap in re.finditer(" ", people[0])) if people else ()
    verb = next((at + end for end in gaps if verbs.at(words, at + end)), None)
    return None if verb is None or words[:verb].endswith("người ") else verb


def past_standing(words: str, at: int) -> int:
    """Past ``là cơ quan thường trực,`` where what is to be done follows."""
    standing = _IS.match(words, at)
    return standing.end() if standing and verbs.at(words, standing.end()) else at


def _past_ground(words: str, at: int) -> int:
    """Past ``căn cứ chức năng, nhiệm vụ`` and the like where the role follows at once."""
    ground = _GROUND.match(words, at)
    is_bare = ground is not None and (
        ground[0].lower().startswith("ngoài") or not verbs.has_any(f"- {ground['of']}")
    )
    return ground.end() if ground and is_bare else at


def _joined(words: str, at: int, known: Known) -> actors.Actors | None:
    """``X chủ trì, Y và Z phối hợp tham mưu``: those named between, and where the task begins."""
    comma = _AND_THEN.match(words, at)
    named = actors.read(words, comma.end(), known) if comma else None
    supports = _JOINS.match(words, named.end) if named else None
    return actors.Actors(named.names, supports.end()) if named and supports else None


def _later_partners(words: str, at: int, known: Known) -> tuple[str, ...]:
    """``tiếp tục tham mưu, phối hợp với Y thực hiện ...``: named later in the same sentence."""
    stop = re.compile(r"[.;](?:\s|$)").search(words, at)
    for match in _LATER_WITH.finditer(words, at, stop.start() if stop else len(words)):
        if named := actors.read(words, match.end(), known):
            return named.names
    return ()


def _task(words: str, at: int) -> str:
    """What is to be done, without that it must be, or who is in charge of it."""
    task = _MUST.sub("", words[at:].strip(" ,:;"))
    done = task.removeprefix(_CHARGE)
    is_done = done != task and verbs.acts(done, 0) and not verbs.is_double(done.partition(",")[0])
    return done if is_done else task
