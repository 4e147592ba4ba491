// SPDX-License-Identifier: AGPL-3.0-or-later
// Documents of the demo: a directive, one that was replaced, one that is only
// cited, one for its recipient alone; a text that waits to be confirmed, and a
// draft begun from the directive.
import assert from 'node:assert/strict';

import { until } from '../journeys/rig.mjs';
import { guidance } from '../journeys/rig_documents.mjs';
import { papers } from '../journeys/rig_papers.mjs';

export function person({ kheo, cookies }, role) {
    const visitor = kheo.visitor_from_elsewhere();
    for (const { name, value } of cookies[role]) visitor.cookies.set(name, value);
    return visitor;
}

// A photographed directive, read by the machine.
async function scan(province) {
    const { page: jpeg } = await papers({ page: { scanned: true, skew: 1.3, noise: 0.12 } });
    const sent = await province.post('/can-bo/van-ban/moi', { files: new File([jpeg], 'ban-chup.jpg', { type: 'image/jpeg' }) });
    const [, id] = /doc\/(\d+)/.exec(sent.url) ?? assert.fail(sent.text.slice(0, 2000));
    await until('the scan is read', 60, async () => (await province.get(`/can-bo/van-ban/doc/${id}`)).text.includes('kheo-scans'));
    return id;
}

async function find(rig) {
    const province = person(rig, 'province');
    const { body: { items } } = await province.api('/office/documents');
    const numbered = (number) => items.find((each) => each.number === number).id;
    const directive = numbered('12-CT/TU');
    const [, cited] = /href="(\/van-ban\/duoc-dan\/[0-9a-f]+)"/.exec((await rig.kheo.get(`/van-ban/${directive}`)).text);
    const page = await province.post('/can-bo/van-ban/moi', { text: guidance.replace('09-HD', '19-HD') });
    const [, reading] = /doc\/(\d+)/.exec(page.url) ?? [];
    assert.ok(reading, page.text.slice(0, 2000));
    const written = await province.post('/can-bo/du-thao/moi', { kind: 'plan' }, { from: `/can-bo/du-thao/moi?origin=document&of=${directive}` });
    const [, draft] = /du-thao\/(\d+)/.exec(written.url) ?? [];
    assert.ok(draft, written.text.slice(0, 2000));
    return { directive, cited, reading, draft, scanned: await scan(province), replaced: numbered('07-HD/BTGDVTU'), narrow: numbered('118-CV/BTGDVTU') };
}

let found = null;
// The path of a page, made from what was found; all pages ask for it once.
export const of_documents = (path) => async (rig) => {
    found ??= find(rig);
    return path(await found);
};
