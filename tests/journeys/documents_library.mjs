// SPDX-License-Identifier: AGPL-3.0-or-later
// A directive comes in and is read, confirmed beside its words, sent to one
// commune, published; another replaces it; every other role tries to see it
// before it may, by every road.
import assert from 'node:assert/strict';
import test from 'node:test';

import { start, until } from './rig.mjs';
import { a_person, a_province, unlimited } from './rig_people.mjs';
import { directive, guidance } from './rig_documents.mjs';
import { unescape_html } from './rig_visitor.mjs';

const secret_words = 'Khe Lặng';

// Every address at which a document or its words could show.
const roads = (id) => [`/van-ban/${id}`, `/van-ban/${id}/toan-van`, `/van-ban/${id}/tep`, `/can-bo/van-ban/${id}`,
    `/can-bo/van-ban/${id}/toan-van`, `/can-bo/van-ban/${id}/tep`, `/can-bo/van-ban/${id}/sua`, `/api/v1/documents/${id}`,
    `/api/v1/documents/${id}/text`, `/api/v1/documents/${id}/file`, '/van-ban', '/van-ban?q=khe+lang', '/van-ban?dang=csv',
    '/can-bo/van-ban', '/can-bo/van-ban?q=khe+lang', '/can-bo/van-ban?dang=csv', '/api/v1/documents', '/api/v1/office/documents',
    '/api/v1/documents/graph', '/tim?q=khe+lang', '/api/v1/search?q=khe+lang', '/so-kiem-chung', '/'];

async function sees(visitor, id) {
    const shown = [];
    for (const road of roads(id)) {
        const { text } = await visitor.get(road);
        if (unescape_html(text.replace(/<\/?mark>/g, '')).includes(secret_words)) shown.push(road);
    }
    return shown;
}

class Office {
    static async open(t) {
        const office = new Office();
        office.kheo = await start(t, { settings: unlimited });
        const { communes: [home, abroad] } = await a_province(office.kheo);
        office.home = home;
        office.officer = await a_person(office.kheo, 'tinh.mot', 'can_bo_tinh', 'TINH');
        office.receiver = await a_person(office.kheo, 'xa.nhan', 'can_bo_xa', home.code);
        office.other = await a_person(office.kheo, 'xa.khac', 'can_bo_xa', abroad.code);
        office.manager = await a_person(office.kheo, 'quan.tri', 'quan_tri');
        office.visitor = office.kheo.visitor_from_elsewhere();
        office.key = await office.officer.token();
        return office;
    }

    ask(path, json, token = this.key) {
        return this.kheo.api(path, { token, json });
    }

    // Sent, read at once, shown beside its words, confirmed: its id.
    async record(text) {
        const { visitor } = this.officer;
        const page = await visitor.post('/can-bo/van-ban/moi', { files: new File([text], 'chi-thi.txt', { type: 'text/plain' }) });
        assert.match(page.url, /^\/can-bo\/van-ban\/doc\/\d+$/, unescape_html(page.text).slice(0, 3000));
        assert.match(page.text, /name="number"[^>]*value="18-CT\/TU"/);
        assert.match(page.text, /name="issued_on"[^>]*value="06\/05\/2024"/);
        assert.match(page.text, /Trong văn bản: <q>18-CT\/TU<\/q>/);
        assert.match(page.text, /Quy định 11-QĐi\/TW ngày 18\/02\/2019 của Bộ Chính trị/);
        const done = await visitor.post('/can-bo/van-ban/ghi', { sent_to: this.home.code }, { from: page.url });
        assert.match(done.text, /Đã lưu/, unescape_html(done.text).slice(0, 3000));
        assert.match(done.text, /Chỉ nơi nhận/);
        assert.equal((await visitor.get(page.url)).status, 404, 'what was read is gone');
        return /\/can-bo\/van-ban\/(\d+)/.exec(done.url)[1];
    }

    async check_narrow(id) {
        for (const person of [this.officer, this.receiver]) assert.notDeepEqual(await sees(person.visitor, id), []);
        for (const person of [this.other, this.manager]) assert.deepEqual(await sees(person.visitor, id), [], person.login);
        assert.deepEqual(await sees(this.visitor, id), []);
    }

    // Wider names who allowed it; to everybody only what was read through.
    async publish(id) {
        assert.equal((await this.ask(`/documents/${id}/reach`, { version: 1, reach: 'system' })).body.type, 'documents.allowed_needed');
        await this.ask(`/documents/${id}/reach`, { version: 1, reach: 'system', allowed_by: 'Phó Bí thư Thường trực Tỉnh ủy' });
        assert.notDeepEqual(await sees(this.other.visitor, id), []);
        for (const each of [this.manager.visitor, this.visitor]) assert.deepEqual(await sees(each, id), []);
        const unread = { version: 2, reach: 'open', allowed_by: 'Phó Bí thư Thường trực Tỉnh ủy' };
        assert.equal((await this.ask(`/documents/${id}/reach`, unread)).body.type, 'documents.not_seen_through');
        const of_other = await this.ask(`/documents/${id}/reach`, { ...unread, seen: true }, await this.other.token());
        assert.equal(of_other.status, 403, 'who does not keep it does not publish it');
        assert.equal((await this.ask(`/documents/${id}/reach`, { ...unread, seen: true })).body.reach, 'open');
    }

    async check_open(id) {
        await until('the public finds it', 20, async () => (await sees(this.visitor, id)).includes('/tim?q=khe+lang'));
        const open = await this.visitor.get(`/van-ban/${id}`);
        assert.match(open.text, /SHA-256 [0-9a-f]{64}/);
        assert.match(open.text, /Cho phép phổ biến/);
        const receipt = /href="(\/so-kiem-chung\/phieu\/\d+)"/.exec(open.text)[1];
        await this.kheo.settle();
        assert.equal((await this.visitor.get(receipt)).status, 200);
        assert.match((await this.visitor.get('/van-ban?q=kien+nghi+cham')).text, /<mark>kiến<\/mark>/);
    }

