// SPDX-License-Identifier: AGPL-3.0-or-later
// Every form of the program, as its own table of rows lists them, is sent what
// people and machines send by mistake: each gets a clear sentence at the field,
// a stable problem, and nothing typed is lost or stored.
import assert from 'node:assert/strict';
import test from 'node:test';

import { start } from './rig.mjs';
import { a_person, a_province, unlimited } from './rig_people.mjs';
import { records_of } from './rig_records.mjs';
import { api_of, filled, name_of, names_in, path_of, rows_of } from './rig_rows.mjs';
import { unescape_html } from './rig_visitor.mjs';

const wrong_ids = ['abc', '-1', '99999999999999999999'];
const wrong_texts = (most) => [['too long', 'á'.repeat(most + 1)], ['a control character', 'một\u0007hai'], ['U+0000', 'một\u0000hai']];

// What is wrong for a field of this kind: [why, value].
function wrong_values({ input, most, required }) {
    const of_kind = {
        line: () => wrong_texts(most), text: () => wrong_texts(most),
        number: () => [['words', 'hai nghìn'], ['a part', '1,5'], ['negative', '-1'], ['too large', String(BigInt(most) + 1n)]],
        year: () => [['words', 'hai nghìn'], ['two digits', '26'], ['too large', String(BigInt(most) + 1n)]],
        date: () => [['no such day', '31/02/2026'], ['words', 'hôm qua'], ['no such month', '2026-13-01']],
        choice: () => [['no choice', 'khong_co']],
        id: () => wrong_ids.map((value) => ['no id', value]),
    }[input]?.() ?? [];
    return required && input !== 'file' ? [['empty', ''], ['blanks', ' \t '], ...of_kind] : of_kind;
}

const is_vietnamese = (text) => /[à-ỹđ]/iu.test(text) && !/\{\}/.test(text);

class Office {
    static async open(t) {
        const office = new Office();
        office.kheo = await start(t, { settings: unlimited });
        const province = await a_province(office.kheo);
        const [home] = province.communes;
        office.people = [await a_person(office.kheo, 'xa.mot', 'can_bo_xa', home.code),
            await a_person(office.kheo, 'tinh.mot', 'can_bo_tinh', 'TINH'), await a_person(office.kheo, 'hoi.dong', 'tham_dinh', 'TINH'),
            await a_person(office.kheo, 'quan.tri', 'quan_tri')];
        for (const person of office.people) person.key = await person.token();
        for (const person of office.people) {
            person.csrf = /name="token" value="([^"]+)"/.exec((await person.visitor.get('/can-bo/toi/mat-khau')).text)[1];
        }
        office.known = { ids: await records_of(office.kheo, office.people[0], home, 'Mô hình thử'), api: await api_of(office.kheo) };
        delete office.known.ids.login;
        const manager = office.people.at(-1);
        office.known.ids.period = /co-quan\/thoi-ky\/(\d+)/.exec((await manager.visitor.get(`/can-bo/co-quan/${home.body}`)).text)[1];
        office.rows = await rows_of(office.kheo);
        return office;
    }

    // By the page or by the API; `values` are fields, those of the path in it.
    async send(person, row, by_page, values) {
        const pattern = by_page ? row.page : row.api;
        const in_path = names_in(pattern);
        const rest = Object.entries(values).filter(([name]) => !in_path.includes(name));
        const body = new FormData();
        for (const [name, value] of rest) for (const each of [value].flat()) body.append(name, each);
        if (by_page) body.append('token', person.csrf);
        const headers = by_page ? { origin: person.visitor.address, 'sec-fetch-site': 'same-origin' } : { authorization: `Bearer ${person.key}` };
        return (by_page ? person.visitor : this.kheo.visitor).send('POST', path_of(pattern, values), { body, headers });
    }

    // Who may use this row, if anybody of ours may.
    async who_may(row, by_page) {
        for (const person of this.people) {
            const broken = Object.fromEntries(row.fields.map(({ name }) => [name, names_in(row.page ?? row.api).includes(name) ? '1' : '\u0001']));
            const { status, headers } = await this.send(person, row, by_page, broken);
            if (status !== 403 && status !== 401 && headers.get('kheo-problem') !== 'forged_form') return person;
        }
        return null;
    }

    async stored() {
        const { acts, good } = JSON.parse(await this.kheo.done('check'));
        assert.ok(good);
        return acts;
    }
}

