"""The words that names of offices are made of, as patterns: what a name begins with, of what it goes on with, and
what offices are named after.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from indexer.offices import SHORT

_HEADS = r"""
thương vụ; đại sứ quán; tổng lãnh sự quán; ủy ban; uỷ ban; ubnd; hđnd; ubmttq\w*; ubmt; hội đồng / lao động,
kinh tế; bộ phận; bộ môn; bộ / máy, phận cấu, tiêu, mẫu, chỉ số, thủ; sở / hữu, thích, tại; ban / hành, đầu, bố,
đêm, ngày; phòng khám / bệnh; phòng / chống, ngừa, bệnh, cháy, dịch(?! tễ), và, tránh, thủ, vệ, họp, làm việc,
khám bệnh cho; văn phòng / phẩm; chi cục; tổng cục; cục / bộ; vụ(?!,) / việc, bản; viện / dẫn, trợ, phí; học
viện; đại học; trường / hợp, thông tin, dữ liệu, phái; nhà trường; trung tâm / của, hành chính; bệnh viện; trạm;
khoa / học, trương; tổ / chức, máy, hợp; đội / ngũ; tổng công ty; công ty; tập đoàn; ngân hàng; kho bạc; điện
lực; bưu điện; viễn thông; bảo hiểm; doanh nghiệp; hợp tác xã; quỹ / đất, thời, phát triển hoạt, khen, phúc;
hiệp hội; hội / nghị, thảo, sách, chẩn, nhập, họp, đủ, tụ, đàm, ý, diễn, chợ, thi, trại, trường; liên hiệp; liên
đoàn; liên minh; đoàn / kết, viên, khách, xe; công đoàn; mặt trận; đài; (?-i:Báo)(?!
(?:Giám|Chủ|Hiệu|Trưởng|Lãnh|Ban|Công an|Sở|UBND|Phòng|Tổ|Thường|Trạm|Khoa|Đội|ADR)) = A, và, đảng; (?-i:báo) /
A, cáo, điện thoại, gồm, đảm, chí, hiệu, động, trước, ngay, về; tạp chí; thông tấn xã; cổng thông tin; trang =
thông tin điện tử, tin điện tử; cơ quan (?:an ninh |cảnh sát )?điều tra; cơ quan; đơn vị / tính; địa phương; cơ
sở / hạ tầng, vật chất, dữ liệu, pháp lý, đó, kết quả; ngành; công an; quân khu; quân sự; bộ đội; tòa án; toà
án; viện kiểm sát; thanh tra = A, sở, bộ, tỉnh, thành phố, huyện, quận, xã, chính phủ, nhà nước; thanh tra$;
kiểm toán nhà nước; kiểm lâm; hải quan; thuế = A, tỉnh, thành phố, cơ sở; đồn; bộ chỉ huy; bộ tư lệnh; ban chỉ
huy; (?:quân|sư|lữ|trung|tiểu|hải) đoàn; (?:hải|đại|trung|tiểu) đội; câu lạc bộ; cảnh sát / viên; chi nhánh;
phân viện; phân hiệu; cơ sở giáo dục; thư viện; bảo tàng; nhà hát; nhà văn hóa; nhà thiếu nhi; nhà khách; vườn
quốc gia; khu bảo tồn; khu công nghệ cao; xí nghiệp; nông trường; lâm trường; cụm = thi đua, thủy nông; quản lý
thị trường; lực lượng / lao động, sản xuất, chủ công; chủ đầu tư; nhà đầu tư; nhà thầu; chủ rừng; chủ hồ; nhóm =
công tác, giúp việc, chuyên gia, hỗ trợ, thường trực, chuyên môn; ttyt; tyt; bvđk; p\. = A; trại = giam, tạm
giam, giống; trường học; bến xe; trung ương = A; thương nhân; tiểu ban; chi đoàn; chi hội; liên chi; đại biểu =
hđnd, quốc hội, hội đồng; viettel; vnpt; mobifone; vinaphone; agribank; bidv; vietcombank; vietinbank;
sacombank; hdbank; techcombank; cảng = hàng không, biển; ban nhân dân; tòa soạn; toà soạn; phân xưởng; ga = A;
cảng vụ; nhà máy; nhà xuất bản; chính phủ; quốc hội; (?:tỉnh|thành|huyện|quận|thị|đảng) (?:ủy|uỷ); đảng bộ; đảng
đoàn; chi bộ; cấp (?:công đoàn|hội|bộ đoàn); chi, đảng bộ; chi, đảng ủy; (?:cấp|chi) (?:ủy|uỷ) / viên; tổ chức
đảng; tổ chức cơ sở; chính quyền; đoàn thể; khối; (?:tỉnh|thành|huyện|quận|thị|xã) đoàn; huyện, thành, thị
(?:đoàn|ủy); hạt = kiểm lâm, quản lý; cụm = A; nhà ga; chốt = kiểm, gác, trực, chống, bảo; nhà mạng; đại lý;
căng tin; bếp ăn; siêu thị; nhà thuốc; quầy thuốc; hiệu thuốc; liên danh; nghiệp đoàn; tổ hợp tác; khách sạn;
bệnh xá; nhà hộ sinh; mạng lưới = A, quản lý, kiểm soát, y tế, an toàn; liên đội; tổng đài; bưu cục; binh đoàn;
dân quân; giáo xứ; giáo họ; chùa = A; nhà thờ = A; xưởng = A, thực hành, sản xuất; kho = A, bạc, vật tư, lưu
trữ, vắc xin, thuốc, quỹ; khu quản lý; khu điều trị; khu = A; ký túc xá; thôn đội; điểm = thi, trường, bưu điện;
nhà cung cấp; nhà tài trợ; đơn nguyên; cửa hàng; ca trực; kíp(?: trực)?; ubkt\w*; bch; bgh; clb; htx; tòa = A;
toà = A; tht; tập thể = A, lãnh đạo, khoa, chi; thanh tra công vụ(?= của); thanh tra = chuyên ngành, giao thông,
-, nhân dân, viên; kiểm toán = nội bộ; thú y(?= xã); y tế = thôn, bản, các bộ, bộ, cơ quan, công ty, xã, trường,
học đường; nhóm = A, \d, thiện nguyện, nghiên cứu, trẻ, đồng đẳng, zalo; ban điều hành; liên chi hội;
(?-i:P[ACHKVX]\d\d)
"""
_POSTS = r"""
thủ trưởng; lãnh đạo; người đứng đầu; bộ trưởng; thứ trưởng; thủ tướng(?: chính phủ)?; phó thủ tướng; chủ tịch;
phó chủ tịch; tổng giám đốc; phó tổng giám đốc; giám đốc; phó giám đốc; phó (?:(?:tổng |chi )?cục|vụ|viện)
trưởng; cục trưởng; vụ trưởng; chi cục trưởng; tổng cục trưởng; viện trưởng; trưởng; phó trưởng; chánh = văn,
thanh, xứ, tòa; phó chánh; hiệu trưởng; phó hiệu trưởng; tổ trưởng; kế toán trưởng; bí thư; phó bí thư; tổng
biên tập; chủ nhiệm; đồng chí; đ/c; ông; bà; thường trực / tiếp, cấp cứu, chiến đấu, theo dõi, 24; ban giám đốc;
ban giám hiệu; công chức = A, phụ trách, văn hóa, địa chính, y tế, thú y, khuyến nông, tư pháp, chuyên trách,
kiểm lâm, dân số, thống kê, môi trường; thống đốc; tổng kiểm toán; chỉ huy trưởng; phó chỉ huy trưởng(?: - tham
mưu trưởng)?; chính trị viên(?: phó)?; khung trưởng; tổ (?:viên|phó)(?: thường trực)?; dược sĩ = A; trưởng tua
trực(?: lãnh đạo)?; giáo viên(?: trực(?: đêm)?)?; liên đội trưởng; giáo vụ; lái xe = trực; thành viên; tổng
phụ trách; điều dưỡng trưởng; nhân viên; cộng tác viên; chuyên viên; kế toán / trưởng; chánh án; chính
(?:ủy|uỷ); tư lệnh; (?:đội|cụm|nhóm|khối) phó; (?:tỉnh|thành|huyện|quận|đảng|chi) (?:ủy|uỷ) viên;
(?:đội|hạt|trạm|nhóm|cụm|khối|thôn|ấp|xóm|buôn|bản|khóm|khu phố) trưởng; (?:thú y|báo cáo|tuyên truyền|huấn
luyện|bảo vệ|giảng|hướng dẫn|điều tra|giám sát|kỹ thuật|kiểm tra|thanh tra|kiểm lâm|khuyến nông|hòa giải|hoà
giải|tình nguyện|cứu hộ|biên tập|phóng|điều phối|công chứng|đấu giá|chấp hành) viên; tư vấn (?:giám sát|thiết
kế)(?: trưởng)?; người phát ngôn; người quản lý; người phụ trách; thủ (?:quỹ|kho|thư); thầy = A; (?-i:cô) = A;
(?-i:bác) = A; anh = A; chị = A; chú = A; cô(?= (?-i:[A-ZĐ]\w+ [A-ZĐ])); cố vấn(?: học tập)?; bác sĩ(?: (?:điều
trị|trực|khám))?; ủy viên; uỷ viên; thẩm phán; hộ lý; hộ sinh; văn thư / lưu, chuyên; quản đốc; xã đội; thư ký =
phiên, hội đồng, tòa, đoàn; điều dưỡng(?: trực)?; bảo vệ = trực; chủ = cơ sở, nhà, hộ, trường, các, trang trại,
doanh nghiệp, phương tiện; cán bộ = A, phụ trách, phổ cập, đầu mối, tín dụng, kỹ thuật, thuộc diện, văn hóa, địa
chính, y tế, thú y, khuyến nông, tư pháp, chuyên trách, kiểm lâm, dân số, thống kê, môi trường; (?-i:Chỉ huy) =
các; (?-i:(?:PGS|GS|TS|ThS|BS|DS|KS|CN|YS|ĐD|NHS|KTV)(?:\.CKI{1,2})?\.) = A; thuyền trưởng; trực ban; già làng;
trưởng bản; người(?: có)? uy tín; gvcn; cvht; lớp trưởng; trợ lý; linh mục; mục sư; giám thị; y sĩ; cô đỡ; chủ
tàu; chủ tọa; chủ tịch đoàn; thư ký; giám định viên; bảo vệ = A, cơ quan, cổng, ca; quản trị mạng; quản trị
viên; kỹ sư; trực lãnh đạo; viên chức = A, phụ trách, dân số, chuyên trách, y tế; đảng viên = được, phụ trách,
dự bị, A; (?:thượng|trung|thiếu|đại) (?:tá|úy|uý|tướng) = A; công chức = tiếp nhận, một cửa, tiếp dân, bộ phận;
cán bộ = trực, đo đạc, tiếp nhận, chuyên quản, nghiệp vụ, quản lý
"""
_GROUPED = """
tổ chức; cá nhân; thành viên; chủ thể; đảng viên; cán bộ; giáo viên; giảng viên; trường hợp$; bên; hộ
"""
_PLACES = """
xã; phường; thị trấn; huyện; quận; thị xã; thành phố; tỉnh; đặc khu; thôn; ấp; khu phố; buôn; xóm; khóm; tổ dân
phố; khu dân cư; làng; tiểu khu; bản / tin, sao, đồ, án, vẽ, kê, cam, thân, lĩnh, quyền, chào, tự, ghi, in,
chính, thảo, mô, báo, tổng, công, hướng, quy, dự, thuyết, nhận, đánh, kiểm, thỏa, hợp, ký, đăng, tóm, mềm, cứng,
dịch
"""
_MANY_OF = """
các đồng chí; các; những; mỗi; từng; quý = cơ, đơn, công, doanh, sở, ban, trường
"""
_QUALIFIERS = r"""
trong (?:các )?(?:khu|cụm) (?:công nghiệp|kinh tế); (?:trong|ngoài) nước; cấp trên(?: trực tiếp)?(?: cơ sở)?;
đồng cấp; cùng cấp; bản / tin, sao, đồ, án, vẽ, kê, cam, thân, lĩnh, quyền, chào; các cấp; các; cấp
(?:tỉnh|huyện|xã|trên|dưới|trung ương|cơ sở|ủy|uỷ|bộ); cấp (?:I{1,3}|[1-4]); (?:hai|ba|2|3) cấp; trung ương; nhà
nước; nhân dân; ngang bộ; ngang sở; có liên quan; liên quan; trực thuộc; thuộc; và tương đương; chuyên môn; chức
năng; chuyên ngành; chuyên khoa; đa khoa; tuyến; công lập; ngoài công lập; trong ngành; trong và ngoài; trên địa
bàn; trong tỉnh; trong toàn; địa phương; cơ sở; đóng trên; nơi có; của; khu vực; quản lý nhà nước; chủ quản; nêu
trên; khác; (?:từ )?số \d+(?:, \d+)*(?: (?:đến|và) (?:số )?\d+)?; toàn
(?:tỉnh|huyện|xã|phường|ngành|quốc|quân|thành phố); (?:tham mưu, )?giúp việc(?= (?-i:[A-ZĐ])); trong vùng(?:
(?:bị )?ảnh hưởng| có dịch| dự án| lũ| ngập)?; trong(?= (?-i:Ban|Thường|Hội|Tổ|Đảng|Khối|Ngành|Cụm)); ven biển;
ven sông; vùng (?!có\b|phải\b|chủ\b|tổ\b)\w+; miền(?= (?-i:[A-ZĐ])); (?:sông|kênh|quốc lộ)(?= (?-i:[A-ZĐ])); cũ;
mới; còn lại; nói trên; bị ảnh hưởng; chịu ảnh hưởng; đi qua; có (?:rừng|biển|dịch|đê|cửa khẩu|dự án|tàu cá|di
tích|làng nghề|khu công nghiệp|đồng bào dân tộc); (?<=đơn vị )tư vấn; (?<=nhà thầu )tư vấn; (?<=công ty )tư vấn;
(?<=tổ )tư vấn; (?<=doanh nghiệp )đầu mối; (?<=thương nhân )đầu mối; sở tại; chính trị; xã hội; y tế; giáo dục;
dự phòng; tư nhân; phụ trách(?!,| chung)(?: (?:địa bàn|lĩnh vực|khối|cơ sở|công tác \w+ \w+))?; quân sự; đảng;
cơ quan; đơn vị; ban; ngành; sở; phòng / chống, ngừa, cháy; tổ chức; cá nhân; doanh nghiệp; hộ (?:kinh doanh|gia
đình|dân|sản xuất); hội; đoàn thể; trường; trạm; bệnh viện; trung tâm; văn phòng; khám bệnh; chữa bệnh; khám,?
chữa bệnh; tiêm chủng (?:dịch vụ|mở rộng); trưởng; đồng chí; dạy (?:lớp|môn|khối) \w+; ủy; uỷ
"""
_RUN_BY = """
quản lý; kiểm soát; chỉ đạo; chỉ huy; điều hành; tổ chức; công tác; kiểm tra; thanh tra; giám sát; tư vấn; thẩm
định; biên tập; soạn thảo; giúp việc
"""
_TEAMS = """
bảo vệ; hỗ trợ; triển khai; vận hành; ứng trực; kiểm soát; xử lý; phản ứng nhanh; tuyên truyền; giám định; điều
phối; tuần tra; (?:hòa|hoà) giải; dân phòng; xung kích; liên ngành; công nghệ số; tiếp nhận; rà soát; đánh giá;
cưỡng chế; quy tắc
"""
_FIELDS = """
nghiệp vụ, dự toán, người nộp thuế, đối tác công tư, chất lượng công trình giao thông, gia đình người chưa
thành niên, rủi ro, ngành hàng, ngành nghề, hồ đập, hồ chứa, giao thông, hàng hải, hàng
không, đăng kiểm, sau đại học, thi hành án, lưu trữ, chi nhánh, hàng hóa, nông thôn, nông thôn mới, nông nghiệp,
lâm nghiệp, ngư nghiệp, diêm nghiệp, thủy lợi, thủy sản, thủy điện, thủy văn, thú y, chăn nuôi, trồng trọt,
khuyến nông, khuyến công, vận tải, đường bộ, đường sắt, đường thủy, đường thủy nội địa, môi trường, khí hậu, khí
tượng, khoáng sản, địa chất, đất đai, địa chính, viễn thám, tài nguyên, tài nguyên nước, thực vật, động vật,
thực phẩm, dược phẩm, mỹ phẩm, bệnh tật, nhiễm khuẩn, dinh dưỡng, hình ảnh, xét nghiệm, lâm sàng, cận lâm sàng,
ngoại trú, nội trú, sức khỏe, sức khỏe sinh sản, tâm thần, da liễu, cổ truyền, y khoa, y học, pháp y, vật tư,
thiết bị, thiết bị y tế, trang thiết bị, kỹ thuật, hạ tầng, kết cấu hạ tầng, hạ tầng kỹ thuật, đô thị, kiến
trúc, nhà ở, bất động sản, vật liệu xây dựng, chất lượng, tiêu chuẩn, đo lường, sở hữu trí tuệ, khoa học, công
nghệ, công nghệ cao, công nghệ số, công nghệ thông tin, dữ liệu, an toàn thông tin, an ninh mạng, an ninh, an
ninh trật tự, trật tự xã hội, trật tự, quốc phòng, biên phòng, biên giới, cửa khẩu, cảng biển, thị trường,
thương mại, thương mại điện tử, xuất nhập khẩu, xuất nhập cảnh, công nghiệp, công thương, năng lượng, hóa chất,
điện lực, dầu khí, doanh nghiệp, hợp tác xã, kinh tế, kinh tế tập thể, tài chính, tài sản, công sản, ngân sách,
kế toán, hải quan, lao động, việc làm, tiền lương, bảo hiểm xã hội, bảo trợ xã hội, trẻ em, bình đẳng giới,
người có công, người cao tuổi, dạy nghề, nghề nghiệp, giáo dục thường xuyên, mầm non, tiểu học, trung học, trung
học cơ sở, trung học phổ thông, phổ thông, đại học, cao đẳng, học sinh, sinh viên, khảo thí, văn hóa, thể thao,
thể dục, du lịch, gia đình, di sản, di tích, nghệ thuật, điện ảnh, bảo tàng, thư viện, báo chí, truyền hình,
truyền thanh, phát thanh và truyền hình, phát thanh truyền hình, bưu chính, viễn thông, dân tộc, tôn giáo, thanh
niên, phụ nữ, nông dân, cựu chiến binh, nhi đồng, thiếu nhi, nội vụ, nội chính, nội bộ, tư pháp, hộ tịch, pháp
chế, pháp luật, dân sự, hình sự, hành chính, hành chính công, thủ tục hành chính, cán bộ, công chức, viên chức,
nhân sự, nhân lực, nguồn nhân lực, văn thư, quản trị, tài vụ, dân vận, tuyên giáo, khoa giáo, lý luận, lý luận
chính trị, đối ngoại, hợp tác quốc tế, quốc tế, quốc gia, ngoại vụ, dân số, dân cư, dân phố, y tế, y tế công
cộng, y tế cơ sở, giảm nghèo, thiên tai, đê điều, cứu nạn, cứu hộ, phòng cháy, chữa cháy, phòng hộ, hậu cần, đặc
dụng, kiểm lâm, cây trồng, vật nuôi, công trình, dự án, công ích, công cộng, thoát nước, cây xanh, nước sạch,
khu công nghiệp, cụm công nghiệp, khu kinh tế, sáng tạo, khởi nghiệp, sự nghiệp, miền núi, ven biển, hải đảo,
nội thành, ngoại thành, vùng cao, đồng bằng, khó khăn, lịch sử, cha mẹ học sinh, đặc biệt, thủy nông, thuế quan,
phóng xạ, hạt nhân, chứng khoán, vắc xin, tiền tệ, tín dụng, nhà đất, quỹ đất, mặt bằng, ma túy, tội phạm, cơ
động, dân phòng, xung kích, điều dưỡng, liên ngành, tư tưởng, khoa học tự nhiên, khoa học xã hội, công tác chính
trị, cảnh sát điều tra, tội phạm về ma túy, tội phạm về kinh tế, dự bị chiến đấu, xe cơ giới, chất lượng công
trình xây dựng, bầu cử, phòng chống tội phạm sử dụng công nghệ cao, phòng chống tội phạm công nghệ cao, dân quân
tự vệ, hoạt động xây dựng, chất lượng xây dựng, chất lượng giáo dục, bộ môn, tự quản
"""
"""What offices are named after, in small letters: never what one does, wherever it stands in a name."""

_NAMED_FOR = """
thường trực, kiểm soát chi, tiếp nhận, giám sát kiểm tra và xử lý sau thanh tra, tiếp nhận và trả kết quả, mua
sắm tập trung, mua sắm, quản lý rủi ro, thanh tra giám sát, quản lý giám sát, cải cách hành chính, cấp nước,
giải phóng mặt bằng, quản lý hành chính về trật tự xã hội, điều tra tội phạm về ma túy, điều tra tội phạm về
kinh tế, phòng cháy chữa cháy và cứu nạn cứu hộ, thi hành án hình sự và hỗ trợ tư pháp, thi hành án dân sự, cao
tuổi, cựu chiến binh, đại biểu, kế hoạch tổng hợp, kế hoạch nghiệp vụ, hành chính tổng hợp, nội tổng hợp, ngoại
tổng hợp, nhi tổng hợp, văn phòng tổng hợp, cán bộ quản lý giáo dục, cảnh sát bảo vệ, dịch vụ tổng hợp, nghiên
cứu tổng hợp, hành chính quản trị, tổ chức cán bộ, tổ chức hành chính, tổ chức nhân sự, thi đua khen thưởng, thi
đua, khen thưởng, hồi sức, hồi sức cấp cứu, hồi sức tích cực, hồi sức tích cực và chống độc, hồi sức tích cực
chống độc, phát thanh truyền hình, phát thanh, truyền hình, chẩn đoán hình ảnh, thăm dò chức năng, kiểm soát
bệnh tật, kiểm soát nhiễm khuẩn, kiểm soát thủ tục hành chính, kiểm soát ô nhiễm môi trường, bảo vệ môi trường,
bảo vệ thực vật, bảo vệ chính trị nội bộ, bảo vệ rừng, bảo vệ bà mẹ trẻ em, phục vụ hành chính công, dịch vụ
việc làm, dịch vụ nông nghiệp, dịch vụ đô thị, dịch vụ công, dịch vụ công ích, dịch vụ sự nghiệp công, dịch vụ
đấu giá tài sản, đăng ký đất đai, đăng ký quyền sử dụng đất, quản lý xây dựng, quản lý đầu tư xây dựng, giải
quyết khiếu nại tố cáo, nghiên cứu ứng dụng, đăng ký kinh doanh, phát triển quỹ đất, phát triển nông thôn, phát
triển đô thị, phát triển công nghiệp, phát triển cụm công nghiệp, phát triển hạ tầng, phát triển doanh nghiệp,
xúc tiến đầu tư, xúc tiến thương mại, thông tin đối ngoại, thông tin điện tử, thông tin truyền thông, thông tin
cơ sở, thông tin tín dụng, truyền thông giáo dục sức khỏe, giám định y khoa, giám định tư pháp, giám định xây
dựng, kiểm định xây dựng, kiểm nghiệm, kiểm nghiệm thuốc, kiểm tra đảng, đầu tư công, đầu tư xây dựng, đầu tư
phát triển, đào tạo nghề, đào tạo sau đại học, bồi dưỡng chính trị, bồi dưỡng cán bộ, xây dựng đảng, xây dựng
chính quyền công tác thanh niên, xây dựng chính quyền, công tác thanh niên, xây dựng cơ bản, xây dựng công
trình, xây dựng dân dụng, xây dựng nếp sống văn hóa, quan trắc môi trường, quan hệ quốc tế, quan hệ lao động,
khai thác công trình thủy lợi, cứu hộ cứu nạn, tìm kiếm cứu nạn, phòng cháy chữa cháy, phòng cháy, chữa cháy,
phòng chống, phòng chống thiên tai, phòng chống tham nhũng, phòng chống tội phạm, phòng chống ma túy, phòng
chống tệ nạn xã hội, phòng chống lụt bão, biến đổi khí hậu, chuyển đổi số, đổi mới sáng tạo, hỗ trợ doanh
nghiệp, hỗ trợ nông dân, tư vấn giám sát, tư vấn thiết kế, tư vấn quy hoạch, tư vấn đấu thầu, văn hóa thông tin,
văn hóa thể thao, văn hóa xã hội, giáo dục đào tạo, kế hoạch đầu tư, kế hoạch tài chính, tài chính kế toán, tài
chính kế hoạch, khoa học công nghệ, vật tư thiết bị y tế, thanh niên xung phong, bà mẹ trẻ em, kế hoạch hóa gia
đình, chăm sóc sức khỏe sinh sản, cảnh sát giao thông, cảnh sát kinh tế, cảnh sát hình sự, cảnh sát môi trường,
quản lý hành chính, quản lý chất lượng, quản lý thị trường, công tác học sinh sinh viên, bảo trợ xã hội tổng
hợp, tổ chức bộ máy biên chế, lâm nghiệp kiểm lâm, công tác sinh viên, công tác xã hội, khuyến học, nhân đạo,
chữ thập đỏ, người khuyết tật, bảo trợ, nghiệp vụ y, nghiệp vụ dược, xét nghiệm, giải phẫu bệnh, gây mê hồi sức,
phục hồi chức năng, vật lý trị liệu, ngân hàng máu, truyền nhiễm, chương trình, giám sát thẩm định và xử lý sau
thanh tra, xây dựng kiểm tra văn bản, phối hợp tìm kiếm cứu nạn, giao dịch, chăm sóc hỗ trợ khách hàng, lão học,
khám bệnh, khám bệnh theo yêu cầu, cấp cứu, cấp cứu 115, vận chuyển cấp cứu, tiếp công dân, hòa giải, cạnh
tranh, cổ phần, bưu chính viễn thông cntt, bưu chính viễn thông công nghệ thông tin, đo lường thử nghiệm, sở hữu
trí tuệ
"""
"""What offices are named after though it begins or ends like a duty: only right after the word for the kind of
office, or where a capital says that it is a name.
"""


CAPITAL = "[A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ]"


def _words(listed: str) -> str:
    """A pattern of the words of a list: ``sở / hữu, tại`` is no "sở hữu" and no "sở tại", ``ga = A`` stands before
    a capital.
    """
    found = []
    for entry in " ".join(listed.split()).split(";"):
        word, sign, others = re.split(r" ([/=]) |$", entry.strip(), maxsplit=1)
        after = "|".join(rf"(?-i:{CAPITAL})" if other == "A" else other for other in (others or "").split(", "))
        found.append(word + (f"(?{'!,?' if sign == '/' else '='} (?:{after}))" if sign else ""))
    return _any_of(found)


def _any_of(words: Iterable[str]) -> str:
    """A pattern of any of some words, the earlier before the later: those of one letter are tried together, as to
    try each of hundreds takes long.
    """
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[0] if word[0].isalpha() else word, []).append(word)
    return "|".join(
        some[0] if len(some) == 1 else f"{letter}(?:{'|'.join(word[1:] for word in some)})"
        for letter, some in by_letter.items()
    )


HEADS, POSTS, GROUPED, PLACES = _words(_HEADS), _words(_POSTS), _words(_GROUPED), _words(_PLACES)
_SHORT_HEADS = "|".join(
    sorted(short for short, name in SHORT.items() if re.match(rf"(?:{HEADS})(?!\w)", name, re.IGNORECASE))
)
HEADS += rf"|(?-i:{_SHORT_HEADS})"
QUALIFIERS, RUN_BY, TEAMS = _words(_QUALIFIERS), _words(_RUN_BY), _words(_TEAMS)
_EACH = _words(_MANY_OF)
MANY = rf"(?:(?:tất cả|toàn thể|toàn bộ|mọi)(?:\s+(?:{_EACH}))?|{_EACH})"
"""Patterns of what a name begins with, of what goes on with it, and of many of a kind."""


def _phrases(listed: str) -> re.Pattern[str]:
    """A pattern of phrases, the longest first; their syllables may be parted by a comma, a dash or "và"."""
    found = sorted({" ".join(phrase.split()) for phrase in listed.split(",")}, key=len, reverse=True)
    words = _any_of(_either_way(phrase.replace(" ", _PART)) for phrase in found)
    return re.compile(rf"(?:{words})(?!\w)", re.IGNORECASE)


def _either_way(phrase: str) -> str:
    """A pattern of a phrase, with tones on either vowel."""
    for mark, other in (("ủy", "uỷ"), ("úy", "uý"), ("óa", "oá"), ("òa", "oà")):
        phrase = phrase.replace(mark, f"(?:{mark}|{other})")
    return phrase


ABBREVIATED = r"(?<![A-ZĐh]S\.)(?<!\b[PQ]\.)(?<!\bT[PpXx]\.)"
"""Not after the full stop of a title, an office or a place cut short, which ends no sentence: ``DS. Hà``,
``P. KHTH``, ``TP. Huế``.
"""

_PART = r",? (?:(?:-|–|và) )?"
PUBLIC = (
    r"tổ chức(?! (?:chính trị|đảng|đoàn|cơ sở đảng|tín dụng|công đoàn))|cá nhân"
    r"|người(?! (?:đứng đầu|phát ngôn))|hộ|bên|công dân"
    r"|khách hàng|đương sự|chủ (?:thể|tàu|sở hữu|sử dụng|phương tiện)"
)
FIRMS = (
    r"doanh nghiệp|công ty|hợp tác xã|chủ đầu tư|nhà (?:đầu tư|thầu|sản xuất)|thành viên|chủ rừng"
    r"|cơ sở (?:kinh doanh|sản xuất|dịch vụ|nhập khẩu)"
)
"""Who is no office: the public, and firms where an act says what these must do."""

FIELD, NAMED_FOR = _phrases(_FIELDS), _phrases(_NAMED_FOR)
