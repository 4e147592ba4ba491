// SPDX-License-Identifier: AGPL-3.0-or-later
// A commune turns a directive into its plan: prefilled, edited as a form, looked
// at, taken along as .docx and PDF, signed, and back in the library. Others see
// nothing of it. What is printed stands where the guide wants it.
import assert from 'node:assert/strict';
import test from 'node:test';

import { start } from './rig.mjs';
import { directive } from './rig_documents.mjs';
import { a_person, a_province, unlimited } from './rig_people.mjs';
import { margins, place_of, rendered } from './rig_rendered.mjs';
import { unescape_html } from './rig_visitor.mjs';

const roads = (id) => [`/can-bo/du-thao/${id}`, `/can-bo/du-thao/${id}/sua`, `/can-bo/du-thao/${id}/docx`, `/can-bo/du-thao/${id}/pdf`,
    `/api/v1/drafts/${id}`, `/api/v1/drafts/${id}/docx`, `/api/v1/drafts/${id}/pdf`];

class Office {
    static async open(t) {
        const office = new Office();
        office.kheo = await start(t, { settings: unlimited });
        const { communes: [home, abroad] } = await a_province(office.kheo);
        office.home = home;
        await office.kheo.done('api', 'POST', '/api/v1/bodies', 'code=UB-90001', 'name=HĐND - UBND xã Suối Mây', 'line=chinh_quyen',
            `area=${home.area}`, 'valid_from=2025-07-01');
        office.province = await a_person(office.kheo, 'tinh.mot', 'can_bo_tinh', 'TINH');
        office.officer = await a_person(office.kheo, 'xa.nhan', 'can_bo_xa', home.code);
        office.council = await a_person(office.kheo, 'xa.ubnd', 'can_bo_xa', 'UB-90001');
        office.other = await a_person(office.kheo, 'xa.khac', 'can_bo_xa', abroad.code);
        office.manager = await a_person(office.kheo, 'quan.tri', 'quan_tri');
        const page = await office.province.visitor.post('/can-bo/van-ban/moi', { text: directive() });
        const done = await office.province.visitor.post('/can-bo/van-ban/ghi', { sent_to: `${home.code}\nUB-90001` }, { from: page.url });
        office.directive = /\/can-bo\/van-ban\/(\d+)/.exec(done.url)[1];
        return office;
    }

    // From the page of the directive to an open draft: its id.
    async begin(person, kind, more = {}) {
        const { visitor } = person;
        const page = await visitor.get(`/can-bo/van-ban/${this.directive}`);
        const link = /href="(\/can-bo\/du-thao\/moi\?[^"]+)"/.exec(page.text);
        assert.ok(link, 'the page of a document leads to writing from it');
        const form = await visitor.get(unescape_html(link[1]));
        assert.match(unescape_html(form.text), /Soạn từ: Chỉ thị 18-CT\/TU/);
        const edit = await visitor.post('/can-bo/du-thao/moi', { kind, ...more }, { from: unescape_html(link[1]) });
        assert.match(edit.url, /^\/can-bo\/du-thao\/\d+\/sua$/, unescape_html(edit.text).slice(0, 2000));
        return { id: /\d+/.exec(edit.url)[0], text: unescape_html(edit.text) };
    }

    async files(person, id) {
        const token = await person.token();
        const bytes = async (ending) => {
            const answer = await fetch(new URL(`/api/v1/drafts/${id}/${ending}`, this.kheo.address), { headers: { authorization: `Bearer ${token}` } });
            assert.equal(answer.status, 200);
            return Buffer.from(await answer.arrayBuffer());
        };
        return { docx: rendered(await bytes('docx'), 'docx'), pdf: rendered(await bytes('pdf'), 'pdf') };
    }
}

