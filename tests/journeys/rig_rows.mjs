// SPDX-License-Identifier: AGPL-3.0-or-later
// The program's own table of rows (`kheo rows`), and how to fill in any of its
// forms so that only what a test changes can be wrong.
import { deflateSync } from 'node:zlib';

export async function rows_of(kheo) {
    return JSON.parse(await kheo.done('rows'));
}

// The words a choice takes, where the rule leaves them to the C++ type.
export async function api_of(kheo) {
    return (await kheo.api('/api/v1/openapi.json')).body;
}

export const name_of = (row) => `${row.method} ${row.page ?? row.api}`;
export const names_in = (path) => [...(path ?? '').matchAll(/\{(\w+)\*?\}/g)].map((each) => each[1]);

export function path_of(pattern, values) {
    return pattern.replaceAll(/\{(\w+)\*?\}/g, (_, name) => encodeURIComponent(values[name] ?? '1'));
}

export function a_sheet(name = 'so.csv') {
    return new File(['Tên mô hình,Lĩnh vực,Năm\nTổ góp vốn,Kinh tế,2026\n'], name, { type: 'text/csv' });
}

// A small picture, whole: 8-bit grey, so many pixels a side.
export function a_png(side = 16, name = 'anh.png') {
    const crc_table = Array.from({ length: 256 }, (_, n) => {
        let c = n;
        for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
        return c >>> 0;
    });
    const crc = (bytes) => {
        let c = 0xffffffff;
        for (const byte of bytes) c = crc_table[(c ^ byte) & 255] ^ (c >>> 8);
        return (c ^ 0xffffffff) >>> 0;
    };
    const chunk = (type, data) => {
        const body = Buffer.concat([Buffer.from(type), data]);
        const sizes = Buffer.alloc(8);
        sizes.writeUInt32BE(data.length, 0);
        sizes.writeUInt32BE(crc(body), 4);
        return Buffer.concat([sizes.subarray(0, 4), body, sizes.subarray(4)]);
    };
    const head = Buffer.alloc(13);
    head.writeUInt32BE(side, 0);
    head.writeUInt32BE(side, 4);
    head[8] = 8;
    const lines = Buffer.concat(Array.from({ length: side }, () => Buffer.alloc(side + 1)));
    const whole = Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', head),
        chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))]);
    return new File([whole], name, { type: 'image/png' });
}

const choices_in = (schema) => schema?.enum ?? schema?.items?.enum ?? [];

function choice_of(row, field, api) {
    if (field.choices.length) return field.choices[0];
    const operation = api.paths[(row.api ?? '').replaceAll('*', '')]?.[row.method.toLowerCase()];
    const bodies = Object.values(operation?.requestBody?.content ?? {});
    for (const { schema } of bodies) {
        const [first] = choices_in(schema.properties[field.name]);
        if (first !== undefined) return first;
    }
    return '';
}

// A round takes models, minutes and a decision only while it is open.
const while_open = /^\/can-bo\/tham-dinh\/\{round\}\/(them|hop|khep|quyet-dinh)$/;

// A line of contributions: its source is data, and it has at least one figure.
const of_contributions = { source: 'ngan_sach', money: '3 triệu' };

const plain = { number: '2026', year: '2026', date: '2026-03-15', yes_no: '1' };

// A value that the field takes; '' for what may be left out.
function value_of(row, field, { ids, api }) {
    // A body is named by its number, on the command line by its code.
    if (field.name === 'body' && field.input !== 'id') return ids.unit_code;
    if (field.input === 'file') return row.page?.includes('minh-chung') ? a_png() : a_sheet();
    if (field.name === 'round' && while_open.test(row.page)) return ids.open_round;
    if (row.page?.includes('dong-gop') && field.name in of_contributions) return of_contributions[field.name];
    if (row.api === '/api/v1/models/decide' && field.name === 'models') return `${ids.model}-1`;
    if (field.name in ids) return ids[field.name];
    if (['version', 'page', 'part'].includes(field.name)) return '1';
    if (field.input === 'choice') return choice_of(row, field, api);
    if (!field.required) return '';
    if (field.input === 'id') return ids.model;
    return plain[field.input] ?? 'Nội dung thử đủ dài để nhận';
}

// Every field of the row filled in as it should be: { name: value }.
export function filled(row, known) {
    return Object.fromEntries(row.fields.map((field) => [field.name, value_of(row, field, known)]));
}
