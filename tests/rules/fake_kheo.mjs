// SPDX-License-Identifier: AGPL-3.0-or-later
// A stand-in for kheo and kheo-verify, as small as the rig can be proven with.
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const [program, command, ...args] = process.argv.slice(2);
const data = process.env.KHEO_DATA;
const kept = join(data, 'acts');
const acts = () => (existsSync(kept) ? readFileSync(kept, 'utf8').split('\n').filter(Boolean) : []);

const form = (token) => `<form action="/tim"><input name="q"></form>
<form method="post" action="/mo-hinh"><input type="hidden" name="csrf" value="${token}&amp;">
<input name="title" value="cũ &quot;a&quot;"><textarea name="aims">\nmục tiêu &lt;1&gt;</textarea>
<input type="checkbox" name="a" value="1"><input type="checkbox" name="b" value="2" checked>
<select name="field"><option value="x">X</option><option value="y" selected>Y</option></select>
<input type="file" name="tep"><button name="gui">Gửi</button></form>`;

async function body_of(request) {
    const url = 'http://127.0.0.1/';
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const type = request.headers['content-type'] ?? '';
    const sent = new Response(Buffer.concat(chunks), { headers: { 'content-type': type }, url });
    if (type.includes('json')) return sent.json();
    const fields = {};
    for (const [name, value] of await sent.formData()) {
        fields[name] = [...(fields[name] ?? []), typeof value === 'string' ? value : `${value.name}:${await value.text()}`];
    }
    return fields;
}

async function answer(request, response, tokens) {
    const { pathname } = new URL(request.url, 'http://127.0.0.1');
    const say = (status, text, headers = {}) => response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(text);
    if (pathname === '/so-kiem-chung/checkpoint') return say(200, `fake\n${acts().length}\nhash=\n`);
    if (pathname === '/so-kiem-chung/vkey') return say(200, 'fake+key\n');
    // A page that a test has planted.
    const planted = join(data, `${pathname.slice(1)}.html`);
    if (/^\/[a-z]+$/.test(pathname) && existsSync(planted)) return say(200, readFileSync(planted), { 'content-type': 'text/html; charset=utf-8' });
    if (request.method === 'GET' && pathname === '/dang-nhap') return say(200, '<form method="post"><button>Vào</button></form>');
    if (request.method === 'GET' && pathname === '/mo-hinh') {
        const token = randomUUID();
        tokens.add(`${token}&`);
        return say(200, form(token), { 'set-cookie': ['phien=1=2; Path=/; HttpOnly', 'cu=; Max-Age=0'] });
    }
    if (request.method === 'POST') {
        const sent = await body_of(request);
        const own = request.headers.origin === `http://${request.headers.host}`;
        if (pathname === '/mo-hinh' && (!own || !tokens.has(sent.csrf?.[0]))) return say(403, 'giả mạo');
        writeFileSync(kept, [...acts(), JSON.stringify(sent)].join('\n'));
        if (pathname === '/dang-nhap') return say(303, '', { location: '/xong', 'set-cookie': 'phien=cb; Path=/' });
        if (pathname.startsWith('/api/')) {
            const told = { sent, key: request.headers['idempotency-key'], auth: request.headers.authorization };
            return say(201, JSON.stringify(told), { 'content-type': 'application/json' });
        }
        return say(303, '', { location: '/xong' });
    }
    if (pathname === '/xong') return say(200, `${request.headers.cookie}\n${acts().at(-1)}`);
    return say(404, 'không có');
}

function serve() {
    const tokens = new Set();
    if (args.includes('--fail')) {
        console.error('cổng đã có người dùng');
        process.exit(1);
    }
    const server = createServer((request, response) => answer(request, response, tokens));
    server.listen(Number(process.env.PORT), '127.0.0.1', () => {
        const address = `http://127.0.0.1:${server.address().port}`;
        console.log(`Cán bộ xã: ${address}/dang-nhap?ma=1`);
        console.log(`ready ${address}`);
    });
    process.on('SIGTERM', () => process.exit(existsSync(join(data, 'stubborn')) ? 3 : 0));
}

if (program === 'kheo' && command === 'serve') serve();
else if (program === 'kheo' && command === 'demo') writeFileSync(kept, '{"demo":true}');
else if (program === 'kheo' && command === 'check') process.exit(existsSync(join(data, 'changed')) ? 1 : 0);
else if (program === 'kheo' && command === 'say') console.log(args.join('|'));
else if (program === 'kheo-verify' && command === 'log') process.exit(args[0]?.startsWith('http://127.0.0.1:') && args[2] === 'fake+key' ? 0 : 2);
else if (command !== 'migrate') process.exit(9);
