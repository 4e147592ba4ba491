// SPDX-License-Identifier: AGPL-3.0-or-later
// Requests that no browser sends: broken, doubled, endless, slow, with tricks
// in the path. Each is refused and the server goes on.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import test from 'node:test';

import { start } from './rig.mjs';

// Sends bytes as they are, and gives what came back until the server closed.
function raw(kheo, bytes, { seconds = 25, end = false } = {}) {
    return new Promise((resolve, reject) => {
        const began = Date.now();
        const socket = connect(kheo.port, '127.0.0.1');
        let text = '';
        const done = () => {
            clearTimeout(limit);
            resolve({ text, status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), seconds: (Date.now() - began) / 1000 });
        };
        const limit = setTimeout(() => {
            socket.destroy();
            reject(new Error(`still open after ${seconds} s: ${text.slice(0, 200)}`));
        }, seconds * 1000);
        socket.setEncoding('latin1').on('data', (part) => (text += part)).on('close', done).on('error', () => {});
        socket.on('connect', () => (end ? socket.end(bytes, 'latin1') : socket.write(bytes, 'latin1')));
    });
}

const get = (target, more = '') => `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${more}\r\n`;
const post = (more, body = '') => `POST /can-bo/dang-nhap HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${more}\r\n${body}`;
const form = 'Content-Type: application/x-www-form-urlencoded\r\n';

const broken = [
    ['no HTTP at all', 'xin chào\r\n\r\n', [400]],
    ['a line feed alone before', '\0\0\0\0\r\n\r\n', [400]],
    ['a method of nonsense', 'LẠ / HTTP/1.1\r\nConnection: close\r\nHost: a\r\n\r\n', [400, 405, 501]],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', [400]],
    ['two hosts', 'GET / HTTP/1.1\r\nConnection: close\r\nHost: a\r\nHost: b\r\n\r\n', [400]],
    ['a version to come', 'GET / HTTP/3.7\r\nConnection: close\r\nHost: a\r\n\r\n', [400, 505]],
    ['a header broken over lines', 'GET / HTTP/1.1\r\nConnection: close\r\nHost: a\r\nX-A: b\r\n c: d\r\n\r\n', [400, 200]] /* RFC 9112 5.2: refused, or read as one line */,
    ['a blank before the colon', 'GET / HTTP/1.1\r\nConnection: close\r\nHost: a\r\nX-A : b\r\n\r\n', [400]],
    ['U+0000 in a header', 'GET / HTTP/1.1\r\nConnection: close\r\nHost: a\r\nX-A: b\0c\r\n\r\n', [400]],
    ['a head of 40 KB', get('/', `X-A: ${'a'.repeat(40_000)}\r\n`), [431, 400]],
    ['five hundred headers', get('/', Array.from({ length: 500 }, (_, at) => `X-${at}: ${'b'.repeat(50)}\r\n`).join('')), [431, 400]],
    ['an address of 20 KB', get(`/tim?q=${'a'.repeat(20_000)}`), [414, 431, 400]],
    ['two lengths', post(`${form}Content-Length: 4\r\nContent-Length: 5\r\n`, 'a=bcd'), [400]],
    ['a length and pieces', post(`${form}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n`, '0\r\n\r\n'), [400]],
    ['a length below nothing', post(`${form}Content-Length: -1\r\n`), [400]],
    ['a length of words', post(`${form}Content-Length: bốn\r\n`), [400]],
    ['pieces of nonsense', post(`${form}Transfer-Encoding: chunked\r\n`, 'xyz\r\nabc\r\n0\r\n\r\n'), [400]],
    ['an unknown coding', post(`${form}Transfer-Encoding: gzip, chunked\r\n`, '0\r\n\r\n'), [400, 501]],
    ['a body of 5 MB in fields', post(`${form}Content-Length: 5000000\r\n`, 'a'.repeat(100)), [413]],
    ['a percent sign alone', post(`${form}Content-Length: 5\r\n`, 'a=%zz'), [400, 422]],
    ['bytes that are no text', post(`${form}Content-Length: 10\r\n`, 'login=%ff\xfe'), [400, 422]],
    ['a multipart without boundary', post('Content-Type: multipart/form-data\r\nContent-Length: 3\r\n', 'abc'), [400, 415]],
    ['a multipart that never ends', post('Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 60\r\n',
        '--x\r\nContent-Disposition: form-data; name="login"\r\n\r\nabcdefg'.padEnd(60, 'h')), [400]],
];

