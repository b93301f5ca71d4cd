/** What a test event is made of before anybody changes it. */
import { expect, test } from "bun:test";
import { checkedData, firstType, sampleText, testTypes } from "../../ui/webhooks/test-draft.ts";

const CATALOG = [
  { type: "order.old", sample: { id: 0 }, archived: true },
  { type: "order.paid", sample: { id: 1 }, archived: false },
  { type: "order.sent", sample: null, archived: false },
];

test("the type is the first that the webhook asks for, as the API would choose", () => {
  expect(firstType(CATALOG, ["order.sent", "order.paid"])).toBe("order.sent");
  expect(firstType(CATALOG, ["invoice.*", "order.*"])).toBe("order.paid");
  expect(firstType(CATALOG, ["*"])).toBe("order.paid");
  expect(firstType(CATALOG, ["invoice.*"])).toBe("invoice.test");
  expect(firstType(CATALOG, ["invoice.due"])).toBe("invoice.due");
  expect(firstType([], ["*"])).toBe("test.event");
});

test("there is a choice of the catalog's types but for archived ones, and of those that the webhook names", () => {
  expect(testTypes(CATALOG, ["order.*", "invoice.due"])).toEqual(["invoice.due", "order.paid", "order.sent"]);
  expect(testTypes([], ["*"])).toEqual(["test.event"]);
});

test("the data is the sample, and a plain one where there is none", () => {
  expect(sampleText(CATALOG, "order.paid")).toBe('{\n  "id": 1\n}');
  expect(sampleText(CATALOG, "order.sent")).toBe('{\n  "test": true\n}');
});

test("data is an object, and what else is typed is told", () => {
  expect(checkedData("{}")).toEqual({ value: {} });
  for (const text of ["", "[]", "{", '{"a": 1,}']) expect(checkedData(text)).toHaveProperty("fault");
});
