// SPDX-License-Identifier: AGPL-3.0-or-later
// A public model's body writes other words for the next year, which are not
// received yet: no row that anybody may read shows one of them, whatever hangs on
// the model, nor where it is withdrawn before they are.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test from 'node:test';

import { a_person, a_province, unlimited } from './rig_people.mjs';
import { caller, minutes, round_of } from './rig_rounds.mjs';
import { api_of, filled, name_of, names_in, path_of, rows_of } from './rig_rows.mjs';
import { start } from './rig.mjs';

const received = 'Tuyến đường hoa thôn Thượng';
const waiting = 'Phượng Tím';
const texts = ['situation', 'aims', 'way_of_working', 'forces', 'resources', 'timetable', 'beneficiaries', 'outputs', 'keep_up', 'measure'];
const worded = (words) => Object.fromEntries(texts.map((field) => [field, `${words}: ${field}`]));

async function published(call, body, title, more = {}) {
    const { id } = await call('/models', { year: 2025, kind: 'mo_hinh', entry: 'moi', body, field: 'kinh_te', title, registered_on: '15/9/2025', ...more });
    await call(`/models/${id}/receive`, { version: 1 });
    const { version } = await call(`/models/${id}/publish`, { version: 2 });
    return { id, version };
}

// Whatever may hang on a model that people read: asked, counted, listed, decided, replicated.
async function much_hangs_on(model, { call, own, officer, home, province }) {
    const movement = await call('/movements', { body: province.body, kind: 'phong_trao', name: 'Dân vận khéo', first_year: 2024 });
    await own(`/models/${model.id}/movements`, { movements: [movement.id] });
    const follower = await published(call, home.body, 'Đường cây thôn Hạ');
    await own(`/models/${follower.id}/replicate`, { version: follower.version, origin: model.id, changed: 'Trồng cây thay hoa.' });
    const question = await call(`/models/${model.id}/questions`, { text: 'Hoa giống mua ở đâu?' });
    const line = { source: 'ngan_sach', since: '2025-04-01', money: '3000000', note: 'Mua hoa giống' };
    const contribution = await own(`/models/${model.id}/contributions`, line);
    const round = await round_of(call, { body: province.body, year: 2025, title: 'Đợt năm 2025', scoring: 'council' });
    await call(`/rounds/${round.id}/candidates`, { models: [`${model.id}-${model.version}`] });
    const [candidate] = (await call(`/rounds/${round.id}`)).candidates;
    await minutes(officer, round.id, { passed: [`${candidate.id}-1`] });
    const list = await call(`/rounds/${round.id}/consultations`, { days: 10 });
    const opinion = await call(`/consultations/${list.id}/opinions`, { model: model.id, text: 'Cuối thôn chưa có hoa.' });
    await call(`/consultations/${list.id}/stop`, { version: 1, reason: 'Danh sách đã đủ' });
    const decision = await call(`/rounds/${round.id}/decisions`, { number: '7/QĐ-BTGDV', issued_on: '20/11/2026', signer: 'Trưởng ban', candidates: [`${candidate.id}-2`] });
    const [recognised] = (await call(`/decisions/${decision.id}`)).items;
    return { movement: movement.id, follower: follower.id, code: question.code, contribution: contribution.id, consultation: list.id,
        slip: opinion.code, decision: decision.id, recognition: recognised.id };
}

const paper_of = (kheo, path) => fetch(`${kheo.address}${path}`).then((answer) => answer.arrayBuffer())
    .then((bytes) => execFileSync('pdftotext', ['-', '-'], { input: Buffer.from(bytes) }).toString().replaceAll(/\s+/g, ' '));

// Every address that a row has for everybody, with these records in it: plain, and
// with every field of its question filled in.
function addresses_of(row, known) {
    const all = [];
    for (const pattern of [row.page, row.api].filter(Boolean)) {
        const values = filled(row, known);
        const path = path_of(pattern, values);
        const asked = Object.entries(values).filter(([name, value]) => !names_in(pattern).includes(name) && typeof value === 'string' && value !== '');
        all.push(path, `${path}?${new URLSearchParams(asked)}`);
    }
    return all;
}

