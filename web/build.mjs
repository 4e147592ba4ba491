// SPDX-License-Identifier: AGPL-3.0-or-later
// node web/build.mjs OUTDIR: styles, script, fonts and marks with names that
// carry their hash, each also as .gz and .br, and manifest.tsv (name, file,
// type, sha384). For the program also assets.S and assets_table.cpp.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import * as sass from "sass";
import { mark, preview } from "./mark.mjs";

const web = dirname(fileURLToPath(import.meta.url));
const root = dirname(web);
const out = resolve(process.argv[2] ?? join(root, "build/web"));
const types = { css: "text/css; charset=utf-8", js: "text/javascript; charset=utf-8", svg: "image/svg+xml", woff2: "font/woff2", png: "image/png" };
const made = [];

function add(name, bytes) {
  const [stem, ending] = [name.slice(0, name.lastIndexOf(".")), name.slice(name.lastIndexOf(".") + 1)];
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  const asset = { name, file: `${stem}-${hash}.${ending}`, type: types[ending], sha384: createHash("sha384").update(bytes).digest("base64") };
  const path = join(out, asset.file);
  writeFileSync(path, bytes);
  const gz = gzipSync(bytes, { level: 9 });
  const br = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  const packed = ending === "woff2" || ending === "png"; // compressed by their own format
  asset.gz = !packed && gz.length < bytes.length;
  asset.br = !packed && br.length < bytes.length;
  if (asset.gz) writeFileSync(`${path}.gz`, gz);
  if (asset.br) writeFileSync(`${path}.br`, br);
  asset.sizes = [bytes.length, gz.length, br.length];
  made.push(asset);
  return asset;
}

// Debian's python3 has fontTools; another python may stand before it in PATH.
function fonts() {
  const python = existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
  const files = join(root, "node_modules/@fontsource/be-vietnam-pro/files");
  for (const weight of [400, 600]) {
    const plain = join(out, `text-${weight}.woff2`);
    const subsets = ["latin", "vietnamese"].map((part) => join(files, `be-vietnam-pro-${part}-${weight}-normal.woff2`));
    execFileSync(python, [join(web, "font.py"), ...subsets, plain], { stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, SOURCE_DATE_EPOCH: "0" } });
    add(`text-${weight}.woff2`, readFileSync(plain));
    rmSync(plain);
  }
}

function styles() {
  const { css } = sass.compile(join(web, "style/site.scss"), { style: "compressed", loadPaths: [join(root, "node_modules")], quietDeps: true, silenceDeprecations: ["mixed-decls"] });
  const named = made.reduce((text, asset) => text.replaceAll(`"${asset.name}"`, `"${asset.file}"`), css);
  const small = esbuild.transformSync(named, { loader: "css", minify: true, target: ["chrome87", "firefox78", "safari15"] }).code;
  if (/url\((?!["']?text-)/.test(small)) throw new Error("site.css names a file that is not built");
  add("site.css", Buffer.from(small));
}

function script() {
  execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "--project", web], { stdio: ["ignore", "inherit", "inherit"] });
  const built = esbuild.buildSync({
    entryPoints: [join(web, "script/site.ts")], bundle: true, minify: true, format: "esm", write: false, charset: "utf8",
    target: ["es2020", "chrome87", "firefox78", "safari15"], logLevel: "warning",
  });
  add("site.js", Buffer.from(built.outputFiles[0].contents));
}

// The program holds the bytes: .incbin for them, a table for the names.
function embed() {
  const symbols = [];
  const part = (label, path) => {
    symbols.push(label);
    return `.balign 16\n.global ${label}\n${label}:\n.incbin "${path}"\n.global ${label}_end\n${label}_end:\n.byte 0\n`;
  };
  let assembly = "/* Made by web/build.mjs. */\n.section .rodata\n";
  let rows = "";
  const sorted = [...made].sort((a, b) => (a.file < b.file ? -1 : 1));
  sorted.forEach((asset, i) => {
    const label = `kheo_asset_${i}`;
    const path = join(out, asset.file);
    assembly += part(label, path);
    if (asset.gz) assembly += part(`${label}_gz`, `${path}.gz`);
    if (asset.br) assembly += part(`${label}_br`, `${path}.br`);
    const bytes = (there, name) => (there ? `{${name}, static_cast<std::size_t>(${name}_end - ${name})}` : "{}");
    rows += `        {"${asset.name}", "/tinh/${asset.file}", "${asset.type}", "sha384-${asset.sha384}",\n         ${bytes(true, label)}, ${bytes(asset.gz, `${label}_gz`)}, ${bytes(asset.br, `${label}_br`)}},\n`;
  });
  const declared = symbols.map((label) => `extern "C" char const ${label}[];\nextern "C" char const ${label}_end[];\n`).join("");
  writeFileSync(join(out, "assets.S"), `${assembly}.section .note.GNU-stack,"",%progbits\n`);
  writeFileSync(join(out, "assets_table.cpp"), `// Made by web/build.mjs.\n#include "web/assets.hpp"\n\n${declared}\nnamespace kheo::web\n{\n\nstd::span<Asset const> assets()\n{\n    static Asset const table[] = {\n${rows}    };\n    return table;\n}\n\n} // namespace kheo::web\n`);
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
fonts();
add("mark.svg", Buffer.from(mark()));
add("preview.png", preview());
styles();
script();
embed();
writeFileSync(join(out, "manifest.tsv"), made.map((a) => [a.name, a.file, a.type, a.sha384].join("\t") + "\n").join(""));
if (process.argv.includes("--sizes"))
  for (const a of made) console.log(`${a.name}\t${a.sizes.join("\t")}`);
