// SPDX-License-Identifier: AGPL-3.0-or-later
// Messages from the offices' exchange, of both dialects, dropped like any file:
// what they say of the paper is proposed, the paper is taken out of its
// envelope; hostile ones leave nothing behind. A document leaves as a message.
import assert from 'node:assert/strict';
import test from 'node:test';

import { start } from './rig.mjs';
import { body_lines } from './rig_papers.mjs';
import { a_person, a_province, unlimited } from './rig_people.mjs';
import { unescape_html } from './rig_visitor.mjs';

const coded = (text) => Buffer.from(text).toString('base64');
const space = 'http://www.mic.gov.vn/TBT/QCVN_102_2016';
const paper = `Công văn của Văn phòng\n${body_lines.join('\n')}\n`;

const qcvn = ({ number = '21', notation = 'KH-UBND', attachment = paper, name = 'ke-hoach.txt', before = '' } = {}) => `<?xml version="1.0" encoding="utf-8"?>${before}
<edXML xmlns="${space}"><edXML:edXMLEnvelope xmlns:edXML="${space}"><edXML:edXMLHeader><edXML:MessageHeader>
<edXML:From><edXML:OrganId>000.00.01.H90</edXML:OrganId><edXML:OrganName>Ủy ban nhân dân tỉnh Minh Họa</edXML:OrganName></edXML:From>
<edXML:To><edXML:OrganId>000.01.01.H90</edXML:OrganId><edXML:OrganName>UBND xã Suối Mây</edXML:OrganName></edXML:To>
<edXML:Code><edXML:CodeNumber>${number}</edXML:CodeNumber><edXML:CodeNotation>${notation}</edXML:CodeNotation></edXML:Code>
<edXML:PromulgationInfo><edXML:Place>Minh Họa</edXML:Place><edXML:PromulgationDate>2026/03/09</edXML:PromulgationDate></edXML:PromulgationInfo>
<edXML:DocumentType><edXML:Type>10</edXML:Type><edXML:TypeName>Kế hoạch</edXML:TypeName></edXML:DocumentType>
<edXML:Subject>về đối thoại ở cơ sở</edXML:Subject><edXML:SignerInfo><edXML:Position>Phó Chủ tịch</edXML:Position></edXML:SignerInfo>
<edXML:ToPlaces><edXML:Place>Các xã, phường</edXML:Place></edXML:ToPlaces></edXML:MessageHeader></edXML:edXMLHeader>
<edXML:edXMLBody><edXML:edXMLManifest version="1.0"><edXML:Reference><edXML:ContentId>cid:1</edXML:ContentId><edXML:AttachmentName>${name}</edXML:AttachmentName></edXML:Reference></edXML:edXMLManifest></edXML:edXMLBody>
</edXML:edXMLEnvelope><AttachmentEncoded><Attachment><ContentId>1</ContentId><ContentTransferEncoded>${coded(attachment)}</ContentTransferEncoded></Attachment></AttachmentEncoded></edXML>`;

const edoc = `<EdXMLEnvelope xmlns="http://www.go.vn/eDoc"><MessageHeader><From><OrganId>H90.01</OrganId><OrganName>Ban Thường vụ Tỉnh ủy Minh Họa</OrganName></From>
<Code><CodeNumber>40</CodeNumber><CodeNotation>KL/TU</CodeNotation></Code><PromulgationInfo><Promulgator>N/A</Promulgator><PromulgationDate>2026-02-03T08:00:00+07:00</PromulgationDate></PromulgationInfo>
<DocumentType>Kết luận</DocumentType><Subject>về dân vận chính quyền</Subject><SignerInfo><Position>Bí thư</Position></SignerInfo></MessageHeader>
<Manifest><Attachment><Content>${coded(`${paper} Hai.`)}</Content><FileName>ket-luan.txt</FileName></Attachment><Attachment><Content>${coded('Phụ lục: danh sách.')}</Content><FileName>phu-luc.txt</FileName></Attachment></Manifest></EdXMLEnvelope>`;

