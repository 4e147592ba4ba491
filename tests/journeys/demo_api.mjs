// SPDX-License-Identifier: AGPL-3.0-or-later
// A programmer walks everything that the API answers to GET, in the demo: what
// is invented says so, days are ISO, numbers are numbers, in each row and file.
import assert from 'node:assert/strict';
import test from 'node:test';
import { inflateRawSync } from 'node:zlib';

import { start } from './rig.mjs';

// Arrays of these names are lists of records.
const lists = new Set(['items', 'newest', 'persons', 'collectives', 'rows', 'missing_units', 'missing_bodies']);

// Calls look(value, path) for everything inside a JSON value.
function walk(value, look, path = '') {
    look(value, path);
    if (Array.isArray(value)) value.forEach((each, at) => walk(each, look, `${path}[${at}]`));
    else if (value && typeof value === 'object') for (const [key, each] of Object.entries(value)) walk(each, look, `${path}.${key}`);
}

// What is not as a program expects it, one line each. Free text may hold a day
// or a number among its words; a value that is nothing else may not.
function faults(body) {
    const found = [];
    walk(body, (value, path) => {
        if (typeof value !== 'string') return;
        if (/^\d{1,2}\/\d{1,2}\/\d{4}$/.test(value)) found.push(`${path} is a day for people: ${value}`);
        if (/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(value)) found.push(`${path} is a number for people: ${value}`);
    });
    return found;
}

// Records of the demo that do not say so; those of real areas are facts.
function unmarked(body, is_fact) {
    const found = [];
    walk(body, (value, path) => {
        const name = path.split('.').at(-1);
        if (!Array.isArray(value) || !lists.has(name)) return;
        value.forEach((record, at) => {
            if (!record || typeof record !== 'object') return;
            if (record.demo !== true && !(record.demo === false && is_fact(record))) found.push(`${path}[${at}]: ${JSON.stringify(record).slice(0, 160)}`);
        });
    });
    return found;
}

// The text of every part of a zip file.
function parts_of(bytes) {
    const data = Buffer.from(bytes);
    const texts = [];
    for (let at = data.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = data.indexOf('PK\x01\x02', at + 4, 'latin1')) {
        const begin = data.readUInt32LE(at + 42);
        const from = begin + 30 + data.readUInt16LE(begin + 26) + data.readUInt16LE(begin + 28);
        const packed = data.subarray(from, from + data.readUInt32LE(at + 20));
        texts.push((data.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed).toString('utf8'));
    }
    return texts.join('\n');
}

async function officer(kheo) {
    const link = kheo.links().find(({ line }) => /cán bộ tỉnh/i.test(line));
    const visitor = kheo.visitor_from_elsewhere();
    assert.equal((await visitor.open_link(link.url)).status, 200);
    return visitor;
}

async function administrator(kheo) {
    const link = kheo.links().find(({ line }) => /quản trị/i.test(line));
    const visitor = kheo.visitor_from_elsewhere();
    await visitor.open_link(link.url);
    return visitor;
}

// A line of some model's account: every third model of the demo has some.
async function with_contributions(visitor) {
    for (const { id } of (await visitor.api('/api/v1/office/models?limit=50')).body.items) {
        const { body: { items } } = await visitor.api(`/api/v1/office/models/${id}/contributions`);
        if (items.length > 0) return items[0];
    }
    return assert.fail('no model of the demo has a contribution');
}

// One of each noun, to fill in addresses with.
async function examples(kheo, visitor) {
    const body = async (path, who = visitor) => (await who.api(path)).body;
    const areas = (await body('/api/v1/areas')).items;
    const province = areas.find((each) => each.name === 'Tỉnh Minh Họa');
    const model = (await body(`/api/v1/models?province=${province.id}`)).items[0].id;
    const page = await kheo.get(`/mo-hinh/${model}`);
    const round = (await body('/api/v1/rounds')).items[0].id;
    const candidate = (await body(`/api/v1/rounds/${round}`)).candidates[0].id;
    const { body: asked } = await kheo.api(`/api/v1/models/${model}/questions`, { json: { text: 'Ai giữ sổ ghi chép?' } });
    const document = (await body('/api/v1/documents')).items.find(({ number }) => number === '12-CT/TU').id;
    const [, node] = /duoc-dan\/([0-9a-f]{16})/.exec((await kheo.get(`/van-ban/${document}`)).text);
    const task = (await body('/api/v1/tasks')).items.flatMap(({ tasks }) => tasks).find(({ text }) => text.startsWith('Gửi kế hoạch')).id;
    const unit = (await body(`/api/v1/tasks/${task}`)).items[0].body;
    const decision = (await body('/api/v1/decisions')).items[0].id;
    const recognition = (await body(`/api/v1/decisions/${decision}`)).items[0].id;
    const movement = (await body('/api/v1/movements')).items[0].id;
    const consultation = (await body('/api/v1/consultations')).items.find(({ course }) => course === 'running').id;
    const { body: { code: slip } } = await kheo.api(`/api/v1/consultations/${consultation}/opinions`, { json: { text: 'Việc này có lợi cho cả thôn.' } });
    const contribution = (await with_contributions(visitor)).id;
    const draft = (await visitor.post('/can-bo/du-thao/moi', { kind: 'plan' }, { from: `/can-bo/du-thao/moi?origin=document&of=${document}` })).url;
    return {
        area: province.id, document, draft: /\d+/.exec(draft)[0], contribution, movement, consultation, slip, node, task, body: unit, model, round, candidate, decision, recognition,
        code: asked.code, exemplar: (await body('/api/v1/exemplars')).persons[0].id,
        // The newest: of what came before it only the digest is to be had.
        act: [...page.text.matchAll(/\/so-kiem-chung\/phieu\/(\d+)/g)].at(-1)[1],
    };
}

