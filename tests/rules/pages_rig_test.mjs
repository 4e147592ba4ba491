// SPDX-License-Identifier: AGPL-3.0-or-later
// The rig of the pages, proven on planted pages: what it must find, it finds.
import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';

import { axe, keep_html, open, overflow, visit, vnu } from '../pages/rig.mjs';
import { fake_programs } from './fake_programs.mjs';

const page_of = (body, head = '') => `<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Trang thử</title><link rel="icon" href="data:,">${head}</head><body><main><h1>Dân vận khéo</h1>${body}</main></body></html>`;

const planted = {
    good: page_of('<p>Một câu.</p>'),
    wide: page_of('<svg width="700" height="9"></svg>'),
    pale: page_of('<p>Chữ nhạt</p>', '<style>p{color:#ddd;background:#fff}</style>'),
    broken: page_of('<p>a</p><script>throw new Error("hỏng")</script>'),
    foreign: page_of('<p>a</p><img alt="" src="http://127.0.0.1:9/a.png">'),
    invalid: page_of('<p id="a">a</p><p id="a">b</p>'),
    heavy: page_of(`<p hidden>${'ê'.repeat(40_000)}</p>`),
};

test('the rig of the pages', async (t) => {
    const programs = await fake_programs();
    t.after(() => rm(programs, { recursive: true }));
    const rig = await open(t, { programs });
    for (const [name, html] of Object.entries(planted)) await writeFile(join(rig.kheo.data, `${name}.html`), html);
    const seen = (name, options, then) => visit(rig, `/${name}`, options, then);

    await t.test('finds nothing on a good page, with and without script', async () => {
        for (const script of [true, false]) {
            await seen('good', { width: 360, script }, async ({ page, status, html, bytes, problems }) => {
                assert.deepEqual([status, problems, await overflow(page)], [200, [], 0]);
                assert.equal(html, planted.good);
                assert.ok(bytes > 200 && bytes < 2000, `${bytes} bytes`);
                if (script) assert.deepEqual(await axe(page), []);
            });
        }
    });
    await t.test('finds a page wider than the window, where it is', async () => {
        for (const script of [true, false]) {
            await seen('wide', { width: 360, script }, async ({ page }) => assert.ok((await overflow(page)) > 300));
            await seen('wide', { width: 1280, script }, async ({ page }) => assert.equal(await overflow(page), 0));
        }
    });
    await t.test('finds too little contrast', async () => {
        await seen('pale', {}, async ({ page }) => assert.match((await axe(page)).join(), /^color-contrast: /));
    });
    await t.test('finds a script that fails, and runs none where there is to be none', async () => {
        await seen('broken', {}, async ({ problems }) => assert.match(problems.join(), /hỏng/));
        await seen('broken', { script: false }, async ({ problems }) => assert.deepEqual(problems, []));
    });
    await t.test('finds what is fetched from elsewhere', async () => {
        await seen('foreign', {}, async ({ problems }) => assert.match(problems.join(), /fetched from elsewhere: http:\/\/127\.0\.0\.1:9/));
    });
    await t.test('weighs what came over the wire', async () => {
        await seen('heavy', {}, async ({ bytes }) => assert.ok(bytes > 80_000, `${bytes} bytes`));
    });
    await t.test('finds HTML that is not valid, in its file', async () => {
        const files = await Promise.all(['good', 'invalid'].map((name) => keep_html(`rig-${name}`, planted[name])));
        const found = await vnu(files);
        assert.equal(found.length, 1, found.join('\n'));
        assert.match(found[0], /rig-invalid.*Duplicate ID/);
    });
    await t.test('opens pages as the role that signed in', async () => {
        await seen('xong', { role: 'commune' }, async ({ html }) => assert.match(html, /^phien=cb/));
        await assert.rejects(seen('xong', { role: 'administrator' }), /printed no link for administrator/);
    });
});
