// SPDX-License-Identifier: AGPL-3.0-or-later
// A commune takes over what worked elsewhere and says what it changed; the
// origin is credited; anybody asks it a question, and all read the answer.
import assert from 'node:assert/strict';
import test from 'node:test';

import { Province } from './rig_province.mjs';
import { a_person, unlimited } from './rig_people.mjs';
import { start } from './rig.mjs';

async function three_roads(kheo) {
    const province = await new Province(kheo).prepare();
    const roads = {};
    for (const commune of ['Xã Suối Mây', 'Xã Đồng Gió', 'Xã Bến Lau']) {
        const made = await province.register(commune, `Đường hoa ${commune}`, { situation: 'Ven đường nhiều rác thải.' });
        roads[commune] = await province.publish(made);
    }
    return { province, roads };
}

test('a replication credits its origin, and cannot go round', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const { roads } = await three_roads(kheo);
    const [first, second, third] = Object.values(roads);
    const gio = await a_person(kheo, 'gio', 'can_bo_xa', 'DU-90002');
    const lau = await a_person(kheo, 'lau', 'can_bo_xa', 'DU-90003');
    const record = (person, model, origin, changed, day = '') => person.visitor.post(`/can-bo/mo-hinh/${model.id}/nhan-rong`, { origin, changed, day });

    const personal = await record(gio, second, `/mo-hinh/${first.id}`, 'Gọi chị Lan số 0912 345 678.');
    assert.equal(personal.status, 422);
    const lost = await record(gio, second, 'mô hình hay', 'Giao cho tổ liên gia.');
    assert.match(lost.text, /Không thấy mô hình này/);
    const ahead = await record(gio, second, first.id, 'Giao cho tổ liên gia.', '01/11/2130');
    assert.match(ahead.text, /làm theo từ ngày: chưa đến ngày này/);
    const before = await record(gio, second, first.id, 'Giao cho tổ liên gia.', '01/11/1955');
    assert.equal(before.status, 422);
    assert.match(before.text, /làm theo từ ngày: không thể trước khi “Đường hoa Xã Suối Mây” có/);
    assert.equal((await record(gio, second, `${kheo.address}/mo-hinh/${first.id}`, 'Giao cho tổ liên gia.')).status, 200);
    assert.equal((await record(lau, third, second.id, 'Trồng cây ăn quả thay hoa.')).status, 200);

    const origin = await kheo.get(`/mo-hinh/${first.id}`);
    assert.match(origin.text, /2 nơi đã làm theo/);
    assert.match(origin.text, /Giao cho tổ liên gia/);
    const tree = (await kheo.api(`/api/v1/models/${third.id}/lineage`)).body;
    assert.equal(tree.root.id, first.id);
    assert.equal(tree.root.nodes[0].nodes[0].id, third.id);
    assert.equal(tree.followers, 0, 'the youngest has no follower');
    assert.match((await kheo.get(`/mo-hinh/${first.id}/nhan-rong`)).text, /Theo thời gian/);

    const suoi = await a_person(kheo, 'suoi', 'can_bo_xa', 'DU-90001');
    const round = await record(suoi, first, third.id, 'Làm lại từ đầu.');
    assert.equal(round.status, 422);
    assert.match(round.text, /thành vòng/);
    assert.match(round.text, /nhân rộng từ “Đường hoa Xã Đồng Gió” nhân rộng từ/);
    assert.equal((await record(suoi, first, first.id, 'Chính mình.')).status, 422);
    await kheo.check_ledger();
});

test('anybody asks, the unit answers, all read both; a flood does no harm', async (t) => {
    const kheo = await start(t);
    const { roads } = await three_roads(kheo);
    const [first, second] = Object.values(roads);
    const suoi = await a_person(kheo, 'suoi', 'can_bo_xa', 'DU-90001');
    const gio = await a_person(kheo, 'gio', 'can_bo_xa', 'DU-90002');
    const citizen = kheo.visitor_from_elsewhere();
    const ask = `/mo-hinh/${first.id}/hoi`;

    const named = await citizen.post(ask, { text: 'Ông Trần Văn Tèo ở thôn Thượng góp bao nhiêu?' });
    assert.equal(named.status, 422, 'a private person is not written down');
    const sent = await citizen.post(ask, { text: 'Kinh phí lấy ở đâu, ai giữ sổ?' });
    assert.match(sent.text, /Chờ trả lời/);
    const mine = sent.url;
    assert.doesNotMatch((await kheo.get(`/mo-hinh/${first.id}`)).text, /Kinh phí lấy ở đâu/, 'not before it is read');

    const desk = await suoi.visitor.get('/can-bo');
    assert.match(desk.text, /Câu hỏi chờ trả lời/);
    const [, question] = /\/can-bo\/cau-hoi\/(\d+)/.exec(desk.text);
    assert.equal((await gio.visitor.get(`/can-bo/cau-hoi/${question}`)).status, 404, 'another unit does not see it');
    await suoi.visitor.post(`/can-bo/cau-hoi/${question}/tra-loi`, { answer: 'Do các hộ góp ngày công, chi hội giữ sổ.' },
        { from: `/can-bo/cau-hoi/${question}` });
    const open = await kheo.get(`/mo-hinh/${first.id}`);
    assert.match(open.text, /Kinh phí lấy ở đâu/);
    assert.match(open.text, /chi hội giữ sổ/);
    assert.match((await citizen.get(mine)).text, /chi hội giữ sổ/);

    // Ten thousand from one address: nearly all are turned away at the door.
    let refused = 0;
    for (let sent_one = 0; sent_one < 300; sent_one += 1) {
        const answer = await citizen.api(`/models/${first.id}/questions`, { json: { text: `Câu ${sent_one}: làm thế nào?` } });
        refused += answer.status === 429 ? 1 : 0;
    }
    assert.ok(refused > 280, `only ${refused} of 300 were refused`);
    assert.equal((await kheo.get(`/mo-hinh/${second.id}`)).status, 200, 'and everybody else reads on');
    await kheo.check_ledger();
});
