// SPDX-License-Identifier: AGPL-3.0-or-later
// A commune that speaks for the province is not heard, and what nobody may keep
// or say to everybody is refused at its field, by the form and by the API alike.
import assert from 'node:assert/strict';
import test from 'node:test';

import { start } from './rig.mjs';
import { directive } from './rig_documents.mjs';
import { a_person, a_province, unlimited } from './rig_people.mjs';
import { unescape_html } from './rig_visitor.mjs';

async function offices(t) {
    const kheo = await start(t, { settings: unlimited });
    const { communes: [home, abroad] } = await a_province(kheo);
    const province = await a_person(kheo, 'tinh.mot', 'can_bo_tinh', 'TINH');
    const commune = await a_person(kheo, 'xa.mot', 'can_bo_xa', home.code);
    const asked = async (person) => {
        const token = await person.token();
        return (path, json) => kheo.api(path, { token, json });
    };
    return { kheo, home, abroad, province, commune, of_province: await asked(province), of_commune: await asked(commune) };
}

const guide = { source: 'paper', type: 'Hướng dẫn', number: '09-HD/BTGDVTU', issuer: 'Ban Tuyên giáo và Dân vận Tỉnh ủy Minh Họa', issued_on: '2026-02-20', subject: 'về đăng ký mô hình' };
const opening = { version: 1, reach: 'open', allowed_by: 'Trưởng ban', seen: true };