const file = (text, name) => new File([text], name, { type: 'application/xml' });
const value_of = (html, name) => unescape_html(new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1] ??
    new RegExp(`<textarea[^>]*name="${name}"[^>]*>([^<]*)`).exec(html)?.[1] ?? '');

async function opened(t) {
    const kheo = await start(t, { settings: unlimited });
    const { communes: [home] } = await a_province(kheo);
    const officer = await a_person(kheo, 'tinh.mot', 'can_bo_tinh', 'TINH');
    return { kheo, home, officer, visitor: officer.visitor };
}

test('a message is read, its paper recorded, and a record leaves as a message', async (t) => {
    const { kheo, officer, visitor } = await opened(t);
    const page = await visitor.post('/can-bo/van-ban/moi', { files: file(qcvn(), 'goi-tin.edxml') });
    assert.match(page.url, /\/can-bo\/van-ban\/doc\/\d+$/, unescape_html(page.text).slice(0, 2000));
    for (const [name, value] of Object.entries({ type: 'Kế hoạch', number: '21/KH-UBND', issuer: 'Ủy ban nhân dân tỉnh Minh Họa', issued_at: 'Minh Họa',
        issued_on: '09/03/2026', signer_office: 'Phó Chủ tịch', subject: 'về đối thoại ở cơ sở', recipients: 'Các xã, phường' })) {
        assert.equal(value_of(page.text, name).trim(), value, name);
    }
    const done = await visitor.post('/can-bo/van-ban/ghi', {}, { from: page.url });
    assert.match(done.text, /Đã lưu/, unescape_html(done.text).slice(0, 2000));
    const [, id] = /\/can-bo\/van-ban\/(\d+)/.exec(done.url);
    // The file is the paper itself, not its envelope.
    assert.equal((await visitor.get(`/can-bo/van-ban/${id}/tep`)).text, paper);
    assert.ok(unescape_html((await visitor.get(`/can-bo/van-ban/${id}/toan-van`)).text).includes(body_lines[0]));

    const message = await visitor.get(`/can-bo/van-ban/${id}/edxml`);
    assert.match(message.headers.get('content-type'), /^application\/xml/);
    assert.match(message.text, /^<\?xml version="1\.0" encoding="utf-8"\?><edXML xmlns="http:\/\/www\.mic\.gov\.vn\/TBT\/QCVN_102_2016">/);
    assert.match(message.text, /<edXML:CodeNumber>21<\/edXML:CodeNumber><edXML:CodeNotation>KH-UBND<\/edXML:CodeNotation>/);
    assert.match(message.text, /<edXML:PromulgationDate>2026\/03\/09</);
    assert.ok(message.text.includes(`<ContentTransferEncoded>${coded(paper)}<`));
    const twice = await visitor.post('/can-bo/van-ban/moi', { files: file(message.text, 've.edxml') });
    const refused = await visitor.post('/can-bo/van-ban/ghi', {}, { from: twice.url });
    assert.equal(refused.status, 409, 'the same document comes home once');

    // By its reach: nobody outside before it is open, everybody after.
    const outside = kheo.visitor_from_elsewhere();
    for (const road of [`/van-ban/${id}/edxml`, `/api/v1/documents/${id}/edxml`]) assert.equal((await outside.get(road)).status, 404, road);
    const token = await officer.token();
    const opens = await kheo.api(`/documents/${id}/reach`, { token, json: { version: 1, reach: 'open', allowed_by: 'Chánh Văn phòng', seen: true } });
    assert.ok(opens.status < 300, JSON.stringify(opens.body));
    assert.equal((await outside.get(`/van-ban/${id}/edxml`)).status, 200);
    await kheo.check_ledger();
});

