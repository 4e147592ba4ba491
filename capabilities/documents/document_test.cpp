// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/documents/confirm.hpp"
#include "capabilities/documents/decide.hpp"
#include "capabilities/documents/documents.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace kheo;
using namespace kheo::documents;

namespace
{

auto const today = *date_of({2026, 11, 21});

Document a_document()
{
    return {.id = {1},
            .body = {1},
            .area = {7},
            .type = "Chỉ thị",
            .number = "18-CT/TU",
            .issuer = "Ban Thường vụ Tỉnh ủy Minh Họa",
            .issued_on = date_of({2024, 5, 6}),
            .year = 2024,
            .subject = "về đối thoại"};
}

bodies::Body body(std::int64_t id, std::string code)
{
    return {.id = {id + 10},
            .body = {id},
            .code = std::move(code),
            .name = "Cơ quan",
            .area = {7},
            .valid_from = *date_of({2025, 7, 1})};
}

struct Town : testing::Office {
    explicit Town(db::Engine engine) : Office(engine)
    {
        bodies::put_directory(std::make_shared<bodies::Directory const>(
            std::vector{body(1, "MOT"), body(2, "HAI"), body(3, "BA")}));
    }
    RecordPrepared typed(std::string number, std::string issuer, std::string more = "")
    {
        auto form = RecordForm();
        form.body = {1};
        form.type = "Chỉ thị";
        form.number = std::move(number);
        form.issuer = std::move(issuer);
        form.subject = "về một việc";
        form.more_citations = std::move(more);
        return {form, checked(form, {}, today).value()};
    }
    bool seen_by(std::int64_t own, Document const& document)
    {
        actor = {.kind = own ? acts::ActorKind::person : acts::ActorKind::visitor, .account = own};
        allowed = [own](acts::Actor const&, acts::Permission, acts::Place at, Date) {
            return own != 0 && (at.body == own || at.body == 0);
        };
        return read([&](acts::Reading& reading) { return sees(reading, document); });
    }
};

template <class T>
std::string id_of(Outcome<T> const& outcome)
{
    return outcome ? "" : outcome.error().id;
}

} // namespace

TEST_CASE("wider names who allowed it, narrower does not; what is withdrawn stays as it is")
{
    auto const narrow = a_document();
    CHECK(id_of(reaching(narrow, Reach::system, "", {}, today)) == "documents.allowed_needed");
    CHECK(id_of(reaching(narrow, Reach::open, "Phó Bí thư", date_of({2027, 1, 1}), today)) ==
          "documents.allowed_needed");
    CHECK(id_of(reaching(narrow, Reach::recipients, "Phó Bí thư", {}, today)) == "documents.reach_same");
    auto const open = reaching(narrow, Reach::open, "Phó Bí thư", {}, today).value();
    CHECK(open.opened);
    CHECK(visibility(open) == acts::Visibility::open);
    auto const again = reaching(open, Reach::system, "", {}, today).value();
    CHECK(again.opened);
    CHECK_FALSE(is_open(again));
    CHECK(id_of(withdrawn(open, "")) == "documents.reason_needed");
    auto const gone = withdrawn(open, "Gửi nhầm").value();
    CHECK_FALSE(is_open(gone));
    CHECK(id_of(reaching(gone, Reach::system, "Phó Bí thư", {}, today)) == "documents.withdrawn_before");
    CHECK(id_of(withdrawn(gone, "Lần nữa")) == "documents.withdrawn_before");
}

TEST_CASE("a paper without its day is not taken to be in force")
{
    auto document = a_document();
    CHECK(force_of(document, today) == Force::in_force);
    document.valid_to = today;
    CHECK(force_of(document, today) == Force::ended);
    document.valid_to.reset();
    document.valid_from = Date{today.day + 1};
    CHECK(force_of(document, today) == Force::not_yet);
    document.valid_from.reset();
    document.issued_on.reset();
    CHECK(force_of(document, today) == Force::unknown);
}

