// SPDX-License-Identifier: AGPL-3.0-or-later
// Two appraisers score alone, differ, talk it over and settle; one steps back
// from the model of their own body.
import assert from 'node:assert/strict';
import test from 'node:test';

import { start } from './rig.mjs';
import { a_person, a_province, unlimited } from './rig_people.mjs';
import { caller, minutes, published_models } from './rig_rounds.mjs';
import { unescape_html } from './rig_visitor.mjs';

const file_of = (id) => `/can-bo/ho-so-tham-dinh/${id}`;
const points = (...given) => Object.fromEntries(given.map((each, at) => [`points_${at + 1}`, each]));

// Asked about work alone, and not changed once it is open.
async function open_round({ call, refused }, { visitor }, body) {
    const made = await call('/rounds', { body, year: 2026, title: 'Đợt chấm điểm 2026', scoring: 'independent', sample: true });
    const opinion = await refused(`/rounds/${made.id}/criteria`, { version: 1, label: 'Dư luận xã hội về mô hình' });
    assert.equal(opinion.type, 'rounds.not_about_work');
    assert.match(JSON.stringify(opinion), /Khéo không thu mục này\./);
    // By the page: what stands there is changed, and one more added.
    const edit = `/can-bo/tham-dinh/${made.id}/tieu-chi`;
    const shown = await visitor.get(`${edit}?at=1`);
    assert.match(shown.text, new RegExp(`value="${(await call(`/rounds/${made.id}`)).criteria[0].label}"`));
    const work = await visitor.post(edit, { label: 'Việc làm có địa chỉ', evidence: 'Ảnh hiện trạng' }, { from: `${edit}?at=1` });
    assert.match(work.text, /Việc làm có địa chỉ<br><span[^>]*>Từ 0 đến 10, hệ số 1. Minh chứng: Ảnh hiện trạng/);
    const words = await visitor.post(edit, { label: 'Uy tín của cán bộ', weight: '0' });
    assert.equal(words.status, 422);
    assert.match(words.text, /value="Uy tín của cán bộ"/);
    const { record: changed } = await call(`/rounds/${made.id}`);
    assert.deepEqual([changed.version, changed.form_version, changed.sample], [2, 2, false]);
    const round = await call(`/rounds/${made.id}/open`, { version: changed.version });
    assert.equal((await visitor.get(edit)).status, 409);
    assert.equal((await refused(`/rounds/${round.id}/criteria`, { version: round.version, label: 'Tiêu chí thêm' })).type, 'rounds.form_frozen');
    return round;
}

async function outside_the_scale(two, candidate) {
    const outside = await two.visitor.post(`${file_of(candidate.id)}/cham-diem`, points(11, 5, 5, 5, 5), { from: file_of(candidate.id) });
    assert.equal(outside.status, 422);
    assert.match(unescape_html(outside.text), /href="#f-points_1"[^>]*>[^<]*xin cho điểm từ 0 đến 10/);
    const halves = await two.visitor.post(`${file_of(candidate.id)}/cham-diem`, points('8,5', 5, 5, 5, 5), { from: file_of(candidate.id) });
    assert.match(unescape_html(halves.text), /value="8,5"/);
    assert.match(unescape_html(halves.text), /href="#f-points_1"[^>]*>[^<]*xin cho điểm từ 0 đến 10, là số nguyên/);
}

// The other's score is open to them now: theirs stands until it is talked over.
async function stands(second, two, candidate) {
    assert.equal((await second.refused(`/candidates/${candidate.id}/score`, { version: 1, ...points(9, 9, 9, 9, 9) })).type, 'rounds.score_settled');
    const settled = await two.visitor.get(file_of(candidate.id));
    assert.match(settled.text, /điểm giữ nguyên/);
    assert.doesNotMatch(settled.text, /name="points_1"/);
}

