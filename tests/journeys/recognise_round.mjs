// SPDX-License-Identifier: AGPL-3.0-or-later
// A round from its opening to the public page: models are put in, the council
// meets, one decision recognises forty at once, and the certificate is a PDF.
import assert from 'node:assert/strict';
import test from 'node:test';

import { start } from './rig.mjs';
import { a_person, a_province, unlimited } from './rig_people.mjs';
import { a_png } from './rig_rows.mjs';
import { caller, minutes, published_models, round_of } from './rig_rounds.mjs';

// Who was still typing when the round was closed finds what was typed, with why it
// is not stored.
async function typed_too_late(officer, round, last) {
    const [, token] = /name="token" value="([^"]+)"/.exec((await officer.visitor.get('/can-bo/tham-dinh/moi')).text);
    const form = { token, location: 'Nhà văn hóa thôn Thượng', members: 'Chánh Văn phòng Mặt trận', held_on: '10/10/2026', minutes: a_png() };
    const late = await officer.visitor.post(`/can-bo/tham-dinh/${round.id}/hop`, form, { raw: true });
    assert.equal(late.status, 409);
    for (const words of [/Đợt thẩm định “Đã khép”/, /Nhà văn hóa thôn Thượng/, /Chánh Văn phòng Mặt trận/]) assert.match(late.text, words);
    const file_of_last = `/can-bo/ho-so-tham-dinh/${last.id}`;
    const asked = await officer.visitor.post(`${file_of_last}/can-bo-sung`, { token, version: '2', step: 'can-bo-sung',
        what: 'Thêm ảnh nghiệm thu' }, { raw: true });
    assert.equal(asked.status, 409);
    assert.match(asked.text, /Nội dung đồng chí vừa ghi[^]*Thêm ảnh nghiệm thu/);
}

// A decision comes after the council's meeting and at no level above its body's.
async function above_or_too_early(officer, refused, round, decide) {
    const early = await refused(`/rounds/${round.id}/decisions`, { ...decide, issued_on: '01/01/2026' });
    assert.match(JSON.stringify(early), /hội đồng họp ngày 10\/10\/2026/);
    const above = await refused(`/rounds/${round.id}/decisions`, { ...decide, level: 'cap_trung_uong' });
    assert.match(JSON.stringify(above), /cao nhất là “Cấp tỉnh”/);
    const form = (await officer.visitor.get(`/can-bo/tham-dinh/${round.id}/quyet-dinh`)).text;
    assert.match(form, /Cấp tỉnh/);
    assert.doesNotMatch(form, /Cấp trung ương/);
}

// What was withdrawn says so first of all where the printed certificate leads, and is
// counted no more.
async function withdrawn(kheo, officer, call, decision) {
    const recognition = (await call(`/decisions/${decision.id}`)).items[0];
    const on_the_wall = `/cong-nhan/${recognition.id}`; // where the certificate's code leads
    assert.match((await kheo.get(on_the_wall)).text, /<h1[^>]*>Việc công nhận đang có hiệu lực/);
    assert.match((await kheo.get('/quyet-dinh')).text, /công nhận 40 mô hình</);
    await call(`/recognitions/${recognition.id}/withdraw`, { version: 1, reason: 'Số liệu báo cáo sai so với thực tế.' });
    const after = await kheo.get(`/mo-hinh/${recognition.model}`);
    const gone = (await kheo.get(on_the_wall)).text;
    assert.match(gone, /<h1[^>]*>Đã hủy công nhận ngày \d\d\/\d\d\/\d{4}<\/h1>\s*<p[^>]*><strong>Lý do:<\/strong> Số liệu báo cáo sai/);
    const [, receipt] = /href="(\/so-kiem-chung\/phieu\/\d+)"/.exec(gone);
    assert.match((await kheo.get(receipt)).text, new RegExp(`href="${on_the_wall}"`));
    assert.match((await kheo.get('/quyet-dinh')).text, /công nhận 39 mô hình · 1 đã hủy</);
    assert.match((await officer.visitor.get('/can-bo/cong-nhan')).text, /công nhận 39 mô hình · 1 đã hủy</);
    assert.match((await kheo.get(`/quyet-dinh/${decision.id}`)).text, /39 \(1 đã hủy\)/);
    const [listed] = (await kheo.api('/api/v1/decisions')).body.items;
    assert.deepEqual([listed.models, listed.withdrawn], [39, 1]);
    assert.match(after.text, /Đã hủy công nhận\.<\/strong> Lý do: Số liệu báo cáo sai/);
    assert.equal((await kheo.get(`/giay-cong-nhan/${recognition.id}`)).status, 404);
}

