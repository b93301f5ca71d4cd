/** Getting into the console, and what every page of it has: the page inside the binary, in a browser. */
import { expect, test } from "bun:test";
import { startBinary } from "../help/binary.ts";
import { browserTest } from "../help/browser.ts";
import { openConsole } from "../help/console.ts";

browserTest("the key of the data folder lets in, and a wrong one is told", async (open) => {
  await using appliance = await startBinary();
  const { page } = await open(`${appliance.url}/webhooks`);

  await page.getByRole("button", { name: "Use an API key" }).click();
  await page.getByLabel("API key").fill("hw_admin_wrong");
  await page.getByRole("button", { name: "Open" }).click();
  await page.getByRole("alert").getByText("does not know this key").waitFor();

  await page.getByLabel("API key").fill(appliance.adminKey);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "No webhooks configured" }).waitFor();
  expect(await page.evaluate(() => Object.keys(localStorage).some((name) => name.includes("key")))).toBe(true);
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(appliance.adminKey);

  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Nobody is here yet" }).waitFor();
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain(appliance.adminKey);
});

browserTest("light or dark is the system's, until a person chooses, and stays chosen", async (open) => {
  await using appliance = await startBinary();
  const { page } = await openConsole(open, appliance, "/webhooks", { colorScheme: "dark" });
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

  await page.getByRole("heading", { name: "Webhooks", exact: true }).waitFor();
  expect(await paper()).toBe("rgb(14, 15, 17)");
  await page.getByRole("radio", { name: "Light" }).click();
  expect(await paper()).toBe("rgb(251, 251, 250)");
  await page.reload();
  await page.getByRole("heading", { name: "Webhooks", exact: true }).waitFor();
  expect(await paper()).toBe("rgb(251, 251, 250)");
});

browserTest("everything is found from the keyboard, and single keys can be switched off", async (open) => {
  await using appliance = await startBinary();
  const { page, faults } = await openConsole(open, appliance, "/webhooks");
  await page.getByRole("heading", { name: "No webhooks configured" }).waitFor();

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find anything" }).fill("retry");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Retry queue" }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/queue");

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find anything" }).fill("see evt_01m8dg455yenj9v0gqrw4sexmz please");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "There is nothing here", level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/events/evt_01m8dg455yenj9v0gqrw4sexmz");

  await page.keyboard.press("?");
  await page.getByLabel("Single keys do something").uncheck();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("?");
  await page.keyboard.press("n");
  expect(await page.getByRole("dialog").count()).toBe(0);
  expect(new URL(page.url()).pathname).toStartWith("/events/");
  expect(faults()).toEqual([]);
});

browserTest("a script that is slipped into the page does not run", async (open) => {
  await using appliance = await startBinary();
  const { page, faults } = await openConsole(open, appliance, "/webhooks");
  await page.getByRole("heading", { name: "No webhooks configured" }).waitFor();
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'taken'";
    document.body.append(script);
  });
  expect(await page.title()).toBe("Webhooks · Hookwheel");
  expect(faults()).toEqual([expect.stringContaining("Content Security Policy")]);
});

test("the page stands at every path of its own, and nowhere that a program asks", async () => {
  await using appliance = await startBinary();
  const ask = (path: string, headers: Record<string, string> = {}) => fetch(appliance.url + path, { headers });
  for (const path of ["/", "/webhooks", "/webhooks/ep_01m81ygfnzenatta96ex9gy1sn", "/setup?token=x"]) {
    const page = await ask(path);
    expect(page.headers.get("content-type")).toStartWith("text/html");
    expect(page.headers.get("content-security-policy")).toStartWith("default-src 'none'; script-src 'self'");
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
    expect(page.headers.get("referrer-policy")).toBe("no-referrer");
    expect(await page.text()).not.toMatch(/<style|<script(?![^>]* src=)|\bstyle=|\bon\w+=/);
    expect((await ask(path, { "If-None-Match": page.headers.get("etag") as string })).status).toBe(304);
  }
  for (const path of ["/api", "/api/", "/api/v1/nothing", "/api/v2/events", "/assets/gone-0123.js"]) {
    const answer = await ask(path);
    expect([path, answer.status]).toEqual([path, 404]);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
  }
});

test("what is loaded first is small, compressed as the client likes, and kept for good", async () => {
  await using appliance = await startBinary();
  const ask = (path: string, headers: Record<string, string>) =>
    fetch(appliance.url + path, { headers, decompress: false });
  const html = await (await fetch(appliance.url)).text();
  const assets = [...html.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => path as string);
  expect(assets.length).toBeGreaterThanOrEqual(3);
  const sizes = new Map<string, number>();
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
      if (encoding === "gzip") sizes.set(path, (await packed.bytes()).length);
    }
  }
  const firstLoadBytes = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  expect(firstLoadBytes).toBeLessThan(80_000);
});
