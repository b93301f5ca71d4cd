/** The writer's thread: it alone writes, so that no fsync and no checkpoint ever holds the event loop. An entry of the build. */
import { systemClock } from "../../base/clock.ts";
import { connect } from "./connection.ts";
import { type BatchWriter, createBatchWriter } from "./batch-writer.ts";
import { type Answered, type Asked, unpackAsked } from "./wire.ts";
import { runUnit } from "./run-unit.ts";

declare const self: Worker;

const clock = systemClock();
let writer: BatchWriter | null = null;

self.onmessage = ({ data }: MessageEvent<string>) => {
  // The first text is the file's path.
  if (writer === null) writer = createBatchWriter(() => connect(data), data);
  else self.postMessage(JSON.stringify(answerOf(writer, unpackAsked(data))));
};

function answerOf(writer: BatchWriter, asked: Asked): Answered {
  if (asked.ask === "close") {
    writer.close();
    return { answer: "closed" };
  }
  const startedMs = clock.monotonicMs();
  const results = writer.commit(asked.units.map((unit) => (connection, isRetry) => runUnit(connection, unit, isRetry)));
  return { answer: "committed", results, fault: writer.fault, durationMs: clock.monotonicMs() - startedMs };
}
