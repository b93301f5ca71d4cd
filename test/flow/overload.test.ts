/** When intake steps back. */
import { expect, test } from "bun:test";
import { type OverloadSigns, overloadOf } from "../../server/flow/overload.ts";

const MIB = 1024 * 1024;

interface Signs {
  uncommittedBytes?: number;
  loopLagMs?: number;
  isFull?: boolean;
  lateMs?: number;
}

function signs({ uncommittedBytes = 0, loopLagMs = 0, isFull = false, lateMs = 0 }: Signs): OverloadSigns {
  return {
    store: { state: { fault: null, uncommittedBytes } },
    capacity: { hasRoom: () => !isFull },
    loopLagMs: () => loopLagMs,
    turnLateMs: () => lateMs,
  };
}

test.each<[string, Signs]>([
  ["nothing is going on", {}],
  ["the loop is late by 200 ms", { loopLagMs: 200 }],
  ["4 MiB wait to be stored", { uncommittedBytes: 4 * MIB }],
  ["all slots are taken, and healthy endpoints wait half a minute for their turn", { isFull: true, lateMs: 30_000 }],
  ["all slots are taken", { isFull: true }],
  ["endpoints wait for their turn, but slots are free", { lateMs: 3_600_000 }],
])("while %s, events are accepted", (_, given) => {
  expect(overloadOf(signs(given))).toBeNull();
});

test.each<[string, Signs, string]>([
  ["the loop is late by more than 200 ms", { loopLagMs: 201 }, "Too much is being done at once."],
  ["more than 4 MiB wait to be stored", { uncommittedBytes: 4 * MIB + 1 }, "Too much is being stored at once."],
  [
    "all slots are taken and healthy endpoints wait longer than half a minute for their turn",
    { isFull: true, lateMs: 30_001 },
    "Too much waits to be sent: HOOKWHEEL_MAX_IN_FLIGHT is reached.",
  ],
])("while %s, events are refused with a sentence that says what to do", (_, given, sentence) => {
  expect(overloadOf(signs(given))).toBe(`${sentence} Send it again in a second, with the same Idempotency-Key.`);
});
