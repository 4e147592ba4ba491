// SPDX-License-Identifier: AGPL-3.0-or-later
// A commune is merged: its pages lead on, its models keep the area of their day.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';

import { start } from './rig.mjs';
import { a_model } from './rig_operator.mjs';

const units = `code,name,full_name,kind,parent_code,valid_from
90,Thử,Tỉnh Thử,Tỉnh,,
90001,Suối Mây,Xã Suối Mây,Xã,90,
90002,Đồi Cọ,Xã Đồi Cọ,Xã,90,
`;

test('a merged commune leads to its successor and its models stay readable', async (t) => {
    const kheo = await start(t);
    const file = join(kheo.home, 'dia-ban.csv');
    await writeFile(file, units);
    await kheo.done('import', 'areas', file, '--valid-from', '2025-07-01');
    const api = async (...args) => JSON.parse(await kheo.done('api', ...args));
    const province = (await api('GET', '/api/v1/areas')).items[0];
    const [other, commune] = (await api('GET', `/api/v1/areas/${province.id}`)).children;
    assert.equal(commune.name, 'Xã Suối Mây');
    const body = (await api('POST', '/api/v1/bodies', 'code=SM', 'name=Đảng ủy xã Suối Mây', 'line=dang',
        `area=${commune.id}`, 'valid_from=2025-07-01')).body;
    const fields = Object.entries(a_model(body, 'Đường hoa thôn Thượng')).map(([name, value]) => `${name}=${value}`);
    const model = await api('POST', '/api/v1/models', ...fields);
    await api('POST', `/api/v1/models/${model.id}/receive`, 'version=1');
    await api('POST', `/api/v1/models/${model.id}/publish`, 'version=2');

    const merge = ['areas', 'merge', '--from', '90001', '--to', '90002', '--day', '2026-01-01', '--decision', 'Nghị quyết 1/NQ-MH'];
    const preview = JSON.parse(await kheo.done(...merge, '--preview'));
    assert.deepEqual(preview.sentences, ['Xã Suối Mây (90001) nay thuộc Xã Đồi Cọ (90002)']);
    await kheo.done(...merge);
    assert.equal((await kheo.cli(...merge)).code, 1, 'it is merged once');

    const page = await kheo.get(`/dia-ban/${commune.id}`);
    assert.match(page.text, /Địa bàn này nay thuộc/);
    assert.match(page.text, new RegExp(`/dia-ban/${other.id}"`));
    assert.match((await kheo.get(`/mo-hinh/${model.id}`)).text, /Xã Suối Mây/);
    await kheo.check_ledger();
});
