// SPDX-License-Identifier: AGPL-3.0-or-later
// The table due on Friday: communes register, the province reads how many of
// what, opens a figure, sees who has sent nothing, and takes the files away.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';

import { start } from './rig.mjs';

const units = `code,name,full_name,kind,parent_code,valid_from
90,Thử Nghiệm,Tỉnh Thử Nghiệm,Tỉnh,,
90001,Suối Mây,Xã Suối Mây,Xã,90,
90002,Đồng Gió,Xã Đồng Gió,Xã,90,
90003,Bến Lau,Xã Bến Lau,Xã,90,
`;

const pairs = (fields) => Object.entries(fields).map(([name, value]) => `${name}=${value}`);

class Province {
    constructor(kheo) {
        this.kheo = kheo;
    }

    async call(method, path, fields = {}) {
        return JSON.parse(await this.kheo.done('api', method, path, ...pairs(fields)));
    }

    // The areas, and one body in each commune, its đầu mối dân vận.
    async prepare() {
        const file = join(this.kheo.home, 'dia-ban.csv');
        await writeFile(file, units);
        await this.kheo.done('import', 'areas', file, '--valid-from', '2025-07-01');
        const provinces = await this.call('GET', '/api/v1/areas');
        this.id = provinces.items[0].id;
        this.communes = {};
        for (const { id, name, code } of (await this.call('GET', `/api/v1/areas/${this.id}`)).children) {
            const body = await this.call('POST', '/api/v1/bodies', {
                code: `DU-${code}`, name: `Đảng ủy ${name.toLowerCase()}`, line: 'dang', area: id, contact: 1, valid_from: '2025-07-01',
            });
            this.communes[name] = { id, body: body.body };
        }
        return this;
    }

    async register(commune, title, more = {}) {
        return this.call('POST', '/api/v1/models', {
            year: 2026, kind: 'mo_hinh', entry: 'moi', body: this.communes[commune].body, field: 'kinh_te', title,
            aims: '20 hộ có thêm thu nhập trước ngày 30/9/2026', registered_on: '15/3/2026', ...more,
        });
    }

    summary(query = '') {
        return this.call('GET', `/api/v1/reports/summary${query}`);
    }
}

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
