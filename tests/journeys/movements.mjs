// SPDX-License-Identifier: AGPL-3.0-or-later
// The province launches two movements with their themes; a commune's model
// belongs to both and is counted once in the summary of each.
import assert from 'node:assert/strict';
import test from 'node:test';

import { Province } from './rig_province.mjs';
import { a_person, unlimited } from './rig_people.mjs';
import { start } from './rig.mjs';

// The province's master body with its officer, two communes with theirs, a public
// model in each.
async function two_communes(kheo) {
    const province = await new Province(kheo).prepare();
    const master = await province.call('POST', '/api/v1/bodies', {
        code: 'BDV-90', name: 'Ban Tuyên giáo và Dân vận Tỉnh ủy', line: 'dang', area: province.id, valid_from: '2025-07-01',
    });
    return {
        tinh: await a_person(kheo, 'tinh', 'can_bo_tinh', 'BDV-90'),
        suoi: await a_person(kheo, 'suoi', 'can_bo_xa', 'DU-90001'),
        gio: await a_person(kheo, 'gio', 'can_bo_xa', 'DU-90002'),
        road: await province.publish(await province.register('Xã Suối Mây', 'Đường hoa thôn Thượng')),
        group: await province.publish(await province.register('Xã Đồng Gió', 'Tổ góp vốn')),
        master: master.body,
    };
}

const launcher = ({ tinh, master }) => (fields) => tinh.visitor.post('/can-bo/phong-trao/moi',
    { body: master, kind: 'phong_trao', first_year: '2024', last_year: '', basis: '', ...fields });
const id_of = (page) => /\/phong-trao\/(\d+)/.exec(page.url)[1];

test('a movement is launched once, with one theme a year; bad input is said at its field', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const people = await two_communes(kheo);
    const { tinh } = people;
    const launch = launcher(people);
    assert.match((await launch({ name: '' })).text, /id="f-name-error"/);
    assert.match((await launch({ name: 'Nông thôn mới', last_year: '2020' })).text, /id="f-last_year-error"/);
    assert.match((await launch({ name: 'Theo gương ông Trần Văn Tèo' })).text, /id="f-name-error"/);
    const skilful = id_of(await launch({ name: 'Thi đua Dân vận khéo', basis: 'Kế hoạch số 12-KH/TU' }));
    assert.match((await launch({ name: 'thi đua dân vận khéo' })).text, /đã có phong trào/);

    const theme = (fields) => tinh.visitor.post(`/can-bo/phong-trao/${skilful}/chu-de`, fields);
    assert.match((await theme({ year: '2026', theme: 'Hướng về cơ sở' })).text, /Đã ghi chủ đề năm 2026/);
    assert.match((await theme({ year: '1999', theme: 'Sớm quá' })).text, /chưa bắt đầu hoặc đã kết thúc/);
    // Opened on 2026 and sent for 2025: what 2025 has is not overwritten, though both are of version 1.
    assert.match((await theme({ year: '2025', theme: 'Năm dân vận chính quyền' })).text, /Đã ghi chủ đề năm 2025/);
    const slip = await theme({ year: '2025', theme: 'Nhầm năm' });
    assert.equal(slip.status, 409);
    assert.match(slip.text, /Năm này đã có chủ đề/);
    const page = await kheo.get(`/phong-trao/${skilful}`);
    assert.match(page.text, /Năm dân vận chính quyền/);
    assert.match(page.text, /Hướng về cơ sở/);
    assert.match(page.text, /Kế hoạch số 12-KH\/TU/);
    assert.match((await kheo.get('/phong-trao')).text, /Hướng về cơ sở/);
    const change = (fields) => tinh.visitor.post(`/can-bo/phong-trao/${skilful}/sua`, { kind: 'phong_trao', name: 'Dân vận khéo', first_year: '2024', last_year: '', basis: '', ...fields });
    assert.match((await change({ last_year: '2026' })).text, /2024–2026/);
    assert.equal((await change({ last_year: '2026' })).status, 422, 'nothing has changed');
    await kheo.check_ledger();
});

