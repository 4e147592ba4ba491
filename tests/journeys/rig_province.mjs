// SPDX-License-Identifier: AGPL-3.0-or-later
// An invented province of a few communes, each with the body that is its đầu
// mối dân vận, and what its officers do, by the operator's own API.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const units = `code,name,full_name,kind,parent_code,valid_from
90,Thử Nghiệm,Tỉnh Thử Nghiệm,Tỉnh,,
90001,Suối Mây,Xã Suối Mây,Xã,90,
90002,Đồng Gió,Xã Đồng Gió,Xã,90,
90003,Bến Lau,Xã Bến Lau,Xã,90,
`;

const pairs = (fields) => Object.entries(fields).map(([name, value]) => `${name}=${value}`);

export class Province {
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

    async publish(model) {
        const received = await this.call('POST', `/api/v1/models/${model.id}/receive`, { version: model.version });
        return this.call('POST', `/api/v1/models/${model.id}/publish`, { version: received.version });
    }

    summary(query = '') {
        return this.call('GET', `/api/v1/reports/summary${query}`);
    }
}
