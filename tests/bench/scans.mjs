// SPDX-License-Identifier: AGPL-3.0-or-later
// Seconds a scanned page (by the clock and by the processor) and character error, on scans made of one invented
// directive (tests/journeys/rig_papers.mjs): clean, skewed and
// noisy, poor, and beyond what a person would send.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { body_lines, heading_lines, papers, pdf_of, scan_height, scan_width } from '../journeys/rig_papers.mjs';

const program = process.env.KHEO_EXTRACT ?? join(new URL('.', import.meta.url).pathname, '../../build/release/programs/kheo-extract');

// The least edits that turn `line` into some part of `text`, over the length of `line`.
function errors_of(line, text) {
    const [wanted, given] = [[...line], [...text]];
    let before = new Array(given.length + 1).fill(0);
    for (const [at, letter] of wanted.entries()) {
        const now = [at + 1];
        for (let other = 1; other <= given.length; other += 1)
            now.push(Math.min(before[other] + 1, now[other - 1] + 1, before[other - 1] + (given[other - 1] === letter ? 0 : 1)));
        before = now;
    }
    return Math.min(...before);
}

export async function scans() {
    const kinds = { sạch: { scanned: true }, 'nghiêng 1,5°, có nhiễu': { scanned: true, skew: 1.5, noise: 0.15 },
        'nghiêng 3°, nhiễu mạnh': { scanned: true, skew: 3, noise: 0.3 }, 'nghiêng 3°, nhiễu 45 %': { scanned: true, skew: 3, noise: 0.45 },
        'nghiêng 3°, nhiễu 60 %': { scanned: true, skew: 3, noise: 0.6 } };
    const made = await papers(kinds);
    const rows = [];
    for (const name of Object.keys(kinds)) {
        const pdf = pdf_of([made[name], made[name], made[name]], scan_width, scan_height);
        const answer = spawnSync('bash', ['-c', 'time -p "$0" paper a.pdf', program],
            { input: pdf, env: { PATH: process.env.PATH, OMP_THREAD_LIMIT: '1' }, maxBuffer: 1 << 26 });
        const [, wall, cpu] = /real ([\d.]+)\nuser ([\d.]+)/.exec(answer.stderr.toString()).map(Number);
        const text = answer.stdout.toString('utf8').normalize('NFC').replaceAll(/\s+/g, ' ');
        const error = (lines) => lines.reduce((sum, line) => sum + errors_of(line, text), 0) / lines.reduce((sum, line) => sum + [...line].length, 0);
        rows.push({ name, wall: wall / 3, cpu: cpu / 3, all: error([...heading_lines, ...body_lines]), body: error(body_lines) });
    }
    return rows;
}

if (import.meta.url === `file://${process.argv[1]}`)
    for (const { name, wall, cpu, all, body } of await scans())
        console.log(`${name}: ${wall.toFixed(2)} s a page (processor ${cpu.toFixed(2)} s), character error ${(100 * all).toFixed(2)} %, body ${(100 * body).toFixed(2)} %`);
