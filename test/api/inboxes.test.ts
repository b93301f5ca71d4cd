/** How what inboxes got is checked: once, and in turns with everything else. */
import { expect, test } from "bun:test";
import { checkRequests } from "../../server/api/inboxes/check.ts";
import type { KeptRequest } from "../../server/api/inboxes/inboxes.ts";
import type { Endpoint } from "../../server/rules/endpoint.ts";
import type { Store } from "../../server/store/faces/store.ts";

const HEADERS = { "webhook-id": "a", "webhook-timestamp": "1", "webhook-signature": "v1,AAAA" };

function keptRequest(number: number): KeptRequest {
  const more = { isOurs: false, isTruncated: false, isVerified: undefined, receivedAt: 0, inbox: 1 };
  return { ...more, number, headers: Object.entries(HEADERS), body: "x".repeat(100_000) };
}

/** How often secrets were read. */
function countingStore() {
  const counts = { reads: 0 };
  const readEndpointSecrets = async () => {
    counts.reads++;
    return { secrets: [{ secret: "a", createdAt: 0, expiresAt: null }] };
  };
  return { counts, store: { readEndpointSecrets } as unknown as Pick<Store, "readEndpointSecrets"> };
}

const endpoints = Array.from({ length: 250 }, (_, seq) => ({ seq }) as Endpoint);

test("others are answered between one request and the next, however many an inbox has kept", async () => {
  const requests = Array.from({ length: 50 }, (_, i) => keptRequest(i));
  let turnsCount = 0;
  let isDone = false;
  const checked = checkRequests(countingStore().store, endpoints, requests).finally(() => void (isDone = true));
  for (; !isDone; turnsCount++) await new Promise<void>((resolve) => void setImmediate(resolve));
  await checked;
  expect(turnsCount).toBeGreaterThanOrEqual(50);
});

test("a request is checked once, and at most ten endpoints' secrets are read for it", async () => {
  const { counts, store } = countingStore();
  const requests = [keptRequest(1)];
  await checkRequests(store, endpoints.slice(0, 3), requests);
  expect(requests).toMatchObject([{ isVerified: false }]);
  expect(counts.reads).toBe(3);
  await checkRequests(store, endpoints.slice(0, 3), requests);
  expect(counts.reads).toBe(3);
  const more = [keptRequest(2)];
  await checkRequests(store, endpoints, more);
  expect(more).toMatchObject([{ isVerified: null }]);
  expect(counts.reads).toBe(13);
});
