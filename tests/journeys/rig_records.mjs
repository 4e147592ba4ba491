// SPDX-License-Identifier: AGPL-3.0-or-later
// One commune's records of every kind, for journeys that try all rows.
import assert from 'node:assert/strict';

import { until } from './rig.mjs';
import { minutes } from './rig_rounds.mjs';
import { a_png, a_sheet } from './rig_rows.mjs';

// A list that runs, of a public model, with an opinion that nobody has read yet.
async function a_consultation({ owner, made, operator, opened, put_in }, { body, text }) {
    const { id } = await made('/models', { year: 2026, kind: 'mo_hinh', entry: 'moi', body, field: 'kinh_te', title: 'Đường hoa thôn Đoài', registered_on: '15/3/2026' });
    await operator(`/models/${id}/receive`, 'version=1');
    const { version } = await operator(`/models/${id}/publish`, 'version=2');
    const round = await opened('Đợt thẩm định năm 2026', 'council');
    const passed = await put_in(round, { id, version });
    await minutes(owner, round.id, { passed: [`${passed}-1`] });
    const list = await made(`/rounds/${round.id}/consultations`, {});
    const opinion = await operator(`/consultations/${list.id}/opinions`, `text=${text}: việc này có lợi cho dân.`);
    return { consultation: list.id, opinion: opinion.id };
}

// A round of the commune's body that is being prepared, one that is open with a
// model that waits, and one whose decision recognises a model.
async function appraisal_of(kheo, owner, made, { body, secret }) {
    const operator = async (path, ...values) => JSON.parse(await kheo.done('api', 'POST', `/api/v1${path}`, ...values));
    const received = async (title) => {
        const { id } = await made('/models', { year: 2026, kind: 'mo_hinh', entry: 'moi', body, field: 'kinh_te', title,
            registered_on: '15/3/2026' });
        return operator(`/models/${id}/receive`, 'version=1');
    };
    const opened = async (title, scoring) => {
        const round = await made('/rounds', { body, year: 2026, title, scoring, sample: true });
        return made(`/rounds/${round.id}/open`, { version: round.version });
    };
    const put_in = async (round, { id, version }) => {
        await made(`/rounds/${round.id}/candidates`, { models: [`${id}-${version}`] });
        return (await owner.visitor.api(`/rounds/${round.id}`, { token: owner.key })).body.candidates[0].id;
    };
    const preparing = await made('/rounds', { body, year: 2026, title: `${secret} ba`, scoring: 'council', sample: true });
    const open = await opened(`${secret} bốn`, 'independent');
    const candidate = await put_in(open, await received(`${secret} năm`));
    const decided = await opened(`${secret} sáu`, 'council');
    const passed = await put_in(decided, await received(`${secret} bảy`));
    await minutes(owner, decided.id, { passed: [`${passed}-1`] });
    const meeting = (await owner.visitor.api(`/rounds/${decided.id}`, { token: owner.key })).body.meetings[0].id;
    const decision = await made(`/rounds/${decided.id}/decisions`, { number: '7/QĐ-ĐU', issued_on: '15/10/2026', signer: 'Bí thư Đảng ủy',
        candidates: [`${passed}-2`] });
    const recognition = (await owner.visitor.api(`/decisions/${decision.id}`, { token: owner.key })).body.items[0].id;
    const consulted = await a_consultation({ owner, made, operator, opened, put_in }, { body, text: `${secret} tám` });
    return { ...consulted, round: preparing.id, open_round: open.id, candidate, meeting, decision: decision.id, recognition };
}

// A question that waits for its answer, at a model that is public: nobody else
// reads its words yet.
async function a_question(kheo, body, text) {
    const call = async (...args) => JSON.parse(await kheo.done('api', 'POST', ...args));
    const { id } = await call('/api/v1/models', 'year=2026', 'kind=mo_hinh', 'entry=moi', `body=${body}`, 'field=kinh_te', 'title=Đường hoa thôn Thượng');
    await call(`/api/v1/models/${id}/receive`, 'version=1');
    await call(`/api/v1/models/${id}/publish`, 'version=2');
    return (await call(`/api/v1/models/${id}/questions`, `text=${text}: làm thế nào?`)).id;
}

