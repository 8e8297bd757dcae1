"""What was understood of a file as one line of JSON, from the process that read it to the one that indexes it."""

from __future__ import annotations

import json
from dataclasses import astuple
from typing import Any

from indexer.domain import Directive
from indexer.index import rows as to
from indexer.index.records import header
from indexer.parsed import Parsed
from indexer.structure import Block, Tree


def pack(parsed: Parsed) -> str:
    """One line, without its end."""
    bare = Directive("", parsed.source, parsed.header, (), ())
    _, _, format, head, pages, notes, lines, text = to.of_directive(bare)
    content = {
        "source": (text, format, pages, notes, lines),
        "header": head,
        "sections": [to.of_section(section) for section in parsed.tree.sections],
        "blocks": [astuple(block) for block in parsed.tree.blocks],
        "assignments": [to.of_assignment(assignment) for assignment in parsed.assignments],
        "references": [to.of_reference(reference) for reference in parsed.references],
    }
    return json.dumps(content, ensure_ascii=False)


def unpack(line: str) -> Parsed:
    """What :func:`pack` was given, but for the places of lines, which are kept to a tenth of a point.

    Raises:
        ValueError, TypeError, KeyError: it is no such line.
    """
    content: dict[str, Any] = json.loads(line)
    return Parsed(
        to.source(*content["source"]),
        header(content["header"]),
        Tree(tuple(map(to.section, content["sections"])), tuple(map(_block, content["blocks"]))),
        tuple(map(to.assignment, content["assignments"])),
        tuple(map(to.reference, content["references"])),
    )


def _block(row: list[Any]) -> Block:
    start, end, section, is_heading, region, heads = row
    return Block(start, end, section, is_heading, region, heads and (heads[0], heads[1]))
