// SPDX-License-Identifier: AGPL-3.0-or-later
// The demo's four provinces: each has its tile with the rate kept, models spread
// between them, and what one has not published the others do not see.
import assert from 'node:assert/strict';
import test from 'node:test';

import { Person, new_link, unlimited } from './rig_people.mjs';
import { start } from './rig.mjs';

const names = ['Tỉnh Giả Tưởng', 'Tỉnh Minh Họa', 'Tỉnh Mô Phỏng', 'Tỉnh Ví Dụ'];

// Who decides takes a second step, a leader may leave it for later.
async function sign_in(kheo, login) {
    const person = new Person(kheo, login);
    const link = await new_link(kheo, login);
    await (login.startsWith('lanhdao') ? person.without(link) : person.with_app(link));
    return person.visitor;
}

// Of all rows of a list, the models of one step.
async function all_of(visitor, query) {
    const items = [];
    for (let after = ''; ;) {
        const { status, body } = await visitor.api(`/api/v1/office/models?limit=200&${query}${after && `&after=${after}`}`);
        assert.equal(status, 200, query);
        items.push(...body.items);
        if (!body.next) return items;
        after = body.next;
    }
}

test('four provinces have their rates, and what works in one is found in the others', async (t) => {
    const kheo = await start(t, { demo: true, settings: unlimited });
    const provinces = (await kheo.api('/api/v1/areas')).body.items.filter(({ demo }) => demo);
    assert.deepEqual(provinces.map(({ name }) => name).sort(), names);
    const home = provinces.find(({ name }) => name === 'Tỉnh Minh Họa');
    assert.equal((await kheo.api(`/api/v1/areas/${home.id}`)).body.children.length, 40);

    // The map shows the rate, with what it is a part of; never a number alone.
    const { places } = (await kheo.api('/api/v1/kept')).body;
    for (const name of names) {
        const place = places.find((each) => each.name === name);
        assert.ok(place && place.alive > 0 && place.unconfirmed > 0, `${name}: ${JSON.stringify(place)}`);
    }
    const map = (await kheo.get('/duy-tri')).text;
    for (const name of names) assert.ok(map.includes(`/duy-tri?area=${provinces.find((each) => each.name === name).id}`), `${name} has its tile`);

    // Lineage crosses the borders.
    const crossing = new Set();
    for (const { id, name } of provinces)
        for (const replica of (await kheo.api(`/api/v1/models?entry=nhan_rong&limit=200&province=${id}`)).body.items) {
            const { root } = (await kheo.api(`/api/v1/models/${replica.id}/lineage`)).body;
            const origin = (await kheo.api(`/api/v1/models/${root.id}`)).body;
            if (origin.province && origin.province !== name) crossing.add(name);
            if (crossing.has(name)) break;
        }
    assert.deepEqual([...crossing].sort(), names, 'each province took something over from another');

    const officer = await sign_in(kheo, 'canbo.tinh.vd');
    const elsewhere = (await officer.api('/api/v1/models/elsewhere?q=rác')).body.items;
    assert.ok(elsewhere.length > 5);
    assert.ok(elsewhere.some(({ place }) => !place.includes('Ví Dụ')), 'models of other provinces are among them');
    await kheo.check_ledger();
});

test('the people of one province do not see what another has not published', async (t) => {
    const kheo = await start(t, { demo: true, settings: unlimited });
    const people = {
        'Tỉnh Minh Họa': ['canbo.tinh', 'lanhdao.tinh', 'thamdinh.1'],
        'Tỉnh Ví Dụ': ['canbo.tinh.vd', 'lanhdao.tinh.vd', 'thamdinh.1.vd'],
    };
    const internal = {};
    const visitors = {};
    for (const [province, logins] of Object.entries(people)) {
        for (const login of logins) visitors[login] = await sign_in(kheo, login);
        const items = await all_of(visitors[logins[0]], 'stage=registered');
        internal[province] = items.filter(({ published }) => !published);
        assert.ok(internal[province].length > 2, `${province} has models that wait`);
        for (const item of internal[province]) assert.equal(item.province, province, item.title);
    }
    for (const [province, logins] of Object.entries(people)) {
        const [other] = Object.keys(people).filter((each) => each !== province);
        for (const login of logins) {
            const visitor = visitors[login];
            for (const { id } of internal[other].slice(0, 3)) {
                assert.equal((await visitor.get(`/can-bo/mo-hinh/${id}`)).status, 404, `${login} and ${id} of ${other}`);
                assert.equal((await visitor.api(`/api/v1/models/${id}`)).status, 404, `${login} and ${id} of ${other}`);
            }
            const seen = await visitor.api('/api/v1/office/models?limit=200&stage=registered');
            for (const { id } of seen.body.items ?? []) assert.ok(!internal[other].some((each) => each.id === id), login);
        }
    }
    // Its round and files are no more for the others than its models.
    const rounds = (await visitors['canbo.tinh.vd'].api('/api/v1/rounds')).body.items;
    assert.ok(rounds.length > 0);
    const ours = visitors['canbo.tinh'];
    for (const { id } of rounds.filter(({ stage }) => stage !== 'closed')) assert.notEqual((await ours.api(`/api/v1/rounds/${id}`)).status, 200);
    await kheo.check_ledger();
});
