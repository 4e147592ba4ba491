// SPDX-License-Identifier: AGPL-3.0-or-later
// How much of what stands in texts `kheo extract` finds, and how much of what it
// finds stands there, by kind. The texts are tests/extraction/*.marked, or a
// folder with texts and a gold.jsonl of the same shape: node extraction.mjs FOLDER
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const root = join(new URL('.', import.meta.url).pathname, '../..');
const program = join(process.env.KHEO_PROGRAMS ?? join(root, 'build/release/programs'), 'kheo');

const value_of = (text) => (/^[{"[]|^-?\d+$/.test(text) && !/^0\d/.test(text) ? JSON.parse(text) : text);

// The text without its marks, and what they say. Places count code points.
export function unmarked(marked, file) {
    const text = [];
    const open = [];
    const gold = [];
    const letters = [...marked];
    for (let at = 0; at < letters.length; at += 1) {
        if (letters[at] === '⟦') {
            const bar = letters.indexOf('|', at);
            const [, kind, , value] = /^([a-z_]+)(=(.*))?$/su.exec(letters.slice(at + 1, bar).join(''));
            open.push({ kind, value, start: text.length });
            at = bar;
        } else if (letters[at] === '⟧') {
            const { kind, value, start } = open.pop();
            const asked = value === undefined ? {} : { value: kind === 'doc_ref' || kind === 'period' ? value : value_of(value) };
            gold.push({ file, kind, text: text.slice(start).join(''), start, end: text.length, ...asked });
        } else {
            text.push(letters[at]);
        }
    }
    if (open.length > 0)
        throw new Error(`${file}: ${open.length} marks are not closed`);
    return { text: text.join(''), gold };
}

const canonical = (value) => JSON.stringify(value, (_, each) => (each && typeof each === 'object' && !Array.isArray(each)
    ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each));

// By kind: gold, found at the very place, found overlapping, value right, extra.
export function scored(gold, found, kinds = [...new Set(gold.map((each) => each.kind))]) {
    const table = {};
    for (const kind of kinds) {
        const score = { gold: 0, exact: 0, near: 0, values: 0, asked: 0, extra: 0 };
        const left = new Set(found.filter((each) => each.kind === kind));
        const of_kind = gold.filter((each) => each.kind === kind);
        const taken = new Map();
        for (const [name, fits] of [['exact', (a, b) => a.start === b.start && a.end === b.end],
            ['near', (a, b) => a.start < b.end && b.start < a.end]])
            for (const item of of_kind) {
                const hit = taken.has(item) ? undefined : [...left].find((each) => each.file === item.file && fits(each, item));
                if (!hit)
                    continue;
                taken.set(item, hit);
                left.delete(hit);
                score[name] += 1;
            }
        score.gold = of_kind.length;
        score.asked = of_kind.filter((each) => 'value' in each).length;
        score.values = of_kind.filter((each) => 'value' in each && taken.has(each)
            && canonical(taken.get(each).value) === canonical(each.value)).length;
        score.extra = left.size;
        const hits = score.exact + score.near;
        score.recall = hits / score.gold;
        score.precision = hits / (hits + score.extra);
        table[kind] = score;
    }
    return table;
}

export function extracted(files) {
    const out = execFileSync(program, ['extract', ...files], { encoding: 'utf8', maxBuffer: 1 << 28, env: { PATH: process.env.PATH } });
    return out.split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

// The invented texts, each written out for the program to read.
export function invented() {
    const folder = join(root, 'tests/extraction');
    const scratch = mkdtempSync(join(tmpdir(), 'kheo-extraction-'));
    try {
        const gold = [];
        const files = readdirSync(folder).filter((name) => name.endsWith('.marked')).sort().map((name) => {
            const file = `${basename(name, '.marked')}.txt`;
            const made = unmarked(readFileSync(join(folder, name), 'utf8'), file);
            gold.push(...made.gold);
            writeFileSync(join(scratch, file), made.text);
            return join(scratch, file);
        });
        return scored(gold, extracted(files));
    } finally {
        rmSync(scratch, { recursive: true });
    }
}

export function of_folder(folder) {
    const gold = readFileSync(join(folder, 'gold.jsonl'), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
    const files = [...new Set(gold.map((each) => each.file))].map((name) => join(folder, name));
    return scored(gold, extracted(files));
}

if (import.meta.url === `file://${process.argv[1]}`) {
    const table = process.argv[2] ? of_folder(process.argv[2]) : invented();
    for (const [kind, each] of Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)))
        console.log(`${kind.padEnd(18)} ${String(each.gold).padStart(4)} gold  ${each.exact} exact  ${each.near} near  `
            + `${each.values}/${each.asked} values  ${each.extra} extra  P ${each.precision.toFixed(2)} R ${each.recall.toFixed(2)}`);
}
