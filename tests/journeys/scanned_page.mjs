// SPDX-License-Identifier: AGPL-3.0-or-later
// A scanned directive is confirmed beside the picture of its page: each field
// with the words cut out of it. The picture reaches whom the document reaches,
// and is gone with it.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { start, until } from './rig.mjs';
import { papers, pdf_of, scan_height, scan_width } from './rig_papers.mjs';
import { a_person, a_province, unlimited } from './rig_people.mjs';
import { unescape_html } from './rig_visitor.mjs';

const made = await papers({ scan: { scanned: true, skew: 1.3, noise: 0.12 } });
const scan = pdf_of([made.scan, made.scan], scan_width, scan_height);

const stored = (kheo) => readdirSync(join(kheo.data, 'files'), { recursive: true, withFileTypes: true }).filter((each) => each.isFile() && each.name !== 'lock').length;

async function sent(visitor, bytes, name) {
    const page = await visitor.post('/can-bo/van-ban/moi', { files: new File([bytes], name, { type: 'application/pdf' }) });
    const [, id] = /doc\/(\d+)$/.exec(page.url) ?? assert.fail(unescape_html(page.text).slice(0, 2000));
    let shown = page;
    await until('it is read', 60, async () => {
        shown = await visitor.get(`/can-bo/van-ban/doc/${id}`);
        return shown.text.includes('Xác nhận văn bản');
    });
    return { id, text: shown.text, url: `/can-bo/van-ban/doc/${id}` };
}

async function picture(visitor, path) {
    const cookie = [...visitor.cookies].map((pair) => pair.join('=')).join('; ');
    const answer = await fetch(new URL(path, visitor.address ?? visitor.origin), { headers: cookie ? { cookie } : {}, redirect: 'manual' });
    return { status: answer.status, type: answer.headers.get('content-type'), bytes: Buffer.from(await answer.arrayBuffer()) };
}

// Width and height of a JPEG by its frame header.
function size_of(jpeg) {
    for (let at = 2; at < jpeg.length; at += 2 + jpeg.readUInt16BE(at + 2))
        if (jpeg[at + 1] >= 0xc0 && jpeg[at + 1] <= 0xc2) return [jpeg.readUInt16BE(at + 7), jpeg.readUInt16BE(at + 5)];
    return assert.fail('no JPEG');
}

test('a scan is confirmed beside its picture, which goes where the document goes', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const { communes: [home] } = await a_province(kheo);
    const officer = await a_person(kheo, 'tinh.mot', 'can_bo_tinh', 'TINH');
    const other = await a_person(kheo, 'xa.khac', 'can_bo_xa', home.code);
    const public_visitor = kheo.visitor_from_elsewhere();
    for (const each of [officer.visitor, other.visitor, public_visitor]) each.address = kheo.address;
    const before = stored(kheo);

    // Thrown away: the file and the pictures of its pages are gone.
    const thrown = await sent(officer.visitor, scan, 'bo.pdf');
    assert.equal(stored(kheo), before + 3, 'the file and two pictures');
    await officer.visitor.post(`${thrown.url}/bo`, {}, { from: thrown.url });
    assert.equal(stored(kheo), before, 'nothing stays of what was thrown away');

    const { id, text, url } = await sent(officer.visitor, scan, 'chi-thi.pdf');
    for (const field of ['type', 'number', 'issued_on', 'subject']) {
        const region = new RegExp(`<a id="r-${field}" class="kheo-scans__region" href="#f-${field}"[^>]*>(.*?)</a>`).exec(text);
        assert.ok(region, `${field} is marked on its page`);
        assert.match(text, new RegExp(`href="#r-${field}"><svg viewBox="\\d+ \\d+ \\d+ \\d+"`), `${field} has its words beside it`);
    }
    const image = await picture(officer.visitor, `${url}/trang/1`);
    assert.equal(image.type, 'image/jpeg');
    assert.ok(image.bytes.length <= 200_100, `${image.bytes.length} bytes`);
    const [width, height] = size_of(image.bytes);
    assert.ok(width <= 1_000 && height <= 1_600 && width > 600, `${width} × ${height}`);
    assert.ok(text.includes(`viewBox="0 0 ${width} ${height}"`));
    // The number stands in the upper left quarter of the page.
    const [, x, y, w, h] = /<a id="r-number"[^>]*><title>[^<]*<\/title><rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"/.exec(text).map(Number);
    assert.ok(x < width / 2 && y < height / 4 && w > 30 && w < width / 3 && h > 8 && h < height / 20, `${x},${y} ${w}×${h}`);
    assert.equal((await picture(officer.visitor, `${url}/trang/3`)).status, 404);
    assert.notEqual((await picture(other.visitor, `${url}/trang/1`)).status, 200, 'not for another office');
    assert.notEqual((await picture(public_visitor, `${url}/trang/1`)).status, 200);

    const done = await officer.visitor.post('/can-bo/van-ban/ghi', {}, { from: url });
    assert.match(done.text, /Đã lưu/, unescape_html(done.text).slice(0, 2000));
    const [, document] = /\/can-bo\/van-ban\/(\d+)/.exec(done.url);
    const roads = [`/van-ban/${document}/trang/1`, `/api/v1/documents/${document}/pages/1`, `/can-bo/van-ban/${document}/trang/1`];
    const seen_by = async (visitor) => Promise.all(roads.map(async (road) => (await picture(visitor, road)).status === 200));
    assert.deepEqual(await seen_by(officer.visitor), [false, false, true], 'its keeper, inside');
    assert.deepEqual(await seen_by(other.visitor), [false, false, false]);
    assert.deepEqual(await seen_by(public_visitor), [false, false, false]);
    assert.match((await officer.visitor.get(`/can-bo/van-ban/${document}/toan-van`)).text, new RegExp(`<img[^>]*src="/can-bo/van-ban/${document}/trang/2"[^>]*loading="lazy"`));

    const token = await officer.token();
    const opened = await kheo.api(`/documents/${document}/reach`, { token, json: { version: 1, reach: 'open', allowed_by: 'Phó Bí thư Tỉnh ủy', seen: true } });
    assert.equal(opened.status, 201, JSON.stringify(opened.body));
    assert.deepEqual(await seen_by(public_visitor), [true, true, false]);
    const { body } = await kheo.api(`/documents/${document}/text`);
    assert.equal(body.pages[1].picture_url, `/van-ban/${document}/trang/2`);
    const taken_back = await kheo.api(`/documents/${document}/withdraw`, { token, json: { version: 2, reason: 'Gửi nhầm bản chưa ký.' } });
    assert.equal(taken_back.status, 201);
    for (const each of [other.visitor, public_visitor]) assert.deepEqual(await seen_by(each), [false, false, false]);
    await kheo.check_ledger();
});
