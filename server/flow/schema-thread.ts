/** The thread that checks data by customers' schemas, so that none of them ever holds the event loop. An entry of the build. */
import { systemClock } from "../base/clock.ts";
import type { FieldFault } from "../base/errors.ts";
import { type DataCheck, compileSchema } from "../rules/json-schema.ts";
import { ANSWER_MS, type SchemaAnswer, type SchemaQuestion } from "./schema-asking.ts";

declare const self: Worker;

const { monotonicMs } = systemClock();
const compiled = new Map<number, DataCheck>();

self.onmessage = ({ data }: MessageEvent<string>) => {
  self.postMessage(JSON.stringify(answerTo(JSON.parse(data) as SchemaQuestion)));
};
self.postMessage("ready");

function answerTo({ isAfresh, checks }: SchemaQuestion): SchemaAnswer {
  const startedAtMs = monotonicMs();
  if (isAfresh) compiled.clear();
  const answer: SchemaAnswer = [];
  for (const check of checks) {
    answer.push(faultsBy(check));
    if (monotonicMs() - startedAtMs > ANSWER_MS) break;
  }
  return answer;
}

function faultsBy({ schema, schemaText, dataText }: SchemaQuestion["checks"][number]): FieldFault[] | null {
  try {
    if (schemaText !== null) compiled.set(schema, compileSchema(JSON.parse(schemaText) as object));
    return compiled.get(schema)!(JSON.parse(dataText));
  } catch {
    // A reference that runs in a circle, or a keyword whose value is none of its kind.
    return null;
  }
}
