// SPDX-License-Identifier: AGPL-3.0-or-later
// The table due on Friday: communes register, the province reads how many of
// what, opens a figure, sees who has sent nothing, and takes the files away.
import assert from 'node:assert/strict';
import test from 'node:test';

import { unlimited } from './rig_people.mjs';
import { Province } from './rig_province.mjs';
import { start } from './rig.mjs';

const figures = (view, name) => view.rows.find((row) => row.name === name).figures;

test('the province reads its table, opens a figure and sees who has sent nothing', async (t) => {
    const kheo = await start(t);
    const province = await new Province(kheo).prepare();
    const kept = await province.register('Xã Suối Mây', 'Tổ góp vốn xoay vòng');
    await province.register('Xã Suối Mây', 'Đường hoa tự quản', { entry: 'nhan_rong', field: 'van_hoa_xa_hoi' });
    await province.register('Xã Đồng Gió', 'Nhà vệ sinh cho hộ nghèo', { registered_on: '1/6/2026' });

    const view = await province.summary('?as_of=2026-06-30&year=2026');
    assert.equal(view.total.figures.total, 3);
    assert.deepEqual(view.rows.map((row) => row.name), ['Xã Bến Lau', 'Xã Đồng Gió', 'Xã Suối Mây'], 'in name order');
    assert.equal(figures(view, 'Xã Suối Mây')['entry.moi'], 1);
    assert.equal(figures(view, 'Xã Suối Mây')['entry.nhan_rong'], 1);
    assert.equal(figures(view, 'Xã Suối Mây')['field.van_hoa_xa_hoi'], 1);
    assert.deepEqual(view.missing_units.map((one) => one.name), ['Xã Bến Lau']);
    assert.equal(view.missing_units[0].contact, 'Đảng ủy xã bến lau');

    // As of a day in May the second commune had not registered yet.
    const may = await province.summary('?as_of=2026-05-31&year=2026');
    assert.equal(may.total.figures.total, 2);
    assert.equal(may.missing_units.length, 2);

    const rows = await province.call('GET', `/api/v1/reports/summary/rows?year=2026&as_of=2026-06-30&row=${province.communes['Xã Suối Mây'].id}&column=total`);
    assert.equal(rows.total, 2);
    assert.deepEqual(rows.items.map((item) => item.title), ['Đường hoa tự quản', 'Tổ góp vốn xoay vòng']);

    await kheo.done('api', 'POST', `/api/v1/models/${kept.id}/receive`, 'version=1');
    await kheo.done('api', 'POST', `/api/v1/models/${kept.id}/publish`, 'version=2');
    const later = await province.summary('?year=2026');
    assert.equal(figures(later, 'Xã Suối Mây').published, 1);
    await kheo.check_ledger();
});

test('a citizen reads what is published, and nothing of the office', async (t) => {
    const kheo = await start(t);
    const province = await new Province(kheo).prepare();
    const one = await province.register('Xã Suối Mây', 'Tổ góp vốn xoay vòng');
    await province.register('Xã Đồng Gió', 'Nhà vệ sinh cho hộ nghèo');
    await kheo.done('api', 'POST', `/api/v1/models/${one.id}/receive`, 'version=1');
    await kheo.done('api', 'POST', `/api/v1/models/${one.id}/publish`, 'version=2');

    const page = await kheo.get('/bieu?year=2026');
    assert.equal(page.status, 200);
    assert.match(page.text, /Chỉ đếm mô hình, điển hình đã công khai/);
    assert.doesNotMatch(page.text, /Chưa gửi/);
    const open = /href="(\/bieu\/dong[^"]*column=total)"/.exec(page.text)[1].replaceAll('&amp;', '&');
    const rows = await kheo.get(open);
    assert.match(rows.text, /Tổ góp vốn xoay vòng/);
    assert.doesNotMatch(rows.text, /Nhà vệ sinh/);
    const csv = await kheo.get('/bieu/csv?year=2026');
    assert.match(csv.text, /Xã Suối Mây,,1,0,0,1,/);
    for (const path of ['/can-bo/bieu', '/can-bo/bieu/xlsx', '/can-bo/bieu/dong?row=total&column=total', '/can-bo/bieu/mot-trang'])
        assert.doesNotMatch((await kheo.get(path)).text, /Nhà vệ sinh|Xã Đồng Gió/, path);
    const stranger = await kheo.api('/api/v1/reports/summary');
    assert.equal(stranger.status, 401);
    const ahead = await kheo.api('/api/v1/reports/public?as_of=2100-01-01');
    assert.equal(ahead.status, 422);
    await kheo.check_ledger();
});

