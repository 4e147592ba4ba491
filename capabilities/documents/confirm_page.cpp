// SPDX-License-Identifier: AGPL-3.0-or-later
// The pages on which a document comes in: send, wait, confirm, correct.
#include "capabilities/documents/confirm.hpp"
#include "capabilities/documents/confirm_page.html.hpp"
#include "capabilities/documents/problems.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace kheo::documents
{

namespace
{

constexpr std::size_t most_shown = 40'000; // characters of the text beside the form
constexpr auto section = "/can-bo/van-ban";
constexpr auto send_again = "/can-bo/van-ban/moi";

// The bytes of each place that counts code points.
class Places
{
  public:
    explicit Places(std::string_view text)
    {
        for (std::size_t at = 0; at < text.size(); ++at)
            if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80)
                offsets_.push_back(at);
        offsets_.push_back(text.size());
    }
    std::size_t byte(std::size_t place) const { return offsets_[std::min(place, offsets_.size() - 1)]; }

  private:
    std::vector<std::size_t> offsets_;
};

struct Mark {
    std::size_t begin;
    std::size_t end;
    std::string anchor;
};

// The text in pieces, those that were read apart; one within another is left out.
std::vector<Piece> pieces_of(std::string_view text, std::vector<Mark> marks)
{
    std::ranges::sort(marks, {}, &Mark::begin);
    std::vector<Piece> pieces;
    std::size_t at = 0;
    for (auto& mark : marks) {
        if (mark.begin < at || mark.end <= mark.begin)
            continue;
        pieces.push_back({std::string(text.substr(at, mark.begin - at)), ""});
        pieces.push_back(
            {std::string(text.substr(mark.begin, mark.end - mark.begin)), std::move(mark.anchor)});
        at = mark.end;
    }
    auto const rest = first_characters(text.substr(at), most_shown);
    pieces.push_back({std::string(rest), ""});
    if (at + rest.size() < text.size())
        pieces.back().text += "\n…";
    return pieces;
}

class Beside
{
  public:
    Beside(Intake const& intake, Proposal const& proposal)
        : places_(intake.text), pages_(pages_of(intake.pages)),
          address_("/can-bo/van-ban/doc/" + kheo::shown(intake.id) + "/trang/")
    {
        auto const press = proposal.of_press;
        if (press) {
            add("subject", proposal.title);
            add("issued_on", proposal.published);
        } else {
            add("type", proposal.type);
            add("number", proposal.number);
            add("issuer", proposal.issuer);
            add("issued_at", proposal.place);
            add("issued_on", proposal.date);
            add("signer_office", proposal.signer_office);
            add("subject", proposal.subject);
            add("validity", proposal.validity);
            if (!proposal.recipients.empty()) {
                auto all = proposal.recipients.front();
                all.end = std::max(all.end, proposal.recipients.back().end);
                add("recipients", all);
            }
        }
        std::size_t line = press && !proposal.number.empty() ? 1 : 0;
        if (line == 1)
            add("cited-0", proposal.number);
        for (auto const& each : proposal.citations)
            add("cited-" + std::to_string(line++), each.number);
    }

    Shown shown(web::Field field) const
    {
        auto made = Shown{.field = std::move(field)};
        auto const found = places_of_.find(made.field.name);
        if (found == places_of_.end())
            return made;
        auto const& [begin, end, page, words] = found->second;
        made.words = words;
        made.page = pages_.size() > 1 ? int(page) : 0;
        made.anchor = "w-" + made.field.name;
        if (auto const lines = lines_of(found->second); !lines.empty()) {
            auto const& picture = *pages_[page - 1].picture;
            made.strip = Strip{address_ + std::to_string(page), picture.width, picture.height,
                               view_of(lines, picture), "r-" + made.field.name};
        }
        return made;
    }
    std::string anchor(std::string const& name) const { return places_of_.contains(name) ? "w-" + name : ""; }
    std::vector<Mark> const& marks() const { return marks_; }
    std::string unreadable() const
    {
        std::string list;
        for (std::size_t at = 0; at < pages_.size(); ++at)
            if (pages_[at].unreadable)
                list += (list.empty() ? "" : ", ") + std::to_string(at + 1);
        return list;
    }

    // The pages with what was read on them by the fields of the form; the first
    // one always.
    void put_scans(ConfirmPage& page) const
    {
        for (std::size_t at = 0; at < pages_.size(); ++at) {
            if (!pages_[at].picture)
                continue;
            auto const number = at + 1;
            auto scan = Scan{int(number),
                             address_ + std::to_string(number),
                             pages_[at].picture->width,
                             pages_[at].picture->height,
                             {}};
            for (auto const& [name, place] : places_of_)
                if (auto lines = lines_of(place); place.page == number && !lines.empty())
                    scan.regions.push_back({"r-" + name, field_of(name), label_of(name), std::move(lines)});
            auto const seen = !scan.regions.empty() || page.scans.empty();
            (seen ? page.scans : page.other_scans).push_back(std::move(scan));
        }
    }

  private:
    struct Place {
        std::size_t begin = 0;
        std::size_t end = 0;
        std::size_t page = 1; // from 1
        std::string words;
    };

    void add(std::string const& name, Field const& field)
    {
        if (field.empty() || field.end <= field.start)
            return;
        auto place = Place{places_.byte(field.start), places_.byte(field.end), 0, tidied(field.words)};
        for (auto const& one : pages_)
            place.page += one.begin <= std::int64_t(place.begin) ? 1 : 0;
        marks_.push_back({place.begin, place.end, "w-" + name});
        places_of_[name] = std::move(place);
    }

    std::vector<Rect> lines_of(Place const& place) const
    {
        if (place.page == 0 || !pages_[place.page - 1].picture)
            return {};
        return lines_on(pages_[place.page - 1], place.begin, place.end);
    }

    // A cited document has its select, each other field its input.
    static std::string field_of(std::string const& name)
    {
        return name.starts_with("cited-") ? name : "f-" + name;
    }
    static std::string label_of(std::string const& name)
    {
        for (auto const& rule : field_rules())
            if (rule.name == name)
                return std::string(rule.label);
        return "Văn bản được dẫn";
    }

    Places places_;
    std::vector<PageOfText> pages_;
    std::string address_;
    std::vector<Mark> marks_;
    std::map<std::string, Place> places_of_;
};

std::vector<web::Choice> kind_choices(std::size_t at, citations::Kind kind, forms::Values const& typed)
{
    auto chosen = std::to_string(at) + ":" + boost::describe::enum_to_string(kind, "");
    for (auto const& [name, value] : typed)
        if (name == "cited" && value.starts_with(std::to_string(at) + ":"))
            chosen = value;
    std::vector<web::Choice> choices;
    for (std::size_t each = 0; each < citations::kinds; ++each) {
        auto const one = citations::Kind(int(each));
        auto value = std::to_string(at) + ":" + boost::describe::enum_to_string(one, "");
        choices.push_back({value, std::string(citations::label(one)), "", value == chosen});
    }
    choices.push_back(
        {std::to_string(at) + ":", "Không phải, bỏ ra", "", chosen == std::to_string(at) + ":"});
    return choices;
}

void put_lines(ConfirmPage& page, std::vector<citations::Citation> const& offered, forms::Values const& typed,
               Beside const* beside)
{
    for (std::size_t at = 0; at < offered.size(); ++at)
        page.lines.push_back({.at = at,
                              .words = citations::words_of(offered[at]),
                              .anchor = beside ? beside->anchor("cited-" + std::to_string(at)) : "",
                              .kinds = kind_choices(at, offered[at].kind, typed)});
}

void put_parts(ConfirmPage& page, web::FormFields const& fields, Beside const* beside)
{
    auto const part = [&](std::string heading, std::string hint,
                          std::initializer_list<std::string_view> names) {
        auto made = Part{std::move(heading), std::move(hint), {}};
        for (auto& field : fields.fields(names))
            made.fields.push_back(beside ? beside->shown(std::move(field)) : Shown{std::move(field)});
        page.parts.push_back(std::move(made));
    };
    part("", "", {"source"});
    part("Số, ngày, nơi ban hành", "",
         {"type", "number", "issuer", "issued_at", "issued_on", "year", "signer_office"});
    part("Nội dung và hiệu lực", "", {"subject", "field", "validity", "valid_from", "valid_to"});
    part("Nơi nhận", "", {"recipients", "sent_to"});
    for (auto& field : fields.fields({"more_citations"}))
        page.after.push_back(Shown{std::move(field)});
}

Outcome<routes::Page> waiting_page(routes::Reading const& reading, Intake const& intake)
{
    auto page = WaitingPage{.id = shown(intake.id),
                            .name = intake.name,
                            .problem = intake.problem,
                            .keys = web::form_keys_of(reading.csrf, {}, nullptr)};
    auto const failed = intake.state == ReadingState::failed;
    if (!failed)
        page.progress = intake.of_pages > 0 ? fmt::format("Đang đọc trang {} trong {}.",
                                                          std::max(1, intake.page), intake.of_pages)
                                            : std::string("Đang chờ đọc.");
    return routes::Page{.title = failed ? "Chưa đọc được tệp" : "Đang đọc văn bản",
                        .crumbs = {{"Việc của tôi", "/can-bo"}, {"Văn bản", section}, {"Đang đọc", ""}},
                        .body = documents::waiting_page(page),
                        .section = section,
                        .refresh = failed ? 0 : 2};
}

void put_text(ConfirmPage& page, Intake const& intake, Beside const& beside)
{
    page.text = pieces_of(intake.text, beside.marks());
    beside.put_scans(page);
    page.unreadable = beside.unreadable();
    page.changed = changed_in(pages_of(intake.pages)).sentence();
    page.files = sentence_of(parts_in(pages_of(intake.pages)));
    if (intake.hash.empty())
        return;
    page.file = "/can-bo/van-ban/doc/" + shown(intake.id) + "/tep";
    page.picture =
        page.scans.empty() && (intake.ending == "jpg" || intake.ending == "jpeg" || intake.ending == "png");
}

routes::Page finished(ConfirmPage const& page, std::string crumb)
{
    return {.title = page.title,
            .crumbs = {{"Việc của tôi", "/can-bo"}, {"Văn bản", section}, {std::move(crumb), ""}},
            .body = confirm_page(page),
            .section = section,
            .wide = !page.text.empty()};
}

// The first body that the form may be for is not asked where it is the only one.
std::vector<web::Choice> bodies_offered(acts::Reading const& reading)
{
    std::vector<web::Choice> choices;
    auto const held = bodies::directory();
    for (auto const& post : reading.actor.posts) {
        auto const* const own = held->on({post.body}, reading.today());
        if (!own)
            continue;
        for (auto const* const body : held->of_area(own->area, reading.today()))
            if (reading.may(may::record_documents, bodies::place(*body)) &&
                std::ranges::find(choices, shown(body->body), &web::Choice::value) == choices.end())
                choices.push_back({shown(body->body), body->name, "", body->body == own->body});
    }
    return choices;
}

} // namespace