const queries = {
    '/api/v1/search': '?q=nuoc', '/api/v1/reports/summary/rows': '?row=total&column=total',
    '/api/v1/reports/public/rows': '?row=total&column=total',
};
// These name a thing that the demo has not, or answer the operator alone.
// The desk names things to do, some of them the installation’s own.
const elsewhere = /\/documents\/readings\/|\/documents\/\{document\}\/(file$|files\/|pages\/)|\/imports\/|\/check$|\/mail$|\/accounts\/\{/;

test('every answer to GET marks what is invented and is made for programs', async (t) => {
    const kheo = await start(t, { demo: true });
    const visitor = await officer(kheo);
    const manager = await administrator(kheo);
    const named = await examples(kheo, visitor);
    await kheo.settle();
    const description = (await kheo.api('/api/v1/openapi.json')).body;
    const paths = Object.entries(description.paths).filter(([path, verbs]) => verbs.get && !elsewhere.test(path)).map(([path]) => path);
    assert.ok(paths.length >= 18, `only ${paths.length} addresses are described`);
    let records = 0;
    for (const path of paths) {
        const address = path.replace(/\{(\w+)\}/g, (_, name) => named[name] ?? assert.fail(`no example of ${name} for ${path}`)) + (queries[path] ?? '');
        let answer = await visitor.api(address);
        if (answer.status === 403) answer = await manager.api(address);
        assert.equal(answer.status, 200, `${address}: ${JSON.stringify(answer.body).slice(0, 300)}`);
        if (typeof answer.body === 'string' || path.endsWith('openapi.json')) continue;
        assert.deepEqual(faults(answer.body), [], address);
        assert.deepEqual(unmarked(answer.body, () => /\/(areas|desk)$/.test(path)), [], address);
        walk(answer.body, (value, at) => { if (Array.isArray(value) && lists.has(at.split('.').at(-1))) records += value.length; });
    }
    assert.ok(records > 200, `only ${records} records were looked at`);

    // A real province among the results is a fact, an invented commune is not.
    const found = (await kheo.api(`/api/v1/search?q=${encodeURIComponent('Khánh Hòa')}&limit=50`)).body.items;
    assert.ok(found.some((item) => item.kind === 'area' && item.demo === false), 'Khánh Hòa is a fact');
    await kheo.check_ledger();
});

test('every file that leaves the demo says what it holds', async (t) => {
    const kheo = await start(t, { demo: true });
    const visitor = await officer(kheo);
    for (const [path, who] of [['/bieu/csv', kheo.visitor], ['/can-bo/bieu/csv', visitor], ['/mo-hinh?dang=csv', kheo.visitor],
        ['/can-bo/mo-hinh?dang=csv', visitor], ['/can-bo/mo-hinh/xuat?format=csv', visitor], ['/api/v1/models/export', kheo.visitor]]) {
        const [heading, ...rows] = (await who.get(path)).text.replace(/^\uFEFF/, '').trim().split('\r\n');
        assert.ok(heading.split(',').includes('demo'), `${path}: ${heading}`);
        if (heading.split(',').at(-1) === 'demo') for (const row of rows.filter((line) => /,(true|false|)$/.test(line))) assert.match(row, /,true$/, path);
        assert.ok(rows.length > 10, path);
    }
    const lines = (await visitor.get('/can-bo/mo-hinh/xuat?format=jsonl')).text.trim().split('\n').map((line) => JSON.parse(line));
    assert.ok(lines.length > 1000);
    for (const line of lines) assert.equal(line.demo, true);
    for (const [path, who] of [['/bieu/xlsx', kheo.visitor], ['/bieu/docx', kheo.visitor], ['/can-bo/bieu/xlsx', visitor],
        ['/can-bo/bieu/docx', visitor], ['/can-bo/mo-hinh/xuat?format=xlsx', visitor]]) {
        const headers = { cookie: [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
        const answer = await fetch(new URL(path, kheo.address), { headers });
        assert.equal(answer.status, 200, path);
        assert.match(parts_of(await answer.arrayBuffer()), /Dữ liệu minh họa/, path);
    }
    await kheo.check_ledger();
});
