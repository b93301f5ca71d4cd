/** What was last read of the API, as signals by name: shown at once, and read again when something moved. */
import { type Signal, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Problem, problemOf } from "./client.ts";
import { after, monotonicMs } from "./clock.ts";
import type { Kind } from "./live.ts";

/** What is known of one thing: what was last read, and why it could not be read now. */
export interface Reading<Value> {
  /** `undefined` until it was read once. */
  value: Value | undefined;
  problem: Problem | null;
}

interface Entry {
  reading: Signal<Reading<unknown>>;
  read: () => Promise<unknown>;
  kinds: readonly Kind[];
  /** How many components show it. */
  usersCount: number;
  isBusy: boolean;
  /** Whether it moved while it was being read. */
  isStale: boolean;
  /** Whether it is of another place or person: who showed it may still be there for a moment. */
  isForgotten: boolean;
  /** The least time between two reads that nobody asked for, in ms. */
  restMs: number;
  readAtMs: number;
}

/** After a read it rests so many times as long as the read took: a long list is read less often. */
const REST_SHARE = 4;

/** Beyond so many, what nobody shows is forgotten. */
const KEPT_COUNT = 60;

const entries = new Map<string, Entry>();

/**
 * Shows what was last read under a name, and keeps it fresh while the component is there.
 *
 * @param name unique to the address that is read; nothing is read without one
 * @param kinds what it follows when it moves
 * @param restMs the least time between two reads while it follows: for figures that need not be of this second
 */
export function useReading<Value>(
  name: string | null | undefined,
  read: () => Promise<Value>,
  kinds: readonly Kind[] = [],
  restMs = 0,
): Reading<Value> {
  const entry = name === null || name === undefined ? null : entryOf(name, read, kinds, restMs);
  useEffect(() => {
    if (entry === null) return;
    entry.usersCount++;
    void refresh(entry);
    return () => {
      entry.usersCount--;
      forgetSome();
    };
  }, [entry]);
  return (entry?.reading.value ?? NOTHING) as Reading<Value>;
}

/** Reads again what is shown and follows one of these kinds; without, everything that is shown but figures that rest. */
export function readAgain(kinds?: readonly Kind[]): void {
  for (const entry of entries.values()) {
    const isDue = monotonicMs() >= entry.readAtMs + entry.restMs;
    const isMeant = kinds === undefined ? entry.restMs === 0 : entry.kinds.some((kind) => kinds.includes(kind));
    const isFaulty = kinds === undefined && entry.reading.peek().problem !== null;
    if ((isMeant && isDue) || isFaulty) void refresh(entry);
  }
}

/** Forgets everything: another person, or another environment. */
export function forgetAll(): void {
  for (const entry of entries.values()) {
    entry.isForgotten = true;
    entry.reading.value = NOTHING;
  }
  entries.clear();
}

const NOTHING: Reading<unknown> = { value: undefined, problem: null };

function entryOf(name: string, read: () => Promise<unknown>, kinds: readonly Kind[], restMs: number): Entry {
  const known = entries.get(name);
  if (known !== undefined) return Object.assign(known, { read, kinds, restMs });
  const state = { usersCount: 0, isBusy: false, isStale: false, isForgotten: false, restMs, readAtMs: 0 };
  const entry = { reading: signal(NOTHING), read, kinds, ...state };
  entries.set(name, entry);
  return entry;
}

async function refresh(entry: Entry): Promise<void> {
  if (entry.usersCount === 0 || entry.isForgotten) return;
  if (entry.isBusy) {
    entry.isStale = true;
    return;
  }
  entry.isBusy = true;
  const begunMs = monotonicMs();
  entry.readAtMs = begunMs;
  const old = entry.reading.peek();
  try {
    const value = await entry.read();
    // What did not change draws nothing anew.
    if (old.problem !== null || JSON.stringify(value) !== JSON.stringify(old.value)) {
      entry.reading.value = { value, problem: null };
    }
  } catch (error) {
    entry.reading.value = { value: old.value, problem: problemOf(error) };
  }
  entry.isBusy = false;
  if (!entry.isStale) return;
  entry.isStale = false;
  after((monotonicMs() - begunMs) * REST_SHARE, () => void refresh(entry));
}

function forgetSome(): void {
  for (const [name, { usersCount }] of entries) {
    if (entries.size <= KEPT_COUNT) return;
    if (usersCount === 0) entries.delete(name);
  }
}
