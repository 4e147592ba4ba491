// SPDX-License-Identifier: AGPL-3.0-or-later
// From what it is asked a commune begins its plan by one press: everything known stands
// there; written to the end it is handed in by another: it is in the library, reaches who
// asked, and is the plan for all that the directive asks of the commune. And who helps
// adds its part, who follows sees the table; neither is ever late.
import assert from 'node:assert/strict';
import test from 'node:test';

import { directive } from './rig_documents.mjs';
import { a_person } from './rig_people.mjs';
import { place_of, rendered } from './rig_rendered.mjs';
import { TaskOffice, day, people } from './rig_tasks.mjs';
import { unescape_html } from './rig_visitor.mjs';

async function prepared(t) {
    const office = await TaskOffice.open(t);
    const read = await office.officer.visitor.post('/can-bo/van-ban/moi', { text: directive() });
    const done = await office.officer.visitor.post('/can-bo/van-ban/ghi', { sent_to: 'DU-90001' }, { from: read.url });
    [, office.document] = /\/can-bo\/van-ban\/(\d+)/.exec(done.url);
    office.home = office.province.communes['Xã Suối Mây'];
    return office;
}

const assigned = (office, fields) => office.made(office.officer, `/documents/${office.document}/tasks`, { lead: ['communes_dang'], due_kind: 'on_day', ...fields });

test('a plan is begun from a task, written, and handed in for all that was asked', async (t) => {
    const office = await prepared(t);
    const { id: task } = await assigned(office, { text: 'Xây dựng kế hoạch đối thoại hằng năm', product: 'Kế hoạch của cấp ủy', due_on: day(30) });
    const { id: other } = await assigned(office, { text: 'Niêm yết kết quả giải quyết kiến nghị', due_on: day(60) });
    await assigned(office, { text: 'Việc của xã khác', lead: [], lead_names: 'DU-90002', due_on: day(60) });
    const part = office.part(office.suoi, task, office.home.body);

    const edit = await office.suoi.visitor.post('/can-bo/du-thao/moi', {}, { from: part.address });
    assert.match(edit.url, /^\/can-bo\/du-thao\/\d+\/sua$/, unescape_html(edit.text).slice(0, 2000));
    const text = unescape_html(edit.text);
    for (const known of ['thực hiện Chỉ thị số 18-CT/TU, ngày 06/05/2024', '1. Xây dựng kế hoạch đối thoại hằng năm.', '- Sản phẩm: Kế hoạch của cấp ủy.',
        `- Thời hạn: Hết ngày ${people(day(30))}.`, '2. Niêm yết kết quả giải quyết kiến nghị.', 'Ban Tuyên giáo và Dân vận Tỉnh ủy (để báo cáo)', 'KH/ĐU'])
        assert.ok(text.includes(known), `“${known}” is not prefilled:\n${text.slice(0, 6000)}`);
    assert.ok(!text.includes('Việc của xã khác'));
    const [, draft] = /du-thao\/(\d+)\//.exec(edit.url);
    const page = await office.suoi.visitor.get(`/can-bo/du-thao/${draft}`);
    assert.match(page.text, /Ghi xong những chỗ có dấu “…”/);
    assert.equal((await office.ask(office.suoi, `/drafts/${draft}/hand-in`, { version: 1, number: '12', issued_on: day(-1) })).body.type, 'drafts.open_spots');

    const body = /<textarea[^>]*name="text"[^>]*>([^]*?)<\/textarea>/.exec(edit.text)[1];
    await office.suoi.visitor.post(`/can-bo/du-thao/${draft}/sua`, { text: unescape_html(body).trim().replaceAll('…', 'Ban Xây dựng Đảng chủ trì') });
    const address = `/can-bo/du-thao/${draft}`;
    const ahead = await office.suoi.visitor.post(`${address}/nop`, { number: '12', issued_on: people(day(1)) }, { from: address });
    assert.equal(ahead.status, 422);
    assert.match(ahead.text, /chưa đến ngày này/);
    const done = await office.suoi.visitor.post(`${address}/nop`, { number: '12', issued_on: people(day(-1)), signer_office: 'Bí thư Đảng ủy xã' }, { from: address });
    assert.match(done.text, /Đã nộp kế hoạch/, unescape_html(done.text).slice(0, 3000));
    const [, paper] = /\/can-bo\/van-ban\/(\d+)/.exec(done.url);
    assert.match(unescape_html(done.text), /Kế hoạch 12-KH\/ĐU/);

    // It is the plan of both, whoever asked reads it, and the file is what stands on paper.
    for (const each of [task, other]) {
        const { body: plan } = await office.ask(office.officer, `/tasks/${each}/plans/${office.home.body}`);
        assert.deepEqual([plan.document, plan.planned_on], [paper, day(-1)]);
        assert.match((await office.part(office.officer, each, office.home.body).page()).text, new RegExp(`href="/can-bo/van-ban/${paper}"`));
    }
    const file = rendered(await office.bytes(office.officer, `/can-bo/van-ban/${paper}/tep`), 'pdf');
    assert.ok(place_of(file.pages[0], 'ĐẢNG CỘNG SẢN VIỆT NAM') && place_of(file.pages[0], 'Số 12-KH/ĐU'));
    assert.equal((await office.dong.visitor.get(`/can-bo/van-ban/${paper}`)).status, 404, 'another commune does not read it');
    assert.match((await office.suoi.visitor.get(address)).text, /Đã ký và lưu trong thư viện/);
    assert.equal((await office.ask(office.suoi, `/drafts/${draft}/hand-in`, { version: 3, number: '13', issued_on: day(-1) })).body.type, 'drafts.not_to_hand_in');
    await office.kheo.check_ledger();
});