Outcome<routes::Page> show_add(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto offered = web::Offered{{"body", bodies_offered(reading)}};
    auto const several = offered["body"].size() > 1;
    auto values = sent.values;
    if (forms::value_of(values, "body").empty())
        for (auto const& choice : offered["body"])
            if (choice.chosen)
                forms::replace(values, "body", choice.value);
    auto const fields = web::FormFields(AddForm::rules(), values, problem, std::move(offered));
    auto page = AddPage{.errors = web::errors_of(problem),
                        .keys = web::form_keys_of(reading.csrf, values, problem),
                        .fields = fields.fields({"files", "text"})};
    page.fields.front().accept =
        ".pdf,.docx,.doc,.rtf,.odt,.txt,.htm,.html,.edxml,.xml,image/jpeg,image/png,image/tiff,image/webp";
    page.fields.back().rows = 8;
    if (several)
        page.fields.push_back(fields.field("body"));
    for (auto const& intake : intakes_of(reading)) {
        auto item = AddPage::Item{.id = shown(intake.id), .name = intake.name};
        item.badge = intake.state == ReadingState::read     ? web::Badge{"Chờ xác nhận", web::Tone::yellow}
                     : intake.state == ReadingState::failed ? web::Badge{"Không đọc được", web::Tone::red}
                                                            : web::Badge{"Đang đọc", web::Tone::blue};
        item.note = intake.problem;
        page.items.push_back(std::move(item));
    }
    return routes::Page{.title = "Thêm văn bản",
                        .crumbs = {{"Việc của tôi", "/can-bo"}, {"Văn bản", section}, {"Thêm", ""}},
                        .body = add_page(page),
                        .section = section};
}

