// SPDX-License-Identifier: AGPL-3.0-or-later
// Forty communes send forty registers, each kept in its own way. An officer of
// the province drops them all at once, takes what is good, sends the rest back
// marked, gets them mended, and nothing is lost on the way.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';

import { start, until } from './rig.mjs';
import { open_sheet, unzip } from './rig_sheets.mjs';

const sum = (list) => list.reduce((all, each) => all + each, 0);
const rows_of = ({ rows }) => sum(Object.values(rows));

class Officer {
    constructor(kheo) {
        this.kheo = kheo;
        this.visitor = kheo.visitor_from_elsewhere();
    }

    async sign_in(role) {
        const link = this.kheo.links().find(({ line }) => role.test(line));
        const page = await this.visitor.open_link(link.url);
        assert.equal(page.status, 200);
        return this;
    }

    // Drops files into the form of this page; the import's id.
    async drop(files, at = '/can-bo/gop-so') {
        const form = at === '/can-bo/gop-so' ? at : `${at}/them`;
        const page = await this.visitor.post(form, { files }, { from: at });
        assert.equal(page.status, 200, page.text.slice(0, 400));
        const [, id] = /^\/can-bo\/gop-so\/(\d+)$/.exec(page.url);
        await until('the files are read', 240, async () => (await this.look(id)).waiting === 0);
        return id;
    }

    async look(id) {
        const answer = await this.visitor.api(`/imports/${id}`);
        assert.equal(answer.status, 200);
        return answer.body;
    }

    async take(id, values = {}) {
        const page = await this.visitor.post(`/can-bo/gop-so/${id}/nhan`, values, { from: `/can-bo/gop-so/${id}` });
        assert.equal(page.status, 200);
        return page;
    }

    // How many yearly registrations stand in the register, public or not.
    async registered() {
        const years = [2025, 2026].map((year) => this.download(`/can-bo/mo-hinh/xuat?format=jsonl&year=${year}`));
        return sum((await Promise.all(years)).map((lines) => lines.toString().split('\n').filter(Boolean).length));
    }

    // A file's bytes, as the browser would save them.
    async download(path) {
        const cookie = [...this.visitor.cookies].map((pair) => pair.join('=')).join('; ');
        const answer = await fetch(new URL(path, this.kheo.address), { headers: { cookie } });
        assert.equal(answer.status, 200, path);
        return Buffer.from(await answer.arrayBuffer());
    }

    // Every file that goes back, by name.
    async returned(id) {
        const files = new Map();
        for (const [name, bytes] of unzip(await this.download(`/can-bo/gop-so/${id}/tra-lai`))) {
            files.set(name.replace(/^Can sua - /, ''), bytes);
        }
        return files;
    }
}

// What the commune does with a file that came back: it reads the last column,
// goes to the cell and writes there what was asked for.
const remedies = [
    [/Chưa ghi tên/, (at) => `Tổ tự quản số ${at} góp công làm việc chung`],
    [/Lĩnh vực “|Chưa ghi lĩnh vực/, (at, ticked) => (ticked ? 'x' : 'Kinh tế')],
    [/tên một người dân|số điện thoại/, () => 'Hai mươi hộ trong thôn, do chi bộ phân công người theo dõi.'],
    [/không phải một năm/, () => '2026'],
    [/trước ngày bắt đầu/, () => '01/03/2026 – 30/11/2026'],
];

function mended(bytes) {
    const sheet = open_sheet(bytes);
    const heading = sheet.rows.findIndex((row) => row?.includes('Cần sửa'));
    const last = sheet.rows[heading].indexOf('Cần sửa');
    const places = sheet.notes.length > 0 ? sheet.notes : sheet.rows.flatMap((row, at) =>
        (row?.[last] && at > heading ? places_in_words(sheet, heading, at, row[last]) : []));
    for (const { row, column, text } of places.filter((each) => each.column !== last)) {
        const remedy = remedies.find(([said]) => said.test(text));
        if (!remedy) continue;
        const ticked = sheet.rows[heading].filter((each) => /kinh tế|văn hóa/i.test(each ?? '')).length > 1;
        sheet.write(row, column, remedy[1](row, ticked && /Lĩnh vực/.test(text)));
    }
    return sheet.bytes;
}

// A .csv has no notes: the sentence names the column.
function places_in_words(sheet, heading, row, words) {
    const names = [[/^Chưa ghi tên mô hình|^Tên mô hình:/, /mô hình/i], [/^Lĩnh vực “|^Chưa ghi lĩnh vực/, /lĩnh vực/i]];
    return words.split('\n').flatMap((text) => {
        const known = names.find(([said]) => said.test(text));
        return known ? [{ row, column: sheet.rows[heading].findIndex((each) => known[1].test(each)), text }] : [];
    });
}

const last_words = (bytes) => {
    const sheet = open_sheet(bytes);
    const heading = sheet.rows.findIndex((row) => row?.includes('Cần sửa'));
    const last = sheet.rows[heading].indexOf('Cần sửa');
    return sheet.rows.slice(heading + 1).map((row) => row?.[last] ?? '').filter(Boolean);
};

// The demo's folder of registers, with how many rows were written into it.
async function demo_files(kheo) {
    const said = await kheo.done('demo');
    const [, count, rows] = /(\d+) sổ đăng ký mẫu, (\d+) dòng/.exec(said).map(Number);
    const folder = join(kheo.data, 'so-mau');
    const names = (await readdir(folder)).sort();
    assert.equal(names.length, count);
    const files = await Promise.all(names.map(async (name) => new File([await readFile(join(folder, name))], name)));
    return { files, rows };
}

