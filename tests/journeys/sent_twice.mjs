// SPDX-License-Identifier: AGPL-3.0-or-later
// A button pressed twice, a line that drops, a program that asks again: done
// once; the same submission with other words is refused.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test from 'node:test';

import { start } from './rig.mjs';
import { a_person, a_province } from './rig_people.mjs';
import { forms_of } from './rig_visitor.mjs';

const path = '/can-bo/mo-hinh/moi';

async function begin(t) {
    const kheo = await start(t);
    const { communes: [{ body, code }] } = await a_province(kheo);
    const officer = await a_person(kheo, 'xa.mot', 'can_bo_xa', code);
    const typed = { year: 2026, kind: 'mo_hinh', entry: 'moi', body, field: 'kinh_te', title: 'Tổ góp vốn xoay vòng', registered_on: '15/3/2026' };
    const titles = async () => (await officer.visitor.api('/office/models')).body.items.map((model) => model.title);
    return { kheo, officer, typed, titles };
}

test('a button pressed twice registers once, and both answers lead to it', async (t) => {
    const { kheo, officer, typed, titles } = await begin(t);
    const page = await officer.visitor.get(path);
    const keys = Object.fromEntries(forms_of(page.text).find((form) => form.action === path).fields);
    assert.match(keys.act, /^[0-9a-z]{16,}$/);
    const send = (more) => officer.visitor.send('POST', path, { body: new URLSearchParams({ ...keys, ...typed, ...more }),
        headers: { origin: officer.visitor.address, 'sec-fetch-site': 'same-origin' } });
    const answers = await Promise.all([send(), send(), send(), send()]);
    assert.deepEqual(answers.map((each) => each.status), [303, 303, 303, 303]);
    assert.equal(new Set(answers.map((each) => each.location)).size, 1);
    assert.deepEqual(await titles(), ['Tổ góp vốn xoay vòng']);
    const other = await send({ title: 'Một mô hình khác hẳn' });
    assert.equal(other.status, 409);
    assert.match(other.text, /Mã lần gửi này đã dùng cho một nội dung khác/);
    assert.match(other.text, /Một mô hình khác hẳn/, 'what was typed is still there');
    const anew = Object.fromEntries(forms_of(other.text).find((form) => form.action === path).fields);
    assert.notEqual(anew.act, keys.act, 'the form can be sent again as a new submission');
    assert.equal((await send({ ...anew, title: 'Một mô hình khác hẳn' })).status, 303);
    assert.equal((await titles()).length, 2);
    await kheo.check_ledger();
});

test('a program that asks again with its key gets the first answer, byte for byte', async (t) => {
    const { kheo, officer, typed, titles } = await begin(t);
    const token = await officer.token();
    const key = randomUUID();
    const first = await kheo.api('/models', { token, key, json: typed });
    const again = await kheo.api('/models', { token, key, json: typed });
    assert.equal(first.status, 201);
    assert.equal(again.status, 201);
    assert.deepEqual(again.body, first.body);
    const reused = await kheo.api('/models', { token, key, json: { ...typed, title: 'Khác' } });
    assert.equal(reused.status, 409);
    assert.equal(reused.body.type, 'act_reused');
    // Somebody else's key opens nothing: neither the answer nor a second submission.
    const neighbour = await a_person(kheo, 'xa.hai', 'can_bo_xa', 'DU-90001');
    const theirs = await kheo.api('/models', { token: await neighbour.token(), key, json: typed });
    assert.equal(theirs.status, 409);
    assert.doesNotMatch(JSON.stringify(theirs.body), new RegExp(first.body.id));
    assert.deepEqual(await titles(), ['Tổ góp vốn xoay vòng']);
    await kheo.check_ledger();
});

test('a refused submission may be sent again under the same key once it is mended', async (t) => {
    const { kheo, officer, typed, titles } = await begin(t);
    const token = await officer.token();
    const key = randomUUID();
    assert.equal((await kheo.api('/models', { token, key, json: { ...typed, title: '' } })).status, 422);
    assert.equal((await kheo.api('/models', { token, key, json: typed })).status, 201);
    assert.equal((await titles()).length, 1);
    await kheo.check_ledger();
});