// A line of what went into a model that was received.
async function a_contribution(kheo, made, body, note) {
    const { id, version } = await made('/models', { year: 2026, kind: 'mo_hinh', entry: 'moi', body, field: 'kinh_te', title: 'Đường bê tông thôn Hạ' });
    await kheo.done('api', 'POST', `/api/v1/models/${id}/receive`, `version=${version}`);
    return (await made(`/models/${id}/contributions`, { source: 'ngan_sach', since: '2026-03-01', money: '3000000', note })).id;
}

// One record of every kind, all of the owner's commune, none public; their ids
// by the names that paths and fields give them.
export async function records_of(kheo, owner, { area, body, code }, secret) {
    const made = async (path, json) => {
        const answer = await owner.visitor.api(path, { token: owner.key, json });
        assert.ok(answer.status < 300, `${path}: ${JSON.stringify(answer.body)}`);
        return answer.body;
    };
    const model = await made('/models', { year: 2026, kind: 'mo_hinh', entry: 'moi', body, field: 'kinh_te', title: `${secret} một`,
        registered_on: '15/3/2026' });
    const exemplar = await made('/exemplars', { body, name: `${secret} hai`, office: 'Cán bộ thôn', field: 'kinh_te', year: 2026,
        merit: 'Giúp dân làm đường', basis: 'consent', consent_on: '2026-03-01' });
    await owner.visitor.post(`/can-bo/mo-hinh/${model.id}/minh-chung`, { files: a_png() });
    const evidence = /\/can-bo\/minh-chung\/(\d+)\//.exec((await owner.visitor.get(`/can-bo/mo-hinh/${model.id}/minh-chung`)).text)[1];
    const appraisal = await appraisal_of(kheo, owner, made, { body, secret });
    const movement = await made('/movements', { body, kind: 'phong_trao', name: 'Dân vận khéo', first_year: 2024 });
    const question = await a_question(kheo, body, secret);
    const contribution = await a_contribution(kheo, made, body, `${secret} sáu`);
    const document = await made('/documents', { body, source: 'paper', type: 'Kế hoạch', number: '7-KH/ĐU', subject: `${secret} bốn` });
    const task = await made(`/documents/${document.id}/tasks`, { text: `${secret} tám`, lead_names: code, due_kind: 'none' });
    await made(`/tasks/${task.id}/plans/${body}/report`, { version: 0, progress: `${secret} chín` });
    const fulfilment = await made(`/tasks/${task.id}/plans/${body}/fulfilments`, { model: model.id });
    const reading = /doc\/(\d+)/.exec((await owner.visitor.post('/can-bo/van-ban/moi', { text: `Thông báo\n${secret} năm\n` })).url)[1];
    // A letter: its form shows every field.
    const draft = await made('/drafts', { body, kind: 'letter' });
    await made(`/drafts/${draft.id}/edit`, { version: 1, subject: `${secret} sáu`, text: secret, organisation: 'ĐẢNG ỦY' });
    await owner.visitor.post('/can-bo/gop-so', { files: a_sheet(`${secret}.csv`) });
    const list = (await owner.visitor.get('/can-bo/gop-so')).text;
    const batch = /\/can-bo\/gop-so\/(\d+)/.exec(list)[1];
    const file = await until('the file is read', 120, async () => {
        const { body: view } = await owner.visitor.api(`/imports/${batch}`, { token: owner.key });
        return view.waiting === 0 && view.items?.[0]?.id;
    });
    const me = (await owner.visitor.api('/me')).body;
    const account = JSON.parse(await kheo.done('api', 'GET', `/api/v1/accounts/${me.id}`));
    const history = await owner.visitor.get(`/can-bo/mo-hinh/${model.id}`);
    const act = /\/so-kiem-chung\/phieu\/(\d+)/.exec(history.text)?.[1];
    return {
        model: model.id, document: document.id, task: task.id, fulfilment: fulfilment.id, draft: draft.id, reading, exemplar: exemplar.id, evidence, ...appraisal, question, contribution, movement: movement.id, import: batch, file, body, area, commune: area, unit: body,
        account: me.id, post: account.posts[0].id, id: me.sessions[0].id, login: me.login, unit_code: code, field: 'kinh_te', role: 'can_bo_xa', size: 'nho',
        ...(act ? { act } : {}),
    };
}
