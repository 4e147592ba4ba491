// SPDX-License-Identifier: AGPL-3.0-or-later
// Signed notes (c2sp.org/signed-note) and the cosignatures of witnesses
// (c2sp.org/tlog-cosignature, Ed25519).
#pragma once

#include "platform/crypto/signing.hpp"
#include "platform/merkle/problems.hpp"

namespace kheo::merkle
{

inline constexpr std::size_t longest_note = 256 * 1024; // bytes
inline constexpr std::size_t most_signatures = 64;      // the specification asks for 16 at least

enum class KeyType : std::uint8_t {
    ed25519 = 0x01,     // over the note's text
    cosignature = 0x04, // over time and text, by a witness
};

// Whom to believe. Written as "name+hex key id+base64(type || key)".
struct VerifierKey {
    std::string name;
    KeyType type = KeyType::ed25519;
    PublicKey key{};
    friend bool operator==(VerifierKey const&, VerifierKey const&) = default;
};

// The first four bytes of SHA-256(name || 0x0A || type || key), big-endian.
std::uint32_t key_id(VerifierKey const& key);
std::string encoded(VerifierKey const& key);
// Refused: any other form, an id that is not the key's, types other than the two.
Outcome<VerifierKey> parse_verifier_key(std::string_view text);
// Not empty, valid UTF-8, no Unicode space, no plus, no control character.
bool is_key_name(std::string_view text);

// One line "— name base64(id || signature)", of any type.
struct NoteSignature {
    std::string name;
    std::uint32_t key_id = 0;
    Bytes signature; // at least 1 byte
    friend bool operator==(NoteSignature const&, NoteSignature const&) = default;
};

struct Note {
    std::string text; // with its last newline, without the blank line after it
    std::vector<NoteSignature> signatures;
};

// The note as published. The text must end in a newline and hold no control
// character, names must be key names (Contradiction).
std::string encoded(Note const& note);
// Signatures of unknown keys and types are kept. Refused: bad_note.
Outcome<Note> parse_note(std::string_view text);

// The log's own signature over the text.
NoteSignature signed_by(std::string const& name, SigningKey const& key, std::string_view text);
// A witness's statement that it has seen this checkpoint at that time (whole seconds).
NoteSignature cosigned_by(std::string const& name, SigningKey const& key, std::string_view text, Instant now);

// A signature that holds, and when a witness gave it (nothing for KeyType::ed25519).
struct Holding {
    VerifierKey key;
    std::optional<Instant> cosigned;
};

// The keys that signed, each once. Unknown signatures are passed over. Refused:
// unsigned_note where none of the keys signed; false_signature as soon as one
// of a known key does not hold.
Outcome<std::vector<Holding>> verified(Note const& note, std::span<VerifierKey const> known);

} // namespace kheo::merkle
