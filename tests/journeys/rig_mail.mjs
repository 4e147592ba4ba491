// SPDX-License-Identifier: AGPL-3.0-or-later
// A real mail server (Debian's aiosmtpd) that a journey starts, stops and starts
// again, and the letters it took, read as a person's program reads them.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
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
    // `security`: none, starttls, tls. With an account { user, password } nobody sends
    // without it, and it is asked for in the clear too where there is no TLS.
    static async start(t, security = 'none', account = null) {
        const made = new MailServer();
        made.security = security;
        made.account = account;
        made.port = await free_port();
        made.folder = await mkdtemp(join(tmpdir(), 'kheo mail '));
        t.after(async () => {
            await made.stop();
            await rm(made.folder, { recursive: true, force: true });
        });
        if (security !== 'none') await made.make_certificate();
        made.password_file = join(made.folder, 'password');
        if (account) await made.give_password(account.password);
        return made.open();
    }

    // Of an authority of its own, for 127.0.0.1.
    async make_certificate() {
        this.certificate = join(this.folder, 'server.pem');
        this.key = join(this.folder, 'server.key');
        await promisify(execFile)('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2',
            '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', this.key, '-out', this.certificate]);
    }

    // What kheo reads at its next connection.
    give_password(password) {
        return writeFile(this.password_file, `${password}\n`, { mode: 0o600 });
    }

    async open() {
        const { folder, port, security, certificate, key, account } = this;
        this.child = spawn('/usr/bin/python3', [join(root, 'tests/journeys/rig_mail.py'), JSON.stringify({ folder, port, security, certificate, key, account })],
            { stdio: ['ignore', 'ignore', 'pipe'] });
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

    async files(ending) {
        const names = (await readdir(this.folder)).filter((name) => name.endsWith(ending)).sort();
        return names.map((name) => join(this.folder, name));
    }

    // All that it took, oldest first.
    async letters() {
        return Promise.all((await this.files('.eml')).map(async (file) => read_letter(await readFile(file, 'latin1'))));
    }

    // Who tried to sign in, oldest first: { login, password, tls }.
    async tries() {
        return Promise.all((await this.files('.try')).map(async (file) => JSON.parse(await readFile(file, 'utf8'))));
    }

    // The next letter after so many.
    async letter(number, seconds = 30) {
        return until(`letter ${number} arrives`, seconds, async () => (await this.letters())[number - 1]);
    }
}
