// SPDX-License-Identifier: AGPL-3.0-or-later
// An officer reads what came in: `kheo extract` says what stands in it and
// stores nothing.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';

import { extracted, invented } from '../bench/extraction.mjs';

const program = join(process.env.KHEO_PROGRAMS ?? join(new URL('.', import.meta.url).pathname, '../../build/release/programs'), 'kheo');
const folder = mkdtempSync(join(tmpdir(), 'kheo-extract-'));
test.after(() => rmSync(folder, { recursive: true }));

const page = 'Xã Hoa Mai thực hiện Chỉ thị số 12-CT/TU về dân vận\nNgày đăng: 14/03/2024\n\n'
    + 'Thực hiện Chỉ thị số 12-CT/TU, ngày 06/5/2023 của Ban Thường vụ Tỉnh ủy, xã đã lập 24 mô hình ở các thôn.\n';

function written(name, bytes) {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
}

test('the invented texts are read as well as they were', () => {
    for (const [kind, score] of Object.entries(invented())) {
        assert.ok(score.recall >= 0.95, `${kind}: recall ${score.recall}`);
        assert.ok(score.precision >= 0.9, `${kind}: precision ${score.precision}`);
    }
});

test('each line says file, kind, words and place; the words are that slice of the file', () => {
    const found = extracted([written('a.txt', page)]);
    const reference = found.find((each) => each.kind === 'doc_ref' && each.zone === 'body');
    assert.equal(reference.file, 'a.txt');
    assert.equal(reference.value, '12-CT/TU');
    assert.deepEqual([reference.attrs.doc_date, reference.attrs.issuer], ['2023-05-06', 'Ban Thường vụ Tỉnh ủy']);
    for (const each of found)
        assert.equal([...page].slice(each.start, each.end).join(''), each.text);
});

test('a text in form D gives the same values', () => {
    const values = (name, text) => extracted([written(name, text)]).filter((each) => each.kind !== 'char_trap')
        .map(({ kind, value }) => [kind, value]);
    assert.deepEqual(values('d.txt', page.normalize('NFD')), values('c.txt', page));
});

test('nothing is stored, no folder of data is made, and one bad file does not stop the others', () => {
    const good = written('b.txt', page);
    const before = readdirSync(folder).sort();
    execFileSync(program, ['extract', good], { cwd: folder, env: { PATH: process.env.PATH } });
    assert.deepEqual(readdirSync(folder).sort(), before);
    const both = spawnSync(program, ['extract', join(folder, 'missing.txt'), good], { cwd: folder, encoding: 'utf8' });
    assert.equal(both.status, 1);
    assert.match(both.stderr, /missing\.txt/);
    assert.ok(both.stdout.includes('"12-CT/TU"'));
});
