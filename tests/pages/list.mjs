// SPDX-License-Identifier: AGPL-3.0-or-later
// Every page that people see. `path` may be a function of what the rig found on
// the way (see `find`); `role` is who looks (null: the public); `needs` is a
// sentence or CSS selector that proves the right page came; `kib` is the budget
// of its first view where it is not the usual 60 KiB.

import { of_documents } from './find_documents.mjs';
import { of_imports } from './find_imports.mjs';
import { of_models } from './find_models.mjs';
import { of_rounds } from './find_rounds.mjs';

// How each role's one-time link is named in what `kheo serve` prints in a demo.
export const roles = {
    commune: /cán bộ xã/i,
    province: /cán bộ tỉnh/i,
    appraiser: /hội đồng thẩm định/i,
    administrator: /quản trị/i,
};

// The page of an area of the demo's province.
async function demo_area(rig, pick) {
    const { body: { items } } = await rig.kheo.api('/api/v1/areas');
    const { body } = await rig.kheo.api(`/api/v1/areas/${items.find((each) => each.demo).id}`);
    return `/dia-ban/${pick(body)}`;
}

export const pages = [
    { path: '/', role: null, needs: 'h1' },
    { path: '/mo-hinh', role: null, needs: 'h1' },
    { path: '/mo-hinh?stage=recognised', role: null, needs: 'Đã công nhận' },
    { path: '/tim?q=rac', role: null, needs: 'h1' },
    { path: '/dia-ban', role: null, needs: 'h1' },
    { path: '/dien-hinh', role: null, needs: 'h1' },
    { path: '/bieu', role: null, needs: 'h1' },
    { path: '/so-kiem-chung', role: null, needs: 'h1' },
    { path: '/gioi-thieu', role: null, needs: 'h1' },
    { path: '/quyen-rieng-tu', role: null, needs: 'h1' },
    { path: '/tro-nang', role: null, needs: 'h1' },
    { path: '/lien-he', role: null, needs: 'h1' },
    { path: '/tro-giup', role: null, needs: 'h1' },
    { path: '/can-bo/dang-nhap', role: null, needs: 'h1' },
    // What a visitor meets on the way: one area, what is found and what is not, a question put wrongly.
    { path: '/tim?q=nuoc+sach', role: null, needs: 'mark' },
    { path: '/tim?q=zzzz+nuoc', role: null, needs: 'Không thấy kết quả nào' },
    { path: `/tim?q=${'dai'.repeat(60)}`, role: null, needs: 'Không thấy kết quả nào' },
    { path: '/bieu?group=field', role: null, needs: '#f-group' },
    { path: '/bieu?year=99999&as_of=abc', role: null, needs: '#f-year-error', status: 400 },
    { path: '/can-bo/bieu?as_of=abc', role: 'province', needs: '#f-as_of-error', status: 400 },
    { path: '/can-bo/bieu/mot-trang', role: 'province', needs: 'Việc cần chú ý' },
    { path: '/can-bo/bieu/dong?row=total&column=stage.returned', role: 'province', needs: 'table' },
    { path: '/can-bo/dien-hinh', role: 'province', needs: 'h1' },
    { name: 'a province', path: (rig) => demo_area(rig, (area) => area.id), role: null, needs: 'Biểu tổng hợp' },
    { name: 'a commune', path: (rig) => demo_area(rig, (area) => area.children[3].id), role: null, needs: 'Mô hình ở' },
    { name: 'the bodies of a commune', path: (rig) => demo_area(rig, (area) => `${area.children[3].id}/co-quan`), role: null, needs: 'Đầu mối dân vận' },
    { name: 'a model', path: of_models(({ kept }) => `/mo-hinh/${kept}`), role: null, needs: 'Phiếu kiểm chứng' },
    { name: 'a receipt', path: of_models(({ receipt }) => `/so-kiem-chung/phieu/${receipt}`), role: null, needs: 'Tự kiểm tra' },
    // The life of a model after its registration.
    { path: '/duy-tri', role: null, needs: '.kheo-tiles' },
    { path: '/mo-hinh?condition=unconfirmed', role: null, needs: 'Tình trạng' },
    { name: 'a lineage', path: of_models(({ origin }) => `/mo-hinh/${origin}/nhan-rong`), role: null, needs: '.kheo-lineage' },
    { name: 'a model that ended', path: of_models(({ ended }) => `/mo-hinh/${ended}`), role: null, needs: 'Bài học rút ra' },
    { name: 'a question to ask', path: of_models(({ origin }) => `/mo-hinh/${origin}/hoi`), role: null, needs: '#f-text' },
    { path: '/can-bo/duy-tri', role: 'commune', needs: '.kheo-work' },
    { name: 'the table of a body', path: of_models(({ table }) => table), role: 'commune', needs: '.kheo-keep' },
    { path: '/can-bo/duy-tri/tinh-hinh', role: 'province', needs: 'Tin nhắn nhắc việc' },
    { path: '/can-bo/noi-khac?q=rac', role: 'commune', needs: '.kheo-work' },
    { path: '/can-bo/cau-hoi', role: 'commune', needs: 'h1' },
    { name: 'how a model stands', path: of_models(({ own }) => `/can-bo/mo-hinh/${own}/tinh-trang`), role: 'commune', needs: 'h1' },
    { name: 'a replication to record', path: of_models(({ own }) => `/can-bo/mo-hinh/${own}/nhan-rong`), role: 'commune', needs: '#f-origin' },
    { path: '/mo-hinh/khong-co', role: null, needs: 'Không tìm thấy', status: 404 },
    { path: '/can-bo/lien-ket/da-dung-roi', role: null, needs: 'h1', status: 410 },
    { name: 'a model in the office', path: of_models(({ own }) => `/can-bo/mo-hinh/${own}`), role: 'commune', needs: 'h1' },
    { name: 'a model to edit', path: of_models(({ own }) => `/can-bo/mo-hinh/${own}/sua`), role: 'commune', needs: '#f-title' },
    { name: 'evidence', path: of_models(({ own }) => `/can-bo/mo-hinh/${own}/minh-chung`), role: 'commune', needs: 'input[type=file]' },
    { path: '/can-bo/mo-hinh/moi', role: 'commune', needs: '#goi-y' },
    { path: '/can-bo/mo-hinh/nhieu?step=receive', role: 'province', needs: 'h1' },
    { path: '/quyet-dinh', role: null, needs: 'QĐ' },
    { name: 'a decision', path: of_rounds(({ decision }) => `/quyet-dinh/${decision}`), role: null, needs: 'Giấy công nhận' },
    { name: 'a recognition', path: of_rounds(({ recognition }) => `/cong-nhan/${recognition}`), role: null, needs: 'đang có hiệu lực' },
    { path: '/can-bo/tham-dinh', role: 'province', needs: 'Đang mở' },
    { path: '/can-bo/tham-dinh/moi', role: 'province', needs: '#f-title' },
    { path: '/can-bo/cong-nhan', role: 'province', needs: 'QĐ' },
    { name: 'a round', path: of_rounds(({ open }) => `/can-bo/tham-dinh/${open}`), role: 'province', needs: 'Bộ tiêu chí' },
    { name: 'models for a round', path: of_rounds(({ open }) => `/can-bo/tham-dinh/${open}/them`), role: 'province', needs: 'input[name=models]' },
    { name: 'minutes', path: of_rounds(({ open }) => `/can-bo/tham-dinh/${open}/hop`), role: 'province', needs: 'input[name=passed]' },
    { name: 'a decision to enter', path: of_rounds(({ open }) => `/can-bo/tham-dinh/${open}/quyet-dinh`), role: 'province', needs: 'h1' },
    { name: 'a file in a round', path: of_rounds(({ candidate }) => `/can-bo/ho-so-tham-dinh/${candidate}`), role: 'province', needs: 'Điểm của hội đồng' },
    { name: 'a criterion', path: of_rounds(({ preparing }) => `/can-bo/tham-dinh/${preparing}/tieu-chi?at=1`), role: 'province', needs: '#f-label' },
    { name: 'a round in preparation', path: of_rounds(({ preparing }) => `/can-bo/tham-dinh/${preparing}`), role: 'province', needs: 'Thêm tiêu chí' },
    { path: '/can-bo', role: 'appraiser', needs: 'Chờ tôi chấm điểm' },
    { name: 'a file to score', path: of_rounds(({ to_score }) => `/can-bo/ho-so-tham-dinh/${to_score}`), role: 'appraiser', needs: '#f-points_1' },
    { name: 'a file to complete', path: of_rounds(({ asked }) => `/can-bo/ho-so-tham-dinh/${asked}`), role: 'province', needs: 'Cần bổ sung' },
    { name: 'a visit', path: of_rounds(({ candidate }) => `/can-bo/ho-so-tham-dinh/${candidate}/khao-sat`), role: 'province', needs: '#f-findings' },
    { path: '/van-ban', role: null, needs: '12-CT/TU' },
    { path: '/van-ban?q=kien+nghi', role: null, needs: 'mark' },
    { name: 'a document replaced', path: of_documents(({ replaced }) => `/van-ban/${replaced}`), role: null, needs: 'Bị thay thế bằng' },
    { name: 'a directive', path: of_documents(({ directive }) => `/van-ban/${directive}`), role: null, needs: 'svg' },
    { name: 'the words of a directive', path: of_documents(({ directive }) => `/van-ban/${directive}/toan-van`), role: null, needs: 'article' },
    { name: 'a document only cited', path: of_documents(({ cited }) => cited), role: null, needs: 'Chưa có trong thư viện' },
    { path: '/can-bo/van-ban', role: 'province', needs: 'Chỉ nơi nhận' },
    { path: '/can-bo/van-ban/moi', role: 'province', needs: 'input[type=file]' },
    { path: '/can-bo/van-ban/ghi', role: 'commune', needs: '#f-subject' },
    { name: 'a document in the office', path: of_documents(({ narrow }) => `/can-bo/van-ban/${narrow}`), role: 'province', needs: 'Phạm vi phổ biến' },
    { name: 'a document to correct', path: of_documents(({ narrow }) => `/can-bo/van-ban/${narrow}/sua`), role: 'province', needs: '#f-reason' },
    { name: 'a document to confirm', path: of_documents(({ reading }) => `/can-bo/van-ban/doc/${reading}`), role: 'province', needs: '.kheo-confirm__words mark' },
    { path: '/can-bo/du-thao', role: 'commune', needs: 'Soạn văn bản' },
    { path: '/can-bo/du-thao/moi', role: 'commune', needs: '#f-body' },
    { name: 'writing from a document', path: of_documents(({ directive }) => `/can-bo/du-thao/moi?origin=document&of=${directive}`), role: 'province', needs: 'Soạn từ' },
    { name: 'a draft', path: of_documents(({ draft }) => `/can-bo/du-thao/${draft}`), role: 'province', needs: '.kheo-paper' },
    { name: 'a draft to edit', path: of_documents(({ draft }) => `/can-bo/du-thao/${draft}/sua`), role: 'province', needs: '#f-text' },
    { path: '/can-bo', role: 'commune', needs: 'h1' },
    { path: '/can-bo/mo-hinh', role: 'commune', needs: 'h1' },
    { path: '/can-bo/mo-hinh/moi', role: 'commune', needs: 'h1' },
    { path: '/can-bo', role: 'province', needs: 'h1' },
    { path: '/can-bo/gop-so', role: 'province', needs: 'h1' },
    { name: 'gop-so, files read', path: of_imports(({ open }) => `/can-bo/gop-so/${open}`), role: 'province', needs: 'Trả lại nơi gửi' },
    { name: 'gop-so, taken and undone', path: of_imports(({ done }) => `/can-bo/gop-so/${done}`), role: 'province', needs: 'Đã hoàn tác' },
    { name: 'gop-so, a file', path: of_imports(({ open, messy }) => `/can-bo/gop-so/${open}/tep/${messy}`), role: 'province', needs: '.kheo-rows__error' },
    { name: 'gop-so, rows to mend', path: of_imports(({ open, messy }) => `/can-bo/gop-so/${open}/tep/${messy}?muc=to_fix`), role: 'province', needs: '.kheo-rows__error' },
    { name: 'gop-so, columns to explain', path: of_imports(({ open, unclear }) => `/can-bo/gop-so/${open}/tep/${unclear}`), role: 'province', needs: 'cột chưa rõ nghĩa' },
    { name: 'gop-so, not read', path: of_imports(({ open, unreadable }) => `/can-bo/gop-so/${open}/tep/${unreadable}`), role: 'province', needs: 'không phải bảng tính' },
    { path: '/can-bo/bieu', role: 'province', needs: 'h1' },
    { path: '/can-bo/tai-khoan', role: 'administrator', needs: 'h1' },
    { path: '/can-bo/co-quan', role: 'administrator', needs: 'h1' },
    { path: '/can-bo/co-quan/nhap', role: 'administrator', needs: 'h1' },
    { path: '/can-bo/co-quan/khung', role: 'administrator', needs: 'h1' },
    { path: '/can-bo/toi', role: 'administrator', needs: 'h1' },
];
