// SPDX-License-Identifier: AGPL-3.0-or-later
// One commune's records of every kind, for journeys that try all rows.
import assert from 'node:assert/strict';

import { until } from './rig.mjs';
import { a_png, a_sheet } from './rig_rows.mjs';

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
    const round = await made('/rounds', { body, year: 2026, title: `${secret} ba`, scoring: 'council' });
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
        model: model.id, exemplar: exemplar.id, evidence, round: round.id, import: batch, file, body, area, commune: area, unit: body,
        account: me.id, post: account.posts[0].id, id: me.sessions[0].id, login: me.login, unit_code: code, field: 'kinh_te', role: 'can_bo_xa', size: 'nho',
        ...(act ? { act } : {}),
    };
}