test('a model belongs to two movements and counts once in the summary of each', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const people = await two_communes(kheo);
    const { tinh, suoi, gio, road, group } = people;
    const launch = launcher(people);
    const skilful = id_of(await launch({ name: 'Thi đua Dân vận khéo' }));
    const rural = id_of(await launch({ name: 'Toàn dân đoàn kết xây dựng nông thôn mới', kind: 'cuoc_van_dong' }));
    await tinh.visitor.post(`/can-bo/phong-trao/${skilful}/chu-de`, { year: '2026', theme: 'Hướng về cơ sở' });

    // The commune chooses; another one cannot.
    const choose = `/can-bo/mo-hinh/${road.id}/phong-trao`;
    assert.ok((await suoi.visitor.get(`/can-bo/mo-hinh/${road.id}`)).text.includes(choose));
    assert.match((await suoi.visitor.get(choose)).text, /Thi đua Dân vận khéo/);
    assert.match((await suoi.visitor.post(choose, { movements: [skilful, rural] })).text, /Đã ghi/);
    assert.equal((await suoi.visitor.post(choose, { movements: [skilful, rural] })).status, 422, 'nothing has changed');
    const foreign = await gio.visitor.api(`/models/${road.id}/movements`, { token: await gio.token(), json: { version: 2, movements: [] } });
    assert.equal(foreign.status, 403);
    const unknown = await suoi.visitor.api(`/models/${road.id}/movements`, { token: await suoi.token(), json: { version: 2, movements: ['12345'] } });
    assert.equal(unknown.status, 422);
    await gio.visitor.post(`/can-bo/mo-hinh/${group.id}/phong-trao`, { movements: [skilful] });

    const model = (await kheo.get(`/mo-hinh/${road.id}`)).text;
    assert.match(model, /Thuộc phong trào/);
    assert.match(model, /Chủ đề năm 2026: Hướng về cơ sở/);
    assert.match((await kheo.get(`/phong-trao/${rural}`)).text, /Đường hoa thôn Thượng/);
    assert.doesNotMatch((await kheo.get(`/phong-trao/${rural}`)).text, /Tổ góp vốn/);

    const total = async (movement, base = '/api/v1/reports/public') => {
        const { body } = await kheo.api(`${base}?year=2026&movement=${movement}`);
        return body.total.figures.total;
    };
    assert.equal(await total(skilful), 2);
    assert.equal(await total(rural), 1);
    assert.equal((await kheo.api('/api/v1/reports/public?year=2026')).body.total.figures.total, 2, 'and not twice in the whole');
    const sheet = await tinh.visitor.get(`/can-bo/bieu?year=2026&movement=${rural}`);
    assert.match(sheet.text, /Biểu tổng hợp năm 2026: Toàn dân đoàn kết/);
    assert.doesNotMatch(sheet.text, /Chưa gửi đăng ký/);
    const [cell] = sheet.text.match(/\/can-bo\/bieu\/dong\?[^"]*row=total&amp;column=total/);
    const rows = await tinh.visitor.get(cell.replaceAll('&amp;', '&'));
    assert.match(rows.text, /Đường hoa thôn Thượng/);
    assert.doesNotMatch(rows.text, /Tổ góp vốn/);
    assert.match((await tinh.visitor.get(`/can-bo/bieu/csv?year=2026&movement=${rural}`)).text, /Suối Mây/);
    assert.equal((await kheo.get('/bieu?movement=12345')).status, 404);

    // It leaves one; the summary of the other stays.
    await suoi.visitor.post(choose, { movements: [rural] });
    assert.equal(await total(skilful), 1);
    assert.equal(await total(rural), 1);
    await kheo.check_ledger();
});

// A registration as the commune's officer writes it on the page.
const written = (body, title, movements) => ({
    year: '2026', kind: 'mo_hinh', entry: 'moi', body, field: 'nong_thon_moi', title, situation: 'Đường tối, hay ngã xe.',
    aims: 'Thắp sáng 3 km đường trước ngày 30/9/2026.', registered_on: '15/3/2026', signer: 'Bí thư Đảng ủy', movements,
});

// Two movements that hold this year and one that is over, in two communes.
async function three_movements(t) {
    const kheo = await start(t, { settings: unlimited });
    const people = await two_communes(kheo);
    const launch = launcher(people);
    return {
        kheo, ...people, body: people.road.body,
        skilful: id_of(await launch({ name: 'Thi đua Dân vận khéo' })),
        rural: id_of(await launch({ name: 'Sáng đường làng', kind: 'cuoc_van_dong' })),
        over: id_of(await launch({ name: 'Đã xong từ lâu', first_year: '2020', last_year: '2023' })),
    };
}

// How many models stand beside each movement of a list.
async function beside(visitor, query = '', path = '/api/v1/models') {
    const facet = (await visitor.api(`${path}?${query}`)).body.facets.find(({ name }) => name === 'movement');
    return Object.fromEntries((facet?.values ?? []).map(({ label, count }) => [label, count]));
}

async function registered({ visitor }, body, title, movements, more = {}) {
    const page = await visitor.post('/can-bo/mo-hinh/moi', { ...written(body, title, movements), ...more });
    assert.equal(page.status, 200, page.text.slice(0, 500));
    return { page, id: /\/can-bo\/mo-hinh\/(\d+)/.exec(page.url)[1] };
}

async function made_public(kheo, { visitor }, id) {
    const office = async (verb, version) => JSON.parse(await kheo.done('api', 'POST', `/api/v1/models/${id}/${verb}`, `version=${version}`));
    const received = await office('receive', await office_version({ visitor }, id));
    await office('publish', received.version);
}

test('movements are ticked where a model is registered, and narrow the lists', async (t) => {
    const { kheo, suoi, body, skilful, rural, over } = await three_movements(t);
    // What holds this year is offered, what is over is not, and cannot be forced.
    const blank = (await suoi.visitor.get('/can-bo/mo-hinh/moi')).text;
    assert.match(blank, new RegExp(`type="checkbox"[^>]*name="movements"[^>]*value="${skilful}"|name="movements"[^>]*type="checkbox"[^>]*value="${skilful}"`));
    assert.ok(!blank.includes('Đã xong từ lâu'));
    const refused = await suoi.visitor.post('/can-bo/mo-hinh/moi', written(body, 'Đèn đường thôn Hạ', [rural, over]));
    assert.equal(refused.status, 422);
    assert.match(refused.text, /f-movements-error/);
    assert.match(refused.text, new RegExp(`value="${rural}"[^>]*checked`), 'what was ticked stays ticked');
    assert.equal((await suoi.visitor.api('/api/v1/office/models?limit=50')).body.items.filter(({ title }) => title === 'Đèn đường thôn Hạ').length, 0, 'nothing was stored');

    const { page: made, id } = await registered(suoi, body, 'Đèn đường thôn Hạ', [skilful, rural]);
    assert.match(made.text, /Thi đua Dân vận khéo/);
    // A draft keeps what was ticked.
    const draft = await registered(suoi, body, 'Đèn ngõ, đang viết', [rural], { draft: '1' });
    assert.match(draft.page.text, /Sáng đường làng/);

    // Not public yet: the list of everybody does not count it.
    assert.deepEqual(await beside(kheo.visitor), {});
    assert.deepEqual(await beside(suoi.visitor, '', '/api/v1/office/models'), { 'Sáng đường làng': 2, 'Thi đua Dân vận khéo': 1 });
    await made_public(kheo, suoi, id);
    assert.deepEqual(await beside(kheo.visitor), { 'Sáng đường làng': 1, 'Thi đua Dân vận khéo': 1 });
    assert.deepEqual(await beside(kheo.visitor, `movement=${rural}`), { 'Sáng đường làng': 1, 'Thi đua Dân vận khéo': 1 });
    const narrowed = (await kheo.api(`/api/v1/models?movement=${rural}`)).body;
    assert.deepEqual(narrowed.items.map(({ title }) => title), ['Đèn đường thôn Hạ']);
    assert.equal(narrowed.total, 1);
    const page = (await kheo.get(`/mo-hinh?movement=${rural}`)).text;
    assert.match(page, /<legend[^>]*>[^<]*Phong trào/);
    assert.doesNotMatch(page, /Đường hoa thôn Thượng/);
    assert.match((await kheo.get(`/mo-hinh/${id}`)).text, /Thuộc phong trào/);
    await kheo.check_ledger();
});

test('the edit form changes what a model belongs to without touching its words', async (t) => {
    const { kheo, tinh, suoi, gio, body, skilful, rural } = await three_movements(t);
    const { id } = await registered(suoi, body, 'Đèn đường thôn Hạ', [skilful, rural]);
    await made_public(kheo, suoi, id);
    const edit = `/can-bo/mo-hinh/${id}/sua`;
    assert.match((await suoi.visitor.get(edit)).text, new RegExp(`value="${rural}"[^>]*checked`));
    const shown = (await suoi.visitor.get(edit)).text;
    const left = await suoi.visitor.post(edit, { movements: [skilful] });
    assert.equal(left.status, 200, left.text.slice(0, 500));
    assert.deepEqual(await beside(kheo.visitor), { 'Thi đua Dân vận khéo': 1 });
    assert.equal((await suoi.visitor.post(edit, {})).status, 422, 'nothing has changed');
    // Somebody else had changed it since the form was shown.
    const stale = /name="memberships"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="memberships"/.exec(shown);
    const late = await suoi.visitor.post(edit, { movements: [skilful, rural], memberships: stale[1] ?? stale[2] });
    assert.equal(late.status, 409);
    assert.match(late.text, /Người khác vừa đổi phần phong trào/);
    assert.doesNotMatch(late.text, new RegExp(`value="${rural}"[^>]*checked`), 'what stands is ticked, for another look');
    assert.deepEqual(await beside(kheo.visitor), { 'Thi đua Dân vận khéo': 1 });
    // By the API, without the version of it, it is left alone.
    const quiet = await suoi.visitor.api(`/models/${id}/edit`, { token: await suoi.token(), json: { ...written(body, 'Đèn đường thôn Hạ', []), version: (await office_version(suoi, id)), title: 'Đèn đường cả thôn Hạ', reason: 'Thêm hai ngõ' } });
    assert.equal(quiet.status, 201, JSON.stringify(quiet.body));
    assert.deepEqual(await beside(kheo.visitor), { 'Thi đua Dân vận khéo': 1 });
    assert.equal((await gio.visitor.get(edit)).status, 403, 'who reads it as everybody does may not change it');
    assert.equal((await tinh.visitor.get(`/bieu?year=2026&movement=${skilful}`)).status, 200);
    await kheo.check_ledger();
});

async function office_version({ visitor }, id) {
    const { body } = await visitor.api(`/api/v1/models/${id}`);
    return body.record?.version ?? body.version;
}
