// SPDX-License-Identifier: AGPL-3.0-or-later
// An officer asks for reminders by e-mail, on a real mail server: one letter when a
// task is due soon, none without news, one after the server was away, one when it
// is late; and the letters end when the officer says so.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';

import { pause, root, start, until } from './rig.mjs';
import { MailServer } from './rig_mail.mjs';
import { a_link, a_person, Person, unlimited } from './rig_people.mjs';
import { Province } from './rig_province.mjs';
import { second_machine } from './rig_second.mjs';

const day_ms = 86_400_000;
const iso = (time) => new Date(time).toISOString().slice(0, 10);
const people = (day) => day.split('-').reverse().join('/');
const settings_of = (mail, more = '') => `${unlimited}[mail]\nhost = "127.0.0.1"\nport = ${mail.port}\nsecurity = ${JSON.stringify(mail.security)}\n`
    + `from = "nhac-viec@tinh.example.vn"\ninside = "tinh.example.vn"\n${more}`;
const trusted = (mail) => `ca_file = ${JSON.stringify(mail.certificate)}\n`;
const signed_in = (mail) => `user = ${JSON.stringify(mail.account.user)}\npassword_file = ${JSON.stringify(mail.password_file)}\n`;

// The first Monday after today of a week in which every office works each day.
async function a_plain_monday() {
    const holidays = await readFile(join(root, 'data/rules/holidays.csv'), 'utf8');
    for (let at = Date.parse(iso(Date.now())) + 2 * day_ms; ; at += day_ms) {
        const week = [0, 1, 2, 3, 4].map((each) => iso(at + each * day_ms));
        if (new Date(at).getUTCDay() === 1 && week.every((day) => !holidays.includes(day))) return week;
    }
}

class Week {
    static async open(t, mail = null) {
        const week = new Week();
        week.days = await a_plain_monday();
        week.mail = mail ?? await MailServer.start(t);
        const more = mail ? trusted(mail) + signed_in(mail) : '';
        week.kheo = await start(t, { settings: settings_of(week.mail, more), server: 'kheo-moved', serve: false });
        await week.at('sunday', '12:00');
        await week.kheo.serve();
        week.province = await new Province(week.kheo).prepare();
        week.office = await week.province.call('POST', '/api/v1/bodies', { code: 'TINH', name: 'Ban Tuyên giáo và Dân vận Tỉnh ủy', line: 'dang',
            area: week.province.id, contact: 0, valid_from: '2025-07-01' });
        week.officer = await a_person(week.kheo, 'xa.suoi', 'can_bo_xa', 'DU-90001');
        return week;
    }

    // Viet Nam's time on a day of the week, or on the Sunday before.
    at(name, hour) {
        const names = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
        const day = name === 'sunday' ? iso(Date.parse(this.days[0]) - day_ms) : this.days[names.indexOf(name)];
        return this.kheo.move_to(`${day}T${hour}:00+07:00`);
    }

    status() {
        return this.kheo.done('mail', 'status').then(JSON.parse);
    }

    // "Gửi kế hoạch đối thoại", due on Thursday, of a document that is for its receivers alone.
    async assign() {
        const document = await this.province.call('POST', '/api/v1/documents', { body: this.office.body, source: 'paper', type: 'Kế hoạch',
            number: '45-KH/BTGDVTU', subject: 'Đối thoại với Nhân dân', issued_on: '2026-03-05' });
        this.task = await this.province.call('POST', `/api/v1/documents/${document.id}/tasks`, { text: 'Gửi kế hoạch đối thoại',
            lead_names: 'DU-90001', due_kind: 'on_day', due_on: this.days[3], counted_from: '2026-03-05' });
    }

