// SPDX-License-Identifier: AGPL-3.0-or-later
// <form data-guard>: asks before leaving a page with words not yet sent. No
// copy is kept on the machine: commune offices share theirs.
export function guardForms(): void {
  let changed = false;
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-guard]")) {
    form.addEventListener("input", () => { changed = true; });
    form.addEventListener("submit", () => { changed = false; });
  }
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
  // A second press while the first is on its way is not sent.
  for (const form of document.querySelectorAll<HTMLFormElement>('form[method="post"]')) {
    let last = 0;
    form.addEventListener("submit", (event) => {
      const now = Date.now();
      if (now - last < 1500) event.preventDefault();
      last = now;
    });
  }
}
