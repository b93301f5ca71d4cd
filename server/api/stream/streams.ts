/** The streams that are open: who gets what, and who is dropped because he reads too slowly. */
import type { Clock, Timer } from "../../base/clock.ts";
import { AppError } from "../../base/errors.ts";
import type { Metrics } from "../../base/metrics.ts";
import type { Feed, Moved } from "../../flow/feed.ts";
import { subscriptionsOf } from "../../rules/matching.ts";
import type { Pass } from "./pass.ts";
import { movedText } from "./schema.ts";

/** What a stream is about. */
export interface Wanted {
  pass: Pass;
  /** Subscriptions; `null` for everything. Endpoints have no type: with any they are left out. */
  types: ReadonlySet<string> | null;
  /** The endpoint's seq, `null` for all. */
  endpoint: number | null;
}

/** Why a stream is ended by us: we stop, or its reader may not watch any more. */
export type EndReason = "stopping" | "not_allowed";

/** A reader's connection. */
export interface Outlet {
  /** Sends texts. Answers `false` when more than `BUFFERED_BYTES_MAX` are not taken yet. */
  send(texts: readonly string[]): boolean;
  /** Shows that we are still here. */
  beat(): void;
  /** Ends it politely. */
  end(reason: EndReason): void;
  /** Cuts it off at once, with what it has not taken. */
  cut(): void;
}

/** All of them. */
export interface Streams {
  /**
   * @param environment whose stream is asked for
   * @throws AppError `too_many` when that has as many as one may have; `unavailable` when there are as many as there may be,
   * or we are stopping
   */
  assertRoom(environment: number): void;
  /** Begins to send. Answers what to do when the reader has gone. */
  open(wanted: Wanted, outlet: Outlet): () => void;
}

/** Streams at once, over all environments. */
const STREAMS_MAX = 200;

/** Streams at once of one environment: it alone cannot shut the others out. */
const OF_ENVIRONMENT_MAX = 50;

/** How much may wait for one reader, in bytes. */
export const BUFFERED_BYTES_MAX = 256 * 1024;

/** Shorter than the time after which a quiet connection is taken for a dead one, here and in proxies. */
const BEAT_MS = 15_000;

interface Stream {
  wanted: Wanted;
  outlet: Outlet;
  /** What moved in this turn of the loop. */
  texts: string[];
  textsLength: number;
}

/** No streams yet; the feed is listened to while there are some. */
export function createStreams(
  feed: Pick<Feed, "listen">,
  clock: Pick<Clock, "after">,
  { streamsOpen, streamsDropped }: Pick<Metrics, "streamsOpen" | "streamsDropped">,
): Streams {
  const streams = new Set<Stream>();
  /** Those with texts. */
  const filled = new Set<Stream>();
  let unlisten: (() => void) | null = null;
  let timer: Timer | null = null;
  let isEnded = false;

  return {
    assertRoom(environment) {
      if (isEnded) throw new AppError("unavailable", "Hookwheel is stopping. Come back in a second.", [], 1);
      const own = [...streams].filter(({ wanted }) => wanted.pass.environment === environment);
      if (own.length >= OF_ENVIRONMENT_MAX) {
        const sentence = `${OF_ENVIRONMENT_MAX} streams of this environment are open, and no more may be. Close one.`;
        throw new AppError("too_many", sentence, [], 15);
      }
      if (streams.size < STREAMS_MAX) return;
      throw new AppError("unavailable", `${STREAMS_MAX} streams are open, and no more may be. Close one.`, [], 15);
    },
    open(wanted, outlet) {
      if (isEnded) {
        outlet.end("stopping");
        return () => {};
      }
      const stream: Stream = { wanted, outlet, texts: [], textsLength: 0 };
      streams.add(stream);
      streamsOpen.set(streams.size);
      unlisten ??= feed.listen({ moved, ended });
      if (streams.size > 0) timer ??= clock.after(BEAT_MS, beat);
      return () => forget(stream);
    },
  };

  /** The text is made once, and only when somebody wants it. */
  function moved(it: Moved): void {
    let text: string | null = null;
    for (const stream of streams) {
      if (!isWanted(it, stream.wanted)) continue;
      text ??= movedText(it);
      stream.texts.push(text);
      stream.textsLength += text.length;
      if (stream.textsLength > BUFFERED_BYTES_MAX) {
        drop(stream);
        continue;
      }
      if (filled.size === 0) setImmediate(flush);
      filled.add(stream);
    }
  }

  /** Once a turn of the loop: a system call for each text would cost more than all the rest. */
  function flush(): void {
    for (const stream of filled) {
      const { texts } = stream;
      stream.texts = [];
      stream.textsLength = 0;
      if (!stream.outlet.send(texts)) drop(stream);
    }
    filled.clear();
  }

  /** Shows who is here that we are, and looks whether they still may. */
  function beat(): void {
    timer = clock.after(BEAT_MS, beat);
    for (const stream of streams) {
      if (stream.wanted.pass.isGood()) stream.outlet.beat();
      else end(stream, "not_allowed");
    }
  }

  function drop(stream: Stream): void {
    forget(stream);
    streamsDropped.inc();
    stream.outlet.cut();
  }

  function forget(stream: Stream): void {
    filled.delete(stream);
    if (!streams.delete(stream)) return;
    streamsOpen.set(streams.size);
    if (streams.size > 0) return;
    unlisten?.();
    unlisten = null;
    timer?.cancel();
    timer = null;
  }

  function ended(): void {
    isEnded = true;
    flush();
    for (const stream of streams) end(stream, "stopping");
  }

  function end(stream: Stream, reason: EndReason): void {
    forget(stream);
    stream.outlet.end(reason);
  }
}

function isWanted(it: Moved, { pass, types, endpoint }: Wanted): boolean {
  if (it.environment !== pass.environment) return false;
  switch (it.kind) {
    case "event":
      return (endpoint === null || it.endpoints.includes(endpoint)) && isOfTypes(it.event.type, types);
    case "attempt":
      return (endpoint === null || it.endpoint.seq === endpoint) && isOfTypes(it.eventType, types);
    case "endpoint":
      return (endpoint === null || it.endpoint.seq === endpoint) && types === null;
  }
}

function isOfTypes(type: string, types: Wanted["types"]): boolean {
  return types === null || subscriptionsOf(type).some((subscription) => types.has(subscription));
}