// Each block in its column and order, on the first page and the last; margins
// within the guide's limits; letters of Times New Roman's metrics alone.
function check_paper(what, { pages, fonts }, { above, left, right, middle, below, limits }) {
    const first = pages[0];
    const last = pages.at(-1);
    const centre = (box) => (box.left + box.right) / 2;
    const found = (page, text) => place_of(page, text) ?? assert.fail(`${what}: “${text}” is not there`);
    let line = 0;
    for (const text of left) {
        const box = found(first, text);
        assert.ok(centre(box) < first.width * 0.45 && box.top >= line, `${what}: “${text}” on the left, in its order`);
        line = box.top;
    }
    line = 0;
    for (const text of right) {
        const box = found(first, text);
        assert.ok(centre(box) > first.width * 0.55 && box.top >= line, `${what}: “${text}” on the right, in its order`);
        line = box.top;
    }
    const [number, place] = [found(first, left.at(-1)), found(first, right.at(-1))];
    assert.ok(Math.abs(number.top - place.top) < 4, `${what}: number and place stand on one line`);
    line = number.bottom;
    const text_centre = (first.width * 30 / 210 + first.width * 195 / 210) / 2;
    for (const text of middle) {
        const box = found(first, text);
        assert.ok(Math.abs(centre(box) - text_centre) < 6, `${what}: “${text}” in the middle: ${centre(box)} of ${text_centre}`);
        assert.ok(box.top > line, `${what}: “${text}” below what comes before`);
        line = box.top;
    }
    for (const [text, side] of below) {
        const box = found(last, text);
        assert.ok(side === 'left' ? box.left < first.width * 0.2 : centre(box) > first.width * 0.6, `${what}: “${text}” at the end, ${side}`);
    }
    assert.ok(place_of(first, above) === null || above === '', `${what}: no “${above}”`);
    const free = margins(pages);
    const near = 0.3; // of a letter's own overhang, mm
    for (const [side, [least, most]] of Object.entries(limits)) {
        assert.ok(free[side] >= least - near, `${what}: ${side} margin ${free[side]}`);
        if (side !== 'bottom') assert.ok(free[side] <= most + near + (side === 'top' ? 2 : 0), `${what}: ${side} margin ${free[side]}`);
    }
    assert.ok(fonts.length > 0 && fonts.every((font) => /^(Tinos|LiberationSerif|TimesNewRoman)/.test(font)), `${what}: ${fonts}`);
    pages.slice(1).forEach((page, at) => {
        const box = found(page, String(at + 2));
        assert.ok(box.bottom * 25.4 / 72 < 20 && Math.abs(centre(box) - text_centre) < 6, `${what}: the number of page ${at + 2}`);
    });
    assert.ok(!first.words.some((word) => word.bottom * 25.4 / 72 < 18), `${what}: no number on the first page`);
}

const decree_30 = { left: [30, 35], right: [15, 20], top: [20, 25], bottom: [20, 25] };
const long_line = 'Vận động Nhân dân chỉnh trang nhà cửa, đường làng, ngõ xóm; thu gom, phân loại rác thải tại nguồn, giữ gìn vệ sinh môi trường.';

