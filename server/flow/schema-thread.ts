/** The thread that checks data by customers' schemas, so that none of them ever holds the event loop. An entry of the build. */
import { type DataCheck, compileSchema } from "../rules/json-schema.ts";
import type { SchemaAnswer, SchemaQuestion } from "./schema-checks.ts";

declare const self: Worker;

const checks = new Map<number, DataCheck>();

self.onmessage = ({ data }: MessageEvent<string>) => {
  self.postMessage(JSON.stringify(answerOf(JSON.parse(data) as SchemaQuestion)));
};

function answerOf({ schema, schemaText, dataText, isAfresh }: SchemaQuestion): SchemaAnswer {
  if (isAfresh) checks.clear();
  try {
    if (schemaText !== null) checks.set(schema, compileSchema(JSON.parse(schemaText) as object));
    return { faults: checks.get(schema)!(JSON.parse(dataText)) };
  } catch {
    // A reference that runs in a circle, or a keyword whose value is none of its kind.
    return { faults: null };
  }
}
