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
const a_sheet = (name = 'so.csv', title = 'Tổ góp vốn') => new File([`Tên mô hình,Lĩnh vực,Năm\n${title},Kinh tế,2026\n`], name, { type: 'text/csv' });

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

test('what only keeps house is done once too: files to be read, more of them, a paper', async (t) => {
    const { kheo, officer } = await begin(t);
    const { visitor } = officer;
    const twice = async (action, from, values) => {
        const page = await visitor.get(from);
        const keys = Object.fromEntries(forms_of(page.text).find((form) => form.action === action && form.method === 'post').fields);
        const send = (more) => {
            const body = new FormData();
            for (const [name, value] of Object.entries({ ...keys, ...values, ...more })) body.append(name, value);
            return visitor.send('POST', action, { body, headers: { origin: visitor.address, 'sec-fetch-site': 'same-origin' } });
        };
        const answers = await Promise.all([send(), send(), send()]);
        answers.push(await send());
        assert.deepEqual(answers.map((each) => each.status), [303, 303, 303, 303], `${action}: ${answers[0].text.slice(0, 500)}`);
        assert.equal(new Set(answers.map((each) => each.location)).size, 1, action);
        const [other] = Object.keys(values);
        const reused = await send({ [other]: values[other] instanceof File ? a_sheet('khac.csv', 'Khác') : 'Một văn bản khác hẳn' });
        assert.equal(reused.headers.get('kheo-problem'), 'act_reused', action);
        return answers[0].location;
    };
    const import_page = await twice('/can-bo/gop-so', '/can-bo/gop-so', { files: a_sheet() });
    assert.match(import_page, /^\/can-bo\/gop-so\/\d+$/);
    const token = await officer.token();
    const files = async () => (await kheo.api(`/imports/${/\d+/.exec(import_page)[0]}`, { token })).body.items.length;
    assert.equal(await files(), 1);
    await twice(`${import_page}/them`, import_page, { files: a_sheet('them.csv', 'Tổ vần công') });
    assert.equal(await files(), 2);
    assert.match(await twice('/can-bo/van-ban/moi', '/can-bo/van-ban/moi', { text: 'Kế hoạch số 5-KH/ĐU về công tác dân vận năm 2026.' }),
        /^\/can-bo\/van-ban\/doc\/\d+/);
    await kheo.check_ledger();
});
