/** The first page, all the way: the bundle, inside the binary, in a browser. */
import { expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { version } from "../../package.json";
import { addEndpoint, postEvent, takeKey } from "../../ui/curl.ts";
import { startBinary } from "../help/binary.ts";
import { browserTest } from "../help/browser.ts";

/** The command of the step with this title. */
const commandOf = (page: Page, title: string) => page.getByRole("listitem").filter({ hasText: title }).locator("pre");

browserTest("the page shows what is running and how to send a first event", async (open) => {
  await using appliance = await startBinary();
  const { page, faults } = await open(appliance.url);

  await page.getByText("Running").waitFor();
  expect(await page.getByRole("banner").textContent()).toStartWith("Hookwheel");
  expect(await page.getByRole("definition").allInnerTexts()).toEqual([version, expect.stringMatching(/^\d+\u2009s$/)]);
  expect(await commandOf(page, "Take the key").innerText()).toBe(takeKey());
  expect(await commandOf(page, "Add an endpoint").innerText()).toBe(addEndpoint(appliance.url));
  expect(await commandOf(page, "Post an event").innerText()).toBe(postEvent(appliance.url));
  expect(faults).toEqual([]);
});

browserTest("the uptime runs on, and a server that is gone is told of", async (open) => {
  await using appliance = await startBinary();
  const { page } = await open(appliance.url, {}, async (blank) => {
    await blank.clock.install();
    await blank.route(
      "**/healthz",
      (route) => route.fulfill({ json: { status: "ok", version, uptimeMs: 3_598_000 } }),
      {
        times: 1,
      },
    );
  });
  const uptime = page.getByRole("definition").last();

  await page.getByText("59\u2009m 58\u2009s").waitFor();
  await page.clock.runFor(3_000);
  expect(await uptime.innerText()).toBe("1\u2009h 0\u2009m");

  await page.context().setOffline(true);
  await page.clock.runFor(10_000);
  await page.getByText("Not answering").waitFor();
  expect(await uptime.innerText()).toBe("–");
});

browserTest("a command is copied from the keyboard, and that is said aloud", async (open) => {
  await using appliance = await startBinary();
  const { page } = await open(appliance.url, { permissions: ["clipboard-read", "clipboard-write"] }, (blank) =>
    blank.clock.install(),
  );
  const button = page.getByRole("button", { name: "Post an event" });

  await button.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("status").getByText("Copied: Post an event").waitFor();
  expect(await button.innerText()).toBe("Copied");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(postEvent(appliance.url));

  await page.clock.runFor(2_000);
  expect(await button.innerText()).toBe("Copy");
});

browserTest("where the browser gives no clipboard, the command is selected instead", async (open) => {
  await using appliance = await startBinary();
  const { page } = await open(appliance.url, {}, (blank) =>
    blank.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined })),
  );

  await page.getByRole("button", { name: "Add an endpoint" }).click();
  await page.getByText("Selected, ready").waitFor();
  expect(await page.evaluate(() => String(getSelection()))).toBe(addEndpoint(appliance.url));
});

for (const [colorScheme, paper] of [
  ["light", "rgb(251, 251, 250)"],
  ["dark", "rgb(14, 15, 17)"],
] as const) {
  browserTest(`the page is ${colorScheme} where the system is, and fits a small phone`, async (open) => {
    await using appliance = await startBinary();
    for (const width of [360, 1280]) {
      const { page, faults } = await open(appliance.url, { colorScheme, viewport: { width, height: 860 } });
      await page.getByText("Running").waitFor();
      await page.screenshot({ path: `.test/doorway-${colorScheme}-${width}.png`, fullPage: true });

      expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(paper);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      expect(await page.evaluate(async () => [...(await document.fonts.ready)].map((face) => face.status))).toEqual([
        "loaded",
      ]);
      expect(faults).toEqual([]);
    }
  });
}

browserTest("a script that is slipped into the page does not run", async (open) => {
  await using appliance = await startBinary();
  const { page, faults } = await open(appliance.url);

  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'taken'";
    document.body.append(script);
  });
  expect(await page.title()).toBe("Hookwheel");
  expect(faults).toEqual([expect.stringContaining("Content Security Policy")]);
});

test("the page is small, compressed as the client likes, and sent once", async () => {
  await using appliance = await startBinary();
  const ask = (path: string, headers: Record<string, string>) =>
    fetch(appliance.url + path, { headers, decompress: false });
  const page = await fetch(appliance.url);
  const html = await page.text();
  const assets = [...html.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => path as string);

  expect(page.headers.get("content-security-policy")).toStartWith("default-src 'none'; script-src 'self'");
  expect(page.headers.get("x-content-type-options")).toBe("nosniff");
  expect(page.headers.get("referrer-policy")).toBe("no-referrer");
  expect((await ask("/", { "If-None-Match": page.headers.get("etag") as string })).status).toBe(304);
  expect(html).not.toMatch(/<style|<script(?![^>]* src=)|\bstyle=|\bon\w+=/);

  expect(assets).toHaveLength(3);
  for (const path of ["/", ...assets]) {
    const plain = await ask(path, { "Accept-Encoding": "identity, br;q=0" });
    expect(plain.headers.get("content-encoding")).toBeNull();
    for (const encoding of ["br", "gzip"]) {
      const packed = await ask(path, { "Accept-Encoding": `deflate, ${encoding};q=0.8` });
      expect(packed.headers.get("content-encoding")).toBe(encoding);
      expect(packed.headers.get("content-type")).toBe(plain.headers.get("content-type"));
      expect(packed.headers.get("vary")).toBe("Accept-Encoding");
      expect(packed.headers.get("x-content-type-options")).toBe("nosniff");
      expect(packed.headers.get("cache-control")).toBe(
        path === "/" ? "no-cache" : "public, max-age=31536000, immutable",
      );
      expect((await packed.bytes()).length).toBeLessThan(10_000);
    }
  }
});

test.skipIf(!Bun.which("curl") && !process.env["CI"])("its commands do what they say (needs curl)", async () => {
  await using appliance = await startBinary();
  const key = takeKey().replace("data/", `${appliance.dataDir}/`);
  const paste = (command: string) => Bun.$`sh -c ${`${key}\n${command} --silent --write-out ' %{http_code}'`}`.text();

  expect(await paste(addEndpoint(appliance.url))).toEndWith(" 201");
  expect(await paste(postEvent(appliance.url))).toMatch(/"deliveries":1\D.* 202$/);
});
