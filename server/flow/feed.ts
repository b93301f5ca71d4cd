/** Tells whoever listens what has just moved, after its commit: best effort, in this process alone, nothing is kept. */
import type { Endpoint, EndpointHealth } from "../rules/endpoint.ts";
import type { AttemptRow } from "../store/faces/attempts.ts";
import type { EventRow } from "../store/faces/events.ts";

/** What became of an endpoint. `health`: it failed, was held, or is well again. */
export const ENDPOINT_MOVES = ["added", "changed", "paused", "disabled", "enabled", "removed", "health"] as const;

/** One of them. */
export type EndpointMove = (typeof ENDPOINT_MOVES)[number];

/** What moved. */
export type Moved = { environment: number } & (
  | {
      kind: "event";
      event: Omit<EventRow, "seq">;
      /** The seqs of the endpoints that it goes to. */
      endpoints: readonly number[];
    }
  | {
      kind: "attempt";
      attempt: Omit<AttemptRow, "seq">;
      eventId: Uint8Array;
      eventType: string;
      endpoint: Endpoint;
    }
  | { kind: "endpoint"; move: EndpointMove; endpoint: Endpoint; health: EndpointHealth }
);

/** Who listens. It must not throw, and must not take long: it runs where events are accepted. */
export interface Listener {
  moved(moved: Moved): void;
  /** Nothing comes any more. */
  ended(): void;
}

/** The feed. */
export interface Feed {
  /** Whether anybody listens. To be looked at first, so that nothing is made for nobody. */
  readonly isHeard: boolean;
  tell(moved: Moved): void;
  /** Answers how to stop listening. */
  listen(listener: Listener): () => void;
  /** Says goodbye to all who listen, and to all who come. */
  end(): void;
}

/** A feed that nobody listens to yet. */
export function createFeed(): Feed {
  const listeners = new Set<Listener>();
  let isEnded = false;
  return {
    get isHeard() {
      return listeners.size > 0;
    },
    tell(moved) {
      for (const listener of listeners) listener.moved(moved);
    },
    listen(listener) {
      if (isEnded) listener.ended();
      else listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    end() {
      isEnded = true;
      for (const listener of listeners) listener.ended();
      listeners.clear();
    },
  };
}