    // Said at the top of the old one, once what replaces it may be seen.
    async replace(id) {
        const fresh = (await this.ask('/documents', { source: 'paper', type: 'Chỉ thị', number: '22-CT/TU', issuer: 'Ban Thường vụ Tỉnh ủy Minh Họa',
            issued_on: '2026-03-02', subject: 'về đối thoại, thay bản cũ', more_citations: 'Thay thế: Chỉ thị số 18-CT/TU, ngày 06/5/2024 của Ban Thường vụ Tỉnh ủy Minh Họa' })).body;
        assert.ok(!(await this.visitor.get(`/van-ban/${id}`)).text.includes('Bị thay thế'), 'not before');
        await this.ask(`/documents/${fresh.id}/reach`, { version: 1, reach: 'open', allowed_by: 'Phó Bí thư Tỉnh ủy', seen: true });
        const old = await this.visitor.get(`/van-ban/${id}`);
        assert.match(old.text, /kheo-ended[^]*Bị thay thế bằng <a[^>]*>Chỉ thị 22-CT\/TU/);
        assert.match(old.text, /<svg[^]*Chỉ thị 22-CT\/TU/);
        assert.match((await this.visitor.get('/van-ban?force=ended')).text, /18-CT\/TU/);
        assert.doesNotMatch((await this.visitor.get('/van-ban?force=in_force')).text, />Chỉ thị 18-CT\/TU</);
    }
}

test('a document reaches whom it should, and nobody else by any road', async (t) => {
    const office = await Office.open(t);
    const text = directive({ subject: `về đối thoại ở ${secret_words}` });
    const id = await office.record(text);
    await office.check_narrow(id);

    const twice = await office.officer.visitor.post('/can-bo/van-ban/moi', { text });
    const refused = await office.officer.visitor.post('/can-bo/van-ban/ghi', {}, { from: twice.url });
    assert.equal(refused.status, 409);
    assert.match(refused.text, /đã có trong thư viện/);

    await office.publish(id);
    await office.check_open(id);
    await office.replace(id);

    // Of a correction the reason stays; withdrawn, it is gone for all but its keeper.
    const corrected = await office.officer.visitor.post(`/can-bo/van-ban/${id}/sua`, { signer_office: 'Bí thư Tỉnh ủy', reason: 'Gõ nhầm chức vụ.' });
    assert.match(corrected.text, /Gõ nhầm chức vụ/);
    const { body: gone } = await office.ask(`/documents/${id}/withdraw`, { version: 4, reason: 'Gửi nhầm bản chưa ký.' });
    assert.equal(gone.version, 5);
    for (const { visitor } of [office, office.other, office.manager, office.receiver]) assert.deepEqual(await sees(visitor, id), []);
    await office.kheo.check_ledger();
});

test('the same notation of two provinces are two, the same document of one is one', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    await a_province(kheo);
    const officer = await a_person(kheo, 'tinh.mot', 'can_bo_tinh', 'TINH');
    const token = await officer.token();
    const record = (json) => kheo.api('/documents', { token, json: { source: 'paper', type: 'Chỉ thị', number: '35-CT/TU', subject: 'về phong trào', ...json } });
    const first = await record({ issuer: 'Ban Thường vụ Tỉnh ủy Ninh Thuận', issued_on: '2022-11-02' });
    assert.equal(first.status, 201, JSON.stringify(first.body));
    assert.equal((await record({ issuer: 'Tỉnh ủy Ninh Thuận', issued_on: '2022-11-02', number: ' 35 - CT/TU' })).body.type, 'documents.already_there');
    assert.equal((await record({ issuer: 'Tỉnh ủy Thái Bình', issued_on: '2022-11-02' })).status, 201);
    assert.equal((await record({ issuer: 'Tỉnh ủy Ninh Thuận', issued_on: '2017-05-09' })).status, 201, 'of another term');
    const graph = (await kheo.api('/documents/graph', { token })).body;
    assert.equal(graph.nodes.filter(({ name }) => name === 'Chỉ thị 35-CT/TU').length, 3);
    await kheo.check_ledger();
});

test('guidance is read in other forms too: typed, pasted, and by hand when there is no file', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const province = await a_province(kheo);
    const commune = await a_person(kheo, 'xa.mot', 'can_bo_xa', province.communes[0].code);
    const page = await commune.visitor.post('/can-bo/van-ban/moi', { text: guidance });
    assert.match(page.text, /name="number"[^>]*value="09-HD\/BTGDVTU"/);
    const lines = [...page.text.matchAll(/<option value="(\d+:\w+)" selected>([^<]+)/g)].map(([, value, words]) => `${value} ${words}`);
    assert.ok(lines.includes('1:replaces Thay thế'), lines.join('\n'));
    const typed = await commune.visitor.post('/can-bo/van-ban/ghi', { type: '' }, { from: page.url });
    assert.equal(typed.status, 422);
    assert.match(typed.text, /Tên loại: xin ghi/);
    assert.match(typed.text, /value="09-HD\/BTGDVTU"/, 'nothing typed is lost');
    const saved = await commune.visitor.post('/can-bo/van-ban/ghi', {}, { from: page.url });
    assert.match(saved.text, /Đã lưu/);
    const by_hand = await commune.visitor.post('/can-bo/van-ban/ghi', { type: 'Nghị quyết', number: '54', issuer: 'Bộ Chính trị', subject: 'về phát triển' });
    assert.match(by_hand.text, /Nghị quyết 54/);
    await kheo.check_ledger();
});