test('a directive becomes a plan of the council, signed and back in the library', async (t) => {
    const office = await Office.open(t);
    const { visitor } = office.council;
    const draft = await office.begin(office.council, 'plan');
    // What is known stands there: the grounds, the tasks of the directive, the heading, who signs.
    for (const known of ['Thực hiện Chỉ thị số 18-CT/TU ngày 06 tháng 5 năm 2024', 'Căn cứ Chỉ thị số 18-CT/TU', 'xây dựng kế hoạch đối thoại hằng năm',
        'ỦY BAN NHÂN DÂN', 'KH-UBND', 'TM. ỦY BAN NHÂN DÂN', 'Lưu: VT']) {
        assert.ok(draft.text.includes(known), `“${known}” is not prefilled`);
    }
    const edit = `/can-bo/du-thao/${draft.id}/sua`;
    const subject = 'Thực hiện Chỉ thị số 18-CT/TU ngày 06 tháng 5 năm 2024 của Ban Thường vụ Tỉnh ủy Minh Họa về nâng cao chất lượng đối thoại với Nhân dân trên địa bàn xã Suối Mây giai đoạn 2026 - 2030';
    const typed = { subject, text: 'Mở đầu như sau:\nI. MỤC ĐÍCH\n- ' + `${long_line}\n`.repeat(30) + 'Ủy ban nhân dân xã giao Văn phòng theo dõi.', number: '7',
        issued_on: '05/03/2026', signer: 'Trần Thị Ví Dụ', recipients: 'Đảng ủy xã (để báo cáo)\nCác thôn\nLưu: VT' };
    const bad = await visitor.post(edit, { ...typed, issued_on: '31/02/2026', organisation: '' });
    assert.equal(bad.status, 422);
    assert.match(bad.text, /error-summary/);
    assert.ok(unescape_html(bad.text).includes('Trần Thị Ví Dụ'), 'nothing typed is lost');
    const secret = await visitor.post(edit, { ...typed, text: 'MẬT\nNội dung' });
    assert.equal(secret.status, 422);
    assert.match(unescape_html(secret.text), /không nhận văn bản mật/);
    const shown = await visitor.post(edit, typed);
    assert.match(shown.text, /Đã lưu dự thảo/, unescape_html(shown.text).slice(0, 2000));
    assert.match(unescape_html(shown.text), /Trình bày theo Nghị định 30\/2020\/NĐ-CP Phụ lục I\./);
    assert.match(unescape_html(shown.text), /theo dõi\.\/\./);

    // Two officers at once: the second is told.
    const key = await office.council.token();
    const { body: late } = await office.kheo.api(`/drafts/${draft.id}/edit`, { token: key, json: { version: 1, subject: 'khác', text: 'khác', organisation: 'X' } });
    assert.equal(late.type, 'changed_meanwhile');

    // The Party committee's officer writes for the bodies of the same commune; nobody else sees it.
    assert.equal((await office.officer.visitor.get(`/can-bo/du-thao/${draft.id}`)).status, 200);
    for (const person of [office.other, office.manager, office.province]) {
        for (const road of roads(draft.id)) assert.ok([403, 404].includes((await person.visitor.get(road)).status), `${person.login} ${road}`);
        assert.ok(!(await person.visitor.get('/can-bo/du-thao')).text.includes(draft.id));
    }
    for (const road of roads(draft.id)) assert.ok([303, 401, 403, 404].includes((await office.kheo.visitor_from_elsewhere().send('GET', road)).status), road);

    for (const [ending, made] of Object.entries(await office.files(office.council, draft.id))) {
        assert.ok(made.pages.length >= 2, `${ending}: several pages`);
        check_paper(`plan.${ending}`, made, { above: 'ĐẢNG CỘNG SẢN', left: ['ỦY BAN NHÂN DÂN', 'XÃ SUỐI MÂY', 'Số: 07/KH-UBND'],
            right: ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Suối Mây, ngày 05 tháng 3 năm 2026'],
            middle: ['KẾ HOẠCH'], below: [['Nơi nhận:', 'left'], ['- Lưu: VT.', 'left'], ['TM. ỦY BAN NHÂN DÂN', 'right'], ['CHỦ TỊCH', 'right'], ['Trần Thị Ví Dụ', 'right']],
            limits: decree_30 });
        assert.ok(place_of(made.pages.at(-1), 'theo dõi./.'), `${ending}: the signature stands with the end of the text`);
    }

    // Signed, it comes back as any document does, and the draft says which.
    const signed = await office.kheo.api('/documents', { token: key, json: { source: 'paper', type: 'Kế hoạch', number: '07/KH-UBND',
        issuer: 'Ủy ban nhân dân xã Suối Mây', issued_on: '2026-03-05', subject } });
    assert.equal(signed.status, 201, JSON.stringify(signed.body));
    const linked = await visitor.post(`/can-bo/du-thao/${draft.id}/ban-ky`, { document: signed.body.id }, { from: `/can-bo/du-thao/${draft.id}` });
    assert.match(unescape_html(linked.text), /Đã ký và lưu trong thư viện: <a[^>]*>Kế hoạch 07\/KH-UBND/);
    const foreign = await office.kheo.api(`/drafts/${draft.id}/signed`, { token: key, json: { version: 3, document: office.directive } });
    assert.equal(foreign.body.type, 'drafts.not_yours');
    const gone = await visitor.post(`/can-bo/du-thao/${draft.id}/bo`, {}, { from: `/can-bo/du-thao/${draft.id}` });
    assert.match(gone.text, /Đã bỏ dự thảo/);
    await office.kheo.check_ledger();
});

