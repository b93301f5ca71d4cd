/** How states look: colour only where somebody should look. */
import { expect, test } from "bun:test";
import { badgesOf, deliveryLook, nameOf, reasonOf, webhookLook } from "../../ui/looks.ts";

const well = { status: "active", consecutiveFailures: 0, waitingCount: 0 } as const;

test("a webhook is quiet while well, amber while failing, blue while it holds, red when disabled", () => {
  expect(webhookLook(well)).toEqual({ tone: "ok", text: "Active" });
  expect(webhookLook({ ...well, consecutiveFailures: 3 })).toEqual({ tone: "retry", text: "Failing · 3 in a row" });
  expect(webhookLook({ ...well, status: "paused" })).toEqual({ tone: "still", text: "Inactive" });
  expect(webhookLook({ ...well, status: "paused", waitingCount: 1280 }).text).toBe("Inactive · 1,280 held");
  expect(webhookLook({ ...well, status: "disabled", waitingCount: 3 })).toEqual({ tone: "failed", text: "Disabled" });
});

test("a delivery that waits is blue before its first attempt and where it is held, amber after a failure", () => {
  expect(deliveryLook({ state: "waiting", attemptsCount: 0 }, false)).toEqual({ tone: "waiting", text: "Waiting" });
  expect(deliveryLook({ state: "waiting", attemptsCount: 2 }, false)).toEqual({ tone: "retry", text: "Retrying" });
  expect(deliveryLook({ state: "waiting", attemptsCount: 2 }, true)).toEqual({ tone: "waiting", text: "Held" });
  expect(deliveryLook({ state: "failed", attemptsCount: 9 }, true).tone).toBe("failed");
  expect(deliveryLook({ state: "delivered", attemptsCount: 1 }, false).tone).toBe("ok");
});

test("what is held for a webhook that is off says so in its state, and not again as its reason", () => {
  expect(reasonOf({ state: "waiting", reason: "held: webhook paused" }, true)).toBeNull();
  expect(reasonOf({ state: "waiting", reason: "timed out after 15 s" }, false)).toBe("timed out after 15 s");
  expect(reasonOf({ state: "failed", reason: "410 Gone" }, true)).toBe("410 Gone");
});

test.each([
  [["*", "a.b"], ["All events"]],
  [["document.*", "document.ready"], ["document.*"]],
  [
    ["document.ready", "document.deleted"],
    ["document.ready", "document.deleted"],
  ],
  [
    ["agent.created", "agent.updated", "agent.deleted", "context.created"],
    ["agent · 3 types", "context.created"],
  ],
  [
    ["ping", "pong", "peng"],
    ["ping", "pong", "peng"],
  ],
])("the subscriptions %j are shown as %j", (events, badges) => {
  expect(badgesOf(events)).toEqual(badges);
});

test.each([
  ["https://example.com/in", "example.com/in"],
  ["https://example.com/", "example.com"],
  ["http://127.0.0.1:8080?to=1", "127.0.0.1:8080"],
  ["https://example.com/hooks/v2/in?key=1#here", "example.com/hooks"],
  ["https://legacy-importer.adatum.example/services/in", "legacy-importer.adatum.example/services"],
  ["https://legacy-importer.adatum.example/integrations", "legacy-importer.adatum.example/integrat…"],
])("a webhook without a name is called by where it is: %s is %s", (url, name) => {
  expect(nameOf({ name: null, url })).toBe(name);
  expect(nameOf({ name: "Shop", url })).toBe("Shop");
});