function check_json(what, field, { status, headers, text }) {
    // A field of more than 256 KB is refused while it comes, whatever its own limit.
    assert.ok([400, 422].includes(status) || JSON.parse(text).type === 'field_too_long', `${what}: ${status} ${text.slice(0, 300)}`);
    assert.match(headers.get('content-type'), /^application\/problem\+json/, what);
    const problem = JSON.parse(text);
    assert.match(problem.type, /^[a-z_.]+$/, what);
    assert.ok(is_vietnamese(problem.title), `${what}: ${problem.title}`);
    if (status !== 422) return;
    const said = problem.errors.find((each) => each.field === field.name);
    assert.ok(said && is_vietnamese(said.sentence), `${what}: ${text.slice(0, 500)}`);
}

const hidden = (html, name) => new RegExp(`<input[^>]*type="hidden"[^>]*name="${name}"`).test(html) || !html.includes(`name="${name}"`);

function check_page(what, field, typed, { status, headers, text }) {
    const too_much = status === 413 && /^(field|file|body)_too_|^too_many_files$/.test(headers.get('kheo-problem'));
    assert.ok(status === 422 || too_much, `${what}: ${status} ${text.slice(0, 300)}`);
    assert.match(text, /error-summary/, `${what}: no summary`);
    assert.match(text, /error-summary[^>]*(tabindex|data-module)|autofocus/, `${what}: the summary takes the focus`);
    if (!hidden(text, field.name)) {
        assert.match(text, new RegExp(`id="f-${field.name}(-\\w+)?-error"|href="#f-${field.name}`), `${what}: nothing at the field`);
    }
    const shown = unescape_html(text);
    for (const word of typed) assert.ok(shown.includes(word), `${what}: “${word.slice(0, 40)}” was typed and is lost`);
}

// Signing in; and asking, of which a device may do only a few a minute: replicated.mjs tries that.
const door = /^POST \/(can-bo\/(dang-|lien-ket|bat-dau|toi\/thu\/xac-nhan)|thu-nhac\/|mo-hinh\/\{model\}\/hoi$|lay-y-kien\/\{consultation\}\/gop-y$)/;
const secret_names = /password|^code$|^secret$/;

// The fields that are tried: not those of the path by their page, for there a
// wrong one is simply another address.
// `take` names what is to be taken over; names it does not know are nothing.
const tried_fields = (row, pattern) => row.fields.filter(({ name }) => name !== 'take' && !names_in(pattern).includes(name));

test('each field of each form refuses what it cannot take, with a sentence at the field', async (t) => {
    const office = await Office.open(t);
    const before = await office.stored();
    const untried = [];
    let tried = 0;
    for (const row of office.rows.filter(({ method }) => method === 'POST')) {
        if (door.test(name_of(row)) || row.permission === 'operator') continue;
        for (const pattern of [row.page, row.api].filter(Boolean)) {
            const by_page = pattern === row.page;
            if (names_in(pattern).some((name) => !(name in office.known.ids))) {
                untried.push(name_of(row));
                continue;
            }
            const person = await office.who_may(row, by_page);
            if (!person) {
                untried.push(name_of(row));
                continue;
            }
            const good = filled(row, office.known);
            for (const field of tried_fields(row, pattern)) {
                for (const [why, value] of wrong_values(field)) {
                    const what = `${pattern}: ${field.name} with ${why}`;
                    const answer = await office.send(person, row, by_page, { ...good, [field.name]: value });
                    const others = others_of(row, field, good);
                    if (!by_page) check_json(what, field, answer);
                    else if (row.form) check_page(what, field, office_shows(row) ? others : [], answer);
                    else assert.ok(answer.status >= 400 && answer.status < 500 && is_vietnamese(answer.text), `${what}: ${answer.status}`);
                    tried += 1;
                }
            }
        }
    }
    assert.ok(tried > 300, `only ${tried} were tried`);
    assert.deepEqual(untried, [], 'rows that nobody of ours may use');
    assert.equal(await office.stored(), before, 'something was stored');
    await office.kheo.check_ledger();
});

// Pages that show the whole form again; those of a single button show the record.
function office_shows(row) {
    return /\/(moi|sua|tieu-chi|hop|quyet-dinh|khao-sat|cham-diem|huy)$/.test(row.page ?? '');
}

// What else was typed in lines and texts, as it stands in `good`.
const others_of = (row, field, good) => row.fields.filter(({ name, input }) => name !== field.name && ['line', 'text'].includes(input) &&
    !secret_names.test(name)).map(({ name }) => good[name]).filter((each) => each && typeof each === 'string');

