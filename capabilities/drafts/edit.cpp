// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/drafts/edit.hpp"

#include "capabilities/drafts/view.hpp"
#include "platform/text/text.hpp"
#include "web/form_page.hpp"
#include "web/form_page.html.hpp"

#include <array>

namespace kheo::drafts
{

namespace
{

using forms::Input;
using forms::Need;

constexpr std::array<forms::Rule, 15> rules{{
    {"draft", "Dự thảo", Input::id, INT64_MAX, Need::required},
    {"version", "Phiên bản", Input::hidden, INT64_MAX, Need::required},
    {"subject", "Trích yếu", Input::text, std::int64_t(longest_subject), Need::required,
     "Công văn thì không cần ghi “V/v”, Khéo tự thêm."},
    {"addressed_to", "Kính gửi", Input::text, 4000, Need::optional, "Chỉ với công văn. Mỗi dòng một nơi."},
    {"grounds", "Căn cứ", Input::text, 6000, Need::optional, "Mỗi dòng một căn cứ."},
    {"text", "Nội dung", Input::text, std::int64_t(longest_text), Need::required,
     "Mỗi dòng một đoạn. Dòng bắt đầu bằng I., II. in đậm; dòng bắt đầu bằng dấu - là gạch đầu dòng. Bảng: "
     "mỗi "
     "dòng một hàng, các ô cách nhau bằng dấu |, hàng đầu là tên cột. Dấu kết thúc văn bản Khéo tự thêm."},
    {"superior", "Cơ quan chủ quản, cấp trên", Input::line, 200, Need::optional,
     "Dòng trên cùng bên trái; không có thì để trống."},
    {"organisation", "Tên cơ quan ban hành", Input::text, 300, Need::required,
     "Tên dài thì xuống dòng ở chỗ muốn ngắt."},
    {"number", "Số", Input::line, 20, Need::optional,
     "Văn thư ghi khi phát hành; để trống thì in chỗ trống."},
    {"notation", "Ký hiệu", Input::line, 60, Need::optional, "Ví dụ: KH-UBND, BC/ĐU."},
    {"place", "Địa danh", Input::line, 80},
    {"issued_on", "Ngày ban hành", Input::date, 0, Need::optional, "Để trống thì ghi tay khi ký."},
    {"recipients", "Nơi nhận", Input::text, 4000, Need::optional,
     "Mỗi dòng một nơi, đến 40 dòng; dòng cuối là nơi lưu."},
    {"authority", "Thẩm quyền, chức vụ người ký", Input::text, 400, Need::optional,
     "Mỗi dòng một ý: TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH."},
    {"signer", "Họ tên người ký", Input::line, 80},
}};

constexpr std::array<forms::Rule, 3> signed_rules{{
    {"draft", "Dự thảo", Input::id, INT64_MAX, Need::required},
    {"version", "Phiên bản", Input::hidden, INT64_MAX, Need::required},
    {"document", "Văn bản đã ký", Input::id, INT64_MAX},
}};

// A name may end with the word: only alone in its field it is a marking.
bool is_whole(documents::Marking const& marking, std::string_view text)
{
    return marking.end - marking.start == characters(text);
}

EditForm form_of(Draft const& draft)
{
    return {draft.id,    draft.version,   draft.subject,      draft.addressed_to, draft.grounds,
            draft.text,  draft.superior,  draft.organisation, draft.number,       draft.notation,
            draft.place, draft.issued_on, draft.recipients,   draft.authority,    draft.signer};
}

} // namespace

std::span<forms::Rule const> EditForm::rules()
{
    return drafts::rules;
}

std::span<forms::Rule const> DropForm::rules()
{
    return std::span(drafts::rules).first(2);
}

std::span<forms::Rule const> SignedForm::rules()
{
    return signed_rules;
}

Outcome<void> without_secrets(Draft const& draft)
{
    std::vector<FieldError> errors;
    auto const look = [&](std::string_view name, std::string const& text) {
        if (!errors.empty() && errors.back().field == name)
            return;
        if (auto const marking = documents::secret_marking(text);
            marking && (name != "signer" || is_whole(*marking, text)))
            errors.push_back(
                {std::string(name),
                 Problem(documents::problems::secret, documents::words_of(marking->secrecy)).sentence});
    };
    json::each_member(draft, [&](std::string_view name, auto const& member) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, std::string>)
            look(name, member);
        if (name == "notation")
            look(name, "1-" + draft.notation); // as it stands on paper, behind the number
    });
    if (errors.empty())
        return {};
    auto problem = Problem(documents::problems::secret, "mật");
    problem.sentence = errors.front().sentence;
    problem.fields = std::move(errors);
    return std::unexpected(std::move(problem));
}

