// SPDX-License-Identifier: AGPL-3.0-or-later
// A disk dies. The operator puts last night's backup in its place: the ledger
// says where it broke, and nothing that was published is denied.
import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';

import { start } from './rig.mjs';

const units = (code, name) => `code,name,full_name,kind,parent_code,valid_from
${code},${name},Tỉnh ${name},Tỉnh,,
`;

async function load(kheo, code, name) {
    const file = join(kheo.home, `${code}.csv`);
    await writeFile(file, units(code, name));
    await kheo.done('import', 'areas', file, '--valid-from', '2025-07-01');
    return kheo.settle();
}

async function backed_up(kheo) {
    const folder = join(kheo.home, 'sao-luu');
    await kheo.done('backup', folder);
    return join(folder, (await readdir(folder))[0]);
}

const only_sqlite = { skip: process.env.KHEO_TEST_ENGINE === 'postgres' && 'an embedded database is restored in place' };

test('an old backup opens a new log whose first leaf says where the old one broke', only_sqlite, async (t) => {
    const kheo = await start(t);
    await load(kheo, '90', 'Đầu Nguồn');
    const backup = await backed_up(kheo);
    const published = await load(kheo, '91', 'Cuối Nguồn');
    await kheo.check_ledger();
    assert.equal((await kheo.cli('restore', backup)).code, 1, 'not while the server runs');
    await kheo.stop();
    const said = await kheo.done('restore', backup);
    assert.match(said, /sổ mới được mở/);
    await kheo.serve();
    const now = await kheo.checkpoint();
    assert.equal(now.origin, `${published.origin}/2`);
    const entries = (await kheo.get('/so-kiem-chung/tile/entries/000.p/1')).text;
    const previous = /previous ([\w+/=]+)/.exec(entries)[1];
    assert.match(Buffer.from(previous, 'base64').toString(), new RegExp(`^${published.origin}\n${published.size}\n`));
    const old = (await kheo.get('/so-kiem-chung/so/1/checkpoint')).text.split('\n');
    assert.equal(Number(old[1]), published.size, 'the old log is still there, whole');
    assert.equal((await kheo.get(`/so-kiem-chung/so/1/tile/0/000.p/${published.size}`)).status, 200);
    const stranger = await kheo.run('kheo-verify', ['log', kheo.address, '--state', join(kheo.home, 'checkpoint')]);
    assert.notEqual(stranger.code, 0, 'whoever remembers the old log is told');
    assert.match(await kheo.done('check'), /"good": true/);
    await load(kheo, '92', 'Sau Khôi Phục');
    assert.match(await kheo.done('check'), /"good": true/);
});

test('a backup that the ledger has not outgrown goes on with the same log', only_sqlite, async (t) => {
    const kheo = await start(t);
    await load(kheo, '90', 'Đầu Nguồn');
    await kheo.check_ledger();
    const before = await kheo.checkpoint();
    const backup = await backed_up(kheo);
    await kheo.stop();
    assert.match(await kheo.done('restore', backup), /viết tiếp/);
    await kheo.serve();
    assert.equal((await kheo.checkpoint()).origin, before.origin);
    await kheo.check_ledger();
});