Outcome<routes::Page> show_confirm(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const id = ReadingId{parse_id(forms::value_of(sent.values, "reading")).value_or(0)};
    auto intake = Intake();
    if (id) {
        intake = TRY(load_intake(reading, id));
        if (intake.state != ReadingState::read)
            return waiting_page(reading, intake);
    } else if (!reading.may(may::record_documents, {})) {
        return refuse(kheo::problems::not_allowed);
    }
    auto const proposal = id ? proposal_of(intake) : Proposal();
    auto const beside = Beside(intake, proposal);
    auto values = sent.values;
    if (!problem)
        for (auto& [name, value] : values_of(proposal, reading.today()))
            forms::replace(values, name, value);
    auto const fields = web::FormFields(RecordForm::rules(), values, problem, offered_fields());
    auto page = ConfirmPage{.title = id ? "Xác nhận văn bản" : "Ghi văn bản",
                            .action = "/can-bo/van-ban/ghi",
                            .reading = id ? shown(id) : "",
                            .keys = web::form_keys_of(reading.csrf, values, problem),
                            .errors = web::errors_of(problem),
                            .button = "Ghi vào thư viện",
                            .cancel = send_again};
    page.intro =
        id ? "Máy đọc tệp “" + intake.name +
                 "” và đề nghị các mục dưới đây. Mục nào không đọc thấy thì để trống. Xin đối chiếu với "
                 "nguyên văn rồi xác nhận."
           : "Ghi theo bản giấy khi chưa có tệp. Mục nào không rõ thì để trống.";
    page.intro += " Văn bản mới ghi có phạm vi “Chỉ nơi nhận”.";
    put_parts(page, fields, id ? &beside : nullptr);
    if (id) {
        put_lines(page, lines_of(proposal), values, &beside);
        put_text(page, intake, beside);
    }
    return finished(page, page.title);
}

