// SPDX-License-Identifier: AGPL-3.0-or-later
// What is answered as done lies on the disk before the answer leaves; a full
// disk is said in a sentence, loses nothing, and passes when there is room again.
import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';

import { root, start, until } from './rig.mjs';
import { a_body, a_model, ask, programs_under } from './rig_operator.mjs';

const programs = process.env.KHEO_PROGRAMS ?? join(root, 'build/release/programs');
const embedded = { skip: process.env.KHEO_TEST_ENGINE === 'postgres' && 'about the embedded database' };

test('fdatasync comes before the answer', embedded, async (t) => {
    const folder = await programs_under(programs,
        'exec strace -D -f -qq -s 200 -o "$KHEO_DATA/calls" -e trace=fdatasync,fsync,recvmsg,recvfrom,read,sendmsg,write,writev "$KHEO" "$@"');
    const kheo = await start(t, { programs: folder });
    const body = await a_body(kheo);
    const answer = await ask(join(kheo.data, 'kheo.sock'), 'POST', '/api/v1/models', a_model(body, 'Ghi xuống đĩa'));
    assert.equal(answer.status, 201);
    const calls = (await readFile(join(kheo.data, 'calls'), 'utf8')).split('\n');
    const asked = calls.findIndex((line) => line.includes('POST /api/v1/models'));
    const answered = calls.findIndex((line, at) => at > asked && line.includes('HTTP/1.1 201'));
    assert.ok(asked >= 0 && answered > asked, 'the request and its answer are among the calls');
    const synced = calls.slice(asked, answered).filter((line) => /fdatasync\(\d+\)\s+= 0|fdatasync resumed>\)\s+= 0/.test(line));
    assert.ok(synced.length > 0, `no fdatasync between request and answer:\n${calls.slice(asked, answered + 1).join('\n')}`);
    await kheo.check_ledger();
});

// The data folder moved onto a disk of 4 MB of which a ballast takes 1, seen by
// this server alone.
const small_disk = `exec unshare --user --map-root-user --mount sh -c '
    cp -a "$KHEO_DATA" "$KHEO_DATA.before" &&
    mount -t tmpfs -o size=4m tmpfs "$KHEO_DATA" &&
    cp -a "$KHEO_DATA.before/." "$KHEO_DATA" &&
    head -c 1000000 /dev/zero >"$KHEO_DATA/ballast" &&
    exec "$KHEO" "$@"' kheo "$@"`;

test('a full disk refuses with a sentence, loses nothing, and passes when there is room', embedded, async (t) => {
    const folder = await programs_under(programs, small_disk);
    const kheo = await start(t, { programs: folder, serve: false });
    const body = await a_body(kheo);
    await kheo.serve();
    const inside = `/proc/${kheo.child.pid}/root${kheo.data}`;
    const write = (at) => ask(join(inside, 'kheo.sock'), 'POST', '/api/v1/models',
        a_model(body, `Mô hình ${at}`, { way_of_working: 'Bà con cùng bàn, cùng làm. '.repeat(100) }));
    const kept = new Map();
    let refused = null;
    for (let at = 0; at < 3000 && !refused; ++at) {
        const answer = await write(at);
        assert.ok(answer, 'the server answers');
        if (answer.status === 201) kept.set(answer.body.id, answer.body.title);
        else refused = answer;
    }
    assert.ok(refused, 'the disk became full');
    assert.ok([503, 507].includes(refused.status), `status ${refused.status}`);
    assert.match(refused.body.title, /chưa được lưu/);
    for (const [id, title] of kept) {
        const answer = await ask(join(inside, 'kheo.sock'), 'GET', `/api/v1/models/${id}`);
        assert.equal(answer?.body?.record?.title, title, 'what was acknowledged is there');
    }
    await rm(join(inside, 'ballast'));
    const again = await until('there is room again', 120, async () => {
        const answer = await write(9999);
        return answer?.status === 201 ? answer : null;
    });
    assert.equal(again.body.title, 'Mô hình 9999');
    const report = await ask(join(inside, 'kheo.sock'), 'GET', '/api/v1/check');
    assert.deepEqual(report.body.findings, []);
});
