// SPDX-License-Identifier: AGPL-3.0-or-later
// Communes are merged, split, renamed, abolished, an office of the province ends:
// their bodies go with them, and whoever takes the open work finds it on the desk,
// edits it and sends it.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';

import { start } from './rig.mjs';
import { a_person, a_province, new_link, Person, unlimited } from './rig_people.mjs';

const day = '2026-10-01';
const decision = 'Nghị quyết 1/NQ-MH';
const a_model = (body, title, more = {}) => ({ year: 2026, kind: 'mo_hinh', entry: 'moi', body, field: 'kinh_te', title,
    registered_on: '2026-03-15', ...more });
const preview_of = async (kheo, args) => JSON.parse(await kheo.done('areas', ...args, '--preview'));
const called = (kheo, ...args) => kheo.done('api', ...args).then(JSON.parse);

// What stands under one heading of somebody's desk.
async function on_desk(person, token, group) {
    const { body } = await person.visitor.api('/desk', { token });
    return body.groups.find(({ name }) => name === group)?.items.map(({ title }) => title) ?? [];
}

// A model that its commune registered and that came back to be completed.
async function a_returned(kheo, body, title) {
    const fields = Object.entries(a_model(body, title)).map(([name, value]) => `${name}=${value}`);
    const { id } = await called(kheo, 'POST', '/api/v1/models', ...fields);
    await called(kheo, 'POST', `/api/v1/models/${id}/return`, 'version=1', 'reason=Ghi rõ chỉ tiêu');
    return id;
}

// Somebody finds it on their desk, completes it on its page and sends it.
async function completes(kheo, person, id, title) {
    const token = await person.token();
    assert.ok((await on_desk(person, token, 'returned')).includes(title), `${person.login}: ${title} is on the desk`);
    assert.match((await person.visitor.get('/can-bo')).text, new RegExp(title));
    const edited = await person.visitor.post(`/can-bo/mo-hinh/${id}/sua`, { aims: '40 hộ trước 30/11/2026' });
    assert.equal(edited.status, 200, edited.text.slice(0, 500));
    const sent = await kheo.api(`/models/${id}/submit`, { token, json: { version: 3 } });
    assert.equal(sent.status, 201, JSON.stringify(sent.body));
    assert.equal(sent.body.stage, 'registered');
    assert.equal(sent.body.aims, '40 hộ trước 30/11/2026');
    assert.deepEqual(await on_desk(person, token, 'returned'), []);
}

// An officer of a body that begins with the reform.
async function a_later_person(kheo, login, unit) {
    await kheo.done('user', 'add', '--login', login, '--name', `Cán bộ ${login}`, '--role', 'can_bo_xa', '--from', day, '--unit-code', unit);
    return new Person(kheo, login).without(await new_link(kheo, login));
}

async function finds_nothing(kheo, person, token, id) {
    assert.deepEqual(await on_desk(person, token, 'returned'), [], `${person.login}: an empty desk`);
    assert.deepEqual(await on_desk(person, token, 'drafts'), []);
    const answer = await kheo.api(`/models/${id}/submit`, { token, json: { version: 2 } });
    assert.equal(answer.status, 404, `${person.login}: ${JSON.stringify(answer.body)}`);
}

