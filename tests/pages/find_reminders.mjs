// SPDX-License-Identifier: AGPL-3.0-or-later
// Reminders by e-mail in the demo: one address that waits to be confirmed, with the
// code of its letter's links, and one that its server does not know.
import { until } from '../journeys/rig.mjs';
import { person } from './find_documents.mjs';

async function find(rig) {
    await person(rig, 'commune').post('/can-bo/toi/thu', { address: 'nguyen.thi.hoa.binh@xa.minhhoa.example.vn' });
    const [, code] = /\/xac-nhan\/(\w+)/.exec((await rig.mail.letter(1)).text);
    const refused = person(rig, 'appraiser');
    await refused.post('/can-bo/toi/thu', { address: 'khong-co@minhhoa.example.vn' });
    await until('the address is refused', 30, async () => (await refused.get('/can-bo/toi/thu')).text.includes('Bị từ chối'));
    return { code };
}

let found = null;
// The path of a page, made from what was found; all pages ask for it once.
export const of_reminders = (path) => async (rig) => {
    found ??= find(rig);
    return path(await found);
};
