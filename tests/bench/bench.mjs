// SPDX-License-Identifier: AGPL-3.0-or-later
// ./do bench: runs every bench side by side in one session and prints one
// table; figures that compare are measured in the same run. `--write` puts it
// into docs/benchmarks.md.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';

import { directive } from '../journeys/rig_documents.mjs';
import { xlsx_of } from '../journeys/rig_sheets.mjs';
import { Visitor } from '../journeys/rig_visitor.mjs';
import { invented, of_folder } from './extraction.mjs';
import { scans } from './scans.mjs';

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

// Precision and recall by kind on the invented texts; KHEO_SEEDS names a folder
// with texts and their gold.jsonl besides.
function extraction() {
    const tables = [['văn bản tự soạn', invented()]];
    if (process.env.KHEO_SEEDS)
        tables.push(['bộ phát triển', of_folder(process.env.KHEO_SEEDS)]);
    for (const [name, table] of tables)
        for (const [kind, each] of Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)))
            row(`bóc tách, ${name}: ${kind}`, `đúng ${number(100 * each.precision, 0)} %, đủ ${number(100 * each.recall, 0)} %`,
                `${each.gold} chỗ; đúng từng chữ ${each.exact}`);
}

async function scanned() {
    for (const { name, wall, cpu, all, body } of await scans())
        row(`đọc trang chụp A4 200 dpi, ${name}`, `${number(wall, 1)} s/trang (bộ xử lý ${number(cpu, 1)} s); sai chữ ${number(100 * all, 2)} %, phần thân ${number(100 * body, 2)} %`,
            'mức cần đạt: 3 s, 1 %', `${number(3 / wall, 1)}×`);
}

// The second round of each engine: the first one warms the pages of the file.
function search() {
    const program = built('search_bench');
    const sides = { SQLite: [program, ['200000', 'sqlite']],
        PostgreSQL: ['pg_virtualenv', ['-t', '-o', 'max_connections=200', program, '200000', 'postgres']] };
    for (const [engine, [command, args]] of Object.entries(sides)) {
        const lines = measured(command, args).split('\n');
        for (const [name, what] of [['with marks', 'có dấu'], ['without marks', 'không dấu']]) {
            const line = lines.filter((each) => each.startsWith(`${name} `)).at(-1);
            const [, p50, p99, , cpu] = /median\s+([\d.]+) ms\s+p99\s+([\d.]+) ms\s+CPU median\s+([\d.]+)\s+p99\s+([\d.]+)/.exec(line).map(Number);
            const alone = engine === 'SQLite' ? ` (bộ xử lý: ${number(cpu, 1)} ms)` : '';
            row(`tìm trong 200.000 văn bản, 2–4 chữ ${what}, 20 dòng đầu và tổng đúng, ${engine}`,
                `p50 ${number(p50, 1)} ms, p99 ${number(p99, 1)} ms${alone}`, 'mức cần đạt: p99 40 ms', `${number(40 / p99, 1)}×`);
        }
    }
}

