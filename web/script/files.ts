// SPDX-License-Identifier: AGPL-3.0-or-later
// <input type="file" data-files>: lists what was chosen, with sizes. The
// browser's own words say only "3 files".
export function fileLists(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>("input[data-files]")) {
    const list = document.createElement("ul");
    list.className = "kheo-files";
    list.setAttribute("aria-live", "polite");
    input.after(list);
    const show = () => list.replaceChildren(...[...(input.files ?? [])].map(line));
    input.addEventListener("change", show);
    show();
  }
}

function line(file: File): HTMLElement {
  const item = document.createElement("li");
  const size = document.createElement("span");
  size.className = "kheo-files__size";
  size.textContent = ` (${shownSize(file.size)})`;
  item.append(file.name.normalize("NFC"), size);
  return item;
}

// As web::file_size writes it.
function shownSize(bytes: number): string {
  const shown = (value: number, digits: number) => value.toLocaleString("vi-VN", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  if (bytes < 1000) return `${bytes} byte`;
  return bytes < 1e6 ? `${shown(bytes / 1e3, 0)} KB` : `${shown(bytes / 1e6, 1)} MB`;
}