test('the Party writes its letter in its own layout, on one page', async (t) => {
    const office = await Office.open(t);
    const draft = await office.begin(office.province, 'letter', { signing: 'deputy' });
    assert.match(draft.text, /CV\/BTGDVTU/);
    assert.match(draft.text, /K\/T TRƯỞNG BAN/);
    const shown = await office.province.visitor.post(`/can-bo/du-thao/${draft.id}/sua`, { subject: 'triển khai đối thoại với Nhân dân', issued_on: '05/06/2026',
        number: '15', addressed_to: 'Các đảng ủy xã, phường, đặc khu\nỦy ban Mặt trận Tổ quốc Việt Nam tỉnh', text: `${long_line}\n${long_line}`, signer: 'Lê Văn Mẫu',
        superior: 'TỈNH ỦY MINH HỌA', recipients: 'Như trên\nLưu Văn phòng Ban' });
    assert.match(unescape_html(shown.text), /Trình bày theo Hướng dẫn 05-HD\/VPTW\./);
    for (const [ending, made] of Object.entries(await office.files(office.province, draft.id))) {
        assert.equal(made.pages.length, 1, ending);
        check_paper(`letter.${ending}`, made, { above: 'CỘNG HÒA', left: ['TỈNH ỦY MINH HỌA', 'BAN TUYÊN GIÁO VÀ DÂN VẬN', '*', 'Số 15-CV/BTGDVTU'],
            right: ['ĐẢNG CỘNG SẢN VIỆT NAM', 'Minh Họa, ngày 05 tháng 6 năm 2026'], middle: [],
            below: [['Nơi nhận:', 'left'], ['- Như trên,', 'left'], ['- Lưu Văn phòng Ban.', 'left'], ['K/T TRƯỞNG BAN', 'right'], ['Lê Văn Mẫu', 'right']],
            limits: { left: [30, 30], right: [15, 15], top: [20, 20], bottom: [20, 20] } });
        const [page] = made.pages;
        const [brief, to] = [place_of(page, 'V/v triển khai'), place_of(page, 'Kính gửi:')];
        assert.ok(brief && to && brief.top < to.top, `${ending}: the brief below the number, the addressees below it`);
        assert.ok(place_of(page, '- Các đảng ủy xã, phường, đặc khu,').left > to.right - 2, `${ending}: addressees stand under the colon`);
        assert.ok(place_of(page, 'môi trường.') && !page.words.some((word) => word.text.endsWith('./.')), `${ending}: it ends with a full stop alone`);
    }
    await office.kheo.check_ledger();
});

test('a report comes from the summary, a letter names who has sent nothing, a notice tells of a model', async (t) => {
    const office = await Office.open(t);
    const token = await office.province.token();
    const begin = async (json) => {
        const answer = await office.kheo.api('/drafts', { token, json });
        assert.ok(answer.status < 300, JSON.stringify(answer.body));
        return answer.body;
    };
    const report = await begin({ kind: 'report', origin: 'summary', year: 2026 });
    assert.match(report.subject, /^kết quả đăng ký mô hình, điển hình “Dân vận khéo” năm 2026/);
    assert.match(report.text, /1\. Tổng số đăng ký trong năm: 0 \(mới 0, duy trì 0, nhân rộng 0\)/);
    const letter = await begin({ kind: 'letter', origin: 'summary', year: 2026 });
    assert.match(letter.text, /- Xã Suối Mây;\n- Xã Đồi Cọ;|- Xã Đồi Cọ;\n- Xã Suối Mây;/);
    const model = await office.kheo.api('/models', { token: await office.officer.token(), json: { year: 2026, kind: 'mo_hinh', entry: 'moi',
        body: office.home.body, field: 'kinh_te', title: 'Đường hoa', registered_on: '15/3/2026', way_of_working: 'Mỗi hộ trồng mười mét' } });
    const notice = await begin({ kind: 'notice', origin: 'model', of: model.body.id });
    assert.match(notice.subject, /mô hình “Đường hoa”/);
    assert.match(notice.text, /Mỗi hộ trồng mười mét/);
    assert.equal((await office.kheo.api('/drafts', { token: await office.other.token(), json: { kind: 'plan', origin: 'document', of: office.directive } })).status, 404,
        'who may not see a document writes nothing from it');
    assert.equal((await office.kheo.api('/drafts', { token, json: { kind: 'plan', body: office.home.body } })).status, 403, 'nor for a body of others');
    await office.kheo.check_ledger();
});

