// SPDX-License-Identifier: AGPL-3.0-or-later
// <section data-advice="ADDRESS"> in a form: shown anew after a rest in typing,
// from the page that its button would show. Nothing is stored by it.
const pause = 1500; // milliseconds of rest

export function keepAdvice(): void {
  const section = document.querySelector<HTMLElement>("[data-advice]");
  const form = section?.closest("form");
  if (section && form) keep(form, section);
}

function keep(form: HTMLFormElement, section: HTMLElement): void {
  let shown = section;
  let timer = 0;
  let asked: XMLHttpRequest | undefined;
  const ask = () => {
    asked?.abort();
    const request = (asked = new XMLHttpRequest());
    // Parsed by the browser as a document of its own, which runs no script.
    request.responseType = "document";
    request.open("POST", section.dataset.advice ?? "");
    request.addEventListener("load", () => {
      const fresh = request.status === 200 ? request.responseXML?.getElementById(section.id) : null;
      // Not under the hands of somebody who is reading it.
      if (!fresh || shown.contains(document.activeElement)) return;
      const next = document.importNode(fresh, true);
      shown.replaceWith(next);
      shown = next;
    });
    request.send(new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)])));
  };
  form.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, pause);
  });
}
