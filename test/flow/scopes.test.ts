/** Scopes: what is sent by where the profile that is followed is not there. */
import { Database } from "bun:sqlite";
import { expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import { startAppliance } from "../help/appliance.ts";
import { changeTenant } from "../help/product.ts";
import { startReceiver } from "../help/receiver.ts";
import { postEvent } from "../help/story.ts";

setDefaultTimeout(30_000);

test("an organization whose profile is not there sends by the default one, as the log tells, until it follows one again", async () => {
  await using shop = await startReceiver();
  await using first = await startAppliance();
  await first.post("/profiles", { name: "ours", from: "agentset", userAgent: "Ours/1" });
  await changeTenant(first, { organization: { profile: "ours" } });
  const { id } = (await first.get("/organizations")).data[0];
  await first.post("/webhooks/endpoints", { url: shop.url });
  await first.stop();
  const db = new Database(join(first.dataDir, "hookwheel.db"));
  db.run("DELETE FROM profiles");
  db.close();

  await using appliance = await startAppliance({ dataDir: first.dataDir, clock: first.clock });
  const faults = appliance.logLines.filter((line) => line.includes(`"level":"error"`)).map((line) => JSON.parse(line));
  expect(faults).toMatchObject([{ organizationId: id, profile: "ours" }]);
  const agentOfNext = async () => {
    await postEvent(appliance, "document.ready");
    await appliance.pass(0);
    return shop.requests.at(-1)!.headers.get("user-agent");
  };
  expect(await agentOfNext()).toStartWith("Hookwheel/");
  await appliance.post("/profiles", { name: "ours", from: "agentset", userAgent: "Ours/2" });
  expect(await agentOfNext()).toBe("Ours/2");
  await changeTenant(appliance, { organization: { profile: "agentset" } });
  expect(await agentOfNext()).toBe("Agentset-Webhook/1.0");
});
