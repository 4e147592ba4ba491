// SPDX-License-Identifier: AGPL-3.0-or-later
// A directive's sentence becomes a task for all communes of a province: one
// answers in time, one late by its paper, one never; the office sends one back,
// accepts, looks at the table, urges; and every other role tries to see it first.
import assert from 'node:assert/strict';
import test from 'node:test';

import { start } from './rig.mjs';
import { directive } from './rig_documents.mjs';
import { a_person, unlimited } from './rig_people.mjs';
import { Province } from './rig_province.mjs';
import { unescape_html } from './rig_visitor.mjs';

const day = (from_today) => new Date(Date.now() + 7 * 3_600_000 + from_today * 86_400_000).toISOString().slice(0, 10);
const people = (iso) => iso.split('-').reverse().join('/');
const due = day(-10);
const sentence = 'Các cấp ủy trực thuộc lãnh đạo xây dựng kế hoạch đối thoại hằng năm';
const private_words = { result: 'Đã đối thoại ở chín thôn', reason: 'Thiếu biên bản thôn Thượng', promise: 'Mỗi thôn một buổi tối' };

class Office {
    static async open(t) {
        const office = new Office();
        office.kheo = await start(t, { settings: unlimited });
        office.province = await new Province(office.kheo).prepare();
        await office.province.call('POST', '/api/v1/bodies', { code: 'TINH', name: 'Ban Tuyên giáo và Dân vận Tỉnh ủy', line: 'dang',
            area: office.province.id, contact: 0, valid_from: '2025-07-01' });
        office.officer = await a_person(office.kheo, 'tinh.mot', 'can_bo_tinh', 'TINH');
        office.manager = await a_person(office.kheo, 'quan.tri', 'quan_tri');
        for (const [name, code] of [['suoi', '90001'], ['dong', '90002'], ['ben', '90003']]) {
            office[name] = await a_person(office.kheo, `xa.${name}`, 'can_bo_xa', `DU-${code}`);
            office[name].key = await office[name].token();
        }
        office.visitor = office.kheo.visitor_from_elsewhere();
        office.officer.key = await office.officer.token();
        return office;
    }

    ask(who, path, json) {
        return this.kheo.api(path, { token: who.key, ...(json ? { json } : {}) });
    }

    async record() {
        const { visitor } = this.officer;
        const page = await visitor.post('/can-bo/van-ban/moi', { text: directive() });
        const done = await visitor.post('/can-bo/van-ban/ghi', {}, { from: page.url });
        [, this.document] = /\/can-bo\/van-ban\/(\d+)/.exec(done.url);
    }

    // Three sentences are proposed; one is given to all communes, the others are left out.
    async assign() {
        const { visitor } = this.officer;
        const address = `/can-bo/van-ban/${this.document}/giao-viec`;
        const page = await visitor.get(address);
        assert.ok(unescape_html(page.text).includes(sentence), 'each task stands below its sentence');
        assert.equal([...page.text.matchAll(/name="take-\d+"/g)].length, 3);
        const nothing = await visitor.post(address, { 'take-1': '', 'take-2': '', 'take-3': '' }, { from: address });
        assert.equal(nothing.status, 422);
        const taken = { 'take-1': '1', 'take-2': '', 'take-3': '', 'due_kind-1': 'on_day', 'text-1': 'Gửi kế hoạch đối thoại' };
        const wrong = await visitor.post(address, { ...taken, 'lead-1': 'communes_dang', 'due_on-1': '31/02/2026' }, { from: address });
        assert.equal(wrong.status, 422);
        assert.match(wrong.text, /id="f-due_on-1-error"/);
        assert.match(wrong.text, /Gửi kế hoạch đối thoại/, 'nothing typed is lost');
        const done = await visitor.post(address, { ...taken, 'lead-1': 'communes_dang', 'due_on-1': people(due) }, { from: address });
        assert.match(done.text, /Đã giao 1 việc/, unescape_html(done.text).slice(0, 3000));
        [, this.task] = /\/can-bo\/nhiem-vu\/(\d+)"/.exec(done.text);
        assert.equal([...done.text.matchAll(/name="take-\d+"/g)].length, 2, 'what is given is not proposed again');
    }

