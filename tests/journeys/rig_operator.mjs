// SPDX-License-Identifier: AGPL-3.0-or-later
// What an operator's own programs do over the socket in the data folder, and
// programs that start `kheo` under another one (strace, a small disk).
import { chmod, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// One request over the socket: { status, body }; null where the server went
// away before it answered.
export function ask(socket, method, path, fields) {
    return new Promise((resolve) => {
        const body = fields ? JSON.stringify(fields) : '';
        const headers = { host: 'localhost', accept: 'application/json', 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
        const sent = request({ socketPath: socket, method, path, timeout: 10_000, headers }, (answer) => {
            let text = '';
            answer.setEncoding('utf8').on('data', (part) => (text += part));
            answer.on('end', () => resolve(answer.complete ? { status: answer.statusCode, body: JSON.parse(text) } : null));
            answer.on('error', () => resolve(null));
        });
        sent.on('error', () => resolve(null));
        sent.on('timeout', () => sent.destroy());
        sent.end(body);
    });
}

// An invented province with one body that may register: the body's id.
export async function a_body(kheo) {
    const file = join(kheo.home, 'dia-ban.csv');
    await writeFile(file, 'code,name,full_name,kind,parent_code,valid_from\n90,Thử,Tỉnh Thử,Tỉnh,,\n');
    await kheo.done('import', 'areas', file, '--valid-from', '2025-07-01');
    const area = JSON.parse(await kheo.done('api', 'GET', '/api/v1/areas')).items.find((each) => each.code === '90').id;
    return JSON.parse(await kheo.done('api', 'POST', '/api/v1/bodies', 'code=B', 'name=Cơ quan thử', 'line=dang',
        `area=${area}`, 'valid_from=2025-07-01')).body;
}

export const a_model = (body, title, more = {}) =>
    ({ year: 2026, kind: 'mo_hinh', entry: 'moi', body, field: 'kinh_te', title, ...more });

// A folder of programs whose `kheo serve` is started by `command` ($KHEO stands
// for the real program); all else is as in `programs`.
export async function programs_under(programs, command) {
    const folder = await mkdtemp(join(tmpdir(), 'kheo-programs-'));
    await writeFile(join(folder, 'kheo'),
        `#!/bin/sh\nKHEO='${programs}/kheo'\nexport KHEO\nif [ "$1" = serve ]; then\n  ${command}\nfi\nexec "$KHEO" "$@"\n`);
    await chmod(join(folder, 'kheo'), 0o755);
    for (const name of ['kheo-verify', 'kheo-extract']) await symlink(join(programs, name), join(folder, name));
    return folder;
}