Outcome<routes::Page> show_correct(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const document =
        TRY(load(reading, {parse_id(forms::value_of(sent.values, "document")).value_or(0)}));
    if (!reading.may(may::record_documents, place(document)))
        return refuse(kheo::problems::not_found);
    auto const stored = values_of(document);
    auto const& values = problem ? sent.values : stored;
    auto const fields = web::FormFields(CorrectForm::rules(), values, problem, offered_fields(), stored);
    auto page = ConfirmPage{
        .title = "Sửa bản ghi",
        .intro = "Sửa thông tin về văn bản; tệp và nguyên văn giữ nguyên như khi nhận.",
        .action = "/can-bo/van-ban/" + shown(document.id) + "/sua",
        .document = shown(document.id),
        .keys = web::form_keys_of(reading.csrf, values, problem, std::to_string(document.version)),
        .errors = fields.errors(),
        .button = "Lưu bản sửa",
        .cancel = "/can-bo/van-ban/" + shown(document.id)};
    put_parts(page, fields, nullptr);
    // What was said of the lines goes by their place in what was shown then.
    auto const changed = problem && problem->id == kheo::problems::changed_meanwhile.id;
    put_lines(page, citations::lines_of(document.citations), changed ? stored : values, nullptr);
    page.after.push_back({fields.field("reason")});
    return finished(page, "Sửa bản ghi");
}

} // namespace kheo::documents
