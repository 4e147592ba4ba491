// SPDX-License-Identifier: AGPL-3.0-or-later
// A period of public comment from its opening to its end by the clock: opinions
// come and are answered or not published, the last day counts to its end, who is
// late is told so, and the decision waits for the end and for every answer.
import assert from 'node:assert/strict';
import test from 'node:test';

import { a_person, a_province, code_of, unlimited } from './rig_people.mjs';
import { caller, minutes, published_models, round_of } from './rig_rounds.mjs';
import { start } from './rig.mjs';

const day_ms = 86_400_000;
const plus = (iso, days) => new Date(Date.parse(iso) + days * day_ms).toISOString().slice(0, 10);
const people = (iso) => iso.split('-').reverse().join('/');

// Two proposed models of a commune, published for the least number of days.
class Period {
    static async open(t) {
        const period = new Period();
        const kheo = await start(t, { settings: unlimited, server: 'kheo-moved' });
        const { body: province_body, communes: [{ body }] } = await a_province(kheo);
        period.kheo = kheo;
        period.officer = await a_person(kheo, 'tinh', 'can_bo_tinh', 'TINH');
        Object.assign(period, await caller(kheo, period.officer));
        period.models = await published_models(period.call, body, 2);
        period.round = await round_of(period.call, { body: province_body, year: 2026, title: 'Đợt một', scoring: 'council' });
        await period.call(`/rounds/${period.round.id}/candidates`, { models: period.models.map(({ id, version }) => `${id}-${version}`) });
        period.candidates = (await period.call(`/rounds/${period.round.id}`)).candidates;
        await minutes(period.officer, period.round.id, { passed: period.candidates.map(({ id }) => `${id}-1`) });
        period.list = await period.call(`/rounds/${period.round.id}/consultations`, { days: 5, note: 'Bảng tin trụ sở xã' });
        period.first_day = period.list.opened_on;
        period.last_day = period.list.closes_on;
        assert.equal(period.last_day, plus(period.first_day, 5));
        period.citizen = kheo.visitor_from_elsewhere();
        return period;
    }

    // Viet Nam's time on a day.
    at(day, hour) {
        return this.kheo.move_to(`${day}T${hour}:00+07:00`);
    }

    // Written on the page, by a visitor: where its sender finds it again.
    async says(text, model = '') {
        const sent = await this.citizen.post(`/lay-y-kien/${this.list.id}/gop-y`, { model, text });
        assert.match(sent.text, /Chờ đọc/, sent.text.slice(0, 2000));
        return sent.url;
    }

    waiting() {
        return this.call('/office/opinions');
    }

    async id_of(text) {
        const { items, ids } = await this.waiting();
        return ids[items.findIndex((one) => one.text === text)];
    }

    decision(issued_on) {
        return { number: '7/QĐ-BTGDV', issued_on, signer: 'Trưởng ban', candidates: this.candidates.map(({ id }) => `${id}-2`) };
    }

    // The sentence with which a decision of that day is refused.
    async too_early(issued_on) {
        const refused = await this.refused(`/rounds/${this.round.id}/decisions`, this.decision(issued_on));
        assert.equal(refused.type, 'consultations.not_yet');
        return refused.title;
    }

    page() {
        return this.kheo.get(`/lay-y-kien/${this.list.id}`).then(({ text }) => text);
    }
}

// While it runs: what is read is answered, or not published and the sender reads why.
async function while_it_runs(period) {
    const { call, citizen, models, last_day } = period;
    const lamp = await period.says('Đoạn cuối thôn chưa có đèn.', models[0].id);
    assert.match(await period.page(), /Chưa có ý kiến nào được đăng/);
    await call(`/opinions/${await period.id_of('Đoạn cuối thôn chưa có đèn.')}/publish`, { version: 1, reply: 'Tháng 12 lắp xong.' });
    assert.match(await period.page(), /chưa có đèn[^]*Tháng 12 lắp xong/);
    assert.match((await citizen.get(lamp)).text, /Tháng 12 lắp xong/);

    await period.at(plus(period.first_day, 3), '10:00');
    const shoes = await period.says('Mua giày rẻ ở đây');
    const bare = await period.refused(`/opinions/${await period.id_of('Mua giày rẻ ở đây')}/hold-back`, { version: 1, reason: '' });
    assert.match(JSON.stringify(bare), /"field":"reason"/, 'never without its reason');
    await call(`/opinions/${await period.id_of('Mua giày rẻ ở đây')}/hold-back`, { version: 1, reason: 'Quảng cáo, không nói về mô hình nào.' });
    assert.match((await citizen.get(shoes)).text, /Quảng cáo, không nói/);
    assert.doesNotMatch(await period.page(), /giày rẻ/);
    assert.equal((await period.waiting()).total, 0);
    assert.match(await period.too_early(plus(period.first_day, 3)), new RegExp(`đang lấy ý kiến đến hết ngày ${people(last_day)}`),
        'all is answered, the period runs on');
}

