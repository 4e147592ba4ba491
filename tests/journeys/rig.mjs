// SPDX-License-Identifier: AGPL-3.0-or-later
// Starts the real program on a folder and a database of its own, on the engine
// that KHEO_TEST_ENGINE names, and speaks to it as people do: pages, API, CLI.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { take_demo } from './rig_demo.mjs';
import { Visitor } from './rig_visitor.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const built = join(root, 'build/release/programs');
const logs = join(root, 'build/logs/servers');

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// Asks until `holds` gives something true, and returns it; fails after `seconds`.
export async function until(what, seconds, holds) {
    const end = Date.now() + seconds * 1000;
    for (;;) {
        const answer = await holds();
        if (answer) return answer;
        assert.ok(Date.now() < end, `${what}: not within ${seconds} s`);
        await pause(50);
    }
}

// A port that nothing listens on now.
export async function free_port() {
    const probe = createServer();
    await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const { port } = probe.address();
    await new Promise((resolve) => probe.close(resolve));
    return port;
}

// A new PostgreSQL database in the cluster that libpq's variables name
// (pg_virtualenv sets them), as an address.
async function new_database(template = '') {
    const { PGHOST = 'localhost', PGPORT = '5432', PGUSER = 'postgres', PGPASSWORD = '' } = process.env;
    const name = `kheo_${randomUUID().replaceAll('-', '')}`;
    const how = template ? [`--template=${template}`] : ['--template=template0', '--encoding=UTF8', '--locale=C'];
    await promisify(execFile)('createdb', [...how, name]);
    const who = [PGUSER, PGPASSWORD].map(encodeURIComponent).join(':');
    return `postgresql://${who}@${encodeURIComponent(PGHOST)}:${PGPORT}/${name}`;
}

// One installation. Its visitor's get, post, api and open_link are its own too.
export class Installation {
    constructor(options) {
        this.programs = options.programs ?? process.env.KHEO_PROGRAMS ?? built;
        this.engine = options.engine ?? process.env.KHEO_TEST_ENGINE ?? 'sqlite';
        this.settings = options.settings ?? '';
        this.name = options.name ?? 'installation';
        this.server = options.server ?? 'kheo'; // kheo-moved: its clock is ahead, see move_to
        this.lines = [];
        this.left = []; // databases used before
    }

    // The folder, the database and kheo.toml, which the program looks for where it
    // stands; nothing runs yet.
    async prepare() {
        this.home = await mkdtemp(join(tmpdir(), 'kheo of '));
        this.data = join(this.home, 'var');
        await mkdir(this.data, { mode: 0o700 });
        this.database = this.engine === 'postgres' ? await new_database() : '';
        const storage = this.database ? `[storage]\ndatabase = ${JSON.stringify(this.database)}\n` : '';
        await writeFile(join(this.home, 'kheo.toml'), storage + this.settings, { mode: 0o600 });
        if (this.database) await this.done('migrate');
    }

    // Another database, named in kheo.toml in the place of the first: an empty one.
    use_empty_database() {
        return this.use_database_of('');
    }

    // And one that is as the template is.
    async use_database_of(template) {
        const file = join(this.home, 'kheo.toml');
        const fresh = await new_database(template);
        await writeFile(file, (await readFile(file, 'utf8')).replace(this.database, fresh));
        this.left.push(this.database);
        this.database = fresh;
    }

    database_name() {
        return new URL(this.database).pathname.slice(1);
    }

    environment() {
        return { ...process.env, KHEO_DATA: this.data, PORT: String(this.port ?? 0), KHEO_CLOCK: join(this.home, 'clock') };
    }

    // What the clock of kheo-moved shows from now on; it goes on from there.
    move_to(time) {
        return writeFile(join(this.home, 'clock'), String(new Date(time).getTime() - Date.now()));
    }

    // `kheo serve` until it says that it answers; fails with its last words.
    async serve(...args) {
        this.port = await free_port();
        await mkdir(logs, { recursive: true });
        const log = createWriteStream(join(logs, `${this.name.replace(/\W+/g, '-')}-${this.engine}.log`), { flags: 'a' });
        const child = spawn(join(this.programs, this.server), ['serve', ...args], {
            env: this.environment(), cwd: this.home, stdio: ['ignore', 'pipe', 'pipe'],
        });
        this.child = child;
        this.ended = new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
        child.once('error', (problem) => this.lines.push(String(problem)));
        this.lines = [];
        for (const stream of [child.stdout, child.stderr]) {
            let rest = '';
            stream.setEncoding('utf8').on('data', (text) => {
                log.write(text);
                const lines = (rest + text).split('\n');
                rest = lines.pop();
                this.lines.push(...lines);
            });
        }
        let gone = false;
        this.ended.then(() => (gone = true));
        const ready = /^ready (http:\/\/127\.0\.0\.1:\d+)$/;
        const line = await until('kheo serve says ready', 120, () => {
            assert.ok(!gone, `kheo serve ended before it was ready:\n${this.lines.slice(-40).join('\n')}`);
            return this.lines.find((each) => ready.test(each));
        });
        this.address = ready.exec(line)[1];
        this.visitor = new Visitor(this.address);
        return this;
    }