TEST_CASE("what is typed is checked at once: bodies, lines, days")
{
    bodies::put_directory(
        std::make_shared<bodies::Directory const>(std::vector{body(1, "MOT"), body(2, "HAI")}));
    std::vector<citations::Citation> const offered{{.number = "25-NQ/TW"}, {.number = "43-KL/TW"}};
    auto fields = Fields{.type = "Kế hoạch",
                         .subject = "về một việc",
                         .cited = {"0:implements", "1:"},
                         .more_citations = "Căn cứ: Luật số 10/2022/QH15\nThay thế: Kế hoạch số 12-KH/TU",
                         .sent_to = "MOT\nHAI\nMOT"};
    auto const good = checked(fields, offered, today);
    REQUIRE(good.has_value());
    CHECK(good->sent_to.size() == 2);
    REQUIRE(good->lines.size() == 3);
    CHECK(good->lines[0].kind == citations::Kind::implements);
    CHECK(good->lines[1].kind == citations::Kind::based_on);
    CHECK(good->lines[1].number == "10/2022/QH15");
    CHECK(good->lines[2].kind == citations::Kind::replaces);

    fields.type = "";
    fields.cited = {"2:implements", "x", "0:no_such"};
    fields.more_citations = "một dòng không có số";
    fields.sent_to = "Cơ quan\nKhông có";
    fields.issued_on = Date{today.day + 1};
    fields.valid_to = today;
    fields.field = "no_such";
    auto const bad = checked(fields, offered, today);
    REQUIRE_FALSE(bad.has_value());
    std::set<std::string> names;
    for (auto const& error : bad.error().fields)
        names.insert(error.field);
    CHECK(names == std::set<std::string>{"cited", "field", "issued_on", "more_citations", "sent_to", "type",
                                         "valid_to"});
}

TEST_CASE("a marking that is typed is refused at its field")
{
    auto const plain =
        Fields{.type = "Kế hoạch", .number = "5-KH/TU", .subject = "về bảo vệ bí mật nhà nước"};
    CHECK(checked(plain, {}, today).has_value());
    auto const refused_at = [&](auto Fields::* field, std::string const& text) {
        auto fields = plain;
        fields.*field = text;
        auto const made = checked(fields, {}, today);
        CHECK(id_of(made) == "document_secret");
        return made || made.error().fields.size() != 1 ? "" : made.error().fields.front().field;
    };
    CHECK(refused_at(&Fields::subject, "về một việc\nTối mật") == "subject");
    CHECK(refused_at(&Fields::number, "5-KH/TU MẬT") == "number");
    CHECK(refused_at(&Fields::validity, "Độ mật: Mật") == "validity");
    CHECK(refused_at(&Fields::recipients, "Các chi bộ\nM Ậ T") == "recipients");
    CHECK(refused_at(&Fields::more_citations, "TUYỆT MẬT") == "more_citations");
}

TEST_CASE("numbers of people in what was typed are found at their field")
{
    areas::put_atlas(std::make_shared<areas::Atlas const>());
    auto document = a_document();
    CHECK(private_in(document).empty());
    document.subject = "về việc của người có CCCD số 001099012345";
    document.recipients = "Bà con\nLiên hệ 0912 345 678";
    auto const errors = private_in(document);
    REQUIRE(errors.size() == 2);
    CHECK(errors[0].field == "subject");
    CHECK(errors[1].field == "recipients");
}

namespace
{

// A province with its committee, one commune of two bodies and a neighbour.
void put_province()
{
    auto const since = *date_of({2025, 7, 1});
    auto const area = [&](std::int64_t id, std::string name, std::string kind, std::int64_t parent) {
        return areas::Area{.id = {id + 100},
                           .area = {id},
                           .code = std::to_string(id),
                           .name = name,
                           .full_name = kind + " " + name,
                           .kind = parent ? areas::AreaKind::commune : areas::AreaKind::province,
                           .parent = {parent},
                           .valid_from = since};
    };
    areas::put_atlas(std::make_shared<areas::Atlas const>(
        std::vector{area(7, "Minh Họa", "Tỉnh", 0), area(8, "Suối Mây", "Xã", 7), area(9, "Đồi Cọ", "Xã", 7)},
        std::vector<areas::AreaChange>()));
    auto const at = [&](bodies::Body one, std::string name, std::int64_t area) {
        one.name = std::move(name);
        one.area = {area};
        return one;
    };
    bodies::put_directory(std::make_shared<bodies::Directory const>(std::vector{
        at(body(1, "TINH"), "Ban Tuyên giáo và Dân vận Tỉnh ủy", 7),
        at(body(2, "DU1"), "Đảng ủy xã Suối Mây", 8), at(body(3, "DU2"), "Đảng ủy xã Đồi Cọ", 9)}));
}

Document kept_by(std::int64_t body, std::string issuer)
{
    auto document = a_document();
    document.body = {body};
    document.area = {body + 6};
    document.issuer = std::move(issuer);
    return document;
}

} // namespace