test('the older dialect comes in too, by the page and by the API, with all its files', async (t) => {
    const { kheo, officer, visitor } = await opened(t);
    const page = await visitor.post('/can-bo/van-ban/moi', { files: file(edoc, 'goi.xml') });
    assert.equal(value_of(page.text, 'number'), '40-KL/TU');
    assert.equal(value_of(page.text, 'issued_on'), '03/02/2026');
    assert.equal(value_of(page.text, 'type'), 'Kết luận');
    assert.ok(unescape_html(page.text).includes('Phụ lục: danh sách.'), 'the words of the second file too');
    const body = new FormData();
    body.append('files', file(edoc, 'goi.xml'));
    const answer = await visitor.send('POST', '/api/v1/documents/import', { headers: { authorization: `Bearer ${await officer.token()}` }, body });
    assert.equal(answer.status, 201, answer.text);
    assert.equal(JSON.parse(answer.text).items[0].name, 'Kết luận 40-KL/TU');
    await kheo.check_ledger();
});

// A document with its annexes, in both dialects; in the first the contents stand in
// another order than the manifest names them.
const with_annexes = {
    qcvn: (files) => qcvn({ number: '31' })
        .replace(/<edXML:Reference>.*<\/edXML:Reference>/s, files.map(([name], at) =>
            `<edXML:Reference><edXML:ContentId>cid:${at}</edXML:ContentId><edXML:AttachmentName>${name}</edXML:AttachmentName></edXML:Reference>`).join(''))
        .replace(/<Attachment>.*<\/Attachment>/s, files.map(([, text], at) =>
            `<Attachment><ContentId>${at}</ContentId><ContentTransferEncoded>${coded(text)}</ContentTransferEncoded></Attachment>`).reverse().join('')),
    edoc: (files) => edoc.replace('<CodeNumber>40<', '<CodeNumber>41<').replace(/<Attachment>.*<\/Attachment>/s,
        files.map(([name, text]) => `<Attachment><Content>${coded(text)}</Content><FileName>${name}</FileName></Attachment>`).join('')),
};

test('a document that comes with annexes keeps each as a file, and leaves with them', async (t) => {
    const { kheo, officer, visitor } = await opened(t);
    const token = await officer.token();
    for (const [dialect, message] of Object.entries(with_annexes)) {
        const files = [['van-ban.txt', `${paper} Gói ${dialect}.`], ['phụ lục 1.txt', `Phụ lục I: danh sách thôn, gói ${dialect}.`],
            ['so-lieu.dat', `\u0001\u0002 số liệu ${dialect}`]];
        const page = await visitor.post('/can-bo/van-ban/moi', { files: file(message(files), `${dialect}.edxml`) });
        assert.match(page.url, /\/doc\/\d+$/, unescape_html(page.text).slice(0, 2000));
        assert.ok(unescape_html(page.text).includes('Gói tin có 3 tệp: van-ban.txt (văn bản chính); phụ lục 1.txt; so-lieu.dat (chưa đọc chữ).'));
        const done = await visitor.post('/can-bo/van-ban/ghi', {}, { from: page.url });
        const id = /\/can-bo\/van-ban\/(\d+)/.exec(done.url)?.[1] ?? assert.fail(unescape_html(done.text).slice(0, 2000));
        const shown = unescape_html((await visitor.get(`/can-bo/van-ban/${id}`)).text);
        assert.match(shown, /Văn bản chính: <a[^>]*>van-ban\.txt<\/a>[^]*Kèm theo: <a[^>]*>phụ lục 1\.txt<\/a>[^]*Kèm theo: <a[^>]*>so-lieu\.dat<\/a>[^]*Gói tin như khi nhận/, dialect);
        for (const [at, [name, text]] of files.entries()) {
            const one = await visitor.get(`/can-bo/van-ban/${id}/tep/${at + 1}`);
            assert.equal(one.text, text, `${dialect}: ${name}`);
            assert.match(one.headers.get('content-disposition'), /^attachment/, 'saved, never shown');
        }
        for (const part of [0, 4, 51]) {
            const { status } = await visitor.get(`/can-bo/van-ban/${id}/tep/${part}`);
            assert.ok([404, 422].includes(status), `${part}: ${status}`);
        }
        const words = unescape_html((await visitor.get(`/can-bo/van-ban/${id}/toan-van`)).text);
        assert.match(words, /Tệp: van-ban\.txt[^]*Tệp: phụ lục 1\.txt[^]*Phụ lục I: danh sách thôn/);
        assert.ok(!words.includes('Tệp: so-lieu.dat'), 'what was not read has no words');

        // By everybody only once it is open.
        const outside = kheo.visitor_from_elsewhere();
        const roads = [`/van-ban/${id}/tep/2`, `/api/v1/documents/${id}/files/2`];
        for (const road of roads) assert.equal((await outside.get(road)).status, 404, road);
        const opens = await kheo.api(`/documents/${id}/reach`, { token, json: { version: 1, reach: 'open', allowed_by: 'Chánh Văn phòng', seen: true } });
        assert.ok(opens.status < 300, JSON.stringify(opens.body));
        for (const road of roads) assert.equal((await outside.get(road)).text, files[1][1], road);
        const { body: record } = await outside.api(`/documents/${id}`);
        assert.deepEqual(record.files.map(({ name, size, page: first }) => [name, size, first]),
            files.map(([name, text], at) => [name, Buffer.byteLength(text), [1, 2, 0][at]]));

        // It leaves as one message with three files, and comes home as the same document.
        const leaving = (await visitor.get(`/can-bo/van-ban/${id}/edxml`)).text;
        const carried = [...leaving.matchAll(/<AttachmentName>([^<]*)<\/AttachmentName><ContentTransferEncoded>([^<]*)<|<ContentTransferEncoded>([^<]*)<\/ContentTransferEncoded>/g)];
        assert.deepEqual(carried.map(([, , one, other]) => Buffer.from(one ?? other, 'base64').toString()), files.map(([, text]) => text));
        assert.deepEqual([...leaving.matchAll(/<edXML:Appendix>([^<]*)</g)].map((each) => each[1]), files.slice(1).map(([name]) => name));
        const twice = await visitor.post('/can-bo/van-ban/moi', { files: file(leaving, 've.edxml') });
        assert.equal((await visitor.post('/can-bo/van-ban/ghi', {}, { from: twice.url })).status, 409, 'the same document comes home once');
    }
    await kheo.check_ledger();
});

