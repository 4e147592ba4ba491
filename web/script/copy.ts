// SPDX-License-Identifier: AGPL-3.0-or-later
// [data-copy]: a button that copies the text of its box. Where the browser
// refuses the clipboard the text is selected, ready for Ctrl+C.
export function copyButtons(): void {
  for (const box of document.querySelectorAll<HTMLElement>("[data-copy]")) {
    const text = box.querySelector<HTMLTextAreaElement>("textarea");
    const button = box.querySelector<HTMLButtonElement>("[data-copy-button]");
    const done = box.querySelector<HTMLElement>("[data-copy-done]");
    if (!text || !button || !done) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      text.select();
      try {
        await navigator.clipboard.writeText(text.value);
        done.textContent = "Đã chép";
      } catch {
        done.textContent = "Đã chọn sẵn, bấm Ctrl+C để chép";
      }
    });
  }
}
