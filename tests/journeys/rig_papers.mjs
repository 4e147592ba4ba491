// SPDX-License-Identifier: AGPL-3.0-or-later
// An invented directive as paper: printed to PDF by Chromium, or photographed
// from its screen with a red stamp, an uneven tone, noise and a skew, as a scan.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';

import { chromium } from 'playwright-core';

export const body_lines = [
    'Thực hiện Quy định số 11-QĐi/TW, ngày 18/02/2019 của Bộ Chính trị, giai đoạn 2020 - 2023 các cấp trong tỉnh đã tổ chức 412 cuộc đối thoại với hơn 38.000 lượt người tham dự. Tuy nhiên, nhiều kiến nghị chậm được giải quyết, có nơi đối thoại còn hình thức.',
    'Để khắc phục hạn chế trên, Ban Thường vụ Tỉnh ủy yêu cầu thực hiện tốt các nhiệm vụ sau:',
    '1. Các cấp ủy trực thuộc lãnh đạo xây dựng kế hoạch đối thoại hằng năm, công khai trước ngày 31/01/2025.',
    '2. Ban Cán sự đảng Ủy ban nhân dân tỉnh chỉ đạo Ủy ban nhân dân các xã niêm yết kết quả giải quyết kiến nghị trong thời hạn 10 ngày làm việc.',
    '3. Ban Dân vận Tỉnh ủy chủ trì, phối hợp với Văn phòng Tỉnh ủy theo dõi, đôn đốc, định kỳ báo cáo Ban Thường vụ Tỉnh ủy.',
    'Chỉ thị này phổ biến đến chi bộ.',
];
export const heading_lines = ['TỈNH ỦY MINH HỌA', 'Số 18-CT/TU', 'ĐẢNG CỘNG SẢN VIỆT NAM', 'Minh Họa, ngày 06 tháng 5 năm 2024',
    'CHỈ THỊ', 'về nâng cao chất lượng đối thoại với Nhân dân'];

const html = ({ scanned, skew = 0, noise = 0 }) => `<!DOCTYPE html><meta charset="utf-8"><style>
  html { background: ${scanned ? 'linear-gradient(115deg, #fffdf6, #eee6d6)' : '#fff'} }
  body { font: 18.7px/1.45 "Liberation Serif", "DejaVu Serif", serif; margin: 76px 57px 76px 113px; width: 624px; transform: rotate(${skew}deg) }
  table { width: 100%; border-spacing: 0 } td { text-align: center; vertical-align: top; width: 50% } b { font-weight: bold }
  h1 { font-size: 18.7px; text-align: center; margin: 20px 0 0 } h2 { font-size: 18.7px; text-align: center; margin: 0 0 20px }
  p { text-align: justify; text-indent: 38px; margin: 0 0 8px } .end { margin-top: 30px } .end td { text-align: left; font-size: 15px }
  .stamp { position: absolute; left: 480px; top: 690px; width: 130px; height: 130px; border: 5px solid #d22; border-radius: 50%; opacity: .7 }
  .noise { position: fixed; inset: 0; opacity: ${noise}; mix-blend-mode: multiply }
</style><body><table><tr><td>TỈNH ỦY MINH HỌA<br>*<br>Số 18-CT/TU</td><td><b><u>ĐẢNG CỘNG SẢN VIỆT NAM</u></b><br><i>Minh Họa, ngày 06 tháng 5 năm 2024</i></td></tr></table>
<h1>CHỈ THỊ</h1><h2>về nâng cao chất lượng đối thoại với Nhân dân</h2>${body_lines.map((line) => `<p>${line}</p>`).join('')}
<table class="end"><tr><td><u>Nơi nhận</u>:<br>- Ban Dân vận Trung ương (để báo cáo),<br>- Các đảng ủy trực thuộc,<br>- Lưu Văn phòng Tỉnh ủy.</td><td style="text-align:center;font-size:18.7px"><b>T/M BAN THƯỜNG VỤ</b><br>PHÓ BÍ THƯ</td></tr></table>
${scanned ? `<div class="stamp"></div><svg class="noise" width="100%" height="100%"><filter id="n"><feTurbulence type="fractalNoise" baseFrequency="0.9" numOctaves="2" seed="7"/><feColorMatrix type="saturate" values="0"/></filter><rect width="100%" height="100%" filter="url(#n)"/></svg>` : ''}`;

// A PDF whose pages are each one JPEG of A4.
export function pdf_of(jpegs, width, height) {
    const parts = [Buffer.from('%PDF-1.4\n')];
    const offsets = [];
    const put = (...pieces) => parts.push(...pieces.map((each) => (typeof each === 'string' ? Buffer.from(each, 'latin1') : each)));
    const object = (number, ...pieces) => {
        offsets[number] = parts.reduce((sum, each) => sum + each.length, 0);
        put(`${number} 0 obj\n`, ...pieces, '\nendobj\n');
    };
    object(1, '<< /Type /Catalog /Pages 2 0 R >>');
    object(2, `<< /Type /Pages /Count ${jpegs.length} /Kids [${jpegs.map((_, at) => `${3 + at * 3} 0 R`).join(' ')}] >>`);
    jpegs.forEach((jpeg, at) => {
        const first = 3 + at * 3;
        const draw = 'q 595 0 0 842 0 0 cm /I Do Q';
        object(first, `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${first + 1} 0 R /Resources << /XObject << /I ${first + 2} 0 R >> >> >>`);
        object(first + 1, `<< /Length ${draw.length} >>\nstream\n${draw}\nendstream`);
        object(first + 2, `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>\nstream\n`, jpeg, '\nendstream');
    });
    const start = parts.reduce((sum, each) => sum + each.length, 0);
    put(`xref\n0 ${offsets.length}\n0000000000 65535 f \n`, ...offsets.slice(1).map((each) => `${String(each).padStart(10, '0')} 00000 n \n`),
        `trailer\n<< /Size ${offsets.length} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
    return Buffer.concat(parts);
}

const [wide, high, scale] = [794, 1123, 200 / 96];

export async function papers(kinds) {
    const path = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((each) => existsSync(each));
    assert.ok(path, 'no chromium: apt-get install chromium, or set CHROMIUM');
    const browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
    try {
        const made = {};
        for (const [name, kind] of Object.entries(kinds)) {
            const page = await browser.newPage({ viewport: { width: wide, height: high }, deviceScaleFactor: scale });
            await page.setContent(html(kind));
            made[name] = kind.scanned ? await page.screenshot({ type: 'jpeg', quality: 72 })
                : await page.pdf({ format: 'A4', printBackground: true, margin: { top: 0, left: 0, right: 0, bottom: 0 } });
            await page.close();
        }
        return made;
    } finally {
        await browser.close();
    }
}

export const scan_width = Math.round(wide * scale);
export const scan_height = Math.round(high * scale);