// Every link of a page to the rows behind a figure, with the figure.
function figures_of(page) {
    return [...page.matchAll(/<a class="govuk-link" href="([^"]*\/bieu\/dong\?[^"]*)">([\d.]+)<\/a>/g)]
        .map(([, address, figure]) => ({ address: address.replaceAll('&amp;', '&'), figure: Number(figure.replaceAll('.', '')) }));
}

// How many rows an address opens, over all its pages.
async function rows_behind(visitor, address) {
    let rows = 0;
    for (let next = address; next;) {
        const page = await visitor.get(next);
        assert.equal(page.status, 200, next);
        rows += (/<tbody[\s\S]*?<\/tbody>/.exec(page.text)?.[0].match(/<tr/g) ?? []).length;
        next = /href="([^"]*)" rel="next"/.exec(page.text)?.[1].replaceAll('&amp;', '&');
    }
    return rows;
}

test('each figure of the demo opens exactly the rows that it counts', async (t) => {
    const kheo = await start(t, { demo: true, settings: unlimited });
    const officer = kheo.visitor_from_elsewhere();
    await officer.open_link(kheo.links().find(({ line }) => /cán bộ tỉnh/i.test(line)).url);
    const commune = (await officer.api('/api/v1/reports/summary')).body.rows.find((row) => row.figures.total > 20).id;
    let followed = 0;
    // The tables of the whole have some thousand pages of rows behind them: once is
    // enough, and one figure in so many, another column in each row; of the figures
    // that open many pages, one.
    const whole = kheo.engine === 'postgres' ? [] : [[officer, '/can-bo/bieu', 9]];
    for (const [visitor, path, one_in] of [...whole, [officer, '/can-bo/bieu?group=field&as_of=2026-03-31', 6],
        [officer, `/can-bo/bieu?group=body&area=${commune}`, 2], [kheo.visitor, '/bieu?group=field', 11]]) {
        const page = await visitor.get(path);
        assert.equal(page.status, 200);
        const figures = figures_of(page.text);
        assert.ok(figures.length > 20, `${path} links only ${figures.length} figures`);
        const [long, ...others] = figures.filter((_, at) => at % one_in === 0).sort((a, b) => b.figure - a.figure);
        const asked = [long, ...others.filter(({ figure }) => figure <= 300)];
        followed += asked.length;
        await Promise.all([1, 2, 3, 4].map(async () => {
            for (let one = asked.pop(); one; one = asked.pop()) assert.equal(await rows_behind(visitor, one.address), one.figure, one.address);
        }));
    }
    assert.ok(followed > 80, `only ${followed} figures were followed`);
    await kheo.check_ledger();
});

test('a wrong question shows the page, with what is wrong said at its field', async (t) => {
    const kheo = await start(t, { demo: true });
    const officer = kheo.visitor_from_elsewhere();
    await officer.open_link(kheo.links().find(({ line }) => /cán bộ tỉnh/i.test(line)).url);
    for (const [visitor, base] of [[kheo.visitor, '/bieu'], [officer, '/can-bo/bieu']])
        for (const [query, field, sentence] of [
            ['as_of=abc', 'as_of', /cần ngày\/tháng\/năm có thật/], ['as_of=2026-13-40', 'as_of', /cần ngày\/tháng\/năm có thật/],
            ['as_of=30/11/2999', 'as_of', /ngày này chưa đến/], ['year=99999', 'year', /cần năm đủ bốn chữ số/],
            ['group=xyz', 'group', /xin chọn một mục/], ['area=12345', 'area', /không có đơn vị hành chính này/], ['area=abc', 'area', /mã không đúng/]]) {
            const page = await visitor.get(`${base}?${query}`);
            assert.equal(page.status, 400, `${base}?${query}`);
            assert.match(page.text, /class="govuk-error-summary"/);
            assert.match(page.text, new RegExp(`<a href="#f-${field}">[^<]*${sentence.source}`), query);
            assert.match(page.text, new RegExp(`id="f-${field}-error"[\\s\\S]{0,120}${sentence.source}`), query);
            assert.match(page.text, /<table/, 'the figures stand');
            assert.match(page.text, /<title>Lỗi: /);
        }
    const both = await kheo.get('/bieu?year=26&as_of=abc');
    assert.equal(both.text.match(/<li><a href="#f-/g).length, 2);
    assert.equal((await kheo.get('/bieu/xlsx?as_of=abc')).status, 422, 'a file is made of a right question alone');
    const program = await kheo.api('/api/v1/reports/public?as_of=abc');
    assert.equal(program.status, 422);
    assert.equal(program.body.errors[0].field, 'as_of');
    await kheo.check_ledger();
});
