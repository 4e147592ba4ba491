// SPDX-License-Identifier: AGPL-3.0-or-later
// Ten thousand questions from one address: few are taken, and meanwhile everybody
// else asks, is read and is answered as on any other day.
import assert from 'node:assert/strict';
import test from 'node:test';

import { start } from './rig.mjs';
import { a_person, a_province, unlimited } from './rig_people.mjs';
import { caller, published_models } from './rig_rounds.mjs';

const all = 10_000;
const at_once = 50;

// One question by the API, from this address, by what looks like another device each time.
async function asked(kheo, model, address, text, device = 'Firefox') {
    const answer = await fetch(`${kheo.address}/api/v1/models/${model}/questions`, { method: 'POST', body: JSON.stringify({ text }),
        headers: { 'content-type': 'application/json', 'x-forwarded-for': address, 'user-agent': device } });
    return { status: answer.status, body: await answer.json() };
}

// How the ten thousand were answered: { status: how often }.
async function flood(kheo, models) {
    const answers = {};
    for (let sent = 0; sent < all; sent += at_once) {
        const batch = Array.from({ length: at_once }, (_, at) =>
            asked(kheo, models[(sent + at) % models.length].id, '198.51.100.66', `Câu hỏi số ${sent + at}`, `Máy ${sent + at}`));
        for (const { status } of await Promise.all(batch)) answers[status] = (answers[status] ?? 0) + 1;
    }
    return answers;
}

test('ten thousand questions from one address keep nobody else from asking, reading and answering', async (t) => {
    const kheo = await start(t, { settings: `${unlimited}[server]\ntrusted_proxy = ["127.0.0.1"]\n` });
    const { communes: [home, other] } = await a_province(kheo);
    const { call: tinh } = await caller(kheo, await a_person(kheo, 'tinh.mot', 'can_bo_tinh', 'TINH'));
    const models = await published_models(tinh, home.body, 3);
    const [elsewhere] = await published_models(tinh, other.body, 1);
    const { call } = await caller(kheo, await a_person(kheo, 'xa.nha', 'can_bo_xa', home.code));

    const answers = await flood(kheo, models.slice(0, 2));
    assert.equal(Object.values(answers).reduce((sum, count) => sum + count), all);
    assert.deepEqual(Object.keys(answers).sort(), ['201', '429'], JSON.stringify(answers));
    assert.ok(answers[201] <= 100, `${answers[201]} were taken`);
    const told = await asked(kheo, models[0].id, '198.51.100.66', 'Thêm một câu', 'Máy 1');
    assert.equal(told.status, 429);

    // The neighbour of another address asks the same unit, at a flooded model and at another.
    const neighbour = await asked(kheo, models[0].id, '203.0.113.5', 'Kinh phí lấy ở đâu?');
    assert.equal(neighbour.status, 201, JSON.stringify(neighbour.body));
    assert.equal((await asked(kheo, models[2].id, '203.0.113.6', 'Ai giữ sổ?')).status, 201);
    assert.equal((await asked(kheo, elsewhere.id, '203.0.113.5', 'Làm từ năm nào?')).status, 201, 'elsewhere there is no crowd');
    const again = await asked(kheo, models[1].id, '203.0.113.5', 'Và mỗi hộ góp bao nhiêu?');
    assert.equal(again.body.type, 'voices.not_your_turn');
    assert.match(again.body.title, /mỗi máy chỉ gửi thêm được một lần mỗi giờ\. Xin gửi lại sau \d+ phút/);

    // The officer finds what was asked about the third model among the first, and answers it.
    const inbox = await call('/office/questions');
    assert.equal(inbox.total, answers[201] + 2);
    const place = inbox.items.findIndex(({ text }) => text === 'Ai giữ sổ?');
    assert.ok(place >= 0 && place < 3, `it stands at ${place}`);
    await call(`/questions/${inbox.ids[place]}/answer`, { version: 1, answer: 'Chi hội phụ nữ.' });
    assert.match((await kheo.get(`/mo-hinh/${models[2].id}`)).text, /Chi hội phụ nữ/);
    await kheo.check_ledger();
});
