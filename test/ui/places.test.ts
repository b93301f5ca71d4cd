/** The place in an address, and what ids tell of their time. */
import { expect, test } from "bun:test";
import { idText, newId } from "../../server/base/ids.ts";
import { spanOfId, timeOfId } from "../../ui/id-times.ts";
import { placeIn, withPlace } from "../../ui/places/place.ts";

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
