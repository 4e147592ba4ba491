// SPDX-License-Identifier: AGPL-3.0-or-later
// The server against nginx: the same bytes under the same headers, one core for
// the server, the others for wrk, rounds interleaved. Prints medians and ratios
// as JSON. CPU time per request is the steadier figure on a shared machine.
//   node tests/bench/http_bench.mjs SERVER [rounds=5] [seconds=3] [connections=64]
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [program, rounds = '5', seconds = '3', connections = '64'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'kheo-http-bench-'));
const onServerCore = (...command) => ['taskset', ['-c', '0', ...command]];

function get(port, path) {
  return new Promise((resolve, reject) => {
    request({ port, path, host: '127.0.0.1' }, (answer) => {
      const pieces = [];
      answer.on('data', (piece) => pieces.push(piece));
      answer.on('end', () => resolve({ headers: answer.rawHeaders, body: Buffer.concat(pieces) }));
    }).on('error', reject).end();
  });
}

function started(logged) {
  const child = spawn(...onServerCore(program, '1', '1', ...(logged ? ['log'] : [])), { stdio: ['pipe', 'pipe', 'inherit'] });
  return new Promise((resolve) => {
    child.stdout.once('data', (line) => resolve({ child, pid: child.pid, port: Number(String(line).split(' ')[1]) }));
  });
}

// nginx sends the page as a file, with every header that ours sends.
async function nginx(page, port, logged) {
  const own = new Set(['date', 'content-length', 'content-type', 'connection', 'keep-alive', 'etag']);
  let headers = '';
  for (let i = 0; i < page.headers.length; i += 2)
    if (!own.has(page.headers[i].toLowerCase()))
      headers += `add_header ${page.headers[i]} "${page.headers[i + 1]}" always;\n`;
  mkdirSync(join(folder, 'www'));
  writeFileSync(join(folder, 'www/cached'), page.body);
  const log = logged ? '/dev/null' : 'off';
  writeFileSync(join(folder, 'nginx.conf'), `
    worker_processes 1; pid ${folder}/pid; error_log /dev/null crit; daemon off; master_process off;
    events { worker_connections 4096; multi_accept on; }
    http { access_log ${log}; client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f;
      uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s; keepalive_requests 100000000; sendfile on; tcp_nopush on;
      ${process.env.OPEN_FILE_CACHE === '1' ? 'open_file_cache max=100; open_file_cache_valid 60s;' : ''}
      server { listen 127.0.0.1:${port}; root ${folder}/www; default_type "text/html; charset=utf-8"; ${headers} } }`);
  const child = spawn(...onServerCore('nginx', '-p', folder, '-c', join(folder, 'nginx.conf')), { stdio: 'inherit' });
  for (let i = 0; ; ++i)
    try {
      const answer = await get(port, '/cached');
      if (!answer.body.equals(page.body)) throw new Error('nginx serves other bytes');
      return { child, pid: child.pid, port };
    } catch (failed) {
      if (i === 50) throw failed;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
}

function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function measured(server, path) {
  const before = cpuSeconds(server.pid);
  const run = spawnSync('taskset', ['-c', '1-3', 'wrk', '-t3', `-c${connections}`, `-d${seconds}s`, '--latency',
    `http://127.0.0.1:${server.port}${path}`], { encoding: 'utf8' });
  const cpu = cpuSeconds(server.pid) - before;
  if (/Non-2xx|Socket errors/.test(run.stdout)) throw new Error(run.stdout);
  const requests = Number(/(\d+) requests in/.exec(run.stdout)[1]);
  const [, value, unit] = /99%\s+([\d.]+)(us|ms|s)/.exec(run.stdout);
  return {
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(run.stdout)[1]),
    cpuMicroseconds: (cpu / requests) * 1e6,
    p99ms: Number(value) * { us: 0.001, ms: 1, s: 1000 }[unit],
  };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

const logged = process.env.LOG === '1';
const ours = await started(logged);
const page = await get(ours.port, '/cached');
const theirs = await nginx(page, ours.port + 1, logged);
const cases = { nginx: [theirs, '/cached'], cached: [ours, '/cached'], rendered: [ours, '/rendered'] };
const runs = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
for (let round = 0; round < Number(rounds); ++round)
  for (const [name, [server, path]] of Object.entries(cases)) runs[name].push(measured(server, path));
const result = { bytes: page.body.length, connections: Number(connections), rounds: Number(rounds), logged };
for (const [name, list] of Object.entries(runs)) {
  result[name] = Object.fromEntries(Object.keys(list[0]).map((key) => [key, +median(list.map((run) => run[key])).toFixed(2)]));
  if (name !== 'nginx') {
    result[name].timesNginx = +(result[name].perSecond / result.nginx.perSecond).toFixed(3);
    result[name].timesNginxByCpu = +(result.nginx.cpuMicroseconds / result[name].cpuMicroseconds).toFixed(3);
  }
}
console.log(JSON.stringify(result, null, 2));
ours.child.stdin.end();
theirs.child.kill();
rmSync(folder, { recursive: true });
