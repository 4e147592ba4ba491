// SPDX-License-Identifier: AGPL-3.0-or-later
// How officials come in and stay in: the printed link, the app, the card, the
// lost telephone, the expired sign-in; and what forgers are answered.
import assert from 'node:assert/strict';
import test from 'node:test';

import { start } from './rig.mjs';
import { Person, a_link, a_person, a_province, code_of, new_link, password } from './rig_people.mjs';
import { forms_of } from './rig_visitor.mjs';

const model_form = '/can-bo/mo-hinh/moi';

test('an officer opens a printed link, sets password and app, and comes again with a code', async (t) => {
    const kheo = await start(t);
    await a_province(kheo);
    const link = await a_link(kheo, 'tinh.mot', 'can_bo_tinh', 'TINH');
    const path = new URL(link).pathname;
    const preview = await kheo.get(path);
    assert.equal(preview.status, 200);
    assert.equal((await kheo.get(path)).status, 200, 'looking uses nothing');
    const officer = await new Person(kheo, 'tinh.mot').with_app(link);
    assert.ok(await officer.signed_in());
    assert.equal((await kheo.get(path)).status, 410, 'the link is used');

    const elsewhere = new Person(kheo, 'tinh.mot');
    const wrong = await elsewhere.sign_in('không phải mật khẩu');
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /Tên đăng nhập hoặc mật khẩu không đúng/);
    assert.doesNotMatch(wrong.text, /không phải mật khẩu/, 'a password is never written back');
    const second = await elsewhere.sign_in();
    assert.match(second.text, /Bước xác nhận/);
    assert.ok(!(await elsewhere.signed_in()), 'not before the second step');
    const used = await elsewhere.visitor.post('/can-bo/dang-nhap/ma', { code: code_of(officer.secret) }, { raw: true });
    assert.equal(used.status, 422, 'the code that proved the app is used up');
    assert.match(used.text, /Mã không đúng hoặc đã dùng/);
    await elsewhere.visitor.post('/can-bo/dang-nhap/ma', { code: code_of(officer.secret, 1) }, { raw: true });
    assert.ok(await elsewhere.signed_in());
    await kheo.check_ledger();
});

test('a lost telephone: the administrator prints another link, and all that was ends', async (t) => {
    const kheo = await start(t);
    await a_province(kheo);
    const officer = await new Person(kheo, 'tinh.hai').with_card(await a_link(kheo, 'tinh.hai', 'can_bo_tinh', 'TINH'));
    const thief = new Person(kheo, 'tinh.hai');
    await thief.sign_in();
    await thief.visitor.post('/can-bo/dang-nhap/ma', { code: officer.card[0] }, { raw: true });
    assert.ok(await thief.signed_in());
    const replay = new Person(kheo, 'tinh.hai');
    await replay.sign_in();
    assert.equal((await replay.visitor.post('/can-bo/dang-nhap/ma', { code: officer.card[0] }, { raw: true })).status, 422);

    const again = await new Person(kheo, 'tinh.hai').with_app(await new_link(kheo, 'tinh.hai'));
    assert.ok(await again.signed_in());
    assert.ok(!(await thief.signed_in()), 'ended elsewhere');
    assert.ok(!(await officer.signed_in()));
    await replay.sign_in();
    assert.equal((await replay.visitor.post('/can-bo/dang-nhap/ma', { code: officer.card[1] }, { raw: true })).status, 422,
        'the card before is worth nothing');
    await kheo.check_ledger();
});