// The last day counts until midnight in Viet Nam.
async function on_its_last_day(period) {
    const { citizen, models, last_day } = period;
    await period.at(last_day, '23:30');
    assert.match(await period.page(), /Đang lấy ý kiến/);
    assert.match((await citizen.get(`/mo-hinh/${models[1].id}`)).text, /Góp ý về mô hình này/);
    period.bench = await period.says('Ghế đá ở nhà văn hóa đã gãy.', models[1].id);
    assert.match(await period.too_early(last_day), /đang lấy ý kiến/);
}

// Nobody closed it: the day did.
async function the_day_after(period) {
    const { citizen, models, list, refused, last_day } = period;
    const form = `/lay-y-kien/${list.id}/gop-y`;
    assert.equal((await citizen.get(form)).status, 200);
    await period.at(plus(last_day, 1), '00:10');
    const page = await period.page();
    assert.match(page, /Đã hết thời gian/);
    assert.doesNotMatch(page, /Góp ý về danh sách này/);
    assert.doesNotMatch((await citizen.get(`/mo-hinh/${models[1].id}`)).text, /Góp ý về mô hình này/);
    const told = await citizen.get(form);
    assert.equal(told.status, 409);
    assert.match(told.text, /Đã hết thời gian lấy ý kiến về danh sách này/);
    // Who had the form open before midnight loses nothing of what was typed.
    const late = await citizen.post(form, { model: '', text: 'Đường hoa rất đẹp.' }, { raw: true });
    assert.equal(late.status, 409);
    assert.match(late.text, /Đã hết thời gian lấy ý kiến về danh sách này[^]*Đường hoa rất đẹp\.<\/textarea>/);
    assert.equal((await refused(`/consultations/${list.id}/opinions`, { text: 'Muộn rồi' })).type, 'consultations.over');
    assert.equal((await refused(`/consultations/${list.id}/stop`, { version: 1, reason: 'Thôi' })).type, 'consultations.over');
}

// After its end: every opinion first, and no decision that was signed before.
async function decided(period) {
    const { kheo, call, citizen, round, models, last_day } = period;
    const after = plus(last_day, 1);
    assert.match(await period.too_early(after), /Còn 1 ý kiến về danh sách chưa được trả lời/);
    await call(`/opinions/${await period.id_of('Ghế đá ở nhà văn hóa đã gãy.')}/publish`, { version: 1, reply: 'Đã sửa ngày hôm nay.' });
    assert.match((await citizen.get(period.bench)).text, /Đã sửa ngày hôm nay/);
    assert.match(await period.too_early(last_day), /quyết định chỉ ghi được sau ngày đó/, 'signed while people could still speak');
    assert.equal((await call(`/rounds/${round.id}/decisions`, period.decision(after))).models, 2);
    assert.match((await kheo.get(`/mo-hinh/${models[1].id}`)).text, /Quyết định 7\/QĐ-BTGDV/);
    assert.match(await period.page(), /Đã hết thời gian[^]*Đã sửa ngày hôm nay/, 'the list stays to be read');
}

test('a comment period ends by the clock, and the decision waits for it and for every answer', async (t) => {
    const period = await Period.open(t);
    await while_it_runs(period);
    await on_its_last_day(period);
    await the_day_after(period);
    await decided(period);
    await period.kheo.check_ledger();
});

test('an officer who comes back after the end reads what still waits, and answers it by the page', async (t) => {
    const period = await Period.open(t);
    const { officer, officer: { visitor }, kheo, round } = period;
    const back = plus(period.last_day, 2);
    await period.says('Nên trồng thêm cây bóng mát.');
    await period.at(back, '08:00');
    assert.doesNotMatch((await visitor.get('/can-bo/y-kien')).text, /bóng mát/, 'signed out meanwhile');
    await officer.sign_in();
    const ahead = Date.parse(`${back}T08:00:00+07:00`) - Date.now();
    await visitor.post('/can-bo/dang-nhap/ma', { code: code_of(officer.secret, Math.round(ahead / 30_000)) }, { raw: true });
    const [, page] = /href="(\/can-bo\/y-kien\/\d+)"/.exec((await visitor.get('/can-bo/y-kien')).text);
    const entered = `/can-bo/tham-dinh/${round.id}/quyet-dinh`;
    const fields = { ...period.decision(back), issued_on: people(back) };
    const waits = await visitor.post(entered, fields);
    assert.equal(waits.status, 409);
    assert.match(waits.text, /Còn 1 ý kiến về danh sách chưa được trả lời/);
    assert.match((await visitor.post(`${page}/dang`, { reply: 'Tết trồng cây sẽ trồng.' }, { from: page })).text, /Đã đăng ý kiến/);
    assert.match((await visitor.post(entered, fields)).text, /7\/QĐ-BTGDV/);
    await kheo.check_ledger();
});
