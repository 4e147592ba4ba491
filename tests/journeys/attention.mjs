// SPDX-License-Identifier: AGPL-3.0-or-later
// A leader opens the desk and the page to print: a round of appraisal is past its
// day, a model spreads; each line opens what it speaks of.
import assert from 'node:assert/strict';
import test from 'node:test';

import { a_person, a_province, unlimited } from './rig_people.mjs';
import { caller, published_models, round_of } from './rig_rounds.mjs';
import { start } from './rig.mjs';

test('a round that is behind and a model that spreads are named to leaders, each with its list', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const { body: province_body, communes } = await a_province(kheo);
    const officer = await a_person(kheo, 'tinh', 'can_bo_tinh', 'TINH');
    const leader = await a_person(kheo, 'lanh.dao', 'lanh_dao', 'TINH');
    const { call } = await caller(kheo, officer);
    const [origin] = await published_models(call, communes[0].body, 1);
    const followers = await published_models(call, communes[1].body, 3);
    for (const { id, version } of followers) {
        await kheo.done('api', 'POST', `/api/v1/models/${id}/replicate`, `version=${version}`, `origin=${origin.id}`, 'changed=Giao cho tổ liên gia.');
    }
    const desk = async () => (await leader.visitor.get('/can-bo')).text;
    assert.doesNotMatch(await desk(), /quá hạn khép/);
    const round = await round_of(call, { body: province_body, year: 2026, title: 'Đợt mùa thu', scoring: 'council', closes_on: '1/10/2026' });
    assert.doesNotMatch(await desk(), /quá hạn khép/, 'an empty round keeps nobody waiting');
    await call(`/rounds/${round.id}/candidates`, { models: [`${origin.id}-${origin.version}`] });

    const brief = (await leader.visitor.get('/can-bo/bieu/mot-trang')).text;
    for (const page of [await desk(), brief]) {
        assert.match(page, /Đợt mùa thu: quá hạn khép \d+ ngày, còn 1 mô hình chưa có kết quả/);
        assert.match(page, /thêm 3 nơi làm theo/);
        assert.ok(page.includes(`/can-bo/tham-dinh/${round.id}`), 'the line opens the round');
        assert.ok(page.includes(`/mo-hinh/${origin.id}/nhan-rong`), 'the line opens the lineage');
    }
    assert.equal((await leader.visitor.get(`/can-bo/tham-dinh/${round.id}`)).status, 200, 'leaders may read it');
    const commune = await a_person(kheo, 'xa.mot', 'can_bo_xa', communes[0].code);
    assert.doesNotMatch((await commune.visitor.get('/can-bo/bieu/mot-trang')).text, /quá hạn khép/, 'a commune reads of its own');
    await kheo.check_ledger();
});
