// SPDX-License-Identifier: AGPL-3.0-or-later
// Power fails at random moments while people write. Whatever was answered as
// done is there afterwards, nothing is half done, and the ledger is whole.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import test from 'node:test';

import { pause, start } from './rig.mjs';

const rounds = Number(process.env.KHEO_KILL_ROUNDS ?? 50);
const writers = 8;

// One request over the operator's socket: { status, body }; null where the
// server went away before it answered.
function ask(kheo, method, path, fields) {
    return new Promise((resolve) => {
        const body = fields ? JSON.stringify(fields) : '';
        const sent = request({
            socketPath: join(kheo.data, 'kheo.sock'), method, path, timeout: 10_000,
            headers: { host: 'localhost', accept: 'application/json', 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        }, (answer) => {
            let text = '';
            answer.setEncoding('utf8').on('data', (part) => (text += part));
            answer.on('end', () => resolve(answer.complete ? { status: answer.statusCode, body: JSON.parse(text) } : null));
            answer.on('error', () => resolve(null));
        });
        sent.on('error', () => resolve(null));
        sent.on('timeout', () => sent.destroy());
        sent.end(body);
    });
}

async function a_body(kheo) {
    const file = join(kheo.home, 'dia-ban.csv');
    await writeFile(file, 'code,name,full_name,kind,parent_code,valid_from\n90,Bão,Tỉnh Bão,Tỉnh,,\n');
    await kheo.done('import', 'areas', file, '--valid-from', '2025-07-01');
    const area = JSON.parse(await kheo.done('api', 'GET', '/api/v1/areas')).items[0].id;
    return JSON.parse(await kheo.done('api', 'POST', '/api/v1/bodies', 'code=B', 'name=Cơ quan thử', 'line=dang',
        `area=${area}`, 'valid_from=2025-07-01')).body;
}

// Registers models one after another until the server goes; what was
// acknowledged is remembered.
async function write_until_gone(kheo, body, round, writer, acknowledged) {
    for (let at = 0; ; ++at) {
        const title = `Mô hình ${round}.${writer}.${at}`;
        const answer = await ask(kheo, 'POST', '/api/v1/models',
            { year: 2026, kind: 'mo_hinh', entry: 'moi', body, field: 'kinh_te', title });
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
        const answer = await ask(kheo, 'GET', `/api/v1/models/${id}`);
        assert.equal(answer?.status, 200, `${title} was acknowledged and is gone`);
        assert.equal(answer.body.record.title, title);
    }
    t.diagnostic(`${acknowledged.size} acknowledged registrations, none lost`);
    await kheo.check_ledger();
});
