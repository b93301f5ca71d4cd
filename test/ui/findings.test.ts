/** What the palette finds. */
import { expect, test } from "bun:test";
import type { Endpoint } from "../../ui/shapes.ts";
import type { Findable } from "../../ui/shell/findable.ts";
import { addressOfId, findingsOf } from "../../ui/shell/findings.ts";

const ID = "01m8dg455yenj9v0gqrw4sexmz";
const endpoints = ["Index refresh", "Search index"].map((name, at) => ({
  id: `ep_${at}`,
  name,
})) as unknown as Endpoint[];
const known: Findable = {
  endpoints,
  organizations: [{ id: "org_1", name: "Northwind" }],
  types: [{ type: "order.paid" }],
  profiles: [{ name: "agentset", title: "Agentset" }],
  isAdmin: true,
  isPerson: true,
  isHeld: null,
};

/** What is found first. */
function firstOf(text: string, more: Partial<Findable> = {}) {
  return findingsOf(text, { ...known, ...more })[0];
}

test.each([
  [`ep_${ID}`, `/webhooks/ep_${ID}`],
  [` "evt_${ID}", `, `/events/evt_${ID}`],
  [`https://x/?delivery=dlv_${ID}`, `/deliveries/dlv_${ID}`],
  [`att_${ID}`, `/attempts/att_${ID}`],
  [`org_${ID}`, `/organizations/org_${ID}`],
  [`env_${ID}`, `/environments/env_${ID}`],
  [`key_${ID}`, `/keys?key=key_${ID}`],
  [`aud_${ID}`, `/audit?line=aud_${ID}`],
  [`ntc_${ID}`, `/notices?notice=ntc_${ID}`],
  [`rcv_${ID}`, `/recoveries/rcv_${ID}`],
  [`inb_${ID}`, `/inbox/inb_${ID}`],
  [`per_${ID}`, `/people?person=per_${ID}`],
  [`ses_${ID}`, `/account?session=ses_${ID}`],
  [`att_${ID}x`, undefined],
  ["evt_short", undefined],
])("the pasted %s leads to %s", (text, path) => {
  expect(addressOfId(text)?.path).toBe(path as string);
});

test("what begins with the text comes before what holds it, and pages are found too", () => {
  const acts = ["Send test event", "Activate", "Recover…", "Rotate secret…"];
  expect(findingsOf("index", known).map(({ text }) => text)).toEqual([
    "Index refresh",
    "Search index",
    ...acts.map((act) => `Index refresh: ${act}`),
    ...acts.map((act) => `Search index: ${act}`),
  ]);
  expect(findingsOf("queue", known)).toMatchObject([{ text: "Retry queue", to: { path: "/queue" } }]);
  expect(findingsOf("zebra", known)).toEqual([]);
});

test("what is the instance's alone is found by its admins alone", () => {
  expect(findingsOf("organizations", known)).toMatchObject([{ to: { path: "/organizations" } }]);
  for (const text of ["organizations", "northwind"]) {
    expect(findingsOf(text, { ...known, isAdmin: false })).toEqual([]);
  }
});

test.each([
  ["my account", "/account"],
  ["northwind", "/organizations/org_1"],
  ["order.paid", "/event-types/order.paid"],
  ["agentset", "/profiles/agentset"],
  ["add a person", "/people?new=1"],
  ["send test refresh", "/webhooks/ep_0?ask=testing"],
  ["recover search", "/webhooks/ep_1?ask=recovering"],
  ["rotate search", "/webhooks/ep_1?ask=rotating"],
])("%s leads to %s", (text, path) => {
  expect(firstOf(text)?.to).toEqual({ path });
});

test("what is done at once is found by what it does now", () => {
  const [endpoint] = endpoints as [Endpoint, Endpoint];
  expect(firstOf("new inbox")?.to).toEqual({ action: "inbox" });
  expect(firstOf("as the system")?.to).toEqual({ action: "system" });
  expect(firstOf("hold the page")).toBeUndefined();
  expect(firstOf("hold the page", { isHeld: false })?.to).toEqual({ action: "hold" });
  expect(firstOf("move again", { isHeld: true })?.to).toEqual({ action: "hold" });
  const active: Endpoint = { ...endpoint, status: "active" };
  expect(firstOf("deactivate", { endpoints: [active] })?.to).toEqual({ turned: active });
  const paused: Endpoint = { ...endpoint, status: "paused" };
  expect(firstOf("activate", { endpoints: [paused] })?.to).toEqual({ turned: paused });
});
