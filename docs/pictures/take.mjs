// SPDX-License-Identifier: AGPL-3.0-or-later
// Takes the pictures of README from the demo, as it is today:
// node docs/pictures/take.mjs, after ./do build release kheo kheo-extract.
import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';

import { root } from '../../tests/journeys/rig.mjs';
import { open, visit } from '../../tests/pages/rig.mjs';

const heaviest = 200 * 1024; // bytes: whoever reads README on a slow line waits for them
const pictures = [
    { name: 'home', path: '/' },
    { name: 'summary', path: '/can-bo/bieu', role: 'province', height: 1100 },
];

const ends = [];
const lab = await open({ name: 'pictures', after: (end) => ends.unshift(end) });
try {
    for (const { name, path, role = null, height = 800 } of pictures) {
        const file = join(root, 'docs/pictures', `${name}.png`);
        await visit(lab, path, { role }, async ({ page, status }) => {
            assert.equal(status, 200, `${path} as ${role}`);
            await page.setViewportSize({ width: 1280, height });
            await page.screenshot({ path: file });
        });
        const { size } = await stat(file);
        assert.ok(size <= heaviest, `${name}.png weighs ${size} bytes`);
        console.log(`${file}: ${size} bytes`);
    }
} finally {
    for (const end of ends) await end();
}
