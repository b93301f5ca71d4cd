/** Getting into the console, and what every page of it has: the page inside the binary, in a browser. */
import { expect, test } from "bun:test";
import { startBinary } from "../help/binary.ts";
import { browserTest } from "../help/browser.ts";
import { ADA, openConsole, post, setUpUrl } from "../help/console.ts";

browserTest("the first person sets up by the link, and the link does not stay in the address", async (open) => {
  await using appliance = await startBinary();
  const { page } = await open(appliance.url);
  await page.getByRole("heading", { name: "Nobody is in yet" }).waitFor();

  await page.goto(await setUpUrl(appliance));
  await page.getByLabel("Name").fill(ADA.name);
  expect(new URL(page.url()).hash).toBe("");
  await page.getByLabel("Email").fill(ADA.email);
  await page.getByLabel("Password").fill("short");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("Use at least").waitFor();
  await page.getByLabel("Password").fill(ADA.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Send a first event" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "Send a first event" }).waitFor();
});

browserTest("email and password let in, wrong ones are told, and signing out ends it", async (open) => {
  await using appliance = await startBinary();
  const { page } = await openConsole(open, appliance, "/events");
  await page.getByRole("button", { name: "Sign out" }).click();

  await page.getByLabel("Email").fill(ADA.email);
  await page.getByLabel("Password").fill("wrong");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("Wrong email or password.").waitFor();
  expect(await page.getByLabel("Email").inputValue()).toBe(ADA.email);
  await page.getByLabel("Password").fill(ADA.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "No events yet" }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/events");
});

browserTest("somebody who is added chooses a password by a link", async (open) => {
  await using appliance = await startBinary();
  const person = { email: "bob@example.com", name: "Bob", role: "admin" };
  const { link } = await post<{ link: { url: string } }>(appliance, "/people", person);
  const { page } = await open(link.url);
  await page.getByLabel("New password").fill(ADA.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Send a first event" }).waitFor();
});

browserTest("a session that is ended elsewhere leads to the door", async (open) => {
  await using appliance = await startBinary();
  const { page } = await openConsole(open, appliance, "/queue");
  await page.getByRole("heading", { name: "Nothing waits" }).waitFor();
  const { data } = await (await appliance.api("/sessions")).json();
  await appliance.api(`/sessions/${data[0].id}`, { method: "DELETE" });
  await page.getByRole("heading", { name: "Sign in to Hookwheel" }).waitFor();
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
  expect(faults.filter((fault) => !fault.includes("404"))).toEqual([]);
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
  expect(faults).toEqual([expect.stringContaining("Content Security Policy")]);
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

browserTest("a page that falls over says so in its place, and the others go on", async (open) => {
  await using appliance = await startBinary();
  const { page, faults } = await openConsole(open, appliance, "/webhooks", {}, (blank) =>
    blank.route(/\/api\/v1\/notices/, (route) => route.fulfill({ json: { data: null } })),
  );
  await page.getByRole("link", { name: "Notices" }).click();
  await page.getByRole("alert").getByText("This page met a fault of its own: TypeError").waitFor();
  expect(faults).toEqual([expect.stringContaining("TypeError")]);
  await page.getByRole("link", { name: "Audit log" }).click();
  await page.getByRole("heading", { name: "Audit log" }).waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
});