    // Runs a program with these arguments: { code, out, err }. Never throws for a code.
    run(program, args, { input = '' } = {}) {
        return new Promise((resolve, reject) => {
            const child = execFile(join(this.programs, program), args,
                { env: this.environment(), cwd: this.home, maxBuffer: 1 << 28, timeout: 300_000 },
                (problem, out, err) => (problem && typeof problem.code !== 'number' && !problem.killed
                    ? reject(problem) : resolve({ code: problem ? problem.code : 0, out, err })));
            child.stdin.on('error', () => {});
            child.stdin.end(input);
        });
    }

    cli(...args) {
        return this.run('kheo', args);
    }

    // The output of a command that must succeed.
    async done(...args) {
        const { code, out, err } = await this.cli(...args);
        assert.equal(code, 0, `kheo ${args.join(' ')} ended with ${code}:\n${err || out}`);
        return out;
    }

    visitor_from_elsewhere() {
        return new Visitor(this.address);
    }
    get(...args) {
        return this.visitor.get(...args);
    }
    post(...args) {
        return this.visitor.post(...args);
    }
    api(...args) {
        return this.visitor.api(...args);
    }

    // The one-time links that `kheo serve` printed, as { url, line }.
    links() {
        return this.lines.filter((line) => !line.startsWith('ready '))
            .flatMap((line) => (line.match(/https?:\/\/\S+/g) ?? []).map((url) => ({ url, line })));
    }

    // The size and root of the newest checkpoint; size 0 while there is none.
    async checkpoint() {
        const answer = await this.get('/so-kiem-chung/checkpoint');
        const [origin, size, hash] = answer.text.split('\n');
        return answer.status === 200 ? { origin, size: Number(size), hash } : { size: 0 };
    }

    // Waits until the sequencer has taken what was done: the tree has at least
    // `size` leaves and did not grow for longer than the second it may take.
    async settle({ size = 0, seconds = 60 } = {}) {
        let last = await this.checkpoint();
        let since = Date.now();
        await until(`the ledger settles at ${size} leaves or more`, seconds, async () => {
            const now = await this.checkpoint();
            if (now.size !== last.size) since = Date.now();
            last = now;
            return now.size >= size && Date.now() - since > 1500;
        });
        return last;
    }

    // Recomputes the whole tree from what the server publishes, as a stranger
    // would who remembers the key and the checkpoint of the time before, and
    // compares every record with its act.
    async check_ledger() {
        await this.settle();
        this.key ??= (await this.get('/so-kiem-chung/vkey')).text.trim();
        const remembered = ['--vkey', this.key, '--state', join(this.home, 'checkpoint')];
        const verified = await this.run('kheo-verify', ['log', this.address, ...remembered]);
        assert.equal(verified.code, 0, `kheo-verify: ${verified.err || verified.out}`);
        await this.done('check');
    }

    async kill() {
        this.child.kill('SIGKILL');
        return this.ended;
    }

    // Ends as an operator ends it; a clean end by itself is part of what is tested.
    async stop() {
        this.child.kill('SIGTERM');
        let ended = null;
        this.ended.then((how) => (ended = how));
        try {
            await until('kheo serve ends after SIGTERM', 60, () => ended);
        } catch (problem) {
            await this.kill();
            throw problem;
        }
        assert.deepEqual(ended, { code: 0, signal: null }, `kheo serve ended with ${JSON.stringify(ended)}`);
    }

    async remove() {
        if (this.child && this.child.exitCode === null && this.child.signalCode === null) await this.kill();
        if (process.env.KHEO_KEEP) return console.error(`kept: ${this.home}`);
        await rm(this.home, { recursive: true, force: true });
        for (const database of [this.database, ...this.left].filter(Boolean))
            await promisify(execFile)('dropdb', ['--if-exists', '--force', new URL(database).pathname.slice(1)]);
    }
}

// An installation for one test, gone when it ends. Options: demo (load it),
// init (arguments of `kheo init`), serve (false: not started), engine,
// settings (more of kheo.toml), programs (their folder), server (which of them serves).
export async function start(t, options = {}) {
    const made = new Installation({ name: t.name, ...options });
    t.after(() => made.remove());
    await made.prepare();
    if (options.init) await made.done('init', ...options.init);
    if (options.demo) await take_demo(made, join(root, 'build/demo'), until);
    if (options.serve !== false) await made.serve();
    return made;
}
