// SPDX-License-Identifier: AGPL-3.0-or-later
// Press texts by one command: each a record that says so, and what they cite one
// graph, in which a document cited twice is one.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';

import { start } from './rig.mjs';
import { unlimited } from './rig_people.mjs';

const texts = {
    'mot.txt': 'Đẩy mạnh phong trào “Dân vận khéo”\n\nThứ năm, 22/12/2022\n\nNgày 02/11/2022, Ban Thường vụ Tỉnh ủy Minh Họa đã ban hành Chỉ thị số 35-CT/TU về phong trào. '
        + 'Theo Chỉ thị, các cấp tiếp tục thực hiện Kết luận số 43-KL/TW, ngày 07/01/2019 của Ban Bí thư và Nghị quyết số 25-NQ/TW, ngày 03/6/2013 của Ban Chấp hành Trung ương Đảng khóa XI.\n',
    'hai.txt': 'Chuyện ở một xã\n\nThứ ba, 10/01/2023\n\nXã thực hiện Nghị quyết số 25-NQ/TW của BCH TW Đảng khóa XI, làm được 12 mô hình.\n',
    'ba.txt': 'Tổng kết năm\n\nThứ tư, 13/12/2023\n\nHội nghị nêu Nghị quyết 54 của Bộ Chính trị về xây dựng và phát triển.\n',
};

test('press texts become records, and their citations one graph', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const files = [];
    for (const [name, text] of Object.entries(texts)) {
        files.push(join(kheo.home, name));
        await writeFile(files.at(-1), text);
    }
    const made = JSON.parse(await kheo.done('import', 'documents', ...files));
    assert.equal(made.recorded, 3);
    assert.deepEqual(made.items.map(({ source }) => source), Array(3).fill('Theo báo, chưa có văn bản gốc'));

    const graph = JSON.parse(await kheo.done('api', 'GET', '/api/v1/documents/graph'));
    assert.equal(graph.nodes.filter(({ held }) => held).length, 3);
    const resolution = graph.nodes.filter(({ name }) => name.includes('25-NQ/TW'));
    assert.equal(resolution.length, 1, JSON.stringify(graph.nodes));
    assert.equal(graph.edges.filter(({ to }) => to === resolution[0].id).length, 2);
    assert.ok(graph.edges.some(({ kind }) => kind === 'reports'));
    assert.ok(graph.nodes.some(({ name }) => /Nghị quyết 54 /.test(name)), 'partial stays partial');

    const again = await kheo.cli('import', 'documents', ...files);
    assert.notEqual(again.code, 0);
    assert.match(again.err, /đều đã có trong thư viện/);
    assert.deepEqual((await kheo.api('/documents')).body.items, [], 'the narrowest: nobody outside sees them');
    await kheo.check_ledger();
});
