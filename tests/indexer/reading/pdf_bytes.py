"""PDF files made by hand: a page a text, one font whose ToUnicode table names every letter.

The glyphs are those of Helvetica and wrong for Vietnamese; the text layer, which is all that is read, is right.
Written after ISO 32000-1, 7.5 (file structure) and 9.10.3 (ToUnicode CMaps).
"""

from __future__ import annotations


def pdf(*pages: str, font: str = "Helvetica") -> bytes:
    """A PDF with one page for each text; an empty text gives a page without a text layer, as a scan has."""
    codes = {letter: code for code, letter in enumerate(sorted(set("".join(pages)) - {"\n"}), 1)}
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{font} /Encoding /Identity-H "
        f"/DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{font} /DW 500 "
        f"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] "
        f"/ToUnicode {4 + 2 * len(pages)} 0 R >>".encode(),
    ]
    for number, text in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            f"/Resources << /Font << /F 3 0 R >> >> >>".encode()
        )
        objects.append(_stream(_drawing(text, codes)))
    objects.append(_stream(_names(codes)))
    return _file(objects)


def _drawing(text: str, codes: dict[str, int]) -> str:
    """Each line of the text at its height, as hexadecimal codes."""
    shown = [f"<{''.join(f'{codes[letter]:04x}' for letter in line)}> Tj T*" for line in text.split("\n")]
    return "\n".join(["BT /F 12 Tf 14 TL 72 770 Td", *shown, "ET"]) if text else "0 0 595 842 re f"


def _names(codes: dict[str, int]) -> str:
    rows = "\n".join(f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{len(codes)} beginbfchar\n{rows}\nendbfchar\n"
        "endcmap end end"
    )


def _stream(content: str) -> bytes:
    data = content.encode()
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def _file(objects: list[bytes]) -> bytes:
    """Objects with their table of offsets."""
    out, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, len(out))
    )
