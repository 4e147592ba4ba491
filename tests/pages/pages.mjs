// SPDX-License-Identifier: AGPL-3.0-or-later
// Every page of list.mjs at two widths, with and without script: it is the page
// meant, nothing overflows, axe and vnu find nothing, it is within its budget.
import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import test from 'node:test';

import { pages } from './list.mjs';
import { axe, keep_html, open, overflow, screenshot, visit, vnu } from './rig.mjs';

const first_view_kib = 60;

async function shows(page, html, needs) {
    if (!needs) return true;
    const is_selector = /^[#.\[]|^[a-z][a-z0-9-]*([#.\[: >].*)?$/.test(needs);
    return is_selector ? (await page.locator(needs).count()) > 0 : html.includes(needs) || (await page.getByText(needs).count()) > 0;
}

async function look(rig, row, path, { width, script }) {
    const name = `${row.role ?? 'public'}${path}-${width}${script ? '' : '-no-script'}`;
    return visit(rig, path, { width, script, role: row.role }, async ({ page, status, html, bytes, problems }) => {
        await screenshot(page, name);
        assert.equal(status, row.status ?? 200);
        assert.ok(await shows(page, html, row.needs), `does not show ${row.needs}`);
        assert.equal(await page.locator('h1').count(), 1, 'has one h1');
        assert.equal(await overflow(page), 0, 'is wider than the window');
        // A page that answers with an error status is itself an error in the console.
        assert.deepEqual(row.status ? [] : problems, []);
        assert.ok(bytes <= (row.kib ?? first_view_kib) * 1024, `first view is ${(bytes / 1024).toFixed(1)} KiB`);
        if (script) assert.deepEqual(await axe(page), [], 'axe');
        return keep_html(name, html);
    });
}

test('pages', { concurrency: Math.max(2, availableParallelism() - 1) }, async (t) => {
    const rig = await open(t);
    const kept = [];
    const runs = pages.flatMap((row) => [1280, 360].flatMap((width) => [true, false].map((script) => ({ row, width, script }))));
    await Promise.all(runs.map(({ row, width, script }) => {
        const named = typeof row.path === 'string' ? row.path : row.name;
        return t.test(`${row.role ?? 'public'} ${named} ${width} px${script ? '' : ', no script'}`, async () => {
            const path = typeof row.path === 'string' ? row.path : await row.path(rig);
            kept.push(await look(rig, row, path, { width, script }));
        });
    }));
    await t.test('the HTML of all of them is valid', async () => {
        assert.deepEqual(await vnu(kept.sort()), []);
    });
});
