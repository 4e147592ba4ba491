// SPDX-License-Identifier: AGPL-3.0-or-later
// Rounds of the demo: the one of this year that stands open, its first model's
// file, one that its commune must complete, and a decision of last year.
import assert from 'node:assert/strict';

function person({ kheo, cookies }, role) {
    const visitor = kheo.visitor_from_elsewhere();
    for (const { name, value } of cookies[role]) visitor.cookies.set(name, value);
    return visitor;
}

async function find(rig) {
    const province = person(rig, 'province');
    const { body: { items } } = await province.api('/rounds');
    const open = items.find(({ stage }) => stage === 'Đang mở');
    const { body: view } = await province.api(`/rounds/${open.id}`);
    const { body: { items: [decision] } } = await rig.kheo.api('/api/v1/decisions');
    assert.ok(view.candidates.length > 0 && decision, 'the demo has candidates and decisions');
    const recognition = (await rig.kheo.api(`/api/v1/decisions/${decision.id}`)).body.items[0].id;
    await province.post('/can-bo/tham-dinh/moi', { title: 'Đợt đang chuẩn bị' });
    const { body: { items: now } } = await province.api('/rounds');
    const desk = (await person(rig, 'appraiser').api('/desk')).body;
    const to_score = desk.groups.find(({ name }) => name === 'to_score').items[0].url.split('/').at(-1);
    return { open: open.id, preparing: now.find(({ title }) => title === 'Đợt đang chuẩn bị').id, to_score, candidate: view.candidates[0].id, asked: view.candidates.find(({ state }) => state === 'asked').id, decision: decision.id, recognition };
}

let found = null;
// The path of a page, made from what was found; all pages ask for it once.
export const of_rounds = (path) => async (rig) => {
    found ??= find(rig);
    return path(await found);
};
