// SPDX-License-Identifier: AGPL-3.0-or-later
// Whoever follows the links of the pages they are shown meets no refusal: what a
// role may not open is not offered to it. Of links that differ in their ids and
// values alone, one is followed for each role. Public pages are the same for all:
// the help names the office's pages for every role, and who reads it may not have
// each; those links are not followed.
import assert from 'node:assert/strict';
import test from 'node:test';

import { start } from './rig.mjs';
import { unlimited } from './rig_people.mjs';

const roles = [
    ['nobody signed in', null, 40],
    ['an officer of a commune', /cán bộ xã/i, 60],
    ['an officer of the province', /cán bộ tỉnh/i, 60],
    ['an appraiser', /hội đồng thẩm định/i, 30],
    ['an administrator', /quản trị/i, 30],
];

// What makes two links one pattern: ids, codes and values are left out.
function pattern_of(address) {
    const [path, query = ''] = address.split('?');
    const names = [...new URLSearchParams(query).keys()];
    return path.replace(/\/(\d{6,}|[0-9a-f]{16,})(?=\/|$)/g, '/N') + '?' + [...new Set(names)].sort().join('&');
}

function links_in(text) {
    return [...text.matchAll(/href="(\/[^"#]*)/g)].map(([, address]) => address.replaceAll('&amp;', '&'));
}

// Every address reached from `first`, one of each pattern: { visited, refused }.
async function followed(visitor, first) {
    const known = new Set([pattern_of(first)]);
    const waiting = [{ address: first, from: 'the start' }];
    const refused = [];
    let visited = 0;
    for (let next = waiting.shift(); next; next = waiting.shift(), ++visited) {
        const answer = await visitor.send('GET', next.address);
        if (answer.status >= 400) refused.push(`${answer.status} ${next.address}, from ${next.from}`);
        if (!/html/.test(answer.headers.get('content-type') ?? '')) continue;
        const outside = !next.address.startsWith('/can-bo');
        for (const address of links_in(answer.text)) {
            if (outside && address.startsWith('/can-bo')) continue;
            const pattern = pattern_of(address);
            if (known.has(pattern)) continue;
            known.add(pattern);
            waiting.push({ address, from: next.address });
        }
    }
    return { visited, refused };
}

test('no role is offered a link that it may not open', async (t) => {
    const kheo = await start(t, { demo: true, settings: unlimited });
    for (const [who, link, least] of roles)
        await t.test(who, async (t) => {
            const visitor = kheo.visitor_from_elsewhere();
            if (link) await visitor.open_link(kheo.links().find(({ line }) => link.test(line)).url);
            const { visited, refused } = await followed(visitor, link ? '/can-bo' : '/');
            t.diagnostic(`${visited} addresses`);
            assert.deepEqual(refused, []);
            assert.ok(visited >= least, `only ${visited} addresses were followed`);
        });
    await kheo.check_ledger();
});
