// SPDX-License-Identifier: AGPL-3.0-or-later
// What a commune is told before it sends a model: a vague draft becomes
// specific; a copy is turned into a replication. Nothing is stored by asking.
import assert from 'node:assert/strict';
import test from 'node:test';

import { pause, start, until } from './rig.mjs';
import { a_person, a_province } from './rig_people.mjs';

const vague = {
    title: 'Giữ gìn vệ sinh môi trường', field: 'van_hoa_xa_hoi',
    way_of_working: 'Đẩy mạnh tuyên truyền, nâng cao nhận thức của nhân dân về bảo vệ môi trường.',
};

const specific = {
    title: 'Đổi rác lấy quà ở thôn Bãi Đá', field: 'van_hoa_xa_hoi',
    situation: 'Xe rác quá tải; chỉ 12 trong 186 hộ chịu tách riêng chai lọ.',
    aims: 'Đến 30/9/2026 có 120 hộ tách riêng chai lọ, giấy, lon.',
    way_of_working: 'Sáng chủ nhật đầu tháng, Chi hội Phụ nữ mở bàn cân. Ai mang chai lọ, bìa giấy tới thì nhận nước rửa bát hoặc mười quả trứng; phế liệu bán lấy tiền mua quà kỳ sau.',
    forces: 'Chi hội Phụ nữ chủ trì, Chi đoàn ghi sổ.',
    beneficiaries: '186 hộ thôn Bãi Đá', outputs: 'Sổ cân từng kỳ có chữ ký người mang đến.',
};

const in_other_words = {
    title: 'Phiên chợ xanh: ve chai thành hàng tiêu dùng',
    way_of_working: 'Mỗi tháng chị em mở quầy ở sân đình. Nhà nào gom được vỏ hộp, nhựa cũ thì quy ra điểm để lấy gạo, xà phòng. Tiền bán ve chai dùng nhập hàng cho phiên sau.',
};

const neighbour = {
    title: 'Chủ nhật xanh',
    way_of_working: 'Sáng chủ nhật mỗi nhà một người mang chổi, cuốc ra phát cỏ, khơi rãnh, quét đường làng trong một tiếng.',
};