test('hostile messages are refused with a sentence, and leave nothing', async (t) => {
    const { kheo, visitor } = await opened(t);
    const lots = `<!DOCTYPE edXML [<!ENTITY a "${'a'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]>`;
    const cases = {
        entities: qcvn({ before: lots }),
        files_of_the_host: qcvn({ before: '<!DOCTYPE edXML [<!ENTITY x SYSTEM "file:///etc/passwd">]>', notation: '&x;' }),
        depth: `<edXML xmlns="${space}"><edXMLEnvelope>${'<a>'.repeat(200_000)}${'</a>'.repeat(200_000)}</edXMLEnvelope></edXML>`,
        torn: qcvn().slice(0, 1500),
        status: `<edXML xmlns="${space}"><edXMLEnvelope><edXMLHeader><MessageHeader><StatusCode>3</StatusCode></MessageHeader></edXMLHeader></edXMLEnvelope></edXML>`,
        other_xml: `<?xml version="1.0"?><edXML><hóa-đơn/></edXML>`,
        secret: qcvn({ attachment: `TỐI MẬT\n${paper}` }),
        program: qcvn({ attachment: 'MZ\u0000\u0001\u0002\u0003'.repeat(50), name: 'a.exe' }),
    };
    for (const [what, text] of Object.entries(cases)) {
        const answer = await visitor.post('/can-bo/van-ban/moi', { files: file(text, `${what}.edxml`) });
        assert.ok(answer.status >= 400 && answer.status < 500, `${what}: ${answer.status} ${answer.url}`);
        assert.match(unescape_html(answer.text), new RegExp(`“${what}.edxml”: [A-ZĐ]`), what);
    }
    assert.ok(!(await visitor.get('/can-bo/van-ban/moi')).text.includes('.edxml</a>'), 'nothing waits');
    await kheo.check_ledger();
});