    part(who, body) {
        const address = `/can-bo/nhiem-vu/${this.task}/don-vi/${body}`;
        return { address, page: () => who.visitor.get(address), post: (verb, fields) => who.visitor.post(`${address}/${verb}`, fields, { from: address }) };
    }

    figures() {
        return this.ask(this.officer, `/office/tasks/matrix?document=${this.document}`).then(({ body }) =>
            [body.done_in_time, body.done_late, body.open_in_time, body.open_late]);
    }

    async answer() {
        const { 'Xã Suối Mây': suoi, 'Xã Đồng Gió': dong } = this.province.communes;
        assert.match(unescape_html((await this.suoi.visitor.get('/can-bo')).text), /Nhiệm vụ được giao[^]*Gửi kế hoạch đối thoại/);
        assert.deepEqual(await this.figures(), [0, 0, 0, 3]);
        const first = this.part(this.suoi, suoi.body);
        await first.post('ke-hoach', { promise: private_words.promise, planned_on: people(day(-40)) });
        const ahead = await first.post('hoan-thanh', { done_on: people(day(1)), result: private_words.result });
        assert.equal(ahead.status, 422);
        assert.match(ahead.text, /Chưa đến ngày này/);
        // Typed today, long after it was due; the paper was signed in time.
        const done = await first.post('hoan-thanh', { done_on: people(due), result: private_words.result, signer_office: 'Bí thư Đảng ủy xã',
            evidence: `/can-bo/van-ban/999` });
        assert.equal(done.status, 422, 'a proof that is not there');
        await first.post('hoan-thanh', { done_on: people(due), result: private_words.result, signer_office: 'Bí thư Đảng ủy xã' });
        const late = this.part(this.dong, dong.body);
        const told = await late.post('hoan-thanh', { done_on: people(day(-8)), result: 'Đã gửi kế hoạch' });
        assert.match(told.text, /Hoàn thành quá hạn/);
        assert.deepEqual(await this.figures(), [1, 1, 0, 1]);
    }

    async decide() {
        const { 'Xã Suối Mây': suoi, 'Xã Đồng Gió': dong } = this.province.communes;
        const first = this.part(this.officer, suoi.body);
        assert.match(unescape_html((await this.officer.visitor.get('/can-bo')).text), /chờ xác nhận[^]*Gửi kế hoạch đối thoại/);
        assert.equal((await first.post('tra-lai', { reason: '' })).status, 422);
        await first.post('tra-lai', { reason: private_words.reason });
        assert.deepEqual(await this.figures(), [0, 1, 0, 2]);
        assert.ok((await this.part(this.suoi, suoi.body).page()).text.includes(private_words.reason), 'the commune reads why');
        assert.equal((await this.ask(this.suoi, `/tasks/${this.task}/plans/${suoi.body}/accept`, { version: 3 })).status, 403);
        await this.part(this.suoi, suoi.body).post('hoan-thanh', { done_on: people(due), result: private_words.result });
        await first.post('dong-y', {});
        const accepted = await this.ask(this.officer, `/tasks/${this.task}/plans/${dong.body}/accept`, { version: 1 });
        assert.equal(accepted.body.stage, 'accepted', JSON.stringify(accepted.body));
        assert.equal((await this.ask(this.officer, `/tasks/${this.task}/plans/${dong.body}/accept`, { version: 2 })).body.type, 'plans.stage_forbids');
        assert.deepEqual(await this.figures(), [1, 1, 0, 1]);
    }