test('a file or a text beyond the limit loses nothing else that was typed, at each form that takes files', async (t) => {
    const office = await Office.open(t);
    const before = await office.stored();
    const tried = [];
    const large = new File([Buffer.alloc((50 << 20) + 1)], 'so.csv', { type: 'text/csv' });
    const small = new File(['Tên mô hình,Năm\nTổ góp vốn,2026\n'], 'nho.csv', { type: 'text/csv' });
    for (const row of office.rows.filter((each) => each.method === 'POST' && each.page && each.form)) {
        const field = row.fields.find(({ input }) => input === 'file');
        if (!field || names_in(row.page).some((name) => !(name in office.known.ids))) continue;
        const person = await office.who_may(row, true);
        const good = filled(row, office.known);
        const others = others_of(row, field, good);
        const one = await office.send(person, row, true, { ...good, [field.name]: large });
        assert.equal(one.status, 413, row.page);
        check_page(`${row.page}: a file too large`, field, office_shows(row) ? others : [], one);
        assert.match(unescape_html(one.text), /“so\.csv” lớn hơn (10|50) MB/, row.page);
        const many = await office.send(person, row, true, { ...good, [field.name]: Array(field.most + 101).fill(small) });
        assert.equal(many.status, 413, row.page);
        check_page(`${row.page}: too many files`, field, office_shows(row) ? others : [], many);
        tried.push(row.page);
    }
    assert.ok(tried.length >= 8, `only ${tried}`);
    assert.ok(tried.includes('/can-bo/gop-so') && tried.includes('/can-bo/van-ban/moi'));
    assert.equal(await office.stored(), before, 'something was stored');
    await office.kheo.check_ledger();
});

test('a text of 300,000 letters leaves the rest of the form as it was, and its own beginning', async (t) => {
    const office = await Office.open(t);
    const [person] = office.people;
    const row = office.rows.find((each) => each.page === '/can-bo/mo-hinh/moi' && each.method === 'POST');
    const field = row.fields.find(({ name }) => name === 'way_of_working');
    const good = { ...filled(row, office.known), title: 'Tổ góp vốn xoay vòng', way_of_working: 'Mỗi tuần ấp họp. '.repeat(18_000) };
    const answer = await person.visitor.send('POST', row.page, { body: new URLSearchParams({ ...good, token: person.csrf }),
        headers: { origin: person.visitor.address, 'sec-fetch-site': 'same-origin' } });
    assert.equal(answer.status, 413);
    check_page('a text too long', field, ['Tổ góp vốn xoay vòng', 'Mỗi tuần ấp họp. '.repeat(10_000)], answer);
    assert.match(unescape_html(answer.text), new RegExp(`Mục “${field.label}” dài quá mức cho phép`));
    const by_api = await office.send(person, row, false, good);
    assert.equal(by_api.status, 413);
    assert.match(by_api.headers.get('content-type'), /^application\/problem\+json/);
    await office.kheo.check_ledger();
});

test('marks typed apart, emoji and stray blanks are taken and made tidy', async (t) => {
    const office = await Office.open(t);
    const [person] = office.people;
    const row = office.rows.find((each) => each.api === '/api/v1/models' && each.method === 'POST');
    const title = 'Đường hoa “Nụ cười” 🌻 ấp Thượng';
    const answer = await office.send(person, row, false, { ...filled(row, office.known), title: `  ${title.normalize('NFD')}\u00a0 ` });
    assert.equal(answer.status, 201, answer.text);
    assert.equal(JSON.parse(answer.text).title, title.normalize('NFC'));
    const aims = 'dòng một\r\n\r\ndòng hai';
    const lines = await office.send(person, row, false, { ...filled(row, office.known), title: 'Hai dòng', aims });
    assert.equal(JSON.parse(lines.text).aims, 'dòng một\n\ndòng hai');
    const found = await office.kheo.cli('api', 'GET', '/api/v1/office/models');
    assert.ok(found.out.includes('🌻'));
    await office.kheo.check_ledger();
});

test('JSON that is no object of plain values is refused as such', async (t) => {
    const office = await Office.open(t);
    const [person] = office.people;
    const headers = { authorization: `Bearer ${person.key}`, 'content-type': 'application/json' };
    for (const body of ['', '{', '[]', '"x"', 'null', '{"year":{"a":1}}', '{"year":[[1]]}', `${'['.repeat(5000)}`, '{"title":"\\ud800"}', '\u0000']) {
        const answer = await office.kheo.visitor.send('POST', '/api/v1/models', { headers, body });
        assert.ok([400, 422].includes(answer.status), `${body.slice(0, 20)}: ${answer.status}`);
        assert.match(JSON.parse(answer.text).type, /^[a-z_.]+$/);
    }
    const wrong_type = await office.kheo.visitor.send('POST', '/api/v1/models', { headers: { ...headers, 'content-type': 'text/xml' }, body: '<a/>' });
    assert.equal(wrong_type.status, 415);
    await office.kheo.check_ledger();
});
