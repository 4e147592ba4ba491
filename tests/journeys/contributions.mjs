// SPDX-License-Identifier: AGPL-3.0-or-later
// A commune says what went into its road: land, money, work days. Everybody
// reads the sums, nobody a list; what few gave is nowhere; a slip is corrected.
import assert from 'node:assert/strict';
import test from 'node:test';

import { Province } from './rig_province.mjs';
import { a_person, unlimited } from './rig_people.mjs';
import { start } from './rig.mjs';

async function a_road(kheo) {
    const province = await new Province(kheo).prepare();
    const road = await province.publish(await province.register('Xã Suối Mây', 'Mở rộng đường thôn Thượng'));
    const suoi = await a_person(kheo, 'suoi', 'can_bo_xa', 'DU-90001');
    const path = `/can-bo/mo-hinh/${road.id}/dong-gop`;
    const line = { source: 'nhan_dan', since: '10/3/2026', until: '', land: '', land_givers: '', money: '', money_givers: '', work: '', work_givers: '',
        note: 'Sổ theo dõi hiến đất của thôn' };
    const record = (more, person = suoi) => person.visitor.post(`${path}/ghi`, { ...line, ...more });
    return { province, road, suoi, path, record };
}

test('a commune records what was given; the public reads sums and never a small part', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const { road, suoi, path, record } = await a_road(kheo);
    const gio = await a_person(kheo, 'gio', 'can_bo_xa', 'DU-90002');
    assert.match((await kheo.get(`/mo-hinh/${road.id}/dong-gop`)).text, /chưa ghi/);
    assert.match((await suoi.visitor.get(`/can-bo/mo-hinh/${road.id}`)).text, /dong-gop\/ghi/);

    // Bad input, each said at its field, with what was typed.
    for (const [more, said] of [
        [{ land: '659,88', land_givers: '14', note: 'Hộ ông Trần Văn Tèo hiến 200 m²' }, /id="f-note-error"/],
        [{ land: 'nhiều', land_givers: '14' }, /id="f-land-error"/],
        [{ land: '-5', land_givers: '14' }, /id="f-land-error"/],
        [{ land: '659,88' }, /id="f-land_givers-error"/],
        [{}, /id="f-land-error"/],
        [{ money: '10,5', money_givers: '9' }, /id="f-money-error"/],
        [{ work: '30', work_givers: '12', since: '01/01/2199' }, /Chưa đến ngày này/],
        [{ work: '30', work_givers: '12', since: '10/12/2025', until: '10/1/2026' }, /tách thành từng năm/],
        [{ work: '30', work_givers: '12', since: '31/2/2026' }, /id="f-since-error"/],
        [{ source: 'ai_do', money: '1 triệu' }, /id="f-source-error"/],
    ]) {
        const refused = await record(more);
        assert.ok(refused.status === 422 || refused.status === 400, JSON.stringify(more));
        assert.match(refused.text, said, JSON.stringify(more));
        if (more.note) assert.ok(refused.text.includes('Trần Văn Tèo'), 'what was typed is not lost');
    }
    const foreign = await gio.visitor.api(`/models/${road.id}/contributions`, { token: await gio.token(),
        json: { source: 'ngan_sach', since: '2026-03-10', money: '5000000', note: 'Quyết định' } });
    assert.equal(foreign.status, 403, 'another commune records nothing here');

    assert.match((await record({ land: '659,88', land_givers: '14', work: '120,5', work_givers: '30' })).text, /Đã ghi/);
    await record({ source: 'doanh_nghiep', money: '45 triệu', money_givers: '1', note: 'Biên bản bàn giao xi măng' });
    await record({ source: 'ngan_sach', money: '2 tỷ', note: 'Quyết định phân bổ vốn của xã' });
    await record({ since: '20/12/2025', land: '300', land_givers: '3' });

    const outside = (await kheo.get(`/mo-hinh/${road.id}/dong-gop`)).text;
    assert.match(outside, /659,88/);
    assert.match(outside, /2\.000\.000\.000/);
    assert.match(outside, /không nêu/);
    assert.doesNotMatch(outside, /45\.000\.000|2\.045\.000\.000|959,88|Sổ theo dõi|14 hộ/, 'no small part, no sum with it, no line');
    const { body } = await kheo.api(`/api/v1/models/${road.id}/contributions`);
    assert.deepEqual(body.years.map(({ year }) => year), [null, 2026, 2025], 'lũy kế and each year apart');
    assert.equal(body.years[0].sources.find(({ source }) => source === 'doanh_nghiep').money, 0);
    assert.doesNotMatch(JSON.stringify(body), /45000000|giver":[^0-9]|note/);
    const page = (await kheo.get(`/mo-hinh/${road.id}`)).text;
    assert.match(page, /Trong năm 2026/);
    assert.match(page, /Lũy kế/);

    const inside = (await suoi.visitor.get(path)).text;
    assert.match(inside, /959,88/);
    assert.match(inside, /45\.000\.000 \(1 hộ, đơn vị\)/);
    assert.equal((await gio.visitor.get(path)).status, 404);
    assert.equal((await kheo.visitor_from_elsewhere().get(path, { redirect: 'manual' })).text.includes('959,88'), false);
    await kheo.check_ledger();
});

