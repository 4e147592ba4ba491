// SPDX-License-Identifier: AGPL-3.0-or-later
// A body confirms its models in one table; one falls silent, its commune is
// merged, and the successor revives it; another ends with its lesson.
import assert from 'node:assert/strict';
import test from 'node:test';

import { Province } from './rig_province.mjs';
import { a_person, unlimited } from './rig_people.mjs';
import { start } from './rig.mjs';

const table = (body) => `/can-bo/duy-tri?body=${body}`;

// Models registered years ago: only a word of this period shows that they live.
async function old_models(province, commune, titles) {
    const models = {};
    for (const title of titles) {
        const made = await province.register(commune, title, {
            year: 2025, registered_on: '10/8/2025', measure: 'Số hộ tham gia', baseline: '4', target: '200',
        });
        models[title] = await province.publish(made);
    }
    return models;
}

test('a table is confirmed at once; silence shows, and an odd figure is asked about once', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const province = await new Province(kheo).prepare();
    const { body } = province.communes['Xã Suối Mây'];
    const models = await old_models(province, 'Xã Suối Mây', ['Đường hoa thôn Thượng', 'Tổ góp vốn', 'Nhà sạch']);
    const [road, fund, house] = Object.values(models);
    const officer = await a_person(kheo, 'lan', 'can_bo_xa', 'DU-90001');
    const before = await kheo.get(`/mo-hinh/${road.id}`);
    assert.match(before.text, /Chưa xác nhận/, 'registered in the year before last period');

    const page = await officer.visitor.get(table(body));
    assert.match(page.text, /Cần xác nhận kỳ này/);
    const nothing = await officer.visitor.post('/can-bo/duy-tri', {}, { from: table(body) });
    assert.equal(nothing.status, 422);
    assert.match(nothing.text, /Chưa có mô hình nào được chọn/);

    const typed = {
        [`said-${road.id}`]: 'works', [`result-${road.id}`]: '120',
        [`said-${fund.id}`]: 'works', [`result-${fund.id}`]: '90.000',
        [`said-${house.id}`]: 'ended', [`note-${house.id}`]: '',
    };
    const wrong = await officer.visitor.post('/can-bo/duy-tri', typed, { from: table(body) });
    assert.match(wrong.text, /kết thúc thì xin ghi bài học/);
    assert.match((await kheo.get(`/mo-hinh/${road.id}`)).text, /Chưa xác nhận/, 'all lines or none');

    // Asked about once; the page that asks carries the answer.
    const lesson = 'Giao cho một chi hội thì bền hơn giao cho cả thôn.';
    const again = { ...typed, [`note-${house.id}`]: lesson };
    const asked = await officer.visitor.post('/can-bo/duy-tri', again, { from: table(body) });
    assert.equal(asked.status, 422);
    assert.match(asked.text, /90\.000 gấp hơn 10 lần mức cần đạt/);
    const sure = { ...again, [`sure-${fund.id}`]: '90.000' };
    const done = await officer.visitor.post('/can-bo/duy-tri', sure, { from: table(body) });
    assert.match(done.text, /Đã xác nhận 2 mô hình/);

    const alive = await kheo.get(`/mo-hinh/${road.id}`);
    assert.match(alive.text, /Đang duy trì, xác nhận ngày \d\d\/\d\d\/\d{4}/);
    assert.match(alive.text, /Phiếu kiểm chứng|phiếu kiểm chứng/);
    const ended = await kheo.get(`/mo-hinh/${house.id}`);
    assert.match(ended.text, /Đã kết thúc/);
    assert.match(ended.text, new RegExp(lesson));
    await officer.visitor.post(`/can-bo/mo-hinh/${house.id}/tra-loi`, { reply: 'Chi hội Phụ nữ nhận làm tiếp ở thôn Hạ.' },
        { from: `/can-bo/mo-hinh/${house.id}/tinh-trang` });
    assert.match((await kheo.get(`/mo-hinh/${house.id}`)).text, /nhận làm tiếp ở thôn Hạ/);
    await kheo.check_ledger();
});

test('a model that fell silent is revived by the successor of its merged commune', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const province = await new Province(kheo).prepare();
    const { 'Đường hoa thôn Thượng': road } = await old_models(province, 'Xã Suối Mây', ['Đường hoa thôn Thượng']);
    const heir = province.communes['Xã Đồng Gió'];
    await kheo.done('areas', 'merge', '--from', '90001', '--to', '90002', '--day', '2026-01-01', '--decision', 'Nghị quyết 1/NQ-TN');
    assert.match((await kheo.get(`/mo-hinh/${road.id}`)).text, /Chưa xác nhận/);

    const successor = await a_person(kheo, 'gio', 'can_bo_xa', 'DU-90002');
    const stranger = await a_person(kheo, 'lau', 'can_bo_xa', 'DU-90003');
    assert.equal((await stranger.visitor.get(table(heir.body))).status, 404, 'another body is not there for them');
    const page = await successor.visitor.get(table(heir.body));
    assert.match(page.text, /Nhận từ đơn vị cũ/);
    assert.match(page.text, /Đường hoa thôn Thượng/);
    const foreign = await stranger.visitor.post('/can-bo/duy-tri',
        { body: province.communes['Xã Bến Lau'].body, [`said-${road.id}`]: 'works', token: await token_of(stranger) }, { raw: true });
    assert.equal(foreign.status, 409, 'nobody confirms what they do not keep');

    await successor.visitor.post('/can-bo/duy-tri', { [`said-${road.id}`]: 'works', [`result-${road.id}`]: '35' },
        { from: table(heir.body) });
    const revived = await kheo.get(`/mo-hinh/${road.id}`);
    assert.match(revived.text, /Đang duy trì, xác nhận ngày/);
    assert.match(revived.text, /Đảng ủy xã đồng gió/i, 'who said so is named');
    assert.match(revived.text, /Xã Suối Mây \(nay là Xã Đồng Gió\)/);
    await kheo.check_ledger();
});

async function token_of({ visitor }) {
    return /name="token" value="([^"]+)"/.exec((await visitor.get('/can-bo')).text)[1];
}
