// SPDX-License-Identifier: AGPL-3.0-or-later
// Everything works without this file; it only makes some things easier. No
// HTML is made from text here, so the page passes require-trusted-types-for.
import { keepAdvice } from "./advice.js";
import { copyButtons } from "./copy.js";
import { fileLists } from "./files.js";
import { guardForms } from "./guard.js";
import { countLimits } from "./limit.js";

document.querySelector<HTMLElement>("[data-focus]")?.focus();
countLimits();
fileLists();
copyButtons();
guardForms();
keepAdvice();
for (const button of document.querySelectorAll<HTMLButtonElement>("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
