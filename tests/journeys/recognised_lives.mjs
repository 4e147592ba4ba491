// SPDX-License-Identifier: AGPL-3.0-or-later
// A decision is not the end: a recognised model is asked whether it still works,
// shows its silence, is revived, and is taken over elsewhere.
import assert from 'node:assert/strict';
import test from 'node:test';

import { start } from './rig.mjs';
import { a_person, a_province, unlimited } from './rig_people.mjs';
import { caller, minutes, round_of } from './rig_rounds.mjs';

// A public model whose paper was signed on that day.
async function published(call, body, title, registered_on) {
    const made = await call('/models', { year: Number(registered_on.slice(-4)), kind: 'mo_hinh', entry: 'moi', body, field: 'kinh_te', title, registered_on });
    await call(`/models/${made.id}/receive`, { version: 1 });
    return call(`/models/${made.id}/publish`, { version: 2 });
}

// Of last year's models the first is recognised, the second not yet, the third still under appraisal.
async function judged(call, officer, province) {
    const [home] = province.communes;
    const models = [];
    for (const title of ['Đường hoa một', 'Đường hoa hai', 'Đường hoa ba']) models.push(await published(call, home.body, title, '10/8/2025'));
    const round = await round_of(call, { body: province.body, year: 2025, title: 'Đợt thẩm định năm 2025', scoring: 'council' });
    await call(`/rounds/${round.id}/candidates`, { models: models.map(({ id, version }) => `${id}-${version}`) });
    const { candidates } = await call(`/rounds/${round.id}`);
    await minutes(officer, round.id, { passed: [`${candidates[0].id}-1`] });
    await call(`/rounds/${round.id}/decisions`, { number: '12/QĐ-BTGDVTU', issued_on: '15/10/2026', signer: 'Trưởng ban', candidates: [`${candidates[0].id}-2`] });
    await call(`/candidates/${candidates[1].id}/decline`, { version: 1, what: 'Bổ sung số liệu trước khi làm.' });
    return models;
}

test('a recognised model is asked for its word, falls silent, is revived and taken over', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const province = await a_province(kheo);
    const officer = await a_person(kheo, 'tinh.mot', 'can_bo_tinh', 'TINH');
    const { call } = await caller(kheo, officer);
    const models = await judged(call, officer, province);
    const [recognised] = models;
    const stages = await Promise.all(models.map(async ({ id }) => (await kheo.api(`/api/v1/models/${id}`)).body.record.stage));
    assert.deepEqual(stages, ['recognised', 'not_yet', 'appraising']);

    const silent = await kheo.get(`/mo-hinh/${recognised.id}`);
    assert.match(silent.text, /Đã công nhận/);
    assert.match(silent.text, /Chưa xác nhận/);
    const kept = async () => (await kheo.api('/api/v1/kept')).body.total;
    assert.deepEqual([(await kept()).alive, (await kept()).unconfirmed], [0, 3]);
    const listed = async (condition) => (await kheo.api(`/api/v1/models?condition=${condition}`)).body.total;
    assert.equal(await listed('unconfirmed'), 3);
    assert.equal((await officer.visitor.get(`/can-bo/mo-hinh/${recognised.id}`)).status, 200);

    const [home, abroad] = province.communes;
    const commune = await a_person(kheo, 'xa.nha', 'can_bo_xa', home.code);
    const table = `/can-bo/duy-tri?body=${home.body}`;
    const asked = await commune.visitor.get(table);
    for (const { id } of models) assert.match(asked.text, new RegExp(`name="said-${id}"`), 'each is asked for its word');
    assert.match((await commune.visitor.get('/can-bo')).text, /xác nhận/i);
    const done = await commune.visitor.post('/can-bo/duy-tri', { [`said-${recognised.id}`]: 'works' }, { from: table });
    assert.match(done.text, /Đã xác nhận 1 mô hình/);
    assert.match((await kheo.get(`/mo-hinh/${recognised.id}`)).text, /Đang duy trì, xác nhận ngày/);
    assert.deepEqual([(await kept()).alive, (await kept()).unconfirmed], [1, 2]);
    assert.equal(await listed('alive'), 1);

    // Elsewhere it is found, taken over, and credited; its stage is as it was.
    const follower = await published(call, abroad.body, 'Đường hoa bốn', '15/3/2026');
    const taker = await a_person(kheo, 'xa.khac', 'can_bo_xa', abroad.code);
    assert.match((await taker.visitor.get('/can-bo/noi-khac?q=duong+hoa')).text, new RegExp(`/mo-hinh/${recognised.id}`));
    const taken = await taker.visitor.post(`/can-bo/mo-hinh/${follower.id}/nhan-rong`,
        { origin: `/mo-hinh/${recognised.id}`, changed: 'Giao cho tổ liên gia.' });
    assert.equal(taken.status, 200);
    const origin = await kheo.get(`/mo-hinh/${recognised.id}`);
    assert.match(origin.text, /1 nơi đã làm theo/);
    assert.match(origin.text, /Quyết định 12\/QĐ-BTGDVTU/);
    const { body: tree } = await kheo.api(`/api/v1/models/${recognised.id}/lineage`);
    assert.deepEqual(tree.root.nodes.map(({ id }) => id), [follower.id]);

    // A recognised one may take another over too, and it stays recognised.
    const back = await commune.visitor.post(`/can-bo/mo-hinh/${models[1].id}/nhan-rong`,
        { origin: recognised.id, changed: 'Làm ở thôn bên.' });
    assert.equal(back.status, 200);
    assert.equal((await kheo.api(`/api/v1/models/${models[1].id}`)).body.record.stage, 'not_yet');
    await kheo.check_ledger();
});
