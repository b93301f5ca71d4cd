/** What the palette finds. */
import { expect, test } from "bun:test";
import type { Endpoint } from "../../ui/shapes.ts";
import { addressOfId, findingsOf } from "../../ui/shell/findings.ts";

const ID = "01m8dg455yenj9v0gqrw4sexmz";
const endpoints = ["Index refresh", "Search index"].map((name, at) => ({
  id: `ep_${at}`,
  name,
})) as unknown as Endpoint[];

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
  expect(findingsOf("index", endpoints, true).map(({ text }) => text)).toEqual(["Index refresh", "Search index"]);
  expect(findingsOf("queue", endpoints, true)).toMatchObject([{ text: "Retry queue", to: { path: "/queue" } }]);
  expect(findingsOf("zebra", endpoints, true)).toEqual([]);
});

test("what is the instance's alone is found by its admins alone", () => {
  expect(findingsOf("organizations", [], true)).toMatchObject([{ to: { path: "/organizations" } }]);
  expect(findingsOf("organizations", [], false)).toEqual([]);
});
