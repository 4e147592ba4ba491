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

// Registers models one after another until the server goes; what was
// acknowledged is remembered.
async function write_until_gone(kheo, body, round, writer, acknowledged) {
    for (let at = 0; ; ++at) {
        const title = `Mô hình ${round}.${writer}.${at}`;
        const answer = await ask(join(kheo.data, 'kheo.sock'), 'POST', '/api/v1/models', a_model(body, title));
        if (!answer) return;
        assert.equal(answer.status, 201, JSON.stringify(answer.body));
        acknowledged.set(answer.body.id, title);
    }
}

test(`no acknowledged registration is lost in ${rounds} sudden ends`, async (t) => {
    const kheo = await start(t);
    const body = await a_body(kheo);
    const acknowledged = new Map();
    for (let round = 0; round < rounds; ++round) {
        const writing = Array.from({ length: writers }, (_, writer) =>
            write_until_gone(kheo, body, round, writer, acknowledged));
        await pause(30 + Math.random() * 270);
        await kheo.kill();
        await Promise.all(writing);
        await kheo.serve();
    }
    assert.ok(acknowledged.size > rounds, `only ${acknowledged.size} were acknowledged`);
    for (const [id, title] of acknowledged) {
        const answer = await ask(join(kheo.data, 'kheo.sock'), 'GET', `/api/v1/models/${id}`);
        assert.equal(answer?.status, 200, `${title} was acknowledged and is gone`);
        assert.equal(answer.body.record.title, title);
    }
    t.diagnostic(`${acknowledged.size} acknowledged registrations, none lost`);
    await kheo.check_ledger();
});