    async urge() {
        const page = await this.officer.visitor.get(`/can-bo/nhiem-vu/bang?document=${this.document}`);
        for (const sign of ['✓', '✓\\+2', '!10']) assert.match(page.text, new RegExp(`>${sign}<`));
        const { body } = await this.ask(this.officer, `/office/tasks/reminder?document=${this.document}`);
        assert.deepEqual(body.items.map(({ name, most_late }) => [name, most_late]), [['Đảng ủy xã bến lau', 10]]);
        assert.ok([...body.message].length <= 500);
        assert.match(body.message, /1 đơn vị quá hạn.*Chỉ thị 18-CT\/TU: Đảng ủy xã bến lau \(10 ngày\).*\/can-bo\/nhiem-vu\/bang\?document=/);
        const letter = await this.officer.visitor.get(`/can-bo/nhiem-vu/nhac?document=${this.document}`);
        assert.match(letter.text, /V\/v đôn đốc thực hiện nhiệm vụ[^]*Đảng ủy xã bến lau/);
        for (const [path, begin] of [['nhac/docx', 'PK'], ['bang/xlsx', 'PK'], ['lich.ics', 'BEGIN:VCALENDAR'], ['bang?dang=csv', '']]) {
            const file = await this.officer.visitor.get(`/can-bo/nhiem-vu/${path}${path.includes('?') ? '&' : '?'}document=${this.document}`);
            assert.equal(file.status, 200, path);
            assert.ok(file.text.startsWith(begin), path);
        }
        assert.match((await this.officer.visitor.get(`/can-bo/nhiem-vu/bang?dang=csv`)).text, /open_late,10,false/);
    }

    // By no road does anybody else see what was asked, or what was said.
    async check_narrow() {
        const { 'Xã Suối Mây': suoi } = this.province.communes;
        const roads = ['/nhiem-vu', '/nhiem-vu/bang', '/nhiem-vu/lich.ics', '/nhiem-vu/nguon.atom', `/nhiem-vu/${this.task}`, `/nhiem-vu/don-vi/${suoi.body}`,
            '/api/v1/tasks', `/api/v1/tasks/${this.task}`, '/api/v1/tasks/matrix', '/can-bo', '/can-bo/nhiem-vu', '/can-bo/nhiem-vu/bang',
            `/can-bo/nhiem-vu/${this.task}`, `/can-bo/nhiem-vu/${this.task}/don-vi/${suoi.body}`, `/can-bo/nhiem-vu/don-vi/${suoi.body}`, '/so-kiem-chung'];
        const words = ['Gửi kế hoạch đối thoại', ...Object.values(private_words)];
        for (const who of [this.visitor, this.manager.visitor]) {
            for (const road of roads) {
                const { text } = await who.get(road);
                for (const word of words) assert.ok(!unescape_html(text).includes(word), `${road} shows “${word}”`);
            }
        }
        // A commune that has the same task reads its own part alone.
        for (const road of [`/can-bo/nhiem-vu/${this.task}/don-vi/${suoi.body}`]) assert.equal((await this.ben.visitor.get(road)).status, 404);
        const own = await this.ben.visitor.get(`/can-bo/nhiem-vu/${this.task}`);
        assert.ok(own.text.includes('Đảng ủy xã bến lau') && !own.text.includes('Đảng ủy xã suối mây'));
        assert.ok(!(await this.ben.visitor.get('/can-bo/nhiem-vu/bang')).text.includes('Đảng ủy xã suối mây'));
    }

    // To everybody: what was asked, of whom, until when, how it stands; nothing of the talk.
    async check_open() {
        await this.ask(this.officer, `/documents/${this.document}/reach`, { version: 1, reach: 'open', allowed_by: 'Phó Bí thư Tỉnh ủy', seen: true });
        const page = unescape_html((await this.visitor.get(`/nhiem-vu/${this.task}`)).text);
        for (const word of ['Dân kiểm tra', 'Đảng ủy xã suối mây', 'Hoàn thành quá hạn', 'Đang thực hiện quá hạn', sentence, people(due)]) assert.ok(page.includes(word), word);
        for (const word of Object.values(private_words)) assert.ok(!page.includes(word), word);
        const { body } = await this.kheo.api(`/tasks/${this.task}`);
        assert.deepEqual(body.items.map(({ standing, days_late }) => [standing, days_late]).sort(),
            [['done_in_time', 0], ['done_late', 2], ['open_late', 10]]);
        assert.match((await this.visitor.get('/nhiem-vu/nguon.atom')).text, /<title>Gửi kế hoạch đối thoại/);
        assert.match((await this.visitor.get('/nhiem-vu')).text, /Chỉ thị 18-CT\/TU/);
    }

