// SPDX-License-Identifier: AGPL-3.0-or-later
// A second machine on the database of a first.
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Installation } from './rig.mjs';

// Another machine on the same database, with a data folder and a number of its own.
export async function second_machine(t, first, options = {}) {
    const second = new Installation({ name: `${t.name} second`, ...options });
    t.after(() => second.remove());
    await second.prepare();
    second.left.push(second.database);
    const file = join(second.home, 'kheo.toml');
    const settings = (await readFile(file, 'utf8')).replace(second.database, first.database);
    second.database = '';
    await writeFile(file, `${settings}\n[server]\nnode = 2\n`);
    await copyFile(join(first.data, 'ledger.key'), join(second.data, 'ledger.key'));
    await copyFile(join(first.home, 'clock'), join(second.home, 'clock')).catch(() => {});
    return second.serve();
}
