/** Gathering: who comes in one turn of the event loop goes on with the others of that turn, and waits for nobody else. */
import { expect, test } from "bun:test";
import { createGathering, nextTurn } from "../../server/base/turn.ts";

test("those who come in one turn go on together in the next, step by step, each in the order that they came in", async () => {
  const gathered = createGathering();
  const steps: string[] = [];
  const go = async (name: string) => {
    await gathered();
    steps.push(`${name}1`);
    await Promise.resolve();
    steps.push(`${name}2`);
  };
  const all = Promise.all(["a", "b", "c"].map(go));
  expect(steps).toEqual([]);
  await all;
  expect(steps).toEqual(["a1", "b1", "c1", "a2", "b2", "c2"]);
});

test("who comes later is gathered anew", async () => {
  const gathered = createGathering();
  const first = gathered();
  expect(gathered()).toBe(first);
  await first;
  const second = gathered();
  expect(second).not.toBe(first);
  await nextTurn();
  await second;
});