test('unusual figures are asked about and then taken; corrections keep the history and the reason', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const { road, suoi, path, record } = await a_road(kheo);
    const large = { land: '900.000', land_givers: '1000' };
    const asked = await record(large);
    assert.equal(asked.status, 422);
    assert.match(asked.text, /nhiều bất thường/);
    const [, sure] = /name="sure"[^>]*value="([^"]*)"/.exec(asked.text) ?? /value="([^"]*)"[^>]*name="sure"/.exec(asked.text);
    const changed = await record({ land: '950.000', land_givers: '1000', sure });
    assert.match(changed.text, /nhiều bất thường/, 'the tick is for the figures that were shown');
    assert.match((await record({ ...large, sure })).text, /Đã ghi/);
    assert.match((await record({ ...large, sure: '' })).text, /nhiều bất thường/);
    assert.match((await record({ source: 'ngan_sach', money: '350' })).text, /triệu đồng/);
    const usual = { land: '40', land_givers: '8' };
    await record(usual);
    assert.match((await record(usual)).text, /giống hệt/, 'the same paper entered twice is noticed');

    const [, one] = /\/can-bo\/dong-gop\/(\d+)/.exec((await suoi.visitor.get(path)).text);
    const address = `/can-bo/dong-gop/${one}`;
    const version = async () => (await suoi.visitor.api(`/contributions/${one}`, { token: await suoi.token() })).body.line.version;
    const said = { source: 'nhan_dan', since: '10/3/2026', until: '', land: '45,5', land_givers: '8', money: '', money_givers: '', work: '', work_givers: '', note: 'Sổ đo lại' };
    assert.match((await suoi.visitor.post(`${address}/sua`, { ...said, reason: '' })).text, /id="f-reason-error"/);
    assert.match((await suoi.visitor.post(`${address}/sua`, { ...said, reason: 'Gọi anh Nguyễn Văn Ba 0912 345 678' })).text, /id="f-reason-error"/);
    assert.match((await suoi.visitor.post(`${address}/sua`, { ...said, reason: 'Đo lại theo biên bản' })).text, /Đã sửa/);
    assert.equal(await version(), 2);
    const stale = await suoi.visitor.post(`${address}/sua`, { ...said, land: '46', reason: 'Sửa nữa', version: '1' });
    assert.equal(stale.status, 409);
    const history = (await suoi.visitor.get(address)).text;
    assert.match(history, /40[^0-9]/);
    assert.match(history, /45,5/);
    assert.match(history, /Lý do: Đo lại theo biên bản/);
    assert.match((await kheo.get(`/mo-hinh/${road.id}/dong-gop`)).text, /900\.045,5/);

    assert.match((await suoi.visitor.post(`${address}/bo`, { reason: 'Ghi trùng với dòng khác' })).text, /Đã bỏ dòng này/);
    assert.doesNotMatch((await kheo.get(`/mo-hinh/${road.id}/dong-gop`)).text, /900\.045,5/);
    assert.match((await suoi.visitor.get(path)).text, /Đã bỏ, không tính. Lý do: Ghi trùng/);
    assert.equal((await suoi.visitor.post(`${address}/bo`, { reason: 'Lần nữa' })).status, 409);
    await kheo.check_ledger();
});

