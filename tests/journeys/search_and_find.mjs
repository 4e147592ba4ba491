// SPDX-License-Identifier: AGPL-3.0-or-later
// A citizen types what she remembers, with or without marks, in whatever order,
// the old name of her commune, and finds it; nothing here needs a script.
import assert from 'node:assert/strict';
import test from 'node:test';

import { Province } from './rig_province.mjs';
import { start } from './rig.mjs';

const titles = (answer) => answer.body.items.map((item) => item.title);

async function with_models(t) {
    const kheo = await start(t);
    const province = await new Province(kheo).prepare();
    for (const [commune, title, more] of [
        ['Xã Suối Mây', 'Bản làng no ấm', { outputs: '12 hộ thoát nghèo' }],
        ['Xã Đồng Gió', 'Bán hàng lưu động', { field: 'van_hoa_xa_hoi', year: 2025, registered_on: '1/9/2025' }],
        ['Xã Suối Mây', 'Nước sạch về thôn', { outputs: 'Kéo 1.200 m ống, 45 hộ có nước sạch dùng quanh năm' }],
        ['Xã Bến Lau', 'Ủy ban nhân dân xã hẹn trả hồ sơ đúng ngày', { field: 'xay_dung_he_thong_chinh_tri' }],
    ])
        await province.publish(await province.register(commune, title, more));
    await province.register('Xã Bến Lau', 'Nước sạch còn là bản nháp'); // waits, so nobody outside finds it
    const search = async (q, more = '') => {
        const answer = await kheo.api(`/api/v1/search?q=${encodeURIComponent(q)}${more}`);
        assert.equal(answer.status, 200);
        return answer;
    };
    return { kheo, province, search };
}

test('a citizen finds a model by what she remembers of it', async (t) => {
    const { kheo, search } = await with_models(t);
    for (const q of ['Nước sạch', 'nuoc sach', 'SẠCH NƯỚC', 'thôn nước sạch', 'nước sạch'.normalize('NFD'), '"nước sạch về"'])
        assert.deepEqual(titles(await search(q)), ['Nước sạch về thôn'], q);
    const tones = titles(await search('bản'));
    assert.equal(tones[0], 'Bản làng no ấm', 'the exact tone comes first');
    assert.deepEqual(tones.slice(1).sort(), ['Bán hàng lưu động', 'Ủy ban nhân dân xã hẹn trả hồ sơ đúng ngày'].sort(), 'then the other tones');
    assert.deepEqual(titles(await search('UBND')), ['Ủy ban nhân dân xã hẹn trả hồ sơ đúng ngày'], 'an abbreviation');
    assert.deepEqual(titles(await search('"sạch nước"')), [], 'a phrase is a phrase');
    assert.deepEqual(titles(await search('nước mắm')), []);

    const { body } = await search('nước sạch');
    assert.equal(body.total, 1);
    assert.deepEqual(Object.keys(body.items[0]).sort(), ['demo', 'id', 'kind', 'snippet', 'title', 'unit', 'url']);
    assert.equal(body.items[0].demo, false);
    assert.match(body.items[0].snippet, /45 hộ có nước sạch/);
    const found = await kheo.get(body.items[0].url);
    assert.match(found.text, /Nước sạch về thôn/);
    await kheo.check_ledger();
});

test('the page marks what matched, offers what narrows, and helps where nothing is found', async (t) => {
    const { kheo } = await with_models(t);
    const page = await kheo.get('/tim?q=nuoc+sach');
    assert.equal(page.status, 200);
    assert.match(page.text, /<mark>Nước<\/mark> <mark>sạch<\/mark> về thôn/);
    assert.match(page.text, /45 hộ có <mark>nước<\/mark> <mark>sạch<\/mark>/);
    assert.doesNotMatch(page.text, /còn là bản nháp/);

    const both = await kheo.get('/tim?q=ban');
    assert.match(both.text, /<form method="get" action="\/tim"/);
    for (const choice of [/name="field" type="checkbox" value="kinh_te"/, /name="year" type="checkbox" value="2025"/])
        assert.match(both.text, choice);
    const narrowed = await kheo.get('/tim?q=ban&year=2025');
    assert.match(narrowed.text, /<mark>Bán<\/mark> hàng lưu động/);
    assert.doesNotMatch(narrowed.text, /làng no ấm/);

    const nothing = await kheo.get(`/tim?q=${encodeURIComponent('nước sạch mắm')}`);
    assert.match(nothing.text, /Không thấy kết quả nào/);
    assert.match(nothing.text, /Bớt một từ thì có/);
    const wider = /href="(\/tim\?q=[^"]+)">nước sạch</.exec(nothing.text)[1];
    assert.match((await kheo.get(wider.replaceAll('&amp;', '&'))).text, /về thôn/);

    // What people type is shown as text, never as markup; a wrong number does not hide the page.
    const sly = await kheo.get(`/tim?q=${encodeURIComponent('<script>alert(1)</script> nước')}`);
    assert.doesNotMatch(sly.text, /<script>alert/);
    const wrong = await kheo.get('/tim?q=nuoc&limit=nhiều');
    assert.equal(wrong.status, 400);
    assert.match(wrong.text, /Số kết quả: cần số đếm nguyên/);
    assert.match(wrong.text, /về thôn/);
    await kheo.check_ledger();
});

test('an old name leads to the commune of today, and to what was done there', async (t) => {
    const { kheo, province, search } = await with_models(t);
    await kheo.done('areas', 'merge', '--from', '90001', '--to', '90002', '--day', '2026-01-01', '--decision', 'Nghị quyết 1/NQ-TN');
    const found = await search('suoi may');
    const areas = found.body.items.filter((item) => item.kind === 'area');
    assert.ok(areas.some((item) => item.title === 'Xã Đồng Gió' || /Suối Mây/.test(item.title)), JSON.stringify(found.body.items));
    const old = await kheo.get(`/dia-ban/${province.communes['Xã Suối Mây'].id}`);
    assert.match(old.text, /Địa bàn này nay thuộc/);
    assert.match(old.text, new RegExp(`/dia-ban/${province.communes['Xã Đồng Gió'].id}"`));
    const answer = await kheo.api(`/api/v1/areas/${province.communes['Xã Suối Mây'].id}`);
    assert.equal(answer.body.valid_to, '2026-01-01', 'days are ISO');
    assert.equal(answer.body.changes[0].day, '2026-01-01');
    await kheo.check_ledger();
});
