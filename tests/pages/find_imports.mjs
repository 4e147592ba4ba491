// SPDX-License-Identifier: AGPL-3.0-or-later
// Gộp sổ đăng ký as an officer of the province finds it at work: some of the
// demo's registers read, one whose sender and column nobody knows, a .pdf among
// them; and an import that was taken, undone and taken again.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { until } from '../journeys/rig.mjs';

const unknown = 'SỔ THEO DÕI NĂM 2026\nTên mô hình,Lĩnh vực,Thu hoạch được gì\nĐường hoa tự quản,Kinh tế,20 hộ có việc làm\nTổ góp vốn,Thể thao,5 con bò\n';

async function drop(visitor, files) {
    const page = await visitor.post('/can-bo/gop-so', { files });
    const id = page.url.split('/').pop();
    await until('the files are read', 60, async () => (await visitor.api(`/imports/${id}`)).body.waiting === 0);
    return (await visitor.api(`/imports/${id}`)).body;
}

async function take(visitor, id) {
    await visitor.post(`/can-bo/gop-so/${id}/nhan`, {}, { from: `/can-bo/gop-so/${id}` });
    return (await visitor.api(`/imports/${id}`)).body.takings[0];
}

async function find({ kheo, cookies }) {
    const visitor = kheo.visitor_from_elsewhere();
    for (const { name, value } of cookies.province) visitor.cookies.set(name, value);
    const folder = join(kheo.data, 'so-mau');
    const names = (await readdir(folder)).sort();
    const files = await Promise.all(names.slice(0, 14).map(async (name) => new File([await readFile(join(folder, name))], name)));
    const done = await drop(visitor, files.slice(0, 4));
    const taking = await take(visitor, done.id);
    await visitor.post(`/can-bo/gop-so/${done.id}/hoan-tac`, { taking: taking.id, version: taking.version, reason: 'Nhận nhầm đợt' },
        { from: `/can-bo/gop-so/${done.id}` });
    await take(visitor, done.id);
    const open = await drop(visitor, [...files.slice(4), new File([unknown], 'Book99.csv'), new File(['%PDF-1.7 '], 'cong van.pdf')]);
    const file = (name) => open.items.find((each) => each.name === name).id;
    return { open: open.id, done: done.id, unclear: file('Book99.csv'), unreadable: file('cong van.pdf'), messy: open.items.find(({ rows }) => rows.to_fix > 1).id };
}

let found = null;
// The path of a page, made from what was found; all pages ask for it once.
export const of_imports = (path) => async (rig) => {
    found ??= find(rig);
    return path(await found);
};
