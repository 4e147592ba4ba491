// SPDX-License-Identifier: AGPL-3.0-or-later
// ./do bench: runs every bench side by side in one session and prints one
// table; figures that compare are measured in the same run. `--write` puts it
// into docs/benchmarks.md.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(new URL('.', import.meta.url).pathname, '../..');
const build = join(root, 'build/release');
const rows = [];
const row = (what, figure, against, ratio) => rows.push([what, figure, against ?? '', ratio ?? '']);
const number = (value, digits = 0) => value.toLocaleString('vi-VN', { maximumFractionDigits: digits, minimumFractionDigits: digits });
const middle = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

function built(target) {
    execFileSync('ninja', ['-C', build, target], { stdio: ['ignore', 'ignore', 'inherit'] });
    return join(build, 'tests/bench', target);
}

function measured(command, args = []) {
    return execFileSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
}

function acts() {
    const all = JSON.parse(measured(built('acts_bench')));
    const of = (clients) => all.filter((each) => each.clients === clients);
    const [alone, many] = [of(1), of(64)].map((list) => middle(list.map((each) => each.acts_per_second)));
    const best = of(64).at(-1);
    row('đăng ký bền vững mỗi giây, 64 máy (bản ghi, việc, chống gửi hai lần, bộ đếm)',
        `${number(many)}/s, p50 ${number(best.median_ms, 1)} ms, p99 ${number(best.p99_ms, 1)} ms`,
        `mỗi việc một giao dịch: ${number(alone)}/s`, `${number(many / alone, 1)}×`);
}

function pages() {
    const result = JSON.parse(measured('node', [join(root, 'tests/bench/http_bench.mjs'), built('http_bench_server')]));
    for (const [name, what] of [['cached', 'trang từ bộ nhớ'], ['rendered', 'trang dựng mới']])
        row(what, `${number(result[name].perSecond)}/s, p99 ${number(result[name].p99ms, 1)} ms`,
            `nginx, cùng ${number(result.bytes)} byte: ${number(result.nginx.perSecond)}/s`,
            `${number(result[name].timesNginx, 2)}× (theo CPU ${number(result[name].timesNginxByCpu, 2)}×)`);
}

function search() {
    const words = measured(built('search_bench')).trim().split('\n');
    row('tìm trong 200.000 văn bản', words.at(-1), '', '');
}

// Start-up, idle memory and the import of the areas, with the real program.
async function program() {
    const home = mkdtempSync(join(tmpdir(), 'kheo-bench-'));
    const kheo = join(build, 'programs/kheo');
    const environment = { ...process.env, KHEO_DATA: join(home, 'var'), PORT: '0' };
    const begun = performance.now();
    execFileSync(kheo, ['demo'], { env: environment, cwd: home, stdio: 'ignore' });
    row('nạp dữ liệu minh họa', `${number((performance.now() - begun) / 1000, 1)} s`, '', '');
    const started = performance.now();
    const child = spawn(kheo, ['serve'], { env: { ...environment, PORT: '18099' }, cwd: home, stdio: ['ignore', 'pipe', 'ignore'] });
    await new Promise((resolve) => child.stdout.on('data', (text) => /^ready /m.test(text) && resolve()));
    row('khởi động đến khi trả lời', `${number(performance.now() - started)} ms`, '', '');
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const memory = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1];
    row('bộ nhớ khi không có khách', `${number(memory / 1024)} MB`, '', '');
    row('kích thước chương trình', `${number(statSync(kheo).size / 1e6)} MB`, '', '');
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('close', resolve));
    rmSync(home, { recursive: true });
}

const parts = { acts, pages, search, program };
const chosen = process.argv.slice(2).filter((word) => !word.startsWith('--'));
for (const name of chosen.length ? chosen : Object.keys(parts)) {
    try {
        await parts[name]();
    } catch (problem) {
        row(name, 'không đo được', String(problem).split('\n')[0]);
    }
}
const machine = `${cpus().length} × ${cpus()[0].model}`;
const table = ['| việc | số đo | so với | tỷ lệ |', '|---|---|---|---|', ...rows.map((cells) => `| ${cells.join(' | ')} |`)].join('\n');
console.log(`${machine}, ${new Date().toISOString().slice(0, 10)}\n\n${table}`);
if (process.argv.includes('--write')) {
    const file = join(root, 'docs/benchmarks.md');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/<!-- measured -->[\s\S]*<!-- end -->/,
        `<!-- measured -->\n${machine}, ${new Date().toISOString().slice(0, 10)}.\n\n${table}\n<!-- end -->`));
}
