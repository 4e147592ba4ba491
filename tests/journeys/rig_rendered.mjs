// SPDX-License-Identifier: AGPL-3.0-or-later
// A paper as its reader sees it: .docx opened by LibreOffice and printed, PDF as
// it is; then every word with its place in points, and the fonts.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const entities = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': '\'', '&#39;': '\'' };
const plain = (text) => text.replace(/&(amp|lt|gt|quot|apos|#39);/g, (each) => entities[each]);

const number = (text, name) => Number(new RegExp(`${name}="([-\\d.]+)"`).exec(text)[1]);

// { pages: [{ width, height, words: [{ text, left, top, right, bottom }] }], fonts }.
export function rendered(bytes, ending) {
    const folder = mkdtempSync(join(tmpdir(), 'kheo-rendered-'));
    try {
        const file = join(folder, `a.${ending}`);
        writeFileSync(file, bytes);
        if (ending === 'docx') {
            execFileSync('soffice', [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'pdf',
                '--outdir', folder, file], { stdio: 'ignore', timeout: 120_000 });
        }
        const pdf = join(folder, 'a.pdf');
        execFileSync('pdftotext', ['-bbox', pdf, join(folder, 'a.html')]);
        const pages = readFileSync(join(folder, 'a.html'), 'utf8').split('<page ').slice(1).map((page) => ({
            width: number(page, 'width'),
            height: number(page, 'height'),
            words: [...page.matchAll(/<word ([^>]*)>([^<]*)</g)].map(([, place, text]) => ({
                text: plain(text).normalize('NFC'), left: number(place, 'xMin'), top: number(place, 'yMin'),
                right: number(place, 'xMax'), bottom: number(place, 'yMax'),
            })),
        }));
        const fonts = execFileSync('pdffonts', [pdf], { encoding: 'utf8' }).split('\n').slice(2).filter(Boolean)
            .map((line) => line.split(/\s/)[0].replace(/^[A-Z]{6}\+/, ''));
        assert.ok(pages.length > 0 && pages[0].words.length > 0, 'nothing was rendered');
        return { pages, fonts };
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

// The box of these words where they stand one after the other on a page; null elsewhere.
export function place_of(page, text) {
    const wanted = text.normalize('NFC').split(/\s+/);
    for (let at = 0; at + wanted.length <= page.words.length; at += 1) {
        const found = page.words.slice(at, at + wanted.length);
        if (found.some((word, index) => word.text !== wanted[index])) continue;
        return {
            left: Math.min(...found.map((word) => word.left)), right: Math.max(...found.map((word) => word.right)),
            top: Math.min(...found.map((word) => word.top)), bottom: Math.max(...found.map((word) => word.bottom)),
        };
    }
    return null;
}

const mm = (points) => points * 25.4 / 72;

// What the text keeps free on each side of all pages, in mm; the page number in
// the upper margin is not of the text.
export function margins(pages) {
    const all = pages.flatMap(({ width, height, words }) => words
        .filter((word) => mm(word.top) > 17)
        .map((word) => ({ left: word.left, top: word.top, right: width - word.right, bottom: height - word.bottom })));
    const least = (side) => mm(Math.min(...all.map((each) => each[side])));
    return { left: least('left'), top: least('top'), right: least('right'), bottom: least('bottom') };
}
