// SPDX-License-Identifier: AGPL-3.0-or-later
// An operator loads the areas, a commune registers a model, the province
// receives and publishes it; a citizen reads it and checks its receipt.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';

import { start } from './rig.mjs';

const units = `code,name,full_name,kind,parent_code,valid_from
90,Thử Nghiệm,Tỉnh Thử Nghiệm,Tỉnh,,
90001,Suối Mây,Xã Suối Mây,Xã,90,
`;

// The fields of one registration; the words are invented.
const registration = (body) => ({
    year: 2026, kind: 'mo_hinh', entry: 'moi', body, field: 'kinh_te',
    title: 'Tổ góp vốn xoay vòng', aims: '18 hộ có vốn làm ăn trước ngày 30/9/2026',
    measure: 'Số hộ được vay', baseline: '4', target: '18', registered_on: '15/3/2026',
});

async function with_body(kheo) {
    const file = join(kheo.home, 'dia-ban.csv');
    await writeFile(file, units);
    const sums = JSON.parse(await kheo.done('import', 'areas', file, '--valid-from', '2025-07-01'));
    assert.equal(sums.added, 2);
    const provinces = JSON.parse(await kheo.done('api', 'GET', '/api/v1/areas'));
    const province = provinces.items.find((each) => each.code === '90');
    const inside = JSON.parse(await kheo.done('api', 'GET', `/api/v1/areas/${province.id}`));
    const commune = inside.children.find((each) => each.code === '90001');
    const body = JSON.parse(await kheo.done('api', 'POST', '/api/v1/bodies', 'code=SM-DU', 'name=Đảng ủy xã Suối Mây',
        'line=dang', `area=${commune.id}`, 'contact=1', 'valid_from=2025-07-01'));
    return { commune: commune.id, body: body.body };
}

const pairs = (fields) => Object.entries(fields).map(([name, value]) => `${name}=${value}`);

// What the digest is made of is for everybody, until a correction takes it from
// the page: then only the corrected words are, and each is checked offline.
async function the_content_is_checked(kheo, { act, file, key, model }) {
    const content = join(kheo.home, 'noi-dung.bin');
    const check = async () => (await kheo.run('kheo-verify', ['receipt', file, '--vkey', key, '--content', content])).code;
    const download = (id) => fetch(`${kheo.address}/so-kiem-chung/phieu/${id}/noi-dung`);
    const given = await download(act);
    assert.equal(given.status, 200);
    const bytes = Buffer.from(await given.arrayBuffer());
    assert.match(bytes.toString(), /Tổ góp vốn xoay vòng/);
    await writeFile(content, bytes);
    assert.equal(await check(), 0);
    await writeFile(content, Buffer.concat([bytes.subarray(0, -1), Buffer.from('!')]));
    assert.equal(await check(), 1, 'one byte of it was changed');

    await kheo.done('api', 'POST', `/api/v1/models/${model}/edit`, 'version=3', 'title=Tổ góp vốn xoay vòng của 18 hộ',
        'field=kinh_te', 'registered_on=15/3/2026', 'reason=Nói rõ hơn');
    assert.equal((await download(act)).status, 404, 'what was corrected is not to be had any more');
    assert.match((await kheo.get(`/so-kiem-chung/phieu/${act}`)).text, /đã có bản mới hơn/);
    const page = await kheo.get(`/mo-hinh/${model}`);
    const later = [...page.text.matchAll(/\/so-kiem-chung\/phieu\/(\d+)/g)].at(-1)[1];
    assert.notEqual(later, act);
    assert.match(await (await download(later)).text(), /xoay vòng của 18 hộ/);
    await kheo.settle();
}

test('a model goes from a commune to a citizen who checks its receipt', async (t) => {
    const kheo = await start(t);
    const { body } = await with_body(kheo);
    const made = JSON.parse(await kheo.done('api', 'POST', '/api/v1/models', ...pairs(registration(body))));
    assert.equal(made.stage, 'registered');
    assert.equal((await kheo.get(`/mo-hinh/${made.id}`)).status, 404, 'internal until it is published');
    await kheo.done('api', 'POST', `/api/v1/models/${made.id}/receive`, 'version=1');
    await kheo.done('api', 'POST', `/api/v1/models/${made.id}/publish`, 'version=2');
    const page = await kheo.get(`/mo-hinh/${made.id}`);
    assert.equal(page.status, 200);
    assert.match(page.text, /Tổ góp vốn xoay vòng/);
    assert.match(page.text, /Xã Suối Mây/);
    const act = /\/so-kiem-chung\/phieu\/(\d+)/.exec(page.text)[1];
    await kheo.settle();
    const receipt = await kheo.get(`/so-kiem-chung/phieu/${act}/tep`);
    assert.equal(receipt.status, 200);
    const file = join(kheo.home, 'phieu.tlog-proof');
    await writeFile(file, receipt.text);
    const key = (await kheo.get('/so-kiem-chung/vkey')).text.trim();
    assert.equal((await kheo.run('kheo-verify', ['receipt', file, '--vkey', key])).code, 0);
    await the_content_is_checked(kheo, { act, file, key, model: made.id });
    const head = receipt.text.split('\n').findIndex((line) => line.startsWith('extra '));
    const forged = receipt.text.split('\n');
    forged[head] = forged[head].replace(/.(?==*$)/, (letter) => (letter === 'A' ? 'B' : 'A'));
    await writeFile(file, forged.join('\n'));
    assert.equal((await kheo.run('kheo-verify', ['receipt', file, '--vkey', key])).code, 1);
    await kheo.check_ledger();
});

test('what is sent twice is done once, what is not allowed is not done', async (t) => {
    const kheo = await start(t);
    const { body } = await with_body(kheo);
    const once = pairs({ ...registration(body), act: 'a'.repeat(32) });
    const first = await kheo.done('api', 'POST', '/api/v1/models', ...once);
    assert.equal(await kheo.done('api', 'POST', '/api/v1/models', ...once), first);
    const other = await kheo.cli('api', 'POST', '/api/v1/models', ...once, 'signer=Bí thư');
    assert.equal(other.code, 1);
    assert.match(other.err, /Mã lần gửi này đã dùng/);
    const bad = await kheo.cli('api', 'POST', '/api/v1/models', 'year=hai nghìn', `body=${body}`);
    assert.equal(bad.code, 1);
    for (const sentence of [/Năm đăng ký: /, /Lĩnh vực: chưa chọn/, /Tên mô hình: chưa nhập/])
        assert.match(bad.err, sentence);
    const stranger = await kheo.api('/api/v1/models', { method: 'POST', json: registration(body) });
    assert.equal(stranger.status, 401);
    assert.equal(stranger.body.type, 'sign_in_first');
    await kheo.check_ledger();
});

test('a command works without a server and beside one', async (t) => {
    const kheo = await start(t);
    await with_body(kheo);
    assert.match(await kheo.done('check'), /"good": true/);
    await kheo.stop();
    assert.match(await kheo.done('check'), /"good": true/);
    const provinces = JSON.parse(await kheo.done('api', 'GET', '/api/v1/areas'));
    assert.equal(provinces.total, 1);
    await kheo.serve();
    await kheo.check_ledger();
});
