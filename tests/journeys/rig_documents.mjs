// SPDX-License-Identifier: AGPL-3.0-or-later
// Invented documents as text.
import { body_lines } from './rig_papers.mjs';

export const directive = ({ subject = 'về nâng cao chất lượng đối thoại với Nhân dân', number = '18-CT/TU' } = {}) => `TỈNH ỦY MINH HỌA
*
Số ${number}
ĐẢNG CỘNG SẢN VIỆT NAM
Minh Họa, ngày 06 tháng 5 năm 2024

CHỈ THỊ
${subject}

${body_lines.join('\n')}

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Nơi nhận:
- Ban Dân vận Trung ương (để báo cáo),
- Các đảng ủy trực thuộc,
- Lưu Văn phòng Tỉnh ủy.
`;

export const guidance = `TỈNH ỦY MINH HỌA
BAN TUYÊN GIÁO VÀ DÂN VẬN
*
Số 09-HD/BTGDVTU
ĐẢNG CỘNG SẢN VIỆT NAM
Minh Họa, ngày 20 tháng 02 năm 2026

HƯỚNG DẪN
đăng ký, thẩm định và duy trì mô hình

Căn cứ Chỉ thị số 12-CT/TU, ngày 06/01/2025 của Ban Thường vụ Tỉnh ủy Minh Họa. Hướng dẫn này thay thế Hướng dẫn số 07-HD/BTGDVTU, ngày 15/02/2025 của Ban Tuyên giáo và Dân vận Tỉnh ủy Minh Họa.
1. Mô hình đăng ký một lần; mỗi năm đơn vị xác nhận còn duy trì.

TRƯỞNG BAN
`;
