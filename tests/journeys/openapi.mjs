// SPDX-License-Identifier: AGPL-3.0-or-later
// The description of the API is valid OpenAPI 3.1, says every way in, and what
// the running server answers is what it says.
import assert from 'node:assert/strict';
import test from 'node:test';

import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

import { start } from './rig.mjs';
import { Person, a_person, a_province, unlimited } from './rig_people.mjs';
import { names_in, path_of, rows_of } from './rig_rows.mjs';

// Schemas of the document, compiled where they stand.
function schemas_of(api) {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    formats.default(ajv);
    ajv.addSchema({ $id: 'https://khéo.example/openapi', components: api.components }, 'api');
    const anchored = (schema) => JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"api#/components'));
    return (schema) => ajv.compile(anchored(schema));
}

const problem_of = (api) => api.components.schemas.Problem;

function check(validate, value, what) {
    assert.ok(validate(value), `${what}:\n${JSON.stringify(validate.errors?.slice(0, 5), null, 1)}\n${JSON.stringify(value).slice(0, 800)}`);
}

// Ids for the names in paths, and for parameters that must be given, from what
// the server itself lists.
async function ids_of(ask) {
    const first = async (path, name = 'id') => (await ask(path)).items?.[0]?.[name];
    const model = await first('/office/models');
    const area = await first('/areas');
    const view = await ask(`/models/${model}`);
    const act = /"(?:act|receipt)":"(\d+)"/.exec(JSON.stringify(view))?.[1];
    const round = await first('/rounds');
    const candidate = (await ask(`/rounds/${round}`)).candidates[0].id;
    return { model, area, act, round, candidate, decision: await first('/decisions'), account: await first('/accounts'), exemplar: await first('/office/exemplars'),
        q: 'mo hinh', row: 'total', column: 'total', year: '2026' };
}

async function operator_asks(kheo) {
    return async (path) => JSON.parse(await kheo.done('api', 'GET', `/api/v1${path}`));
}

test('the description is valid, whole, and true of every GET on the demo', async (t) => {
    const kheo = await start(t, { demo: true, settings: unlimited });
    const api = (await kheo.api('/openapi.json')).body;
    const verdict = await new Validator().validate(structuredClone(api));
    assert.ok(verdict.valid, JSON.stringify(verdict.errors, null, 1));
    assert.equal(api.openapi, '3.1.0');

    const rows = (await rows_of(kheo)).filter((row) => row.api);
    const described = Object.entries(api.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
    assert.deepEqual(described.sort(), rows.map((row) => `${row.method} ${row.api.replaceAll('*', '')}`).sort());
    const ids = Object.values(api.paths).flatMap((methods) => Object.values(methods).map((each) => each.operationId));
    assert.equal(new Set(ids).size, ids.length, 'each operation has a name of its own');

    const compile = schemas_of(api);
    const is_problem = compile(problem_of(api));
    const values = await ids_of(await operator_asks(kheo));
    let validated = 0;
    for (const [path, { get }] of Object.entries(api.paths)) {
        if (!get) continue;
        const known = new URLSearchParams(get.parameters.filter((each) => each.in === 'query' && each.required && values[each.name])
            .map((each) => [each.name, values[each.name]]));
        const target = `${path_of(path, values)}?${known}`;
        const answer = await kheo.cli('api', 'GET', target);
        const [success] = Object.values(get.responses);
        const schema = success.content['application/json']?.schema;
        if (!schema) continue;
        // The operator has no account; an officer's own is validated below.
        if (path === '/api/v1/me') continue;
        if (names_in(path).some((name) => !values[name])) {
            assert.notEqual(answer.code, 0, `${target}: there is none`);
            continue;
        }
        assert.equal(answer.code, 0, `${target}: ${answer.err}`);
        check(compile(schema), JSON.parse(answer.out), target);
        validated += 1;
        const visitor = await kheo.api(target);
        check(visitor.status === 200 ? compile(schema) : is_problem, visitor.body, `${target} for a visitor`);
        assert.equal(visitor.status === 401, get.security.every((each) => Object.keys(each).length > 0) && visitor.status !== 403, target);
    }
    assert.ok(validated > 12, `only ${validated} were validated`);
    await kheo.check_ledger();
});

test('what an act answers, and what a refusal looks like, are as described', async (t) => {
    const kheo = await start(t, { settings: unlimited });
    const { communes: [{ body, code }] } = await a_province(kheo);
    const api = (await kheo.api('/openapi.json')).body;
    const compile = schemas_of(api);
    const answer_of = (path, status) => compile(api.paths[path].post.responses[status].content['application/json'].schema);
    const officer = await a_person(kheo, 'xa.mot', 'can_bo_xa', code);
    assert.ok(officer instanceof Person);
    const token = await officer.token();
    check(compile(api.paths['/api/v1/me'].get.responses['200'].content['application/json'].schema), (await kheo.api('/me', { token })).body, '/me');
    const made = await kheo.api('/models', { token, json: { year: 2026, kind: 'mo_hinh', entry: 'moi', body, field: 'kinh_te', title: 'Tổ góp vốn' } });
    assert.equal(made.status, 201);
    check(answer_of('/api/v1/models', '201'), made.body, 'a model registered');
    const withdrawn = await kheo.api(`/models/${made.body.id}/withdraw`, { token, json: { version: made.body.version, reason: 'Không làm nữa' } });
    assert.equal(withdrawn.status, 201, JSON.stringify(withdrawn.body));
    check(answer_of('/api/v1/models/{model}/withdraw', '201'), withdrawn.body, 'a model withdrawn');

    const is_problem = compile(problem_of(api));
    for (const [path, json] of [['/models', {}], ['/models', { year: 'x' }], ['/models/1/withdraw', { version: 1, reason: 'x' }], ['/accounts', {}]]) {
        const refused = await kheo.api(path, { token, json });
        assert.match(refused.headers.get('content-type'), /application\/problem\+json/);
        check(is_problem, refused.body, path);
        assert.equal(refused.headers.get('kheo-problem'), refused.body.type);
    }
    const model = compile(api.paths['/api/v1/models'].post.requestBody.content['application/json'].schema);
    assert.ok(!model({}), 'the described form has what must be there');
    await kheo.check_ledger();
});
