"""Where in a directive tasks are given: below "Tổ chức thực hiện", "Trách nhiệm của ..." or "yêu cầu như sau:".

There an office and what it does ("Sở Tài chính bố trí kinh phí") is a task. Elsewhere it is one only where a word
of duty says so; in norms not even then: an act of law, and a regulation that such a decision enacts, say in their
articles what anybody must do, and give tasks below the articles on responsibility and implementation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from indexer import sentences
from indexer.assignments import standing
from indexer.domain import Header, Level, Span
from indexer.names import actors
from indexer.numbers import bears_year
from indexer.structure import Block, Tree

_ACTS = ("Luật", "Bộ luật", "Pháp lệnh", "Nghị định", "Thông tư", "Thông tư liên tịch")
_TELLS = ("Báo cáo", "Tờ trình")
_TO_DO = (
    r"^(?:(?:các|một số|những) )?(?:(?:phương hướng|định hướng|mục tiêu|nội dung),? (?:và )?)?"
    r"(?:nhiệm vụ\b(?!.*quyền hạn)|giải pháp\b|nội dung (?:thực hiện|triển khai)\b)"
)
"""How a heading says that what is to be done stands below it."""

_RESPONSIBLE = re.compile(
    r"tổ chức (?:thực hiện|thi hành|triển khai)|trách nhiệm|phân công|điều khoản thi hành", re.IGNORECASE
)
_DIRECTS = re.compile(
    rf"{_RESPONSIBLE.pattern}|(?:yêu cầu|chỉ đạo|chỉ thị|giao|đề nghị|kết luận)\b.*:$"
    rf"|{_TO_DO}|ý kiến (?:chỉ đạo|kết luận|như sau)"
    r"|thực hiện (?:tốt |nghiêm )?(?:một số |các |những )?(?:nội dung|nhiệm vụ|công việc|giải pháp)\b.*:$",
    re.IGNORECASE,
)
_ALLOTS = re.compile(
    rf"{_TO_DO}|^(?:tổ chức (?:thực hiện|triển khai)|phân công|giao (?:nhiệm vụ|trách nhiệm)|trách nhiệm)", re.I
)
_DESCRIBES = re.compile(
    r"^(?:về (?=kết quả))?(?:chức năng|vị trí|nhiệm vụ(?:,| và) quyền hạn|quyền hạn|cơ cấu|thành phần|kết quả"
    r"|tình hình"
    r"|đánh giá(?: (?:chung|kết quả|tình hình|công tác|hoạt động|tháng|quý|năm)\b|[:.]?$)"
    r"|(?:ưu|khuyết) điểm|bài học kinh nghiệm"
    r"|hạn chế|tồn tại|khó khăn|nguyên nhân|sự cần thiết"
    r"|cơ sở (?:chính trị|pháp lý|thực tiễn)|quan điểm|nguyên tắc|đối tượng|phạm vi|giải thích"
    r"|mục tiêu(?!.*(?:nhiệm vụ|giải pháp))|mục đích|(?:đề xuất|kiến nghị)"
    r"|hiệu lực|quy định chuyển tiếp|điều khoản chuyển tiếp)",
    re.IGNORECASE,
)


_LABEL = re.compile(r"(?:đánh giá|kết quả|tình hình|hạn chế)(?: chung| thực hiện| đạt được)?:", re.IGNORECASE)
"""How an item begins that tells in what it goes on with what was done."""


@dataclass(slots=True)
class Mandates:
    """What the headings and lead-ins read so far say of the places below them; blocks are shown in order."""

    tree: Tree
    header: Header
    _directing: set[Span | int] = field(default_factory=set)
    _describing: set[Span | int | None] = field(default_factory=set)
    _norms: dict[int, bool] = field(default_factory=dict)
    _region: int | None = None
    has_begun: bool = False

    @property
    def only_tells(self) -> bool:
        """Whether the directive reports or asks, and gives tasks only where it says so."""
        return self.header.kind in _TELLS

    @property
    def is_act(self) -> bool:
        """Whether the directive is an act of law, which says what everybody must do."""
        return self.header.kind in _ACTS

    def may_give(self, names: tuple[str, ...]) -> bool:
        """Whether those named are offices, and ones that the directive can give tasks to; ``Xã nào`` is none."""
        if any(" nào" in name for name in names):
            return False
        return not actors.are_public(names, with_firms=self.is_act) and not standing.is_above(names, self.header)

    def is_norm(self, block: Block) -> bool:
        """Whether a block is of an act of law, or of an article in a chapter or a regulation attached to one."""
        return self.is_act or (block.section is not None and self._is_of_regulation(block.section))

    def _is_of_regulation(self, section: int) -> bool:
        if section not in self._norms:
            levels = {self.tree.sections[index].level for index in self.tree.ancestors(section)}
            self._norms[section] = (
                bears_year(
                    self.header.number
                )  # ``573/QĐ-SYT`` rules an office and those below it: they have tasks
                and Level.ARTICLE in levels
                and not levels.isdisjoint((Level.CHAPTER, Level.APPENDIX))
            )
        return self._norms[section]

    def describes(self, block: Block, words: str) -> bool:
        """Whether a block stands in a section that gives no tasks: its aims, results, scope."""
        section = block.section
        if words[-1:] == ":" and _DESCRIBES.match(sentences.last(words)) and not self.opens_section(block):
            self._describing.add((block.start, block.end))
        if section is None:
            return self.only_tells and not words.startswith("Giao ")
        says_so = (
            (self._is_title(block, words) or _LABEL.match(words))
            and _DESCRIBES.match(words)
            and not _RESPONSIBLE.search(words)
        )
        above = {self.tree.sections[section].parent, self.tree.sections[section].lead_in}
        if says_so or not self._describing.isdisjoint(above):
            self._describing.add(section)
        return section in self._describing

    def given(self, block: Block) -> bool:
        """Whether tasks are given where a block stands."""
        chain = self.tree.ancestors(block.section)
        if chain and block.region == self._region:
            return True
        lead_ins = {self.tree.sections[index].lead_in for index in chain}
        return not self._directing.isdisjoint([*chain, *(span for span in lead_ins if span)])

    def announced(self, block: Block, words: str) -> bool:
        """Whether a heading or lead-in says that tasks are given below it; a report says so in so many words."""
        if self.only_tells:
            return _ALLOTS.match(words) is not None
        if self.is_norm(block):
            is_office = self.opens_section(block) and not self.is_act and actors.is_whole(words)
            return is_office or _RESPONSIBLE.search(words) is not None
        return _DIRECTS.search(words) is not None

    def learn(self, block: Block, words: str) -> None:
        """Tasks are given below this heading, or below this lead-in and all that follows it."""
        self.has_begun = True
        if block.section is not None and (self.opens_section(block) or self._is_title(block, words)):
            self._directing.add(block.section)
            return
        self._directing.add((block.start, block.end))
        if block.section is None:
            self._region = block.region

    def learn_beside(self, block: Block) -> None:
        """An item that gives a task has siblings that give others, and so has what it stands in."""
        if block.section is None or not self.opens_section(block) or self.is_norm(block):
            return
        lead_in = self.tree.sections[block.section].lead_in
        self._directing.update(self.tree.ancestors(block.section)[-3:-1] or ([lead_in] if lead_in else []))

    def opens_section(self, block: Block) -> bool:
        """Whether a block begins its section."""
        return block.section is not None and self.tree.sections[block.section].start == block.start

    def _is_title(self, block: Block, words: str) -> bool:
        """Whether a block is the heading of its section; that of a chapter may stand on the next line."""
        return block.section is not None and block.is_heading and (self.opens_section(block) or words[-1:] != ":")