test('a commune is merged: its bodies end that day, its open work is the successor\'s', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const { communes: [old, next] } = await a_province(kheo);
    const gone = await a_person(kheo, 'xa.cu', 'can_bo_xa', old.code);
    const heir = await a_person(kheo, 'xa.moi', 'can_bo_xa', next.code);
    const token = await gone.token();
    const returned = await a_returned(kheo, old.body, 'Đường hoa thôn Thượng');
    const draft = await kheo.api('/models', { token, json: a_model(old.body, 'Tổ góp vốn', { draft: true }) });
    assert.equal(draft.status, 201, JSON.stringify(draft.body));
    assert.deepEqual(await on_desk(gone, token, 'returned'), ['Đường hoa thôn Thượng']);

    const merge = ['merge', '--from', '90001', '--to', '90002', '--day', day, '--decision', decision];
    const preview = await preview_of(kheo, merge);
    assert.equal(preview.ended, 1);
    assert.equal(preview.bodies, 1);
    assert.match(preview.sentences[1], /^1 cơ quan kết thúc cùng ngày, .*: Đảng ủy xã suối mây$/);
    const done = JSON.parse(await kheo.done('areas', ...merge));
    assert.deepEqual(done.sentences, preview.sentences, 'what was foreseen was done');

    await finds_nothing(kheo, gone, token, returned);
    assert.equal((await kheo.api(`/areas/${old.area}/bodies`)).body.total, 0);
    const heirs = await heir.token();
    const late = await kheo.api('/models', { token: heirs, json: a_model(old.body, 'Ký sau', { registered_on: '2026-11-15' }) });
    assert.equal(late.status, 422);
    assert.equal(late.body.id ?? late.body.type, 'models.no_such_body');
    assert.equal(late.body.type, 'models.no_such_body');
    assert.equal(late.body.errors[0].field, 'body');
    const own = await kheo.api('/models', { token, json: a_model(old.body, 'Ký trước') });
    assert.equal(own.status, 403, 'who sat in it writes nothing for it any more');
    const before = await kheo.api('/models', { token: heirs, json: a_model(old.body, 'Ký trước') });
    assert.equal(before.status, 201, 'what it signed while it stood is entered by its successor');
    assert.equal((await gone.visitor.get('/can-bo/mo-hinh/moi')).status, 403);
    assert.doesNotMatch((await heir.visitor.get('/can-bo/mo-hinh/moi')).text, /Đảng ủy xã suối mây/);

    await completes(kheo, heir, returned, 'Đường hoa thôn Thượng');
    assert.deepEqual(await on_desk(heir, heirs, 'drafts'), ['Tổ góp vốn']);
    const sent = await heir.visitor.post(`/can-bo/mo-hinh/${draft.body.id}/gui`, {}, { from: `/can-bo/mo-hinh/${draft.body.id}` });
    assert.equal(sent.status, 200);
    assert.equal((await kheo.api(`/models/${draft.body.id}`, { token: heirs })).body.record.stage, 'registered');
    await kheo.check_ledger();
});

test('communes are split, renamed and abolished, by command and by API, as the preview said', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const { communes: [one, two] } = await a_province(kheo);
    const file = join(kheo.home, 'them.csv');
    await writeFile(file, 'code,name,full_name,kind,parent_code\n90003,Bến Lau,Xã Bến Lau,Xã,90\n');
    await kheo.done('import', 'areas', file, '--valid-from', '2025-07-01');
    const add = (code, area, from) => kheo.done('bodies', 'add', '--code', code, '--name', `Đảng ủy ${area}`, '--line', 'dang',
        '--area-code', area, '--from', from, '--contact');
    await add('DU-90003', '90003', '2025-07-01');
    const titles = ['Đường hoa thôn Thượng', 'Ngõ sạch', 'Tổ tự quản'];
    const third = (await called(kheo, 'GET', '/api/v1/bodies')).areas.flatMap(({ items }) => items).find(({ code }) => code === 'DU-90003');
    const returned = [];
    for (const [at, body] of [one.body, two.body, third.id].entries()) returned.push(await a_returned(kheo, body, titles[at]));

    // Split by command into two new ones: the first is the principal, and gets a body.
    const split = ['split', '--from', '90001', '--new', '90011 Xã Mây Thượng', '--new', '90012 Xã Mây Hạ', '--day', day, '--decision', decision];
    const foreseen = await preview_of(kheo, split);
    assert.deepEqual([foreseen.ended, foreseen.begun, foreseen.bodies], [1, 2, 1]);
    assert.deepEqual(JSON.parse(await kheo.done('areas', ...split)).sentences, foreseen.sentences);
    await add('DU-90011', '90011', day);
    await add('DU-90012', '90012', day);
    const principal = await a_later_person(kheo, 'xa.thuong', 'DU-90011');
    const other = await a_later_person(kheo, 'xa.ha', 'DU-90012');
    await finds_nothing(kheo, other, await other.token(), returned[0]);
    await completes(kheo, principal, returned[0], titles[0]);

    // Rename by API: the same commune, the same body, the same work.
    const rename = ['kind=rename', 'from=90002', 'fresh=90002 Phường Đồi Cọ', `day=${day}`, `decision=${decision}`];
    const second = await a_person(kheo, 'xa.hai', 'can_bo_xa', two.code);
    const seen = await called(kheo, 'POST', '/api/v1/areas/change/preview', ...rename);
    assert.deepEqual([seen.ended, seen.begun, seen.bodies], [1, 1, 0]);
    assert.deepEqual((await called(kheo, 'POST', '/api/v1/areas/change', ...rename)).sentences, seen.sentences);
    await completes(kheo, second, returned[1], titles[1]);
    assert.match((await kheo.get(`/dia-ban/${two.area}`)).text, /Phường Đồi Cọ/);

    // Abolish by API: the ward takes over.
    const refused = await kheo.cli('areas', 'abolish', '--from', '90002', '--to', '90003', '--day', day, '--decision', decision, '--preview');
    assert.equal(refused.code, 1, 'what begins on that day does not end on it');
    const abolish = ['kind=abolish', 'from=90003', 'to=90002', 'day=2026-10-02', `decision=${decision}`];
    assert.equal((await called(kheo, 'POST', '/api/v1/areas/change/preview', ...abolish)).bodies, 1);
    await called(kheo, 'POST', '/api/v1/areas/change', ...abolish);
    await completes(kheo, second, returned[2], titles[2]);
    await kheo.check_ledger();
});

