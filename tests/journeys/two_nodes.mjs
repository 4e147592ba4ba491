// SPDX-License-Identifier: AGPL-3.0-or-later
// Two machines serve one database behind a balancer: what is done on one is on
// the other a moment later, and the ledger is one.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';

import { start, until } from './rig.mjs';
import { second_machine } from './rig_second.mjs';

const only_postgres = { skip: process.env.KHEO_TEST_ENGINE !== 'postgres' && 'one program alone works on an embedded database' };

const units = `code,name,full_name,kind,parent_code,valid_from
90,Đầu Nguồn,Tỉnh Đầu Nguồn,Tỉnh,,
90001,Suối Mây,Xã Suối Mây,Xã,90,
`;
const register = `TT,Tên mô hình,Đơn vị,Xã,Lĩnh vực,Mục đích
1,Tổ góp vốn xoay vòng,Hội Phụ nữ xã,Xã Suối Mây,Phát triển kinh tế,18 hộ có vốn làm ăn trước ngày 30/9/2026
`;

test('a change on one machine is on the other within seconds, with its receipt', only_postgres, async (t) => {
    const one = await start(t);
    await writeFile(join(one.home, 'units.csv'), units);
    await writeFile(join(one.home, 'so.csv'), register);
    const two = await second_machine(t, one);
    const at_two = (address) => two.get(address);
    assert.doesNotMatch((await at_two('/mo-hinh')).text, /Tổ góp vốn xoay vòng/);
    await one.done('import', 'areas', 'units.csv', '--valid-from', '2025-07-01');
    await until('the places are known on the other machine', 10,
        async () => (await at_two('/dia-ban')).text.includes('Đầu Nguồn'));
    await one.done('import', 'models', 'so.csv', '--year', '2026', '--create-units', '--publish');
    const { id } = (await one.api('/api/v1/models')).body.items[0];
    await until('the list kept in memory is made anew', 10,
        async () => (await at_two('/mo-hinh')).text.includes('Tổ góp vốn xoay vòng'));
    await one.settle();
    const page = await until('its receipt holds there too', 10, async () => {
        const { text } = await at_two(`/mo-hinh/${id}`);
        const receipt = /\/so-kiem-chung\/phieu\/\d+/.exec(text)[0];
        const answer = await at_two(`${receipt}/tep`);
        return answer.status === 200 && text;
    });
    assert.match(page, /Tổ góp vốn xoay vòng/);
    assert.deepEqual(await two.checkpoint(), await one.checkpoint());
    const act = /\/so-kiem-chung\/phieu\/(\d+)/.exec(page)[1];
    const [, version] = /object model \d+ (\d+)/.exec((await two.api(`/api/v1/ledger/receipts/${act}`)).body.entry);
    await one.done('api', 'POST', `/api/v1/models/${id}/withdraw`, `version=${version}`, 'reason=Đơn vị xin rút');
    await until('what was withdrawn on one is gone from the other', 10,
        async () => !(await at_two('/mo-hinh')).text.includes('Tổ góp vốn xoay vòng'));
    await one.check_ledger();
    // The leader ends; the other takes the ledger over and goes on with it.
    const last = await one.checkpoint();
    await one.stop();
    const file = join(two.home, 'khac.csv');
    await writeFile(file, units.replace('90001,Suối Mây,Xã Suối Mây', '90002,Khe Nước,Xã Khe Nước'));
    await two.done('import', 'areas', file, '--valid-from', '2025-07-01');
    const next = await until('the other machine leads', 30, async () => {
        const now = await two.checkpoint();
        return now.size > last.size && now;
    });
    assert.equal(next.origin, last.origin);
    await two.check_ledger();
});
