"""PDF files with a text layer, page by page, by pypdf."""

from __future__ import annotations

import logging
from pathlib import Path

from pypdf import PdfReader

from indexer.domain import Page, Source
from indexer.errors import FileRefused
from indexer.text import nfc

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it would print, FileRefused says


def read(path: Path) -> Source:
    """Read the text layer. Page numbers are positions in the file, from 1.

    Raises:
        FileRefused: ``encrypted`` with a password other than the empty one; ``no_text`` where no page has a text
            layer (a scan).
    """
    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        raise FileRefused("encrypted", "PDF có mật khẩu; hãy lưu một bản không mật khẩu.")
    texts = [nfc(page.extract_text()) for page in reader.pages]
    if not any(text.strip() for text in texts):
        raise FileRefused("no_text", f"PDF quét ảnh: {len(texts)} trang đều không có lớp văn bản (cần OCR).")
    return _joined(texts)


def _joined(texts: list[str]) -> Source:
    """Pages after one another, a blank line between, with the span of each."""
    pages, start = [], 0
    for number, text in enumerate(texts, 1):
        pages.append(Page(number, start, start + len(text)))
        start += len(text) + 2
    return Source(text="\n\n".join(texts), format="pdf", pages=tuple(pages))
