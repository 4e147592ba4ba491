// SPDX-License-Identifier: AGPL-3.0-or-later
// Scans that take their time, and files that mean harm: each gets a clear
// sentence, the server goes on, and nothing of them is left behind.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { start, until } from './rig.mjs';
import { directive } from './rig_documents.mjs';
import { papers, pdf_of, scan_height, scan_width } from './rig_papers.mjs';
import { a_person, a_province, unlimited } from './rig_people.mjs';
import { zip } from './rig_sheets.mjs';
import { unescape_html } from './rig_visitor.mjs';

const file = (bytes, name) => new File([bytes], name);
const docx = (body, more = []) => zip(new Map([
    ['[Content_Types].xml', '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'],
    ['word/document.xml', `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`],
    ...more]));
const paragraph = (text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const encrypted_pdf = '%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 0/Kids[]>>\nendobj\n'
    + `3 0 obj\n<</Filter/Standard/V 1/R 2/O<${'a1'.repeat(32)}>/U<${'b2'.repeat(32)}>/P -4>>\nendobj\ntrailer\n<</Size 4/Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>\n%%EOF\n`;

// The stored files and what is being received, not the lock.
function files_in(folder) {
    return readdirSync(folder, { withFileTypes: true, recursive: true }).filter((each) => each.isFile() && each.name !== 'lock').map(({ name }) => name);
}

async function office(t) {
    const kheo = await start(t, { settings: unlimited });
    const province = await a_province(kheo);
    const person = await a_person(kheo, 'xa.mot', 'can_bo_xa', province.communes[0].code);
    const key = await person.token();
    return {
        kheo, visitor: person.visitor, kept: () => files_in(join(kheo.data, 'files')),
        send: (one) => person.visitor.post('/can-bo/van-ban/moi', { files: one }),
        state: async (id) => (await kheo.api(`/documents/readings/${id}`, { token: key })).body,
    };
}

test('a file that means harm is answered with a sentence and leaves nothing', async (t) => {
    const { kheo, visitor, kept, send } = await office(t);
    const deep = `${'<w:p>'.repeat(200_000)}${'</w:p>'.repeat(200_000)}`;
    const tiny = '%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n'
        + '3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 144000 144000]>>\nendobj\ntrailer\n<</Size 4/Root 1 0 R>>\n%%EOF\n';
    for (const [name, bytes, sentence] of [
        ['hong.pdf', '%PDF-1.4 nothing', /bị hỏng/],
        ['khoa.pdf', encrypted_pdf, /đặt mật khẩu|bị hỏng/],
        ['khong-lo.pdf', tiny, /khổ quá lớn/],
        ['bom.docx', docx(paragraph('a'), [['word/media/image1.bin', Buffer.alloc(300 << 20)]]), /lớn quá mức|cấu trúc bất thường/],
        ['macro.docx', docx(paragraph('a'), [['word/vbaProject.bin', 'x']]), /macro/],
        ['sau.docx', docx(deep), /cấu trúc bất thường|bị hỏng|hỏng hoặc quá phức tạp/],
        ['mat.txt', directive().replace('Số 18', 'TỐI MẬT\nSố 18'), /TỐI MẬT. Khéo không nhận văn bản mật/],
        ['mat.docx', docx(['TỈNH ỦY MINH HỌA', 'MẬT', 'Số 12-BC/TU', 'Nội dung'].map(paragraph).join('')), /dấu MẬT/],
        ['trong.txt', '', /trống/],
        ['trang.docx', docx(paragraph(' ')), /không có chữ/],
        ['la.bin', Buffer.from('00ff00fe01', 'hex'), /Không nhận ra|chưa đọc/],
    ]) {
        const page = await send(file(bytes, name));
        const text = (/<div class="govuk-error-summary"[^]*?<\/ul>/.exec(unescape_html(page.text)) ?? [page.text])[0];
        assert.ok(page.status >= 400 && page.status < 500, `${name}: ${page.status}`);
        assert.match(text, sentence, name);
        assert.match(text, new RegExp(`“${name.replace('.', '\\.')}”`), 'said of the file');
        assert.deepEqual(kept(), [], `${name} was kept`);
    }
    const mixed = await visitor.post('/can-bo/van-ban/moi', { files: [file('%PDF-1.4 nothing', 'hong.pdf'), file(directive(), 'tot.txt')] });
    assert.match(mixed.text, /Chờ xác nhận/);
    assert.match(mixed.text, /Không đọc được/);
    assert.equal(kept().length, 1, 'the good one waits');
    assert.equal((await kheo.get('/healthz')).status, 200);
    await kheo.check_ledger();
});

test('a scan is read page by page in the background, stopped by its sender, and survives its reader', { timeout: 300_000 }, async (t) => {
    const { kheo, visitor, kept, send, state } = await office(t);
    const { scan } = await papers({ scan: { scanned: true, skew: 1.3, noise: 0.1 } });
    const long = file(pdf_of(Array.from({ length: 40 }, () => scan), scan_width, scan_height), 'dai.pdf');

    const page = await send(long);
    const id = /doc\/(\d+)/.exec(page.url)[1];
    assert.match(page.text, /Đang đọc|Đang chờ/);
    const seen = await until('a page is read', 90, async () => { const now = await state(id); return now.page > 1 && now; });
    assert.equal(seen.of_pages, 40);
    assert.match((await visitor.get(`/can-bo/van-ban/doc/${id}`)).text, /Đang đọc trang \d+ trong 40/);
    assert.equal((await visitor.post(`/can-bo/van-ban/doc/${id}/bo`, {}, { from: `/can-bo/van-ban/doc/${id}` })).status, 200);
    await until('nothing of it is left', 30, () => kept().length === 0 && readers(kheo).length === 0);

    const again = /doc\/(\d+)/.exec((await send(long)).url)[1];
    await until('it is read again', 90, async () => (await state(again)).page > 0);
    const [reader] = readers(kheo);
    process.kill(reader, 'SIGKILL');
    const failed = await until('it is told', 60, async () => { const now = await state(again); return now.state === 'failed' && now; });
    assert.match(failed.problem, /Không đọc được tệp này/);
    assert.deepEqual(kept(), []);

    const short = file(pdf_of([scan], scan_width, scan_height), 'mot.pdf');
    const one = /doc\/(\d+)/.exec((await send(short)).url)[1];
    await until('one page is read', 90, async () => (await state(one)).state === 'read');
    const form = await visitor.get(`/can-bo/van-ban/doc/${one}`);
    assert.match(form.text, /name="number"[^>]*value="18-CT\/TU"/);
    assert.match(form.text, /name="issued_on"[^>]*value="06\/05\/2024"/);
    const saved = await visitor.post('/can-bo/van-ban/ghi', {}, { from: `/can-bo/van-ban/doc/${one}` });
    assert.match(saved.text, /bản quét/);
    assert.equal(kept().length, 2, 'the file and the picture of its page');
    await kheo.check_ledger();
});

// The children that read files for this server, by number.
function readers(kheo) {
    const below = (pid) => spawnSync('ps', ['-o', 'pid=,comm=', '--ppid', String(pid)], { encoding: 'utf8' }).stdout.trim().split('\n').filter(Boolean)
        .map((line) => line.trim().split(/\s+/)).flatMap(([child, name]) => [[Number(child), name], ...below(child)]);
    return below(kheo.child.pid).filter(([, name]) => name.startsWith('kheo-extract')).map(([pid]) => pid);
}
