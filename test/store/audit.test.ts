/** Lines of the audit log: in the commit of their change, once, however often it is tried. */
import { expect, test } from "bun:test";
import { newId } from "../../server/base/ids.ts";
import type { NewAuditLine } from "../../server/store/faces/audit.ts";
import { packAuditLine } from "../../server/store/sqlite/audit.ts";
import { createBatchWriter } from "../../server/store/sqlite/batch-writer.ts";
import { connect } from "../../server/store/sqlite/connection.ts";
import { runUnit } from "../../server/store/sqlite/run-unit.ts";
import type { AskedUnit } from "../../server/store/sqlite/wire.ts";
import { NOON, endpointOf, eventsOf, openRoom, organizationOf } from "./room.ts";

function lineOf(fields: Partial<NewAuditLine> = {}): NewAuditLine {
  return {
    id: newId(NOON),
    action: "delivery.retried",
    actor: { kind: "admin_key", id: null, name: "admin key" },
    address: null,
    subject: "dlv_1",
    organization: 1,
    environment: 1,
    changes: {},
    createdAt: NOON,
    ...fields,
  };
}

const ALL = { organization: null, action: null, since: null, until: null, limit: 50, before: null };

test("a change that finds nothing to change leaves no line", async () => {
  await using room = openRoom();
  expect(await room.store.audited(lineOf()).retryDelivery(1, NOON)).toBe(false);
  expect(await room.store.audited(lineOf()).deletePerson(1, null)).toBe("gone");
  expect((await room.store.listAudit(ALL)).rows).toEqual([]);
  const endpoint = await room.store.addEndpoint(endpointOf(room.environment));
  await room.store.acceptEvents(eventsOf(room.environment, [endpoint]));
  expect(await room.store.audited(lineOf()).retryDelivery(1, NOON)).toBe(true);
  expect((await room.store.listAudit(ALL)).rows).toMatchObject([{ action: "delivery.retried" }]);
});

test("a change that is refused in a word leaves no line either", async () => {
  await using room = openRoom();
  const change = room.store.audited(lineOf());
  expect(await change.addOrganization(...organizationOf({ profile: "nothing" }))).toBe("no_profile");
  expect(await change.deleteProfile("nothing")).toBe("gone");
  expect((await room.store.listAudit(ALL)).rows).toEqual([]);
});

test("a change whose commit was tried twice leaves one line; one that fails leaves none", async () => {
  await using room = openRoom();
  const { store, path, environment } = room;
  const endpoint = await store.addEndpoint(endpointOf(environment));
  await store.acceptEvents(eventsOf(environment, [endpoint]));
  await store.settled();
  const writer = createBatchWriter(() => connect(path), path);
  const unit: AskedUnit = {
    name: "retryDelivery",
    given: { delivery: 1, expressAt: NOON },
    line: packAuditLine(lineOf()),
  };
  // As after a commit of unknown outcome: it was there already.
  writer.commit([(connection, isRetry) => runUnit(connection, unit, isRetry)]);
  expect(writer.commit([(connection) => runUnit(connection, unit, true)])).toEqual([{ value: true }]);
  expect((await store.listAudit(ALL)).rows).toHaveLength(1);

  const broken: AskedUnit = { ...unit, line: packAuditLine(lineOf({ organization: {} as never })) };
  const [result] = writer.commit([(connection, isRetry) => runUnit(connection, broken, isRetry)]);
  expect(result).toHaveProperty("bug");
  const failing: AskedUnit = { ...unit, given: null, line: packAuditLine(lineOf()) };
  expect(writer.commit([(connection, isRetry) => runUnit(connection, failing, isRetry)])[0]).toHaveProperty("bug");
  writer.close();
  expect((await store.listAudit(ALL)).rows).toHaveLength(1);
});

test("deleting an organization again after a commit of unknown outcome answers the sweeps that are left", async () => {
  await using room = openRoom();
  const { store, path } = room;
  const seqs = await store.addOrganization(...organizationOf({ externalId: "a" }));
  if (typeof seqs === "string") throw new Error(seqs);
  const endpoint = await store.addEndpoint(endpointOf(seqs.environment));
  const deletion = await store.deleteOrganization(seqs.organization, NOON);
  expect(deletion).toMatchObject({ sweeps: [{ endpoint, state: "cancelled" }] });
  expect(await store.deleteOrganization(seqs.organization, NOON)).toBe(false);
  const writer = createBatchWriter(() => connect(path), path);
  const unit: AskedUnit = { name: "deleteOrganization", given: { seq: seqs.organization, at: NOON } };
  const [again] = writer.commit([(connection) => runUnit(connection, unit, true)]);
  writer.close();
  expect(again).toEqual({ value: deletion });
  expect(await store.loadSweeps()).toHaveLength(1);
  expect(await store.loadEnvironments()).toHaveLength(1);
});
