// SPDX-License-Identifier: AGPL-3.0-or-later
// SQL on an installation's database behind the program's back, as somebody
// would who has the operator's rights on the machine.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const sqlite = `import sqlite3, sys
base = sqlite3.connect(sys.argv[1], timeout=10)
base.executescript(sys.argv[2])
base.close()`;

// Several statements, committed.
export async function behind(kheo, sql) {
    if (kheo.database) await run('psql', ['--quiet', '--set', 'ON_ERROR_STOP=1', '--dbname', kheo.database, '--command', sql]);
    else await run('python3', ['-c', sqlite, join(kheo.data, 'kheo.db'), sql]);
}
