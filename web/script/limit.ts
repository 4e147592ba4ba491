// SPDX-License-Identifier: AGPL-3.0-or-later
// <textarea data-limit="2000">: says how many characters are left, as the
// server counts them: code points of the NFC form.
const pause = 500; // milliseconds of rest before a screen reader is told

export function countLimits(): void {
  for (const area of document.querySelectorAll<HTMLTextAreaElement>("textarea[data-limit]")) {
    const words = document.getElementById(`${area.id}-limit`);
    if (words) count(area, words, Number(area.dataset.limit));
  }
}

function count(area: HTMLTextAreaElement, words: HTMLElement, limit: number): void {
  const spoken = document.createElement("span");
  spoken.className = "govuk-visually-hidden";
  spoken.setAttribute("role", "status");
  words.after(spoken);
  let timer = 0;
  const show = () => {
    const left = limit - [...area.value.normalize("NFC")].length;
    const amount = Math.abs(left).toLocaleString("vi-VN");
    words.textContent = left >= 0 ? `Bạn còn ${amount} ký tự` : `Bạn viết quá ${amount} ký tự`;
    words.classList.toggle("kheo-limit--over", left < 0);
    window.clearTimeout(timer);
    timer = window.setTimeout(() => { spoken.textContent = words.textContent; }, pause);
  };
  area.addEventListener("input", show);
  if (area.value !== "") show();
}
