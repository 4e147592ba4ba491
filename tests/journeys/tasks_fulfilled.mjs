// SPDX-License-Identifier: AGPL-3.0-or-later
// A commune points at what fulfils a task: a model, a notice, what a meeting decided.
// Who asked sees it beside the part, the model's page leads back to the task; and
// nobody learns of a narrow directive from a public model.
import assert from 'node:assert/strict';
import test from 'node:test';

import { directive } from './rig_documents.mjs';
import { TaskOffice, day } from './rig_tasks.mjs';
import { unescape_html } from './rig_visitor.mjs';

const asked = 'Mỗi xã có mô hình đối thoại';

async function prepared(t) {
    const office = await TaskOffice.open(t);
    const read = await office.officer.visitor.post('/can-bo/van-ban/moi', { text: directive() });
    [, office.document] = /\/can-bo\/van-ban\/(\d+)/.exec((await office.officer.visitor.post('/can-bo/van-ban/ghi', {}, { from: read.url })).url);
    office.task = (await office.made(office.officer, `/documents/${office.document}/tasks`,
        { text: asked, product: 'Ít nhất 02 mô hình', lead: ['communes_dang'], due_kind: 'on_day', due_on: day(30) })).id;
    office.home = office.province.communes['Xã Suối Mây'];
    office.open_model = await office.province.publish(await office.province.register('Xã Suối Mây', 'Bàn dân giữa chợ'));
    office.closed_model = await office.province.register('Xã Suối Mây', 'Đối thoại buổi tối');
    office.other_model = await office.province.register('Xã Đồng Gió', 'Hòm thư thôn');
    const paper = (type, number, subject) => office.made(office.suoi, '/documents', { body: office.home.body, source: 'paper', type, number, subject });
    office.notice = await paper('Thông báo', '3-TB/ĐU', 'lịch đối thoại tại các thôn');
    office.minutes = await paper('Biên bản', '5-BB/ĐU', 'họp chi bộ các thôn');
    office.order = await paper('Quyết định', '9-QĐ/ĐU', 'thành lập tổ giúp việc');
    return office;
}

test('a commune points at models, a notice and a meeting that fulfil what was asked', async (t) => {
    const office = await prepared(t);
    const { task, home } = office;
    const part = office.part(office.suoi, task, home.body);
    const empty = unescape_html((await part.page()).text);
    assert.match(empty, /Đã ghi 0 trong 2 mô hình mà sản phẩm nêu/);
    const [, offered] = /action="[^"]*\/dap-ung"([^]*?)<\/form>/.exec(empty);
    assert.ok(offered.includes('Bàn dân giữa chợ') && offered.includes('3-TB/ĐU') && !offered.includes('Hòm thư thôn') && !offered.includes('9-QĐ/ĐU'),
        'only what may fulfil is offered, only their own');

    const neither = await part.post('dap-ung', {});
    assert.equal(neither.status, 422);
    assert.match(neither.text, /mỗi lần một mục/);
    await part.post('dap-ung', { model: office.open_model.id });
    await part.post('dap-ung', { model: office.closed_model.id });
    await part.post('dap-ung', { fulfilled_by: office.notice.id });
    const page = unescape_html((await part.post('dap-ung', { fulfilled_by: office.minutes.id })).text);
    for (const words of ['Đã ghi 2 trong 2 mô hình', 'Thông báo 3-TB/ĐU: lịch đối thoại', 'Biên bản 5-BB/ĐU']) assert.ok(page.includes(words), words);
    assert.match(page, /Cuộc họp: <a/);
    assert.match((await part.post('dap-ung', { model: office.open_model.id })).text, /đã được ghi là đáp ứng rồi/);
    for (const [json, type] of [[{ model: office.other_model.id }, 'plans.not_own_model'], [{ fulfilled_by: office.order.id }, 'plans.not_fulfilling']])
        assert.equal((await office.ask(office.suoi, `/tasks/${task}/plans/${home.body}/fulfilments`, json)).body.type, type);
    assert.equal((await office.ask(office.dong, `/tasks/${task}/plans/${home.body}/fulfilments`, { model: office.other_model.id })).status, 404);

    // Who asked sees it at the part, in the drill-down of the table and by the API.
    const { body: told } = await office.ask(office.officer, `/tasks/${task}/plans/${home.body}/fulfilments`);
    assert.deepEqual([told.items.length, told.models, told.models_asked], [4, 2, 2]);
    assert.match(unescape_html((await office.officer.visitor.get(`/can-bo/nhiem-vu/${task}`)).text),
        /Đáp ứng bằng: chưa ghi\. 0 trong 2[^]*Đáp ứng bằng: Mô hình <a[^>]*>Bàn dân giữa chợ<\/a>[^]*Văn bản bạn không được xem[^]*2 trong 2 mô hình mà sản phẩm nêu/);
    const { body: view } = await office.ask(office.officer, `/office/tasks/${task}`);
    assert.equal(view.items.find((each) => each.body === home.body).fulfilled_by.length, 4);

    // Taken back with a reason; the act stays.
    const bare = await part.post('go-dap-ung', { fulfilment: told.items[1].id, removed_for: '' });
    assert.equal(bare.status, 422);
    assert.match(bare.text, /Xin ghi vì sao gỡ/);
    const done = await part.post('go-dap-ung', { fulfilment: told.items[1].id, removed_for: 'Chọn nhầm mô hình' });
    assert.match(done.text, /Đã ghi 1 trong 2 mô hình/);
    await office.kheo.check_ledger();
});

