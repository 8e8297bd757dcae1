"""Where the name of an office ends, and what it is to do begins."""

from __future__ import annotations

import pytest

from indexer import actors, duties


@pytest.mark.parametrize(
    ("name", "task"),
    [
        ("Sở Y tế", "đăng tải danh sách cơ sở"),
        ("Phòng Quản lý hoạt động xây dựng", "rút ngắn thời gian thẩm định"),
        ("Trung tâm Giám định chất lượng xây dựng", "lấy mẫu vật liệu"),
        ("Văn phòng Sở", "in và phát hành tài liệu"),
        ("Trung tâm Y tế huyện", "tư vấn dinh dưỡng cho bà mẹ"),
        ("Trường Cao đẳng Nghề Lào Cai", "lùi thời gian nhập học"),
        ("Hội Liên hiệp Phụ nữ huyện", "vận động hội viên"),
        ("Hội Đoàn kết sư sãi yêu nước huyện", "chuẩn bị lễ vật"),
        ("Hội Người cao tuổi xã", "đi thăm hỏi hội viên"),
        ("Hội Cựu thanh niên xung phong tỉnh", "sưu tầm hiện vật"),
        ("Đội Quản lý vận hành lưới điện cao thế", "tái lập ca trực"),
        ("Đội Quản lý trật tự đô thị", "nhắc nhở hộ kinh doanh"),
        ("Đội Cảnh sát điều tra tội phạm về hình sự", "truy bắt đối tượng"),
        ("Tổ trưởng Tổ dân phố", "đến từng hộ gia đình"),
        ("Điều tra viên", "đến từng hộ"),
        ("Giám sát viên", "kiểm tra 10% số phiếu"),
        ("Nhân viên vận hành", "đóng mở van"),
        ("Thủ kho", "lập thẻ kho"),
        ("Thủ quỹ", "chi trả phụ cấp"),
        ("Kế toán", "lập chứng từ"),
        ("Giáo viên chủ nhiệm", "gửi sổ liên lạc"),
        ("Giáo viên dạy lớp 12", "rà soát học sinh"),
        ("Các đồn còn lại", "tuần tra khép kín"),
        ("Các đồng chí trong Thường vụ Đảng ủy", "xuống các đồn"),
        ("Phòng Xây dựng chính quyền và công tác thanh niên", "hướng dẫn UBND các xã"),
        ("Cố vấn học tập", "gặp gỡ sinh viên"),
        ("Công chức phụ trách lao động cấp xã", "nhập phiếu vào phần mềm"),
        ("Công chức Tư pháp - Hộ tịch", "niêm yết thủ tục"),
        ("Phó Giám đốc phụ trách chuyên môn", "giữ điện thoại đường dây nóng"),
        ("Phó Chủ tịch phụ trách kinh tế", "ký duyệt dự toán"),
        ("Các trường có tổ chức bán trú", "ký lại hợp đồng"),
        ("Các xã có diện tích rừng lớn", "dựng chòi canh"),
        ("Các doanh nghiệp được cấp phép khai thác", "nộp báo cáo"),
        ("Các xã còn lại", "vận động nhân dân"),
        ("Các đơn vị chưa nộp báo cáo", "gửi về Sở"),
        ("Các cơ quan, đơn vị có đơn vị sự nghiệp trực thuộc", "chỉ đạo, hướng dẫn"),
        ("Cơ quan chủ trì", "gửi hồ sơ trình"),
        ("Đơn vị được kiểm tra", "chuẩn bị báo cáo"),
        ("Đơn vị chủ trì soạn thảo", "lấy ý kiến"),
        ("Hội đồng thanh lý tài sản", "họp định kỳ"),
        ("Hội đồng tuyển dụng viên chức", "thông báo kết quả"),
        ("Hội đồng xét duyệt sáng kiến", "chấm điểm"),
        ("Ban đại diện cha mẹ học sinh", "vận động kinh phí"),
        ("Ban Bảo vệ dân phố", "tuần tra ban đêm"),
        ("Tổ tự quản", "thu gom rác"),
        ("Tổ công tác liên ngành", "đi kiểm tra thực địa"),
        ("Bộ phận Một cửa", "tiếp nhận hồ sơ"),
        ("Bộ phận Tiếp nhận và Trả kết quả", "niêm yết thủ tục"),
        ("Khoa Chẩn đoán hình ảnh", "trả kết quả trong ngày"),
        ("Khoa Kiểm soát nhiễm khuẩn", "lấy mẫu nước"),
        ("Khoa Hồi sức tích cực - Chống độc", "mở thêm 10 giường"),
        ("Phòng khám đa khoa khu vực Hòa Mạc", "tiêm vắc xin"),
        ("Trạm Y tế các xã, thị trấn", "tiêm vắc xin"),
        ("Trạm bơm Cầu Xe", "vận hành 3 tổ máy"),
        ("Xí nghiệp Thủy nông Thanh Miện", "nạo vét kênh"),
        ("Cụm Thủy nông số 2", "tích nước sớm"),
        ("Nhà máy nước Vĩnh Yên", "xả cặn đường ống"),
        ("Ban Quản lý chợ Đông Ba", "sắp xếp quầy hàng"),
        ("Ban Quản lý di tích Đền Hùng", "đón khách từ 6 giờ"),
        ("Đồn Biên phòng Cửa khẩu Lao Bảo", "ngăn chặn xuất cảnh trái phép"),
        ("Cô Lê Thị Mai", "viết kịch bản"),
        ("Đồng chí Nguyễn Văn Nam, Phó Trưởng phòng", "theo dõi chung"),
        ("Bí thư Chi đoàn các lớp", "thu bài dự thi"),
        ("Ấp 3", "tự chọn tuyến đường"),
        ("Thôn Đông", "làm điểm"),
        ("Huyện Mường Tè", "hoàn thành trong tháng 5"),
        ("Tổ Thể dục - Quốc phòng", "kẻ sân"),
        ("Chi hội Nông dân các thôn", "tập huấn kỹ thuật"),
        ("Công ty Cổ phần Môi trường Đô thị Lạng Sơn", "quét dọn tuyến đường"),
        ("Công ty Điện lực An Giang", "bố trí đủ nguồn điện"),
        ("Các nhà mạng viễn thông", "phủ sóng 4G"),
        ("Các đại lý bảo hiểm", "đến từng tổ dân phố"),
        ("Người đứng đầu cơ quan, đơn vị", "ký cam kết"),
        ("Trưởng các khoa, phòng", "phân công ca trực"),
        ("Trưởng Công an xã", "lập chốt kiểm soát"),
        ("Lực lượng dân quân tự vệ", "trực 24/24 giờ"),
        ("Báo và Đài Phát thanh - Truyền hình tỉnh", "mở chuyên mục"),
        ("Cổng Thông tin điện tử tỉnh", "đăng tin"),
        ("Văn phòng Đăng ký đất đai", "chỉnh lý biến động"),
        ("Chi nhánh Văn phòng Đăng ký đất đai huyện", "trích đo địa chính"),
        ("Thanh tra Sở", "lập đoàn kiểm tra"),
        ("Phòng Giáo dục và Đào tạo các huyện", "chỉ đạo các trường"),
        ("Trung tâm Phục vụ hành chính công", "công khai thủ tục"),
        ("Trung tâm Kiểm soát bệnh tật", "giám sát véc tơ"),
        ("Trung tâm Khuyến nông", "chuyển giao kỹ thuật"),
        ("Ủy ban Mặt trận Tổ quốc các xã", "hiệp thương"),
        ("Đảng ủy, chính quyền các xã", "lãnh đạo nhân dân"),
        ("Tổ bầu cử số 5", "niêm yết danh sách"),
        ("Ban Kiểm soát hợp tác xã", "kiểm kê quỹ"),
        ("Hợp tác xã nông nghiệp Đông Hưng", "gieo mạ"),
        ("Các hợp tác xã dịch vụ nông nghiệp", "điều tiết nước"),
        ("Các chủ hồ chứa", "xả nước hạ du"),
    ],
)
def test_a_name_ends_where_what_is_done_begins(name, task):
    duty = duties.worded(f"{name} {task}.", actors.NOBODY, is_item=True)
    assert (duty.assignees, duty.task) == ((name,), f"{task}.")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Các trường được phép tổ chức bán trú báo cáo Sở.", "Các trường"),  # what one may do
        ("Đơn vị kiểm tra hồ sơ trình Giám đốc Sở.", "Đơn vị"),  # one thing after another
        ("Các đơn vị có văn bản báo cáo Sở.", "Các đơn vị"),  # what one is told to have
    ],
)
def test_what_one_does_does_not_tell_who_one_is(words, name):
    assert actors.read(words, 0).names == (name,)