// What is taken and what goes back are, together, all that came.
async function nothing_is_lost(officer, id, rows_written) {
    const view = await officer.look(id);
    assert.equal(rows_of(view), rows_written, `${rows_written} rows were written, in the table are ${JSON.stringify(view.rows)}`);
    const back = await officer.returned(id);
    const open = view.items.filter(({ rows }) => rows.to_fix + rows.unclear > 0);
    assert.deepEqual([...back.keys()].sort(), open.map(({ name }) => name).sort());
    for (const { name, rows } of open) {
        const words = last_words(back.get(name));
        assert.equal(words.length, rows_of({ rows }), name);
        assert.equal(words.filter((each) => each === 'Đã nhận').length, rows.taken, name);
    }
}

// Forty at once, but one commune is late, and one file is there twice.
async function drop_all(officer, files) {
    const late = files.findIndex(({ name }) => name.includes('Hòn Mây'));
    const id = await officer.drop([...files.filter((_, at) => at !== late), new File([files[0]], `Copy of ${files[0].name}`)]);
    const view = await officer.look(id);
    assert.equal(view.files, files.length);
    assert.deepEqual(view.items.filter(({ problem }) => problem).map(({ state }) => state), ['repeated']);
    assert.deepEqual(view.not_sent, ['Đặc khu Hòn Mây']);
    assert.match((await officer.visitor.get(`/can-bo/gop-so/${id}`)).text, /Chưa gửi trong lần này[\s\S]*Đặc khu Hòn Mây/);
    assert.ok(view.items.filter(({ problem }) => !problem).every(({ unit }) => unit), 'every file has its sender');
    await officer.drop([files[late]], `/can-bo/gop-so/${id}`);
    return id;
}

test('forty messy registers become one clean one, and nothing is lost', async (t) => {
    const kheo = await start(t, { serve: false });
    const { files, rows } = await demo_files(kheo);
    await kheo.serve();
    const officer = await new Officer(kheo).sign_in(/cán bộ tỉnh/i);
    const before = await officer.registered();

    const id = await drop_all(officer, files);
    let view = await officer.look(id);
    const tally = view.rows;
    assert.deepEqual(view.not_sent, []);
    assert.equal(rows_of(view), rows, `${rows} rows were written, read were ${JSON.stringify(tally)}`);
    assert.ok(tally.kept > 150 && tally.to_fix > 20 && tally.unclear > 20 && tally.same > 10, JSON.stringify(tally));
    const page = await officer.visitor.get(`/can-bo/gop-so/${id}`);
    assert.match(page.text, /Đủ cả 40 xã, phường, đặc khu/);
    assert.match(page.text, new RegExp(`Nhận ${tally.good + tally.kept} dòng tốt`));

    // The good rows are taken: each is one registration of one year.
    assert.match((await officer.take(id)).text, new RegExp(`Đã nhận ${tally.good + tally.kept} mô hình`));
    view = await officer.look(id);
    const [taking] = view.takings;
    assert.deepEqual([view.rows.taken, taking.models], [tally.good + tally.kept, tally.good + tally.kept]);
    assert.equal(await officer.registered(), before + taking.models);
    await nothing_is_lost(officer, id, rows);

    // Undone, it is as it was; taken again, it takes the units that nobody had listed too.
    await officer.visitor.post(`/can-bo/gop-so/${id}/hoan-tac`, { taking: taking.id, version: taking.version, reason: 'Nhận nhầm đợt' },
        { from: `/can-bo/gop-so/${id}` });
    assert.deepEqual((await officer.look(id)).rows, tally);
    assert.equal(await officer.registered(), before);
    await officer.take(id, { create_units: '1' });
    view = await officer.look(id);
    assert.ok(view.takings[0].units_added > 0);
    assert.equal(await officer.registered(), before + view.takings[0].models);
    await nothing_is_lost(officer, id, rows);

    await mend_and_send_again(officer, id);

    // Dropped once more, the forty files change nothing.
    const total = await officer.registered();
    const once_more = await officer.look(await officer.drop(files));
    assert.equal(once_more.rows.good + once_more.rows.kept, 0, JSON.stringify(once_more.rows));
    assert.equal(await officer.registered(), total);
    await kheo.check_ledger();
});

// The communes mend the marked cells in the very files and send them again.
async function mend_and_send_again(officer, id) {
    const before = await officer.look(id);
    const total = await officer.registered();
    const again = [...await officer.returned(id)].map(([name, bytes]) => new File([mended(bytes)], `Can sua - ${name}`));
    await officer.drop(again, `/can-bo/gop-so/${id}`);
    const sent = await officer.look(id);
    const left = sent.items.filter(({ rows }) => rows.to_fix > 0).map(({ name }) => name);
    assert.deepEqual(left, [], 'every cell that was marked could be mended');
    assert.ok(sent.rows.again >= before.rows.to_fix, 'what waited in the first files waits in the later ones alone');
    assert.equal(sent.rows.good + sent.rows.kept + sent.rows.unclear, before.rows.to_fix + before.rows.unclear, JSON.stringify(sent.rows));
    await officer.take(id, { create_units: '1' });
    const done = await officer.look(id);
    assert.equal(done.rows.good + done.rows.kept + done.rows.to_fix, 0, JSON.stringify(done.rows));
    assert.equal(await officer.registered(), total + done.takings[0].models);
}