Outcome<Draft> edited(Draft draft, EditForm const& form)
{
    std::vector<FieldError> errors;
    if (lines_of(form.recipients).size() > most_recipients)
        errors.push_back({"recipients", "Nơi nhận: chỉ ghi đến 40 dòng."});
    if (lines_of(form.addressed_to).size() > most_recipients)
        errors.push_back({"addressed_to", "Kính gửi: chỉ ghi đến 40 dòng."});
    if (!errors.empty())
        return refuse(kheo::problems::bad_fields, std::move(errors));
    draft.subject = tidied(form.subject);
    draft.addressed_to = tidied_lines(form.addressed_to);
    draft.grounds = tidied_lines(form.grounds);
    draft.text = form.text;
    draft.superior = form.superior;
    draft.organisation = tidied_lines(form.organisation);
    draft.number = form.number;
    draft.notation = form.notation;
    draft.place = form.place;
    draft.issued_on = form.issued_on;
    draft.recipients = tidied_lines(form.recipients);
    draft.authority = tidied_lines(form.authority);
    draft.signer = form.signer;
    if (auto const sound = without_secrets(draft); !sound)
        return std::unexpected(sound.error());
    return draft;
}

Outcome<routes::Kept> edit(acts::Work& work, EditForm const& form)
{
    auto const before = TRY(load_for_change(work, form.draft, form.version));
    auto draft = TRY(edited(before, form));
    auto const layout = TRY(layout_for(draft, work.today()));
    (void)layout;
    store(work, draft);
    ++draft.version;
    draft.changed_at = work.now;
    return routes::Kept{.after = {"/can-bo/du-thao/" + shown(draft.id), "Đã lưu dự thảo."},
                        .json = json::of(draft).as_object()};
}

Outcome<routes::Kept> drop(acts::Work& work, DropForm const& form)
{
    auto const draft = TRY(load_for_change(work, form.draft, form.version));
    erase(work, draft);
    return routes::Kept{.after = {"/can-bo/du-thao", "Đã bỏ dự thảo."}, .json = {{"id", shown(draft.id)}}};
}

Outcome<routes::Kept> mark_signed(acts::Work& work, SignedForm const& form)
{
    auto draft = TRY(load_for_change(work, form.draft, form.version));
    if (form.document) {
        auto const document = documents::load(work, form.document);
        if (!document || document->body != draft.body || document->stage != documents::Stage::recorded)
            return refuse(problems::not_yours,
                          std::vector<FieldError>{{"document", std::string(problems::not_yours.sentence)}});
    }
    draft.signed_as = form.document;
    store(work, draft);
    ++draft.version;
    return routes::Kept{.after = {"/can-bo/du-thao/" + shown(draft.id), "Đã ghi văn bản đã ký."},
                        .json = json::of(draft).as_object()};
}

Outcome<routes::Page> show_edit(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const draft = TRY(load(reading, {parse_id(forms::value_of(sent.values, "draft")).value_or(0)}));
    auto values = sent.values;
    if (!problem)
        for (auto& [name, value] : web::values_of(form_of(draft)))
            forms::replace(values, name, value);
    auto const fields = web::FormFields(EditForm::rules(), values, problem);
    auto const address = "/can-bo/du-thao/" + shown(draft.id);
    auto page =
        web::FormPage{.title = "Sửa dự thảo " + lower(label(draft.kind)),
                      .action = address + "/sua",
                      .keys = web::form_keys_of(reading.csrf, values, problem, std::to_string(draft.version)),
                      .errors = web::errors_of(problem),
                      .buttons = {{"Lưu và xem bản trình bày"}},
                      .cancel = {"Xem bản đã lưu", address}};
    page.intro = layout_words(draft, reading.today());
    auto content = draft.kind == Kind::letter ? fields.fields({"subject", "addressed_to", "grounds", "text"})
                                              : fields.fields({"subject", "grounds", "text"});
    content.back().rows = 24;
    page.sections.push_back(
        {"Nội dung", "Chỗ nào có dấu “…” là chỗ Khéo không biết, xin ghi thêm.", std::move(content)});
    page.sections.push_back(
        {"Phần đầu", "",
         fields.fields({"superior", "organisation", "number", "notation", "place", "issued_on"})});
    page.sections.push_back({"Phần cuối", "", fields.fields({"recipients", "authority", "signer"})});
    return routes::Page{.title = page.title,
                        .crumbs = {{"Việc của tôi", "/can-bo"},
                                   {"Dự thảo", "/can-bo/du-thao"},
                                   {name_of(draft), address},
                                   {"Sửa", ""}},
                        .body = web::form_page(page),
                        .section = "/can-bo/van-ban"};
}

} // namespace kheo::drafts
