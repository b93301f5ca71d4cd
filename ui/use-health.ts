/** The server's health, read again and again, its uptime running on in between. */
import { useEffect, useState } from "preact/hooks";
import { type Health, readHealth } from "./client.ts";
import { every, monotonicMs } from "./clock.ts";

/** How often the server is asked. */
const READ_EVERY_MS = 10_000;

/** What is known of the server: nothing yet, what it last said, or that it does not answer. */
export type KnownHealth = "unread" | "silent" | Health;

/** Keeps a component's `KnownHealth` fresh; `uptimeMs` moves every second. */
export function useHealth(): KnownHealth {
  const [known, setKnown] = useState<KnownHealth>("unread");
  const [readAtMs, setReadAtMs] = useState(0);
  const [nowMs, setNowMs] = useState(0);

  useEffect(() => {
    const learn = (health: KnownHealth) => {
      setKnown(health);
      setReadAtMs(monotonicMs());
      setNowMs(monotonicMs());
    };
    const read = () => void readHealth().then(learn, () => learn("silent"));
    read();
    return every(READ_EVERY_MS, read);
  }, []);
  useEffect(() => every(1_000, () => setNowMs(monotonicMs())), []);

  return typeof known === "string" ? known : { ...known, uptimeMs: known.uptimeMs + nowMs - readAtMs };
}