const api = '/api/v1/models/advice';
const asked = async (kheo, draft) => {
    const answer = await fetch(`${kheo.address}${api}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(draft) });
    assert.equal(answer.status, 200);
    return answer.json();
};

async function two_officers(kheo) {
    const place = await a_province(kheo);
    const officers = [];
    for (const [at, login] of ['an.tv', 'binh.lt'].entries())
        officers.push(await a_person(kheo, login, 'can_bo_xa', place.communes[at].code));
    return { place, officers };
}

async function published(kheo, fields) {
    const made = JSON.parse(await kheo.done('api', 'POST', '/api/v1/models', 'year=2026', 'kind=mo_hinh', 'entry=moi',
        'registered_on=15/3/2026', ...Object.entries(fields).map(([name, value]) => `${name}=${value}`)));
    for (const [step, version] of [['receive', 1], ['publish', 2]])
        await kheo.done('api', 'POST', `/api/v1/models/${made.id}/${step}`, `version=${version}`);
    return made.id;
}

test('a vague draft becomes specific, and asking stores nothing', async (t) => {
    const kheo = await start(t);
    const { place, officers: [an] } = await two_officers(kheo);
    const before = await asked(kheo, vague);
    assert.equal(before.specificity.score, 0);
    assert.equal(before.specificity.missing.length, 8);
    assert.deepEqual(before.specificity.vague.map(({ phrase }) => phrase), ['Đẩy mạnh tuyên truyền', 'nâng cao nhận thức']);

    const first = await an.visitor.post('/can-bo/mo-hinh/xem-truoc', { ...vague, year: '2026', kind: 'mo_hinh', entry: 'moi' },
        { from: '/can-bo/mo-hinh/moi', raw: true });
    assert.equal(first.status, 200);
    assert.match(first.text, /Đã rõ 0\/8 ý/);
    assert.match(first.text, /<mark>nâng cao nhận thức<\/mark>/);
    assert.match(first.text, /value="Giữ gìn vệ sinh môi trường"/, 'all that was typed is kept');
    const second = await an.visitor.post('/can-bo/mo-hinh/xem-truoc', { ...specific, year: '2026', kind: 'mo_hinh', entry: 'moi' },
        { from: '/can-bo/mo-hinh/moi', raw: true });
    assert.match(second.text, /Đã rõ 8\/8 ý/);
    const list = await an.visitor.api('/office/models');
    assert.equal(list.body.total, 0, 'nothing was stored');

    const sent = await an.visitor.post('/can-bo/mo-hinh/moi', { ...specific, year: '2026', kind: 'mo_hinh', entry: 'moi', body: place.communes[0].body },
        { from: '/can-bo/mo-hinh/moi' });
    assert.match(sent.text, /Đã gửi đăng ký/);
    assert.equal((await asked(kheo, specific)).similar.length, 0, 'what is not public is named to nobody');
    const own = await an.visitor.post('/can-bo/mo-hinh/xem-truoc', { ...in_other_words, year: '2027', kind: 'mo_hinh', entry: 'moi', body: place.communes[0].body },
        { from: '/can-bo/mo-hinh/moi', raw: true });
    assert.match(own.text, /Mô hình cũ của chính đơn vị/);
    await kheo.check_ledger();
});

test('a copy is turned into a replication in one act', async (t) => {
    const kheo = await start(t);
    const { place, officers: [, binh] } = await two_officers(kheo);
    const origin = await published(kheo, { ...specific, body: place.communes[0].body });
    const copied = { ...specific, title: 'Đổi rác lấy quà ở xóm Đồi' };
    // The lists are filled a moment after the commit; asking is limited.
    const [found] = await until('the model is known to advice', 120, async () => {
        await pause(300);
        const { similar } = await asked(kheo, copied);
        return similar.length ? similar : null;
    });
    assert.equal(found.id, origin);
    assert.match(found.relation, /^(copy|light_edit)$/);
    assert.ok(found.score > 0.4 && found.score <= 1);
    const [reworded] = (await asked(kheo, in_other_words)).similar;
    assert.deepEqual([reworded.id, reworded.relation], [origin, 'replication']);
    assert.deepEqual((await asked(kheo, neighbour)).similar, [], 'the same field, another idea');

    const typed = { ...copied, year: '2026', kind: 'mo_hinh', entry: 'moi', body: place.communes[1].body };
    const preview = await binh.visitor.post('/can-bo/mo-hinh/xem-truoc', typed, { from: '/can-bo/mo-hinh/moi', raw: true });
    assert.match(preview.text, new RegExp(`name="origin_chosen" value="${origin}"`));
    const chosen = await binh.visitor.post('/can-bo/mo-hinh/xem-truoc', { ...typed, origin_chosen: origin }, { from: '/can-bo/mo-hinh/moi', raw: true });
    assert.match(chosen.text, new RegExp(`name="origin" value="${origin}"`));
    assert.match(chosen.text, /Nhân rộng từ:/);
    const sent = await binh.visitor.post('/can-bo/mo-hinh/moi', { ...typed, entry: 'nhan_rong', origin }, { from: '/can-bo/mo-hinh/moi' });
    assert.match(sent.text, /Đã gửi đăng ký/);
    const { body: { items: [made] } } = await binh.visitor.api('/office/models');
    assert.equal(made.entry, 'nhan_rong');
    const { body: record } = await binh.visitor.api(`/models/${made.id}`);
    assert.equal((record.record ?? record).origin, origin);

    // What is no longer public is named no more.
    await kheo.done('api', 'POST', `/api/v1/models/${origin}/withdraw`, 'version=3', 'reason=Đã dừng');
    assert.deepEqual((await asked(kheo, copied)).similar, []);
    await kheo.check_ledger();
});

test('bad questions are refused as problems', async (t) => {
    const kheo = await start(t);
    const send = (body) => fetch(`${kheo.address}${api}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    for (const [body, status, type] of [['{', 400, 'bad_json'], ['[]', 400, 'bad_json'], ['{"title":{"a":1}}', 400, 'bad_json'],
        [JSON.stringify({ title: 'a'.repeat(301) }), 422, 'bad_fields'], ['{"title":"a\\u0000b"}', 422, 'bad_fields']]) {
        const answer = await send(body);
        const problem = await answer.json();
        assert.deepEqual([answer.status, problem.type], [status, type], body.slice(0, 40));
    }
    const empty = await (await send('{}')).json();
    assert.equal(empty.specificity.missing.length, 8);
    assert.deepEqual(empty.similar, []);
    await kheo.check_ledger();
});
