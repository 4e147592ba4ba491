// SPDX-License-Identifier: AGPL-3.0-or-later
// A folder with the stand-in under the names of the programs.
import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { root } from '../journeys/rig.mjs';

export async function fake_programs() {
    const folder = await mkdtemp(join(tmpdir(), 'kheo fake '));
    for (const name of ['kheo', 'kheo-verify']) {
        const script = `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'tests/rules/fake_kheo.mjs')}" ${name} "$@"\n`;
        await writeFile(join(folder, name), script);
        await chmod(join(folder, name), 0o755);
    }
    return folder;
}