test('an office of the province ends: the successor it names has its open work, by rule the đầu mối', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    await a_province(kheo);
    for (const code of ['SO-A', 'SO-B', 'SO-C']) {
        await kheo.done('bodies', 'add', '--code', code, '--name', `Sở ${code}`, '--line', 'chinh_quyen', '--area-code', '90', '--from', '2025-07-01');
    }
    const bodies = (await called(kheo, 'GET', '/api/v1/bodies')).areas.flatMap(({ items }) => items);
    const body_of = (code) => bodies.find((one) => one.code === code);
    const people = {};
    for (const code of ['SO-A', 'SO-B', 'TINH']) people[code] = await a_person(kheo, code.toLowerCase().replace('-', '.'), 'can_bo_tinh', code);
    const of_first = await a_returned(kheo, body_of('SO-A').id, 'Đường hoa ven sông');
    const of_third = await a_returned(kheo, body_of('SO-C').id, 'Ngõ sạch');

    const token = await people['SO-A'].token();
    assert.equal((await kheo.cli('bodies', 'end', '--code', 'SO-A', '--successor-code', 'DU-90001')).code, 1, 'a commune takes nothing of the province');
    await kheo.done('bodies', 'end', '--code', 'SO-A', '--successor-code', 'SO-B', '--decision', decision);
    await finds_nothing(kheo, people['SO-A'], token, of_first);
    const others = await kheo.api(`/models/${of_first}/submit`, { token: await people.TINH.token(), json: { version: 2 } });
    assert.equal(others.body.type, 'not_allowed', 'another office of the province');
    await completes(kheo, people['SO-B'], of_first, 'Đường hoa ven sông');

    // The form says who takes it where nobody is named.
    const page = await people.TINH.visitor.get(`/can-bo/co-quan/${body_of('SO-C').id}`);
    const path = /\/can-bo\/co-quan\/thoi-ky\/\d+\/ket-thuc/.exec(page.text)[0];
    assert.match((await people.TINH.visitor.get(path)).text, /Để trống thì Sở SO-B nhận\./);
    const wrong = await people.TINH.visitor.post(path, { successor: body_of('SO-C').id });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /Cơ quan nhận việc phải là cơ quan khác/);
    const ended = await people.TINH.visitor.post(path, { successor: body_of('TINH').id });
    assert.equal(ended.status, 200);
    assert.match(ended.text, /Việc đang mở do Ban Tuyên giáo và Dân vận Tỉnh ủy giữ tiếp/);
    await completes(kheo, people.TINH, of_third, 'Ngõ sạch');
    await kheo.check_ledger();
});
