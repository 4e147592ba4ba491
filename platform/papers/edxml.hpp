// SPDX-License-Identifier: AGPL-3.0-or-later
// edXML, in which offices exchange documents: QCVN 102:2016/BTTTT (root edXML),
// and the older dialect of http://www.go.vn/eDoc (root EdXMLEnvelope). Both are
// read, told by the names of their elements and not by prefixes; the first is
// written. Reading takes hostile bytes: in kheo-extract only.
#pragma once

#include "platform/papers/paper.hpp"

namespace kheo::papers
{

inline constexpr std::size_t max_attachments = most_parts;

// What is said of the paper, and the files it comes with in the order of the
// manifest: the document itself first.
struct Message {
    Said said;
    std::vector<Enclosed> attachments;
};

// By its beginning.
bool is_edxml(std::string_view bytes);

// Refuses what is broken, has a document type of its own (entities), is nested
// too deep, or brings more than it may; and a message that only says how far
// another one came.
Outcome<Message> read_edxml(std::string_view bytes);

// Who sends and who receives: code and name.
struct Organ {
    std::string code;
    std::string name;
};
struct Sending {
    Said said;
    Organ from;
    std::vector<Organ> to;
    std::vector<Enclosed> attachments; // the document itself, then its annexes
    std::string sent_at;               // "2026/11/22 09:15:00"
};
// The bytes by QCVN 102:2016/BTTTT; the same for the same sending.
std::string to_edxml(Sending const& sending);

} // namespace kheo::papers
