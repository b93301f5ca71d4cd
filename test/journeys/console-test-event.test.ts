/** Test events sent from a webhook's page, over a real receiver. */
import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { startBinary } from "../help/binary.ts";
import { browserTest } from "../help/browser.ts";
import { openConsole, post } from "../help/console.ts";
import { startReceiver } from "../help/receiver.ts";

const LOOPBACK = { env: { HOOKWHEEL_ALLOW_TARGETS: "127.0.0.0/8" } };

/** What is used of the open dialog. */
function dialogOn(page: Page) {
  const dialog = page.getByRole("dialog");
  return {
    dialog,
    type: dialog.getByRole("combobox", { name: "Event type" }),
    data: dialog.getByLabel("Data"),
    send: dialog.getByRole("button", { name: /^Send/ }),
    open: () => page.getByRole("button", { name: "Send test event" }).click(),
  };
}

browserTest("a test event is edited and delivered, and opens in the inspector", async (open) => {
  await using shop = await startReceiver();
  await using appliance = await startBinary(LOOPBACK);
  await post(appliance, "/event-types", { type: "order.paid", sample: { id: "ord_1" } });
  await post(appliance, "/event-types", { type: "order.sent", sample: { id: "ord_2", parcels: 2 } });
  const { id } = await post(appliance, "/webhooks/endpoints", { url: shop.url, events: ["order.sent", "order.*"] });
  const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}`);
  const { dialog, type, data, send, open: openDialog } = dialogOn(page);

  await openDialog();
  expect(await type.inputValue()).toBe("order.sent");
  expect(JSON.parse(await data.inputValue())).toEqual({ id: "ord_2", parcels: 2 });
  await type.selectOption("order.paid");
  expect(JSON.parse(await data.inputValue())).toEqual({ id: "ord_1" });
  const edited = `{"id": "ord_1", "cents": 12345678901234567890}`;
  await data.fill(edited);
  await send.click();
  await dialog.getByText(/^Delivered\. It answered 200 in \d+/).waitFor();
  expect(shop.requests).toHaveLength(1);
  expect(shop.requests[0]?.body).toStartWith(`{"type":"order.paid",`);
  expect(shop.requests[0]?.body).toEndWith(`"data":${edited}}`);

  await dialog.getByRole("link", { name: "Open in the inspector" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("heading", { name: "order.paid", exact: true }).waitFor();
  expect(new URL(page.url()).searchParams.get("delivery")).toStartWith("dlv_");
  expect(faults).toEqual([]);
});

browserTest("what goes wrong with a test event is told where it is sent, and it can be sent again", async (open) => {
  await using shop = await startReceiver({ answers: [500, 200] });
  await using appliance = await startBinary(LOOPBACK);
  const { id } = await post(appliance, "/webhooks/endpoints", { url: shop.url, active: false });
  const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}`);
  const { dialog, type, data, send, open: openDialog } = dialogOn(page);

  await openDialog();
  expect(await type.inputValue()).toBe("test.event");
  await data.fill('{\n  "id": 7,\n}');
  await dialog.getByText("Take away this comma: nothing follows it.").waitFor();
  expect(await send.getAttribute("title")).toBe("Mend the data first.");
  await send.click({ force: true });
  await data.fill("[]");
  await dialog.getByText("must be an object").waitFor();
  expect(shop.requests).toHaveLength(0);

  await data.fill('{"id": 7}');
  await send.click();
  await dialog.getByText(/^Not delivered\. 500 Internal Server Error, after \d+/).waitFor();
  await send.click();
  await dialog.getByText(/^Delivered\./).waitFor();
  expect(shop.requests).toHaveLength(2);
  expect(faults).toEqual([]);
});

browserTest("a test event that the API refuses is told in its words", async (open) => {
  await using shop = await startReceiver({ answers: ["hang"] });
  await using appliance = await startBinary(LOOPBACK);
  const { id } = await post(appliance, "/webhooks/endpoints", { url: shop.url });
  const { page, faults } = await openConsole(open, appliance, `/webhooks/${id}`);
  const { dialog, send, open: openDialog } = dialogOn(page);
  await openDialog();
  await post(appliance, `/webhooks/endpoints/${id}/test`, {});
  await shop.come(1);
  await send.click();
  await dialog.getByRole("alert").getByText("A test of this endpoint is under way: wait for it.").waitFor();
  shop.answer(200);
  shop.release(200);
  expect(faults.filter((fault) => !fault.includes("429"))).toEqual([]);
});
