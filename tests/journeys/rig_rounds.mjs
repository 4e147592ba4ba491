// SPDX-License-Identifier: AGPL-3.0-or-later
// What journeys of appraisal share: models that are public, a round that is
// open, minutes with their file.
import assert from 'node:assert/strict';

import { a_png } from './rig_rows.mjs';

// The API as one person: `call` must succeed, `refused` must not.
export async function caller(kheo, person) {
    const token = await person.token();
    const ask = (path, json) => kheo.api(path, json ? { token, json } : { token });
    return {
        call: async (path, json) => {
            const { status, body } = await ask(path, json);
            assert.ok(status < 300, `${path}: ${status} ${JSON.stringify(body)}`);
            return body;
        },
        refused: async (path, json) => {
            const { status, body } = await ask(path, json);
            assert.ok(status >= 400, `${path} was not refused: ${JSON.stringify(body)}`);
            return body;
        },
    };
}

// So many public models of one body, by an officer of the province: [{ id, version }].
export async function published_models(call, body, count, year = 2026) {
    const made = [];
    for (let at = 1; at <= count; ++at) {
        const { id } = await call('/models', { year, kind: 'mo_hinh', entry: 'moi', body, field: 'kinh_te',
            title: `Tuyến đường hoa số ${String(at).padStart(2, '0')}`, aims: '2 km đường hoa trước 30/9/2026', registered_on: `15/3/${year}` });
        await call(`/models/${id}/receive`, { version: 1 });
        const { version } = await call(`/models/${id}/publish`, { version: 2 });
        made.push({ id, version });
    }
    return made;
}

// A round that stands open, with the sample's criteria.
export async function round_of(call, fields) {
    const { id, version } = await call('/rounds', { sample: true, ...fields });
    return call(`/rounds/${id}/open`, { version });
}

// The council's meeting as the page records it, with its file; the page after it.
export function minutes(officer, round, { passed = [], held_on = '10/10/2026' } = {}) {
    return officer.visitor.post(`/can-bo/tham-dinh/${round}/hop`, { held_on, location: 'Hội trường Tỉnh ủy',
        members: 'Phó Trưởng ban Tuyên giáo và Dân vận\nChánh Văn phòng Mặt trận', passed, minutes: a_png() });
}
