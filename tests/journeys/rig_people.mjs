// SPDX-License-Identifier: AGPL-3.0-or-later
// People of an invented province, who come by a printed link as real ones do:
// password, second step, session, token.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const password = 'đường hoa ven sông 2026';

// RFC 6238: the code that an app with this secret (hexadecimal) shows, so many
// steps of half a minute from now.
export function code_of(secret, steps = 0) {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
    const digest = createHmac('sha1', Buffer.from(secret, 'hex')).update(counter).digest();
    const at = digest[19] & 15;
    return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

const units = `code,name,full_name,kind,parent_code,valid_from
90,Minh Họa,Tỉnh Minh Họa,Tỉnh,,
90001,Suối Mây,Xã Suối Mây,Xã,90,
90002,Đồi Cọ,Xã Đồi Cọ,Xã,90,
`;

// Two communes with a body each, and the province's: { province, communes: [{ area, body, code }] }.
export async function a_province(kheo) {
    const file = join(kheo.home, 'dia-ban.csv');
    await writeFile(file, units);
    await kheo.done('import', 'areas', file, '--valid-from', '2025-07-01');
    const call = async (...args) => JSON.parse(await kheo.done('api', ...args));
    const province = (await call('GET', '/api/v1/areas')).items[0];
    const body_in = async (area, code, name) => (await call('POST', '/api/v1/bodies', `code=${code}`, `name=${name}`,
        'line=dang', `area=${area}`, 'contact=1', 'valid_from=2025-07-01')).body;
    const made = { id: province.id, body: await body_in(province.id, 'TINH', 'Ban Tuyên giáo và Dân vận Tỉnh ủy'), communes: [] };
    const children = (await call('GET', `/api/v1/areas/${province.id}`)).children;
    for (const { id, code, name } of children.sort((a, b) => a.code.localeCompare(b.code))) {
        made.communes.push({ area: id, code: `DU-${code}`, name, body: await body_in(id, `DU-${code}`, `Đảng ủy ${name.toLowerCase()}`) });
    }
    return made;
}

// One who signs in: by link, with app, by password.
export class Person {
    constructor(kheo, login) {
        this.kheo = kheo;
        this.login = login;
        this.visitor = kheo.visitor_from_elsewhere();
    }

    // Opens the slip's link and sets the password: the page of the second step.
    async begin(link) {
        const first = await this.visitor.open_link(link);
        assert.match(first.text, /Đặt mật khẩu/, `the link of ${this.login}`);
        return this.visitor.post('/can-bo/bat-dau', { new_password: password, new_password_again: password });
    }

    async with_app(link) {
        const page = await this.begin(link);
        this.secret = /name="secret" value="([0-9a-f]{40})"/.exec(page.text)[1];
        const done = await this.visitor.post('/can-bo/bat-dau/ung-dung', { secret: this.secret, code: code_of(this.secret) },
            { raw: true });
        assert.equal(done.status, 200, done.text.slice(0, 500));
        return this;
    }

    // The ten codes of the printed card.
    async with_card(link) {
        await this.begin(link);
        const page = await this.visitor.post('/can-bo/bat-dau/the-ma', {}, { raw: true });
        this.card = [...page.text.matchAll(/<li>([0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4})<\/li>/g)].map((each) => each[1]);
        assert.equal(this.card.length, 10);
        return this;
    }

    async without(link) {
        await this.begin(link);
        await this.visitor.post('/can-bo/bat-dau/de-sau', {}, { raw: true });
        return this;
    }

    sign_in(typed = password, more = {}) {
        return this.visitor.post('/can-bo/dang-nhap', { login: this.login, password: typed, ...more }, { raw: true });
    }

    async signed_in() {
        return (await this.visitor.api('/me')).status === 200;
    }

    // A personal token, as the page shows it once.
    async token() {
        const page = await this.visitor.post('/can-bo/toi/ma-truy-cap', { name: 'thử', password });
        return /kheo_[0-9a-f]{64}/.exec(page.text)[0];
    }
}

// Adds a person by the command line and gives the printed link.
export async function a_link(kheo, login, role, unit) {
    const args = ['--login', login, '--name', `Cán bộ ${login}`, '--role', role, '--from', '2026-01-01'];
    await kheo.done('user', 'add', ...args, ...(unit ? ['--unit-code', unit] : []));
    return new_link(kheo, login);
}

export async function new_link(kheo, login) {
    return /https?:\/\/\S+/.exec(await kheo.done('user', 'link', login))[0];
}

// Somebody in a post, signed in.
export async function a_person(kheo, login, role, unit) {
    const person = new Person(kheo, login);
    const link = await a_link(kheo, login, role, unit);
    return role === 'can_bo_xa' || role === 'lanh_dao' ? person.without(link) : person.with_app(link);
}

// All limits out of the way, for journeys that ask more in a minute than people do.
export const unlimited = '[limits]\nreads_per_minute = 1000000\nwrites_per_minute = 1000000\n';
