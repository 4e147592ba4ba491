// SPDX-License-Identifier: AGPL-3.0-or-later
// The target that precompiles precompiled.hpp needs one file.