test('a correction never tells what one household gave', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const { road, suoi, path, record } = await a_road(kheo);
    const told = async () => (await kheo.api(`/api/v1/models/${road.id}/contributions`)).body.years[0].sources
        .find(({ source }) => source === 'nhan_dan');
    await record({ land: '100', land_givers: '5' });
    await record({ land: '50', land_givers: '1', since: '11/3/2026' });
    assert.equal((await told()).land_dm2, 10_000);
    const lines = (await suoi.visitor.api(`/office/models/${road.id}/contributions`, { token: await suoi.token() })).body.items;
    const { id } = lines.find(({ land_givers }) => land_givers === 5);
    const corrected = await suoi.visitor.post(`/can-bo/dong-gop/${id}/sua`, { land_givers: '4', reason: 'Đếm lại theo sổ' });
    assert.match(corrected.text, /Đã sửa/);
    assert.equal((await told()).land_dm2, 0, 'not 150 less the 100 of yesterday');
    assert.deepEqual((await told()).withheld, ['land']);
    assert.doesNotMatch((await kheo.get(`/mo-hinh/${road.id}`)).text, /\b150\b/);
    assert.match((await suoi.visitor.get(path)).text, /\b150\b/, 'its officers read the whole');
    await kheo.check_ledger();
});

test('the province reads sums by commune, by body, by model; each opens the next', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const { province, road, record } = await a_road(kheo);
    await record({ land: '300', land_givers: '3' });
    await record({ since: '20/12/2025', money: '7 triệu', money_givers: '9' });
    const body = await province.call('POST', '/api/v1/bodies', {
        code: 'BDV-90', name: 'Ban Tuyên giáo và Dân vận Tỉnh ủy', line: 'dang', area: province.id, valid_from: '2025-07-01',
    });
    assert.ok(body.body);
    const leader = await a_person(kheo, 'lanhdao', 'lanh_dao', 'BDV-90');
    const view = async (query = '') => (await leader.visitor.api(`/office/contributions${query}`, { token: await leader.token() })).body;
    const all = await view('?year=2026');
    assert.equal(all.total.in_year.land_dm2, 30000);
    assert.equal(all.total.in_year.money, 0);
    assert.equal(all.total.to_date.money, 7000000);
    assert.deepEqual(all.sources.map(({ id }) => id), ['nhan_dan']);
    assert.equal((await view('?year=2025')).total.to_date.land_dm2, 0, 'to date is until the end of the year asked');
    const follow = async (address) => (await leader.visitor.get(address.replaceAll('&amp;', '&'))).text;
    const link = (text) => /href="(\/can-bo\/dong-gop\?year=2026&amp;(?:area|body)=\d+)"/.exec(text)[1];
    const communes = await follow('/can-bo/dong-gop?year=2026');
    const bodies = await follow(link(communes));
    const models = await follow(link(bodies));
    assert.ok(models.includes(`/can-bo/mo-hinh/${road.id}/dong-gop`));
    assert.match((await leader.visitor.get(`/can-bo/mo-hinh/${road.id}/dong-gop`)).text, /Sổ theo dõi/);
    assert.equal((await leader.visitor.get(`/can-bo/mo-hinh/${road.id}/dong-gop/ghi`)).status, 403);
    const csv = (await leader.visitor.get('/can-bo/dong-gop?dang=csv&year=2026')).text;
    assert.match(csv, /nhan_dan,Nhân dân,300,0,0,300,7\.000\.000,0,source,false/);
    assert.equal((await leader.visitor.get('/can-bo/dong-gop?year=1900')).status, 400);
    await kheo.check_ledger();
});
