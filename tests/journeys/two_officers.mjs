// SPDX-License-Identifier: AGPL-3.0-or-later
// Two officers of one commune edit one model: the second sees what the first
// changed beside their own words, and loses nothing.
import assert from 'node:assert/strict';
import test from 'node:test';

import { start } from './rig.mjs';
import { a_person, a_province } from './rig_people.mjs';
import { forms_of, unescape_html } from './rig_visitor.mjs';

const fields_at = (page, action) => Object.fromEntries(forms_of(page.text).find((form) => form.action === action).fields);

test('the second of two officers sees the first one\'s change and keeps their own', async (t) => {
    const kheo = await start(t);
    const { communes: [{ body, code }] } = await a_province(kheo);
    const one = await a_person(kheo, 'xa.mot', 'can_bo_xa', code);
    const two = await a_person(kheo, 'xa.hai', 'can_bo_xa', code);
    const made = (await kheo.api('/models', { token: await one.token(), json: { year: 2026, kind: 'mo_hinh', entry: 'moi', body, field: 'kinh_te',
        title: 'Đường hoa thôn Thượng', aims: '2 km đường hoa trước 30/9/2026', registered_on: '15/3/2026' } })).body;
    const path = `/can-bo/mo-hinh/${made.id}/sua`;

    const open_by_one = fields_at(await one.visitor.get(path), path);
    const open_by_two = fields_at(await two.visitor.get(path), path);
    assert.equal(open_by_one.version, open_by_two.version);
    const first = await one.visitor.post(path, { ...open_by_one, aims: '3 km đường hoa trước 30/9/2026' }, { raw: true });
    assert.equal(first.status, 200);

    const own = 'Chi hội phụ nữ trồng, thanh niên tưới <hằng ngày>';
    const refused = await two.visitor.post(path, { ...open_by_two, way_of_working: own, aims: '2 km, có ghế nghỉ' }, { raw: true });
    assert.equal(refused.status, 409);
    const text = unescape_html(refused.text);
    assert.match(text, /Cán bộ cấp xã, Đảng ủy xã suối mây vừa sửa nội dung này/);
    assert.match(text, /3 km đường hoa trước 30\/9\/2026/, 'the other one\'s words');
    assert.ok(text.includes('2 km, có ghế nghỉ'), 'their own words beside them');
    assert.ok(text.includes(own));
    assert.ok(!refused.text.includes('<hằng ngày>'), 'what people type is never markup');

    // The form as shown now can be sent: nothing of either is lost unseen.
    const shown = fields_at(refused, path);
    assert.equal(shown.way_of_working, own);
    assert.notEqual(shown.version, open_by_two.version, 'the form is of the newest version now');
    const second = await two.visitor.post(path, { ...shown, aims: '3 km đường hoa, có ghế nghỉ' }, { raw: true });
    assert.equal(second.status, 200, unescape_html(second.text).slice(0, 1000));
    const now = (await two.visitor.api(`/models/${made.id}`)).body;
    assert.equal(now.record.aims, '3 km đường hoa, có ghế nghỉ');
    assert.equal(now.record.way_of_working, own);
    await kheo.check_ledger();
});

test('a receipt and a withdrawal of one version: only the first counts', async (t) => {
    const kheo = await start(t);
    const { communes: [{ body, code }] } = await a_province(kheo);
    const commune = await a_person(kheo, 'xa.mot', 'can_bo_xa', code);
    const made = (await kheo.api('/models', { token: await commune.token(), json: { year: 2026, kind: 'mo_hinh', entry: 'moi', body, field: 'kinh_te',
        title: 'Tổ góp vốn', aims: '20 hộ', registered_on: '15/3/2026' } })).body;
    const province = await a_person(kheo, 'tinh.mot', 'can_bo_tinh', 'TINH');
    const tokens = [await commune.token(), await province.token()];
    const answers = await Promise.all([
        kheo.api(`/models/${made.id}/withdraw`, { token: tokens[0], json: { version: 1, reason: 'Không làm nữa' } }),
        kheo.api(`/models/${made.id}/receive`, { token: tokens[1], json: { version: 1 } }),
    ]);
    assert.deepEqual(answers.map((each) => each.status).sort(), [201, 409]);
    const lost = answers.find((each) => each.status === 409);
    assert.equal(lost.body.type, 'changed_meanwhile');
    assert.match(lost.body.title, /Cán bộ cấp (xã|tỉnh), .+ vừa sửa nội dung này/);
    await kheo.check_ledger();
});
