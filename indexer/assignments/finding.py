"""Who must do what by when: the assignments (nhiệm vụ được giao) of a directive.

An assignment is an order or a duty in a sentence, an item below a heading or lead-in that names an office, or a
row of a table of tasks. Each paragraph or item of the lowest level is one; a sentence with another office in it is
another. What was done, what is quoted, what describes an office, and a closing "đề nghị các đơn vị triển khai thực
hiện" assign nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import NamedTuple

from indexer import deadlines, sentences, verbs
from indexer.assignments import duties, headings, orders, roles
from indexer.assignments.lead_ins import LeadIns
from indexer.assignments.mandates import Mandates
from indexer.assignments.places import Above, Place
from indexer.assignments.roles import Duty
from indexer.assignments.task_fields import Record, record_duty, records
from indexer.assignments.task_tables import columns, row_duty
from indexer.domain import Assignment, Header, Role, Span
from indexer.lines import without_page_numbers
from indexer.names import actors
from indexer.structure import Block, Tree

_SPACE = re.compile(r"\s")
_WINDOW = 1_000
"""Characters of a block that are read for what one of its later sentences says."""

_LEADS_IN = re.compile(r"\b(?:có (?:trách nhiệm|nhiệm vụ)|như sau|sau đây)$")
"""How a lead-in ends that lost its colon."""

_LABEL = 60
"""Characters of a label before the office that has the task: ``1. Chế độ báo cáo: Các đơn vị ...``."""


def find(text: str, tree: Tree, header: Header) -> tuple[Assignment, ...]:
    """The assignments of an NFC text, in order of appearance."""
    quotes = sentences.quotations(text)
    lines = (*header.recipients, *(section.title for section in tree.sections if section.title))
    known = actors.Known.of(header, lines)
    mandates = Mandates(tree, header)
    finder = _Finder(text, tree, header, known, quotes, mandates, LeadIns(tree, known, mandates))
    return tuple(assignment for at in range(len(tree.blocks)) for assignment in finder.read(at))


class _Found(NamedTuple):
    """A duty of a block: where its sentence begins in the words, where its task does, whether it is ordered."""

    start: int
    duty: Duty
    task_at: int
    is_order: bool = False


def _task_at(said: str, start: int, duty: Duty) -> int:
    """Where a task begins: it goes to the end of what was read from ``start`` on."""
    return start + len(said.rstrip(" ,:;")) - len(duty.task)


@dataclass(slots=True)
class _Finder:
    """Goes through the blocks in order; ``mandates`` and ``lead_ins`` remember what headings and lead-ins say."""

    text: str
    tree: Tree
    header: Header
    known: actors.Known
    quotes: list[Span]
    mandates: Mandates
    lead_ins: LeadIns
    quotes_seen: int = 0
    records: dict[int, Record] = field(default_factory=dict)

    def read(self, at: int) -> Iterator[Assignment]:
        """The assignments of one block."""
        block = self.tree.blocks[at]
        if not _SPACE.search(self.text, block.start, block.end):
            return  # a cell, a number: who must do what takes two words at least
        words = self._words(block)
        if block.heads is not None:
            yield from self._row(block)
        elif (given := self._fields(at, words)) is not None:
            yield from given
        elif (
            not words
            or self._is_quoted(block)
            or sentences.says_nothing(words)
            or self.mandates.describes(block, words)
        ):
            return
        elif block.is_heading or actors.is_whole(words):
            before, lead_in = self._parted(block, words)
            if before:
                yield from self._sentences(block, before)
            self.lead_ins.remember(block, lead_in)
        else:
            yield from self._sentences(block, words)
            if words.endswith(":"):
                self.lead_ins.remember(block, sentences.last(words))

    def _words(self, block: Block) -> str:
        """The words of a block without its mark and signs of emphasis, single-spaced.

        A title or an office alone on the first line is a heading whose blank line was lost: a colon follows it.
        """
        start = block.start
        if block.section is not None and (section := self.tree.sections[block.section]).start == start:
            at = self.text.find(section.label, start, start + 40)
            start = at + len(section.label) if at >= 0 and section.label else start
        said = without_page_numbers(self.text[start : block.end])
        first, _, rest = said.replace("*", "").strip().partition("\n")
        first, rest = " ".join(first.split()).lstrip(" .():/-–|"), " ".join(rest.split())
        named = actors.read(first, 0) if rest[:1].isupper() and verbs.begins(rest) else None
        is_title = bool(named and named.end == len(first)) or sentences.is_title(first, rest)
        words = f"{first}: {rest}" if is_title else f"{first} {rest}".strip()
        return f"{words}:" if _LEADS_IN.search(words) else words

    def _parted(self, block: Block, words: str) -> tuple[str, str]:
        """The sentences of an item before its lead-in, none where it is one: ``Sở A kiểm tra. Chỉ đạo Sở B:``."""
        lead_in = sentences.last(words)
        before = words[: len(words) - len(lead_in)].rstrip()
        has_two = before.endswith(".") and self.mandates.opens_section(block) and not self.mandates.is_norm(block)
        return (before, lead_in) if has_two else ("", words)

    def _is_quoted(self, block: Block) -> bool:
        """Whether the block begins between quotation marks; blocks come in order, and so do quotations."""
        while self.quotes_seen < len(self.quotes) and self.quotes[self.quotes_seen][1] <= block.start:
            self.quotes_seen += 1
        ahead = self.quotes[self.quotes_seen : self.quotes_seen + 1]
        return any(
            start <= block.start and end >= min(block.end, start + 1) and end > block.start for start, end in ahead
        )

    def _sentences(self, block: Block, words: str) -> Iterator[Assignment]:
        """One assignment for the block, another for each sentence that names another office."""
        place, bare = self.lead_ins.place(block), sentences.unquoted(words)
        above, found = place.above, self._stated(bare, place)
        if not found and orders.urges(bare, self.known):
            return
        before = words[: found[0].start] if found else words
        if not verbs.begins(words):
            self.lead_ins.end()
        is_label = before.rstrip().endswith(":") and (len(before) <= _LABEL or before.startswith("Về "))
        if above and before and not (found and is_label) and self._goes_on(block, before, above):
            duty = roles.inherited(bare, above.duty, self.known)
            found.insert(0, _Found(0, duty, _task_at(bare, 0, duty)))
        if any(one.is_order for one in found) and not place.is_norm:
            self.mandates.has_begun = True
        for one, end in zip(found, [*(other.start for other in found[1:]), len(words)], strict=False):
            yield self._assignment(
                block, replace(one.duty, task=words[one.task_at : end]), words[one.start : end], above
            )
        if found and found[0].start == 0 and above is None:
            self.mandates.learn_beside(block)
        if found and (above is None or found[0].duty.assignees != above.duty.assignees):
            self.lead_ins.keep(block, found[0].duty.assignees)

    def _stated(self, words: str, place: Place) -> list[_Found]:
        """The duties of the sentences that name an office; a last one that leads in to a list only announces."""
        starts = sentences.starts(words)
        found: list[_Found] = []
        for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
            sentence = words[start:end]
            if sentences.says_nothing(sentence) or sentences.enacts(sentence) or place.is_led(sentence):
                continue
            said = words[start : start + _WINDOW] if start else words
            is_first = start == 0 or (start <= _LABEL and words[start - 2] == ":")
            duty = self._own(said, place, is_first)
            if found and start <= found[-1].task_at:
                continue
            if found and sentences.is_its_own(words, start, found[0].is_order):
                continue
            if (
                duty is None
                or not duty.task
                or duty.seats
                or (words[-1] == ":" and end == len(words) and duty.announces)
            ):
                continue
            if duty.is_urging and not orders.gives(sentence) and (not place.is_item or duty.is_closing):
                continue
            is_new = not found or duty.assignees != found[-1].duty.assignees
            if is_new and self.mandates.may_give(duty.assignees) and not self._asks_itself(duty):
                found.append(_Found(start, duty, _task_at(said, start, duty), not found and orders.is_order(said)))
                place = place._replace(has_begun=place.has_begun or not place.is_norm)
                found += self._clauses(words[:end], found[-1].task_at, place)
        return found

    def _asks_itself(self, duty: Duty) -> bool:
        """Whether the issuer only asks others for something: ``Ban Thường vụ Tỉnh ủy đề nghị Trung ương ...``."""
        is_issuer = self.known.issuer is not None and actors.may_speak(duty.assignees, self.known)
        return is_issuer and duty.task.startswith(("đề nghị ", "kiến nghị "))

    def _clauses(self, words: str, task_at: int, place: Place) -> Iterator[_Found]:
        """The duties that other offices have in the same sentence: ``Sở A lập dự toán, Sở B thẩm định``."""
        for start in duties.clauses(words, task_at):
            duty = duties.worded(words[start:], self.known, is_item=False)
            if duty and re.search(r"\w", duty.task) and self.mandates.may_give(duty.assignees):
                yield _Found(start, duty, _task_at(words[start:], start, duty))

    def _own(self, words: str, place: Place, is_first: bool) -> Duty | None:
        """The duty of a sentence that names its office itself."""
        only_given = place.above is not None or place.is_norm
        may_speak = not place.is_directed
        if duty := orders.ordered(words, self.known, only_given, may_speak, may_ask=is_first and place.may_ask):
            return duty
        if not place.may_oblige:
            return None
        if is_first and (duty := duties.attributed(words, self.known)):
            return duty
        is_directed = place.is_directed or place.may_be_plain
        is_labelled = is_directed if is_first or words[:1].isupper() else False
        if (is_labelled or words.startswith("Đối với")) and (
            duty := headings.labelled(words, self.known, is_directed and is_first)
        ):
            return duty
        if duty := duties.obliged(words, self.known, is_directed and is_first, place.is_norm):
            return duty
        return None if is_first and place.is_directed else self._worded(words, place)

    def _worded(self, words: str, place: Place) -> Duty | None:
        """A sentence after another, or one that follows the tasks: an office and what it does."""
        if not (place.is_directed or place.goes_on):
            return None
        duty = duties.worded(words, self.known, is_item=False)
        is_told = duty is None or duty.is_urging or (duties.speaks(duty.task) and not place.is_item)
        return None if is_told else duty

    def _goes_on(self, block: Block, words: str, above: Above) -> bool:
        """Whether a block without an office of its own is a task of the one above."""
        if sentences.states(words) or duties.tells(words, self.known):
            return False
        is_item = block.section is None or self.mandates.opens_section(block)
        if sentences.changes(words, is_item and block.section is not None):
            return False
        is_below = self.lead_ins.heads(block, above) and above.is_heading and not above.is_said
        return verbs.begins(words) or (not above.is_partial and (is_item or is_below))

    def _assignment(self, block: Block, duty: Duty, words: str, above: Above | None) -> Assignment:
        """What the domain calls an assignment; ``words`` may say by when before they say who."""
        task = sentences.unquoted(duty.task)
        deadline = deadlines.of_task(task, self.header.date) or deadlines.find(words, self.header.date)
        is_own = above is None or duty.assignees != above.duty.assignees
        lead_in = None if is_own or above is None else above.lead_in
        return _assignment(replace(duty, task=duty.task.strip(" ,:;")), deadline, block, lead_in)

    def _fields(self, at: int, words: str) -> tuple[Assignment, ...] | None:
        """``Cơ quan chủ trì: Sở A`` below a task or after it, with the lines of other fields around it: the task
        where it is named, none at the others; None where a block is no such line.
        """
        blocks = self.tree.blocks
        if at not in self.records:
            following = (self._words(block) for block in blocks[at + 1 :])
            for record in records(at, chain([words], following)):
                self.records.update(dict.fromkeys(range(record.first, record.first + len(record.lines)), record))
        if at not in self.records:
            return None
        record = self.records.pop(at)
        block = blocks[record.task_at]
        before = self._words(block)
        duty = record_duty(record, before[: record.fields[0].start or len(before)], self.known)
        if duty is None:
            return None
        if not any(one.is_who for one in record.lines[at - record.first]):
            return ()
        written = self.header.date
        deadline = deadlines.cell(record.by_when, written) or deadlines.of_task(duty.task, written)
        who = blocks[at]
        return (_assignment(duty, deadline, block, None if who is block else (who.start, who.end)),)

    def _row(self, block: Block) -> Iterator[Assignment]:
        """A row of a table with columns for tasks and those who do them."""
        if block.heads is None or block.heads == (block.start, block.end):
            return
        found = row_duty(columns(self.text[slice(*block.heads)]), self.text[block.start : block.end], self.known)
        if found is None or found[0].seats:
            return
        (duty, said), written = found, self.header.date
        deadline = deadlines.cell(said, written) if said else deadlines.of_task(duty.task, written)
        yield _assignment(duty, deadline, block, block.heads)


def _assignment(duty: Duty, deadline: deadlines.Deadline | None, block: Block, lead_in: Span | None) -> Assignment:
    """What the domain calls an assignment."""
    return Assignment(
        assignees=duty.assignees,
        role=duty.role or Role.IMPLEMENT,
        partners=duty.partners,
        task=duty.task,
        deadline=deadline.words if deadline else None,
        due=deadline.due if deadline else deadlines.UNKNOWN,
        section=block.section,
        start=block.start,
        end=block.end,
        lead_in=lead_in,
    )
