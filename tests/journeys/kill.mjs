// SPDX-License-Identifier: AGPL-3.0-or-later
// Power fails at random moments while people write. Whatever was answered as
// done is there afterwards, nothing is half done, and the ledger is whole.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';

import { pause, start } from './rig.mjs';
import { a_body, a_model, ask } from './rig_operator.mjs';

const rounds = Number(process.env.KHEO_KILL_ROUNDS ?? 50);
const writers = 8;

// One step, remembered once it is acknowledged; null where the server went away.
async function step(kheo, path, fields, acknowledged, title, published = false) {
    const answer = await ask(join(kheo.data, 'kheo.sock'), 'POST', path, fields);
    if (!answer) return null;
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    acknowledged.set(answer.body.id, { title, published });
    return answer.body;
}

// Registers models one after another until the server goes. Every other writer
// also receives and publishes each of its own, so that the ledger grows a leaf
// at a time while the power fails.
async function write_until_gone(kheo, body, round, writer, acknowledged) {
    for (let at = 0; ; ++at) {
        const title = `Mô hình ${round}.${writer}.${at}`;
        const model = await step(kheo, '/api/v1/models', a_model(body, title), acknowledged, title);
        if (!model) return;
        if (writer % 2) continue;
        const path = `/api/v1/models/${model.id}`;
        if (!await step(kheo, `${path}/receive`, { version: '1' }, acknowledged, title)) return;
        if (!await step(kheo, `${path}/publish`, { version: '2' }, acknowledged, title, true)) return;
    }
}

// Remembers each checkpoint that was served until the server goes: none may be
// smaller than one before it, and none of the same size may have another root.
async function watch_until_gone(kheo, served) {
    for (;;) {
        const now = await kheo.checkpoint().catch(() => null);
        if (!now) return;
        not_behind(served, now);
        await pause(50);
    }
}

function not_behind(served, now) {
    const last = served.at(-1);
    if (last) {
        assert.equal(now.origin, last.origin, 'the same log goes on');
        assert.ok(now.size >= last.size, `the checkpoint went back from ${last.size} to ${now.size}`);
        if (now.size === last.size) assert.equal(now.hash, last.hash, `two trees of ${now.size} leaves`);
    }
    if (now.size > (last?.size ?? -1)) served.push(now);
}

test(`nothing acknowledged is lost, and no checkpoint taken back, in ${rounds} sudden ends`, async (t) => {
    const kheo = await start(t);
    const body = await a_body(kheo);
    const acknowledged = new Map();
    const served = [];
    let grew = 0;
    for (let round = 0; round < rounds; ++round) {
        const writing = Array.from({ length: writers }, (_, writer) =>
            write_until_gone(kheo, body, round, writer, acknowledged));
        const before = served.length;
        const watching = watch_until_gone(kheo, served);
        await pause(30 + Math.random() * 270);
        await kheo.kill();
        await Promise.all([...writing, watching]);
        await kheo.serve();
        not_behind(served, await kheo.checkpoint());
        grew += served.length > before;
    }
    await kheo.settle();
    const shown = await kheo.checkpoint();
    not_behind(served, shown);
    assert.ok(grew >= rounds / 4, `the ledger grew in ${grew} of ${rounds} rounds only`);
    assert.ok(acknowledged.size > rounds, `only ${acknowledged.size} were acknowledged`);
    let published = 0;
    for (const [id, { title, published: open }] of acknowledged) {
        const answer = await ask(join(kheo.data, 'kheo.sock'), 'GET', `/api/v1/models/${id}`);
        assert.equal(answer?.status, 200, `${title} was acknowledged and is gone`);
        assert.equal(answer.body.record.title, title);
        if (open) assert.equal(answer.body.record.published, true, `${title} was published and is not`);
        published += open;
    }
    assert.ok(published > rounds, `only ${published} were published`);
    assert.ok(shown.size >= published, `${shown.size} leaves for ${published} public acts`);
    t.diagnostic(`${acknowledged.size} acknowledged, ${published} published, none lost; ${served.length} checkpoints`);
    await kheo.check_ledger();
});
