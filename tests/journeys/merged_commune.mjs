// SPDX-License-Identifier: AGPL-3.0-or-later
// A commune is merged: its pages lead on, its models keep the area of their day, and
// are found by its name of today as well as by the old one.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';

import { start, until } from './rig.mjs';
import { a_model } from './rig_operator.mjs';
import { a_province, unlimited } from './rig_people.mjs';

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
    assert.equal(preview.sentences[0], 'Xã Suối Mây (90001) nay thuộc Xã Đồi Cọ (90002)');
    assert.equal(preview.bodies, 1, 'its body ends with it');
    await kheo.done(...merge);
    assert.equal((await kheo.cli(...merge)).code, 1, 'it is merged once');

    const page = await kheo.get(`/dia-ban/${commune.id}`);
    assert.match(page.text, /Địa bàn này nay thuộc/);
    assert.match(page.text, new RegExp(`/dia-ban/${other.id}"`));
    assert.match((await kheo.get(`/mo-hinh/${model.id}`)).text, /Xã Suối Mây/);
    await kheo.check_ledger();
});

// Two communes, each with a public model.
async function two_with_models(kheo) {
    const province = await a_province(kheo);
    const models = [];
    for (const { body, area } of province.communes) {
        const fields = Object.entries(a_model(body, 'Đường hoa nội đồng', { registered_on: '15/3/2026' }));
        const { id } = JSON.parse(await kheo.done('api', 'POST', '/api/v1/models', ...fields.map(([name, value]) => `${name}=${value}`)));
        await kheo.done('api', 'POST', `/api/v1/models/${id}/receive`, 'version=1');
        await kheo.done('api', 'POST', `/api/v1/models/${id}/publish`, 'version=2');
        models.push({ id, area });
    }
    return models;
}

// By the operator's socket, where nobody is told to search less often.
const searched = async (kheo, words, more = '') =>
    JSON.parse(await kheo.done('api', 'GET', `/api/v1/search?kind=model&q=${encodeURIComponent(words)}${more}`));
const found_by = async (...asked) => (await searched(...asked)).items.map(({ id }) => id).sort();

test('models are found by what their commune is called after it was merged, renamed and split', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const [cloud, hill] = await two_with_models(kheo);
    const both = [cloud.id, hill.id].sort();
    const reform = (...args) => kheo.done('areas', ...args, '--decision', 'Nghị quyết 1/NQ-MH');
    const is_found = (words, ids) => until(`"${words}" finds ${ids.length}`, 30, async () =>
        JSON.stringify(await found_by(kheo, words)) === JSON.stringify(ids));
    assert.deepEqual(await found_by(kheo, 'Suối Mây'), [cloud.id]);
    await reform('merge', '--from', '90001', '--to', '90002', '--day', '2026-07-01');
    await is_found('Đồi Cọ', both);
    assert.deepEqual(await found_by(kheo, 'Suối Mây'), [cloud.id], 'its old name still finds it');
    assert.match((await kheo.get(`/tim?q=${encodeURIComponent('suối mây')}`)).text, /nay là[^]*Xã[^]*Đồi[^]*Cọ/);

    await reform('rename', '--from', '90002', '--new', '90012 Phường Cọ Xanh', '--day', '2026-08-01');
    await is_found('Cọ Xanh', both);
    assert.deepEqual(await found_by(kheo, 'Đồi Cọ'), both);

    await reform('split', '--from', '90012', '--new', '90021 Phường Ngọc Lâm', '--new', '90022 Phường Thạch Bàn', '--day', '2026-09-01');
    await is_found('Ngọc Lâm', both);
    assert.deepEqual(await found_by(kheo, 'Thạch Bàn'), [], 'only by the principal successor');
    assert.deepEqual(await found_by(kheo, 'Suối Mây'), [cloud.id]);

    // A new province around them: the facet is today's.
    await reform('merge', '--from', '90', '--new', '93 Tỉnh Hải Vân', '--day', '2026-10-15');
    await is_found('Hải Vân', both);
    const whole = (await kheo.api('/api/v1/areas')).body.items.find(({ name }) => /Hải Vân/.test(name));
    assert.deepEqual(await found_by(kheo, 'duong hoa', `&province=${whole.id}`), both);
    await kheo.check_ledger();
});

test('a reform written down before its day names the models anew when the day has come', async (t) => {
    const kheo = await start(t, { settings: unlimited, server: 'kheo-moved' });
    const [cloud] = await two_with_models(kheo);
    const day = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
    await kheo.done('areas', 'merge', '--from', '90001', '--to', '90002', '--day', day, '--decision', 'Nghị quyết 2/NQ-MH');
    await kheo.settle();
    assert.equal((await found_by(kheo, 'Đồi Cọ')).includes(cloud.id), false, 'not before its day');
    await kheo.move_to(`${day}T00:05:00+07:00`);
    await until('the day has come', 30, async () => (await found_by(kheo, 'Đồi Cọ')).includes(cloud.id));
    assert.deepEqual(await found_by(kheo, 'Suối Mây'), [cloud.id]);
    await kheo.check_ledger();
});