    // Gives the address, opens the letter's link signed in, presses the button.
    async subscribe() {
        const { visitor } = this.officer;
        assert.match((await visitor.get('/can-bo/toi')).text, /Thư nhắc việc<\/dt><dd[^>]*>không nhận/);
        const wrong = await visitor.post('/can-bo/toi/thu', { address: 'không phải thư' });
        assert.equal(wrong.status, 422);
        assert.match(wrong.text, /id="f-address-error"/);
        const asked = await visitor.post('/can-bo/toi/thu', { address: 'suoi@xa.tinh.example.vn' });
        assert.match(asked.text, /Đã gửi một thư/, asked.text.slice(0, 4000));
        const letter = await this.mail.letter(1);
        assert.match(letter.heads.subject, /^Xác nhận địa chỉ nhận thư nhắc việc/);
        const link = new URL(/http\S+\/xac-nhan\/\S+/.exec(letter.text)[0]).pathname;
        assert.match((await this.kheo.get(link)).text, /name="login"/, 'the link alone confirms nothing');
        const page = await visitor.get(link);
        assert.match(page.text, /suoi@xa\.tinh\.example\.vn/);
        assert.match((await visitor.get('/can-bo/toi/thu')).text, /Chờ xác nhận/, 'opening it is not enough');
        assert.match((await visitor.post(link, {}, { from: link })).text, /Đang gửi/);
        assert.match((await visitor.get('/can-bo/toi')).text, /gửi tới suoi@xa/);
        assert.equal((await visitor.get(link)).status, 410, 'it works once');
    }

    check_digest(letter) {
        const { heads, text, raw } = letter;
        assert.equal(heads['x-got-for'], 'suoi@xa.tinh.example.vn');
        assert.equal(heads['x-got-from'], 'nhac-viec@tinh.example.vn');
        assert.equal(heads['auto-submitted'], 'auto-generated');
        assert.match(heads['message-id'], new RegExp(`^<${this.days[0]}\\.[0-9a-f]{32}@tinh\\.example\\.vn>$`));
        assert.match(heads.subject, new RegExp(`^Việc cần làm ngày ${people(this.days[0])}: 1 sắp đến hạn$`));
        assert.match(text, /\* Gửi kế hoạch đối thoại \(Kế hoạch 45-KH\/BTGDVTU\)/);
        assert.ok(text.includes(people(this.days[3])), 'by when');
        assert.ok(text.includes(`/can-bo/nhiem-vu/${this.task.id}/don-vi/`), 'the link');
        assert.doesNotMatch(text, /<img|<html/);
        for (const line of raw.split('\r\n')) assert.ok(line.length <= 78 || line.startsWith('List-'), line);
    }

    async end_by_letter(letter) {
        const stop = /<(http[^>]+)>/.exec(letter.heads['list-unsubscribe'])[1];
        const { pathname } = new URL(stop);
        const stranger = this.kheo.visitor_from_elsewhere();
        const page = await stranger.get(pathname);
        assert.match(page.text, /Thôi nhận thư nhắc việc/);
        assert.ok(!page.text.includes('suoi@xa'), 'the page does not show whose it is');
        assert.equal((await this.status()).confirmed, 1, 'opening it is not enough');
        // As a mail program does it (RFC 8058): a bare POST.
        const done = await fetch(this.kheo.address + pathname, { method: 'POST', redirect: 'manual', body: 'List-Unsubscribe=One-Click',
            headers: { 'content-type': 'application/x-www-form-urlencoded' } });
        assert.equal(done.status, 200);
        assert.match(await done.text(), /Đã thôi nhận thư/);
        assert.equal((await this.status()).confirmed, 0);
        assert.equal((await stranger.get(pathname)).status, 410);
    }
}

