// SPDX-License-Identifier: AGPL-3.0-or-later
// Files are stored before what names them is committed: a plan that is refused when it
// is handed in, an import that is refused, a reader that is killed leave some behind. A
// day later they are gone, and what records own is all there.
import assert from 'node:assert/strict';
import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { until } from './rig.mjs';
import { directive } from './rig_documents.mjs';
import { papers, pdf_of, scan_height, scan_width } from './rig_papers.mjs';
import { TaskOffice, day, people } from './rig_tasks.mjs';
import { unescape_html } from './rig_visitor.mjs';

const made = await papers({ scan: { scanned: true, skew: 1.3, noise: 0.12 } });
const two_days = 2 * 86_400;

// The stored files by their hash.
const shelf = (kheo) => readdirSync(join(kheo.data, 'files'), { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && each.name.length === 62).map((each) => join(each.parentPath ?? each.path, each.name)).sort();

// As if all had been put two days ago.
function age_all(kheo) {
    const then = Date.now() / 1000 - two_days;
    for (const file of shelf(kheo)) utimesSync(file, then, then);
}

// Tomorrow, and a little more: every day once the shelf is looked through.
const tomorrow = (kheo, days = 1) => kheo.move_to(Date.now() + days * 25 * 3_600_000);

async function handed_in(office) {
    const read = await office.officer.visitor.post('/can-bo/van-ban/moi', { text: directive() });
    const recorded = await office.officer.visitor.post('/can-bo/van-ban/ghi', { sent_to: 'DU-90001' }, { from: read.url });
    const [, document] = /\/can-bo\/van-ban\/(\d+)/.exec(recorded.url);
    const { id: task } = await office.made(office.officer, `/documents/${document}/tasks`,
        { lead: ['communes_dang'], due_kind: 'on_day', due_on: day(30), text: 'Xây dựng kế hoạch đối thoại', product: 'Kế hoạch' });
    const part = office.part(office.suoi, task, office.province.communes['Xã Suối Mây'].body);
    const edit = await office.suoi.visitor.post('/can-bo/du-thao/moi', {}, { from: part.address });
    const [, draft] = /du-thao\/(\d+)\//.exec(edit.url);
    const body = /<textarea[^>]*name="text"[^>]*>([^]*?)<\/textarea>/.exec(edit.text)[1];
    await office.suoi.visitor.post(`/can-bo/du-thao/${draft}/sua`, { text: unescape_html(body).trim().replaceAll('…', 'Ban Xây dựng Đảng') });
    const address = `/can-bo/du-thao/${draft}`;
    const done = await office.suoi.visitor.post(`${address}/nop`, { number: '12', issued_on: people(day(-1)) }, { from: address });
    assert.match(done.text, /Đã nộp kế hoạch/, unescape_html(done.text).slice(0, 3000));
    return { draft, paper: /\/can-bo\/van-ban\/(\d+)/.exec(done.url)[1] };
}

test('a paper that is thrown away takes no register of the same content with it', async (t) => {
    const office = await TaskOffice.open(t);
    const { visitor } = office.officer;
    const bytes = 'TT,Tên mô hình,Đơn vị\n1,Đường hoa của chi hội,Đảng ủy xã Suối Mây\n';
    await visitor.post('/can-bo/gop-so', { files: new File([bytes], 'so.csv') });
    const owned = shelf(office.kheo);
    assert.equal(owned.length, 1);
    const page = await visitor.post('/can-bo/van-ban/moi', { files: new File([bytes], 'so.txt') });
    const [, reading] = /doc\/(\d+)$/.exec(page.url) ?? assert.fail(unescape_html(page.text).slice(0, 2000));
    const dropped = await office.ask(office.officer, `/documents/readings/${reading}/drop`, {});
    assert.ok(dropped.status < 300, JSON.stringify(dropped.body));
    assert.deepEqual(shelf(office.kheo), owned);
});

test('what a refusal or a killed reader leaves on the shelf is gone a day later, what records own is not', async (t) => {
    const office = await TaskOffice.open(t, { server: 'kheo-moved' });
    const { kheo } = office;
    const { draft } = await handed_in(office);
    const owned = shelf(kheo);
    assert.equal(owned.length, 1, 'the plan that was handed in');

    const again = await office.ask(office.suoi, `/drafts/${draft}/hand-in`, { version: 3, number: '13', issued_on: day(-1) });
    assert.equal(again.body.type, 'drafts.not_to_hand_in');
    assert.equal(shelf(kheo).length, 2, 'the PDF of what was refused');
    const form = new FormData();
    form.append('files', new File(['Kế hoạch số 9-KH/TU ngày 02/03/2025 về đối thoại'], 'ke-hoach.txt'));
    form.append('files', new File([Buffer.from([0x78, 0xb7, 0x20, 0x6e])], 'hong.txt'));
    form.append('unit_code', 'TINH');
    const imported = await fetch(new URL('/api/v1/documents/import', kheo.address),
        { method: 'POST', body: form, headers: { authorization: `Bearer ${office.officer.key}`, 'idempotency-key': 'b'.repeat(32) } });
    assert.equal(imported.status, 422, await imported.text());
    assert.equal(shelf(kheo).length, 3, 'the good file of an import that was refused');

    // A reader killed in the middle of a scan.
    const scan = pdf_of(Array(6).fill(made.scan), scan_width, scan_height);
    const page = await office.officer.visitor.post('/can-bo/van-ban/moi', { files: new File([scan], 'quet.pdf', { type: 'application/pdf' }) });
    const [, reading] = /doc\/(\d+)$/.exec(page.url) ?? assert.fail(unescape_html(page.text).slice(0, 2000));
    const state = async () => (await office.ask(office.officer, `/documents/readings/${reading}`)).body;
    await until('the first page is read', 60, async () => (await state()).page >= 1);
    await kheo.kill();
    age_all(kheo);
    await tomorrow(kheo);
    await kheo.serve();
    await until('only what is owned is left', 60, () => shelf(kheo).length !== 4 && owned.every((file) => shelf(kheo).includes(file)));
    await until('the scan is read after all', 120, async () => (await state()).state === 'read');
    assert.equal(shelf(kheo).length, owned.length + 7, 'the scan and its pages beside what was owned');

    // Its pictures are old by now, and are somebody's until it is thrown away.
    age_all(kheo);
    await tomorrow(kheo, 2);
    const orphan = await office.ask(office.suoi, `/drafts/${draft}/hand-in`, { version: 3, number: '14', issued_on: day(-1) });
    assert.equal(orphan.body.type, 'drafts.not_to_hand_in');
    age_all(kheo);
    await tomorrow(kheo, 3);
    await until('the second refusal is swept', 60, () => shelf(kheo).length === owned.length + 7);
    const dropped = await office.ask(office.officer, `/documents/readings/${reading}/drop`, {});
    assert.ok(dropped.status < 300, JSON.stringify(dropped.body));
    assert.deepEqual(shelf(kheo), owned);
    await kheo.check_ledger();
});
