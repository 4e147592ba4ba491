// SPDX-License-Identifier: AGPL-3.0-or-later
// A citizen runs kheo-verify at home and mistypes: what it says is Vietnamese,
// the words of the libraries behind it included.
import assert from 'node:assert/strict';
import test from 'node:test';

import { free_port, Installation } from './rig.mjs';

const english = /\b(usage|options?|subcommands?|positionals|required|text|print|exit|run|could|not|expected|argument|connect|resolve|host|server|timeout)\b/i;

async function alone(t) {
    const kheo = new Installation({ name: t.name, engine: 'sqlite' });
    t.after(() => kheo.remove());
    await kheo.prepare();
    return (...args) => kheo.run('kheo-verify', args);
}

test('the help and every refusal are Vietnamese', async (t) => {
    const verify = await alone(t);
    for (const args of [['--help'], ['log', '--help'], ['receipt', '--help']]) {
        const { code, out } = await verify(...args);
        assert.equal(code, 0);
        assert.match(out, /Cách dùng: /);
        assert.doesNotMatch(out.replace(/Cách dùng: .*/, ''), english, args.join(' '));
    }
    for (const [args, sentence] of [
        [[], /Thiếu lệnh: log hoặc receipt/], [['log'], /Thiếu URL/], [['receipt', 'x'], /Thiếu --vkey/],
        [['log', 'x', '--limit', 'abc'], /--limit thiếu giá trị hoặc giá trị không đúng/],
        [['log', 'x', '--state'], /--state thiếu giá trị/], [['log', 'x', '--la'], /Không hiểu: --la/],
    ]) {
        const { code, err } = await verify(...args);
        assert.equal(code, 2);
        assert.match(err, sentence);
        assert.doesNotMatch(err.replaceAll('--help', ''), english, args.join(' '));
    }
});

test('a server that cannot be reached is said in words', async (t) => {
    const verify = await alone(t);
    for (const [url, sentence] of [
        [`http://127.0.0.1:${await free_port()}`, /không kết nối được với máy chủ/],
        ['http://khong-co.invalid', /không tìm thấy máy chủ|không kết nối được/],
        ['ftp://127.0.0.1', /chỉ dùng http:\/\/ hoặc https:\/\//],
    ]) {
        const { code, err } = await verify('log', url);
        assert.equal(code, 4);
        assert.match(err, sentence);
    }
});