test('a task is told when it is due soon, when it is late, and never twice', async (t) => {
    const week = await Week.open(t);
    const { kheo, mail } = week;
    await week.assign();
    await week.subscribe();
    assert.equal((await mail.letters()).length, 1, 'on a Sunday there is no digest');
    await week.at('monday', '06:30');
    await pause(6_000);
    assert.equal((await mail.letters()).length, 1, 'nor before the hour');
    await week.at('monday', '08:00');
    week.check_digest(await mail.letter(2));
    assert.equal((await kheo.get('/readyz')).text.includes('"mail":"ok"'), true);

    await week.at('tuesday', '08:00');
    await until('Tuesday needs no letter', 30, async () => (await week.status()).without_news === 1);
    assert.equal((await mail.letters()).length, 2);

    // The server is away on the last working day before; so is the program for a while.
    await mail.stop();
    await week.at('wednesday', '08:00');
    await until('the letter waits', 30, async () => (await week.status()).trouble);
    const { trouble, waiting } = await week.status();
    assert.deepEqual([trouble, waiting], ['không kết nối được với máy chủ thư', 1]);
    assert.match((await kheo.get('/readyz')).text, /"ready":true.*"mail":"waiting"/);
    await kheo.stop();
    await kheo.serve();
    await mail.open();
    await week.at('wednesday', '08:30');
    const third = await mail.letter(3);
    assert.match(third.heads.subject, /: 1 sắp đến hạn$/);
    assert.equal((await week.status()).trouble, '');

    await week.at('friday', '08:00');
    const late = await mail.letter(4);
    assert.match(late.heads.subject, /: 1 quá hạn$/);
    assert.equal(new Set((await mail.letters()).map(({ heads }) => heads['message-id'])).size, 4);
    await week.end_by_letter(late);
    await week.at('friday', '20:00');
    await pause(6_000);
    assert.equal((await mail.letters()).length, 4);
    await kheo.check_ledger();
});

test('what else waits on the desk is told by kind, in numbers, when there is more of it', async (t) => {
    const week = await Week.open(t);
    const { kheo, mail, province } = week;
    await week.subscribe();
    const model = await province.register('Xã Suối Mây', 'Đường hoa ven suối');
    await province.publish(model);
    const citizen = kheo.visitor_from_elsewhere();
    const ask = async (text) => assert.equal((await citizen.api(`/models/${model.id}/questions`, { json: { text } })).status, 201);
    await ask('Bà con góp bao nhiêu ngày công?');
    await week.at('monday', '08:00');
    const { heads, text } = await mail.letter(2);
    assert.match(heads.subject, /: 2 việc khác đang chờ$/);
    assert.match(text, /VIỆC KHÁC ĐANG CHỜ \(2\)/);
    assert.match(text, /\* 1 câu hỏi chờ trả lời\r\n {2}http\S+\/can-bo\/cau-hoi\r\n/);
    assert.match(text, /\* 1 mô hình chưa xác nhận duy trì kỳ này\r\n {2}http\S+\/can-bo\/duy-tri\r\n/);
    for (const name of ['Đường hoa', 'ngày công']) assert.ok(!text.includes(name), `${name} is named on the desk alone`);

    await week.at('tuesday', '08:00');
    await until('Tuesday needs no letter', 30, async () => (await week.status()).without_news === 1);
    await ask('Giống hoa lấy ở đâu?');
    await week.at('wednesday', '08:00');
    const more = await mail.letter(3);
    assert.match(more.text, /\* 2 câu hỏi chờ trả lời\r\n/);
    assert.match(more.text, /- 1 mô hình chưa xác nhận duy trì kỳ này\r\n/, 'told before, and it stands');
    assert.equal((await mail.letters()).length, 3);
    await kheo.check_ledger();
});

test('an address that its server does not know is marked, and its owner reads why', async (t) => {
    const week = await Week.open(t);
    const { kheo, mail, officer: { visitor } } = week;
    await visitor.post('/can-bo/toi/thu', { address: 'khong-co@xa.tinh.example.vn' });
    await until('it is marked', 30, async () => (await week.status()).failing === 1);
    const page = await visitor.get('/can-bo/toi/thu');
    assert.match(page.text, /Bị từ chối[^]*550 5\.1\.1[^]*User unknown/);
    assert.match((await visitor.get('/can-bo')).text, /Địa chỉ nhận thư của bạn bị từ chối/);
    const status = JSON.stringify(await week.status());
    assert.ok(!status.includes('khong-co'), 'operators do not see whose');
    const account = (await visitor.api('/me')).body.id;
    assert.ok(!(await kheo.done('api', 'GET', `/api/v1/accounts/${account}`)).includes('khong-co'));
    assert.ok(!kheo.lines.join('\n').includes('khong-co'), 'nor does the log');
    // It goes with the account.
    await kheo.done('api', 'POST', `/api/v1/accounts/${account}/deactivate`, 'version=1');
    assert.equal((await week.status()).failing, 0);
    assert.match(await readFile(join(kheo.data, 'erasures'), 'utf8'), / reminder_address \d+\n/);
    assert.deepEqual(await mail.letters(), []);
    await kheo.check_ledger();
});