test('a body that helps adds its part and one that follows sees the table; neither is late', async (t) => {
    const office = await prepared(t);
    const { home, province } = office;
    const front = await office.body('MT-90001', 'Mặt trận xã suối mây', 'mat_tran_doan_the', home.id);
    await office.body('VP', 'Văn phòng Tỉnh ủy', 'dang', province.id);
    office.front = await a_person(office.kheo, 'mt.suoi', 'can_bo_xa', 'MT-90001');
    office.watcher = await a_person(office.kheo, 'vp.mot', 'can_bo_tinh', 'VP');
    for (const who of ['front', 'watcher']) office[who].key = await office[who].token();
    const { id: task } = await assigned(office, { text: 'Tổ chức đối thoại', due_on: day(-3), counted_from: day(-30), support_names: 'MT-90001', watch_names: 'VP' });

    const figures = async () => {
        const { body } = await office.ask(office.officer, `/office/tasks/matrix?task=${task}`);
        return [body.total, body.open_late, body.rows.some((row) => row.body === front.body)];
    };
    assert.deepEqual(await figures(), [3, 3, false], 'who helps or follows is not counted');
    const desk = unescape_html((await office.front.visitor.get('/can-bo')).text);
    assert.match(desk, /Nhiệm vụ phối hợp, chưa ghi phần của mình[^]*Tổ chức đối thoại/);
    assert.match(unescape_html((await office.watcher.visitor.get('/can-bo')).text), /Nhiệm vụ theo dõi, có đơn vị quá hạn[^]*Tổ chức đối thoại[^]*3 quá hạn/);
    assert.match((await office.watcher.visitor.get(`/can-bo/nhiem-vu/bang?task=${task}`)).text, />!3</);
    const { body: own } = await office.ask(office.front, '/office/tasks/own');
    assert.ok(own.items.some(({ kind, days_late }) => kind === 'support' && days_late === 0), JSON.stringify(own));

    const part = office.part(office.front, task, front.body);
    const page = unescape_html((await part.page()).text);
    assert.ok(page.includes('Phối hợp') && page.includes('Ghi phần phối hợp') && !page.includes('Báo hoàn thành') && !page.includes('Quá hạn'), page.slice(0, 4000));
    await part.post('tien-do', { progress: 'Đã mời 40 hộ dự đối thoại' });
    assert.equal((await office.ask(office.front, `/tasks/${task}/plans/${front.body}/complete`, { version: 1, done_on: day(-4), result: 'Xong' })).body.type, 'plans.supports_only');
    assert.equal((await office.ask(office.front, `/tasks/${task}/plans/${front.body}/promise`, { version: 1, promise: 'Kế hoạch' })).body.type, 'plans.supports_only');
    assert.ok(!(await office.front.visitor.get('/can-bo')).text.includes('chưa ghi phần của mình'), 'it is off the desk');

    // Read by who leads and who asked; not by others who were asked nothing.
    for (const who of [office.suoi, office.officer, office.watcher]) {
        assert.match(unescape_html((await who.visitor.get(`/can-bo/nhiem-vu/${task}`)).text), /Đơn vị phối hợp[^]*Mặt trận xã suối mây[^]*Đã ghi phần phối hợp/);
        assert.match((await office.part(who, task, front.body).page()).text, /Đã mời 40 hộ dự đối thoại/);
    }
    assert.equal((await office.front.visitor.get(`/can-bo/nhiem-vu/${task}/don-vi/${province.communes['Xã Đồng Gió'].body}`)).status, 404);
    assert.deepEqual(await figures(), [3, 3, false]);
    await office.kheo.check_ledger();
});
