// SPDX-License-Identifier: AGPL-3.0-or-later
// A directive and a register that were typed before Unicode come in: what is
// proposed, kept and found is Unicode, and the record says what was changed.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';

import { start, until } from './rig.mjs';
import { directive } from './rig_documents.mjs';
import { old_docx, old_xlsx, vni_text } from './rig_old_fonts.mjs';
import { a_person, a_province, unlimited } from './rig_people.mjs';
import { open_sheet } from './rig_sheets.mjs';
import { unescape_html } from './rig_visitor.mjs';

const program = join(process.env.KHEO_PROGRAMS ?? join(new URL('.', import.meta.url).pathname, '../../build/release/programs'), 'kheo');

// TCVN3, with one paragraph that somebody typed later in Unicode and one in VNI.
const lines = directive().split('\n').filter(Boolean);
const unicode_line = 'Văn phòng Tỉnh ủy đôn đốc các xã, phường thực hiện.';
const vni_line = 'Các chi bộ đưa nội dung này vào sinh hoạt thường kỳ.';
const mixed = [...lines.slice(0, 8), [{ font: 'Times New Roman', text: unicode_line }], [{ font: 'VNI-Times', text: vni_text(vni_line) }],
    ...lines.slice(8)];

test('a Word file in TCVN3, VNI and Unicode comes in as Unicode, and its record says so', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const { communes: [home] } = await a_province(kheo);
    const officer = await a_person(kheo, 'tinh.mot', 'can_bo_tinh', 'TINH');
    const { visitor } = officer;
    const page = await visitor.post('/can-bo/van-ban/moi', { files: new File([old_docx(mixed)], 'chi-thi-cu.docx') });
    assert.match(page.url, /^\/can-bo\/van-ban\/doc\/\d+$/, unescape_html(page.text).slice(0, 2000));
    const text = unescape_html(page.text);
    assert.match(text, /Đã đổi từ TCVN3, VNI sang Unicode, theo tên phông chữ\./);
    assert.match(text, /name="number"[^>]*value="18-CT\/TU"/);
    assert.match(text, /name="issued_on"[^>]*value="06\/05\/2024"/);
    for (const line of [unicode_line, vni_line, 'PHÓ BÍ THƯ', 'Quy định số 11-QĐi/TW'])
        assert.ok(text.replace(/<\/?mark[^>]*>/g, '').includes(line), line);
    const done = await visitor.post('/can-bo/van-ban/ghi', { sent_to: home.code }, { from: page.url });
    assert.match(done.text, /Đã lưu/, unescape_html(done.text).slice(0, 2000));
    assert.match(done.text, /Đã đổi từ TCVN3, VNI sang Unicode/);
    const [, id] = /\/can-bo\/van-ban\/(\d+)/.exec(done.url);
    const { body } = await kheo.api(`/documents/${id}`, { token: await officer.token() });
    assert.equal(body.file.changed_from, 'TCVN3, VNI');
    assert.match(body.document.subject, /về nâng cao chất lượng đối thoại với Nhân dân/i);
    assert.match(unescape_html((await visitor.get(`/can-bo/van-ban/${id}/toan-van`)).text), /các cấp ủy trực thuộc lãnh đạo|Các cấp ủy trực thuộc lãnh đạo/);
    await kheo.check_ledger();
});

