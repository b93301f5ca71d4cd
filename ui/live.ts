/** What moves on the server, told to the open page: by the stream, and by asking again and again where it breaks. */
import { signal } from "@preact/signals";
import { createStreamToken, problemOf, streamAddress } from "./client.ts";
import { after, every, type Stop } from "./clock.ts";

/** What may have moved. The stream says what, not how: the page reads it again. */
export type Kind = "event" | "attempt" | "endpoint" | "inbox" | "recovery";

const KINDS: readonly Kind[] = ["event", "attempt", "endpoint"];

/** How the page hears: by the stream, by asking, or not at all since the person holds it. */
export type Hearing = "stream" | "asking" | "held";

/** How the page hears now. */
export const hearing = signal<Hearing>("asking");

/** How often is asked where there is no stream. */
const ASK_EVERY_MS = 3_000;
/** How long a broken stream rests before it is opened again. */
const REOPEN_MS = 15_000;
/** What comes within it is told at once together. */
const GATHER_MS = 250;

/** Begins to listen; `tell` hears what moved, at most four times a second. */
export function startLive(tell: (kinds: readonly Kind[]) => void): Stop {
  const gathered = new Set<Kind>();
  let isGathering = false;
  let source: EventSource | null = null;
  let reopening: Stop = () => {};
  let isStopped = false;

  const gather = (kinds: readonly Kind[]) => {
    for (const kind of kinds) gathered.add(kind);
    if (isGathering) return;
    isGathering = true;
    after(GATHER_MS, () => {
      isGathering = false;
      const kinds = [...gathered];
      gathered.clear();
      // A page that nobody sees reads nothing; it catches up when it is seen again.
      if (hearing.peek() !== "held" && document.visibilityState === "visible") tell(kinds);
    });
  };

  const catchUp = () => document.visibilityState === "visible" && hearing.peek() !== "held" && tell(KINDS);
  const open = async () => {
    try {
      const { token } = await createStreamToken();
      if (isStopped) return;
      source = new EventSource(streamAddress(token));
      source.addEventListener("open", () => {
        before = "stream";
        if (hearing.peek() !== "held") hearing.value = "stream";
        // Nothing is repeated for who was away.
        catchUp();
      });
      source.addEventListener("error", () => {
        breakOff();
        reopen();
      });
      source.addEventListener("message", ({ data }) => gather(kindsIn(data)));
    } catch (error) {
      // A server without a stream is not asked for one again.
      if (problemOf(error).status !== 404) reopen();
    }
  };
  const breakOff = () => {
    source?.close();
    source = null;
    before = "asking";
    if (hearing.peek() === "stream") hearing.value = "asking";
  };
  const reopen = () => {
    if (!isStopped) reopening = after(REOPEN_MS, () => void open());
  };

  document.addEventListener("visibilitychange", catchUp);
  void open();
  const asking = every(ASK_EVERY_MS, () => {
    if (hearing.peek() === "asking" && document.visibilityState === "visible") tell(KINDS);
  });
  return () => {
    isStopped = true;
    document.removeEventListener("visibilitychange", catchUp);
    asking();
    reopening();
    breakOff();
  };
}

let before: Hearing = "asking";

/** Holds the page still, or lets it move again as it did before. */
export function holdLive(isHeld: boolean): void {
  if (isHeld) before = hearing.peek();
  hearing.value = isHeld ? "held" : before;
}

/** What a line of the stream says moved; nothing when it is not one of ours. */
export function kindsIn(data: unknown): Kind[] {
  try {
    const { kind } = JSON.parse(String(data)) as { kind: Kind };
    return KINDS.includes(kind) ? [kind] : [];
  } catch {
    return [];
  }
}