// Start-up, idle memory and the import of the areas, with the real program.
async function program() {
    const home = mkdtempSync(join(tmpdir(), 'kheo-bench-'));
    const kheo = join(build, 'programs/kheo');
    const environment = { ...process.env, KHEO_DATA: join(home, 'var'), PORT: '0' };
    const begun = performance.now();
    execFileSync(kheo, ['demo'], { env: environment, cwd: home, stdio: 'ignore' });
    const demo = (performance.now() - begun) / 1000;
    row('nạp dữ liệu minh họa lần đầu', `${number(demo, 1)} s`, 'mức cần đạt 10 s', `${number(10 / demo, 1)}×`);
    const started = performance.now();
    const child = spawn(kheo, ['serve'], { env: { ...environment, PORT: '18099' }, cwd: home, stdio: ['ignore', 'pipe', 'ignore'] });
    await new Promise((resolve) => child.stdout.on('data', (text) => /^ready /m.test(text) && resolve()));
    const start = performance.now() - started;
    row('khởi động với dữ liệu minh họa đến khi trả lời', `${number(start)} ms`, 'mức cần đạt 1 s', `${number(1000 / start, 1)}×`);
    const resident = async (after) => {
        await new Promise((resolve) => setTimeout(resolve, after));
        return /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1] / 1024;
    };
    const [filling, idle] = [await resident(2000), await resident(8000)];
    row('bộ nhớ khi không có khách, 10 giây sau khi trả lời', `${number(idle)} MB (sau 2 giây, đang dựng danh mục: ${number(filling)} MB)`,
        'mức cần đạt 100 MB', `${number(100 / idle, 1)}×`);
    execFileSync('strip', ['-o', join(home, 'stripped'), kheo]);
    row('kích thước chương trình, bỏ phần gỡ lỗi', `${number(statSync(join(home, 'stripped')).size / 1e6, 1)} MB`,
        `cả phần gỡ lỗi: ${number(statSync(kheo).size / 1e6)} MB`, '');
    const { page_weight } = await import('./page_weight.mjs');
    for (const [path, what] of [['/', 'trang chủ'], ['/mo-hinh', 'danh sách mô hình']]) {
        const { page, total } = await page_weight('http://127.0.0.1:18099', path);
        row(`lần xem đầu tiên, ${what}: nội dung, kiểu, phông chữ, mã`, `${number(total / 1024, 1)} KiB (riêng trang ${number(page / 1024, 1)})`,
            'mức cần đạt 60 KiB', `${number(60 / (total / 1024), 1)}×`);
    }
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('close', resolve));
    rmSync(home, { recursive: true });
}

// Ten thousand rows of 40 communes as one register, by the command line while
// the server answers: read and checked without storing, then entered; and as
// many areas as the country has.
async function imports() {
    const home = mkdtempSync(join(tmpdir(), 'kheo-bench-'));
    const kheo = join(build, 'programs/kheo');
    const options = { env: { ...process.env, KHEO_DATA: join(home, 'var'), PORT: '18099' }, cwd: home, encoding: 'utf8', maxBuffer: 1 << 28 };
    const run = (...args) => execFileSync(kheo, args, { ...options, stdio: ['ignore', 'pipe', 'ignore'] });
    const timed = (work) => {
        const begun = performance.now();
        work();
        return (performance.now() - begun) / 1000;
    };
    run('demo');
    const child = spawn(kheo, ['serve'], { ...options, stdio: ['ignore', 'pipe', 'ignore'] });
    await new Promise((resolve) => child.stdout.on('data', (text) => /^ready /m.test(text) && resolve()));
    const models = run('export', 'models', '--format', 'jsonl').split('\n').filter(Boolean).map((line) => JSON.parse(line));
    const names = ['unit_code', 'title', 'field', 'entry', 'situation', 'way_of_working', 'beneficiaries', 'outputs'];
    const rows = Array.from({ length: 10_000 }, (_, at) => {
        const model = models[at % models.length];
        return names.map((name) => (name === 'title' ? `${model.title} lần ${1 + Math.floor(at / models.length)} số ${at}` : name === 'entry' ? 'Mới' : model[name] ?? ''));
    });
    const table = [names, ...rows];
    writeFileSync(join(home, 'so.xlsx'), xlsx_of(table));
    writeFileSync(join(home, 'so.csv'), table.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n'));
    for (const name of ['so.xlsx', 'so.csv']) {
        const seconds = timed(() => run('import', 'models', join(home, name), '--year', '2026', '--preview'));
        row(`đọc và kiểm 10.000 dòng, ${name.split('.')[1]}`, `${number(seconds, 1)} s, ${number(10_000 / seconds)} dòng/s`, 'mức cần đạt 5 s', `${number(5 / seconds, 1)}×`);
    }
    const entered = timed(() => run('import', 'models', join(home, 'so.xlsx'), '--year', '2026'));
    row('nhận 10.000 dòng thành mô hình, mỗi dòng một việc', `${number(entered, 1)} s, ${number(10_000 / entered)} dòng/s`, '', '');
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('close', resolve));
    const provinces = Array.from({ length: 34 }, (_, at) => `${10 + at},Thử ${at},Tỉnh Thử ${at},Tỉnh,,`);
    const communes = Array.from({ length: 3321 }, (_, at) => `${10000 + at},Thử ${at},Xã Thử ${at},Xã,${10 + (at % 34)},`);
    writeFileSync(join(home, 'dia-ban.csv'), ['code,name,full_name,kind,parent_code,valid_from', ...provinces, ...communes].join('\n'));
    options.env.KHEO_DATA = join(home, 'moi');
    const seconds = timed(() => run('import', 'areas', join(home, 'dia-ban.csv'), '--valid-from', '2025-07-01'));
    row('nạp 3.355 địa bàn', `${number(seconds, 1)} s`, 'mức cần đạt 2 s', `${number(2 / seconds, 1)}×`);
    rmSync(home, { recursive: true });
}