TEST_CASE("only the issuer or who is above it speaks for it; from elsewhere anybody may keep a copy")
{
    put_province();
    struct Row {
        std::int64_t body;
        char const* issuer;
        bool speaks;
    };
    for (auto const& row :
         {Row{1, "Ban Tuyên giáo và Dân vận Tỉnh ủy Minh Họa", true},
          Row{2, "Ban Tuyên giáo và Dân vận Tỉnh ủy Minh Họa", false},
          Row{2, "BAN TUYÊN GIÁO VÀ DÂN VẬN TỈNH ỦY", false}, Row{2, "Ban Thường vụ Tỉnh ủy Minh Họa", false},
          Row{2, "Tỉnh uỷ (Minh Họa)", false}, Row{2, "Tỉnh ủy", false}, Row{1, "Tỉnh ủy", true},
          Row{2, "UBND tỉnh Minh Họa", false}, Row{2, "Ủy ban nhân dân xã Suối Mây, tỉnh Minh Họa", true},
          Row{2, "Đảng ủy xã Suối Mây", true}, Row{2, "Ban Thường vụ Đảng ủy xã Đồi Cọ", false},
          Row{1, "Đảng ủy xã Đồi Cọ", true}, Row{2, "Bộ Chính trị", true}, Row{2, "Tỉnh ủy Thái Bình", true},
          Row{2, "", true}}) {
        CAPTURE(std::string(row.issuer));
        CHECK(speaks_for_issuer(kept_by(row.body, row.issuer), today) == row.speaks);
    }
    auto placed = kept_by(2, "Ban Thường vụ Tỉnh ủy");
    placed.issued_at = "Minh Họa";
    CHECK_FALSE(speaks_for_issuer(placed, today));
    placed.source = Source::press;
    CHECK(speaks_for_issuer(placed, today));
}

TEST_CASE("a document is ended by its issuer or from above, not by who only names it")
{
    put_province();
    auto const guide = kept_by(1, "Ban Tuyên giáo và Dân vận Tỉnh ủy Minh Họa");
    auto const commune = kept_by(2, "Đảng ủy xã Suối Mây");
    auto const law = kept_by(1, "Quốc hội");
    CHECK(may_end(guide, guide, today));
    CHECK(may_end(kept_by(1, "Ban Thường vụ Tỉnh ủy Minh Họa"), guide, today));
    CHECK(may_end(guide, commune, today));
    CHECK(may_end(kept_by(2, "Ban Thường vụ Đảng ủy xã Suối Mây"), commune, today));
    CHECK_FALSE(may_end(commune, guide, today));
    CHECK_FALSE(may_end(kept_by(2, guide.issuer), guide, today));
    CHECK_FALSE(may_end(kept_by(3, "Đảng ủy xã Đồi Cọ"), commune, today));
    CHECK_FALSE(may_end(guide, law, today));
    CHECK(may_end(law, kept_by(1, "Chính phủ"), today));
    CHECK_FALSE(may_end(kept_by(2, "Chính phủ"), law, today));
}

TEST_CASE("a page of words keeps where it begins and how it was read")
{
    std::vector<PageOfText> const pages{{0, false, false},
                                        {120, true, false},
                                        {300, true, true},
                                        {420, false, false, legacy::Changed::of_flags("tvw")}};
    CHECK(pages_of(text_of(pages)) == pages);
    CHECK(changed_in(pages).names() == "TCVN3, VNI");
    CHECK(pages_of("").empty());
}

TEST_CASE("a scanned page keeps its picture with the places of its words, a record only the picture")
{
    std::vector<PageOfText> pages{{0, true, false}, {120, true, true}};
    pages[0].picture = PictureOfPage{"ab12", 1000, 1414, {{0, 5, 10, 20, 30, 12}, {6, 9, 45, 21, 20, 11}}};
    pages[1].picture = PictureOfPage{"cd34", 700, 900, {}};
    CHECK(pages_of(text_of(pages)) == pages);
    CHECK(text_of(without_places(pages)) == "0s=ab12,1000,1414 120su=cd34,700,900");
    for (auto const* const broken : {"0s=", "0s=ab", "0s=ab,;", "0s=ab,1,2;;;,", "x=,,"})
        CHECK(pages_of(broken).size() == 1);
}

