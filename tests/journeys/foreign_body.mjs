// SPDX-License-Identifier: AGPL-3.0-or-later
// An officer of another commune, one of another province, somebody without a post, a program with a
// token and a visitor try every row of the program against one commune's
// records: they neither see nor change anything.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';

import { start } from './rig.mjs';
import { a_person, a_province, unlimited } from './rig_people.mjs';
import { records_of } from './rig_records.mjs';
import { api_of, filled, name_of, names_in, path_of, rows_of } from './rig_rows.mjs';

const secret = 'Khe Sổ thầm lặng';

// What the operator sees of everything: nothing of it may change.
async function whole(kheo) {
    const parts = ['/api/v1/office/models', '/api/v1/office/exemplars', '/api/v1/office/questions', '/api/v1/accounts', '/api/v1/areas'];
    const texts = await Promise.all(parts.map((path) => kheo.done('api', 'GET', path)));
    const { good, acts, records } = JSON.parse(await kheo.done('check'));
    return JSON.stringify([texts, good, acts, records]);
}

// Rows that concern only the one who asks, or what anyone may read.
const own = /^(GET|POST) (\/thu-nhac\/|\/can-bo\/(dang-|lien-ket|bat-dau|toi(\/(mat-khau|ung-dung|the-ma|ma-truy-cap|phien\/ket-thuc-khac|thu.*))?$))/;
const is_list = (row) => row.method === 'GET' && !names_in(row.page ?? row.api).length;

const seen_as = { sign_in_first: 401, not_allowed: 403, forged_form: 403 };

function check_refused(what, { status, headers, text }, visitor) {
    const problem = headers.get('kheo-problem') ?? '';
    assert.doesNotMatch(text, new RegExp(secret), `${what}: shows it`);
    if (visitor && (status === 401 || status === 303)) return;
    // Named in a field, what one may not see is a choice that is not there.
    if (status === 422 && /\.no_such_\w+$/.test(problem)) return;
    const expected = seen_as[problem] ?? (/(^|\.)(not_found|no_such_\w+)$/.test(problem) ? 404 : undefined);
    assert.equal(status, expected, `${what}: ${status} ${problem} ${text.slice(0, 300)}`);
    assert.notEqual(problem, 'forged_form', `${what}: the form was not even looked at`);
}

// One row, by its page and by its path in the API, with the first commune's ids.
async function try_row(row, { who, visitor, token, csrf }, known) {
    const values = filled(row, known);
    const answers = [];
    for (const pattern of [row.page, row.api].filter(Boolean)) {
        const by_page = pattern === row.page;
        if (by_page && token) continue;
        const what = `${who}: ${row.method} ${pattern}`;
        const headers = token ? { authorization: `Bearer ${token}` } : {};
        const in_path = names_in(pattern);
        const rest = Object.entries(values).filter(([name, value]) => !in_path.includes(name) && value !== '');
        const path = path_of(pattern, values);
        if (row.method === 'GET') {
            const query = new URLSearchParams(rest.filter(([, value]) => typeof value === 'string'));
            answers.push([what, await visitor.send('GET', `${path}?${query}`, { headers })]);
        } else {
            const body = new FormData();
            for (const [name, value] of rest) body.append(name, value);
            if (csrf) body.append('token', csrf);
            const same = { origin: visitor.address, 'sec-fetch-site': 'same-origin' };
            answers.push([what, await visitor.send('POST', path, { body, headers: { ...same, ...headers } })]);
        }
    }
    return answers;
}

async function an_import_of_the_operator(kheo, { code }) {
    const file = join(kheo.home, 'cua-tinh.csv');
    await writeFile(file, `Tên mô hình,Lĩnh vực,Mã đơn vị,Năm\n${secret} chín,Kinh tế,${code},2026\n`);
    const { out } = await kheo.cli('import', 'models', file); // whatever waits to be looked at
    const { import: id } = JSON.parse(out);
    const view = JSON.parse(await kheo.done('api', 'GET', `/api/v1/imports/${id}`));
    return { import: id, file: view.items[0].id };
}

// A province of its own beside the first, and the code of its one body.
async function another_province(kheo) {
    const file = join(kheo.home, 'tinh-khac.csv');
    await writeFile(file, 'code,name,full_name,kind,parent_code,valid_from\n91,Xa Lạ,Tỉnh Xa Lạ,Tỉnh,,\n');
    await kheo.done('import', 'areas', file, '--valid-from', '2025-07-01');
    const { items } = JSON.parse(await kheo.done('api', 'GET', '/api/v1/areas'));
    const area = items.find(({ code }) => code === '91').id;
    await kheo.done('api', 'POST', '/api/v1/bodies', 'code=TINH-91', 'name=Ban Tuyên giáo và Dân vận Tỉnh ủy Xa Lạ', 'line=dang',
        `area=${area}`, 'contact=1', 'valid_from=2025-07-01');
    return 'TINH-91';
}

async function csrf_of(visitor) {
    return /name="token" value="([^"]+)"/.exec((await visitor.get('/can-bo/toi/mat-khau')).text)[1];
}

