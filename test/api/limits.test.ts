/** What a crowd is told that comes for the last places, or while the place itself is deleted. */
import { expect, test } from "bun:test";
import { type Appliance, startAppliance } from "../help/appliance.ts";
import { startTenant } from "../help/tenants.ts";

interface Crowd {
  what: string;
  path: string | ((organizationId: string) => string);
  form: (number: number) => object;
  countMax: number;
  detail: string;
}

const CROWDS: Crowd[] = [
  {
    what: "inboxes",
    path: "/inbox",
    form: () => ({}),
    countMax: 20,
    detail: "An environment has at most 20 inboxes: delete one first.",
  },
  {
    what: "environments",
    path: (organizationId) => `/organizations/${organizationId}/environments`,
    form: (number) => ({ name: `e${number}` }),
    // Beside the one that is there.
    countMax: 99,
    detail: "An organization has at most 100 environments.",
  },
  {
    what: "keys",
    path: "/keys",
    form: (number) => ({ name: `k${number}`, role: "owner" }),
    countMax: 1000,
    detail: "There are at most 1000 keys: revoke one first.",
  },
  {
    what: "people",
    path: "/people",
    form: (number) => ({ email: `p${number}@a.example`, name: "p", role: "owner" }),
    countMax: 1000,
    detail: "There are at most 1000 people: delete one first.",
  },
];

async function defaultOrganization(appliance: Appliance): Promise<string> {
  return (await appliance.get("/organizations")).data[0].id;
}

test.each(CROWDS)("no more than there may be are taken of a crowd: $what", async ({ path, form, countMax, detail }) => {
  await using appliance = await startAppliance();
  const at = typeof path === "string" ? path : path(await defaultOrganization(appliance));
  const crowd = await Promise.all(
    Array.from({ length: countMax + 10 }, (_, number) => appliance.request("POST", at, form(number))),
  );
  const refused = crowd.filter(({ status }) => status !== 201);
  expect(refused).toHaveLength(10);
  for (const answer of refused) expect(await answer.json()).toMatchObject({ status: 409, code: "conflict", detail });
});

test("whoever is added to an organization that is just being deleted is told that there is none", async () => {
  await using appliance = await startAppliance();
  for (let round = 0; round < 5; round++) {
    const acme = await startTenant(appliance, `acme-${round}`);
    const add = (path: string, form: object) => appliance.request("POST", path, form, acme.chosen);
    const [deletion, ...added] = await Promise.all([
      appliance.delete(`/organizations/${acme.organizationId}`),
      add("/people", { email: `ben@acme-${round}.example`, name: "Ben", role: "owner" }),
      add("/keys", { name: "k", role: "owner" }),
      add("/keys", { name: "k", role: "full" }),
      add("/inbox", {}),
      add(`/organizations/${acme.organizationId}/environments`, { name: "test" }),
    ]);
    expect(deletion.status).toBe(204);
    for (const answer of added) expect([201, 404]).toContain(answer.status);
    expect(added.map(({ status }) => status)).toContain(404);
  }
  expect((await appliance.get("/people")).data).toEqual([]);
});
