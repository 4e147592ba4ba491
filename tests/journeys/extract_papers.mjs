// SPDX-License-Identifier: AGPL-3.0-or-later
// The same directive as printed PDF and as a skewed, stamped scan says the same;
// papers that are no papers, or secret ones, are answered with a sentence.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';

import { papers, pdf_of, scan_height, scan_width } from './rig_papers.mjs';

const program = join(process.env.KHEO_PROGRAMS ?? join(new URL('.', import.meta.url).pathname, '../../build/release/programs'), 'kheo');
const folder = mkdtempSync(join(tmpdir(), 'kheo-papers-'));
test.after(() => rmSync(folder, { recursive: true }));

function written(name, bytes) {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
}

function extract(name, bytes) {
    const { status, stdout, stderr } = spawnSync(program, ['extract', written(name, bytes)], { encoding: 'utf8', maxBuffer: 1 << 26 });
    return { status, said: stderr, found: stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line)) };
}

const values = (found, kind) => found.filter((each) => each.kind === kind).map((each) => each.value);

const made = await papers({ printed: {}, scan: { scanned: true, skew: 1.3, noise: 0.12 } });

test('a printed PDF says its number, its dates, its tasks', () => {
    const { status, found, said } = extract('chi-thi.pdf', made.printed);
    assert.equal(status, 0, said);
    assert.deepEqual(values(found, 'doc_ref'), ['18-CT/TU', '11-QĐi/TW']);
    assert.deepEqual(values(found, 'date'), ['2024-05-06', '2019-02-18', '2025-01-31']);
    assert.deepEqual(values(found, 'task').length, 3);
    assert.deepEqual(values(found, 'count')[1], { number: 38000, unit: 'lượt người', approx: '>' });
});

test('a skewed scan with stamp and noise says the same', () => {
    const scan = pdf_of([made.scan], scan_width, scan_height);
    const { status, found, said } = extract('scan.pdf', scan);
    assert.equal(status, 0, said);
    assert.deepEqual(values(found, 'doc_ref'), ['18-CT/TU', '11-QĐi/TW']);
    assert.deepEqual(values(found, 'date'), ['2024-05-06', '2019-02-18', '2025-01-31']);
    assert.equal(values(found, 'task').length, 3);
    assert.ok(!said.includes('không đọc rõ'), said);
});

test('what is no document, or a secret one, is refused with a sentence', () => {
    const tiny = Buffer.from('%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n'
        + '3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 144000 144000]>>\nendobj\ntrailer\n<</Size 4/Root 1 0 R>>\n%%EOF\n');
    for (const [name, bytes, sentence] of [
        ['hong.pdf', Buffer.from('%PDF-1.4 nothing'), /bị hỏng/],
        ['khong-lo.pdf', tiny, /khổ quá lớn/],
        ['cu.doc', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)]), /docx|hỏng|chưa đọc|Không đọc được/],
        ['mat.txt', 'TỈNH ỦY MINH HỌA\nTUYỆT MẬT\nSố 12-BC/TU\n', /TUYỆT MẬT.*không nhận/],
        ['la.bin', Buffer.from('00ff00fe01', 'hex'), /Không nhận ra|chưa đọc/],
    ]) {
        const { status, found, said } = extract(name, bytes);
        assert.equal(status, 1, name);
        assert.match(said, sentence, name);
        assert.deepEqual(found, [], name);
    }
});

test('a .doc of Word 97 is read where LibreOffice is installed, and asked for as .docx where it is not', () => {
    const office = existsSync('/usr/bin/soffice');
    if (office) {
        const text = written('cu.txt', 'TỈNH ỦY MINH HỌA\nSố 12-KH/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nMinh Họa, ngày 06 tháng 5 năm 2024\n');
        const { status } = spawnSync('soffice', ['--headless', `-env:UserInstallation=file://${folder}/profile`,
            '--infilter=Text (encoded):UTF8', '--convert-to', 'doc', '--outdir', folder, text], { encoding: 'utf8' });
        assert.equal(status, 0);
    }
    const doc = office ? readFileSync(join(folder, 'cu.doc')) : Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)]);
    const { status, found, said } = extract('word97.doc', doc);
    assert.equal(status, office ? 0 : 1, said);
    assert.deepEqual(values(found, 'doc_ref'), office ? ['12-KH/TU'] : []);
    if (!office)
        assert.match(said, /lưu thành \.docx/);
});

test('a long scan stopped half-way leaves no child behind', async () => {
    const file = written('dai.pdf', pdf_of(Array.from({ length: 60 }, () => made.scan), scan_width, scan_height));
    const child = spawn(program, ['extract', file], { stdio: ['ignore', 'ignore', 'pipe'] });
    await new Promise((resolve) => { setTimeout(resolve, 2_500); });
    const children = () => spawnSync('ps', ['-o', 'pid=', '--ppid', String(child.pid)], { encoding: 'utf8' }).stdout.trim();
    const running = children();
    assert.notEqual(running, '', 'the reader is at work');
    child.kill('SIGKILL');
    await new Promise((resolve) => { child.once('close', resolve); });
    for (let tries = 0; tries < 50; tries += 1) {
        if (spawnSync('ps', ['-o', 'pid=', '-p', running.split(/\s+/).join(',')], { encoding: 'utf8' }).stdout.trim() === '')
            return;
        await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
    assert.fail('the sandboxed reader outlived its parent');
});
