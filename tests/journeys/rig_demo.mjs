// SPDX-License-Identifier: AGPL-3.0-or-later
// The demo, loaded by the first journey of a run that wants it and copied for
// the others: its folder of data and, on PostgreSQL, its database as a template.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

// Names what was loaded: by which program, and in which cluster.
async function stamp_of(kheo) {
    const { mtimeMs, size } = await stat(join(kheo.programs, 'kheo'));
    const asked = ['-Atc', 'SELECT pg_postmaster_start_time()', kheo.database];
    const cluster = kheo.database ? (await run('psql', asked)).stdout : '';
    return createHash('sha256').update(`${mtimeMs} ${size} ${cluster}`).digest('hex').slice(0, 16);
}

async function load(kheo, kept, template) {
    await kheo.done('demo');
    await rm(`${kept}.new`, { recursive: true, force: true });
    await cp(kheo.data, `${kept}.new`, { recursive: true });
    if (kheo.database) await run('createdb', [`--template=${kheo.database_name()}`, template]);
    await rename(`${kept}.new`, kept);
}

// Fills an installation that was prepared and has not begun. `folder` holds the
// copies; `./do test` empties it, so that a run which was ended leaves no lock.
export async function take_demo(kheo, folder, until) {
    const stamp = await stamp_of(kheo);
    const kept = join(folder, `${kheo.engine}-${stamp}`);
    const template = `kheo_demo_${stamp}`;
    const lock = `${kept}.lock`;
    await mkdir(dirname(lock), { recursive: true });
    while (!existsSync(kept)) {
        const first = await mkdir(lock).then(() => true, () => false);
        if (first && !existsSync(kept)) return load(kheo, kept, template).finally(() => rmdir(lock));
        if (first) await rmdir(lock);
        else await until(`another journey has loaded the demo (${lock})`, 300, () => existsSync(kept) || !existsSync(lock));
    }
    await rm(kheo.data, { recursive: true });
    await cp(kept, kheo.data, { recursive: true });
    if (kheo.database) await kheo.use_database_of(template);
}
