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