test('a decision recognises forty at once, and its number is not used twice', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const province = await a_province(kheo);
    const officer = await a_person(kheo, 'tinh.mot', 'can_bo_tinh', 'TINH');
    const { call, refused } = await caller(kheo, officer);
    const models = await published_models(call, province.communes[0].body, 41);

    const round = await round_of(call, { body: province.body, year: 2026, title: 'Đợt thẩm định năm 2026', scoring: 'council' });
    const put = await call(`/rounds/${round.id}/candidates`, { models: models.map(({ id, version }) => `${id}-${version}`) });
    assert.equal(put.count, 41);
    const twice = await refused(`/rounds/${round.id}/candidates`, { models: [`${models[0].id}-${models[0].version + 1}`] });
    assert.equal(twice.type, 'rounds.in_round');

    let view = await call(`/rounds/${round.id}`);
    assert.deepEqual(view.candidates.map(({ place }) => place), [...Array(41).keys()].map((each) => each + 1));
    const forty = view.candidates.slice(0, 40).map(({ id }) => `${id}-1`);
    const held = await minutes(officer, round.id, { passed: forty });
    assert.match(held.text, /Đã lưu biên bản họp/);
    view = await call(`/rounds/${round.id}`);
    assert.equal(view.candidates.filter(({ state }) => state === 'passed').length, 40);
    assert.equal(view.meetings.length, 1);
    assert.equal((await refused(`/rounds/${round.id}/close`, { version: round.version })).type, 'rounds.undecided_left');

    const decide = { number: '412/QĐ-ĐU', issued_on: '15/10/2026', signer: 'Bí thư Đảng ủy',
        candidates: forty.map((each) => each.replace(/-1$/, '-2')) };
    await above_or_too_early(officer, refused, round, decide);
    const decision = await call(`/rounds/${round.id}/decisions`, decide);
    assert.equal(decision.models, 40);
    const again = await refused(`/rounds/${round.id}/decisions`, { ...decide, number: ' 412 / qđ-đu' });
    assert.equal(again.type, 'recognitions.number_used');
    assert.match(again.detail ?? again.title ?? JSON.stringify(again), /đã công nhận 40 mô hình/);

    const page = await kheo.get(`/mo-hinh/${models[0].id}`);
    assert.match(page.text, /Đã công nhận/);
    assert.match(page.text, /Quyết định 412\/QĐ-ĐU/);
    const said = await kheo.get(`/quyet-dinh/${decision.id}`);
    assert.equal([...said.text.matchAll(/Giấy công nhận \(PDF\)/g)].length, 40);
    const [, certificate] = /href="(\/giay-cong-nhan\/\d+)"/.exec(said.text);
    const paper = await fetch(`${kheo.address}${certificate}`);
    assert.equal(paper.headers.get('content-type'), 'application/pdf');
    assert.match(Buffer.from(await paper.arrayBuffer()).subarray(0, 5).toString(), /%PDF-/);

    const last = view.candidates[40];
    const bare = await refused(`/candidates/${last.id}/decline`, { version: 1 });
    assert.equal(bare.type, 'rounds.words_needed', 'always with what to add');
    await call(`/candidates/${last.id}/decline`, { version: 1, what: 'Bổ sung số liệu trước khi làm và biên bản nghiệm thu.' });
    const closed = await call(`/rounds/${round.id}/close`, { version: round.version });
    assert.equal(closed.stage, 'closed');
    await typed_too_late(officer, round, last);

    await withdrawn(kheo, officer, call, decision);
    await kheo.check_ledger();
});
