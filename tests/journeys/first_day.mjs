// SPDX-License-Identifier: AGPL-3.0-or-later
// The first day of a real installation: an empty folder, areas, the frame of
// bodies and a sheet of more, an officer who signs in and registers a model.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';

import { start, until } from './rig.mjs';
import { a_model } from './rig_operator.mjs';
import { ods_of, xlsx_of } from './rig_sheets.mjs';
import { forms_of } from './rig_visitor.mjs';

const units = `code,name,full_name,kind,parent_code,valid_from
90001,Suối Mây,Xã Suối Mây,Xã,90,
90002,Bến Lau,Phường Bến Lau,Phường,90,
90003,Đồng Gió,Xã Đồng Gió,Xã,90,
`;
const more = `Tên cơ quan;Khối;Xã, phường;Cơ quan cấp trên;Đầu mối dân vận
Hội Khuyến học xã Suối Mây;Mặt trận và đoàn thể;Xã Suối Mây;Ủy ban MTTQ Việt Nam xã Suối Mây;
Tỉnh ủy Thử;Đảng;90;;
Ban Tuyên giáo và Dân vận Tỉnh ủy;Đảng;Tỉnh Thử;Tỉnh ủy Thử;có
`;
const init = ['--province-name', 'Tỉnh Thử', '--province-code', '90', '--site-name', 'Dân vận khéo Thử',
    '--operated-by', 'Ban Tuyên giáo và Dân vận Tỉnh ủy', '--admin', 'quan-tri', '--admin-name', 'Người Quản Trị'];

const link_in = (text) => /https?:\/\/\S+/.exec(text)[0];

// From the one-time link to the own desk: a password, a printed card of codes.
async function sign_in(kheo, link) {
    const visitor = kheo.visitor_from_elsewhere();
    const begun = await visitor.open_link(link);
    assert.match(begun.text, /Đặt mật khẩu/);
    const password = 'bốn con trâu qua suối';
    const second = await visitor.post('/can-bo/bat-dau',
        { new_password: password, new_password_again: password }, { from: begun.url });
    assert.match(second.text, /Bước xác nhận thứ hai/);
    await visitor.post('/can-bo/bat-dau/the-ma', {}, { from: second.url });
    assert.match((await visitor.get('/can-bo')).text, /Việc của tôi<\/h1>/);
    return visitor;
}

const json_of = async (kheo, ...args) => JSON.parse(await kheo.done(...args));

// An empty folder with `kheo init` and the areas; the administrator's link.
async function begin(kheo) {
    const database = kheo.database ? `[storage]\ndatabase = ${JSON.stringify(kheo.database)}\n` : '';
    await writeFile(join(kheo.home, 'kheo.toml'), '[site]\nname = "Dân vận khéo Thử"\nprovince = "90"\n'
        + `operated_by = "Ban Tuyên giáo và Dân vận Tỉnh ủy"\nemail = "hoi@example.vn"\n${database}`);
    const link = link_in(await kheo.done('init', ...init));
    const areas = join(kheo.home, 'dia-ban.csv');
    await writeFile(areas, units);
    await kheo.done('import', 'areas', areas, '--valid-from', '2025-07-01');
    return link;
}

// By the command line: the frame, then a sheet, each twice.
async function add_bodies(kheo) {
    const preview = await json_of(kheo, 'bodies', 'frame', '--province', '90', '--preview');
    assert.equal(preview.bad, 0);
    assert.ok(preview.fresh >= 30, `${preview.fresh} bodies for three communes`);
    assert.equal((await json_of(kheo, 'bodies', 'frame', '--province', '90')).added, preview.fresh);
    const again = await json_of(kheo, 'bodies', 'frame', '--province', '90');
    assert.deepEqual([again.added, again.unchanged], [0, preview.fresh]);

    const sheet = join(kheo.home, 'co-quan.csv');
    await writeFile(sheet, `${more}Lạ;không rõ;Xã Không Có;;\n`);
    const refused = await kheo.cli('import', 'bodies', sheet);
    assert.equal(refused.code, 1);
    assert.match(refused.err, /Dòng 5: Khối “không rõ” không rõ/);
    await writeFile(sheet, more);
    const looked = await json_of(kheo, 'import', 'bodies', sheet, '--preview');
    assert.deepEqual([looked.fresh, looked.there, looked.bad], [3, 0, 0]);
    assert.equal((await json_of(kheo, 'import', 'bodies', sheet)).added, 3);
    assert.equal((await json_of(kheo, 'import', 'bodies', sheet)).added, 0, 'nothing twice');

    // As office programs write it, read in the sandbox.
    const rows = [['DANH SÁCH CƠ QUAN'], ['TT', 'Tên đơn vị', 'Khối', 'Xã/phường', 'Từ ngày'],
        ['1', 'Công đoàn phường Bến Lau', 'Mặt trận', '90002', '01/08/2025'], ['2', 'Tỉnh ủy Thử', 'Đảng', 'Tỉnh Thử', '']];
    for (const [name, bytes] of [['a.xlsx', xlsx_of(rows)], ['a.ods', ods_of(rows)]]) {
        await writeFile(join(kheo.home, name), bytes);
        const seen = await json_of(kheo, 'import', 'bodies', join(kheo.home, name), '--preview');
        assert.deepEqual([seen.fresh, seen.there, seen.bad, seen.rows[0].code], [1, 1, 0, '90002-CD'], name);
    }
}

