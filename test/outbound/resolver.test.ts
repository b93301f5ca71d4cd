/** How names are asked for: together, not too long, and not too often. */
import { expect, test } from "bun:test";
import { type LookUp, type Resolution, createResolver } from "../../server/outbound/resolver.ts";
import { SECOND, startClock } from "../help/clock.ts";

const NEVER = Infinity;

/** A look-up that counts, and answers what the test sets. */
function startNames(answers: Record<string, Resolution | "silent">) {
  const asked: string[] = [];
  const lookUp: LookUp = (name, signal) => {
    asked.push(name);
    const answer = answers[name] ?? { fault: "name_not_found" };
    if (answer !== "silent") return Promise.resolve(answer);
    return new Promise((resolve) => {
      signal.addEventListener("abort", () => resolve({ fault: "name_server_failed" }), { once: true });
    });
  };
  return { answers, asked, lookUp };
}

test("an answer is remembered for half a minute, then asked for anew", async () => {
  const clock = startClock();
  const names = startNames({ "a.example": { addresses: ["192.0.2.1"] } });
  const resolver = createResolver(clock, names.lookUp);

  await resolver.resolve("a.example", NEVER);
  names.answers["a.example"] = { addresses: ["192.0.2.2"] };
  await clock.pass(30 * SECOND - 1);
  expect(await resolver.resolve("a.example", NEVER)).toEqual({ addresses: ["192.0.2.1"] });
  await clock.pass(1);
  expect(await resolver.resolve("a.example", NEVER)).toEqual({ addresses: ["192.0.2.2"] });
  expect(names.asked).toEqual(["a.example", "a.example"]);
});

test("a failure is not remembered", async () => {
  const names = startNames({});
  const resolver = createResolver(startClock(), names.lookUp);

  expect(await resolver.resolve("a.example", NEVER)).toEqual({ fault: "name_not_found" });
  names.answers["a.example"] = { addresses: ["192.0.2.1"] };
  expect(await resolver.resolve("a.example", NEVER)).toEqual({ addresses: ["192.0.2.1"] });
});

test("a thousand who want one name at once ask once", async () => {
  const names = startNames({ "a.example": { addresses: ["192.0.2.1"] } });
  const resolver = createResolver(startClock(), names.lookUp);

  const answers = await Promise.all(Array.from({ length: 1000 }, () => resolver.resolve("a.example", NEVER)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"addresses":["192.0.2.1"]}']));
  expect(names.asked).toHaveLength(1);
});

test("a name server that is silent is given up after five seconds, and the next who asks asks anew", async () => {
  const clock = startClock();
  const names = startNames({ "a.example": "silent" });
  const resolver = createResolver(clock, names.lookUp);

  const answer = resolver.resolve("a.example", NEVER);
  await clock.pass(5 * SECOND - 1);
  expect(Bun.peek.status(answer)).toBe("pending");
  await clock.pass(1);
  expect(await answer).toEqual({ fault: "name_server_failed" });
  names.answers["a.example"] = { addresses: ["192.0.2.1"] };
  expect(await resolver.resolve("a.example", NEVER)).toEqual({ addresses: ["192.0.2.1"] });
});

test("who has no time left waits no longer, while the others still do", async () => {
  const clock = startClock();
  const resolver = createResolver(clock, startNames({ "a.example": "silent" }).lookUp);
  const hastyEndsAtMs = clock.monotonicMs() + SECOND;

  const [first, second] = [resolver.resolve("a.example", hastyEndsAtMs), resolver.resolve("a.example", NEVER)];
  await clock.pass(SECOND);
  expect(await first).toEqual({ fault: "timed_out" });
  expect(await resolver.resolve("a.example", hastyEndsAtMs)).toEqual({ fault: "timed_out" });
  expect(Bun.peek.status(second)).toBe("pending");
  await clock.pass(4 * SECOND);
  expect(await second).toEqual({ fault: "name_server_failed" });
});

test("the memory is bounded: the name that was asked for first is forgotten first", async () => {
  const names = startNames({});
  const resolver = createResolver(startClock(), (name, signal) => {
    names.answers[name] = { addresses: ["192.0.2.1"] };
    return names.lookUp(name, signal);
  });

  for (let i = 0; i <= 10_000; i++) await resolver.resolve(`${i}.example`, NEVER);
  names.asked.length = 0;
  for (const name of ["10000.example", "1.example", "0.example"]) await resolver.resolve(name, NEVER);
  expect(names.asked).toEqual(["0.example"]);
});

test("a look-up that has ended leaves no timer behind", async () => {
  const clock = startClock();
  let limit: AbortSignal | undefined;
  const resolver = createResolver(clock, async (_, signal) => {
    limit = signal;
    return { fault: "name_not_found" };
  });

  await resolver.resolve("a.example", NEVER);
  await clock.pass(10 * SECOND);
  expect(limit?.aborted).toBe(false);
});
