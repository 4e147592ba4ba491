// SPDX-License-Identifier: AGPL-3.0-or-later
// A real mail server (Debian's aiosmtpd) that a journey starts, stops and starts
// again, and the letters it took, read as a person's program reads them.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { free_port, root, until } from './rig.mjs';

function words_of(head) {
    return head.replace(/\r\n[ \t]+/g, ' ').replace(/\?= =\?/g, '?==?')
        .replace(/=\?UTF-8\?B\?([^?]*)\?=/g, (whole, text) => Buffer.from(text, 'base64').toString());
}

// { heads: {name: value}, text, raw } of the bytes that came.
function read_letter(raw) {
    const [head, ...rest] = raw.split('\r\n\r\n');
    const heads = {};
    for (const line of head.replace(/\r\n[ \t]+/g, '\u0000').split('\r\n')) {
        const [, name, value] = /^([\w-]+): ([^]*)$/.exec(line);
        heads[name.toLowerCase()] = words_of(value.replaceAll('\u0000', '\r\n '));
    }
    const coded = rest.join('\r\n\r\n').replace(/=\r\n/g, '');
    const bytes = coded.replace(/=([0-9A-F]{2})/g, (whole, hex) => String.fromCharCode(parseInt(hex, 16)));
    return { heads, text: Buffer.from(bytes, 'latin1').toString('utf8'), raw };
}

export class MailServer {
    // `security`: none, starttls, tls.
    static async start(t, security = 'none') {
        const made = new MailServer();
        made.security = security;
        made.port = await free_port();
        made.folder = await mkdtemp(join(tmpdir(), 'kheo mail '));
        t.after(async () => {
            await made.stop();
            await rm(made.folder, { recursive: true, force: true });
        });
        if (security !== 'none') await made.make_certificate();
        return made.open();
    }

    // Of an authority of its own, for 127.0.0.1.
    async make_certificate() {
        this.certificate = join(this.folder, 'server.pem');
        this.key = join(this.folder, 'server.key');
        await promisify(execFile)('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2',
            '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', this.key, '-out', this.certificate]);
    }

    async open() {
        const tls = { none: [], starttls: ['--tlscert', this.certificate, '--tlskey', this.key],
            tls: ['--smtpscert', this.certificate, '--smtpskey', this.key] }[this.security];
        this.child = spawn('aiosmtpd', ['-n', '-l', `127.0.0.1:${this.port}`, ...tls, '-c', 'rig_mail.Office', this.folder],
            { env: { ...process.env, PYTHONPATH: join(root, 'tests/journeys'), PYTHONDONTWRITEBYTECODE: '1' }, stdio: ['ignore', 'ignore', 'pipe'] });
        let said = '';
        let gone = false;
        this.child.stderr.on('data', (text) => (said += text));
        this.child.once('error', (problem) => (said += problem));
        this.ended = new Promise((resolve) => this.child.once('close', resolve));
        this.ended.then(() => (gone = true));
        await until('the mail server listens', 30, () => new Promise((resolve, reject) => {
            if (gone) reject(new Error(`the mail server ended: ${said}`));
            const socket = connect(this.port, '127.0.0.1', () => socket.destroy() && resolve(true));
            socket.once('error', () => resolve(false));
        }));
        return this;
    }

    async stop() {
        this.child.kill('SIGKILL');
        await this.ended;
    }

    // All that it took, oldest first.
    async letters() {
        const names = (await readdir(this.folder)).filter((name) => name.endsWith('.eml')).sort();
        return Promise.all(names.map(async (name) => read_letter(await readFile(join(this.folder, name), 'latin1'))));
    }

    // The next letter after so many.
    async letter(number, seconds = 30) {
        return until(`letter ${number} arrives`, seconds, async () => (await this.letters())[number - 1]);
    }
}
