"""Abbreviations that Vietnamese offices use without explaining them. Matched both ways, whole words only."""

from __future__ import annotations

COMMON = {
    "ATTP": "an toàn thực phẩm", "ATTT": "an toàn thông tin", "BAĐT": "bệnh án điện tử", "BCĐ": "ban chỉ đạo",
    "BGĐ": "ban giám đốc", "BHXH": "bảo hiểm xã hội", "BHYT": "bảo hiểm y tế", "BQL": "ban quản lý",
    "BV": "bệnh viện", "BYT": "bộ y tế", "CBCC": "cán bộ công chức", "CCHC": "cải cách hành chính",
    "CNTT": "công nghệ thông tin", "CQĐT": "chính quyền điện tử", "CSHT": "cơ sở hạ tầng",
    "CSSK": "chăm sóc sức khỏe", "CSVC": "cơ sở vật chất", "CSYT": "cơ sở y tế", "CĐS": "chuyển đổi số",
    "DVC": "dịch vụ công", "DVCTT": "dịch vụ công trực tuyến", "GDĐT": "giáo dục và đào tạo",
    "GPMB": "giải phóng mặt bằng", "HSBA": "hồ sơ bệnh án", "HSSK": "hồ sơ sức khỏe",
    "HSSKĐT": "hồ sơ sức khỏe điện tử", "HTTT": "hệ thống thông tin", "HĐND": "hội đồng nhân dân",
    "KBCB": "khám bệnh chữa bệnh", "KCB": "khám chữa bệnh", "KHCN": "khoa học công nghệ",
    "KHTC": "kế hoạch tài chính", "KHĐT": "kế hoạch đầu tư", "KTXH": "kinh tế xã hội",
    "LĐTBXH": "lao động thương binh và xã hội", "MTTQ": "mặt trận tổ quốc", "NQ": "nghị quyết",
    "NSNN": "ngân sách nhà nước", "NVYT": "nhân viên y tế", "PCCC": "phòng cháy chữa cháy",
    "PCD": "phòng chống dịch", "PCT": "phó chủ tịch", "QLNN": "quản lý nhà nước", "QĐ": "quyết định",
    "SYT": "sở y tế", "TB": "thông báo", "TCKH": "tài chính kế hoạch", "TNMT": "tài nguyên và môi trường",
    "TP": "thành phố",
    "TTB": "trang thiết bị", "TTBYT": "trang thiết bị y tế", "TTHC": "thủ tục hành chính",
    "TTTT": "thông tin và truyền thông", "TTYT": "trung tâm y tế", "TYT": "trạm y tế",
    "UBND": "ủy ban nhân dân", "VBQPPL": "văn bản quy phạm pháp luật", "VHTT": "văn hóa và thông tin",
    "VHXH": "văn hóa xã hội", "VP": "văn phòng", "VTYT": "vật tư y tế", "XDCB": "xây dựng cơ bản",
    "YTCS": "y tế cơ sở", "YTDP": "y tế dự phòng", "ĐTXD": "đầu tư xây dựng", "ĐVSN": "đơn vị sự nghiệp",
}  # fmt: skip
"""Short form to long form, as it is written without punctuation."""