TEST_CASE("the files of a message stay with the words, beside the picture of a first page or without one")
{
    std::vector<PageOfText> pages{{0, true, false}, {120, false, false}};
    auto const parts = std::vector<papers::Part>{{"kế hoạch=1+2;3.pdf", 12, std::string(64, 'a'), 1},
                                                 {"phụ lục.xlsx", 50'000'000, std::string(64, 'b'), 0}};
    for (auto const* const hash : {"", "ab12"}) {
        if (*hash)
            pages[0].picture = PictureOfPage{hash, 1000, 1414, {{0, 5, 10, 20, 30, 12}}};
        pages[0].parts = parts;
        CHECK(pages_of(text_of(pages)) == pages);
        CHECK(parts_in(pages_of(text_of(without_places(pages)))) == parts);
    }
    CHECK(parts_in(std::vector<PageOfText>()).empty());
    for (auto const* const broken : {"0+", "0s+zz,x", "0+616263,1", "0=ab,1,2+,,,,"})
        CHECK(pages_of(broken).size() == 1);
}

TEST_CASE("the words of a field are a rectangle on each line of the page")
{
    PageOfText page{100, true};
    page.picture = PictureOfPage{"ab",
                                 500,
                                 400,
                                 {{0, 4, 20, 10, 40, 12},
                                  {5, 9, 70, 12, 40, 14},
                                  {10, 14, 20, 40, 50, 12},
                                  {15, 20, 80, 300, 30, 12}}};
    auto const lines = lines_on(page, 102, 114);
    REQUIRE(lines.size() == 2);
    CHECK(std::tuple(lines[0].x, lines[0].y, lines[0].width, lines[0].height) == std::tuple(20, 10, 90, 16));
    CHECK(std::tuple(lines[1].x, lines[1].y, lines[1].width, lines[1].height) == std::tuple(20, 40, 50, 12));
    CHECK(lines_on(page, 0, 100).empty());
    auto const view = view_of(lines, *page.picture);
    CHECK(std::tuple(view.x, view.y, view.width, view.height) == std::tuple(10, 0, 110, 62));
    CHECK(view_of(lines_on(page, 100, 121), *page.picture).height == 200);
}

TEST_ON_BOTH("each reach is seen by those it names and nobody else")
{
    Town town(engine);
    auto document = a_document();
    document.sent_to = "2";
    struct Row {
        Reach reach;
        Stage stage;
        bool keeper, receiver, other, visitor;
    };
    for (auto const& row : {Row{Reach::recipients, Stage::recorded, true, true, false, false},
                            Row{Reach::system, Stage::recorded, true, true, true, false},
                            Row{Reach::open, Stage::recorded, true, true, true, true},
                            Row{Reach::open, Stage::withdrawn, true, false, false, false},
                            Row{Reach::system, Stage::withdrawn, true, false, false, false}}) {
        document.reach = row.reach;
        document.stage = row.stage;
        CHECK(town.seen_by(1, document) == row.keeper);
        CHECK(town.seen_by(2, document) == row.receiver);
        CHECK(town.seen_by(3, document) == row.other);
        CHECK(town.seen_by(0, document) == row.visitor);
    }
    // What the operator brought in without a body is the operator's until it reaches further.
    document = a_document();
    document.body = {};
    CHECK_FALSE(town.seen_by(1, document));
    document.reach = Reach::system;
    CHECK(town.seen_by(1, document));
}

TEST_ON_BOTH("one document is one record; its lines and words are found when they change behind our back")
{
    Town town(engine);
    town.allowed = [](auto const&...) { return true; };
    auto const first =
        town.act(record, town.typed("18-CT/TU", "Tỉnh ủy Minh Họa", "Căn cứ: Nghị quyết số 25-NQ/TW"));
    REQUIRE(first.has_value());
    CHECK(first->value().reach == Reach::recipients);
    CHECK(id_of(town.act(record, town.typed("18 - CT/TU", "Ban Thường vụ Tỉnh ủy Minh Họa"))) ==
          "documents.already_there");
    CHECK(id_of(town.act(record, town.typed("18-CT/TU", "Tỉnh ủy Bình Minh"))) == "");
    CHECK(id_of(town.act(record, town.typed("54", "Bộ Chính trị"))) == "");
    CHECK(id_of(town.act(record, town.typed("54", "Bộ Chính trị"))) == "");

    auto const told = [&] {
        std::vector<std::string> all;
        town.read([&](acts::Reading& reading) {
            compare_texts(reading.db, [&](std::string one) { all.push_back(std::move(one)); });
            return 0;
        });
        return all;
    };
    CHECK(told().size() == 0);
    town.scratch.store->write_now(
        [&](db::Connection& db) { citations::keep(db, first->value().id.value, {}); });
    CHECK(told().size() == 1);
    town.scratch.store->write_now([&](db::Connection& db) {
        citations::keep(db, 4711, citations::lines_of(first->value().citations));
    });
    CHECK(told().back() == "document 4711: citations without a record");
}
