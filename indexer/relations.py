"""What a directive is named for, from the grammar of the sentence around it.

A text is cut into clauses: sentences, items of a list, lines that open with the words of a preamble. The words
before the first directive of a clause say what it is there for ("Căn cứ", "Thực hiện chỉ đạo ... tại", "Nghị định
này thay thế"); those that are listed after it share that, those inside its title are only mentioned. An item that
begins with a directive takes its meaning from the line above the list.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from indexer.domain import Relation, Span
from indexer.numbers import KINDS

_LABEL = (
    r"(?:[-–—+•*]|\d{1,3}(?:\.\d{1,2}){0,3}(?:[.)]|[-–](?=\s))|[a-zđ][.)]|[IVX]{1,5}\.|"
    r"Điều\s+\d{1,3}[a-zđ]?(?:\s?[.:]|(?=\s*\n)))"
)
_OPENS = "Căn cứ|Thực hiện|Theo đề nghị|Xét đề nghị"
_BREAK = re.compile(
    r"[.!?:;\n](?:(?<=[.!?:])(?<!\bTP.)(?<!\bTp.)(?<!\bTX.)(?<!\bTT.)(?<!\b[PQXH].)"
    r"\s+(?=[“\"(*_]*[A-ZĐÀ-ỸƠƯĂÂÊÔ])|(?<=[.;:])[*”\"./| ]{0,9}\n\s*"
    rf"|(?<=\n)[^\S\n]{{0,20}}(?={_LABEL}\s|\(?(?:Ban hành k|K|Đính k)èm|{_OPENS}|V/v|Triển khai|Sửa đổi|Bãi bỏ)"
    rf"|(?<=;)\s*(?={_OPENS})|(?<=\n)[^\S\n]{{0,20}}\n[^\S\n]{{0,20}}(?=[^\sa-zđ]))"
)
"""It begins with the sign that may end a clause: such a pattern is looked for many times as fast."""

_LABELS = re.compile(rf"^(?:(?:{_LABEL}|[“”\"'_#(.|:\]]|\.\.\.)\s*)+")
_PREAMBLE = re.compile(r"^(?:Căn cứ\b|Xét(?: nội dung)?$)")
_CARRY_VERB = (
    r"(?:(?:tiếp tục|tổ chức|triển khai|quán triệt|thực hiện|thi hành|phổ biến|nghiêm túc|nghiêm|để|nhằm|"
    r"kế hoạch)\b"
    r"(?:,| và)?\s*)+"
)
_TITLED = rf"(?:{'|'.join(KINDS.values())}|chương trình hành động)"
_CARRIES = re.compile(
    rf"^(?:(?:v/v|về việc|(?:.{{0,120}}\b)?ban hành|trên đây là)(?: việc)?\s*:?\s+"
    r"|(?:để|nhằm|trong|trên cơ sở|sau)\b"
    rf"[^;:]{{0,200}}(?:,|\bvà)\s+|{_TITLED}\s+(?:của [^,;:]{{0,120}}\s)?(?:(?:về(?: việc)?|để)\s)?)?{_CARRY_VERB}"
    r"(?:(?:có )?hiệu quả|tốt|đầy đủ|nội dung|tinh thần|các|toàn văn|một số nội dung của|\s)*"
    r"(?:(?:nội dung |các )?(?:ý kiến|chỉ đạo|kết luận|đề nghị|yêu cầu|nhiệm vụ|phân công|"
    r"sự chỉ đạo)\b(?:(?!\btheo\b).){0,200}"
    rf"(?:\b(?:tại|trong)(?: các)?|\())?(?:{_TITLED}(?: \w+){{1,3}}(?: số)?)?$",
    re.IGNORECASE,
)
_ATTACHED = re.compile(
    r"^(?:ban hành\s+)?(?:đính kèm|kèm theo|gửi kèm|sao gửi|xin gửi kèm)"
    r"(?:theo|(?:công văn|văn bản|\w+ \w+) này|bản sao|bản chụp|toàn văn|các|[\s:])*(?:\blà\b[^,;:]{0,40})?$",
    re.I,
)
_THIS = re.compile(r"\bnày $")
_ATTACHED_AFTER = re.compile(
    r"^[^;\n]{0,400}?\((?:có\s+)?(?:(?:văn bản|bản sao|bản chụp|gửi)\s+)?(?:đính\s+)?kèm(?:\s+theo)?\)"
    r"|^[^;\n()]{0,200}\b(?:(?:gửi|đính)\s+)?kèm(?:\s+theo)?\)"
)
_AMENDING = re.compile(
    r"(?:^(?:v/v\s+|về việc\s+)?|\bn[àảãáạ]y\s+|[,;]\s*|\bvà\s+|"
    r"\b(?:nghị định|thông tư|quyết định|nghị quyết|luật)\s+|"
    r"^(?:chính phủ|quốc hội|thủ tướng chính phủ)\s+)(?:(?:việc|cũng|"
    r"có hiệu lực .{0,80}?và)\s+)?"
    r"(?P<verb>sửa đổi(?:\s*[,;/]?\s*(?:và )?bổ sung)?(?:,? (?:và )?(?:thay thế|bãi bỏ))?|"
    r"bổ sung(?:,? (?:và )?(?:thay thế|bãi bỏ))?"
    r"|điều chỉnh(?:,? bổ sung)?|bãi bỏ|huỷ(?: bỏ)?|hủy(?: bỏ)?|thu hồi|thay thế|thay cho|thay|đính chính"
    r"|ngưng hiệu lực)"
    r"(?:\s+(?:cho|toàn bộ))?\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_PARTS = re.compile(
    r"(?>(?:một|số|phần|các|những|nội dung|điều|khoản|điểm|tiết|đoạn|phụ lục|mẫu|biểu|chương|mục|tiêu đề|tên|"
    r"cụm|từ|bằng|thành|"
    r"vào|đến|sau|trước|cuối|đầu|câu|thứ|nhất|hai|ba|tư|dẫn|của|tại|và|hoặc|quy định|tương ứng|ban hành|kèm theo|"
    r"căn cứ|pháp lý|mở|"
    r"danh mục|bảng|dòng|gạch|ngang|bộ|như|trong|về|hiệu lực|thi hành|bỏ|sửa đổi|bổ sung|thay thế|bãi bỏ|"
    r"[ivxlc]+|[a-zđ]{1,2}\d?|\d[\d.]*[a-zđ]?|[,;:.…“”\"()/-])(?:\s+|(?=[,;:.“”\"()])|(?<=[,;:.“”\"()])|$))+$",
    re.IGNORECASE,
)
"""Each word is read one way: else "::::" or "1.1.1." may be parted in two to the number of marks ways."""

_PIECE = re.compile(
    r"\b(?:điều|khoản|điểm|phụ lục|mẫu|biểu|chương|mục|cụm|từ|đoạn|nội dung|một số|phần|quy định|căn cứ)\b",
    re.I,
)
_ANNEXED = re.compile(r"^[^;:]{0,200}\b(?:ban hành )?kèm theo$", re.I)
_LISTING = re.compile(
    r"(?:(?:các|những)\s?)?(?:(?:nghị|quyết|thông|chỉ|văn|kế|công)\s\w+\s?)?"
    r"(?:(?:sau|sau đây|gồm)\s?)?:?(?:\s?số)?",
    re.I,
)
_WITHIN = re.compile(
    r"^(?!.*\b(?:theo|căn cứ|để|nhằm|phù hợp|với)\b)[^,;:]{2,120}?\b(?:"
    r"(?:tại|trong)\s+(?P<parts>[^,;:]{2,80})|(?:nêu|quy định|ghi|giao) (?:tại|trong))$",
    re.I,
)
"""What is changed, by its place: ``thời hạn nêu tại điểm b khoản 3``."""

_QUOTED = re.compile(r"[“\"][^”\"]{0,300}[”\"]|\([^()]{0,300}\)")
_ENDED = re.compile(
    r"\b(?<!điều )(?<!khoản )(?<!điểm )(?<!quy định )(?<!nội dung )"
    r"(?:hết hiệu lực|không còn hiệu lực|không (?:còn )?áp dụng(?: nữa)?\s*(?:$|[.;,])"
    r"|(?:bị |được )?bãi bỏ\s*(?:$|[.;,]|kể từ|bởi))",
    re.I,
)
_CHANGES = re.compile(r"(?<=sửa đổi),(?= bổ sung)|(?<=bổ sung),(?= (?:thay thế|bãi bỏ))", re.I)
_RULE_OF = re.compile(r"\b(?:quy định|điều|khoản|điểm|nội dung)\b.*\b(?:tại|của)$", re.I)
_PART_OF = re.compile(
    r"^(?!.*\b(?:theo|căn cứ)\b)[^,;:]{2,160}\b(?:tại|kèm theo|của|trong)(?:\s+(?P<parts>[^,;:]{2,80}))?$", re.I
)
_RECAST = re.compile(
    r"\b(?:được|bị) (?:thay(?: thế)?|điều chỉnh|sửa(?: đổi)?(?:,? bổ sung)?) "
    r"(?:bằng|thành|như sau|tương ứng)\b"
    r"|\b(?:được|bị) (?:sửa đổi|sửa lại|điều chỉnh)\b.{0,80}\btheo .{0,20}\S+ \S+ này"
    r"|\b(?:nay sửa lại|được (?:sửa lại|sửa đổi|điều chỉnh))\s*:"
    r"|\bchỉ (?:sửa|điều chỉnh|bổ sung)\b",
    re.I,
)
"""How a sentence goes on that changes what it began with: ``Mẫu tại Công văn số 2 được thay bằng mẫu mới``."""

_SUPERSEDED = re.compile(r"\b(?:được|bị) thay thế (?:bởi|bằng) \S+ \S+ này", re.I)
_SUBJECT_LEAD = re.compile(
    r"^(?:(?:kể )?từ (?:ngày|thời điểm) .{0,120}(?:hiệu lực(?: thi hành)?|năm \d{4}),?)?\s*(?:các|những)?\s*$",
    re.I,
)
_LISTED = re.compile(
    rf"^(?:\s|\([^()]{{0,200}}\))*(?:[,;]|\bvà\b|\bhoặc\b|\bcùng\b|&|\s|{_LABEL}\s|\bcác\b|\bcủa\b|\b[Ss]ố\b)*$"
)
_LIST_END = re.compile(r"(?P<sign>[,;]|\bvà|\bhoặc)\s*(?:\bvà\b\s*)?(?:các\s*)?(?:[Ss]ố\s*)?$")
_SEPARATED = re.compile(r"^(?:[^,;]*)(?:[,;]|\bvà\b)\s*(?:và\s+)?(?P<rest>.+)$")
_LEADS = (
    (
        re.compile(r"\bhết hiệu lực\b|(?:^|, |\b(?:n[àảãáạ]y|và|bị|được) )(?:bãi bỏ|huỷ bỏ|hủy bỏ)\b", re.I),
        Relation.REPEALS,
    ),
    (re.compile(r"(?:^|, |\b(?:n[àảãáạ]y|và|bị|được) )thay thế\b", re.I), Relation.REPLACES),
    (re.compile(r"(?:^|\bn[àảãáạ]y |^chính phủ )(?:sửa đổi|bổ sung)\b", re.I), Relation.AMENDS),
    (re.compile(r"^\W*(?:các )?căn cứ", re.I), Relation.BASIS),
    (re.compile(r"^\W*(?:đính kèm|gửi kèm|kèm theo)", re.I), Relation.ATTACHED),
    (re.compile(r"^\W*(?:triển khai )?thực hiện", re.I), Relation.CARRIES_OUT),
)
_AGAIN = (
    (re.compile(r"[;,]\s*(?:và\s+)?căn cứ$", re.I), Relation.BASIS),
    (re.compile(r";\s*(?:và\s+)?thực hiện$", re.I), Relation.CARRIES_OUT),
    (
        re.compile(r"(?:[;,]|\bvà)\s+(?:ý kiến\s+)?(?:chỉ đạo|kết luận|đề nghị|yêu cầu)\b[^,;]*\btại$", re.I),
        Relation.CARRIES_OUT,
    ),
)
_TITLE = re.compile(
    r"^(?:của [^,;]{2,60}\s)?(?:về|phê duyệt|quy định|ban hành|hướng dẫn)\b[^;]*\bvà(?: các)?$", re.I
)
"""The title of a directive that another title names, before "và": what follows goes with the outer one."""

_WHOLLY = re.compile(r"^\s*toàn bộ\s*$", re.I)
_NUMBERED = re.compile(r"^số\s*:?$", re.I)
_WHOLE = {Relation.REPEALS, Relation.REPLACES, Relation.AMENDS}
_LONG = 1500  # characters of a clause that are looked at on either side of a directive


def relations(text: str, mentions: Sequence[Span]) -> list[Relation]:
    """One relation for each mention; ``mentions`` are spans of an NFC text, in order and apart."""
    breaks = [0, *(match.end() for match in _BREAK.finditer(text)), len(text)]
    breaks = [
        at
        for i, at in enumerate(breaks)
        if i == 0 or not (_inside(at, mentions) or _is_label(text[breaks[i - 1] : at]))
    ]
    starts = [start for start, _ in mentions]
    found: list[Relation] = []
    carried: Relation | None = None
    while len(found) < len(mentions):
        index = bisect_right(breaks, starts[len(found)]) - 1
        start, end = breaks[index], breaks[index + 1] if index + 1 < len(breaks) else len(text)
        inside = mentions[len(found) : bisect_left(starts, end)]
        before = carried
        carried = _carried(text, breaks, index, mentions[len(found) - 1] if found else None, carried)
        if carried is None and before in _WHOLE and _is_listed(text[start : inside[0][0]]):
            carried = before
        clause, said = _clause(text, (start, end), inside, carried)
        carried = carried or said
        found += clause
    return found


def _is_listed(words: str) -> bool:
    """Whether an item of a list says nothing before a directive but which part of it is meant: "2. Toàn bộ"."""
    rest = _LABELS.sub("", words).strip()
    return bool(_LABELS.match(words)) and bool(_WHOLLY.match(rest) or _is_parts(rest))


def _is_label(words: str) -> bool:
    """Whether nothing stands before a break but the label of an item."""
    return len(words) < 20 and not _LABELS.sub("", words).strip()


def _inside(at: int, mentions: Sequence[Span]) -> bool:
    """Whether an offset lies within a mention."""
    index = bisect_left(mentions, (at, 0)) - 1
    return index >= 0 and mentions[index][0] < at < mentions[index][1]


def _carried(
    text: str, breaks: list[int], index: int, last: Span | None, carried: Relation | None
) -> Relation | None:
    """What the clause before says of a list that goes on here: a lead-in with a colon, or an item before this."""
    if index == 0:
        return None
    before = text[max(breaks[index - 1], breaks[index] - _LONG) : breaks[index]].rstrip(" \n*_")
    if last and last[0] >= breaks[index - 1]:
        return carried if before.endswith((";", ",")) else None
    if not before.endswith(":") and not re.search(r"\b(?:sau|sau đây|thi hành)$", before):
        return carried if carried in _WHOLE and _PARTS.match(_LABELS.sub("", before)) else None
    words = " ".join(_LABELS.sub("", before).split())
    return next((relation for rule, relation in _LEADS if rule.search(words)), None)


def _clause(
    text: str, span: Span, mentions: Sequence[Span], carried: Relation | None
) -> tuple[list[Relation], Relation | None]:
    """The relations of the directives of one clause, in order, and what its first words say of all that follow."""
    start, end = span
    lead = " ".join(_LABELS.sub("", text[max(start, mentions[0][0] - _LONG) : mentions[0][0]]).split())
    lead = _NUMBERED.sub("", _WHOLLY.sub("", lead))
    head, said = _said(lead)
    if not said:
        head = _subject(lead, _between(text, mentions, min(end, mentions[-1][1] + _LONG)), carried)
    if head is Relation.MENTIONED and _ATTACHED_AFTER.match(text[mentions[0][1] : min(end, mentions[0][1] + 500)]):
        head = Relation.ATTACHED
    found, changes = [head], False
    for before, after in pairwise(mentions):
        gap = " ".join(text[before[1] : after[0]].split())
        is_alike = text[slice(*before)].split(maxsplit=1)[0] == text[slice(*after)].split(maxsplit=1)[0]
        changes = gap.endswith(" bởi") or (changes and is_alike and _LISTED.match(gap) is not None)
        first = found[-1] if changes else said or (carried if head in _WHOLE else None) or head
        found.append(_next(gap, found[-1], first))
    return found, said


def _between(text: str, mentions: Sequence[Span], end: int) -> str:
    """The words of a clause after its first directive, without those of the others."""
    ends = [*(start for start, _ in mentions[1:]), end]
    return " ".join(" ".join(text[left:right] for (_, left), right in zip(mentions, ends, strict=True)).split())


def _said(words: str) -> tuple[Relation, Relation | None]:
    """What the words before the first directive of a clause say of it, and of the items that follow it."""
    openings = ((_PREAMBLE, Relation.BASIS), (_ATTACHED, Relation.ATTACHED), (_CARRIES, Relation.CARRIES_OUT))
    said = next((relation for rule, relation in openings if rule.match(words)), None)
    return (said, said) if said else _changing(words)


def _subject(words: str, after: str, carried: Relation | None) -> Relation:
    """What is said of the directive that a clause begins with, or of a part of it."""
    if carried is Relation.ATTACHED and words.endswith((";", ",")):
        return carried
    bare = not words or bool(_SUBJECT_LEAD.match(words))
    is_parts = _is_parts(words)
    if bare or is_parts:
        if carried in _WHOLE or (carried and bare):
            return carried if bare else Relation.AMENDS
        if _SUPERSEDED.search(after):
            return Relation.REPLACES if bare else Relation.AMENDS
        if _ENDED.search(after):
            return Relation.REPEALS if bare else Relation.AMENDS
    is_part = is_parts or _is_of_part(words)
    is_ended = (is_part and _ENDED.search(after)) or (_RULE_OF.search(words) and _ENDED.match(after))
    is_recast = (bare or is_part) and _RECAST.search(after)
    return Relation.AMENDS if is_ended or is_recast else Relation.MENTIONED


def _changing(words: str) -> tuple[Relation, Relation | None]:
    """``Nghị định này thay thế``, ``Bãi bỏ khoản 2 Điều 5``: in the active voice, only parts between."""
    match = _AMENDING.search(_CHANGES.sub("", words))
    rest = _QUOTED.sub(" ", match["rest"]).strip() if match else ""
    if inner := _AMENDING.search(rest):
        match, rest = inner, _QUOTED.sub(" ", inner["rest"]).strip()
    if match and (within := _WITHIN.match(rest)) and _is_place(within):
        return Relation.AMENDS, Relation.AMENDS
    if not match or not (_LISTING.fullmatch(rest) or _is_parts(rest) or _ANNEXED.search(rest)):
        return Relation.MENTIONED, None
    verb = match["verb"].lower()
    is_whole = bool(_THIS.search(words[: match.start("verb")])) and not rest
    if (verb == "thay" and not is_whole) or verb.startswith(("sửa", "bổ", "đính", "điều")):
        return Relation.AMENDS, Relation.AMENDS
    whole = Relation.REPLACES if verb.startswith("thay") else Relation.REPEALS
    return (Relation.AMENDS if _PIECE.search(rest) or _ANNEXED.search(rest) else whole), whole


def _is_of_part(words: str) -> bool:
    """Whether words name what stands in the directive that follows: ``Mẫu báo cáo kèm theo``."""
    part = _PART_OF.match(words)
    return part is not None and _is_place(part)


def _is_place(within: re.Match[str]) -> bool:
    """Whether what follows ``tại`` names nothing but a part of a directive."""
    return not within["parts"] or _is_parts(within["parts"])


def _is_parts(words: str) -> bool:
    """Whether words name nothing but parts of the directive that follows: ``khoản 2 Điều 5 của``."""
    return bool(words) and bool(_PARTS.match(words) or (_PIECE.match(words) and _ANNEXED.search(words)))


def _next(words: str, last: Relation, head: Relation) -> Relation:
    """The relation of a directive after another in its clause, from what stands between."""
    if _LISTED.match(words):
        beside = head if words.startswith(";") else last
        return beside if words else Relation.MENTIONED
    if again := next((relation for rule, relation in _AGAIN if rule.search(words)), None):
        return again if again is Relation.BASIS or head in (again, Relation.BASIS) else Relation.MENTIONED
    listed = _LIST_END.search(words)
    if listed:
        return head if listed["sign"] == ";" or _TITLE.search(words) else last
    separated = _SEPARATED.match(_CHANGES.sub("", words))
    if head not in _WHOLE or not separated:
        return Relation.MENTIONED
    changed, said = _changing(separated["rest"])
    if not said and _is_parts(separated["rest"]):
        return Relation.AMENDS if _PIECE.search(separated["rest"]) else last
    return changed
