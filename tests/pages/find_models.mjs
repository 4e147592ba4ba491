// SPDX-License-Identifier: AGPL-3.0-or-later
// Models of the demo as their readers and officers meet them: one kept through
// two years with a result, its receipt, and those that wait on a desk.
import assert from 'node:assert/strict';

function person({ kheo, cookies }, role) {
    const visitor = kheo.visitor_from_elsewhere();
    for (const { name, value } of cookies[role]) visitor.cookies.set(name, value);
    return visitor;
}

async function find(rig) {
    const { body: { items: kept } } = await rig.kheo.api('/api/v1/models?entry=duy_tri&limit=5');
    const { body: { items: own } } = await person(rig, 'commune').api('/office/models?limit=50');
    assert.ok(kept.length > 0 && own.length > 0, 'the demo has kept models, and its commune has some');
    const page = await rig.kheo.get(`/mo-hinh/${kept[0].id}`);
    return { kept: kept[0].id, receipt: /\/so-kiem-chung\/phieu\/(\d+)/.exec(page.text)[1], own: own[0].id };
}

let found = null;
// The path of a page, made from what was found; all pages ask for it once.
export const of_models = (path) => async (rig) => {
    found ??= find(rig);
    return path(await found);
};
