// SPDX-License-Identifier: AGPL-3.0-or-later
// What web/script does to a page, proved in the browser: each line is a
// sentence that must hold.
export async function behave(browser, origin) {
  const context = await browser.newContext({ locale: "vi-VN", permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  const faults = [];
  const must = (holds, sentence) => { if (!holds) faults.push(`script: ${sentence}`); };

  await page.goto(`${origin}/form.html`, { waitUntil: "networkidle" });
  must(await page.evaluate(() => document.activeElement?.className === "govuk-error-summary"), "the error summary takes the focus");
  await page.click('.govuk-error-summary a[href="#f-fields"]');
  must(await page.evaluate(() => document.activeElement?.id === "f-fields"), "a link of the summary leads to its field");
  const limit = page.locator("#f-situation-limit");
  await page.fill("#f-situation", "e\u0302\u0301".repeat(3)); // three letters of Vietnamese, decomposed
  must((await limit.textContent()) === "Bạn còn 1.997 ký tự", "letters are counted in NFC");
  await page.fill("#f-situation", "x".repeat(2005));
  must((await limit.textContent()) === "Bạn viết quá 5 ký tự", "too many characters are counted, not cut");
  must(await limit.evaluate((words) => words.classList.contains("kheo-limit--over")), "too many characters are marked");
  await page.setInputFiles("#f-files", [{ name: "số liệu.xlsx", mimeType: "x", buffer: Buffer.alloc(1_100_000) }, { name: "a.pdf", mimeType: "x", buffer: Buffer.alloc(5) }]);
  must((await page.locator(".kheo-files li").allTextContents()).join("|") === "số liệu.xlsx (1,1 MB)|a.pdf (5 byte)", "chosen files are listed with sizes");
  let asked = false;
  page.on("dialog", (dialog) => { asked = dialog.type() === "beforeunload"; dialog.accept(); });
  await page.goto(`${origin}/model.html`, { waitUntil: "networkidle" });
  must(asked, "leaving a changed form asks first");

  await page.click("[data-copy-button]");
  await page.waitForFunction(() => document.querySelector("[data-copy-done]").textContent !== "", null, { timeout: 3000 }).catch(() => {});
  must((await page.locator("[data-copy-done]").textContent()) === "Đã chép", "copying says that it is done");
  must((await page.evaluate(() => navigator.clipboard.readText())).startsWith("Còn 3 xã"), "the clipboard holds the text");
  asked = false;
  await page.goto(`${origin}/form.html`);
  await page.goto(`${origin}/model.html`);
  must(!asked, "leaving an untouched form asks nothing");
  await context.close();
  return faults;
}
