// SPDX-License-Identifier: AGPL-3.0-or-later
// Two officers have one form open. The first saves; the second is refused for
// something else, sends again, and still does not overwrite unseen what the
// first one wrote: on every form that holds a whole record.
import assert from 'node:assert/strict';
import test from 'node:test';

import { start } from './rig.mjs';
import { a_person, unlimited } from './rig_people.mjs';
import { Province } from './rig_province.mjs';
import { forms_of, unescape_html } from './rig_visitor.mjs';

// One record of each kind, the form that changes it, and what two people type.
async function forms_in(kheo) {
    const province = await new Province(kheo).prepare();
    const call = (path, values) => province.call('POST', `/api/v1${path}`, values);
    const { body } = province.communes['Xã Suối Mây'];
    const road = await province.publish(await province.register('Xã Suối Mây', 'Mở rộng đường thôn Thượng'));
    const line = await call(`/models/${road.id}/contributions`, { source: 'nhan_dan', since: '10/3/2026', land: '659,88', land_givers: 14, note: 'Sổ của thôn' });
    const movement = await call('/movements', { body, kind: 'phong_trao', name: 'Thi đua Dân vận khéo', first_year: 2024 });
    const theme = await call(`/movements/${movement.id}/theme`, { year: 2026, theme: 'Hướng về cơ sở' });
    const person = await call('/exemplars', { body, year: 2026, name: 'Trần Thị Mẫu Đơn', office: 'Trưởng thôn', field: 'kinh_te',
        merit: 'Vận động 14 hộ hiến đất.', basis: 'none' });
    const unit = await call('/bodies', { code: 'MTTQ-90001', name: 'Mặt trận xã Suối Mây', line: 'dang', area: province.communes['Xã Suối Mây'].id, valid_from: '2025-07-01' });
    const lead = await call('/bodies', { code: 'BDV-90', name: 'Ban Tuyên giáo và Dân vận Tỉnh ủy', line: 'dang', area: province.id, valid_from: '2025-07-01' });
    const round = await call('/rounds', { body: lead.body, year: 2026, title: 'Đợt một', scoring: 'council', sample: 1 });
    return [
        { path: `/can-bo/dong-gop/${line.id}/sua`, shared: { reason: 'Đối chiếu sổ' }, first: { land: '700' }, second: { land_givers: '15' }, wrong: { since: '31/2/2026' },
            said: /Đất \(m²\): bản đang lưu là “700”/ },
        { path: `/can-bo/phong-trao/${movement.id}/sua`, first: { basis: 'Kế hoạch số 12-KH/TU' }, second: { name: 'Dân vận khéo' }, wrong: { last_year: '2020' },
            said: /Văn bản phát động: bản đang lưu là “Kế hoạch số 12-KH\/TU”/ },
        { path: `/can-bo/phong-trao/${movement.id}/chu-de`, first: { theme: 'Hướng về thôn' }, second: { theme: 'Hướng về dân' }, wrong: { theme: '' },
            said: /Chủ đề năm: bản đang lưu là “Hướng về thôn”/, of: theme },
        { path: `/can-bo/dien-hinh/${person.id}/sua`, first: { office: 'Bí thư Chi bộ' }, second: { merit: 'Vận động 20 hộ hiến đất.' }, wrong: { year: '1900' },
            said: /bản đang lưu là “Bí thư Chi bộ”/ },
        { path: `/can-bo/co-quan/thoi-ky/${unit.id}/sua`, from: `/can-bo/co-quan/${unit.body}`, first: { name: 'Ủy ban Mặt trận xã Suối Mây', day: '1/7/2025' },
            second: { contact: '1', day: '1/7/2025' }, wrong: { day: '31/2/2026' }, said: /bản đang lưu là “Ủy ban Mặt trận xã Suối Mây”/ },
        { path: `/can-bo/tham-dinh/${round.id}/tieu-chi`, from: `/can-bo/tham-dinh/${round.id}/tieu-chi?at=1`, first: { label: 'Việc mới hoặc khó' }, second: { weight: '3' },
            wrong: { label: '' }, said: /bản đang lưu là “Việc mới hoặc khó”/ },
    ];
}

test('a form refused for another reason still knows which version it was filled in on', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const forms = await forms_in(kheo);
    const { visitor: officer } = await a_person(kheo, 'suoi', 'can_bo_xa', 'DU-90001');
    const { visitor: leader } = await a_person(kheo, 'tinh', 'can_bo_tinh', 'BDV-90');
    const { visitor: administrator } = await a_person(kheo, 'quan-tri-hai', 'quan_tri');
    for (const { path, from = path, shared = {}, first, second, wrong, said } of forms) {
        const visitor = path.startsWith('/can-bo/co-quan') ? administrator : path.startsWith('/can-bo/tham-dinh') ? leader : officer;
        const fields_on = (page) => {
            const form = forms_of(page.text).find(({ action }) => action === path);
            assert.ok(form, `${page.url} (${page.status}) shows the form of ${path}`);
            return Object.fromEntries(form.fields);
        };
        const send = (fields) => visitor.post(path, fields, { raw: true });
        const by_one = { ...fields_on(await visitor.get(from)), ...shared };
        const by_two = { ...fields_on(await visitor.get(from)), ...shared };
        const saved = await send({ ...by_one, ...first });
        assert.equal(saved.status, 200, `${path}: ${unescape_html(saved.text).slice(0, 2000)}`);

        const refused = await send({ ...by_two, ...second, ...wrong });
        assert.ok([400, 422].includes(refused.status), `${path}: ${refused.status}`);
        const shown = { ...fields_on(refused), ...Object.fromEntries(Object.keys(wrong).map((name) => [name, (second[name] ?? by_two[name])])) };
        assert.equal(shown.version, by_two.version, `${path}: the version is still the one that was filled in`);
        const told = await send(shown);
        assert.equal(told.status, 409, `${path}: the first one's words are not overwritten unseen`);
        const words = unescape_html(told.text);
        assert.match(words, said, path);
        assert.match(words, /vừa sửa nội dung này/, path);
        const now = fields_on(told);
        for (const [name, value] of Object.entries(second)) assert.equal(now[name], value, `${path}: what was typed in ${name} stays`);

        const again = await send(now);
        assert.equal(again.status, 200, `${path}: seen, it may be sent: ${unescape_html(again.text).slice(0, 2000)}`);
    }
    await kheo.check_ledger();
});
