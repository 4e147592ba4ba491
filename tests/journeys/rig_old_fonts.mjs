// SPDX-License-Identifier: AGPL-3.0-or-later
// Word and Excel files as offices typed them before Unicode: the letters are
// Latin ones, and the font of each run says what they mean.
import { zip } from './rig_sheets.mjs';

const from_byte = (byte, letters) => [...letters].map((letter, at) => [letter, String.fromCharCode(byte + at)]);

// TCVN 5712:1993, VN3.
const tcvn3 = new Map([
    ...from_byte(0xa1, 'ĂÂÊÔƠƯĐăâêôơưđ'), ...from_byte(0xb5, 'àảãáạ'), ...from_byte(0xbb, 'ằẳẵắ'), ...from_byte(0xc6, 'ặầẩẫấậè'),
    ...from_byte(0xce, 'ẻẽéẹềểễếệìỉ'), ...from_byte(0xdc, 'ĩíịò'), ...from_byte(0xe1, 'ỏõóọồổỗốộờởỡớợù'), ...from_byte(0xf1, 'ủũúụừửữứựỳỷỹýỵ'),
]);

// Runs of one font each: a capital with a tone is a small letter of the font of capitals.
export function tcvn3_runs(text) {
    const runs = [];
    for (const letter of text.normalize('NFC')) {
        const own = letter.codePointAt(0) < 0x80 || tcvn3.has(letter);
        const [font, typed] = own ? ['.VnTime', tcvn3.get(letter) ?? letter] : ['.VnTimeH', tcvn3.get(letter.toLowerCase())];
        if (typed === undefined) throw new Error(`TCVN3 has no ${letter}`);
        if (runs.at(-1)?.font === font) runs.at(-1).text += typed;
        else runs.push({ font, text: typed });
    }
    return runs;
}

const marks = { '\u0301': 'ù', '\u0300': 'ø', '\u0309': 'û', '\u0303': 'õ', '\u0323': 'ï', '\u0302': 'â', '\u0306': 'ê',
    '\u0302\u0301': 'á', '\u0302\u0300': 'à', '\u0302\u0309': 'å', '\u0302\u0303': 'ã', '\u0323\u0302': 'ä',
    '\u0306\u0301': 'é', '\u0306\u0300': 'è', '\u0306\u0309': 'ú', '\u0306\u0303': 'ü', '\u0323\u0306': 'ë' };
const alone = new Map([...'đĐơƠưƯíÍìÌỉỈĩĨịỊỵỴ'].map((letter, at) => [letter, [...'ñÑôÔöÖíÍìÌæÆóÓòÒîÎ'][at]]));

export const vni_text = (text) => [...text.normalize('NFC')].map((letter) => {
    if (alone.has(letter) || letter.codePointAt(0) < 0x80) return alone.get(letter) ?? letter;
    const [base, ...rest] = letter.normalize('NFD');
    const horn = rest.includes('\u031b');
    const mark = marks[rest.filter((each) => each !== '\u031b').join('')];
    const typed = horn ? alone.get(`${base}\u031b`.normalize('NFC')) : base;
    return typed + (base === base.toUpperCase() ? mark.toUpperCase() : mark);
}).join('');

const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const run = ({ font, text }) => `<w:r><w:rPr><w:rFonts w:ascii="${font}" w:hAnsi="${font}"/></w:rPr><w:t xml:space="preserve">${escape(text)}</w:t></w:r>`;
// A paragraph is a text in TCVN3, or a list of runs.
const paragraph = (one) => `<w:p>${(typeof one === 'string' ? tcvn3_runs(one) : one).map(run).join('')}</w:p>`;

export function old_docx(paragraphs) {
    const types = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
    const space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
    const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
    return zip(new Map([
        ['[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            + `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${types}.document.main+xml"/></Types>`],
        ['_rels/.rels', `<Relationships xmlns="${relations}"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`],
        ['word/document.xml', `<?xml version="1.0" encoding="UTF-8"?><w:document ${space}><w:body>${paragraphs.map(paragraph).join('')}</w:body></w:document>`],
    ]));
}

// Rows of texts; a cell is typed in one font, or in several where capitals need it.
export function old_xlsx(rows) {
    const space = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
    const cell = (text, at, row) => {
        const runs = tcvn3_runs(text);
        const one = runs.length === 1 && runs[0].font === '.VnTime';
        const inside = one ? `<t>${escape(runs[0].text)}</t>`
            : runs.map((each) => `<r><rPr><rFont val="${each.font}"/></rPr><t xml:space="preserve">${escape(each.text)}</t></r>`).join('');
        return `<c r="${String.fromCharCode(65 + at)}${row + 1}" s="1" t="inlineStr"><is>${inside}</is></c>`;
    };
    const data = rows.map((texts, row) => `<row r="${row + 1}">${texts.map((text, at) => (text === '' ? '' : cell(text, at, row))).join('')}</row>`).join('');
    const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
    return zip(new Map([
        ['[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            + `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/>`
            + `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`],
        ['_rels/.rels', `<Relationships xmlns="${relations}"><Relationship Id="a" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
        ['xl/workbook.xml', `<workbook xmlns="${space}" xmlns:r="${office}"><sheets><sheet name="Dang ky" sheetId="1" r:id="s"/></sheets></workbook>`],
        ['xl/_rels/workbook.xml.rels', `<Relationships xmlns="${relations}"><Relationship Id="s" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="t" Type="${office}/styles" Target="styles.xml"/></Relationships>`],
        ['xl/worksheets/sheet1.xml', `<worksheet xmlns="${space}"><sheetData>${data}</sheetData></worksheet>`],
        ['xl/styles.xml', `<styleSheet xmlns="${space}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><sz val="12"/><name val=".VnTime"/></font></fonts>`
            + '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
            + '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
            + '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>'],
    ]));
}