const also = ['/tim?q=phuong+tim', '/api/v1/search?q=phuong+tim', '/mo-hinh?dang=csv', '/api/v1/models?dang=csv', '/api/v1/models?limit=200',
    ...['csv', 'jsonl'].flatMap((format) => ['', '&year=2025', '&year=2026'].map((year) => `/api/v1/models/export?format=${format}${year}`))];

// What nobody outside may read: tried by a visitor and by an officer of another
// commune, at every row that is for anyone.
async function read_nowhere(kheo, ids, people) {
    const known = { ids, api: await api_of(kheo) };
    const open = (await rows_of(kheo)).filter((row) => row.method === 'GET' && row.permission === 'anyone');
    assert.ok(open.length > 40, `only ${open.length} rows are for anyone`);
    const tried = new Set();
    for (const visitor of people) {
        for (const path of [...open.flatMap((row) => addresses_of(row, known)), ...also]) {
            const { status, text } = await visitor.send('GET', path);
            assert.ok(status < 500, `${path}: ${status}`);
            assert.doesNotMatch(text, new RegExp(waiting), `${path} shows what was not received`);
            if (text.includes(received)) tried.add(path.split('?')[0]);
        }
    }
    assert.doesNotMatch(await paper_of(kheo, `/giay-cong-nhan/${ids.recognition}`), new RegExp(waiting));
    return { tried, names: open.map(name_of) };
}

test('words that were not received are read nowhere, whatever hangs on their model', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const province = await a_province(kheo);
    const [home, abroad] = province.communes;
    const officer = await a_person(kheo, 'tinh.mot', 'can_bo_tinh', 'TINH');
    const commune = await a_person(kheo, 'xa.nha', 'can_bo_xa', home.code);
    const foreign = await a_person(kheo, 'xa.khac', 'can_bo_xa', abroad.code);
    const { call } = await caller(kheo, officer);
    const { call: own, refused } = await caller(kheo, commune);
    const model = await published(call, home.body, received, worded('Đã nhận'));
    const ids = { model: model.id, ...await much_hangs_on(model, { call, own, officer, home, province }), area: home.area, commune: home.area,
        body: home.body, unit_code: home.code };

    const now = async () => (await own(`/models/${model.id}`)).record.version;
    await own(`/models/${model.id}/keep`, { version: await now(), year: 2026 });
    await call(`/models/${model.id}/return`, { version: await now(), reason: 'Ghi rõ hơn số hộ.' });
    const edit = async (title, more) => ({ version: await now(), reason: 'Lời của năm mới', field: 'kinh_te', title, registered_on: '', ...more });
    const personal = await refused(`/models/${model.id}/edit`, await edit('Hộ bà Nguyễn Thị Lan, 0912345678', {}));
    assert.match(JSON.stringify(personal), /"field":"title"/, 'what was public is read again: no names');
    await own(`/models/${model.id}/edit`, await edit(`Ngõ ${waiting}`, worded(waiting)));
    assert.equal((await own(`/models/${model.id}`)).record.title, `Ngõ ${waiting}`, 'its own body reads its words');

    const people = [kheo.visitor_from_elsewhere(), foreign.visitor];
    const { tried } = await read_nowhere(kheo, ids, people);
    const shows = (path) => assert.ok(tried.has(path), `${path} does not show the model at all: ${[...tried].join(' ')}`);
    for (const path of ['/', '/mo-hinh', `/mo-hinh/${model.id}`, `/mo-hinh/${model.id}/nhan-rong`, `/mo-hinh/${model.id}/hoi`,
        `/mo-hinh/${model.id}/dong-gop`, `/phong-trao/${ids.movement}`, `/quyet-dinh/${ids.decision}`, `/cong-nhan/${ids.recognition}`,
        `/lay-y-kien/${ids.consultation}`, `/hoi-dap/${ids.code}`, `/y-kien/${ids.slip}`, '/api/v1/models/export', '/api/v1/models']) shows(path);
    const origin = await kheo.get(`/mo-hinh/${ids.follower}`);
    assert.match(origin.text, new RegExp(`Nhân rộng từ[^]*${received}`));
    assert.match(await paper_of(kheo, `/giay-cong-nhan/${ids.recognition}`), new RegExp(received));

    // What another body begins with it, too.
    const { call: elsewhere, refused: not_there } = await caller(kheo, foreign);
    const begun = { kind: 'letter', origin: 'model', of: model.id, body: abroad.body };
    const draft = await elsewhere('/drafts', begun);
    assert.doesNotMatch(JSON.stringify(await elsewhere(`/drafts/${draft.id}`)), new RegExp(waiting));

    // Withdrawn before they are received, they are never read.
    await own(`/models/${model.id}/withdraw`, { version: await now(), reason: 'Không làm nữa.' });
    await read_nowhere(kheo, ids, people);
    assert.match((await kheo.get(`/mo-hinh/${model.id}`)).text, new RegExp(received));
    assert.equal((await not_there('/drafts', begun)).type, 'not_found');
    await kheo.check_ledger();
});

