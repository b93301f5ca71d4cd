/** Requests whose writes stand in the queue together. */
import { Database } from "bun:sqlite";
import { join } from "node:path";
import type { Appliance } from "./appliance.ts";

/**
 * Asks one after the other while nothing can be committed, and answers what comes of each. The first stands alone in its
 * commit, those behind it share the next one.
 */
export async function askInOrder(appliance: Appliance, ...asks: (() => Promise<Response>)[]): Promise<Response[]> {
  const answers: Promise<Response>[] = [];
  const holder = new Database(join(appliance.dataDir, "hookwheel.db"));
  holder.run("BEGIN IMMEDIATE");
  try {
    for (const ask of asks) {
      answers.push(ask());
      // Whoever was asked before has come as far as the queue when these are answered.
      for (let n = 0; n < 3; n++) await appliance.get("/profiles?limit=1");
    }
  } finally {
    holder.close();
  }
  return Promise.all(answers);
}

/** Their statuses alone. */
export async function statusesInOrder(appliance: Appliance, ...asks: (() => Promise<Response>)[]): Promise<number[]> {
  return (await askInOrder(appliance, ...asks)).map(({ status }) => status);
}
