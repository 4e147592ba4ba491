// SPDX-License-Identifier: AGPL-3.0-or-later
// Files that are not what they say, or far more: each form that takes files
// says so in a sentence and keeps nothing.
import assert from 'node:assert/strict';
import { deflateRawSync } from 'node:zlib';
import test from 'node:test';

import { start, until } from './rig.mjs';
import { a_person, a_province, unlimited } from './rig_people.mjs';
import { a_png } from './rig_rows.mjs';
import { unescape_html } from './rig_visitor.mjs';

// A ZIP of one entry, stored as it says though its content may be anything.
function zip_of(name, content) {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(content.length, 22);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(20, 6);
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(content.length, 24);
    central.writeUInt16LE(name.length, 28);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(1, 8);
    end.writeUInt16LE(1, 10);
    end.writeUInt32LE(46 + name.length, 12);
    end.writeUInt32LE(30 + name.length + packed.length, 16);
    return Buffer.concat([local, Buffer.from(name), packed, central, Buffer.from(name), end]);
}

const bomb = zip_of('xl/worksheets/sheet1.xml', Buffer.alloc(400 << 20));
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const too_large = new File([Buffer.alloc((50 << 20) + 1)], 'so.csv', { type: 'text/csv' });

const bad_sheets = [
    ['a picture called a sheet', new File([await a_png().arrayBuffer()], 'so.xlsx', { type: xlsx })],
    ['a page called a sheet', new File(['<html><script>alert(1)</script></html>'], 'so.xlsx', { type: xlsx })],
    ['a ZIP that is no sheet', new File([zip_of('a.txt', Buffer.from('a'))], 'so.xlsx', { type: xlsx })],
    ['a sheet broken off', new File([Buffer.from([80, 75, 3, 4, 20, 0])], 'so.xlsx', { type: xlsx })],
    ['a ZIP bomb', new File([bomb], 'so.xlsx', { type: xlsx })],
    ['an old sheet', new File([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2048)], 'so.xls', { type: 'application/vnd.ms-excel' })],
    ['nothing', new File([], 'so.csv', { type: 'text/csv' })],
    ['a program', new File([Buffer.from('MZ\u0090\u0000'), Buffer.alloc(500)], 'so.csv', { type: 'text/csv' })],
];

async function open(t) {
    const kheo = await start(t, { settings: unlimited });
    const province = await a_province(kheo);
    const officer = await a_person(kheo, 'xa.mot', 'can_bo_xa', province.communes[0].code);
    const acts = async () => JSON.parse(await kheo.done('check')).acts;
    return { kheo, province, officer, acts };
}

test('sheets that are none are refused one by one, in words', async (t) => {
    const { kheo, officer, acts } = await open(t);
    const admin = await a_person(kheo, 'quan.tri', 'quan_tri');
    const token = await officer.token();
    const before = await acts();
    for (const [what, file] of bad_sheets) {
        for (const form of ['/can-bo/tai-khoan/nhap', '/can-bo/co-quan/nhap']) {
            const page = await admin.visitor.post(form, { file });
            assert.ok(page.status >= 400 && page.status < 500, `${form}, ${what}: ${page.status}`);
            assert.match(page.text, /error-summary[^]*href="#f-file/, `${form}, ${what}: the sentence stands at the field`);
        }
        const body = new FormData();
        body.append('files', file, file.name);
        const direct = await kheo.visitor.send('POST', '/api/v1/models/import', { body, headers: { authorization: `Bearer ${token}` } });
        assert.ok(direct.status >= 400 && direct.status < 500, `${what}: ${direct.status} ${direct.text.slice(0, 200)}`);
        const { errors, type } = JSON.parse(direct.text);
        assert.match(type, /^[a-z_.]+$/);
        assert.ok(errors.length && /[à-ỹđ]/i.test(errors[0].sentence), `${what}: ${direct.text}`);
    }
    const old = await admin.visitor.post('/can-bo/tai-khoan/nhap', { file: bad_sheets[5][1] });
    assert.match(unescape_html(old.text), /lưu thành \.xlsx|\.xlsx/i, 'an old sheet is to be saved as .xlsx');
    assert.equal(await acts(), before);
    await kheo.check_ledger();
});

test('among good files the bad one is named, and the good ones are read', async (t) => {
    const { kheo, officer } = await open(t);
    const good = new File(['Tên mô hình,Lĩnh vực,Năm\nTổ góp vốn,Kinh tế,2026\n'], 'so-tot.csv', { type: 'text/csv' });
    const bad_ones = bad_sheets.map(([, file], at) => new File([file], `hong-${at}${/\.\w+$/.exec(file.name)[0]}`, { type: file.type }));
    const sent = await officer.visitor.post('/can-bo/gop-so', { files: [good, ...bad_ones] });
    const id = /\/can-bo\/gop-so\/(\d+)/.exec(sent.url + sent.text)[1];
    const token = await officer.token();
    const view = await until('both files are looked at', 120, async () => {
        const { body } = await kheo.api(`/imports/${id}`, { token });
        return body.items?.length === 1 + bad_ones.length && body.waiting === 0 && body;
    });
    const fine = view.items.find((file) => file.name === 'so-tot.csv');
    for (const [at, { name }] of bad_ones.entries()) {
        const [what] = bad_sheets[at];
        const bad = view.items.find((file) => file.name === name);
        assert.match(JSON.stringify(bad), /[à-ỹđ]/i, `${what}: a sentence`);
        assert.notEqual(bad.state, fine.state, what);
    }
    await kheo.check_ledger();
});

test('a picture that is none, and more than may be sent, are refused without a trace', async (t) => {
    const { kheo, officer, province: { communes: [{ body }] }, acts } = await open(t);
    const token = await officer.token();
    const model = (await kheo.api('/models', { token, json: { year: 2026, kind: 'mo_hinh', entry: 'moi', body, field: 'kinh_te', title: 'Tổ góp vốn' } })).body;
    const path = `/can-bo/mo-hinh/${model.id}/minh-chung`;
    const before = await acts();
    const png = await a_png().arrayBuffer();
    for (const [what, file] of [
        ['a page called a picture', new File(['<html><body onload=alert(1)>'], 'anh.png', { type: 'image/png' })],
        ['a picture with another ending', new File([png], 'anh.exe', { type: 'image/png' })],
        ['half a picture', new File([Buffer.from(png).subarray(0, 40)], 'anh.png', { type: 'image/png' })],
        ['SVG', new File(['<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'], 'anh.svg', { type: 'image/svg+xml' })],
    ]) {
        const answer = await officer.visitor.post(path, { files: file });
        assert.ok(answer.status >= 400 && answer.status < 500, `${what}: ${answer.status}`);
        assert.match(answer.text, /error-summary/, what);
    }
    const large = await officer.visitor.post(path, { files: too_large });
    assert.equal(large.status, 413);
    assert.match(unescape_html(large.text), /“so\.csv” lớn hơn 50 MB/);
    assert.match(large.text, /error-summary[^]*href="#f-files/, 'the form is shown again, the sentence at the field');
    assert.equal(await acts(), before);
    await kheo.check_ledger();
});
