/** The form in which writes go to the writer's thread: as one JSON text a batch, since a text is the cheapest to hand over. */
import type { NewEvents } from "../faces/events.ts";
import type { WriteName } from "./writes.ts";

/** A value with its bytes as hexadecimal text. */
export type Wired<Value> = Value extends Uint8Array
  ? string
  : Value extends object
    ? { [Key in keyof Value]: Wired<Value[Key]> }
    : Value;

/** What the main thread asks of the writer. */
export type Asked =
  | { ask: "commit"; units: { name: WriteName; given: unknown }[] }
  /** Checkpoints and closes the file. */
  | { ask: "close" };

/** What became of a unit: a refusal says why the store cannot write, a bug what was thrown. */
export type UnitResult = { value: unknown } | { refusal: string } | { bug: string };

/** What the writer answers. */
export type Answered =
  { answer: "committed"; results: UnitResult[]; fault: string | null; durationMs: number } | { answer: "closed" };

/** Events on the wire: written out, since this is the hot path. */
export function wiredEvents(accepted: NewEvents): Wired<NewEvents> {
  return {
    ...accepted,
    requestHash: accepted.requestHash && hexOf(accepted.requestHash),
    events: accepted.events.map((event) => ({
      ...event,
      id: hexOf(event.id),
      deliveries: event.deliveries.map((delivery) => ({ ...delivery, id: hexOf(delivery.id) })),
    })),
  };
}

/** Bytes as text. */
export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}

/** Text as bytes. */
export function bytesOf(hex: string): Buffer {
  return Buffer.from(hex, "hex");
}
