// SPDX-License-Identifier: AGPL-3.0-or-later
// What a first visit transfers, as a browser asks for it: the page and all it
// names, compressed, nothing from a cache.
import { request } from 'node:http';

function bytes_of(address) {
    return new Promise((resolve, reject) => {
        const asked = request(address, { headers: { 'accept-encoding': 'br', accept: 'text/html,*/*' } }, (answer) => {
            const parts = [];
            let head = answer.rawHeaders.join(': ').length;
            answer.on('data', (part) => parts.push(part));
            answer.on('end', () => resolve({ status: answer.statusCode, encoding: answer.headers['content-encoding'], bytes: head + Buffer.concat(parts).length }));
        });
        asked.on('error', reject);
        asked.end();
    });
}

// { page, rest, total } in bytes: the document, and styles, script, fonts and icon.
export async function page_weight(address, path) {
    const html = await (await fetch(new URL(path, address), { headers: { accept: 'text/html' } })).text();
    const named = [...html.matchAll(/<(?:link|script|img)\b[^>]*?(?:href|src)="(\/[^"]+)"[^>]*>/g)]
        .filter(([tag]) => !/rel="(?:canonical|alternate|search)"/.test(tag)).map(([, url]) => url);
    const styles = named.filter((url) => url.endsWith('.css'));
    for (const style of styles) {
        const css = await (await fetch(new URL(style, address))).text();
        for (const [, url] of css.matchAll(/url\(["']?([^"')]+\.woff2)["']?\)/g)) named.push(new URL(url, new URL(style, address)).pathname);
    }
    const page = (await bytes_of(new URL(path, address))).bytes;
    let rest = 0;
    for (const url of new Set(named)) rest += (await bytes_of(new URL(url, address))).bytes;
    return { page, rest, total: page + rest };
}
