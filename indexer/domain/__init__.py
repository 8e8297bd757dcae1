"""The domain's words. Every Vietnamese legal term is glossed here once and named in English elsewhere.

========== ======================= =====================================================================
directive  văn bản                 one document of the archive: header, body, source file
number     số, ký hiệu             ``231/KH-UBND``; ``symbol`` (ký hiệu) is the part without the count
kind       tên loại                kế hoạch, công văn, quyết định ... (Decree 30/2020/NĐ-CP, article 7)
subject    trích yếu               what it is about: "V/v ..." or the lines under the kind
issuer     cơ quan ban hành        whose directive it is; ``parent_issuer`` (cơ quan chủ quản) stands above it
authority  quyền hạn ký            TM. (on behalf of), KT. (for), TL. (by order), TUQ. (by authorisation), Q.
recipients kính gửi + nơi nhận     to whom it goes
section    phần ... gạch đầu dòng  a node of the body's tree; ``lead-in`` (câu dẫn) is the line a list hangs on
passage    đoạn                    what is retrieved and cited: a span of one directive's text
assignment nhiệm vụ được giao      who must do what, as lead (chủ trì) or coordinating (phối hợp), by when
reference  văn bản viện dẫn        a directive named in another's text, and what it is there for
========== ======================= =====================================================================

All offsets count characters of ``Directive.text`` (NFC); a span is ``start <= offset < end``.
"""

from __future__ import annotations

from indexer.domain.body import Level, Passage, Section
from indexer.domain.directive import Assignment, Directive, Reference, Relation, Role, directive_id, passage_id
from indexer.domain.header import Header, PartialDate
from indexer.domain.source import Page, PlacedLine, Source, Span

__all__ = [
    "Assignment",
    "Directive",
    "Header",
    "Level",
    "Page",
    "PartialDate",
    "Passage",
    "PlacedLine",
    "Reference",
    "Relation",
    "Role",
    "Section",
    "Source",
    "Span",
    "directive_id",
    "passage_id",
]