test('a foreign body tries every row, and sees and changes nothing', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const province = await a_province(kheo);
    const [home, abroad] = province.communes;
    const owner = await a_person(kheo, 'xa.nha', 'can_bo_xa', home.code);
    owner.key = await owner.token();
    const ids = await records_of(kheo, owner, province.communes[0], secret);
    const foreign = await a_person(kheo, 'xa.khac', 'can_bo_xa', abroad.code);
    const without = await a_person(kheo, 'xa.cu', 'can_bo_xa', abroad.code);
    const province_abroad = await a_person(kheo, 'tinh.khac', 'can_bo_tinh', await another_province(kheo));
    const post = JSON.parse(await kheo.done('api', 'GET', `/api/v1/accounts/${(await without.visitor.api('/me')).body.id}`)).posts[0];
    await kheo.done('api', 'POST', `/api/v1/posts/${post.id}/end`, 'version=1', 'day=2026-02-01');

    const known = { ids, api: await api_of(kheo) };
    const rows = await rows_of(kheo);
    assert.ok(rows.length > 100);
    const people = [
        { who: 'visitor', visitor: kheo.visitor_from_elsewhere() },
        { who: 'without a post', visitor: without.visitor, csrf: await csrf_of(without.visitor) },
        { who: 'officer of another commune', visitor: foreign.visitor, csrf: await csrf_of(foreign.visitor) },
        { who: 'officer of another province', visitor: province_abroad.visitor, csrf: await csrf_of(province_abroad.visitor) },
        { who: 'token', visitor: kheo.visitor_from_elsewhere(), token: await foreign.token() },
    ];
    let before = await whole(kheo);
    let tried = 0;
    for (const person of people) {
        for (const row of rows) {
            if (own.test(name_of(row))) continue;
            const is_public = row.permission === 'anyone';
            for (const [what, answer] of await try_row(row, person, known)) {
                tried += 1;
                // Facts for everyone, and lists of what one may see: without a word of it.
                if (is_public || is_list(row) || makes_its_own(row, person)) {
                    assert.doesNotMatch(answer.text, new RegExp(secret), `${what}: shows it`);
                    assert.ok(answer.status < 500, `${what}: ${answer.status}`);
                } else {
                    check_refused(what, answer, person.who === 'visitor');
                }
            }
        }
    }
    assert.ok(tried > 400, `only ${tried} were tried`);
    assert.equal(await whole(kheo), before, 'something changed');
    // What the operator brought in holds rows of anywhere: no officer opens it.
    const of_operator = { ids: { ...ids, ...await an_import_of_the_operator(kheo, home) }, api: known.api };
    before = await whole(kheo);
    const opened = rows.filter((row) => names_in(row.page ?? row.api).includes('import'));
    assert.ok(opened.length > 8);
    for (const person of [...people, { who: 'officer of the commune', visitor: owner.visitor, csrf: await csrf_of(owner.visitor) }]) {
        for (const row of opened) {
            for (const [what, answer] of await try_row(row, person, of_operator)) check_refused(`${what}, of the operator`, answer, person.who === 'visitor');
        }
        assert.doesNotMatch((await person.visitor.get('/can-bo/gop-so')).text, new RegExp(`gop-so/${of_operator.ids.import}`));
    }
    assert.equal(await whole(kheo), before, 'something of the operator changed');
    assert.ok(await owner.signed_in(), 'nobody ended the sign-in of another');
    const still = await owner.visitor.get(`/can-bo/mo-hinh/${ids.model}`);
    assert.match(still.text, new RegExp(secret));
    await kheo.check_ledger();
});

// An officer may begin an import of their own, and look at a draft of their own
// before it is sent: neither is a record of another's. Nobody's words are shown.
const of_their_own = ['/api/v1/models/import/preview', '/can-bo/mo-hinh/xem-truoc'];
// A sheet of their own, or a frame of no province: nothing of another's is named.
const nothing_named = /^\/(api\/v1\/bodies|can-bo\/co-quan)\/(import|frame|nhap|khung)(\/|$)/;
function makes_its_own(row, { who }) {
    if (who === 'officer of another province' && nothing_named.test(row.api ?? row.page)) return true;
    return ['officer of another commune', 'officer of another province', 'token'].includes(who) && (of_their_own.includes(row.api) || of_their_own.includes(row.page));
}

test('an officer of another province adds no body here, by whichever name they call the place', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const { communes: [home] } = await a_province(kheo);
    const foreign = await a_person(kheo, 'tinh.khac', 'can_bo_tinh', await another_province(kheo));
    const token = await foreign.token();
    const add = async (where) => (await kheo.api('/bodies', { token, json: { name: 'Trạm y tế', line: 'khac', valid_from: '2025-07-01', ...where } })).body;
    for (const where of [{ area_code: home.code.slice(3) }, { area: home.area }]) assert.equal((await add(where)).type, 'not_allowed');
    assert.equal((await add({})).type, 'bodies.no_such_area');
    assert.equal((await kheo.api('/bodies/frame', { token, json: { province: home.code.slice(3, 5) } })).body.type, 'bodies.bad_rows');
    assert.equal((await add({ area_code: '91' })).name, 'Trạm y tế');
    await kheo.check_ledger();
});

test('where one may see but not act, the answer says so; where one may not see, there is nothing', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const { communes: [home, abroad] } = await a_province(kheo);
    const owner = await a_person(kheo, 'xa.nha', 'can_bo_xa', home.code);
    const reader = await a_person(kheo, 'lanh.dao', 'lanh_dao', 'TINH');
    const foreign = await a_person(kheo, 'xa.khac', 'can_bo_xa', abroad.code);
    const model = (await owner.visitor.api('/models', { token: await owner.token(), json: { year: 2026, kind: 'mo_hinh', entry: 'moi',
        body: home.body, field: 'kinh_te', title: secret, registered_on: '15/3/2026' } })).body;
    const tokens = { reader: await reader.token(), foreign: await foreign.token() };
    const ask = async (who) => [
        (await kheo.api(`/models/${model.id}`, { token: tokens[who] })).status,
        (await kheo.api(`/models/${model.id}/withdraw`, { token: tokens[who], json: { version: 1, reason: 'Thử rút' } })).body.type,
    ];
    assert.deepEqual(await ask('reader'), [200, 'not_allowed']);
    assert.deepEqual(await ask('foreign'), [404, 'not_found']);
    await kheo.check_ledger();
});