test('two appraisers differ and settle', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const province = await a_province(kheo);
    const officer = await a_person(kheo, 'tinh.mot', 'can_bo_tinh', 'TINH');
    const commune = await a_person(kheo, 'xa.mot', 'can_bo_xa', province.communes[0].code);
    const [one, two] = [await a_person(kheo, 'hd.mot', 'tham_dinh', 'TINH'), await a_person(kheo, 'hd.hai', 'tham_dinh', 'TINH')];
    const { call, refused } = await caller(kheo, officer);
    const first = await caller(kheo, one);
    const second = await caller(kheo, two);
    const below = await caller(kheo, commune);

    const round = await open_round({ call, refused }, officer, province.body);
    const models = await published_models(call, province.communes[0].body, 1);
    const [own] = await published_models(call, province.body, 1);
    await call(`/rounds/${round.id}/candidates`, { models: [models[0], own].map(({ id, version }) => `${id}-${version}`) });
    const [candidate, ours] = (await call(`/rounds/${round.id}`)).candidates;
    const desk = await first.call('/desk');
    assert.equal(desk.groups.find(({ name }) => name === 'to_score').total, 2);

    // By the page, as a person does.
    const page = await one.visitor.post(`${file_of(candidate.id)}/cham-diem`, { ...points(9, 9, 9, 9, 9), remark: 'Có số liệu rõ' }, { from: file_of(candidate.id) });
    assert.match(page.text, /Đã ghi điểm của đồng chí/);
    let seen = await second.call(`/candidates/${candidate.id}`);
    assert.equal(seen.others, 1);
    assert.deepEqual(seen.scores, [], 'hidden until one\'s own is in');
    assert.equal(seen.picture.mean, 0);
    assert.doesNotMatch((await two.visitor.get(file_of(candidate.id))).text, /Có số liệu rõ/);

    await outside_the_scale(two, candidate);
    await second.call(`/candidates/${candidate.id}/score`, { version: 1, ...points(4, 5, 4, 5, 4), remark: 'Chưa thấy biên bản nghiệm thu' });
    seen = await second.call(`/candidates/${candidate.id}`);
    assert.equal(seen.scores.length, 2);
    assert.equal(seen.picture.mean, 667);
    assert.match(seen.obstacle, /Điểm chênh nhau 46%, quá 20%/);
    const told = await below.call(`/candidates/${candidate.id}`);
    assert.deepEqual(told.scores, [], 'those appraised see no scores');
    assert.equal(told.others, 0);

    await stands(second, two, candidate);
    const held_up = await minutes(officer, round.id, { passed: [`${candidate.id}-1`] });
    assert.equal(held_up.status, 422);
    assert.match(unescape_html(held_up.text), /xin ghi kết luận trao đổi trước/);
    assert.equal((await refused(`/candidates/${candidate.id}/discuss`, { version: 1, what: '' })).type, 'rounds.words_needed');
    await call(`/candidates/${candidate.id}/discuss`, { version: 1, what: 'Đã xem biên bản nghiệm thu bổ sung; thống nhất đề nghị công nhận.' });
    await second.call(`/candidates/${candidate.id}/score`, { version: 2, ...points(8, 8, 8, 8, 8) });
    seen = await first.call(`/candidates/${candidate.id}`);
    assert.equal(seen.picture.spread, 100);
    assert.equal(seen.obstacle, '');
    const held = await minutes(officer, round.id, { passed: [`${candidate.id}-2`] });
    assert.match(held.text, /Đã lưu biên bản họp/);

    assert.equal((await first.refused(`/candidates/${ours.id}/score`, { version: 1, ...points(9, 9, 9, 9, 9) })).type, 'rounds.own_model');
    await first.call(`/candidates/${ours.id}/step-back`, { version: 1, what: 'Cơ quan tôi thực hiện mô hình này.' });
    assert.equal((await call(`/candidates/${ours.id}`)).picture.conflicts, 1);
    assert.equal((await first.call('/desk')).groups.find(({ name }) => name === 'to_score').total, 0);
    await kheo.check_ledger();
});
