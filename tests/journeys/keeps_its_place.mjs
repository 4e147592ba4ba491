// SPDX-License-Identifier: AGPL-3.0-or-later
// Cần bổ sung: a commune adds what is asked and keeps its place and its day;
// what is not yet recognised comes again; a commune's council sends one up.
import assert from 'node:assert/strict';
import test from 'node:test';

import { start } from './rig.mjs';
import { a_person, a_province, unlimited } from './rig_people.mjs';
import { caller, minutes, published_models, round_of } from './rig_rounds.mjs';
import { a_png } from './rig_rows.mjs';

const file_of = (id) => `/can-bo/ho-so-tham-dinh/${id}`;

test('what is asked of a commune costs no place', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const province = await a_province(kheo);
    const officer = await a_person(kheo, 'tinh.mot', 'can_bo_tinh', 'TINH');
    const commune = await a_person(kheo, 'xa.mot', 'can_bo_xa', province.communes[0].code);
    const other = await a_person(kheo, 'xa.hai', 'can_bo_xa', province.communes[1].code);
    const { call, refused } = await caller(kheo, officer);
    const below = await caller(kheo, commune);
    const models = await published_models(call, province.communes[0].body, 2);
    const round = await round_of(call, { body: province.body, year: 2026, title: 'Đợt 2026', scoring: 'council', closes_on: '1/11/2026' });

    const boxes = models.map(({ id, version }) => `${id}-${version}`);
    const put = await commune.visitor.post(`/can-bo/tham-dinh/${round.id}/them`, { models: boxes });
    assert.match(put.text, /Đã đưa 2 mô hình vào đợt/);
    const [one, two] = (await below.call(`/rounds/${round.id}`)).candidates;
    const strangers = await caller(kheo, other);
    assert.deepEqual((await strangers.call(`/rounds/${round.id}`)).candidates, [], 'only one\'s own');
    assert.equal((await strangers.refused(`/candidates/${one.id}`)).type, 'not_found');

    const before = (await call(`/candidates/${one.id}`)).record;
    await call(`/candidates/${one.id}/ask`, { version: 1, what: 'Thêm số liệu trước khi làm và ảnh nghiệm thu.' });
    const desk = await below.call('/desk');
    const asked = desk.groups.find(({ name }) => name === 'asked');
    assert.equal(asked.total, 1);
    assert.match(asked.items[0].note, /Thêm số liệu/);
    await commune.visitor.post(`/can-bo/mo-hinh/${models[0].id}/minh-chung`, { files: a_png() });
    const answered = await commune.visitor.post(`${file_of(one.id)}/tra-loi`, { what: 'Đã thêm ảnh nghiệm thu.' }, { from: file_of(one.id) });
    assert.match(answered.text, /Đã lưu/);
    const after = (await call(`/candidates/${one.id}`)).record;
    assert.deepEqual([after.place, after.put_in_on, after.state], [before.place, before.put_in_on, 'waiting']);

    const visited = await officer.visitor.post(`${file_of(one.id)}/khao-sat`, { visited_on: '5/10/2026', files: a_png(),
        visitors: 'Phó Trưởng ban Tuyên giáo và Dân vận', findings: 'Đo thực tế 2,1 km đường hoa, có biên bản nghiệm thu.' });
    assert.match(visited.text, /Đã lưu kết quả khảo sát/);
    assert.match(visited.text, /1 tệp lưu cùng minh chứng/);

    assert.equal((await refused(`/candidates/${two.id}/decline`, { version: 1, what: 'Chưa có số liệu.' })).type, 'rounds.not_ready', 'the council meets first');
    await minutes(officer, round.id, { passed: [`${one.id}-${after.version}`] });
    await call(`/candidates/${two.id}/decline`, { version: 1, what: 'Đo lại chiều dài, có biên bản nghiệm thu.' });
    assert.match((await commune.visitor.get(file_of(two.id))).text, /Chưa công nhận. Cần bổ sung:<\/strong> Đo lại chiều dài/);
    const model = (await call(`/models/${models[1].id}`)).record;
    assert.equal(model.stage, 'not_yet');
    const next = await round_of(call, { body: province.body, year: 2026, title: 'Đợt bổ sung 2026', scoring: 'council' });
    assert.equal((await call(`/rounds/${next.id}/candidates`, { models: [`${model.id}-${model.version}`] })).count, 1);
    await kheo.check_ledger();
});

test('a commune recognises, and its council sends one up with file and minutes', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const province = await a_province(kheo);
    const officer = await a_person(kheo, 'tinh.mot', 'can_bo_tinh', 'TINH');
    const commune = await a_person(kheo, 'xa.mot', 'can_bo_xa', province.communes[0].code);
    const above = await caller(kheo, officer);
    const { call, refused } = await caller(kheo, commune);
    const [model] = await published_models(above.call, province.communes[0].body, 1);
    const round = await round_of(call, { body: province.communes[0].body, year: 2026, title: 'Đợt của xã', scoring: 'council' });
    assert.equal(round.level, 'cap_xa');
    const strangers = await caller(kheo, await a_person(kheo, 'xa.hai', 'can_bo_xa', province.communes[1].code));
    assert.equal((await strangers.refused(`/rounds/${round.id}`)).type, 'not_found', 'another commune appraises for itself');
    assert.deepEqual((await strangers.call('/rounds')).items, []);
    await call(`/rounds/${round.id}/candidates`, { models: [`${model.id}-${model.version}`] });
    const [candidate] = (await call(`/rounds/${round.id}`)).candidates;
    await minutes(commune, round.id, { passed: [`${candidate.id}-1`] });
    await call(`/rounds/${round.id}/decisions`, { number: '05/QĐ-ĐU', issued_on: '15/10/2026', signer: 'Bí thư Đảng ủy', candidates: [`${candidate.id}-2`] });
    await call(`/candidates/${candidate.id}/propose-upwards`, { version: 3, what: 'Ba xã bên đã làm theo.' });

    assert.equal((await refused('/rounds', { body: province.body, year: 2026, title: 'Của tỉnh', scoring: 'council' })).type, 'not_allowed');
    const higher = await round_of(above.call, { body: province.body, year: 2026, title: 'Đợt của tỉnh', scoring: 'council' });
    assert.deepEqual((await strangers.call('/rounds')).items.map(({ title }) => title), ['Đợt của tỉnh']);
    const offered = await officer.visitor.get(`/can-bo/tham-dinh/${higher.id}/them`);
    assert.match(offered.text, /Hội đồng cấp dưới đề nghị/);
    const now = (await above.call(`/models/${model.id}`)).record;
    await above.call(`/rounds/${higher.id}/candidates`, { models: [`${model.id}-${now.version}`] });
    const [again] = (await above.call(`/rounds/${higher.id}`)).candidates;
    assert.equal((await above.call(`/candidates/${again.id}`)).earlier[0].title, 'Đợt của xã');
    assert.equal((await above.call(`/models/${model.id}`)).record.stage, 'recognised', 'it stays recognised meanwhile');
    await minutes(officer, higher.id, { passed: [`${again.id}-1`] });
    await above.call(`/rounds/${higher.id}/decisions`, { number: '05/QĐ-ĐU', issued_on: '20/10/2026', signer: 'Trưởng ban', candidates: [`${again.id}-2`] });
    assert.equal((await kheo.get(`/mo-hinh/${model.id}`)).text.match(/Quyết định 05\/QĐ-ĐU/g).length, 2, 'each body has its own numbers');
    await kheo.check_ledger();
});
