// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody with the operator's rights changes the database by hand. `kheo
// check` finds it; where the ledger itself no longer fits, nothing more is
// taken until a person has looked.
import assert from 'node:assert/strict';
import { readdir, readFile, rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';

import { start, until } from './rig.mjs';
import { a_body, a_model } from './rig_operator.mjs';
import { behind } from './rig_sql.mjs';

const person = ['year=2026', 'name=Lò Thị Mẫu', 'office=Bí thư Chi bộ', 'field=kinh_te',
    'merit=Vận động 30 hộ góp ngày công', 'decision=12/QĐ-UBND', 'decided_on=15/10/2026', 'decided_by=UBND xã',
    'basis=consent', 'basis_text=Bản đồng ý', 'basis_on=01/10/2026'];

// One published exemplar: versions 1 and 2, all in the ledger; the server has ended.
async function a_published_exemplar(t) {
    const kheo = await start(t);
    const body = await a_body(kheo);
    const { id } = JSON.parse(await kheo.done('api', 'POST', '/api/v1/exemplars', `body=${body}`, ...person));
    await kheo.done('api', 'POST', `/api/v1/exemplars/${id}/publish`, 'version=1');
    await kheo.check_ledger();
    await kheo.stop();
    assert.match(await kheo.done('check'), /"good": true/);
    return { kheo, id };
}

const attacks = {
    'a record and all its acts are taken away': {
        sql: (id) => `DELETE FROM acts WHERE object_kind = 'exemplar' AND object = ${id}; DELETE FROM exemplars WHERE id = ${id};`,
        found: /Sổ, dòng \d+: việc \d+ không còn/,
    },
    'the newest act is emptied as if erased, and its row rewritten': {
        sql: (id) => `UPDATE acts SET content = NULL, salt = NULL WHERE object = ${id} AND version = 2;
                      UPDATE exemplars SET merit = 'Vận động 300 hộ góp ngày công' WHERE id = ${id};`,
        found: /nội dung của phiên bản 2 đã bị bỏ mà không có việc xóa nào/,
    },
    'a public act is made internal, so that its receipt is gone': {
        sql: (id) => `UPDATE acts SET visibility = 'internal' WHERE object = ${id} AND version = 2;`,
        found: /công khai khi vào sổ, nay ghi là nội bộ/,
    },
    'a public act is given to another record': {
        sql: (id) => `UPDATE acts SET object = ${id} + 1 WHERE object = ${id}; DELETE FROM exemplars WHERE id = ${id};`,
        found: /không còn khớp với việc/,
    },
};

for (const [what, { sql, found }] of Object.entries(attacks))
    test(`${what}: kheo check says so`, async (t) => {
        const { kheo, id } = await a_published_exemplar(t);
        await behind(kheo, sql(id));
        const { code, out } = await kheo.cli('check');
        assert.equal(code, 1, out);
        assert.match(out, found);
    });

test('a ledger that no longer fits is shown by /readyz, takes no act, and goes on once mended', async (t) => {
    const kheo = await start(t);
    const body = await a_body(kheo);
    const register = (title) => kheo.cli('api', 'POST', '/api/v1/models',
        ...Object.entries(a_model(body, title)).map(([name, value]) => `${name}=${value}`));
    assert.equal((await register('Tổ góp vốn xoay vòng')).code, 0);
    await kheo.check_ledger();
    assert.equal((await kheo.get('/readyz')).status, 200);
    await behind(kheo, 'CREATE TABLE kept_aside AS SELECT * FROM ledger_tiles; DELETE FROM ledger_tiles;');
    await kheo.done('api', 'POST', '/api/v1/bodies', 'code=B2', 'name=Cơ quan khác', 'line=dang',
        `area=${JSON.parse(await kheo.done('api', 'GET', '/api/v1/areas')).items[0].id}`, 'valid_from=2025-07-01');
    const ready = await until('the ledger stops', 30, async () => {
        const answer = await kheo.get('/readyz');
        return answer.status === 503 && answer;
    });
    assert.match(ready.text, /ledger: đã dừng/);
    const refused = await register('Ngõ sáng đường hoa');
    assert.equal(refused.code, 2, 'nothing is acknowledged that could not be entered');
    assert.match(refused.err, /chưa được lưu/);
    assert.equal((await kheo.get('/')).status, 200, 'reading goes on');
    await kheo.stop();
    await behind(kheo, 'INSERT INTO ledger_tiles SELECT * FROM kept_aside; DROP TABLE kept_aside;');
    await kheo.serve();
    assert.equal((await kheo.get('/readyz')).status, 200);
    assert.equal((await register('Ngõ sáng đường hoa')).code, 0);
    await kheo.check_ledger();
});

test('a key that cannot be read is not replaced by a new one', async (t) => {
    const kheo = await start(t);
    await a_body(kheo);
    await kheo.check_ledger();
    await kheo.stop();
    const key = join(kheo.data, 'ledger.key');
    const before = await readFile(key, 'utf8');
    await rename(key, join(kheo.home, 'ledger.key'));
    await symlink(join(kheo.home, 'not-mounted'), key);
    assert.notEqual((await kheo.cli('check')).code, 0);
    assert.deepEqual((await readdir(kheo.home)).includes('not-mounted'), false);
    await assert.rejects(readFile(key), 'the link still leads nowhere');
    await rename(join(kheo.home, 'ledger.key'), key);
    assert.equal(await readFile(key, 'utf8'), before);
    await kheo.serve();
    await kheo.check_ledger();
});
