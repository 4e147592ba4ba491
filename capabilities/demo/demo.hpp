// SPDX-License-Identifier: AGPL-3.0-or-later
// The demo: an invented province with its communes, bodies and models, marked
// as such on each page and in each row, and its register files to try with.
#pragma once

#include "capabilities/demo/load.hpp"
#include "capabilities/demo/messy.hpp"