test('a form that is forged, or sent from another site, does nothing', async (t) => {
    const kheo = await start(t);
    const { communes: [{ code, body }] } = await a_province(kheo);
    const officer = await a_person(kheo, 'xa.mot', 'can_bo_xa', code);
    const page = await officer.visitor.get(model_form);
    const token = forms_of(page.text).find((form) => form.action === model_form).fields.find(([name]) => name === 'token')[1];
    const typed = { year: 2026, kind: 'mo_hinh', entry: 'moi', body, field: 'kinh_te', title: 'Tổ góp vốn', registered_on: '15/3/2026' };
    const send = (more, headers = {}) => officer.visitor.post(model_form, { ...typed, ...more }, { raw: true, headers });
    for (const [what, more, headers] of [
        ['no token', {}, {}],
        ['another token', { token: `${'0'.repeat(64)}-${token.split('-')[1]}` }, {}],
        ['another origin', { token }, { origin: 'https://evil.example' }],
        ['no origin', { token }, { origin: 'null' }],
        ['a cross-site fetch', { token }, { 'sec-fetch-site': 'cross-site' }],
        ['a page of a sister site', { token }, { 'sec-fetch-site': 'same-site' }],
    ]) {
        const answer = await send(more, headers);
        assert.equal(answer.status, 403, what);
        assert.match(answer.text, /Biểu mẫu này không đi từ trang của hệ thống/, what);
    }
    const bare = await officer.visitor.send('POST', model_form, { body: new URLSearchParams({ ...typed, token }) });
    assert.equal(bare.status, 403, 'a browser of today says where it comes from');
    assert.equal((await officer.visitor.api('/office/models')).body.items.length, 0);
    assert.equal((await send({ token })).status, 200);
    assert.equal((await officer.visitor.api('/office/models')).body.items.length, 1);
    await kheo.check_ledger();
});

test('a sign-in that ran out keeps what was typed, for the same person only', async (t) => {
    const kheo = await start(t);
    const { communes: [one, other] } = await a_province(kheo);
    const officer = await a_person(kheo, 'xa.mot', 'can_bo_xa', one.code);
    await a_person(kheo, 'xa.hai', 'can_bo_xa', other.code);
    const from_home = new Person(kheo, 'xa.mot');
    await from_home.sign_in();

    // The form is open here; the sign-in is ended from home.
    const page = await officer.visitor.get(model_form);
    const fields = Object.fromEntries(forms_of(page.text).find((form) => form.action === model_form).fields);
    assert.equal((await from_home.visitor.post('/can-bo/toi/phien/ket-thuc-khac', {}, { from: '/can-bo/toi' })).status, 200);
    assert.ok(!(await officer.signed_in()), 'ended from home');
    const typed = { ...fields, year: 2026, kind: 'mo_hinh', entry: 'moi', body: one.body, field: 'kinh_te',
        title: 'Tổ góp vốn xoay vòng', registered_on: '15/3/2026' };
    const waits = await officer.visitor.post(model_form, typed, { raw: true });
    assert.equal(waits.status, 401);
    assert.match(waits.text, /Nội dung vẫn còn/);
    const carried = forms_of(waits.text).find((form) => form.action === '/can-bo/dang-nhap').fields.find(([name]) => name === 'carried')[1];

    // Somebody else signs in at that page: nothing of it is shown.
    const stranger = new Person(kheo, 'xa.hai');
    const nothing = await stranger.sign_in(password, { carried });
    assert.equal(nothing.status, 200);
    assert.doesNotMatch(nothing.text, /Tổ góp vốn xoay vòng/);
    assert.match(nothing.text, /của người đăng nhập trước/);
    assert.ok(await stranger.signed_in());

    const back = await officer.sign_in(password, { carried });
    assert.match(back.text, /Tổ góp vốn xoay vòng/);
    assert.match(back.text, /Lần đăng nhập trước đã hết hạn/);
    const filled = Object.fromEntries(forms_of(back.text).find((form) => form.action === model_form).fields);
    assert.notEqual(filled.token, fields.token, 'the form is of the new session');
    assert.equal(filled.act, fields.act, 'and still the same submission');
    const sent = await officer.visitor.post(model_form, filled, { raw: true });
    assert.equal(sent.status, 200);
    const list = (await officer.visitor.api('/office/models')).body.items;
    assert.deepEqual(list.map((model) => model.title), ['Tổ góp vốn xoay vòng']);

    // A form of another person's, sent with this session: it is not shown either.
    const mixed = await stranger.visitor.post(model_form, typed, { raw: true });
    assert.equal(mixed.status, 403);
    assert.doesNotMatch(mixed.text, /Tổ góp vốn xoay vòng/);
    await kheo.check_ledger();
});