// Where the words of a heading stand on each page on which they do.
const headings_of = ({ pages }, labels) => pages.map((page) => labels.map((label) => place_of(page, label)))
    .filter((places) => places.every(Boolean));

test('a plan with a table has it in .docx, in PDF and on the page, its headings on each sheet', async (t) => {
    const office = await Office.open(t);
    const { visitor } = office.council;
    const draft = await office.begin(office.council, 'plan');
    const labels = ['Nội dung công việc', 'Đơn vị chủ trì', 'Số hộ'];
    const rows = Array.from({ length: 45 }, (_, at) => [String(at + 1), `Việc${at + 1} vận động Nhân dân hiến đất, tháo dỡ vật kiến trúc để mở rộng đường thôn hết${at + 1}`,
        'Ủy ban Mặt trận Tổ quốc Việt Nam xã', '1.250']);
    const text = ['I. PHÂN CÔNG', 'Phân công như sau:', ['TT', ...labels].join(' | '), ...rows.map((row) => row.join(' | ')), 'II. TỔ CHỨC THỰC HIỆN', 'Văn phòng theo dõi'].join('\n');
    const shown = await visitor.post(`/can-bo/du-thao/${draft.id}/sua`, { subject: 'Thực hiện Chỉ thị số 18-CT/TU', text, number: '8', issued_on: '05/03/2026',
        signer: 'Trần Thị Ví Dụ', recipients: 'Các thôn\nLưu: VT' });
    assert.match(unescape_html(shown.text), /<th[^>]*>\s*Nội dung công việc\s*<\/th>[^]*Việc45 vận động[^]*II\. TỔ CHỨC THỰC HIỆN/, unescape_html(shown.text).slice(0, 3000));
    const made = await office.files(office.council, draft.id);
    const left = {};
    for (const [ending, paper] of Object.entries(made)) {
        const what = `table.${ending}`;
        assert.ok(paper.pages.length >= 3, `${what}: ${paper.pages.length} pages`);
        const headings = headings_of(paper, labels);
        const with_rows = paper.pages.filter((page) => page.words.some((word) => /^Việc\d+$/.test(word.text)));
        assert.equal(headings.length, with_rows.length, `${what}: headings on each sheet with rows`);
        for (const [, [at]] of rows.entries()) {
            const on = paper.pages.filter((page) => place_of(page, `Việc${at}`));
            assert.equal(on.length, 1, `${what}: row ${at} once`);
            assert.ok(place_of(on[0], `hết${at}`), `${what}: row ${at} is not parted`);
        }
        const free = margins(paper.pages);
        assert.ok(free.left >= 29.7 && free.right >= 14.7 && free.bottom >= 19.7, `${what}: ${JSON.stringify(free)}`);
        // Each cell within its column: the words of one end before the next begins.
        for (const page of with_rows) {
            const lead = place_of(page, 'Đơn vị chủ trì');
            for (const word of page.words.filter(({ text: said }) => /^(Việc|hết)\d+$/.test(said))) assert.ok(word.right < lead.left + 30, `${what}: ${word.text}`);
        }
        assert.ok(place_of(paper.pages.at(-1), 'theo dõi./.'), `${what}: what stands behind the table`);
        left[ending] = headings[0].map((place) => (place.left + place.right) / 2);
    }
    left.docx.forEach((at, index) => assert.ok(Math.abs(at - left.pdf[index]) < 6, `columns stand alike: ${JSON.stringify(left)}`));
    assert.ok(Math.abs(made.docx.pages.length - made.pdf.pages.length) <= 1, 'as many sheets');
    await office.kheo.check_ledger();
});
