/** Two hundred hostile strings in names, payloads, response bodies and headers: the console shows them as text. */
import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { startBinary } from "../help/binary.ts";
import { browserTest } from "../help/browser.ts";
import { openConsole, post } from "../help/console.ts";
import { startReceiver } from "../help/receiver.ts";

/** What would leave a mark if it ran. */
const RUN = "globalThis.ran=1";
const TRICKS = [
  `<script>${RUN}</script>`,
  `<img src=x onerror=${RUN}>`,
  `<svg onload=${RUN}>`,
  `<iframe srcdoc="<script>parent.ran=1</script>">`,
  `<a href="javascript:${RUN}">here</a>`,
  `<style>*{display:none}</style>`,
  `<form action=//evil.example><button>OK</button>`,
  `<base href=//evil.example>`,
  `<meta http-equiv=refresh content=0>`,
  `<link rel=stylesheet href=//evil.example>`,
  `<details open ontoggle=${RUN}>`,
  `<input autofocus onfocus=${RUN}>`,
  `<object data="javascript:${RUN}">`,
  `<math><mtext></mtext><script>${RUN}</script></math>`,
  `javascript:${RUN}`,
  "{{constructor.constructor('return 1')()}}",
  "${7*7}#{7*7}",
  "__proto__",
  "&lt;b&gt; &amp;#60;",
  "\\u003cscript\\u003e",
];
/** Where they would break out of. */
const AROUND: ((trick: string) => string)[] = [
  (trick) => trick,
  (trick) => `">${trick}`,
  (trick) => `'>${trick}`,
  (trick) => `</textarea>${trick}`,
  (trick) => `</script>${trick}`,
  (trick) => `--></style>${trick}`,
  (trick) => `]]>${trick}`,
  (trick) => `\`${trick}\``,
  (trick) => `\u202e${trick}\u202c`,
  (trick) => `Grüße 🙂 ${trick}`,
];
const STRINGS = AROUND.flatMap((around) => TRICKS.map(around));
/** How many stand in one delivery. */
const TOGETHER_COUNT = 8;
const PATIENCE_MS = 120_000;

const groups = Array.from({ length: STRINGS.length / TOGETHER_COUNT }, (_, index) =>
  STRINGS.slice(index * TOGETHER_COUNT, (index + 1) * TOGETHER_COUNT),
);

browserTest(
  "two hundred hostile strings are shown as text wherever they come from, and none runs",
  async (open) => {
    const answers = groups.map((group) => ({
      status: 200,
      headers: { "x-note": asHeader(group[0] as string) },
      body: group.join("\n"),
    }));
    await using shop = await startReceiver({ answers });
    await using appliance = await startBinary({ env: { HOOKWHEEL_ALLOW_TARGETS: "127.0.0.0/8" } });
    const { id } = await post(appliance, "/webhooks/endpoints", { url: shop.url, events: ["note.left"] });
    for (const [index, notes] of groups.entries()) {
      await post(appliance, "/events", { type: "note.left", data: { notes } });
      await shop.come(index + 1);
    }
    const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}`);

    await page.getByRole("link", { name: "note.left" }).first().click();
    for (const notes of groups.toReversed()) {
      expect(await bodyWith(page, notes)).toContain(notes.map((note) => JSON.stringify(note)).join(","));
      await page.keyboard.press("ArrowDown");
    }
    await page.getByRole("link", { name: "Response" }).click();
    for (const notes of groups) {
      expect(await bodyWith(page, notes)).toBe(notes.join("\n"));
      await page
        .locator(".inspector")
        .getByText(asHeader(notes[0] as string), { exact: true })
        .waitFor();
      await page.keyboard.press("ArrowUp");
    }

    for (const name of STRINGS) {
      const body = { url: "http://127.0.0.1:9/", name, events: ["nothing.such"], description: name };
      await post(appliance, "/webhooks/endpoints", body);
    }
    await page.goto(`${appliance.url}/webhooks?search=evil`);
    await page.getByText(`<base href=//evil.example>`, { exact: true }).waitFor();
    await page.goto(`${appliance.url}/webhooks`);
    for (const name of STRINGS.toReversed().slice(0, 20)) await page.getByText(name, { exact: true }).first().waitFor();
    expect(await page.evaluate(() => "ran" in globalThis)).toBe(false);
    expect(faults).toEqual([]);
  },
  PATIENCE_MS,
);

/** The exact body that is open, once it holds all of them. */
async function bodyWith(page: Page, notes: string[]): Promise<string> {
  const exact = page.getByRole("radio", { name: "Exact" });
  if (!(await exact.isChecked())) await exact.check();
  await exact.blur();
  const body = page.getByRole("region", { name: "Body" });
  const asJson = body.filter({ hasText: JSON.stringify(notes[1]) });
  await asJson.or(body.filter({ hasText: notes[1] as string })).waitFor();
  return body.innerText();
}

/** As a header carries it: bytes beyond ASCII written out. */
function asHeader(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/gu, encodeURIComponent);
}
