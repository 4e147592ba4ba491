// SPDX-License-Identifier: AGPL-3.0-or-later
// The rig of the journeys, proven on a stand-in for the program.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { after, before } from 'node:test';

import { forms_of, unescape_html } from '../journeys/rig_visitor.mjs';
import { start, until } from '../journeys/rig.mjs';
import { fake_programs } from './fake_programs.mjs';

let programs;
before(async () => {
    programs = await fake_programs();
});
after(() => rm(programs, { recursive: true }));

const begin = (t, options = {}) => start(t, { programs, engine: 'sqlite', ...options });

test('a page is read, its form filled in and sent with its hidden fields', async (t) => {
    const kheo = await begin(t);
    const page = await kheo.post('/mo-hinh', { title: 'Mô hình "mới"', b: null, c: ['1', '2'] });
    assert.equal(page.status, 200);
    const [cookies, sent] = page.text.split('\n');
    assert.equal(cookies, 'phien=1=2');
    const { csrf, ...rest } = JSON.parse(sent);
    assert.match(csrf[0], /^[0-9a-f-]+&$/);
    assert.deepEqual(rest, { title: ['Mô hình "mới"'], aims: ['mục tiêu <1>'], c: ['1', '2'], field: ['y'] });
});

test('a file makes the form multipart', async (t) => {
    const kheo = await begin(t);
    const file = Object.assign(new Blob(['nội dung']), { name: 'sổ 1.csv' });
    const page = await kheo.post('/mo-hinh', { tep: file });
    assert.deepEqual(JSON.parse(page.text.split('\n')[1]).tep, ['sổ 1.csv:nội dung']);
});

test('a forged form and a page without the form are told apart from a good one', async (t) => {
    const kheo = await begin(t);
    assert.equal((await kheo.post('/mo-hinh', { csrf: 'x' }, { raw: true })).status, 403);
    assert.equal((await kheo.post('/mo-hinh', {}, { headers: { origin: 'http://evil.example' } })).status, 403);
    await assert.rejects(kheo.post('/khac'), /has no form that posts to/);
});

test('two visitors have two jars of cookies', async (t) => {
    const kheo = await begin(t);
    await kheo.get('/mo-hinh');
    const other = kheo.visitor_from_elsewhere();
    assert.equal(kheo.visitor.cookies.get('phien'), '1=2');
    assert.equal(other.cookies.size, 0);
});

test('the API is sent JSON with a token and an idempotency key', async (t) => {
    const kheo = await begin(t);
    const { status, body } = await kheo.api('/models', { json: { title: 'a' }, token: 'm', key: 'k' });
    assert.equal(status, 201);
    assert.deepEqual(body, { sent: { title: 'a' }, key: 'k', auth: 'Bearer m' });
    assert.equal((await kheo.api('/nothing')).status, 404);
});

test('a one-time link is opened by pressing its button', async (t) => {
    const kheo = await begin(t);
    const [link] = kheo.links();
    assert.match(link.line, /^Cán bộ xã/);
    assert.equal((await kheo.visitor.open_link(link.url)).status, 200);
});

test('the command line gives its code and output', async (t) => {
    const kheo = await begin(t, { serve: false });
    assert.equal(await kheo.done('say', 'a b', 'ố'), 'a b|ố\n');
    assert.equal((await kheo.cli('unknown')).code, 9);
    await assert.rejects(kheo.done('unknown'), /kheo unknown ended with 9/);
});

test('the ledger is checked by the verifier and by the program', async (t) => {
    const kheo = await begin(t, { demo: true });
    await kheo.check_ledger();
    await writeFile(join(kheo.data, 'changed'), '');
    await assert.rejects(kheo.check_ledger(), /kheo check ended with 1/);
});

test('settling waits for as many leaves as are due, and no longer than told', async (t) => {
    const kheo = await begin(t);
    setTimeout(() => kheo.api('/models', { json: {} }), 700);
    assert.equal((await kheo.settle({ size: 1 })).size, 1);
    await assert.rejects(kheo.settle({ size: 2, seconds: 1 }), /not within 1 s/);
});

test('what was acknowledged before a kill is there when it serves again', async (t) => {
    const kheo = await begin(t);
    await kheo.api('/models', { json: { title: 'a' } });
    assert.deepEqual(await kheo.kill(), { code: null, signal: 'SIGKILL' });
    await assert.rejects(kheo.get('/xong'));
    await kheo.serve();
    assert.match((await kheo.get('/xong')).text, /"title":"a"/);
});

test('a clean end is required', async (t) => {
    const kheo = await begin(t);
    await kheo.stop();
    await kheo.serve();
    await writeFile(join(kheo.data, 'stubborn'), '');
    await assert.rejects(kheo.stop(), /ended with \{"code":3/);
});

test('a server that cannot start fails at once with its words', async (t) => {
    const kheo = await begin(t, { serve: false });
    await assert.rejects(kheo.serve('--fail'), /cổng đã có người dùng/);
});

test('nothing is left behind', async (t) => {
    let kheo;
    await t.test('an installation', async (inner) => {
        kheo = await begin(inner);
    });
    assert.ok(!existsSync(kheo.home));
    await until('the server is gone', 5, () => kheo.child.signalCode === 'SIGKILL');
});

test('forms are read as a browser reads them', () => {
    assert.equal(unescape_html('&lt;&#39;&#x1ec7;&unknown;&amp;lt;'), "<'ệ&unknown;&lt;");
    const [form] = forms_of('<FORM METHOD=POST action=\'/a?b=1&amp;c=2\'></FORM>');
    assert.equal(form.action, '/a?b=1&c=2');
});
