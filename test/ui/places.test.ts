/** The place in an address, and what ids tell of their time. */
import { expect, test } from "bun:test";
import { idText, newId } from "../../server/base/ids.ts";
import { spanOfId, timeOfId } from "../../ui/id-times.ts";
import { asChosen, homeOf, placeIn, withoutPlace, withPlace } from "../../ui/places/place.ts";

const place = { organization: { id: "org_1", name: null }, environment: { id: "env_2", name: null } };

test("a place is put into an address and read from it, and nothing else of it is touched", () => {
  expect(withPlace("?state=failed", place)).toBe("?state=failed&organization=org_1&environment=env_2");
  expect(placeIn(withPlace("", place))).toEqual(place);
  expect(withPlace("?environment=env_9&state=failed&organization=org_9", null)).toBe("?state=failed");
  expect(withPlace("?organization=org_1&environment=env_2", null)).toBe("");
});

test.each(["", "?organization=org_1", "?environment=env_2", "?organization=nw&environment=env_2"])(
  "%p names no place",
  (search) => {
    expect(placeIn(search)).toBeNull();
  },
);

test("what a page sees of its query is all but the place", () => {
  expect(withoutPlace({ state: "failed", organization: "org_1", environment: "env_2" })).toEqual({ state: "failed" });
});

test("an admin's default environment needs no telling in the address, and an owner's does", () => {
  const organization = { id: "org_1", name: "Default", externalId: null, profile: "standard", webhooksEnabled: true };
  const environment = { id: "env_2", organizationId: "org_1", name: "production", externalId: null };
  const elsewhere = { ...environment, id: "env_1", organizationId: "org_0" };
  const known = { organizations: [organization], environments: [elsewhere, environment] };
  expect(homeOf({ ...known, role: "admin" })).toBeNull();
  expect(homeOf({ ...known, role: "owner" })).toEqual({ organization, environment });
  expect(homeOf({ role: "owner", organizations: [], environments: [] })).toBeNull();
  expect(asChosen(place, { ...known, role: "admin" })).toBeNull();
  expect(asChosen(place, { ...known, role: "owner" })).toEqual(place);
  expect(asChosen({ ...place, environment: elsewhere }, { ...known, role: "admin" })).not.toBeNull();
});

test("an id tells the millisecond in which it was made", () => {
  const at = Date.parse("2026-11-27T04:00:00.123Z");
  expect(timeOfId(idText("aud", newId(at)))).toBe(at);
  expect(spanOfId(idText("aud", newId(at)))).toEqual({
    since: "2026-11-27T04:00:00.123Z",
    until: "2026-11-27T04:00:00.124Z",
  });
  expect(timeOfId("aud_short")).toBeNull();
  expect(timeOfId("aud_01m8dg455yenj9v0gqrw4sexmu")).not.toBeNull();
  expect(timeOfId("aud_u1m8dg455yenj9v0gqrw4sexmz")).toBeNull();
});
