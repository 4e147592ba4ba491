// SPDX-License-Identifier: AGPL-3.0-or-later
// An operator brings real registers in by the command line: nine models that
// newspapers told of, as facts in our own words, in every kind of file, while
// the server answers and while it does not; and takes the register out again.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';

import { pause, root, start } from './rig.mjs';
import { ods_of, open_sheet, xlsx_of } from './rig_sheets.mjs';

// As the statistical office writes them, tone marks included. Nghi Ân, Xuân
// Lĩnh and Vĩnh Cửu are names of before July 2025; their codes are ours.
const places = `code,name,full_name,kind,parent_code,valid_from
25,Phú Thọ,Tỉnh Phú Thọ,Tỉnh,,
40,Nghệ An,Tỉnh Nghệ An,Tỉnh,,
42,Hà Tĩnh,Tỉnh Hà Tĩnh,Tỉnh,,
38,Thanh Hoá,Tỉnh Thanh Hoá,Tỉnh,,
46,Huế,Thành phố Huế,Thành phố trực thuộc trung ương,,
75,Đồng Nai,Thành phố Đồng Nai,Thành phố trực thuộc trung ương,,
08443,Hiền Quan,Xã Hiền Quan,Xã,25,
04795,Hoà Bình,Phường Hoà Bình,Phường,25,
17266,Tân Kỳ,Xã Tân Kỳ,Xã,40,
99901,Nghi Ân,Xã Nghi Ân,Xã,40,
99902,Xuân Lĩnh,Xã Xuân Lĩnh,Xã,42,
15001,Trung Hạ,Xã Trung Hạ,Xã,38,
20107,Phú Lộc,Xã Phú Lộc,Xã,46,
19975,Hương Thuỷ,Phường Hương Thuỷ,Phường,46,
99903,Vĩnh Cửu,Xã Vĩnh Cửu,Xã,75,
`;

const file = join(root, 'tests/journeys/nine_models.csv');

async function with_places(t, options) {
    const kheo = await start(t, options);
    const areas = join(kheo.home, 'dia-ban.csv');
    await writeFile(areas, places);
    await kheo.done('import', 'areas', areas, '--valid-from', '2025-07-01');
    return kheo;
}

const brought = async (kheo, ...args) => JSON.parse(await kheo.done('import', 'models', ...args));
async function exported(kheo, format = 'jsonl') {
    const out = join(kheo.home, `xuat.${format}`);
    await kheo.done('export', 'models', out);
    return out;
}
const lines_of = async (path) => (await readFile(path, 'utf8')).split('\n').filter(Boolean).sort();

test('nine real models are brought in while the server answers, and found without marks', async (t) => {
    const kheo = await with_places(t);
    const looked = await brought(kheo, file, '--create-units', '--preview');
    assert.equal(looked.taken, 0);
    assert.deepEqual([looked.rows.good, looked.units_added], [9, 9], 'it foretells what the command does');
    const without = await kheo.cli('import', 'models', file, '--preview');
    assert.equal(JSON.parse(without.out).rows.unclear, 9, 'their units are in no list yet');
    assert.equal(without.code, 1, 'the exit status says that nothing would be taken');
    assert.equal((await kheo.cli('import', 'models', file)).code, 1, 'as nothing is');
    assert.equal((await kheo.api('/search?q=dan+van+so')).body.total, 0, 'a preview stores nothing');

    let answered = 0;
    let over = false;
    const visiting = (async () => {
        while (!over) {
            assert.equal((await kheo.visitor_from_elsewhere().get('/mo-hinh')).status, 200);
            answered += 1;
            await pause(5);
        }
    })();
    const done = await brought(kheo, file, '--create-units', '--publish');
    over = true;
    await visiting;
    assert.ok(answered > 0);
    assert.equal(done.taken, 9, JSON.stringify(done.not_taken));
    assert.equal(done.units_added, 9);

    for (const [words, title] of [
        ['hien dat hien quan', 'Hiến đất mở rộng đường Hiền Quan'], ['Hiền Quan hiến đất', 'Hiến đất mở rộng đường Hiền Quan'],
        ['kim tan hoa hop', 'Mở rộng đường khối Kim Tân - Hòa Hợp'], ['xuan linh', 'Hai mươi hộ Xuân Lĩnh hiến đất'],
        ['tan ky ban giao mat bang', 'Bàn giao mặt bằng sớm ở Tân Kỳ'], ['trung ha', 'Vận động nhân dân hiến đất ở Trung Hạ'],
        ['duong hoa hoa mau', 'Đường hoa thôn Hòa Mậu'], ['Hòa Mậu', 'Đường hoa thôn Hòa Mậu'], ['Hoà Mậu', 'Đường hoa thôn Hòa Mậu'],
        ['phu nu doan ket ong huong', 'Tổ Phụ nữ Đoàn kết ấp Ông Hường'], ['Dân vận số', 'Dân vận số'], ['dan van so', 'Dân vận số'],
        ['kiet be tong huong thuy', 'Kiệt bê tông và tổ liên gia an toàn phòng cháy'], ['lien gia phong chay', 'Kiệt bê tông và tổ liên gia an toàn phòng cháy'],
    ]) {
        const found = await kheo.api(`/search?q=${encodeURIComponent(words)}`);
        assert.ok(found.body.items.some((item) => item.title === title), `${words}: ${found.body.items.map((item) => item.title)}`);
        const page = await kheo.get(`/tim?q=${encodeURIComponent(words.normalize('NFD'))}`);
        const address = found.body.items.find((item) => item.title === title).url;
        assert.ok(page.text.includes(`href="${address}"`), `/tim?q=${words}`);
    }
    const page = await kheo.get((await kheo.api('/search?q=ong+huong')).body.items[0].url);
    assert.match(page.text, /18 thành viên/);
    assert.match(page.text, /Vĩnh Cửu/);
    await kheo.check_ledger();
});

