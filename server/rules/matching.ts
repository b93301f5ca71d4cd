/** Which endpoints want an event: an index in memory, per environment, by subscription. */
import type { Endpoint } from "./endpoint.ts";
import { isOperational } from "./fields.ts";

/** What the index needs of an endpoint. Whether it is on does not matter: what is held or skipped matched all the same. */
export type Subscriber = Pick<Endpoint, "seq" | "environment" | "events" | "namespaces">;

/** The index. */
export interface Matcher {
  /** Adds an endpoint, or takes note of how it changed. */
  put(endpoint: Subscriber): void;
  /** Forgets an endpoint; nothing happens when it is not there. */
  remove(seq: number): void;
  /** The seqs of the endpoints that want an event, ascending, each once. A `namespace` of `null` is an event without one. */
  match(environment: number, type: string, namespace: string | null): readonly number[];
}

/** How many audiences, and seqs in them, may be remembered in all; then all are forgotten. */
const REMEMBERED_MAX = 100_000;

/** Who wants one type. */
interface Audience {
  /** Endpoints for every namespace. */
  open: readonly number[];
  /** Endpoints that chose namespaces, by each of them. */
  byNamespace: ReadonlyMap<string, readonly number[]>;
  /** How many seqs it holds. */
  size: number;
}

/** One environment's endpoints by what they subscribe to, and the audiences worked out since the last change. */
interface Room {
  bySubscription: Map<string, Set<Subscriber>>;
  audiences: Map<string, Audience>;
}

/**
 * All subscriptions that mean a type: the type itself, a group at each of its dots, and `*`. `a.b.c` is meant by `a.b.c`,
 * `a.b.*`, `a.*` and `*`; `a` is not meant by `a.*`, nor is `ab.c`.
 */
export function subscriptionsOf(type: string): string[] {
  const subscriptions = [type];
  for (let dot = type.indexOf("."); dot >= 0; dot = type.indexOf(".", dot + 1)) {
    subscriptions.push(`${type.slice(0, dot)}.*`);
  }
  if (!isOperational(type)) subscriptions.push("*");
  return subscriptions;
}

/** An empty index. */
export function createMatcher(): Matcher {
  const subscribers = new Map<number, Subscriber>();
  const rooms = new Map<number, Room>();
  let remembered = 0;

  return { put, remove, match };

  function put(endpoint: Subscriber): void {
    remove(endpoint.seq);
    subscribers.set(endpoint.seq, endpoint);
    let room = rooms.get(endpoint.environment);
    if (!room) rooms.set(endpoint.environment, (room = { bySubscription: new Map(), audiences: new Map() }));
    for (const subscription of endpoint.events) {
      const wanting = room.bySubscription.get(subscription);
      if (wanting) wanting.add(endpoint);
      else room.bySubscription.set(subscription, new Set([endpoint]));
    }
    room.audiences.clear();
  }

  function remove(seq: number): void {
    const endpoint = subscribers.get(seq);
    if (!endpoint) return;
    subscribers.delete(seq);
    const room = rooms.get(endpoint.environment)!;
    for (const subscription of endpoint.events) {
      const wanting = room.bySubscription.get(subscription);
      wanting?.delete(endpoint);
      if (wanting?.size === 0) room.bySubscription.delete(subscription);
    }
    room.audiences.clear();
    if (room.bySubscription.size === 0) rooms.delete(endpoint.environment);
  }

  function match(environment: number, type: string, namespace: string | null): readonly number[] {
    const room = rooms.get(environment);
    if (!room) return [];
    const { open, byNamespace } = room.audiences.get(type) ?? remember(room, type);
    const chosen = namespace === null ? undefined : byNamespace.get(namespace);
    return chosen ? [...open, ...chosen].sort((a, b) => a - b) : open;
  }

  function remember(room: Room, type: string): Audience {
    const audience = audienceOf(room, type);
    remembered += 1 + audience.size;
    if (remembered > REMEMBERED_MAX) {
      for (const { audiences } of rooms.values()) audiences.clear();
      remembered = 0;
    }
    room.audiences.set(type, audience);
    return audience;
  }
}

function audienceOf(room: Room, type: string): Audience {
  const wanting = new Set<Subscriber>();
  for (const subscription of subscriptionsOf(type)) {
    for (const endpoint of room.bySubscription.get(subscription) ?? []) wanting.add(endpoint);
  }
  const open: number[] = [];
  const byNamespace = new Map<string, number[]>();
  let size = 0;
  for (const { seq, namespaces } of [...wanting].sort((a, b) => a.seq - b.seq)) {
    const choices = new Set(namespaces);
    size += Math.max(choices.size, 1);
    if (choices.size === 0) open.push(seq);
    for (const namespace of choices) {
      const chosen = byNamespace.get(namespace);
      if (chosen) chosen.push(seq);
      else byNamespace.set(namespace, [seq]);
    }
  }
  return { open, byNamespace, size };
}
