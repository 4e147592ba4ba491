// SPDX-License-Identifier: AGPL-3.0-or-later
// An office of a province that asks three communes, and the officers of each.
import assert from 'node:assert/strict';

import { start } from './rig.mjs';
import { a_person, unlimited } from './rig_people.mjs';
import { Province } from './rig_province.mjs';
import { unzip } from './rig_sheets.mjs';

export const day = (from_today) => new Date(Date.now() + 7 * 3_600_000 + from_today * 86_400_000).toISOString().slice(0, 10);
export const people = (iso) => iso.split('-').reverse().join('/');

// What a person reads in a .docx, a paragraph a line.
export const words_of_docx = (bytes) => unzip(bytes).get('word/document.xml').toString('utf8')
    .replaceAll('</w:p>', '\n').replaceAll(/<[^>]+>/g, '');

export class TaskOffice {
    static async open(t, options = {}) {
        const office = new TaskOffice();
        office.kheo = await start(t, { settings: unlimited, ...options });
        office.province = await new Province(office.kheo).prepare();
        await office.body('TINH', 'Ban Tuyên giáo và Dân vận Tỉnh ủy', 'dang', office.province.id);
        office.officer = await a_person(office.kheo, 'tinh.mot', 'can_bo_tinh', 'TINH');
        office.officer.key = await office.officer.token();
        for (const [name, code] of [['suoi', '90001'], ['dong', '90002'], ['ben', '90003']]) {
            office[name] = await a_person(office.kheo, `xa.${name}`, 'can_bo_xa', `DU-${code}`);
            office[name].key = await office[name].token();
        }
        office.visitor = office.kheo.visitor_from_elsewhere();
        return office;
    }

    body(code, name, line, area) {
        return this.province.call('POST', '/api/v1/bodies', { code, name, line, area, contact: 0, valid_from: '2025-07-01' });
    }

    async ask(who, path, json) {
        return this.kheo.api(path, { token: who.key, ...(json ? { json } : {}) });
    }

    async made(who, path, json) {
        const answer = await this.ask(who, path, json);
        assert.ok(answer.status < 300, `${path}: ${JSON.stringify(answer.body)}`);
        return answer.body;
    }

    // The page of one body's part, and its forms.
    part(who, task, body) {
        const address = `/can-bo/nhiem-vu/${task}/don-vi/${body}`;
        return { address, page: () => who.visitor.get(address), post: (verb, fields) => who.visitor.post(`${address}/${verb}`, fields, { from: address }) };
    }

    // A file of a page that somebody has open.
    async bytes(who, path) {
        const cookie = [...who.visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const answer = await fetch(new URL(path, this.kheo.address), { headers: { cookie } });
        assert.equal(answer.status, 200, path);
        return Buffer.from(await answer.arrayBuffer());
    }
}