test('a commune neither speaks for the province nor ends what it says', async (t) => {
    const { kheo, of_province, of_commune } = await offices(t);
    const forged = (await of_commune('/documents', guide)).body;
    assert.ok(forged.id, JSON.stringify(forged));
    const refused = await of_commune(`/documents/${forged.id}/reach`, opening);
    assert.equal(refused.status, 422, JSON.stringify(refused.body));
    assert.equal(refused.body.type, 'documents.not_the_issuer');
    assert.match(JSON.stringify(refused.body), /Chỉ cơ quan ban hành \(Ban Tuyên giáo/);

    const real = (await of_province('/documents', guide)).body;
    assert.equal((await of_province(`/documents/${real.id}/reach`, opening)).body.reach, 'open');
    const own = (await of_commune('/documents', { source: 'paper', type: 'Kế hoạch', number: '5-KH/ĐU', issuer: 'Đảng ủy xã Suối Mây', issued_on: '2026-03-02',
        subject: 'về việc của xã', more_citations: 'Bãi bỏ: Hướng dẫn 09-HD/BTGDVTU ngày 20/02/2026 của Ban Tuyên giáo và Dân vận Tỉnh ủy Minh Họa' })).body;
    assert.equal((await of_commune(`/documents/${own.id}/reach`, opening)).body.reach, 'open');
    const page = unescape_html((await kheo.visitor_from_elsewhere().get(`/van-ban/${real.id}`)).text);
    assert.doesNotMatch(page, /kheo-ended|Bị bãi bỏ bằng/);
    assert.match(page, /Nói là bãi bỏ văn bản này:/);
    assert.match(page, /Cơ quan lưu<\/dt><dd[^>]*>Ban Tuyên giáo và Dân vận Tỉnh ủy</);

    // An issuer put in afterwards is looked at as well.
    const { source, type, issued_on, subject } = guide;
    const turned = await of_commune(`/documents/${own.id}/correct`, { source, type, number: '15-HD/BTGDVTU', issued_on, subject, issuer: guide.issuer, version: 2, reason: 'Sửa tên' });
    assert.match(turned.body.type, /not_the_issuer/);
    const again = await of_province('/documents', guide);
    assert.equal(again.body.type, 'documents.already_there');
    assert.match(JSON.stringify(again.body), new RegExp(`cơ quan lưu: Ban Tuyên giáo và Dân vận Tỉnh ủy, ở /van-ban/${real.id}`));
    await kheo.check_ledger();
});

test('what another body issued is recorded by who received it, and is nobody else\'s for that', async (t) => {
    const { kheo, abroad, of_province, of_commune } = await offices(t);
    const other = await a_person(kheo, 'xa.khac', 'can_bo_xa', abroad.code);
    const token = await other.token();
    const received = (await of_commune('/documents', guide)).body;
    assert.equal(received.reach, 'recipients', JSON.stringify(received));
    assert.equal((await of_commune(`/documents/${received.id}`)).status, 200);
    assert.equal((await kheo.api(`/documents/${received.id}`, { token })).status, 404);
    assert.equal((await kheo.visitor_from_elsewhere().get(`/van-ban/${received.id}`)).status, 404);
    // The issuer records and opens its own beside it.
    const own = (await of_province('/documents', guide)).body;
    assert.ok(own.id && own.id !== received.id, JSON.stringify(own));
    assert.equal((await of_province(`/documents/${own.id}/reach`, opening)).body.reach, 'open');
    await kheo.check_ledger();
});

test('what is typed is looked at as what is read', async (t) => {
    const { kheo, province, of_province } = await offices(t);
    const typed = await province.visitor.post('/can-bo/van-ban/ghi', { type: 'Kế hoạch', number: '5-KH/TU MẬT', subject: 'về một việc\nTối mật' });
    assert.equal(typed.status, 422);
    assert.match(typed.text, /Văn bản có dấu TỐI MẬT\. Khéo không nhận văn bản mật/);
    const kept = (await of_province('/documents', { ...guide, subject: 'của ông có CCCD số 001099012345', recipients: 'Số điện thoại 0912345678' })).body;
    const corrected = await of_province(`/documents/${kept.id}/correct`, { ...guide, validity: 'Độ mật: Mật', version: 1, reason: 'Sửa' });
    assert.equal(corrected.body.type, 'document_secret', JSON.stringify(corrected.body));
    const opened = await of_province(`/documents/${kept.id}/reach`, opening);
    assert.equal(opened.body.type, 'documents.private_data', JSON.stringify(opened.body));
    assert.match(JSON.stringify(opened.body), /Trích yếu: “[^”]*001099012345”.*Nơi nhận: “[^”]*0912345678”/);
    assert.equal((await of_province(`/documents/${kept.id}/correct`, { ...guide, version: 1, reason: 'Bỏ số' })).body.version, 2);
    assert.equal((await of_province(`/documents/${kept.id}/reach`, { ...opening, version: 2 })).body.reach, 'open');
    const back = await of_province(`/documents/${kept.id}/correct`, { ...guide, subject: 'CCCD 001099012345', version: 3, reason: 'Sửa' });
    assert.equal(back.body.type, 'documents.private_data', JSON.stringify(back.body));
    await kheo.check_ledger();
});

test('files with a zero character and imports that would publish are refused with a sentence', async (t) => {
    const { kheo, home, province, commune } = await offices(t);
    const zero = () => new File([directive().replace('Số 18', 'Số\u0000 18')], 'khong.txt');
    const sent = await province.visitor.post('/can-bo/van-ban/moi', { files: zero() });
    assert.equal(sent.status, 422);
    assert.match(unescape_html(sent.text), /“khong\.txt”: Tệp có ký tự không phải chữ/);
    const token = await province.token();
    const load = async (fields) => {
        const body = new FormData();
        for (const [name, value] of Object.entries(fields)) body.append(name, value);
        const answer = await province.visitor.send('POST', '/api/v1/documents/import', { body, headers: { authorization: `Bearer ${token}` } });
        return { status: answer.status, text: answer.text };
    };
    const good = () => new File([directive()], 'tot.txt');
    for (const [fields, sentence] of [[{ files: zero() }, /U\+0000/], [{ files: good(), reach: 'open' }, /chưa công khai được/],
        [{ files: good(), unit_code: 'KHONG' }, /“KHONG”/]]) {
        const { status, text } = await load(fields);
        assert.equal(status, 422, text);
        assert.match(text, sentence);
        assert.doesNotMatch(text, /“\{\}”/);
    }
    assert.ok(home && commune);
    await kheo.check_ledger();
});
