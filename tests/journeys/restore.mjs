// SPDX-License-Identifier: AGPL-3.0-or-later
// A disk dies. The operator puts last night's backup in its place: the ledger
// says where it broke, and nothing that was published is denied.
import assert from 'node:assert/strict';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';

import { start } from './rig.mjs';
import { behind } from './rig_sql.mjs';

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

// What was written after the backup lies in the database that a restore on
// PostgreSQL leaves behind for an empty one: the end of the log that broke is
// served from an embedded database alone, which keeps it beside the new one.
// There, too, a refused restore leaves what is to be emptied by hand.
const embedded = { skip: process.env.KHEO_TEST_ENGINE === 'postgres' && 'about what lies beside an embedded database' };

// Where a restore finds its place: an embedded database is replaced, one on
// PostgreSQL is filled while it is empty.
async function make_room(kheo) {
    await kheo.stop();
    if (kheo.database) await kheo.use_empty_database();
}

// The log that a restore opened is another one, with a key of its own name.
async function check_new_ledger(kheo) {
    kheo.key = null;
    await rm(join(kheo.home, 'checkpoint'), { force: true });
    await kheo.check_ledger();
}

test('an old backup opens a new log whose first leaf says where the old one broke', embedded, async (t) => {
    const kheo = await start(t);
    await load(kheo, '90', 'Đầu Nguồn');
    const backup = await backed_up(kheo);
    const published = await load(kheo, '91', 'Cuối Nguồn');
    await kheo.check_ledger();
    assert.equal((await kheo.cli('restore', backup)).code, 1, 'not while the server runs');
    await make_room(kheo);
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
    await check_new_ledger(kheo);
});

const register = `TT,Tên mô hình,Đơn vị,Xã,Lĩnh vực,Mục đích
1,Tổ góp vốn xoay vòng,Hội Phụ nữ xã,Xã Suối Mây,Phát triển kinh tế,18 hộ có vốn làm ăn trước ngày 30/9/2026
`;

// A model that everybody sees: the address of its receipt.
async function a_receipt(kheo) {
    await writeFile(join(kheo.home, 'units.csv'),
        `${units('90', 'Đầu Nguồn')}90001,Suối Mây,Xã Suối Mây,Xã,90,\n`);
    await writeFile(join(kheo.home, 'so.csv'), register);
    await kheo.done('import', 'areas', 'units.csv', '--valid-from', '2025-07-01');
    await kheo.done('import', 'models', 'so.csv', '--year', '2026', '--create-units', '--publish');
    await kheo.settle();
    const { id } = (await kheo.api('/api/v1/models')).body.items[0];
    return /\/so-kiem-chung\/phieu\/\d+/.exec((await kheo.get(`/mo-hinh/${id}`)).text)[0];
}

// Checks a receipt as its page says: with the key that stands in the command.
async function verified(kheo, receipt) {
    const { text } = await kheo.get(receipt);
    const file = join(kheo.home, 'phieu.tlog-proof');
    await writeFile(file, (await kheo.get(`${receipt}/tep`)).text);
    const [, key] = /kheo-verify receipt[^<]*--vkey (?:'|&#39;)(.+?)(?:'|&#39;)</.exec(text);
    const { code, out, err } = await kheo.run('kheo-verify', ['receipt', file, '--vkey', key]);
    assert.equal(code, 0, err);
    return { text, out };
}

test('after two restores each old receipt and each old log can still be verified', embedded, async (t) => {
    const kheo = await start(t);
    const receipt = await a_receipt(kheo);
    const before = await kheo.checkpoint();
    assert.match((await verified(kheo, receipt)).out, new RegExp(`Sổ kiểm chứng: ${before.origin}\n`));
    const backup = await backed_up(kheo);
    await load(kheo, '91', 'Cuối Nguồn');
    for (const number of [2, 3]) {
        await make_room(kheo);
        assert.match(await kheo.done('restore', backup), new RegExp(`Tên sổ mới: ${before.origin}/${number}\n`));
        await kheo.serve();
        // The second log is smaller than the backup's when it breaks: its number counts.
        assert.equal((await kheo.checkpoint()).origin, `${before.origin}/${number}`);
        assert.match(await kheo.done('check'), /"good": true/);
    }
    const { text, out } = await verified(kheo, receipt);
    assert.match(text, /đã khép lại/);
    assert.match(out, new RegExp(`Sổ kiểm chứng: ${before.origin}\n`));
    for (const number of [1, 2]) {
        const { code, err, out: said } = await kheo.run('kheo-verify', ['log', kheo.address, '--log', String(number)]);
        assert.equal(code, 0, err);
        assert.match(said, /SỔ ĐÚNG/);
    }
    const kept = (address) => kheo.get(address).then((answer) => answer.headers.get('cache-control'));
    assert.match(await kept('/so-kiem-chung/so/1/tile/entries/000.p/1'), /immutable/);
    assert.doesNotMatch(await kept('/so-kiem-chung/tile/entries/000.p/1'), /immutable/, 'it is of another log after a break');
    await check_new_ledger(kheo);
    // A log that ended is under `kheo check` too.
    await kheo.stop();
    await behind(kheo, "UPDATE ledger_leaves SET entry = CAST(replace(CAST(entry AS TEXT), 'kheo', 'khéo') AS BLOB) WHERE log = 1 AND leaf = 1");
    const { code, out: found } = await kheo.cli('check');
    assert.equal(code, 1);
    assert.match(found, /không còn khớp với điểm chốt đã ký/);
});

test('a checkpoint of another installation, or a broken one, is refused before anything is touched', embedded, async (t) => {
    const kheo = await start(t);
    await load(kheo, '90', 'Đầu Nguồn');
    const backup = await backed_up(kheo);
    await make_room(kheo);
    const own = await readFile(join(kheo.data, 'checkpoint.last'), 'utf8');
    const key = await readFile(join(kheo.data, 'ledger.key'), 'utf8');
    for (const [text, sentence] of [['không phải điểm chốt\n', /không phải một điểm chốt/],
        [own.replace(/^.*\n/, 'vi-du.vn/kheo\n').replace(/— \S+/, '— vi-du.vn/kheo'), /không phải của sổ trong bản sao lưu này/]]) {
        await writeFile(join(kheo.data, 'checkpoint.last'), text);
        const { code, err } = await kheo.cli('restore', backup);
        assert.notEqual(code, 0);
        assert.match(err, sentence);
        assert.equal(await readFile(join(kheo.data, 'ledger.key'), 'utf8'), key);
    }
    await writeFile(join(kheo.data, 'checkpoint.last'), own);
    assert.match(await kheo.done('restore', backup), /viết tiếp/);
    await kheo.serve();
    await kheo.check_ledger();
});

test('a backup that the ledger has not outgrown goes on with the same log', async (t) => {
    const kheo = await start(t);
    await load(kheo, '90', 'Đầu Nguồn');
    await kheo.check_ledger();
    const before = await kheo.checkpoint();
    const backup = await backed_up(kheo);
    await make_room(kheo);
    assert.match(await kheo.done('restore', backup), /viết tiếp/);
    await kheo.serve();
    assert.equal((await kheo.checkpoint()).origin, before.origin);
    await kheo.check_ledger();
});
