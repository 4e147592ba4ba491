// SPDX-License-Identifier: AGPL-3.0-or-later
// Debian's Chromium on the release program with the demo: opens pages as a
// person of some role, with or without script, and measures what they get.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { chromium } from 'playwright-core';

import { root, start } from '../journeys/rig.mjs';
import { MailServer } from '../journeys/rig_mail.mjs';
import { roles as demo_roles } from './list.mjs';

const require = createRequire(import.meta.url);
const axe_source = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
const screens = join(root, 'build/screens');
const saved = join(root, 'build/pages');

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--font-render-hinting=none', '--disable-lcd-text',
    '--force-color-profile=srgb', '--hide-scrollbars', '--disable-dev-shm-usage'];

// Where Debian puts it, unless CHROMIUM says otherwise.
function browser_path() {
    const path = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((each) => existsSync(each));
    assert.ok(path, 'no chromium: apt-get install chromium, or set CHROMIUM');
    return path;
}

// Signs in by the one-time links that the demo prints; the cookies by role.
async function signed_in(kheo, roles) {
    const cookies = { null: [] };
    for (const [role, named] of Object.entries(roles)) {
        const link = kheo.links().find(({ line }) => named.test(line));
        if (!link) continue;
        const visitor = kheo.visitor_from_elsewhere();
        const page = await visitor.open_link(link.url);
        assert.equal(page.status, 200, `the link of ${role} leads to ${page.status}`);
        cookies[role] = [...visitor.cookies].map(([name, value]) => ({ name, value, url: kheo.address }));
    }
    return cookies;
}

// The program and the browser for one test; both gone when it ends.
export async function open(t, { roles = demo_roles, ...options } = {}) {
    const mail = await MailServer.start(t);
    const settings = `[mail]\nhost = "127.0.0.1"\nport = ${mail.port}\nsecurity = "none"\nfrom = "nhac-viec@minhhoa.example.vn"\n`;
    const kheo = await start(t, { demo: true, engine: 'sqlite', settings, ...options });
    const browser = await chromium.launch({ executablePath: browser_path(), args: flags });
    t.after(() => browser.close());
    const cookies = await signed_in(kheo, roles);
    await Promise.all([screens, saved].map((folder) => mkdir(folder, { recursive: true })));
    return { kheo, browser, cookies, mail };
}

// What was transferred for a page, in bytes as they came over the wire.
async function weigh(context, page) {
    const devtools = await context.newCDPSession(page);
    const weight = { bytes: 0 };
    await devtools.send('Network.enable');
    devtools.on('Network.loadingFinished', ({ encodedDataLength }) => (weight.bytes += encodedDataLength));
    return weight;
}

// Opens a page in a fresh browser profile, so nothing is cached; `then` is
// given { page, status, html, bytes, problems } and the profile is thrown away.
export async function visit({ browser, kheo, cookies }, path, { width = 1280, script = true, role = null } = {}, then) {
    assert.ok(role in cookies, `the demo printed no link for ${role}`);
    const context = await browser.newContext({
        viewport: { width, height: 800 }, javaScriptEnabled: script, serviceWorkers: 'block', locale: 'vi-VN',
        timezoneId: 'Asia/Ho_Chi_Minh', reducedMotion: 'reduce', deviceScaleFactor: 1,
    });
    try {
        await context.addCookies(cookies[role]);
        const page = await context.newPage();
        const problems = [];
        page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
        page.on('pageerror', (problem) => problems.push(String(problem)));
        page.on('requestfailed', (request) => problems.push(`${request.url()}: ${request.failure()?.errorText}`));
        page.on('request', (request) => {
            const { origin, protocol } = new URL(request.url());
            if (protocol !== 'data:' && origin !== kheo.address) problems.push(`fetched from elsewhere: ${request.url()}`);
        });
        const weight = await weigh(context, page);
        const answer = await page.goto(new URL(path, kheo.address).href, { waitUntil: 'load' });
        return await then({ page, status: answer.status(), html: await answer.text(), bytes: weight.bytes, problems });
    } finally {
        await context.close();
    }
}

// Pixels by which the page is wider than the window; 0 is what is wanted.
export function overflow(page) {
    return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

// What axe finds against WCAG 2.2 AA and its best practices, one line each.
export async function axe(page) {
    await page.evaluate(axe_source);
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await page.evaluate((runOnly) => globalThis.axe.run(document, { runOnly }), tags);
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help}: ${target.join(' ')}`));
}

const file_name = (name) => name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'home';

export function screenshot(page, name) {
    return page.screenshot({ path: join(screens, `${file_name(name)}.png`), fullPage: true });
}

// Keeps the HTML as it was sent, for one run of vnu over all of it.
export async function keep_html(name, html) {
    const path = join(saved, `${file_name(name)}.html`);
    await writeFile(path, html);
    return path;
}

// The errors that vnu finds in these files, one line each.
export async function vnu(files) {
    if (files.length === 0) return [];
    const jar = join(require.resolve('vnu-jar/package.json'), '../build/dist/vnu.jar');
    const said = await promisify(execFile)('java', ['-Xss1024k', '-jar', jar, '--errors-only', '--format', 'gnu', ...files],
        { maxBuffer: 1 << 26 }).catch((problem) => problem);
    const lines = `${said.stderr ?? ''}`.split('\n').filter((line) => line.includes(': error'));
    if (said.code && lines.length === 0) throw said;
    return lines.map((line) => line.replace(`file:${saved}/`, ''));
}
