/** Who may subscribe to operational events. */
import { expect, test } from "bun:test";
import type { Principal } from "../../server/api/auth.ts";
import { checkSubscriptions } from "../../server/api/endpoints/subscriptions.ts";
import { AppError } from "../../server/base/errors.ts";

/** The refusal, `null` without. */
function refusal(role: string, events?: string[], held?: string[]): AppError | null {
  try {
    checkSubscriptions({ role: role as Principal["role"] }, events, held);
    return null;
  } catch (fault) {
    if (fault instanceof AppError) return fault;
    throw fault;
  }
}

test("only an admin key may subscribe to operational events, by group or by name", () => {
  for (const wanted of ["hookwheel.*", "hookwheel.endpoint.*", "hookwheel.endpoint.failing"]) {
    expect(refusal("admin", ["order.paid", wanted])).toBeNull();
    for (const role of ["owner", "full"]) {
      expect(refusal(role, ["order.paid", wanted])).toMatchObject({
        kind: "forbidden",
        message: `Only an admin key may subscribe to ${wanted}: leave it out of \`events\`.`,
      });
    }
  }
});

test("anybody may subscribe to the rest, and send back what an admin has chosen", () => {
  expect(refusal("full")).toBeNull();
  expect(refusal("full", ["*", "hookwheels.*", "order.hookwheel.*"])).toBeNull();
  expect(refusal("full", ["hookwheel.*", "order.paid"], ["hookwheel.*"])).toBeNull();
  expect(refusal("full", ["hookwheel.endpoint.failing"], ["order.paid"])).not.toBeNull();
});
