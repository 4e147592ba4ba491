// SPDX-License-Identifier: AGPL-3.0-or-later
// A page of a portal about a directive that the office has not: what it says becomes
// tasks, and wherever they show it is said that they come from a press text; when the
// paper comes, the two are joined for those it reaches.
import assert from 'node:assert/strict';
import test from 'node:test';

import { directive } from './rig_documents.mjs';
import { TaskOffice, day, people, words_of_docx } from './rig_tasks.mjs';
import { unescape_html } from './rig_visitor.mjs';

const title = 'Tỉnh ủy Minh Họa chỉ đạo nâng cao chất lượng đối thoại với Nhân dân';
const portal = `<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>${title}</title></head><body>
<nav><a href="/">Trang chủ</a> <a href="/tin">Tin tức</a> <a href="/van-ban">Văn bản</a></nav>
<h1>${title}</h1><p>Thứ năm, 09/05/2024, 08:15</p>
<p>Ngày 06/5/2024, Ban Thường vụ Tỉnh ủy Minh Họa đã ban hành Chỉ thị số 18-CT/TU về nâng cao chất lượng đối thoại với Nhân dân.</p>
<p>Theo đó, Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy trực thuộc lãnh đạo xây dựng kế hoạch đối thoại hằng năm, công khai trước ngày 31/01/2025.</p>
<p>Ban Thường vụ Tỉnh ủy giao Ban Dân vận Tỉnh ủy chủ trì theo dõi, đôn đốc việc thực hiện Chỉ thị.</p>
<p>Lan Anh</p>
<aside><h2>Tin liên quan</h2><ul><li><a href="/1">Hội nghị sơ kết quý I</a></li><li><a href="/2">Ra quân vệ sinh môi trường</a></li></ul>
<p>Lượt xem: 1.204</p></aside><footer>© 2024 Trang thông tin Minh Họa</footer></body></html>`;
const no_paper = /theo báo, chưa có văn bản gốc/i;
const due = day(-10);

async function record_portal(office) {
    const { visitor } = office.officer;
    const page = await visitor.post('/can-bo/van-ban/moi', { files: new File([portal], 'tin.html') });
    const shown = unescape_html(page.text);
    assert.match(shown, /value="press"[^>]* checked|<option value="press" selected/, 'it is seen to be a press text');
    assert.ok(shown.includes(title) && !/name="subject"[^>]*>[^<]*Lượt xem/.test(shown));
    const done = await visitor.post('/can-bo/van-ban/ghi', {}, { from: page.url });
    assert.match(done.text, no_paper);
    return /\/can-bo\/van-ban\/(\d+)/.exec(done.url)[1];
}

async function assign(office, document) {
    const { visitor } = office.officer;
    const address = `/can-bo/van-ban/${document}/giao-viec`;
    const text = unescape_html((await visitor.get(address)).text);
    assert.match(text, no_paper, 'who assigns is told');
    const lines = [...text.matchAll(/<blockquote class="kheo-proposed__sentence">([^]*?)<\/blockquote>/g)].map(([, sentence]) => sentence);
    const line = 1 + lines.findIndex((sentence) => /kế hoạch đối thoại/.test(sentence));
    assert.ok(line > 0, lines.join(' | '));
    const left_out = Object.fromEntries(lines.map((_, at) => [`take-${at + 1}`, '']));
    const done = await visitor.post(address, { ...left_out, [`take-${line}`]: '1', [`text-${line}`]: 'Gửi kế hoạch đối thoại',
        [`lead-${line}`]: 'communes_dang', [`due_kind-${line}`]: 'on_day', [`due_on-${line}`]: people(due) }, { from: address });
    return /\/can-bo\/nhiem-vu\/(\d+)"/.exec(done.text)?.[1] ?? assert.fail(unescape_html(done.text).slice(0, 3000));
}

