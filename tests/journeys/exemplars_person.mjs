// SPDX-License-Identifier: AGPL-3.0-or-later
// A person who did well: proposed, named in public only after a decision and
// with consent, withdrawn when asked, erased for good.
import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';

import { Province } from './rig_province.mjs';
import { a_person, unlimited } from './rig_people.mjs';
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

// Whether the name stands anywhere in what the installation gives out whole.
async function is_in_export(kheo, folder) {
    const out = join(kheo.home, folder);
    await mkdir(out);
    await kheo.done('export', 'site', out);
    for (const part of ['records', 'history']) {
        for (const file of await readdir(join(out, part))) {
            if ((await readFile(join(out, part, file), 'utf8')).includes(name)) return true;
        }
    }
    return false;
}

test('from the commune\'s register to the erasure, on the pages of those who do it', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const province = await new Province(kheo).prepare();
    const { body } = province.communes['Xã Suối Mây'];
    await province.call('POST', '/api/v1/bodies', { code: 'BDV-90', name: 'Ban Tuyên giáo và Dân vận Tỉnh ủy', line: 'dang', area: province.id, valid_from: '2025-07-01' });
    const { visitor: commune } = await a_person(kheo, 'suoi', 'can_bo_xa', 'DU-90001');
    const { visitor: officer } = await a_person(kheo, 'tinh', 'can_bo_tinh', 'BDV-90');

    // In the register of models a person is told where to go, and nothing of them is kept.
    const register = join(kheo.home, 'so.csv');
    await writeFile(register, `Năm,Xã/phường,Đơn vị đăng ký,Tên mô hình,Lĩnh vực,Loại,Hình thức đăng ký
2026,Xã Suối Mây,Đảng ủy xã Suối Mây,Đường hoa thôn Thượng,Kinh tế,Mô hình,Mới
2026,Xã Suối Mây,Đảng ủy xã Suối Mây,${name},Kinh tế,Điển hình cá nhân,Mới
`);
    const brought = await kheo.cli('import', 'models', register);
    assert.equal(JSON.parse(brought.out).taken, 1, brought.out + brought.err);
    assert.doesNotMatch(brought.out + brought.err, new RegExp(name));
    assert.equal(await is_in_export(kheo, 'sau-nhap'), false);

    const typed = { body, year: '2026', name, office: 'Trưởng thôn Thượng', field: 'kinh_te', merit: `Bà ${name} vận động 14 hộ hiến 420 m2 đất mở đường.`,
        decision: '412/QĐ-UBND', decided_on: '5/3/2026', decided_by: 'Ủy ban nhân dân tỉnh Thử Nghiệm', basis: 'none', basis_text: '', basis_on: '' };
    const registered = await commune.post('/can-bo/dien-hinh/moi', { ...typed, office: 'Trưởng thôn, ĐT 0912345678' });
    assert.match(registered.text, /id="f-office-error"/, 'no number to call goes public');
    const made = await commune.post('/can-bo/dien-hinh/moi', typed);
    assert.match(made.text, /Đã lưu/);
    const [, id] = /\/can-bo\/dien-hinh\/(\d+)/.exec(made.url);
    const page = `/can-bo/dien-hinh/${id}`;
    const act = (who, step, values = {}) => who.post(`${page}/${step}`, values, { from: page });
    assert.match((await act(officer, 'cong-khai')).text, /người đó đồng ý/, 'not without consent');
    assert.deepEqual(await seen_by_people(kheo, id), []);
    assert.match((await commune.post(`${page}/sua`, { basis: 'consent', basis_text: 'Bản ký, lưu tại xã', basis_on: '6/3/2026' })).text, /Đã lưu/);
    assert.match((await act(officer, 'cong-khai')).text, /Đang công khai/);
    assert.ok((await seen_by_people(kheo, id)).length >= 4);
    await kheo.check_ledger();

    // Consent withdrawn: gone from the very next page; asked to forget, also inside.
    assert.match((await act(commune, 'rut', { reason: 'Người được nêu tên không đồng ý nữa' })).text, /Đã rút/);
    assert.deepEqual(await seen_by_people(kheo, id), []);
    assert.ok((await officer.get(page)).text.includes(name), 'inside it is still known');
    assert.match((await act(officer, 'xoa')).text, /đã xóa tên/);
    for (const text of [(await officer.get(page)).text, (await commune.get('/can-bo/dien-hinh')).text]) assert.ok(!text.includes(name));
    assert.equal(await is_in_export(kheo, 'sau-xoa'), false);
    await kheo.check_ledger();
});