    // Its words go with the paper: by no road does anybody but who asked read them again.
    async check_withdrawn() {
        const gone = await this.ask(this.officer, `/documents/${this.document}/withdraw`, { version: 2, reason: 'Ban hành nhầm' });
        assert.equal(gone.status, 201, JSON.stringify(gone.body));
        const { 'Xã Suối Mây': suoi } = this.province.communes;
        for (const [who, roads] of [
            [this.visitor, ['/nhiem-vu', '/nhiem-vu/bang', '/nhiem-vu/lich.ics', '/nhiem-vu/nguon.atom', `/nhiem-vu/${this.task}`, `/nhiem-vu/don-vi/${suoi.body}`]],
            [this.suoi.visitor, ['/can-bo', '/can-bo/nhiem-vu', '/can-bo/nhiem-vu/bang', `/can-bo/nhiem-vu/${this.task}`,
                `/can-bo/nhiem-vu/${this.task}/don-vi/${suoi.body}`, `/can-bo/nhiem-vu/don-vi/${suoi.body}`]],
        ])
            for (const road of roads) assert.ok(!unescape_html((await who.get(road)).text).includes('Gửi kế hoạch đối thoại'), road);
        assert.match((await this.officer.visitor.get(`/can-bo/nhiem-vu/${this.task}`)).text, /Văn bản đã rút khỏi thư viện/);
        assert.equal((await this.officer.visitor.get(`/can-bo/nhiem-vu/nhac/docx`)).status, 409);
    }
}

test('a directive becomes tasks for all communes, and it is seen who moved', async (t) => {
    const office = await Office.open(t);
    await office.record();
    await office.assign();
    await office.answer();
    await office.decide();
    await office.urge();
    await office.check_narrow();
    await office.check_open();
    await office.check_withdrawn();
    await office.kheo.check_ledger();
});

test('who is merged drops out with the reason kept, and its successor takes over', async (t) => {
    const office = await Office.open(t);
    await office.record();
    const made = await office.ask(office.officer, `/documents/${office.document}/tasks`, { text: 'Rà soát kiến nghị', lead: ['communes_dang'],
        due_kind: 'working_days_after', due_days: 10, counted_from: day(-1), sentence });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    office.task = made.body.id;
    const { 'Xã Bến Lau': ben, 'Xã Đồng Gió': dong } = office.province.communes;
    await office.ask(office.ben, `/tasks/${office.task}/plans/${ben.body}/report`, { version: 0, progress: 'Đã rà 12 kiến nghị' });
    await office.kheo.done('areas', 'merge', '--from', '90003', '--to', '90002', '--day', day(0), '--decision', 'Nghị quyết 7/NQ-TN');
    const { body } = await office.ask(office.officer, `/office/tasks/${office.task}`);
    assert.equal(body.items.length, 2);
    assert.match(body.gone.join(), /Đảng ủy xã bến lau: phần việc chuyển sang Đảng ủy xã đồng gió/);
    assert.equal(body.items.find((each) => each.body === dong.body).answered, true, 'what was said goes with it');
    assert.match((await office.part(office.officer, dong.body).page()).text, /Nhận từ Đảng ủy xã bến lau:[^]*Đã rà 12 kiến nghị/);
    const moved = await office.ask(office.officer, `/tasks/${office.task}/change`, { version: 1, text: 'Rà soát mọi kiến nghị', lead: ['communes_dang'],
        due_kind: 'on_day', due_on: day(-1), counted_from: day(-30), reason: 'Hạn theo công văn mới' });
    assert.equal(moved.body.version, 2, JSON.stringify(moved.body));
    const wrong = await office.ask(office.officer, `/documents/${office.document}/tasks`, { text: 'Việc bịa', lead: ['communes_dang'], due_kind: 'none',
        sentence: 'Câu này không có trong văn bản' });
    assert.equal(wrong.status, 422);
    assert.equal((await office.ask(office.suoi, `/tasks/${office.task}/drop`, { version: 2, reason: 'Thử' })).status, 403);
    await office.ask(office.officer, `/tasks/${office.task}/drop`, { version: 2, reason: 'Giao nhầm' });
    assert.match((await office.suoi.visitor.get(`/can-bo/nhiem-vu/${office.task}`)).text, /Đã thôi giao[^]*Giao nhầm/);
    assert.equal((await office.ask(office.suoi, `/tasks/${office.task}/plans/${office.province.communes['Xã Suối Mây'].body}/report`,
        { version: 0, progress: 'Muộn rồi' })).body.type, 'plans.task_dropped');
    await office.kheo.check_ledger();
});