// Wherever the task shows, for officers and for everybody.
async function check_everywhere(office, { document, task }, says) {
    const { 'Xã Suối Mây': suoi } = office.province.communes;
    for (const [who, roads] of [
        [office.officer.visitor, ['/can-bo/nhiem-vu', `/can-bo/nhiem-vu/${task}`, `/can-bo/nhiem-vu/bang?document=${document}`,
            `/can-bo/nhiem-vu/${task}/don-vi/${suoi.body}`, '/can-bo/nhiem-vu/nhac', `/can-bo/nhiem-vu/lich.ics?task=${task}`, '/can-bo']],
        [office.suoi.visitor, ['/can-bo', '/can-bo/nhiem-vu', `/can-bo/nhiem-vu/${task}/don-vi/${suoi.body}`]],
        [office.visitor, ['/nhiem-vu', `/nhiem-vu/${task}`, '/nhiem-vu/bang', '/nhiem-vu/bang?dang=csv', '/nhiem-vu/nguon.atom', '/nhiem-vu/lich.ics']],
    ])
        for (const road of roads) {
            const text = unescape_html((await who.get(road)).text).replaceAll('\r\n ', '').replaceAll(/\\([,;])/g, '$1');
            if (road === '/can-bo' && who === office.officer.visitor && !text.includes('Gửi kế hoạch đối thoại')) continue;
            assert.match(text, says, road);
        }
    for (const path of [`/tasks/${task}`, '/tasks', '/tasks/matrix']) {
        const { body } = await office.kheo.api(path);
        const said = JSON.stringify(body);
        assert.match(said, /"source":"press"/, path);
        assert.match(said, says, path);
    }
    assert.match(words_of_docx(await office.bytes(office.officer, `/can-bo/nhiem-vu/nhac/docx?document=${document}`)), says);
}

test('what a portal says of a directive becomes tasks that say so, until the paper comes', async (t) => {
    const office = await TaskOffice.open(t);
    const document = await record_portal(office);
    const task = await assign(office, document);
    await office.made(office.officer, `/documents/${document}/reach`, { version: 1, reach: 'open', allowed_by: 'Phó Bí thư Tỉnh ủy', seen: true });
    await check_everywhere(office, { document, task }, no_paper);

    // The paper comes, for those alone to whom it was sent: who may see it is led to it, nobody else.
    const read = await office.officer.visitor.post('/can-bo/van-ban/moi', { text: directive() });
    const [, paper] = /\/can-bo\/van-ban\/(\d+)/.exec((await office.officer.visitor.post('/can-bo/van-ban/ghi', {}, { from: read.url })).url);
    const inside = unescape_html((await office.officer.visitor.get(`/can-bo/nhiem-vu/${task}`)).text);
    assert.match(inside, /Theo báo; văn bản gốc: Chỉ thị 18-CT\/TU/);
    assert.ok(inside.includes(`href="/can-bo/van-ban/${paper}"`), 'it leads to the paper');
    assert.ok((await office.officer.visitor.get(`/can-bo/van-ban/${document}`)).text.includes(`/can-bo/van-ban/${paper}"`), 'and so does the page of the press text');
    for (const [who, road] of [[office.visitor, `/nhiem-vu/${task}`], [office.suoi.visitor, `/can-bo/nhiem-vu/${task}`]]) {
        const text = unescape_html((await who.get(road)).text);
        assert.match(text, no_paper, road);
        assert.ok(!text.includes(`/van-ban/${paper}`), `${road} does not lead where one may not go`);
    }
    await office.made(office.officer, `/documents/${paper}/reach`, { version: 1, reach: 'open', allowed_by: 'Phó Bí thư Tỉnh ủy', seen: true });
    await check_everywhere(office, { document, task }, /theo báo; văn bản gốc: Chỉ thị 18-CT\/TU/i);
    assert.ok((await office.visitor.get(`/nhiem-vu/${task}`)).text.includes(`href="/van-ban/${paper}"`));
    const { body: graph } = await office.kheo.api('/documents/graph');
    assert.equal(graph.nodes.filter(({ name }) => name.includes('18-CT/TU')).length, 1, 'one node, not two');
    await office.kheo.check_ledger();
});