test('a register typed in TCVN3 is read like any other, and goes back readable', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const { communes: [home] } = await a_province(kheo);
    const { visitor } = await a_person(kheo, 'tinh.mot', 'can_bo_tinh', 'TINH');
    const bytes = old_xlsx([
        [`ĐĂNG KÝ MÔ HÌNH DÂN VẬN KHÉO NĂM 2026, ${home.name ?? 'xã'}`],
        ['STT', 'Tên mô hình', 'Lĩnh vực', 'Nội dung, cách làm'],
        ['1', 'Tổ tự quản đường hoa Ngõ Ấm', 'Kinh tế', 'Vận động hai mươi hộ góp công trồng hoa dọc đường thôn.'],
        ['2', 'Giữ sạch giếng cổ', 'Chuyện khác lạ', 'Mỗi tháng một buổi dọn giếng.'],
    ]);
    const dropped = await visitor.post('/can-bo/gop-so', { files: new File([bytes], 'so-cu.xlsx') }, { from: '/can-bo/gop-so' });
    const [, id] = /^\/can-bo\/gop-so\/(\d+)$/.exec(dropped.url) ?? assert.fail(unescape_html(dropped.text).slice(0, 1500));
    const look = async () => (await visitor.api(`/imports/${id}`)).body;
    await until('the file is read', 60, async () => (await look()).waiting === 0);
    const [file] = (await look()).items;
    const page = await visitor.get(`/can-bo/gop-so/${id}/tep/${file.id}`);
    const text = unescape_html(page.text);
    assert.match(text, /Chữ kiểu cũ\.<\/strong> Đã đổi từ TCVN3 sang Unicode/);
    assert.match(text, /Tổ tự quản đường hoa Ngõ Ấm/);
    assert.match(text, /Lĩnh vực “?.*Chuyện khác lạ/);
    // What we write into the file that goes back is in a font that shows it.
    const cookie = [...visitor.cookies].map((pair) => pair.join('=')).join('; ');
    const answer = await fetch(new URL(`/can-bo/gop-so/${id}/tep/${file.id}/danh-dau`, kheo.address), { headers: { cookie } });
    const sheet = open_sheet(Buffer.from(await answer.arrayBuffer()));
    assert.ok(sheet.rows[1].includes('Cần sửa'), JSON.stringify(sheet.rows[1]));
    const fonts = [...sheet.parts.get('xl/styles.xml').toString().matchAll(/<name val="([^"]+)"/g)].map((each) => each[1]);
    const of_style = [.../<cellXfs[^]*<\/cellXfs>/.exec(sheet.parts.get('xl/styles.xml').toString())[0].matchAll(/<xf [^>]*fontId="(\d+)"/g)].map((each) => fonts[each[1]]);
    for (const [row, style] of [...sheet.xml.matchAll(/<c r="E(\d+)"[^>]* s="(\d+)"|<c s="(\d+)" r="E(\d+)"/g)].map((each) => [each[1] ?? each[4], each[2] ?? each[3]]))
        assert.notEqual(of_style[style], '.VnTime', `row ${row}`);
    const again = await visitor.post('/can-bo/gop-so', { files: new File([sheet.bytes], 'so-cu-lai.xlsx') }, { from: '/can-bo/gop-so' });
    assert.match(again.url, /^\/can-bo\/gop-so\/\d+$/);
    await kheo.check_ledger();
});

test('old .doc and .rtf files go through the converter with their fonts; bare bytes are sent back where they leave a doubt', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kheo-old-'));
    try {
        const extract = (name) => spawnSync(program, ['extract', join(folder, name)], { encoding: 'utf8' });
        const found = (name) => {
            const { status, stdout, stderr } = extract(name);
            assert.equal(status, 0, `${name}: ${stderr}`);
            return stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line));
        };
        writeFileSync(join(folder, 'cu.docx'), old_docx(mixed));
        const of_docx = found('cu.docx').map(({ kind, value }) => ({ kind, value }));
        assert.ok(of_docx.some(({ kind, value }) => kind === 'doc_ref' && value === '11-QĐi/TW'));
        if (existsSync('/usr/bin/soffice'))
            for (const type of ['doc', 'rtf']) {
                execFileSync('soffice', ['--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', type, '--outdir', folder, join(folder, 'cu.docx')], { stdio: 'ignore' });
                assert.deepEqual(found(`cu.${type}`).map(({ kind, value }) => ({ kind, value })), of_docx, type);
            }
        writeFileSync(join(folder, 'ngan.txt'), Buffer.from('x\xb7 nh\xa9n', 'latin1'));
        const refused = extract('ngan.txt');
        assert.equal(refused.status, 1);
        assert.match(refused.stderr, /không phải Unicode.*\.VnTime, VNI-Times.*\.docx/);
    } finally {
        rmSync(folder, { recursive: true });
    }
});
