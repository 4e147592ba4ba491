// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/plans/answer.hpp"

#include "platform/text/text.hpp"

#include <algorithm>
#include <array>
#include <sstream>

namespace kheo::plans
{

namespace
{

using forms::Input;
using forms::Need;

constexpr std::size_t most_proofs = 20;

std::vector<forms::Rule> of_part(std::initializer_list<forms::Rule> own)
{
    std::vector<forms::Rule> all{
        {"task", "Nhiệm vụ", Input::id, INT64_MAX, Need::required},
        {"body", "Đơn vị", Input::id, INT64_MAX, Need::required},
        {"period", "Kỳ", Input::line, 10},
        {"version", "Phiên bản", Input::hidden, INT64_MAX},
    };
    std::ranges::copy(own, std::back_inserter(all));
    return all;
}

constexpr forms::Rule proofs_rule(std::string_view name)
{
    return {name,
            "Minh chứng",
            Input::text,
            2000,
            Need::optional,
            "Địa chỉ trang văn bản hoặc mô hình trong Khéo, mỗi dòng một địa chỉ. Giấy tờ chưa có thì vào "
            "mục Văn bản thêm trước, chụp ảnh cũng được."};
}

// The proofs as the record keeps them; each is one that the actor may see.
Outcome<std::string> proofs_in(acts::Reading const& reading, std::string_view field, std::string const& lines,
                               std::string const& before)
{
    auto all = proofs_of(before);
    std::vector<FieldError> errors;
    auto in = std::istringstream(lines);
    for (std::string line; std::getline(in, line);) {
        line = tidied(line);
        if (line.empty())
            continue;
        auto const proof = proof_of(line);
        auto const held = proof && (proof->document ? documents::load(reading, proof->document).has_value()
                                                    : models::load(reading, proof->model).has_value());
        if (!held)
            errors.push_back({std::string(field), Problem(problems::no_such_proof, line).sentence});
        else if (std::ranges::find(all, *proof) == all.end())
            all.push_back(*proof);
    }
    if (all.size() > most_proofs)
        errors.push_back(
            {std::string(field), "Minh chứng: nhiều nhất " + std::to_string(most_proofs) + " mục."});
    if (!errors.empty())
        return refuse(kheo::problems::bad_fields, std::move(errors));
    return text_of(all);
}

} // namespace

Outcome<void> no_secret(std::string const& text)
{
    if (auto const marking = documents::secret_marking(text))
        return refuse(documents::problems::secret, documents::words_of(marking->secrecy));
    return {};
}

std::span<forms::Rule const> PromiseForm::rules()
{
    static auto const list = of_part({
        {"promise", "Đơn vị sẽ làm gì", Input::text, 3000, Need::optional,
         "Việc gì, ai làm, xong khi nào. Có kế hoạch riêng thì chọn văn bản bên dưới, ở đây ghi ý chính."},
        {"document", "Văn bản kế hoạch của đơn vị", Input::id, INT64_MAX, Need::optional,
         "Văn bản đã ghi vào thư viện. Chưa có thì vào mục Văn bản thêm trước."},
        {"planned_on", "Ngày ký kế hoạch", Input::date},
    });
    return list;
}

std::span<forms::Rule const> ReportForm::rules()
{
    static auto const list = of_part({
        {"progress", "Đã làm đến đâu", Input::text, 2000, Need::required,
         "Kết quả đến hôm nay, vướng gì, cần ai giúp."},
        proofs_rule("proofs"),
    });
    return list;
}

std::span<forms::Rule const> CompleteForm::rules()
{
    static auto const list = of_part({
        {"done_on", "Ngày diễn ra", Input::date, 0, Need::required,
         "Ngày ghi trên văn bản đã ký hoặc ngày việc thật sự xong, không phải ngày nhập. Đúng hạn hay quá "
         "hạn tính theo ngày này."},
        {"result", "Kết quả", Input::text, 3000, Need::required, "Làm được gì, con số nào chứng minh."},
        {"signer_office", "Chức vụ người ký", Input::line, 200, Need::optional,
         "Ví dụ: Bí thư Đảng ủy xã. Người ký không cần tài khoản."},
        proofs_rule("evidence"),
    });
    return list;
}

std::span<forms::Rule const> DecideForm::rules()
{
    static auto const list = of_part({{"reason", "Vì sao trả lại", Input::text, 1000, Need::optional,
                                       "Còn thiếu gì, cần làm thêm gì. Đơn vị đọc được."}});
    return list;
}

std::optional<Proof> proof_of(std::string_view line)
{
    for (auto const& [sign, of_document] :
         {std::pair(std::string_view("/van-ban/"), true), std::pair(std::string_view("/mo-hinh/"), false)}) {
        auto const at = line.find(sign);
        if (at == line.npos)
            continue;
        auto const rest = line.substr(at + sign.size());
        auto const id = parse_id(rest.substr(0, rest.find_first_not_of("0123456789")));
        if (id)
            return of_document ? Proof{{*id}, {}} : Proof{{}, {*id}};
    }
    return std::nullopt;
}

Outcome<acts::Recorded<Plan>> promise(acts::Work& work, PromiseForm const& form)
{
    auto const part = TRY(load_for_change(work, Side::unit, form, form.version));
    if (part.role != tasks::Part::lead)
        return refuse(problems::supports_only);
    if (auto const open = no_secret(form.promise); !open)
        return std::unexpected(open.error());
    if (form.document && form.document != part.plan.document && !documents::load(work, form.document))
        return refuse(kheo::problems::bad_fields,
                      std::vector<FieldError>{{"document", "Văn bản kế hoạch: xin chọn trong danh sách."}});
    if (form.planned_on && *form.planned_on > work.today())
        return refuse(kheo::problems::bad_fields,
                      std::vector<FieldError>{{"planned_on", "Ngày ký kế hoạch: chưa đến ngày này."}});
    auto next = TRY(planned(part.plan, form.promise, form.document, form.planned_on));
    return store(work, "plans.promised", std::move(next));
}

Outcome<acts::Recorded<Plan>> report(acts::Work& work, ReportForm const& form)
{
    auto const part = TRY(load_for_change(work, Side::unit, form, form.version));
    if (auto const open = no_secret(form.progress); !open)
        return std::unexpected(open.error());
    auto next = TRY(reported(part.plan, form.progress, work.today()));
    auto evidence = TRY(proofs_in(work, "proofs", form.proofs, next.evidence));
    next.evidence = std::move(evidence);
    return store(work, "plans.reported", std::move(next), {{"text", form.progress}});
}

Outcome<acts::Recorded<Plan>> complete(acts::Work& work, CompleteForm const& form)
{
    auto const part = TRY(load_for_change(work, Side::unit, form, form.version));
    if (part.role != tasks::Part::lead)
        return refuse(problems::supports_only);
    if (auto const open = no_secret(form.result + "\n" + form.signer_office); !open)
        return std::unexpected(open.error());
    ensure(form.done_on.has_value(), "a completion without its day");
    auto issued = tasks::Eyes(work).document_of(part.task).issued_on;
    // Where the paper bears no day, the day from which somebody counted; not the day of typing.
    if (!issued && part.task.counted_from < part.task.assigned_on)
        issued = part.task.counted_from;
    auto next =
        TRY(completed(part.plan, {*form.done_on, form.result, form.signer_office, issued}, work.today()));
    auto evidence = TRY(proofs_in(work, "evidence", form.evidence, next.evidence));
    next.evidence = std::move(evidence);
    return store(work, "plans.completed", std::move(next), {{"text", form.result}});
}

Outcome<acts::Recorded<Plan>> accept(acts::Work& work, DecideForm const& form)
{
    auto const part = TRY(load_for_change(work, Side::parent, form, form.version));
    auto next = TRY(accepted(part.plan, work.today()));
    if (is_own_word(work, part.plan))
        return refuse(problems::own_word);
    return store(work, "plans.accepted", std::move(next));
}

Outcome<acts::Recorded<Plan>> give_back(acts::Work& work, DecideForm const& form)
{
    auto const part = TRY(load_for_change(work, Side::parent, form, form.version));
    if (auto const open = no_secret(form.reason); !open)
        return std::unexpected(open.error());
    auto next = TRY(returned(part.plan, form.reason, work.today()));
    return store(work, "plans.returned", std::move(next), {{"reason", form.reason}});
}

} // namespace kheo::plans