const bodies_of_suoi_may = async (kheo) => (await json_of(kheo, 'api', 'GET', '/api/v1/bodies?q=suoi+may')).areas[0].items;

// By the screens: the same frame and a sheet, and another đầu mối from today on.
async function keep_bodies(keeper, front) {
    assert.match((await keeper.get('/can-bo/co-quan')).text, /Hội Khuyến học xã Suối Mây/);
    const frame = await keeper.post('/can-bo/co-quan/khung', { province: '90' });
    assert.match(frame.text, /Không có gì mới để thêm/);
    const file = new File([`${more}Công đoàn xã Đồng Gió;Mặt trận và đoàn thể;90003;;\n`], 'co-quan.csv', { type: 'text/csv' });
    const shown = await keeper.post('/can-bo/co-quan/nhap', { file });
    assert.match(shown.text, /<strong>1<\/strong> cơ quan thêm được, 3 đã có, 0 dòng cần sửa/);
    const form = forms_of(shown.text).find((each) => each.action === '/can-bo/co-quan/nhap/ghi');
    const taken = await keeper.post(form.action, Object.fromEntries(form.fields), { raw: true });
    assert.match(taken.text, /Đã thêm 1 cơ quan, tổ chức; 0 đã có từ trước/);
    const page = await keeper.get(`/can-bo/co-quan/${front.id}`);
    const change = forms_of(page.text).find((each) => /\/sua$/.test(each.action));
    const moved = await keeper.post(change.action, { contact: '1' }, { from: `/can-bo/co-quan/${front.id}` });
    assert.match(moved.text, /Đã lưu thay đổi/);
    const late = await keeper.post(change.action, Object.fromEntries(change.fields), { raw: true });
    assert.equal(late.status, 409, 'the form that showed the period before comes too late');
}

test('from an empty folder to the first model of a commune in one day', async (t) => {
    const kheo = await start(t, { serve: false });
    const admin = await begin(kheo);
    await add_bodies(kheo);
    assert.match(await kheo.done('user', 'add', '--help'), /can_bo_xa\s+Cán bộ cấp xã/);
    await kheo.done('user', 'add', '--login', 'danvan.suoimay', '--name', 'Cán Bộ Suối Mây', '--role', 'can_bo_xa',
        '--unit-code', '90001-BXDDDU');
    await kheo.serve();
    assert.match((await kheo.get('/gioi-thieu')).text, /Ban Tuyên giáo và Dân vận Tỉnh ủy vận hành trang này/);
    assert.match((await kheo.get('/lien-he')).text, /mailto:hoi@example\.vn/);

    // What the 34 provinces were formed from is known from the first hour.
    await until('the index of a new installation is made', 120, async () =>
        /nay thuộc Tỉnh Khánh Hòa/.test((await kheo.get('/tim?q=ninh+thuan')).text));

    const officer = await sign_in(kheo, link_in(await kheo.done('user', 'link', 'danvan.suoimay')));
    const front = (await bodies_of_suoi_may(kheo)).find((one) => one.name === 'Ủy ban MTTQ Việt Nam xã Suối Mây');
    assert.equal(front.code, '90001-UBMTTQVN');
    const sent = await officer.post('/can-bo/mo-hinh/moi', a_model(front.id, 'Đường hoa thôn Thượng'),
        { from: `/can-bo/mo-hinh/moi?body=${front.id}` });
    assert.equal(sent.status, 200, sent.text.slice(0, 3000));
    assert.match(sent.text, /Đường hoa thôn Thượng/);

    // The administrator keeps the bodies; the officer of a commune does not.
    assert.equal((await officer.get('/can-bo/co-quan')).status, 403);
    await keep_bodies(await sign_in(kheo, new URL(new URL(admin).pathname, kheo.address).href), front);
    assert.deepEqual((await bodies_of_suoi_may(kheo)).filter((one) => one.contact).map((one) => one.name), [front.name]);
    await kheo.check_ledger();
});

test('a site that states no operator says so, and reminds the administrator', async (t) => {
    const kheo = await start(t);
    for (const path of ['/gioi-thieu', '/lien-he', '/quyen-rieng-tu', '/'])
        assert.match((await kheo.get(path)).text, /chưa (được )?nêu/, path);
    const desk = await json_of(kheo, 'api', 'GET', '/api/v1/desk');
    const state = desk.groups.find((group) => group.name === 'state');
    assert.ok(state.items.some((item) => item.title === 'Trang chưa nêu cơ quan nào vận hành'));
    await kheo.check_ledger();
});
