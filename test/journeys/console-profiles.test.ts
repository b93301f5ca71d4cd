/** Profiles in the console: read in words, cloned, changed as checked JSON beside the drawing, followed, deleted. */
import { expect } from "bun:test";
import { startBinary } from "../help/binary.ts";
import { browserTest } from "../help/browser.ts";
import { openConsole } from "../help/console.ts";

browserTest("a profile is cloned, and its retries are changed beside the drawing of them", async (open) => {
  await using appliance = await startBinary();
  const { page, faults } = await openConsole(open, appliance, "/profiles");
  await page.getByRole("link", { name: "Agentset" }).click();
  await page.getByText("10 retries within 5\u2009\u2060d 18\u2009\u2060h of the first attempt.").waitFor();
  await page.getByText("by one delivery alone at attempt 5, after 6\u2009\u2060h 39\u2009\u2060m").waitFor();
  await page.getByText("Owners are told after 5 failed attempts in a row.").waitFor();
  expect(await page.getByRole("button", { name: "Change" }).getAttribute("title")).toContain("read-only");

  await page.getByRole("button", { name: "Clone" }).click();
  const dialog = page.getByRole("dialog", { name: "Clone Agentset" });
  await dialog.getByLabel("Name").fill("My Profile");
  await dialog.getByText("Use lower-case letters, digits and -, like my-profile.").waitFor();
  await dialog.getByLabel("Name").fill("standard");
  await dialog.getByRole("button", { name: "Clone profile" }).click();
  await dialog.getByText("There is a profile standard already: choose another name.").waitFor();
  await dialog.getByLabel("Name").fill("quick");
  await dialog.getByLabel("Title").fill("Quick");
  await dialog.getByRole("button", { name: "Clone profile" }).click();
  await page.getByRole("heading", { name: "Change Quick" }).waitFor();

  const field = page.getByLabel("Profile", { exact: true });
  const save = page.getByRole("button", { name: "Save changes" });
  const text = await field.inputValue();
  const withRetry = (retry: string) => text.replace(/"retry": \{[^}]*\}/, `"retry": ${retry}`);
  await page.getByText("10 retries within").waitFor();
  await field.fill(withRetry('{"waitsMs": [5000, 60000], "jitterShare": 0.5}'));
  await page.getByText("2 retries within 1\u2009\u2060m 5\u2009\u2060s of the first attempt.").waitFor();
  await page.getByText("Each wait strays by up to 50\u2009\u2060% either way").waitFor();
  expect(await page.locator(".schedule-track .dot").count()).toBe(3);

  await field.fill(withRetry('{"waitsMs": [5000 60000], "jitterShare": 0.5}'));
  await page.getByText("A comma or the closing bracket is missing here.").waitFor();
  await page.getByText("2 retries within").waitFor();
  expect(await save.getAttribute("title")).toBe("One field needs a look.");
  await field.fill(withRetry('{"waitsMs": [5000, -1], "jitterShare": 0.5}'));
  await page.getByText("retry.waitsMs[1]: must be at least 0.").waitFor();
  await page.getByText("The retries cannot be drawn until retry is right.").waitFor();
  await field.fill(withRetry('{"waitsMs": [5000, 60000], "jitterShare": 0.5}').replace('"$data"', '"$dat"'));
  await save.click();
  const place = page.getByRole("button", { name: /^Line \d+, column \d+$/ });
  await page.getByText("envelope.data: use one of $id").waitFor();
  await place.click();
  expect(await field.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart).slice(0, 15))).toBe(
    '"data": "$dat"\n',
  );
  await field.fill(withRetry('{"waitsMs": [5000, 60000], "jitterShare": 0.5}'));
  await save.click();
  await page.getByRole("heading", { name: "Quick", exact: true }).waitFor();
  expect(await (await appliance.api("/profiles/quick")).json()).toMatchObject({
    retry: { waitsMs: [5000, 60000], jitterShare: 0.5 },
    timeoutMs: 20_000,
  });

  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete profile" }).click();
  await page.getByRole("heading", { name: "Profiles", exact: true }).waitFor();
  expect(await page.getByRole("link", { name: "Quick" }).count()).toBe(0);
  expect(faults.filter((fault) => !/40[49]|422/.test(fault))).toEqual([]);
});

browserTest("a profile that is followed cannot be deleted, and says by whom", async (open) => {
  await using appliance = await startBinary({ env: { HOOKWHEEL_PROFILE: "mindset" } });
  const ask = (method: string, path: string, body: object) =>
    appliance.api(path, { method, body: JSON.stringify(body), headers: { "content-type": "application/json" } });
  await ask("POST", "/profiles", { name: "ours", from: "mindset", title: "Ours" });
  const { data } = await (await appliance.api("/organizations")).json();
  await ask("PATCH", `/organizations/${data[0].id}`, { profile: "ours" });
  const { page } = await openConsole(open, appliance, "/profiles");
  await page.getByRole("row", { name: "Ours" }).getByText("1 organization").waitFor();
  await page.getByRole("link", { name: "Ours" }).click();
  await page.getByText("Every event is sent once. What fails is not tried again.").waitFor();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete profile" }).click();
  await page.getByText("Organizations follow the profile ours: let them follow another first.").waitFor();
});
