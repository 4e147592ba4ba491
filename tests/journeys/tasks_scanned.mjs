// SPDX-License-Identifier: AGPL-3.0-or-later
// A directive that came on paper: scanned askew, with stamp and noise, dropped on
// the page, read, confirmed, turned into a task for all communes; one answers in time,
// one late, one never; the table, the reminder and the letter say so.
import assert from 'node:assert/strict';
import test from 'node:test';

import { until } from './rig.mjs';
import { papers, pdf_of, scan_height, scan_width } from './rig_papers.mjs';
import { TaskOffice, day, people, words_of_docx } from './rig_tasks.mjs';
import { unescape_html } from './rig_visitor.mjs';

const due = day(-10);

// Dropped, read in the background, each field looked at beside the words it was read from.
async function record(office) {
    const { visitor, key } = office.officer;
    const { scan } = await papers({ scan: { scanned: true, skew: 1.3, noise: 0.12 } });
    const page = await visitor.post('/can-bo/van-ban/moi', { files: new File([pdf_of([scan], scan_width, scan_height)], 'chi-thi-quet.pdf') });
    const [, id] = /\/can-bo\/van-ban\/doc\/(\d+)/.exec(page.url);
    await until('the scan is read', 90, async () => (await office.kheo.api(`/documents/readings/${id}`, { token: key })).body.state === 'read');
    const form = await visitor.get(`/can-bo/van-ban/doc/${id}`);
    for (const [name, value] of [['number', '18-CT/TU'], ['issued_on', '06/05/2024'], ['type', 'Chỉ thị']])
        assert.match(unescape_html(form.text), new RegExp(`name="${name}"[^>]*value="${value}"`), `${name} is proposed from the scan`);
    const done = await visitor.post('/can-bo/van-ban/ghi', {}, { from: `/can-bo/van-ban/doc/${id}` });
    assert.match(done.text, /bản quét/);
    return /\/can-bo\/van-ban\/(\d+)/.exec(done.url)[1];
}

// What was read as tasks is looked at; one is given to all communes in one act.
async function assign(office, document) {
    const { visitor } = office.officer;
    const address = `/can-bo/van-ban/${document}/giao-viec`;
    const text = unescape_html((await visitor.get(address)).text);
    const lines = [...text.matchAll(/<blockquote class="kheo-proposed__sentence">([^]*?)<\/blockquote>/g)].map(([, sentence]) => sentence);
    const line = 1 + lines.findIndex((sentence) => /kế hoạch đối thoại/.test(sentence));
    assert.ok(line > 0, `the sentence is read from the scan: ${lines.join(' | ')}`);
    const left_out = Object.fromEntries(lines.map((_, at) => [`take-${at + 1}`, '']));
    const done = await visitor.post(address, { ...left_out, [`take-${line}`]: '1', [`text-${line}`]: 'Gửi kế hoạch đối thoại',
        [`lead-${line}`]: 'communes_dang', [`due_kind-${line}`]: 'on_day', [`due_on-${line}`]: people(due) }, { from: address });
    assert.match(done.text, /Đã giao 1 việc/, unescape_html(done.text).slice(0, 3000));
    return /\/can-bo\/nhiem-vu\/(\d+)"/.exec(done.text)[1];
}

test('a scanned directive becomes a task that three communes answer: in time, late, never', { timeout: 300_000 }, async (t) => {
    const office = await TaskOffice.open(t);
    const document = await record(office);
    const task = await assign(office, document);
    const { 'Xã Suối Mây': suoi, 'Xã Đồng Gió': dong } = office.province.communes;

    for (const who of [office.suoi, office.dong, office.ben])
        assert.match(unescape_html((await who.visitor.get('/can-bo')).text), /Nhiệm vụ được giao[^]*Gửi kế hoạch đối thoại/);
    const first = office.part(office.suoi, task, suoi.body);
    await first.post('ke-hoach', { promise: 'Mỗi thôn một buổi tối', planned_on: people(day(-40)) });
    assert.match((await first.post('hoan-thanh', { done_on: people(due), result: 'Đã đối thoại ở chín thôn', signer_office: 'Bí thư Đảng ủy xã' })).text,
        /Hoàn thành đúng hạn/);
    assert.match((await office.part(office.dong, task, dong.body).post('hoan-thanh', { done_on: people(day(-8)), result: 'Đã gửi kế hoạch' })).text,
        /Hoàn thành quá hạn/);
    const accepted = await office.part(office.officer, task, suoi.body).post('dong-y', {});
    assert.match(accepted.text, /Đã xác nhận hoàn thành/);

    const table = (await office.officer.visitor.get(`/can-bo/nhiem-vu/bang?document=${document}`)).text;
    for (const sign of ['✓', '✓\\+2', '!10']) assert.match(table, new RegExp(`>${sign}<`), 'the table');
    const { body: figures } = await office.ask(office.officer, `/office/tasks/matrix?document=${document}`);
    assert.deepEqual([figures.done_in_time, figures.done_late, figures.open_in_time, figures.open_late], [1, 1, 0, 1]);

    const { body: reminder } = await office.ask(office.officer, `/office/tasks/reminder?document=${document}`);
    assert.deepEqual(reminder.items.map(({ name, most_late }) => [name, most_late]), [['Đảng ủy xã bến lau', 10]]);
    assert.match(reminder.message, /1 đơn vị quá hạn.*Chỉ thị 18-CT\/TU: Đảng ủy xã bến lau \(10 ngày\)/);
    const letter = words_of_docx(await office.bytes(office.officer, `/can-bo/nhiem-vu/nhac/docx?document=${document}`));
    for (const words of ['ĐẢNG CỘNG SẢN VIỆT NAM', 'BAN TUYÊN GIÁO VÀ DÂN VẬN TỈNH ỦY', 'Thực hiện Chỉ thị 18-CT/TU',
        `Đảng ủy xã bến lau: Gửi kế hoạch đối thoại (hạn ${people(due)}, quá 10 ngày)`])
        assert.ok(letter.includes(words), `the letter says “${words}”:\n${letter}`);
    assert.ok(!letter.includes('suối mây') && !letter.includes('đồng gió'), 'the letter names who is late, nobody else');
    await office.kheo.check_ledger();
});
