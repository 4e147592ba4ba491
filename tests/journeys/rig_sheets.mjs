// SPDX-License-Identifier: AGPL-3.0-or-later
// Spreadsheets as an official opens, reads, corrects and saves them: .xlsx,
// .ods and .csv as tables of text, with the notes that stand at cells.
import assert from 'node:assert/strict';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

import { unescape_html as unescape } from './rig_visitor.mjs';

const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

const crcs = Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value >>> 0;
});
const crc32 = (bytes) => ~bytes.reduce((sum, byte) => (sum >>> 8) ^ crcs[(sum ^ byte) & 255], ~0) >>> 0;

// The parts of a package by name, in its order.
export function unzip(bytes) {
    const data = Buffer.from(bytes);
    const end = data.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
    assert.ok(end >= 0, 'no package');
    const parts = new Map();
    let at = data.readUInt32LE(end + 16);
    for (let left = data.readUInt16LE(end + 10); left > 0; left -= 1) {
        const [method, size] = [data.readUInt16LE(at + 10), data.readUInt32LE(at + 20)];
        const [name, extra, comment] = [28, 30, 32].map((field) => data.readUInt16LE(at + field));
        const local = data.readUInt32LE(at + 42);
        const begin = local + 30 + data.readUInt16LE(local + 26) + data.readUInt16LE(local + 28);
        const packed = data.subarray(begin, begin + size);
        parts.set(data.toString('utf8', at + 46, at + 46 + name), method === 0 ? packed : inflateRawSync(packed));
        at += 46 + name + extra + comment;
    }
    return parts;
}

export function zip(parts) {
    const [files, list] = [[], []];
    let at = 0;
    for (const [name, content] of parts) {
        const [label, raw] = [Buffer.from(name), Buffer.from(content)];
        const packed = name === 'mimetype' ? raw : deflateRawSync(raw);
        const facts = Buffer.alloc(26);
        facts.writeUInt16LE(20, 0);
        facts.writeUInt16LE(0x800, 2);
        facts.writeUInt16LE(name === 'mimetype' ? 0 : 8, 4);
        facts.writeUInt32LE(crc32(raw), 10);
        facts.writeUInt32LE(packed.length, 14);
        facts.writeUInt32LE(raw.length, 18);
        facts.writeUInt16LE(label.length, 22);
        files.push(Buffer.from('PK\x03\x04', 'latin1'), facts, label, packed);
        const [more, where] = [Buffer.alloc(12), Buffer.alloc(4)];
        where.writeUInt32LE(at);
        list.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, more.subarray(0, 10), where, label);
        at += 30 + label.length + packed.length;
    }
    const end = Buffer.alloc(22);
    end.write('PK\x05\x06', 'latin1');
    end.writeUInt16LE(parts.size, 8);
    end.writeUInt16LE(parts.size, 10);
    end.writeUInt32LE(Buffer.concat(list).length, 12);
    end.writeUInt32LE(at, 16);
    return Buffer.concat([...files, ...list, end]);
}