test('who sends too often is told how long to wait, in words and for programs', async (t) => {
    const kheo = await start(t, { settings: '[limits]\nreads_per_minute = 40\nwrites_per_minute = 30\n' });
    const { communes: [{ code }] } = await a_province(kheo);
    const officer = await a_person(kheo, 'xa.mot', 'can_bo_xa', code);
    const token = await officer.token();
    let answer;
    for (let at = 0; at < 400; at += 1) {
        answer = await kheo.api('/models', { token, json: {} });
        if (answer.status === 429) break;
    }
    assert.equal(answer.status, 429);
    assert.equal(answer.body.type, 'too_many_requests');
    assert.match(answer.headers.get('retry-after'), /^\d+$/);
    const neighbour = await a_person(kheo, 'xa.hai', 'can_bo_xa', code);
    assert.ok(await neighbour.signed_in(), 'the neighbour has a budget of its own');
    for (let at = 0; at < 400; at += 1) {
        answer = await officer.visitor.get('/can-bo/mo-hinh');
        if (answer.status === 429) break;
    }
    assert.equal(answer.status, 429);
    assert.match(answer.text, /Có quá nhiều lần gửi trong thời gian ngắn/);
    for (let at = 0; at < 6; at += 1) answer = await new Person(kheo, 'xa.mot').sign_in('không phải mật khẩu');
    assert.equal(answer.status, 429);
    assert.match(answer.text, /Đã thử quá nhiều lần\. Xin đợi/);
    await kheo.check_ledger();
});

test('forty people from one sheet, with a slip to print for each', async (t) => {
    const kheo = await start(t);
    const { communes: [one, other] } = await a_province(kheo);
    const admin = await a_person(kheo, 'quan.tri', 'quan_tri');
    const lines = Array.from({ length: 40 }, (_, at) => `can.bo${at + 1},Cán bộ ${at + 1},Cán bộ cấp xã,${at % 2 ? one.code : other.code}`);
    const sheet = new File([`Tên đăng nhập,Họ và tên,Vai trò,Mã cơ quan\n${lines.join('\n')}\n`], 'can-bo.csv', { type: 'text/csv' });
    const preview = await admin.visitor.post('/can-bo/tai-khoan/nhap', { file: sheet });
    assert.match(preview.text, /<strong>40<\/strong> người thêm được/);
    assert.equal((await kheo.done('user', 'list')).trim().split('\n').length, 1, 'nothing is stored yet');
    const fields = Object.fromEntries(forms_of(preview.text).find((form) => form.action === '/can-bo/tai-khoan/nhap/ghi').fields);
    const slips = await admin.visitor.post('/can-bo/tai-khoan/nhap/ghi', fields, { raw: true });
    const links = [...new Set(slips.text.match(/http:\/\/127\.0\.0\.1:\d+\/can-bo\/lien-ket\/\w+/g))];
    assert.equal(links.length, 40);
    const again = await admin.visitor.post('/can-bo/tai-khoan/nhap/ghi', fields, { raw: true });
    assert.equal(again.status, 200);
    assert.doesNotMatch(again.text, /can-bo\/lien-ket\/\w/, 'links are shown once');
    assert.equal((await kheo.done('user', 'list')).trim().split('\n').length, 41);
    const last = await new Person(kheo, 'can.bo40').without(links[39]);
    assert.ok(await last.signed_in());
    assert.equal((await last.visitor.api('/me')).body.login, 'can.bo40');
    await kheo.check_ledger();
});