test('what is no request is refused, and the next one is answered', async (t) => {
    const kheo = await start(t);
    const wrong = [];
    for (const [what, bytes, statuses] of broken) {
        const answer = await raw(kheo, bytes, { end: bytes.startsWith('xin') || bytes.startsWith('\0') });
        if (!statuses.includes(answer.status)) wrong.push(`${what}: ${answer.status || 'nothing'} ${answer.text.slice(0, 60)}`);
        assert.doesNotMatch(answer.text, /xin chào|std::|\.cpp/i, `${what}: says too much`);
        assert.equal((await kheo.get('/healthz')).status, 200, `after ${what}`);
    }
    assert.deepEqual(wrong, []);
    await kheo.check_ledger();
});

test('tricks in the path lead nowhere', async (t) => {
    const kheo = await start(t);
    const tricks = ['/../kheo.toml', '/..%2fkheo.toml', '/%2e%2e/kheo.toml', '/tinh/../../kheo.toml', '/%2e%2e%2f%2e%2e%2fetc/passwd', '/..\\kheo.toml',
        '/%5c..%5ckheo.toml', '//evil.example/', '/mo-hinh//1', '/./mo-hinh', '/mo-hinh/%00', '/mo-hinh/1%00.html', '/%c0%ae%c0%ae/kheo.toml', '/%zz',
        '/so-kiem-chung/tile/../../kheo.toml', '/so-kiem-chung/tile/%2e%2e/%2e%2e/kheo.toml', '/can-bo/minh-chung/..%2f..%2fkheo/nho', '/kheo.db', '/.git/config'];
    for (const path of tricks) {
        const answer = await raw(kheo, get(path));
        assert.ok([400, 401, 404].includes(answer.status), `${path}: ${answer.status}`);
        assert.doesNotMatch(answer.text, /root:|\[storage\]|SQLite format/, path);
        assert.doesNotMatch(answer.text, /\r\nlocation: \/\/|evil\.example"/i, path);
    }
    const absolute = await raw(kheo, get(`http://127.0.0.1:${kheo.port}/healthz`));
    assert.equal(absolute.status, 200, 'the absolute form is a request too');
    await kheo.check_ledger();
});

test('a question that cannot be read is refused as a page to people, as a problem to programs', async (t) => {
    const kheo = await start(t);
    for (const query of ['q=%00', 'q=%ff', `q=${'a'.repeat(3000)}`]) {
        const page = await kheo.visitor.send('GET', `/tim?${query}`, { headers: { accept: 'text/html' } });
        assert.match(page.headers.get('content-type'), /^text\/html/, query.slice(0, 10));
        assert.ok([400, 413].includes(page.status) && /<h1[^]*Chưa làm được việc này/.test(page.text), query.slice(0, 10));
        const problem = await kheo.visitor.send('GET', `/api/v1/search?${query}`);
        assert.match(problem.headers.get('content-type'), /^application\/problem\+json/);
    }
    await kheo.check_ledger();
});

test('a wrong method is told the right ones', async (t) => {
    const kheo = await start(t);
    for (const [method, path, allowed] of [['PUT', '/mo-hinh', /GET, HEAD/], ['DELETE', '/api/v1/models/1', /GET, HEAD/], ['GET', '/can-bo/dang-xuat', /POST/],
        ['PATCH', '/can-bo/dang-nhap', /GET, HEAD, POST|POST, GET, HEAD/]]) {
        const answer = await kheo.visitor.send(method, path);
        assert.equal(answer.status, 405, `${method} ${path}`);
        assert.match(answer.headers.get('allow') ?? '', allowed, `${method} ${path}`);
    }
    assert.ok([405, 501, 400].includes((await raw(kheo, get('/').replace('GET', 'TRACE'))).status));
    assert.ok([405, 501, 400].includes((await raw(kheo, 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n')).status));
    const options = await kheo.visitor.send('OPTIONS', '/mo-hinh');
    assert.ok([200, 204].includes(options.status));
    const head = await raw(kheo, get('/').replace('GET', 'HEAD'));
    assert.equal(head.status, 200);
    assert.equal(head.text.split('\r\n\r\n')[1], '', 'HEAD has no body');
    await kheo.check_ledger();
});

test('who sends a byte now and then does not hold the server', async (t) => {
    const kheo = await start(t);
    const slow = Array.from({ length: 20 }, () => raw(kheo, 'GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ', { seconds: 30 }));
    const silent = raw(kheo, '', { seconds: 90 }).catch((error) => ({ error }));
    const began = Date.now();
    assert.equal((await kheo.get('/healthz')).status, 200);
    assert.ok(Date.now() - began < 2000, 'others are answered meanwhile');
    for (const answer of await Promise.all(slow)) {
        assert.ok([0, 408].includes(answer.status), `${answer.status}`);
        assert.ok(answer.seconds < 15, `held for ${answer.seconds} s`);
    }
    const quiet = await silent;
    assert.ok(!quiet.error, 'a connection that says nothing is closed');
    await kheo.check_ledger();
});
