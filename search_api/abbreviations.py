"""Abbreviations that Vietnamese offices use without explaining them. Matched both ways, whole words only."""

from __future__ import annotations

COMMON = {
    "ATTP": "an toàn thực phẩm", "ATTT": "an toàn thông tin", "BCĐ": "ban chỉ đạo", "BGĐ": "ban giám đốc",
    "BHXH": "bảo hiểm xã hội", "BHYT": "bảo hiểm y tế", "BV": "bệnh viện", "BYT": "bộ y tế",
    "CBCC": "cán bộ công chức", "CCHC": "cải cách hành chính", "CĐS": "chuyển đổi số",
    "CNTT": "công nghệ thông tin", "CQĐT": "chính quyền điện tử", "CSSK": "chăm sóc sức khỏe",
    "CSVC": "cơ sở vật chất", "CSHT": "cơ sở hạ tầng", "DVC": "dịch vụ công", "ĐVSN": "đơn vị sự nghiệp",
    "GPMB": "giải phóng mặt bằng", "HĐND": "hội đồng nhân dân", "HSBA": "hồ sơ bệnh án",
    "HSSK": "hồ sơ sức khỏe", "HTTT": "hệ thống thông tin", "KCB": "khám bệnh chữa bệnh",
    "KHCN": "khoa học công nghệ", "KHĐT": "kế hoạch đầu tư", "KHTC": "kế hoạch tài chính",
    "KTXH": "kinh tế xã hội", "LĐTBXH": "lao động thương binh và xã hội", "MTTQ": "mặt trận tổ quốc",
    "NSNN": "ngân sách nhà nước", "NVYT": "nhân viên y tế", "PCCC": "phòng cháy chữa cháy",
    "PCD": "phòng chống dịch", "PCT": "phó chủ tịch", "QLNN": "quản lý nhà nước", "SYT": "sở y tế",
    "TCKH": "tài chính kế hoạch", "TNMT": "tài nguyên và môi trường", "TTB": "trang thiết bị",
    "TTBYT": "trang thiết bị y tế", "TTHC": "thủ tục hành chính", "TTYT": "trung tâm y tế",
    "TTTT": "thông tin và truyền thông", "TYT": "trạm y tế", "UBND": "ủy ban nhân dân",
    "VBQPPL": "văn bản quy phạm pháp luật", "VHTT": "văn hóa và thông tin", "VHXH": "văn hóa xã hội",
    "VP": "văn phòng", "VTYT": "vật tư y tế", "XDCB": "xây dựng cơ bản", "YTCS": "y tế cơ sở",
    "YTDP": "y tế dự phòng",
}  # fmt: skip
"""Short form to long form, as it is written without punctuation."""
