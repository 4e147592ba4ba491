// SPDX-License-Identifier: AGPL-3.0-or-later
// Before it recognises them the province publishes the models that its council
// proposes. People say something without a name; all is answered; meanwhile
// nothing can be decided.
import assert from 'node:assert/strict';
import test from 'node:test';

import { a_person, a_province, unlimited } from './rig_people.mjs';
import { caller, minutes, published_models, round_of } from './rig_rounds.mjs';
import { start } from './rig.mjs';

test('a list is open to everybody, each opinion is answered, and no decision goes before its end', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const { body: province_body, communes: [{ body }] } = await a_province(kheo);
    const officer = await a_person(kheo, 'tinh', 'can_bo_tinh', 'TINH');
    const { call, refused } = await caller(kheo, officer);
    const [first, second] = await published_models(call, body, 2);
    const round = await round_of(call, { body: province_body, year: 2026, title: 'Đợt một', scoring: 'council' });
    await call(`/rounds/${round.id}/candidates`, { models: [first, second].map(({ id, version }) => `${id}-${version}`) });
    const page = `/can-bo/tham-dinh/${round.id}/lay-y-kien`;
    assert.match((await officer.visitor.get(page)).text, /Chưa có mô hình nào được hội đồng đề nghị/);
    assert.equal((await refused(`/rounds/${round.id}/consultations`, { days: 10 })).type, 'consultations.nothing_proposed');
    const candidates = (await call(`/rounds/${round.id}`)).candidates;
    await minutes(officer, round.id, { passed: candidates.map(({ id }) => `${id}-1`) });
    assert.match((await officer.visitor.post(page, { days: '2', note: '' })).text, /id="f-days-error"/);
    assert.match((await officer.visitor.post(page, { days: '10', note: 'Gọi chị Lan số 0912 345 678' })).text, /id="f-note-error"/);
    const opened = await officer.visitor.post(page, { days: '10', note: 'Bảng tin trụ sở xã' });
    assert.match(opened.text, /Đã công bố/);
    const list = /\/lay-y-kien\/(\d+)/.exec(opened.url)[1];

    const citizen = kheo.visitor_from_elsewhere();
    assert.match((await citizen.get('/lay-y-kien')).text, /Đang lấy ý kiến/);
    assert.match((await citizen.get(`/mo-hinh/${first.id}`)).text, /Góp ý về mô hình này/);
    const form = `/lay-y-kien/${list}/gop-y`;
    assert.match((await citizen.get(form)).text, /Tố cáo không nhận ở đây/);
    assert.match((await citizen.post(form, { model: '', text: 'Ông Trần Văn Tèo không góp gì.' })).text, /id="f-text-error"/);
    assert.match((await citizen.post(form, { model: '', text: '' })).text, /id="f-text-error"/);
    const sent = await citizen.post(form, { model: first.id, text: 'Đoạn cuối thôn chưa có đèn.' });
    assert.match(sent.text, /Chờ đọc/);
    assert.doesNotMatch((await kheo.get(`/lay-y-kien/${list}`)).text, /chưa có đèn/, 'not before it is read');
    const { body: other } = await kheo.api(`/consultations/${list}/opinions`, { token: await officer.token(), json: { text: 'Mua giày rẻ ở đây' } });
    assert.ok(other.code, JSON.stringify(other));

    const decision = { number: '7/QĐ-BTGDV', issued_on: '20/11/2026', signer: 'Trưởng ban', candidates: candidates.map(({ id }) => `${id}-2`) };
    const early = await refused(`/rounds/${round.id}/decisions`, decision);
    assert.equal(early.type, 'consultations.not_yet');
    assert.match(early.title, /đang lấy ý kiến đến hết ngày/);

    const desk = (await officer.visitor.get('/can-bo')).text;
    const [, opinion] = /\/can-bo\/y-kien\/(\d+)/.exec(desk);
    const answer = (id, step, fields) => officer.visitor.post(`/can-bo/y-kien/${id}/${step}`, fields, { from: `/can-bo/y-kien/${id}` });
    assert.match((await answer(opinion, 'dang', { reply: '' })).text, /id="f-reply-error"/);
    assert.match((await answer(opinion, 'dang', { reply: 'Tháng 12 lắp xong, có trong dự toán của thôn.' })).text, /Đã đăng ý kiến/);
    assert.match((await answer(other.id, 'khong-dang', { reason: 'Quảng cáo, không nói về mô hình nào.' })).text, /Đã ghi lý do/);
    const read = (await kheo.get(`/lay-y-kien/${list}`)).text;
    assert.match(read, /chưa có đèn/);
    assert.match(read, /Tháng 12 lắp xong/);
    assert.doesNotMatch(read, /giày rẻ/);
    assert.match((await citizen.get(sent.url)).text, /Tháng 12 lắp xong/);
    assert.match((await citizen.get(`/y-kien/${other.code}`)).text, /Quảng cáo/);

    // Stopped with a reason that all read, it holds nobody up any more.
    const stop = `/can-bo/lay-y-kien/${list}/dung`;
    assert.match((await officer.visitor.post(stop, { reason: 'Danh sách còn sót một mô hình' })).text, /Đã dừng lấy ý kiến/);
    assert.match((await kheo.get(`/lay-y-kien/${list}`)).text, /còn sót một mô hình/);
    const late = await refused(`/consultations/${list}/opinions`, { text: 'Muộn rồi' });
    assert.equal(late.type, 'consultations.is_stopped');
    assert.equal((await call(`/rounds/${round.id}/decisions`, decision)).models, 2);
    await kheo.check_ledger();
});

