// SPDX-License-Identifier: AGPL-3.0-or-later
// An operator reads README and types what it says, from an empty folder, in
// that order; then meets what refuses, and what an erased name leaves behind.
import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';

import { Installation, root, start, until } from './rig.mjs';

const units = `code,name,full_name,kind,parent_code,valid_from
37,Ninh Bình,Tỉnh Ninh Bình,Tỉnh,,
37001,Suối Mây,Xã Suối Mây,Xã,37,
37002,Đồng Chiêm,Xã Đồng Chiêm,Xã,37,
`;

const register = `TT,Tên mô hình,Đơn vị,Xã,Lĩnh vực,Mục đích
1,Tổ góp vốn xoay vòng,Hội Phụ nữ xã,Xã Suối Mây,Phát triển kinh tế,18 hộ có vốn làm ăn trước ngày 30/9/2026
2,Ngõ sáng đường hoa,Hội Nông dân xã,Xã Đồng Chiêm,Văn hóa - xã hội,Thắp sáng 2 km đường trước ngày 30/6/2026
`;

// The commands of a page: indented lines that begin with one of our programs.
async function commands(page = 'README.md') {
    const text = await readFile(join(root, page), 'utf8');
    return text.split('\n').filter((line) => /^ {4}kheo(-verify)? /.test(line))
        .map((line) => line.trim().match(/"[^"]*"|\S+/g).map((word) => word.replaceAll('"', '')));
}

// An installation whose folder is as `kheo init` finds it: empty, but for the
// address of the database, where there is one.
async function empty_folder(t) {
    const kheo = new Installation({ name: t.name });
    t.after(() => kheo.remove());
    await kheo.prepare();
    await rm(join(kheo.home, 'kheo.toml'));
    return kheo;
}

// A log that outgrew the backup, by the line of an hour that ended in between,
// goes on under another name: a stranger then begins anew.
async function forget_ledger(kheo) {
    kheo.key = null;
    await rm(join(kheo.home, 'checkpoint'), { force: true });
}

// What differs between the page and this folder.
async function as_here(kheo, words) {
    const made = await readdir(join(kheo.home, 'sao-luu')).catch(() => []);
    const here = words.map((word) => word
        .replace(/sao-luu\/kheo-[\d-]+$/, `sao-luu/${made[0]}`)
        .replace('https://danvan.example.gov.vn', kheo.address)
        .replace(/^KEY$/, kheo.receipt_key));
    if (words[1] === 'init' && kheo.database) here.push('--database', kheo.database);
    return here;
}

// A receipt as a citizen downloads it, with the key that its page names: a log
// that a restore ended keeps a key of its own name.
async function download_receipt(kheo) {
    const list = await kheo.api('/api/v1/models');
    const page = await kheo.get(`/mo-hinh/${list.body.items[0].id}`);
    const act = /\/so-kiem-chung\/phieu\/(\d+)/.exec(page.text)[1];
    await kheo.settle();
    const receipt = await kheo.get(`/so-kiem-chung/phieu/${act}/tep`);
    await writeFile(join(kheo.home, 'phieu.tlog-proof'), receipt.text);
    kheo.receipt_key = (await kheo.api(`/api/v1/ledger/receipts/${act}`)).body.vkey;
}

test('each command of README does what it says, in the order it stands there', async (t) => {
    const kheo = await empty_folder(t);
    await writeFile(join(kheo.home, 'units.csv'), units);
    await writeFile(join(kheo.home, 'so-dang-ky.csv'), register);
    const all = await commands();
    assert.ok(all.length >= 14, 'README still has its commands');
    const said = {};
    for (const words of all) {
        const [program, verb] = words;
        if (program === 'kheo' && verb === 'serve') {
            await kheo.serve();
            continue;
        }
        if (verb === 'receipt') await download_receipt(kheo);
        if (verb === 'restore') {
            await kheo.check_ledger();
            await kheo.stop();
            if (kheo.database) await kheo.use_empty_database();
        }
        const [, ...rest] = await as_here(kheo, words);
        const { code, out, err } = await kheo.run(program, rest);
        assert.equal(code, 0, `${words.join(' ')} ended with ${code}:\n${err || out}`);
        said[words.slice(0, 3).join(' ')] = out;
        if (verb === 'restore') {
            await kheo.serve();
            await forget_ledger(kheo);
        }
    }
    assert.match(said['kheo init --province-name'], /http:\/\/127\.0\.0\.1:\d+\/can-bo\/lien-ket\/\w+/);
    assert.equal(said['kheo init --province-name'].match(/lien-ket/g).length, 1, 'one link');
    assert.match(said['kheo user link'], /lien-ket/);
    assert.match(said['kheo check'] ?? said['kheo check undefined'], /"good": true/);
    assert.match(await kheo.done('user', 'list'), /lan\.nt\tNguyễn Thị Lan/);
    assert.equal((await kheo.api('/api/v1/search?q=ngo+sang+duong+hoa')).body.total, 1);
    const first = (await readFile(join(kheo.home, 'so.xlsx'))).subarray(0, 2).toString();
    assert.equal(first, 'PK', 'a real .xlsx');
    const records = (await readFile(join(kheo.home, 'toan-bo/records/model.jsonl'), 'utf8')).trim().split('\n');
    assert.equal(records.length, 2);
    assert.match(await readFile(join(kheo.home, 'toan-bo/history/model.jsonl'), 'utf8'), /models\.published/);
    await kheo.check_ledger();
});

// What docs/operating.md shows of these is tried where their surroundings are
// made: a new installation above, restore.mjs, reminders_mail.mjs.
const tried_elsewhere = new Set(['init', 'restore', 'mail', '--config']);

test('each command of the operators\' page does what it says, in the order it stands there', async (t) => {
    const kheo = await start(t);
    await writeFile(join(kheo.home, 'units.csv'), units);
    const here = (word) => word.replace(/^\/backup/, join(kheo.home, 'backup')).replace(/^\/srv/, kheo.home);
    const all = (await commands('docs/operating.md')).filter(([, verb]) => !tried_elsewhere.has(verb));
    assert.ok(all.length >= 10, `only ${all.length} commands stand there`);
    for (const [program, ...rest] of all) {
        const { code, out, err } = await kheo.run(program, rest.map(here));
        assert.equal(code, 0, `${rest.join(' ')} ended with ${code}:\n${err || out}`);
    }
    assert.match(await kheo.done('user', 'list'), /ha\.nt\tNguyễn Thu Hà/);
    await kheo.check_ledger();
});

test('what is exported is taken back by import as it was', async (t) => {
    const kheo = await start(t);
    await writeFile(join(kheo.home, 'units.csv'), units);
    await writeFile(join(kheo.home, 'so-dang-ky.csv'), register);
    await kheo.done('import', 'areas', 'units.csv', '--valid-from', '2025-07-01');
    await kheo.done('import', 'models', 'so-dang-ky.csv', '--year', '2026', '--create-units', '--publish');
    for (const ending of ['csv', 'xlsx', 'jsonl']) {
        await kheo.done('export', 'models', `so.${ending}`);
        const sums = JSON.parse(await kheo.done('import', 'models', `so.${ending}`, '--preview'));
        assert.equal(sums.rows.same, 2, `${ending}: nothing new, nothing to mend`);
        assert.equal(sums.rows.good + sums.rows.to_fix + sums.rows.unclear, 0);
    }
    const { code, err } = await kheo.cli('export', 'models', 'so.doc');
    assert.equal(code, 1);
    assert.match(err, /xuất được \.xlsx, \.csv hoặc \.jsonl/);
    assert.equal((await kheo.cli('export', 'site', '.')).code, 1, 'never into a folder with something in it');
    await kheo.check_ledger();
});

test('the example file says what is in force where nothing is said', async (t) => {
    const kheo = await start(t, { serve: false });
    const plain = await mkdtemp(join(tmpdir(), 'kheo-example-'));
    t.after(() => rm(plain, { recursive: true }));
    await writeFile(join(plain, 'empty.toml'), '');
    const example = join(root, 'docs/kheo.example.toml');
    const shown = await kheo.done('--config', example, 'config');
    assert.equal(shown, await kheo.done('--config', join(plain, 'empty.toml'), 'config'));
    assert.equal((await readFile(example, 'utf8')).replace(/^data = .*$/m, '').replace(/^port = .*$/m, ''),
        shown.replace(/^data = .*$/m, '').replace(/^port = .*$/m, ''), 'run `kheo config > docs/kheo.example.toml`');
});

test('a program that would be open to listeners, or cannot be understood, does not start', async (t) => {
    const kheo = await start(t, { serve: false });
    const serve = async (settings) => {
        const file = join(kheo.home, 'other.toml');
        await writeFile(file, settings);
        return kheo.run('kheo', ['--config', file, 'serve']);
    };
    for (const [settings, sentence] of [
        ['[server]\naddress = "0.0.0.0"\n', /trusted_proxy/],
        ['[server]\naddress = "0.0.0.0"\ntrusted_proxy = ["10.0.0.1"]\n[site]\ndemo = true\n', /minh họa chỉ chạy trên máy này/],
        ['[server]\ntls = true\n', /nginx/],
        ['[server]\nadress = "127.0.0.1"\n', /dòng 2: không có mục “server\.adress”/],
        ['[server]\nport = "8080"\n', /dòng 2: “server\.port” phải là số/],
        ['[server\n', /dòng 1/],
    ]) {
        const { code, err } = await serve(settings);
        assert.equal(code, 1, settings);
        assert.match(err, sentence);
    }
    const missing = await kheo.run('kheo', ['--config', 'nowhere.toml', 'serve']);
    assert.equal(missing.code, 1);
});

test('a demo kept in a database stays on this machine whatever the file says', async (t) => {
    const kheo = await start(t, { demo: true, serve: false });
    const file = join(kheo.home, 'kheo.toml');
    await writeFile(file, `${await readFile(file, 'utf8')}\n[server]\naddress = "0.0.0.0"\ntrusted_proxy = ["10.0.0.1"]\n`);
    const { code, err } = await kheo.cli('serve');
    assert.notEqual(code, 0);
    assert.match(err, /minh họa chỉ chạy trên máy này/);
});

test('where the sandbox does not work /readyz says so, and files are refused with a sentence', async (t) => {
    const programs = await mkdtemp(join(tmpdir(), 'kheo-no-extract-'));
    t.after(() => rm(programs, { recursive: true }));
    for (const name of ['kheo', 'kheo-verify']) await cp(join(root, 'build/release/programs', name), join(programs, name));
    const kheo = await start(t, { programs });
    const files = await until('the probe ends', 120, async () => {
        const said = JSON.parse((await kheo.get('/readyz')).text);
        return said.files !== 'đang kiểm tra' && said;
    });
    assert.notEqual(files.files, 'ok');
    assert.equal(files.ready, true, 'all else goes on');
    assert.doesNotMatch(files.files, /\/|kheo-extract/, 'nothing of the host is told');
    await writeFile(join(kheo.home, 'so-dang-ky.csv'), register);
    await writeFile(join(kheo.home, 'units.csv'), units);
    await kheo.done('import', 'areas', 'units.csv', '--valid-from', '2025-07-01');
    const { code, out, err } = await kheo.cli('import', 'models', 'so-dang-ky.csv', '--year', '2026', '--create-units');
    assert.notEqual(code, 0, `a file was taken: ${out}`);
    assert.ok(err.includes(files.files.split('.')[0]), err);
    await kheo.check_ledger();
});

test('a name erased after a backup stays erased when the backup is restored', async (t) => {
    const kheo = await start(t);
    await writeFile(join(kheo.home, 'units.csv'), units);
    await kheo.done('import', 'areas', 'units.csv', '--valid-from', '2025-07-01');
    const body = JSON.parse(await kheo.done('bodies', 'add', '--code', 'SM', '--name', 'Đảng ủy xã Suối Mây', '--line',
        'dang', '--area-code', '37001', '--from', '2025-07-01')).body;
    const person = JSON.parse(await kheo.done('api', 'POST', '/api/v1/exemplars', `body=${body}`, 'year=2026',
        'name=Lò Thị Mẫu', 'office=Bí thư Chi bộ', 'field=kinh_te', 'merit=Vận động 30 hộ góp ngày công',
        'decision=12/QĐ-UBND', 'decided_on=15/10/2026', 'decided_by=UBND xã', 'basis=consent',
        'basis_text=Bản đồng ý', 'basis_on=01/10/2026'));
    await kheo.done('api', 'POST', `/api/v1/exemplars/${person.id}/publish`, 'version=1');
    assert.match((await kheo.get(`/dien-hinh/${person.id}`)).text, /Lò Thị Mẫu/);
    await kheo.check_ledger();
    const backups = join(kheo.home, 'sao-luu');
    await kheo.done('backup', backups);
    await kheo.done('api', 'POST', `/api/v1/exemplars/${person.id}/erase`, 'version=2');
    const list = await readFile(join(kheo.data, 'erasures'), 'utf8');
    assert.match(list, new RegExp(`^\\S+Z exemplar ${person.id}\n$`));
    assert.doesNotMatch(list, /Mẫu/, 'the list names objects, never people');
    assert.equal((await stat(join(kheo.data, 'erasures'))).mode & 0o077, 0);
    await kheo.settle();
    await kheo.stop();
    if (kheo.database) await kheo.use_empty_database();
    assert.match(await kheo.done('restore', join(backups, (await readdir(backups))[0])), /Đã xóa lại 1 mục/);
    await kheo.serve();
    assert.equal((await kheo.get(`/dien-hinh/${person.id}`)).status, 404);
    assert.doesNotMatch(await kheo.done('api', 'GET', '/api/v1/office/exemplars'), /Lò Thị Mẫu/);
    await mkdir(join(kheo.home, 'ra'));
    await kheo.done('export', 'site', join(kheo.home, 'ra'));
    for (const part of ['records', 'history'])
        assert.doesNotMatch(await readFile(join(kheo.home, 'ra', part, 'exemplar.jsonl'), 'utf8'), /Lò Thị Mẫu/);
    // The erasure was published: the log that lacks it is another log, with a key of its own name.
    kheo.key = undefined;
    await rm(join(kheo.home, 'checkpoint'));
    await kheo.check_ledger();
});

test('a backup restored where nobody knows what was published is asked about, not guessed', async (t) => {
    const kheo = await start(t);
    await writeFile(join(kheo.home, 'units.csv'), units);
    await kheo.done('import', 'areas', 'units.csv', '--valid-from', '2025-07-01');
    await kheo.check_ledger();
    const { origin } = await kheo.checkpoint();
    await kheo.stop();
    const backups = join(kheo.home, 'sao-luu');
    await kheo.done('backup', backups);
    const backup = join(backups, (await readdir(backups))[0]);
    const elsewhere = new Installation({ name: 'another machine' });
    t.after(() => elsewhere.remove());
    await elsewhere.prepare();
    if (elsewhere.database) await elsewhere.use_empty_database();
    const { code, err } = await elsewhere.cli('restore', backup);
    assert.equal(code, 1);
    assert.match(err, /--checkpoint[\s\S]*--new-log/);
    await elsewhere.done('restore', backup, '--checkpoint', join(backup, 'checkpoint.last'));
    await elsewhere.serve();
    assert.equal((await elsewhere.checkpoint()).origin, origin, 'the same log goes on');
    await elsewhere.check_ledger();
    await elsewhere.stop();
    // The drill: an embedded database, wherever the backup came from.
    const third = new Installation({ name: 'a third machine', engine: 'sqlite' });
    t.after(() => third.remove());
    await third.prepare();
    assert.match(await third.done('restore', backup, '--new-log'), /sổ mới được mở/);
    await third.serve();
    assert.equal((await third.checkpoint()).origin, `${origin}/2`);
    await third.check_ledger();
});