const letters = (column) => (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
function place(reference) {
    const [, name, row] = /^([A-Z]+)(\d+)$/.exec(reference);
    return { row: Number(row) - 1, column: [...name].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 };
}
const texts = (xml, tag) => [...xml.matchAll(new RegExp(`<${tag}\\b[^>]*>([\\s\\S]*?)</${tag}>`, 'g'))].map((each) => unescape(each[1])).join('');

// The sheet with most cells: a page of instructions before it is none of ours.
class Xlsx {
    constructor(bytes) {
        this.parts = unzip(bytes);
        const all = [...this.parts].filter(([name]) => /^xl\/worksheets\/[^/]+\.xml$/.test(name));
        [this.name] = all.sort((a, b) => b[1].length - a[1].length)[0];
        this.xml = this.parts.get(this.name).toString();
        this.strings = [...(this.parts.get('xl/sharedStrings.xml')?.toString() ?? '').matchAll(/<si>([\s\S]*?)<\/si>/g)].map(([, si]) => texts(si, 't'));
    }
    get rows() {
        const rows = [];
        for (const [, facts, inside] of this.xml.matchAll(/<c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
            const { row, column } = place(/\br="([A-Z]+\d+)"/.exec(facts)[1]);
            const value = texts(inside ?? '', 'v');
            rows[row] ??= [];
            rows[row][column] = /t="s"/.test(facts) ? this.strings[Number(value)] : /t="inlineStr"/.test(facts) ? texts(inside, 't') : value;
        }
        return rows;
    }
    // What stands in notes, at its cell.
    get notes() {
        const folder = this.name.replace(/([^/]+)$/, '_rels/$1.rels');
        const target = /Target="([^"]*comments[^"]*)"/.exec(this.parts.get(folder)?.toString() ?? '')?.[1];
        const xml = target ? this.parts.get(target.startsWith('/') ? target.slice(1) : `xl/${target.replace('../', '')}`).toString() : '';
        return [...xml.matchAll(/<comment\b[^>]*ref="([A-Z]+\d+)"[^>]*>([\s\S]*?)<\/comment>/g)].map(([, ref, text]) => ({ ...place(ref), text: texts(text, 't') }));
    }
    write(row, column, text) {
        const ref = `${letters(column)}${row + 1}`;
        const cell = `t="inlineStr"><is><t xml:space="preserve">${escape(text)}</t></is></c>`;
        const there = new RegExp(`<c\\b([^>]*?\\br="${ref}"[^>]*?)(?:/>|>[\\s\\S]*?</c>)`).exec(this.xml);
        assert.ok(there, `${ref} has no cell`);
        this.xml = this.xml.replace(there[0], () => `<c${there[1].replace(/\s+t="\w+"/, '')} ${cell}`);
    }
    get bytes() {
        return zip(new Map(this.parts).set(this.name, this.xml));
    }
}

class Ods {
    constructor(bytes) {
        this.parts = unzip(bytes);
        this.xml = this.parts.get('content.xml').toString();
        const tables = [...this.xml.matchAll(/<table:table\b[\s\S]*?<\/table:table>/g)].map(([table]) => table);
        this.table = tables.sort((a, b) => b.length - a.length)[0];
    }
    // Each row's cells, one entry for each column: { text, note, xml, first }.
    get cells() {
        const rows = [];
        for (const [whole, facts, inside] of this.table.matchAll(/<table:table-row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/table:table-row>)/g)) {
            const row = [];
            for (const [xml, , about, content] of (inside ?? '').matchAll(/<table:(covered-)?table-cell\b([^>]*?)(?:\/>|>([\s\S]*?)<\/table:(?:covered-)?table-cell>)/g)) {
                const [note] = /<office:annotation\b[\s\S]*?<\/office:annotation>/.exec(content ?? '') ?? [''];
                const said = (content ?? '').replace(note, '');
                const text = [...said.matchAll(/<text:p\b[^>]*?(?:\/>|>([\s\S]*?)<\/text:p>)/g)].map((each) => unescape((each[1] ?? '').replace(/<[^>]+>/g, ''))).join('\n');
                const times = Number(/number-columns-repeated="(\d+)"/.exec(about)?.[1] ?? 1);
                for (let at = 0; at < Math.min(times, 200); at += 1) row.push({ text, xml, about, note: texts(note, 'text:p') });
            }
            const times = Number(/number-rows-repeated="(\d+)"/.exec(facts)?.[1] ?? 1);
            for (let at = 0; at < Math.min(times, 500); at += 1) rows.push({ row, whole, facts });
        }
        return rows;
    }
    get rows() {
        return this.cells.map(({ row }) => row.map(({ text }) => text));
    }
    get notes() {
        return this.cells.flatMap(({ row }, at) => row.flatMap(({ note }, column) => (note ? [{ row: at, column, text: note }] : [])));
    }
    write(row, column, text) {
        const { row: cells, whole, facts } = this.cells[row];
        assert.ok(!/number-rows-repeated/.test(facts), `row ${row + 1} stands for several`);
        const made = cells.map(({ xml, about }, at) => (at === column
            ? `<table:table-cell${about.replace(/\s(office:\w[\w-]*|calcext:[\w-]+|table:number-columns-repeated)="[^"]*"/g, '')} office:value-type="string"><text:p>${escape(text)}</text:p></table:table-cell>`
            : xml.replace(/\stable:number-columns-repeated="\d+"/, '')));
        const next = whole.replace(/(<table:table-row\b[^>]*>)[\s\S]*(<\/table:table-row>)/, (_, begin, end) => begin + made.join('') + end);
        const table = this.table.replace(whole, () => next);
        this.xml = this.xml.replace(this.table, () => table);
        this.table = table;
    }
    get bytes() {
        return zip(new Map(this.parts).set('content.xml', this.xml));
    }
}

class Csv {
    constructor(bytes) {
        const text = Buffer.from(bytes).toString('utf8').replace(/^\ufeff/, '');
        const heading = text.split('\n').find((line) => /Cần sửa/.test(line)) ?? text;
        this.delimiter = [';', ',', '\t'].sort((a, b) => heading.split(b).length - heading.split(a).length)[0];
        this.rows = [];
        this.notes = [];
        let [row, cell, quoted] = [[], '', false];
        for (let at = 0; at < text.length; at += 1) {
            if (text[at] === '"' && quoted && text[at + 1] === '"') (cell += '"'), (at += 1);
            else if (text[at] === '"') quoted = !quoted;
            else if (!quoted && text[at] === this.delimiter) row.push(cell), (cell = '');
            else if (!quoted && text[at] === '\n') this.rows.push([...row, cell.replace(/\r$/, '')]), (row = []), (cell = '');
            else cell += text[at];
        }
        if (cell || row.length) this.rows.push([...row, cell]);
    }
    write(row, column, text) {
        this.rows[row][column] = text;
    }
    get bytes() {
        const line = (row) => row.map((cell) => `"${cell.replace(/"/g, '""')}"`).join(this.delimiter);
        return Buffer.from(`\ufeff${this.rows.map(line).join('\r\n')}\r\n`);
    }
}

// What stands in a file: { rows, notes, write(row, column, text), bytes }.
export function open_sheet(bytes) {
    const head = Buffer.from(bytes).subarray(0, 2).toString('latin1');
    if (head !== 'PK') return new Csv(bytes);
    return unzip(bytes).has('content.xml') ? new Ods(bytes) : new Xlsx(bytes);
}

// A new .xlsx or .ods of one sheet with these rows of text.
export function xlsx_of(rows) {
    const cells = (row, at) => row.map((cell, column) => `<c r="${letters(column)}${at + 1}" t="inlineStr"><is><t xml:space="preserve">${escape(String(cell))}</t></is></c>`).join('');
    const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const relation = (id, type, target) => `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/></Relationships>`;
    const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
    const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
    return zip(new Map([
        ['[Content_Types].xml', `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`],
        ['_rels/.rels', relation('a', 'officeDocument', 'xl/workbook.xml')],
        ['xl/workbook.xml', `<workbook ${main} xmlns:r="${office}"><sheets><sheet name="Sheet1" sheetId="1" r:id="s"/></sheets></workbook>`],
        ['xl/_rels/workbook.xml.rels', relation('s', 'worksheet', 'worksheets/sheet1.xml')],
        ['xl/worksheets/sheet1.xml', `<worksheet ${main}><sheetData>${rows.map((row, at) => `<row r="${at + 1}">${cells(row, at)}</row>`).join('')}</sheetData></worksheet>`],
    ]));
}

export function ods_of(rows) {
    const spaces = ['office', 'table', 'text'].map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`).join(' ');
    const type = 'application/vnd.oasis.opendocument.spreadsheet';
    const cell = (text) => `<table:table-cell office:value-type="string"><text:p>${escape(String(text))}</text:p></table:table-cell>`;
    const manifest = 'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0';
    return zip(new Map([
        ['mimetype', type],
        ['content.xml', `<office:document-content ${spaces} office:version="1.2"><office:body><office:spreadsheet><table:table table:name="Sheet1">${rows.map((row) => `<table:table-row>${row.map(cell).join('')}</table:table-row>`).join('')}</table:table></office:spreadsheet></office:body></office:document-content>`],
        ['META-INF/manifest.xml', `<manifest:manifest xmlns:manifest="${manifest}" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="${type}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`],
    ]));
}
