"""What headings and lead-ins hand down to the blocks below them: whose tasks stand there.

``Sở Y tế chủ trì:`` hands its role to the items below; ``- Giao Phòng X ...`` the office alone to what goes on.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from indexer import sentences
from indexer.assignments import duties, headings, orders, roles
from indexer.assignments.mandates import Mandates
from indexer.assignments.places import Above, Place
from indexer.assignments.roles import Duty
from indexer.domain import Level, Role, Span
from indexer.names import actors, name_heads
from indexer.names.actors import Known
from indexer.structure import Block, Tree

_SAID = (Role.LEAD, Role.COORDINATE)
_SURE = 2
"""Headings of a list that name offices, so that all of it does."""


@dataclass(slots=True)
class LeadIns:
    """Those read so far; blocks are shown in order."""

    tree: Tree
    known: Known
    mandates: Mandates
    _of_section: dict[int, Above] = field(default_factory=dict)
    _of_lead_in: dict[Span, Above] = field(default_factory=dict)
    _lists: dict[tuple[int | None, Level], bool] = field(default_factory=dict)
    _unmarked: tuple[Block, Above] | None = None

    def place(self, block: Block) -> Place:
        """What is known of the place of a block."""
        is_item = self.mandates.opens_section(block)
        return Place(
            self._above(block),
            self.mandates.given(block),
            self.mandates.has_begun,
            self.mandates.is_norm(block),
            is_item,
            not self.mandates.only_tells,
        )

    def remember(self, block: Block, words: str) -> None:
        """Keep what a heading or lead-in says for the items below it."""
        self._unmarked, has_begun = None, self.mandates.has_begun
        place, is_mandate = self.place(block), self.mandates.announced(block, words)
        duty = self._announced(block, words, place) if is_mandate or place.may_oblige else None
        if duty and not self.mandates.may_give(duty.assignees):
            duty = None
        if is_mandate or (duty and not self._is_condition(words, place)):
            self.mandates.learn(block, words)
        if duty is None:
            return
        opens = self.mandates.opens_section(block)
        is_known = any(name_heads.begins(name) for name in duty.assignees)
        is_partial = not (duty.announces and is_known) or self._is_condition(words, place)
        found = Above(duty, (block.start, block.end), is_partial, is_heading=opens)
        if not opens:
            self._of_lead_in[block.start, block.end] = found
            if has_begun and actors.is_whole(words.rstrip(" :.")):
                self._unmarked = block, replace(found, is_partial=True)
        if block.section is not None:
            self._of_section[block.section] = found

    def keep(self, block: Block, assignees: tuple[str, ...]) -> None:
        """A paragraph that goes on after "- Giao Phòng X ..." belongs to Phòng X; roles are its own."""
        if block.section is not None and self.mandates.opens_section(block):
            duty = Duty(assignees, None, (), "")
            self._of_section[block.section] = Above(duty, (block.start, block.end), is_said=True)

    def heads(self, block: Block, above: Above) -> bool:
        """Whether a duty is that of the section a block stands in, and not of one farther up."""
        return block.section is not None and self._of_section.get(block.section) is above

    def _is_condition(self, words: str, place: Place) -> bool:
        """Whether a heading may only say whom a rule is for: only what begins with a duty is a task below it."""
        return words.startswith("Đối với") and not place.is_directed

    def _announced(self, block: Block, words: str, place: Place) -> Duty | None:
        """The duty that a heading or lead-in announces."""
        above, is_directed = place.above, place.is_directed
        last = sentences.last(words)
        if led := headings.led(last, self.known, above.duty if above else None):
            return led
        duty = orders.ordered(words, self.known) or orders.ordered(last, self.known)
        if duty and (above is None or duty.announces or words.startswith("Giao ")):
            return duty
        may_be_bare = is_directed or self._is_item(block) or actors.is_whole(words.removesuffix(":"))
        may_head = is_directed or not self.mandates.only_tells
        if may_head and (duty := headings.headed(words, self.known, may_be_bare)):
            return duty
        if is_directed and above is None and self._beside_offices(block) and (duty := headings.unknown(words)):
            return duty
        return self._led_in(last, place) if last[-1] == ":" else None

    def _led_in(self, last: str, place: Place) -> Duty | None:
        """The duty of an office that a sentence leads in to, or of the one above in a role of its own."""
        if duty := duties.obliged(last, self.known, place.is_directed, place.is_norm):
            return duty
        told = None if place.is_norm else duties.worded(last[:-1], self.known, is_item=True)
        if told and told.announces and not actors.may_speak(told.assignees, self.known):
            return told
        item = roles.inherited(last, place.above.duty, self.known) if place.above else None
        return item if item and item.role in _SAID else None

    def _beside_offices(self, block: Block) -> bool:
        """Whether the headings beside a block's name offices: one among them does so too, whatever its words."""
        if block.section is None or not self._is_item(block):
            return False
        section = self.tree.sections[block.section]
        if (found := self._lists.get((section.parent, section.level))) is None:
            beside = (
                one for one in self.tree.sections if (one.parent, one.level) == (section.parent, section.level)
            )
            are = [actors.is_whole(one.title) for one in beside if one.title]
            found = self._lists[section.parent, section.level] = sum(are) >= max(_SURE, len(are) / 2)
        return found

    def _is_item(self, block: Block) -> bool:
        """Whether a block is a marked item or an article, not the title of a chapter."""
        section = self.tree.sections[block.section] if block.section is not None else None
        return section is not None and section.start == block.start and section.level.rank >= Level.ARTICLE.rank

    def end(self) -> None:
        """The paragraphs below an office alone on its line are over."""
        self._unmarked = None

    def _above(self, block: Block) -> Above | None:
        """The duty that the nearest heading or lead-in above a block hands down."""
        if self._unmarked and (self._unmarked[0].section, self._unmarked[0].region) == (
            block.section,
            block.region,
        ):
            return self._unmarked[1]
        section = block.section
        while section is not None:
            lead_in = self.tree.sections[section].lead_in
            if found := self._of_section.get(section) or (lead_in and self._of_lead_in.get(lead_in)) or None:
                return found
            if self.tree.sections[section].level is Level.ARTICLE:
                return None
            section = self.tree.sections[section].parent
        return None
