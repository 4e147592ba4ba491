// SPDX-License-Identifier: AGPL-3.0-or-later
// Pages with every component, in invented but likely content: what the tests
// look at, and where a newcomer sees how components are called.
#pragma once

#include "web/components.hpp"
#include "web/page.hpp"

#include <string>
#include <vector>

namespace kheo::gallery
{

struct ModelSample {
    std::vector<web::Badge> badges;
    std::vector<web::SummaryRow> about;
    std::vector<web::Event> events;
    web::Chart bars;
    web::Chart line;
    web::Table scores;
    web::CopyBox message;
};

struct FormSample {
    web::Errors errors;
    web::FormKeys keys;
    std::vector<web::Field> fields;
};

struct ReportSample {
    std::vector<web::Figure> figures;
    web::Table matrix;
    web::Table files;
};

struct ListSample {
    web::SearchBox search;
    std::vector<web::Facet> facets;
    web::Table table;
    web::Pager pager;
    std::vector<web::WorkItem> work;
    web::Empty empty;
};

ModelSample model();
FormSample form();
ReportSample report();
ListSample list();

struct GalleryPage {
    std::string name; // of the file
    html::Html html;
};

std::vector<GalleryPage> pages();

} // namespace kheo::gallery