// One model of a commune, proposed by a council: { officer, call, round, code of the commune }.
async function a_proposal(kheo) {
    const { body: province_body, communes: [{ body, code }] } = await a_province(kheo);
    const officer = await a_person(kheo, 'tinh', 'can_bo_tinh', 'TINH');
    const { call } = await caller(kheo, officer);
    const [model] = await published_models(call, body, 1);
    const round = await round_of(call, { body: province_body, year: 2026, title: 'Đợt một', scoring: 'council' });
    await call(`/rounds/${round.id}/candidates`, { models: [`${model.id}-${model.version}`] });
    const [{ id }] = (await call(`/rounds/${round.id}`)).candidates;
    await minutes(officer, round.id, { passed: [`${id}-1`] });
    return { officer, call, round, code };
}

test('a denunciation is not taken: what it said is gone, and its sender reads where to send it', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const { officer, call, round } = await a_proposal(kheo);
    const list = await call(`/rounds/${round.id}/consultations`, { days: 10 });
    const citizen = kheo.visitor_from_elsewhere();
    const sent = await citizen.post(`/lay-y-kien/${list.id}/gop-y`, { model: '', text: 'Tố cáo: kế toán của xã nhận tiền làm đường.' });
    assert.match((await citizen.get(sent.url)).text, /kế toán/);
    const [, opinion] = /\/can-bo\/y-kien\/(\d+)/.exec((await officer.visitor.get('/can-bo/y-kien')).text);
    const page = `/can-bo/y-kien/${opinion}`;
    const erase = (why) => officer.visitor.post(`${page}/xoa`, { why }, { from: page });
    assert.match((await erase('')).text, /id="f-why-error"/);
    assert.match((await erase('Gọi ông Trần Văn Tèo')).text, /id="f-why-error"/);
    assert.match((await erase('Tố cáo xin gửi Thanh tra tỉnh, theo Luật Tố cáo.')).text, /Đã xóa nội dung/);
    const told = (await citizen.get(sent.url)).text;
    assert.match(told, /Thanh tra tỉnh/);
    for (const text of [told, (await officer.visitor.get(page)).text, (await officer.visitor.get('/can-bo/y-kien')).text]) {
        assert.doesNotMatch(text, /kế toán/);
    }
    await kheo.check_ledger();
});

test('who may not decide publishes no list, and a flood of opinions is turned away', async (t) => {
    const kheo = await start(t);
    const { call, round, code } = await a_proposal(kheo);
    const xa = await a_person(kheo, 'xa.mot', 'can_bo_xa', code);
    const foreign = await kheo.api(`/rounds/${round.id}/consultations`, { token: await xa.token(), json: { days: 10 } });
    assert.equal(foreign.status, 403);
    const list = await call(`/rounds/${round.id}/consultations`, { days: 10 });
    const citizen = kheo.visitor_from_elsewhere();
    let refused = 0;
    for (let at = 0; at < 100; at += 1) {
        const { status } = await citizen.api(`/consultations/${list.id}/opinions`, { json: { text: `Ý kiến số ${at}` } });
        refused += status === 429 ? 1 : 0;
    }
    assert.ok(refused > 60, `only ${refused} of 100 were turned away`);
    // Who has to wait keeps what was typed.
    const waits = await citizen.post(`/lay-y-kien/${list.id}/gop-y`, { model: '', text: 'Đường còn thiếu đèn' });
    assert.equal(waits.status, 429);
    assert.match(waits.headers.get('retry-after'), /^\d+$/);
    assert.match(waits.text, /Xin đợi \d+ giây/);
    assert.match(waits.text, /Đường còn thiếu đèn<\/textarea>/);
    assert.equal((await xa.visitor.get('/can-bo/y-kien')).text.includes('Ý kiến số'), false, 'another body reads none of them');
    await kheo.check_ledger();
});