test('what is published after its decision gets its certificate, which goes on saying what was decided', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const province = await a_province(kheo);
    const officer = await a_person(kheo, 'tinh.mot', 'can_bo_tinh', 'TINH');
    const { call } = await caller(kheo, officer);
    const { call: own } = await caller(kheo, await a_person(kheo, 'xa.nha', 'can_bo_xa', province.communes[0].code));
    const { id } = await call('/models', { year: 2026, kind: 'mo_hinh', entry: 'moi', body: province.communes[0].body, field: 'kinh_te',
        title: received, registered_on: '15/3/2026' });
    const { version } = await call(`/models/${id}/receive`, { version: 1 });
    const round = await round_of(call, { body: province.body, year: 2026, title: 'Đợt năm 2026', scoring: 'council' });
    await call(`/rounds/${round.id}/candidates`, { models: [`${id}-${version}`] });
    const [candidate] = (await call(`/rounds/${round.id}`)).candidates;
    await minutes(officer, round.id, { passed: [`${candidate.id}-1`] });
    const decision = await call(`/rounds/${round.id}/decisions`, { number: '7/QĐ-BTGDV', issued_on: '20/11/2026', signer: 'Trưởng ban', candidates: [`${candidate.id}-2`] });
    const [recognised] = (await call(`/decisions/${decision.id}`)).items;
    const paper = `/giay-cong-nhan/${recognised.id}`;
    assert.equal((await kheo.get(paper)).status, 404, 'the model is internal');

    // Its name is another before anybody outside reads it.
    const now = async () => (await call(`/models/${id}`)).record.version;
    const named = async (title) => own(`/models/${id}/edit`, { version: await now(), reason: 'Tên gọi mới', field: 'kinh_te', title, registered_on: '15/3/2026' });
    await named('Ngõ nở hoa');
    await call(`/models/${id}/publish`, { version: await now() });
    const [opened] = (await kheo.api(`/api/v1/decisions/${decision.id}`)).body.items;
    assert.equal(opened.certificate, paper);
    assert.deepEqual([opened.title, opened.title_today], [received, 'Ngõ nở hoa']);
    assert.match((await kheo.get(opened.receipt)).text, /Công khai việc công nhận/);
    assert.match(await paper_of(kheo, paper), new RegExp(`${received} Tên hiện nay: Ngõ nở hoa`));
    const leads_to = (await kheo.get(`/cong-nhan/${recognised.id}`)).text;
    assert.match(leads_to, new RegExp(`${received}</a>[^]*Tên hiện nay[^]*Ngõ nở hoa`));
    await named('Vườn hoa của làng');
    assert.match(await paper_of(kheo, paper), new RegExp(`${received} Tên hiện nay: Vườn hoa của làng`));
    assert.match((await kheo.get(`/quyet-dinh/${decision.id}`)).text, new RegExp(`${received}</a>[^]*tên hiện nay: Vườn hoa của làng`));
    // Letters for which no font is there leave a box, not an error.
    await named('Ngõ nở hoa \u{10A3F}\uE000');
    assert.match(await paper_of(kheo, paper), new RegExp(received));
    await kheo.check_ledger();
});
