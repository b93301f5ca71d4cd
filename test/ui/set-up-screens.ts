/** The screens that set things up, as addresses on a server that has something of everything. */
import type { Page } from "playwright-core";
import type { Binary } from "../help/binary.ts";
import { post } from "../help/console.ts";
import { type SetUp, setUpScene } from "../help/scene-set-up.ts";
import { type On, onServer, type Screen } from "./screen.ts";

/** All of them. */
export async function setUpScreens(full: Binary, empty: Binary): Promise<Screen[]> {
  const on = onServer(full);
  const scene = await setUpScene(full);
  const { id: missing } = await post(empty, "/keys", { name: "Gone", role: "read" });
  return [
    ...typeScreens(on, scene, empty),
    ...profileScreens(on),
    ...organizationScreens(on, scene),
    ...keyScreens(on, scene),
    ...listScreens(on, scene, empty, missing),
  ];
}

const isWhole = true;

function typeScreens(on: On, { place }: SetUp, empty: Binary): Screen[] {
  return [
    on("types", `/event-types${place}`, "from the profile agentset", { isWhole }),
    on("types-none", "/event-types", "No event types yet", { server: empty }),
    on("types-no-match", `/event-types${place}&search=zebra`, "No event type matches"),
    on("type", `/event-types/invoice.settled${place}`, "What data must be", { isWhole }),
    on("type-of-profile", `/event-types/document.ready${place}`, "Override", { isWhole }),
    on("type-new-faults", `/new-event-type${place}`, "Create event type", { isWhole, prepare: fillInTypeWrongly }),
    on("type-edit", `/event-types/invoice.settled/edit${place}`, "Save changes", { isWhole }),
    on("type-delete", `/event-types/invoice.settled${place}`, "What data must be", {
      prepare: async (page) => {
        await page.getByRole("button", { name: "More actions" }).click();
        await page.getByRole("menuitem", { name: "Delete" }).click();
      },
    }),
  ];
}

function profileScreens(on: On): Screen[] {
  return [
    on("profiles", "/profiles", "Northwind Events"),
    on("profile-standard", "/profiles/standard", "no sooner than", { isWhole }),
    on("profile-agentset", "/profiles/agentset", "by one delivery alone", { isWhole }),
    on("profile-mindset", "/profiles/mindset", "Every event is sent once", { isWhole }),
    on("profile-clone", "/profiles/standard", "no sooner than", {
      prepare: (page) => page.getByRole("button", { name: "Clone" }).click(),
    }),
    on("profile-edit", "/profiles/northwind/edit", "Its retries", { isWhole }),
    on("profile-edit-fault", "/profiles/northwind/edit", "Its retries", {
      prepare: async (page) => {
        const field = page.getByLabel("Profile", { exact: true });
        await field.fill((await field.inputValue()).replace('"timeoutMs": 10000', '"timeoutMs": 10'));
      },
    }),
  ];
}

function organizationScreens(on: On, { organizationId }: SetUp): Screen[] {
  return [
    on("organizations", "/organizations", "Northwind Traders"),
    on("organizations-no-match", "/organizations?search=zebra", "No organization matches"),
    on("organization", `/organizations/${organizationId}`, "Separate sets of webhooks", { isWhole }),
    on("organization-new", "/organizations/new", "Create organization", { isWhole }),
    on("organization-delete", `/organizations/${organizationId}`, "Separate sets of webhooks", {
      prepare: async (page) => {
        await page.getByRole("button", { name: "More actions", exact: true }).click();
        await page.getByRole("menuitem", { name: "Delete" }).click();
      },
    }),
    on("environment-edit", `/organizations/${organizationId}`, "Separate sets of webhooks", {
      prepare: async (page) => {
        await page.getByRole("button", { name: "More actions: production" }).click();
        await page.getByRole("menuitem", { name: "Change" }).click();
      },
    }),
    on("places", "/organizations", "Northwind Traders", {
      prepare: async (page) => {
        await page.keyboard.press("Control+k");
        await page.getByRole("combobox").fill("switch");
        await page.keyboard.press("Enter");
        await page.getByRole("button", { name: "Northwind Traders" }).click();
      },
    }),
  ];
}

function keyScreens(on: On, { place, keyId }: SetUp): Screen[] {
  return [
    on("keys-list", "/keys?of=instance", "Production backend"),
    on("keys-marked", `/keys${place}&key=${keyId}`, "Production backend"),
    on("keys-missing", `/keys${place}&key=key_01m8dg455yenj9v0gqrw4sexmz`, "There is no API key with this id"),
    on("key-new", `/keys${place}&new=1`, "Make the key", {
      prepare: (page) => page.getByLabel("Name").fill("Dashboard"),
    }),
    on("key-shown", `/keys${place}&new=1`, "Make the key", {
      prepare: async (page) => {
        await page.getByLabel("Name").fill("Shown once");
        await page.getByRole("button", { name: "Make the key" }).click();
        await page.getByText("Copy the key now").waitFor();
      },
    }),
  ];
}

function listScreens(on: On, { place }: SetUp, empty: Binary, missing: string): Screen[] {
  return [
    on("audit", `/audit${place}`, "Event type created"),
    on("audit-line", `/audit${place}&action=event_type.created`, "Event type created", {
      prepare: async (page) => {
        await page.getByRole("link", { name: "Event type created" }).first().click();
        await page.getByText("What was given").waitFor();
      },
    }),
    on("audit-no-match", "/audit?of=instance&action=recovery.cancelled", "No change matches"),
    on("audit-key", `/audit?line=${missing.replace("key", "aud")}`, "There is no such line", { server: empty }),
  ];
}

async function fillInTypeWrongly(page: Page): Promise<void> {
  await page.getByLabel("Event type").fill("invoice settled");
  await page.getByLabel("Group").fill("order");
  await page.getByLabel("Sample").fill('{\n  "id": "inv_1",\n  "amount": 012.50,\n  "paid": true\n}');
  await page.getByLabel("Schema").fill('{\n  "type": "object",\n  "required": ["id" "amount"]\n}');
}
