// SPDX-License-Identifier: AGPL-3.0-or-later
// A movement of the demo, its list that is open to opinions, and an opinion that
// waits to be read.
import assert from 'node:assert/strict';

async function find({ kheo }) {
    const { body: { items: movements } } = await kheo.api('/api/v1/movements');
    const movement = movements.find(({ theme }) => theme);
    const { body: { items: lists } } = await kheo.api('/api/v1/consultations');
    const list = lists.find(({ course }) => course === 'running');
    assert.ok(movement && list, 'the demo has a movement with a theme, and a list that runs');
    const { body: sent } = await kheo.api(`/api/v1/consultations/${list.id}/opinions`, { json: { text: 'Đề nghị nói rõ ai giữ sổ thu chi.' } });
    return { movement: movement.id, consultation: list.id, opinion: sent.id, slip: sent.code };
}

let found = null;
// The path of a page, made from what was found; all pages ask for it once.
export const of_lists = (path) => async (rig) => {
    found ??= find(rig);
    return path(await found);
};
