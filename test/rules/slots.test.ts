/** Slots and lanes: how many attempts an endpoint may begin, and of which. */
import { expect, test } from "bun:test";
import { laneOneSlots } from "../../server/rules/lanes.ts";
import { SLOTS_AT_START, slotsAfter } from "../../server/rules/slots.ts";

test("each success opens one more slot, each failure closes half of them", () => {
  let slots = SLOTS_AT_START;
  const seen = [..."ssssssssssfffffsss"].map((outcome) => (slots = slotsAfter(slots, outcome === "s", 10)));
  expect(seen).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 10, 10, 5, 2, 1, 1, 1, 2, 3, 4]);
});

test.each([
  [1, true, 1, 1],
  [1, false, 1, 1],
  [10, true, 4, 4],
  [10, false, 4, 4],
  [3, false, 10, 1],
])("from %i slots, delivered %p, at most %i: %i", (slots, isDelivered, maxInFlight, after) => {
  expect(slotsAfter(slots, isDelivered, maxInFlight)).toBe(after);
});

test.each([
  [10, 0, 10],
  [10, 3, 7],
  [10, 9, 2],
  [10, 100, 2],
  [8, 8, 2],
  [4, 100, 1],
  [3, 2, 1],
  [0, 5, 0],
  [0, 0, 0],
])("of %i free slots with %i new deliveries due, the old ones may have %i", (free, laneZeroDue, expected) => {
  expect(laneOneSlots(free, laneZeroDue, 0)).toBe(expected);
});

test("behind an endless row of new deliveries, old ones get some slots and never more than a quarter", () => {
  expect(laneOneSlots(0, 5, 3)).toBe(0);
  for (let free = 1; free <= 40; free++) {
    let given = 0;
    for (let turn = 0; turn < 100; turn++) given += laneOneSlots(free, free, turn);
    expect(given).toBeGreaterThanOrEqual(25);
    expect(given).toBeLessThanOrEqual((free * 100) / 4);
  }
});