test('two machines on one database send each letter once',
    { skip: process.env.KHEO_TEST_ENGINE !== 'postgres' && 'one program alone works on an embedded database' }, async (t) => {
        const week = await Week.open(t);
        const { kheo, mail } = week;
        await week.assign();
        await week.subscribe();
        const two = await second_machine(t, kheo, { server: 'kheo-moved', settings: settings_of(mail) });
        for (const [name, letters] of [['monday', 2], ['tuesday', 2], ['wednesday', 3], ['friday', 4]]) {
            await week.at(name, '08:00');
            await writeFile(join(two.home, 'clock'), await readFile(join(kheo.home, 'clock'), 'utf8'));
            if (name === 'tuesday') await until('no letter is needed', 30, async () => (await week.status()).without_news === 1);
            await mail.letter(letters);
            await pause(7_000);
            assert.equal((await mail.letters()).length, letters, name);
        }
        await kheo.check_ledger();
    });

test('`kheo mail test` speaks STARTTLS and TLS, and says the server\'s words', async (t) => {
    for (const security of ['starttls', 'tls']) {
        const mail = await MailServer.start(t, security);
        const kheo = await start(t, { settings: settings_of(mail, trusted(mail)), serve: false });
        assert.match(await kheo.done('mail', 'test', 'lan@tinh.example.vn'), /đã nhận thư: 250 2\.0\.0 OK: taken/);
        const letter = await mail.letter(1);
        assert.equal(letter.heads['x-got-tls'], 'yes');
        assert.equal(letter.heads.subject, 'Thư thử của Khéo');
        const unknown = await kheo.cli('mail', 'test', 'khong-co@tinh.example.vn');
        assert.equal(unknown.code, 1);
        assert.match(unknown.err, /không nhận thư: 550 5\.1\.1 .*User unknown/);
        await writeFile(join(kheo.home, 'kheo.toml'), (await readFile(join(kheo.home, 'kheo.toml'), 'utf8')).replace(trusted(mail), ''));
        const distrusted = await kheo.cli('mail', 'test', 'lan@tinh.example.vn');
        assert.equal(distrusted.code, 1);
        assert.match(distrusted.err, /chứng chỉ của máy chủ thư không đáng tin/);
        assert.equal((await mail.letters()).length, 1, 'nothing goes to whom one does not trust');
    }
    const plain = await MailServer.start(t);
    plain.security = 'starttls';
    const kheo = await start(t, { settings: settings_of(plain), serve: false });
    const refused = await kheo.cli('mail', 'test', 'lan@tinh.example.vn');
    assert.equal(refused.code, 1);
    assert.match(refused.err, /không mở STARTTLS/);
    assert.deepEqual(await plain.letters(), [], 'never in the clear instead');
    const off = await start(t, { serve: false });
    assert.match((await off.cli('mail', 'test', 'lan@tinh.example.vn')).err, /Chưa ghi mail\.host/);
});

// As an operator chooses them: blanks, quotes, letters beyond ASCII.
const account = { user: 'nhac-viec@tinh.example.vn', password: 'Qu4n-trọng "khó" đoán' };

// The password, and how it stands in what a program sends (RFC 4616, AUTH LOGIN).
function check_no_password(text, { user, password }, what) {
    const coded = (bytes) => Buffer.from(bytes).toString('base64');
    for (const form of [password, coded(password), coded(`\0${user}\0${password}`)]) {
        assert.ok(!text.includes(form), `${what} has the password as ${form}`);
    }
}

