// SPDX-License-Identifier: AGPL-3.0-or-later
// A person who did well: proposed, named in public only after a decision and
// with consent, withdrawn when asked, erased for good.
import assert from 'node:assert/strict';
import test from 'node:test';

import { Province } from './rig_province.mjs';
import { start } from './rig.mjs';

const name = 'Trần Thị Mẫu Đơn';

// Every place where outsiders could meet the name.
async function seen_by_people(kheo, id) {
    const places = ['/', '/dien-hinh', `/dien-hinh/${id}`, `/tim?q=${encodeURIComponent(name)}`, '/bieu?year=2026',
        '/bieu/dong?year=2026&row=total&column=kind.dien_hinh_ca_nhan', '/api/v1/exemplars', `/api/v1/exemplars/${id}`,
        '/api/v1/reports/public/rows?year=2026&row=total&column=kind.dien_hinh_ca_nhan'];
    const shown = [];
    for (const path of places) if ((await kheo.get(path)).text.includes(name)) shown.push(path);
    return shown.filter((path) => !path.startsWith('/tim')); // the page repeats the question
}

test('a person is named after the decision and with consent, never before', async (t) => {
    const kheo = await start(t);
    const province = await new Province(kheo).prepare();
    const body = province.communes['Xã Suối Mây'].body;
    const record = {
        body, year: 2026, name, office: 'Trưởng thôn Thượng', field: 'kinh_te',
        merit: 'Vận động 14 hộ hiến 420 m2 đất mở đường.', basis: 'none',
    };
    const refused = await kheo.cli('api', 'POST', '/api/v1/exemplars', ...Object.entries({ ...record, merit: 'Giúp bà Lê Thị Cúc bị ung thư.' })
        .map(([key, value]) => `${key}=${value}`));
    assert.equal(refused.code, 1);
    assert.match(refused.err, /Thành tích/);

    const made = await province.call('POST', '/api/v1/exemplars', record);
    assert.deepEqual(await seen_by_people(kheo, made.id), [], 'internal at first');
    assert.equal((await kheo.get(`/dien-hinh/${made.id}`)).status, 404);

    const step = (verb, version, more = {}) => kheo.cli('api', 'POST', `/api/v1/exemplars/${made.id}/${verb}`, `version=${version}`,
        ...Object.entries(more).map(([key, value]) => `${key}=${value}`));
    const early = await step('publish', 1);
    assert.equal(early.code, 1);
    assert.match(early.err, /Chỉ công khai sau khi có quyết định/);

    const { body: _, ...rest } = record;
    const decided = { ...rest, decision: '412/QĐ-UBND', decided_on: '5/3/2026', decided_by: 'Ủy ban nhân dân tỉnh Thử Nghiệm' };
    assert.equal((await step('complete', 1, decided)).code, 0);
    const unasked = await step('publish', 2);
    assert.equal(unasked.code, 1);
    assert.match(unasked.err, /đồng ý/);
    assert.deepEqual(await seen_by_people(kheo, made.id), []);

    assert.equal((await step('complete', 2, { ...decided, basis: 'consent', basis_text: 'Bản ký, lưu tại xã', basis_on: '6/3/2026' })).code, 0);
    assert.equal((await step('publish', 3)).code, 0);
    const page = await kheo.get(`/dien-hinh/${made.id}`);
    assert.match(page.text, new RegExp(name));
    assert.match(page.text, /412\/QĐ-UBND/);
    const { body: item } = await kheo.api(`/api/v1/exemplars/${made.id}`);
    assert.equal(item.decided_on, '2026-03-05');
    assert.equal(item.decision, '412/QĐ-UBND');
    // Counted by itself: a person is no registration of a model.
    const counted = await kheo.api('/api/v1/reports/public?year=2026');
    assert.equal(counted.body.total.figures['kind.dien_hinh_ca_nhan'], 1);
    assert.equal(counted.body.total.figures.total, 0);

    assert.equal((await step('withdraw', 4)).code, 1, 'not without a reason');
    assert.equal((await step('withdraw', 4, { reason: 'Theo đề nghị của người được nêu tên' })).code, 0);
    assert.deepEqual(await seen_by_people(kheo, made.id), [], 'gone from the very next page');
    await kheo.check_ledger();
});

test('an erased name is nowhere, and the ledger still holds', async (t) => {
    const kheo = await start(t);
    const province = await new Province(kheo).prepare();
    const made = await province.call('POST', '/api/v1/exemplars', {
        body: province.communes['Xã Bến Lau'].body, year: 2026, name, office: 'Bí thư Chi bộ thôn Hạ', field: 'kinh_te',
        merit: 'Cùng dân dựng 3 nhà văn hóa.', decision: '7/QĐ-UBND', decided_on: '1/2/2026', decided_by: 'UBND tỉnh',
        basis: 'consent', basis_text: 'Bản ký', basis_on: '2/2/2026',
    });
    await province.call('POST', `/api/v1/exemplars/${made.id}/publish`, { version: 1 });
    assert.ok((await seen_by_people(kheo, made.id)).length >= 4);
    await kheo.check_ledger();

    await province.call('POST', `/api/v1/exemplars/${made.id}/erase`, { version: 2 });
    assert.deepEqual(await seen_by_people(kheo, made.id), []);
    const inside = JSON.stringify(await province.call('GET', '/api/v1/office/exemplars'));
    assert.doesNotMatch(inside, new RegExp(name));
    assert.match(inside, /đã xóa tên/);
    await kheo.check_ledger();
});
