// SPDX-License-Identifier: AGPL-3.0-or-later
// node web/gallery/check.mjs FOLDER [PICTURES]: opens each page of web_gallery
// at 1280 and 360 px, with and without script, under the site's own policy;
// fails on an axe violation, a policy breach, an overflow, a page over its
// weight or a vnu error. With PICTURES, takes pictures and prints to PDF there.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { chromium } from "playwright-core";
import { behave } from "./behave.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const [folder, pictures] = process.argv.slice(2);
const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2", ".png": "image/png" };
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
const budget = 60 * 1024; // bytes of a first view, compressed
const faults = [];

const server = createServer((request, response) => {
  try {
    const bytes = readFileSync(join(folder, new URL(request.url, "http://x").pathname));
    const ending = extname(request.url);
    const small = ending === ".woff2" || ending === ".png" ? bytes : brotliCompressSync(bytes);
    response.writeHead(200, { "content-type": types[ending], "content-security-policy": policy, "x-size": small.length, ...(small === bytes ? {} : { "content-encoding": "br" }) });
    response.end(small);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const origin = `http://127.0.0.1:${server.address().port}`;
const axe = readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8");
const pages = readdirSync(folder).filter((name) => name.endsWith(".html"));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

async function look(name, width, script) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled: script, serviceWorkers: "block" });
  const page = await context.newPage();
  const where = `${name} at ${width}${script ? "" : " without script"}`;
  let weight = 0;
  page.on("response", (answer) => { weight += Number(answer.headers()["x-size"] ?? 0); });
  page.on("console", (line) => { if (line.type() === "error") faults.push(`${where}: ${line.text()}`); });
  page.on("pageerror", (error) => faults.push(`${where}: ${error.message}`));
  await page.goto(`${origin}/${name}`, { waitUntil: "networkidle" });
  if (weight > budget) faults.push(`${where}: ${weight} bytes, more than ${budget}`);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 0) faults.push(`${where}: ${over} px too wide`);
  if (pictures) await page.screenshot({ path: join(pictures, `${name}-${width}${script ? "" : "-plain"}.png`), fullPage: true });
  if (script) await judge(page, where);
  if (script && width > 1000 && pictures) await page.pdf({ path: join(pictures, `${name}.pdf`), preferCSSPageSize: true });
  console.log(`${where}: ${weight} bytes`);
  await context.close();
}

async function judge(page, where) {
  await page.evaluate(axe);
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await page.evaluate((wanted) => globalThis.axe.run(document, { runOnly: wanted }), tags);
  for (const found of violations) faults.push(`${where}: axe ${found.id}: ${found.nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

if (pictures) mkdirSync(pictures, { recursive: true });
for (const name of pages)
  for (const [width, script] of [[1280, true], [360, true], [360, false], [320, true]]) await look(name, width, script);
faults.push(...(await behave(browser, origin)));
await browser.close();
server.close();
try {
  execFileSync("java", ["-Xss1024k", "-jar", join(root, "node_modules/vnu-jar/build/dist/vnu.jar"), "--format", "text", ...pages.map((name) => join(folder, name))], { stdio: ["ignore", "pipe", "pipe"] });
} catch (error) {
  faults.push(`vnu: ${error.stderr}`);
}
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
