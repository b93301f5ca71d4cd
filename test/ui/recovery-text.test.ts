/** What is said of how a recovery ended, by who ended it. */
import { expect, test } from "bun:test";
import { stateText } from "../../ui/recovering/recovery-text.ts";
import type { Recovery } from "../../ui/set-up-shapes.ts";

const [BEFORE, END, AFTER] = ["2026-03-01T09:00:00.000Z", "2026-03-01T09:00:05.000Z", "2026-03-01T09:01:00.000Z"];

const CANCELLED: Recovery = {
  id: "rcv_1",
  endpointId: "ep_1",
  kind: "resume",
  state: "cancelled",
  count: 5,
  isCountFinal: true,
  done: 3,
  createdAt: BEFORE,
  updatedAt: END,
};

const HELD = "these go on, the rest is held until the webhook is deactivated and activated once more";
const LEFT = "the rest was left as it was";

test.each([
  ["a person", { status: "active", updatedAt: BEFORE }, HELD],
  ["its webhook, paused", { status: "paused", updatedAt: END }, LEFT],
  ["its webhook, disabled", { status: "disabled", updatedAt: END }, LEFT],
  ["its webhook, turned on anew", { status: "active", updatedAt: END }, LEFT],
  ["a person, before its webhook was turned off and on", { status: "active", updatedAt: AFTER }, LEFT],
  ["its webhook, deleted", null, LEFT],
] as const)("what was held, and is ended by %s, says what became of the rest", (_, endpoint, rest) => {
  expect(stateText(CANCELLED, endpoint)).toBe(`Cancelled after 3 of 5: ${rest}.`);
});

test("what failed and was not reached stays so, whoever ended the recovery", () => {
  const cancelled = { ...CANCELLED, kind: "recover" } as const;
  const active = { status: "active", updatedAt: BEFORE } as const;
  expect(stateText(cancelled, active)).toBe("Cancelled after 3 of 5: these go on, the rest stays as it was.");
  expect(stateText(cancelled, null)).toBe(`Cancelled after 3 of 5: ${LEFT}.`);
});
