// SPDX-License-Identifier: AGPL-3.0-or-later
// Tasks of the demo: one that all communes owe, a part that waits for a word, one
// that a commune still owes; and a document whose sentences are not yet tasks.
import assert from 'node:assert/strict';

import { person } from './find_documents.mjs';

async function find(rig) {
    const province = person(rig, 'province');
    const commune = person(rig, 'commune');
    const { body: { items } } = await rig.kheo.api('/api/v1/tasks');
    const task = items.flatMap(({ tasks }) => tasks).find(({ text }) => text.startsWith('Gửi kế hoạch')).id;
    const { body: { items: units } } = await rig.kheo.api(`/api/v1/tasks/${task}`);
    const [, waiting] = /id="to_accept"[^]*?href="(\/can-bo\/nhiem-vu\/\d+\/don-vi\/\d+[^"]*)"/.exec((await province.get('/can-bo')).text) ?? [];
    const { body: { items: own } } = await commune.api('/office/tasks/own');
    const { body: { items: documents } } = await province.api('/office/documents');
    assert.ok(waiting && own.length > 0);
    return { task, body: units[0].body, waiting: waiting.replaceAll('&amp;', '&'), own: own.find(({ kind }) => kind !== 'returned').url,
        helps: own.find(({ kind }) => kind === 'support').url,
        directive: documents.find(({ number }) => number === '12-CT/TU').id };
}

let found = null;
// The path of a page, made from what was found; all pages ask for it once.
export const of_tasks = (path) => async (rig) => {
    found ??= find(rig);
    return path(await found);
};
