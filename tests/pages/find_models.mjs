// SPDX-License-Identifier: AGPL-3.0-or-later
// Models of the demo as their readers and officers meet them: one kept through
// two years with a result, its receipt, and those that wait on a desk.
import assert from 'node:assert/strict';

function person({ kheo, cookies }, role) {
    const visitor = kheo.visitor_from_elsewhere();
    for (const { name, value } of cookies[role]) visitor.cookies.set(name, value);
    return visitor;
}

// A model of the commune's own with contributions, the least line of which few gave.
async function with_contributions(visitor, own) {
    for (const { id } of own) {
        const { body: { items } } = await visitor.api(`/office/models/${id}/contributions`);
        if (items.length > 0) return { given: id, line: items[0].id };
    }
    return assert.fail('no model of the demo\'s commune has a contribution');
}

async function find(rig) {
    const { body: { items: kept } } = await rig.kheo.api('/api/v1/models?entry=duy_tri&limit=5');
    const { body: { items: own } } = await person(rig, 'commune').api('/office/models?limit=50');
    assert.ok(kept.length > 0 && own.length > 0, 'the demo has kept models, and its commune has some');
    const page = await rig.kheo.get(`/mo-hinh/${kept[0].id}`);
    const { body: { items: [replica] } } = await rig.kheo.api('/api/v1/models?entry=nhan_rong&limit=1');
    const { body: { items: [ended] } } = await rig.kheo.api('/api/v1/models?condition=ended&limit=1');
    const { body: { root } } = await rig.kheo.api(`/api/v1/models/${replica.id}/lineage`);
    const table = /\/can-bo\/duy-tri\?body=\d+/.exec((await person(rig, 'commune').get('/can-bo/duy-tri')).text)[0];
    const contributed = await with_contributions(person(rig, 'commune'), own);
    return { ...contributed, origin: root.id, ended: ended.id, table, kept: kept[0].id, receipt: /\/so-kiem-chung\/phieu\/(\d+)/.exec(page.text)[1], own: own[0].id };
}

let found = null;
// The path of a page, made from what was found; all pages ask for it once.
export const of_models = (path) => async (rig) => {
    found ??= find(rig);
    return path(await found);
};
