// SPDX-License-Identifier: AGPL-3.0-or-later
// Import: many documents or press texts at once, as read, by the command line
// or the API. What the text does not say stays empty, for a person to complete.
#pragma once

#include "capabilities/documents/document.hpp"
#include "capabilities/documents/load.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"

#include <span>

namespace kheo::documents
{

struct ImportForm {
    std::vector<forms::File> files;
    std::string unit_code; // of the body that keeps them; "" where the operator does
    Reach reach = Reach::recipients;
    std::string allowed_by;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(ImportForm, (), (files, unit_code, reach, allowed_by))

struct ImportPrepared {
    struct Item {
        Document document;
        Words words;
    };
    ImportForm form;
    std::vector<Item> items;
};

struct ImportedItem {
    std::string id;
    std::string file;
    std::string name;
    std::string source; // "Văn bản"; "Theo báo, chưa có văn bản gốc"
    bool fresh = false; // false: it was there already
    std::int64_t citations = 0;
};
BOOST_DESCRIBE_STRUCT(ImportedItem, (), (id, file, name, source, fresh, citations))
struct Imported {
    std::int64_t recorded = 0;
    std::int64_t known = 0;
    std::vector<ImportedItem> items;
};
BOOST_DESCRIBE_STRUCT(Imported, (), (recorded, known, items))

// All files are read before anything is stored; one that cannot be refuses all.
Outcome<ImportPrepared> prepare_import(routes::Before const& before, ImportForm const& form);
Outcome<acts::Recorded<Imported>> import(acts::Work& work, ImportPrepared const& prepared);

} // namespace kheo::documents