test('mail is signed in to over TLS; with a wrong password letters wait and who runs it reads why', async (t) => {
    const mail = await MailServer.start(t, 'starttls', account);
    const week = await Week.open(t, mail);
    const { kheo } = week;
    await week.assign();
    await week.subscribe();
    const [first] = await mail.letters();
    assert.deepEqual([first.heads['x-got-user'], first.heads['x-got-tls']], [account.user, 'yes']);
    assert.deepEqual(await mail.tries(), [{ login: account.user, password: account.password, tls: true }]);

    const wrong = { ...account, password: 'hun13r-cu' };
    await mail.give_password(wrong.password);
    await week.at('monday', '08:00');
    const status = await until('the letter waits', 30, async () => ((got) => got.trouble && got)(await week.status()));
    assert.match(status.trouble, /^535 5\.7\.8 Not with/);
    assert.equal(status.waiting, 1);
    assert.match((await kheo.get('/readyz')).text, /"mail":"waiting"/);
    const manager = await new Person(kheo, 'quan.tri').with_card(await a_link(kheo, 'quan.tri', 'quan_tri'));
    const desk = (await manager.visitor.get('/can-bo')).text;
    assert.match(desk, /Thư nhắc việc chưa gửi đi được[^]*535 5\.7\.8 Not with/);
    assert.doesNotMatch((await week.officer.visitor.get('/can-bo')).text, /535 5\.7\.8/, 'the officer has no part in it');
    const tried = await kheo.cli('mail', 'test', 'lan@tinh.example.vn');
    assert.equal(tried.code, 1);
    assert.match(tried.err, /không nhận thư: 535 5\.7\.8/);
    assert.ok((await mail.tries()).slice(1).every((one) => one.tls && one.password === wrong.password));
    assert.equal((await mail.letters()).length, 1);
    for (const [what, text] of Object.entries({ log: kheo.lines.join('\n'), status: JSON.stringify(status), desk, command: tried.err + tried.out })) {
        check_no_password(text, wrong, what);
        check_no_password(text, account, what);
    }

    // The right one again: nothing is started anew, and the letter goes.
    await mail.give_password(account.password);
    await week.at('monday', '09:30');
    week.check_digest(await mail.letter(2));
    assert.equal((await week.status()).trouble, '');
    await kheo.check_ledger();
});

test('a password goes to no server that does not hide it, and to none that is not trusted', async (t) => {
    const over_tls = await MailServer.start(t, 'tls', account);
    const good = await start(t, { settings: settings_of(over_tls, trusted(over_tls) + signed_in(over_tls)), serve: false });
    assert.match(await good.done('mail', 'test', 'lan@tinh.example.vn'), /đã nhận thư/);
    assert.equal((await over_tls.letter(1)).heads['x-got-user'], account.user);

    // It asks for a password and offers no STARTTLS.
    const plain = await MailServer.start(t, 'none', account);
    const asked = { ...plain, security: 'starttls' };
    const clear = await start(t, { settings: settings_of(asked, signed_in(asked)), serve: false });
    assert.match((await clear.cli('mail', 'test', 'lan@tinh.example.vn')).err, /không mở STARTTLS/);
    assert.deepEqual(await plain.tries(), [], 'never in the clear');
    // Nor to a mail server on this machine: that combination is no configuration.
    const local = await start(t, { settings: settings_of(plain), serve: false });
    assert.match((await local.cli('mail', 'test', 'lan@tinh.example.vn')).err, /530 5\.7\.0/, 'it takes nothing without signing in');
    await writeFile(join(local.home, 'kheo.toml'), await readFile(join(local.home, 'kheo.toml'), 'utf8') + signed_in(plain));
    assert.match((await local.cli('mail', 'test', 'lan@tinh.example.vn')).err, /mail\.user chỉ dùng/);
    assert.deepEqual(await plain.tries(), []);

    for (const security of ['starttls', 'tls']) {
        const unknown = await MailServer.start(t, security, account);
        const kheo = await start(t, { settings: settings_of(unknown, signed_in(unknown)), serve: false });
        assert.match((await kheo.cli('mail', 'test', 'lan@tinh.example.vn')).err, /chứng chỉ của máy chủ thư không đáng tin/);
        assert.deepEqual(await unknown.tries(), [], security);
    }
    const gone = await start(t, { settings: settings_of(over_tls, trusted(over_tls) + signed_in({ ...over_tls, password_file: '/không/có' })), serve: false });
    assert.match((await gone.cli('mail', 'test', 'lan@tinh.example.vn')).err, /không đọc được mail\.password_file/);
    assert.equal((await over_tls.letters()).length, 1);
});