test('every kind of file, serving or not, gives the same register; what goes out comes back as nothing new', async (t) => {
    const serving = await with_places(t);
    const still = await with_places(t, { serve: false });
    const rows = open_sheet(await readFile(file)).rows;
    const part = (name, made) => writeFile(join(serving.home, name), made);
    const heading = rows[0];
    await part('a.xlsx', xlsx_of([heading, ...rows.slice(1, 4)]));
    await part('b.ods', ods_of([heading, ...rows.slice(4, 6)]));
    await part('c.csv', rows.filter((_, at) => at === 0 || (at > 5 && at < 8)).map((row) => row.map((cell) => `"${cell}"`).join(';')).join('\r\n'));
    const names = ['year', 'province', 'commune', 'unit', 'title', 'field', 'entry', 'way_of_working', 'outputs'];
    await part('d.jsonl', rows.slice(8).map((row) => JSON.stringify(Object.fromEntries(names.map((name, at) => [name, row[at]])))).join('\n'));
    const files = ['a.xlsx', 'b.ods', 'c.csv', 'd.jsonl'].map((name) => join(serving.home, name));
    for (const kheo of [serving, still]) {
        const done = await brought(kheo, ...files, '--create-units', '--publish');
        assert.equal(done.taken, 9, JSON.stringify(done.not_taken));
    }
    const [one, other] = [await exported(serving), await exported(still)];
    assert.equal((await lines_of(one)).length, 9);
    assert.deepEqual(await lines_of(one), await lines_of(other));

    for (const format of ['jsonl', 'csv', 'xlsx']) {
        const out = await exported(serving, format);
        const again = await brought(serving, out, '--publish');
        assert.equal(again.taken, 0, format);
        assert.equal(again.rows.same, 9, `${format}: ${JSON.stringify(again)}`);
    }
    assert.deepEqual(await lines_of(await exported(serving)), await lines_of(other), 'nothing changed by it');
    await serving.check_ledger();
    await still.serve();
    await still.check_ledger();
});

test('what cannot be read is answered with what to do', async (t) => {
    const kheo = await with_places(t);
    for (const [name, bytes, said] of [
        ['cu.xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)]), /lưu thành \.xlsx/],
        ['tin.pdf', Buffer.from('%PDF-1.7\n'), /không phải bảng tính/],
        ['trong.csv', Buffer.alloc(0), /trống/],
    ]) {
        const path = join(kheo.home, name);
        await writeFile(path, bytes);
        const { code, out, err } = await kheo.cli('import', 'models', path, '--publish');
        assert.notEqual(code, 0, name);
        assert.match(out + err, said);
    }
    const { code, err, out } = await kheo.cli('import', 'models', join(kheo.home, 'khong-co.xlsx'));
    assert.notEqual(code, 0);
    assert.match(out + err, /khong-co\.xlsx/);
    assert.equal((await kheo.api('/search?q=dan+van')).body.total, 0);
    await kheo.check_ledger();
});