test('a public model leads to a task only for those whom the directive reaches', async (t) => {
    const office = await prepared(t);
    const { task, home, open_model: { id: model } } = office;
    await office.made(office.suoi, `/tasks/${task}/plans/${home.body}/fulfilments`, { model });
    await office.made(office.suoi, `/tasks/${task}/plans/${home.body}/fulfilments`, { model: office.closed_model.id });
    const says = async (who, path) => unescape_html((await who.get(path)).text).includes('đáp ứng nhiệm vụ');
    const count = async (token) => (await office.kheo.api(`/models/${model}/tasks`, token ? { token } : {})).body.items.length;

    for (const who of [office.visitor, office.suoi.visitor, office.dong.visitor])
        assert.equal(await says(who, `/mo-hinh/${model}`), false, 'the public page, whoever looks at it');
    assert.equal(await says(office.suoi.visitor, `/can-bo/mo-hinh/${model}`), true);
    assert.equal(await says(office.officer.visitor, `/can-bo/mo-hinh/${model}`), true);
    assert.deepEqual([await count(), await count(office.dong.key), await count(office.suoi.key), await count(office.officer.key)], [0, 0, 1, 1]);

    // Opened, the page that was kept in memory tells it at once; of the closed model nobody is told.
    await office.made(office.officer, `/documents/${office.document}/reach`, { version: 1, reach: 'open', allowed_by: 'Phó Bí thư Tỉnh ủy', seen: true });
    const open = unescape_html((await office.visitor.get(`/mo-hinh/${model}`)).text);
    assert.match(open, new RegExp(`đáp ứng nhiệm vụ[^]*<a[^>]*href="/nhiem-vu/${task}"[^>]*>${asked}</a>[^]*Chỉ thị 18-CT/TU`));
    assert.equal(await count(), 1);
    const promised = unescape_html((await office.visitor.get(`/nhiem-vu/${task}`)).text);
    assert.ok(promised.includes('Bàn dân giữa chợ') && !promised.includes('Đối thoại buổi tối'));
    const { body } = await office.kheo.api(`/tasks/${task}`);
    assert.deepEqual(body.items.find((each) => each.body === home.body).fulfilled_by.map(({ title, url }) => [title, url]), [['Bàn dân giữa chợ', `/mo-hinh/${model}`]]);

    // And closed again it is gone.
    const { version } = (await office.ask(office.officer, `/office/documents/${office.document}`)).body;
    await office.made(office.officer, `/documents/${office.document}/reach`, { version: version ?? 2, reach: 'recipients', seen: true });
    assert.equal(await says(office.visitor, `/mo-hinh/${model}`), false);
    assert.equal((await office.visitor.get(`/nhiem-vu/${task}`)).status, 404);
    await office.kheo.check_ledger();
});
