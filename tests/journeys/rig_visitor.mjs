// SPDX-License-Identifier: AGPL-3.0-or-later
// A visitor: what a browser without script does with pages, forms and cookies,
// and what a program does with the API.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

export function unescape_html(text) {
    return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) =>
        (name ? entities[name] ?? whole : String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal))));
}

function attributes(tag) {
    const found = {};
    for (const [, name, , double, single] of tag.matchAll(/\s([\w:-]+)(\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g)) {
        found[name.toLowerCase()] = unescape_html(double ?? single ?? '');
    }
    return found;
}

// The fields of a form as a browser would send it untouched: [name, value] pairs.
function fields_of(body) {
    const fields = [];
    for (const [tag] of body.matchAll(/<input\b[^>]*>/gi)) {
        const { name, type = 'text', value, checked, disabled } = attributes(tag);
        const is_choice = type === 'checkbox' || type === 'radio';
        if (!name || disabled !== undefined || ['submit', 'button', 'file', 'image'].includes(type)) continue;
        if (!is_choice || checked !== undefined) fields.push([name, value ?? (is_choice ? 'on' : '')]);
    }
    for (const [, tag, text] of body.matchAll(/(<textarea\b[^>]*>)([\s\S]*?)<\/textarea>/gi)) {
        fields.push([attributes(tag).name, unescape_html(text.replace(/^\n/, ''))]);
    }
    for (const [, tag, inside] of body.matchAll(/(<select\b[^>]*>)([\s\S]*?)<\/select>/gi)) {
        const options = [...inside.matchAll(/(<option\b[^>]*>)([^<]*)/gi)]
            .map(([, option, text]) => ({ ...attributes(option), text: unescape_html(text.trim()) }));
        const chosen = options.find((option) => option.selected !== undefined) ?? options[0];
        if (chosen) fields.push([attributes(tag).name, chosen.value ?? chosen.text]);
    }
    return fields.filter(([name]) => name);
}

// The forms of a page: { action, method, fields }.
export function forms_of(html) {
    return [...html.matchAll(/(<form\b[^>]*>)([\s\S]*?)<\/form>/gi)].map(([, tag, body]) => {
        const { action = '', method = 'get' } = attributes(tag);
        return { action, method: method.toLowerCase(), fields: fields_of(body) };
    });
}

const is_file = (value) => value instanceof Blob;

// A form's body: multipart when a file is among the values, else urlencoded.
function encoded(pairs) {
    if (!pairs.some(([, value]) => is_file(value))) return new URLSearchParams(pairs);
    const body = new FormData();
    for (const [name, value] of pairs) {
        if (is_file(value)) body.append(name, value, value.name ?? 'tep');
        else body.append(name, value);
    }
    return body;
}

export class Visitor {
    constructor(address) {
        this.address = address;
        this.cookies = new Map();
    }

    keep_cookies(headers) {
        const sent = headers.getSetCookie ? headers.getSetCookie() : (headers.get('set-cookie') ?? '').split(/, (?=[\w-]+=)/);
        for (const cookie of sent.filter(Boolean)) {
            const [pair, ...rest] = cookie.split(';');
            const [name, value] = [pair.slice(0, pair.indexOf('=')).trim(), pair.slice(pair.indexOf('=') + 1)];
            const over = rest.some((part) => /^\s*max-age\s*=\s*0\s*$/i.test(part)) || value === '';
            if (over) this.cookies.delete(name);
            else this.cookies.set(name, value);
        }
    }

    // One request, no redirect followed: { status, headers, text, url, location }.
    async send(method, path, { headers = {}, body } = {}) {
        const url = new URL(path, this.address);
        const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const answer = await fetch(url, {
            method, body, redirect: 'manual', signal: AbortSignal.timeout(60_000),
            headers: { ...(cookie ? { cookie } : {}), ...headers },
        });
        this.keep_cookies(answer.headers);
        return {
            status: answer.status, headers: answer.headers, text: await answer.text(),
            url: url.pathname + url.search, location: answer.headers.get('location'),
        };
    }

    // A page, by way of redirects as a browser goes them.
    async get(path, options = {}) {
        let page = await this.send('GET', path, options);
        for (let step = 0; step < 5 && page.location && page.status >= 300 && page.status < 400; step += 1) {
            page = await this.send('GET', page.location, options);
        }
        return page;
    }

    // Fills in the form with this action on the page `from` and sends it. A
    // value null leaves the field out, an array sends it several times, a File
    // makes it multipart. `raw` sends only these fields, without looking first.
    async post(path, values = {}, { from = path, raw = false, headers = {} } = {}) {
        let pairs = [];
        if (!raw) {
            const page = await this.get(from);
            const form = forms_of(page.text).find((each) => each.method === 'post' &&
                new URL(each.action || page.url, new URL(page.url, this.address)).pathname === path);
            assert.ok(form, `${from} (${page.status}) has no form that posts to ${path}`);
            pairs = form.fields.filter(([name]) => !(name in values));
        }
        for (const [name, value] of Object.entries(values)) {
            for (const each of [value].flat()) if (each !== null) pairs.push([name, is_file(each) ? each : String(each)]);
        }
        const same_site = { origin: this.address, 'sec-fetch-site': 'same-origin' };
        const answer = await this.send('POST', path, { body: encoded(pairs), headers: { ...same_site, ...headers } });
        return answer.location && answer.status >= 300 && answer.status < 400 ? this.get(answer.location) : answer;
    }

    // Opens a one-time link and presses its button.
    async open_link(link) {
        const { pathname, search } = new URL(link, this.address);
        const page = await this.get(pathname + search);
        const form = forms_of(page.text).find((each) => each.method === 'post');
        assert.ok(form, `${pathname} (${page.status}) has no button to press`);
        return this.post(new URL(form.action || page.url, this.address).pathname, {}, { from: pathname + search });
    }

    // An API call: { status, headers, body }, the body read as JSON where it is.
    async api(path, { method, json, token, key = randomUUID() } = {}) {
        const headers = { accept: 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
        const verb = method ?? (json === undefined ? 'GET' : 'POST');
        if (verb !== 'GET') headers['idempotency-key'] = key;
        if (json !== undefined) headers['content-type'] = 'application/json';
        const body = json === undefined ? undefined : JSON.stringify(json);
        const answer = await this.send(verb, path.startsWith('/api/') ? path : `/api/v1${path}`, { headers, body });
        const is_json = /\bjson\b/.test(answer.headers.get('content-type') ?? '');
        return { status: answer.status, headers: answer.headers, body: is_json ? JSON.parse(answer.text) : answer.text };
    }
}