// Public lists under filters that nobody asked for before, so that none comes
// from the page cache.
async function lists() {
    const home = mkdtempSync(join(tmpdir(), 'kheo-bench-'));
    const kheo = join(build, 'programs/kheo');
    const options = { env: { ...process.env, KHEO_DATA: home, PORT: '18098' }, cwd: home, encoding: 'utf8' };
    execFileSync(kheo, ['demo'], { ...options, stdio: 'ignore' });
    for (const wanted of ['200000', '1000000']) {
        const models = Number(measured('python3', [join(root, 'tests/bench/many_models.py'), join(home, 'kheo.db'), wanted]));
        const begun = performance.now();
        const child = spawn(kheo, ['serve'], { ...options, stdio: ['ignore', 'pipe', 'ignore'] });
        let said = '';
        await new Promise((resolve) => child.stdout.on('data', (text) => /^ready /m.test(said += text) && resolve()));
        const ready = performance.now() - begun;
        const all = await (await fetch('http://127.0.0.1:18098/api/v1/models')).json();
        const values = (name) => all.facets.find((facet) => facet.name === name).values.map((each) => each.value);
        const times = [];
        for (const field of values('field'))
            for (const entry of values('entry'))
                for (const commune of values('commune').slice(0, 4)) {
                    const since = performance.now();
                    const answer = await fetch(`http://127.0.0.1:18098/api/v1/models?field=${field}&entry=${entry}&commune=${commune}`);
                    await answer.json();
                    times.push(performance.now() - since);
                }
        times.sort((a, b) => a - b);
        const at = (part) => number(times[Math.floor(part * (times.length - 1))], 1);
        const memory = Number(readFileSync(`/proc/${child.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) / 1024;
        row(`danh sách công khai lọc theo ba điều kiện, đếm bên mỗi lựa chọn, ${number(models)} mô hình`, `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`);
        row(`khởi động với ${number(models)} mô hình đến khi trả lời, bộ nhớ`, `${number(ready / 1000, 1)} s, ${number(memory)} MB`);
        await office(said, number(models));
        child.kill('SIGTERM');
        await new Promise((resolve) => child.once('close', resolve));
    }
    rmSync(home, { recursive: true });
}

// What a provincial officer opens in the morning, each page for the first time
// and the middle of five more.
async function office(said, models) {
    const [link] = said.split('\n').filter((line) => /Cán bộ tỉnh/.test(line)).flatMap((line) => line.match(/https?:\S+/g) ?? []);
    const officer = new Visitor('http://127.0.0.1:18098');
    await officer.open_link(link);
    for (const [path, what] of [['/can-bo', 'Việc của tôi, Việc cần chú ý'], ['/can-bo/bieu', 'Biểu tổng hợp'], ['/can-bo/bieu/mot-trang', 'bản một trang']]) {
        const times = [];
        for (let at = 0; at < 6; at += 1) {
            const since = performance.now();
            const { status } = await officer.get(path);
            if (status !== 200)
                throw new Error(`${path} answered ${status}`);
            times.push(performance.now() - since);
        }
        row(`${what}, cán bộ tỉnh, ${models} mô hình`, `lần đầu ${number(times[0])} ms, sau đó ${number(middle(times.slice(1)))} ms`);
    }
}

// On texts that the rules were not tuned on, and against as many models as the
// country may have; the steps one by one.
function advice() {
    const program = built('advice_bench');
    const quality = JSON.parse(measured(program, ['quality', join(root, 'tests/bench/advice')]));
    const percent = (value) => `${number(value * 100, 1)}%`;
    for (const [half, what] of [['development', 'nửa để sửa luật'], ['held_out', 'nửa để riêng']]) {
        const { relations, clarity } = quality[half];
        for (const [relation, name] of [['copy', 'chép nguyên'], ['light_edit', 'sửa ít chữ'], ['replication', 'cùng ý, khác lời']])
            row(`gợi ý, ${what}: ${name}`, `đúng ${percent(relations[relation].precision)}, đủ ${percent(relations[relation].recall)}`);
        row(`gợi ý, ${what}: đã rõ mấy ý, ${clarity.texts} bản`, `từng ý khớp người đọc ${percent(clarity.agreement)}, ba mức ${percent(clarity.class_agreement)}`);
    }
    const { pairs, relations } = quality.demo;
    const neighbours = Object.values(pairs.neighbour).reduce((sum, each) => sum + each, 0);
    row('gợi ý, tình huống của bản minh họa (người khác viết): cùng ý, khác lời', `đủ ${percent(relations.replication.recall)}`,
        `nhầm ${pairs.neighbour.replication ?? 0} trong ${number(neighbours)} cặp cùng lĩnh vực`);
    for (const count of ['100000', '1000000']) {
        const speed = JSON.parse(measured(program, ['speed', count]));
        row(`mô hình tương tự trong ${number(speed.models)} mô hình`,
            `p50 ${number(speed.p50_ms, 1)} ms, p99 ${number(speed.p99_ms, 1)} ms (bộ xử lý: p99 ${number(speed.cpu_p99_ms, 1)} ms), đủ 5 dòng đầu ${percent(speed.recall_at_5)}`,
            'mức cần đạt: p99 10 ms, 95%', `${number(10 / speed.p99_ms, 1)}×`);
        row(`dựng danh mục tương tự từ ${number(speed.models)} bản (khởi động nguội, một luồng)`,
            `${number((speed.text_ms + speed.lists_ms) / 1000, 1)} s, ${number(speed.resident_mb)} MB`);
    }
}

// Every commune has answered every task; read from the database and made into the page.
function matrix() {
    const one = JSON.parse(measured(built('matrix_bench')));
    row(`Bảng theo dõi thực hiện, ${number(one.communes)} xã × ${number(one.tasks)} nhiệm vụ`,
        `trang sau ${number(one.page_ms, 0)} ms (chậm nhất ${number(one.slowest_ms, 0)} ms), ${number(one.page_kib)} KiB chưa nén`,
        'mức cần đạt: 200 ms', `${number(200 / one.page_ms, 1)}×`);
}

// A whole country says in one period which of its models still work.
function heartbeats() {
    const program = built('heartbeats_bench');
    for (const [engine, [command, args]] of Object.entries({ SQLite: [program, ['100000', 'sqlite']],
        PostgreSQL: ['pg_virtualenv', ['-t', '-o', 'max_connections=200', program, '100000', 'postgres']] })) {
        const one = JSON.parse(measured(command, args).split('\n').find((line) => line.startsWith('{')));
        const figure = ({ p50_ms, p99_ms }) => `p50 ${number(p50_ms, 1)} ms, p99 ${number(p99_ms, 1)} ms`;
        const what = `xác nhận duy trì ${number(one.models)} mô hình trong một kỳ, ${engine}`;
        row(`${what}: ${number(one.bodies)} đơn vị, mỗi đơn vị một bảng, ${one.clients} máy`,
            `${number(one.confirmed.seconds, 1)} s, ${number(one.models / one.confirmed.seconds)} mô hình/s; mỗi bảng ${figure(one.confirmed)}`);
        row(`${what}: mở bảng của một đơn vị, trước và sau`, `${figure(one.table_before)}; ${figure(one.table_after)}`);
        row(`${what}: sửa lại cả bảng, một máy`, figure(one.corrected));
        row(`${what}: tỷ lệ còn duy trì của cả nước, đọc từ cơ sở dữ liệu`, figure(one.rates));
    }
}

// Ten thousand directives as files, as many at once as one command takes, while
// the server answers; then the library among a hundred thousand documents.
async function library() {
    const home = mkdtempSync(join(tmpdir(), 'kheo-bench-'));
    const kheo = join(build, 'programs/kheo');
    const options = { env: { ...process.env, KHEO_DATA: join(home, 'var'), PORT: '18099' }, cwd: home, encoding: 'utf8', maxBuffer: 1 << 28 };
    execFileSync(kheo, ['demo'], { ...options, stdio: 'ignore' });
    const child = spawn(kheo, ['serve'], { ...options, stdio: ['ignore', 'pipe', 'ignore'] });
    await new Promise((resolve) => child.stdout.on('data', (text) => /^ready /m.test(text) && resolve()));
    const files = Array.from({ length: 10_000 }, (_, at) => {
        const file = join(home, `${at}.txt`);
        writeFileSync(file, directive({ number: `${at + 1}-CT/TU`, subject: `về việc thứ ${at + 1}` }));
        return file;
    });
    const at_once = 20;
    const times = [];
    for (let from = 0; from < files.length; from += at_once) {
        const begun = performance.now();
        const answer = JSON.parse(execFileSync(kheo, ['import', 'documents', ...files.slice(from, from + at_once)], { ...options, stdio: ['ignore', 'pipe', 'ignore'] }));
        if (answer.recorded !== at_once)
            throw new Error(`only ${answer.recorded} of ${at_once} were recorded`);
        times.push((performance.now() - begun) / 1000);
    }
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('close', resolve));
    rmSync(home, { recursive: true });
    const all = times.reduce((sum, each) => sum + each, 0);
    row(`nhận 10.000 văn bản từ tệp, mỗi lệnh ${at_once} tệp`, `${number(all, 1)} s, ${number(10_000 / all)} văn bản/s`,
        `100 lệnh cuối so với 100 lệnh đầu: ${number(middle(times.slice(-100)) / middle(times.slice(0, 100)), 2)}×`);
    const program = built('library_bench');
    for (const [engine, [command, args]] of Object.entries({ SQLite: [program, ['100000', 'sqlite']],
        PostgreSQL: ['pg_virtualenv', ['-t', '-o', 'max_connections=200', program, '100000', 'postgres']] })) {
        const one = JSON.parse(measured(command, args).split('\n').find((line) => line.startsWith('{')));
        const figure = ({ p50_ms, p99_ms }) => `p50 ${number(p50_ms, 1)} ms, p99 ${number(p99_ms, 1)} ms`;
        const what = `thư viện ${number(one.documents)} văn bản (${number(one.letters / 2 ** 20)} MiB chữ), ${engine}`;
        row(`${what}: ghi vào sổ và mục tìm`, `${number(one.put_s, 1)} s, ${number(one.documents / one.put_s)} văn bản/s`);
        row(`${what}: tìm 2–4 chữ, trang đầu`, figure(one.open), 'mức cần đạt: p99 40 ms', `${number(40 / one.open.p99_ms, 1)}×`);
        row(`${what}: tìm, lọc theo loại và năm`, figure(one.filtered));
        row(`${what}: lọc theo cơ quan không có`, figure(one.nowhere));
        row(`${what}: cán bộ tìm cả văn bản chưa công khai`, figure(one.inside));
    }
}

const parts = { acts, pages, search, library, lists, advice, program, imports, extraction, scanned, matrix, heartbeats };
const chosen = process.argv.slice(2).filter((word) => !word.startsWith('--'));
for (const name of chosen.length ? chosen : Object.keys(parts)) {
    try {
        await parts[name]();
    } catch (problem) {
        row(name, 'không đo được', String(problem).split('\n')[0]);
    }
}
const version = (command, ...args) => measured(command, args).match(/\d[\d.]+/)[0];
const machine = `${cpus().length} × ${cpus()[0].model}, ${number(totalmem() / 2 ** 30)} GiB, Linux ${release()}, clang ${version('clang++-19', '--version')}, `
    + `PostgreSQL ${version('psql', '--version')}, tải trung bình ${loadavg().map((each) => number(each, 1)).join(' / ')}`;
const table = ['| việc | số đo | so với | tỷ lệ |', '|---|---|---|---|', ...rows.map((cells) => `| ${cells.join(' | ')} |`)].join('\n');
console.log(`${machine}, ${new Date().toISOString().slice(0, 10)}\n\n${table}`);
if (process.argv.includes('--write')) {
    const file = join(root, 'docs/benchmarks.md');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/<!-- measured -->[\s\S]*<!-- end -->/,
        `<!-- measured -->\n${machine}, ${new Date().toISOString().slice(0, 10)}.\n\n${table}\n<!-- end -->`));
}
