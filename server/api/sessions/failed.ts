/** What the audit log hears of sign-ins that fail: a few a minute, and how many there were besides. */
import { createBucket } from "../../rules/bucket.ts";
import type { Person } from "../../store/faces/people.ts";
import { audited } from "../audit/audited.ts";
import type { Rooms } from "../rooms.ts";
import { actorOf } from "../session-ring.ts";

/** Failed sign-ins. */
export interface FailedSignIns {
  /** @param email `null` when it is none: then it may be a password in the wrong field */
  tell(address: string | null, email: string | null, person: Person | undefined): Promise<void>;
}

/** Lines of the log: so many at once, then so many a second. */
const LINES = { burst: 5, rate: 0.05 };

/** Nothing has failed yet. */
export function createFailedSignIns(rooms: Pick<Rooms, "store" | "clock" | "log">): FailedSignIns {
  const { clock, log } = rooms;
  const bucket = createBucket(LINES.rate, clock.now(), LINES.burst);
  let untoldCount = 0;
  return {
    async tell(address, email, person) {
      if (bucket.take(clock.now()) !== null) {
        untoldCount++;
        return;
      }
      const actor = person ? actorOf(person) : { kind: "person" as const, id: null, name: email ?? "somebody" };
      const by = { actor, address, organization: person?.organization ?? null, environment: null };
      const changes = untoldCount === 0 ? {} : { untoldCount };
      untoldCount = 0;
      const told = { action: "session.refused", subject: actor.id ?? "session", changes } as const;
      await audited(rooms, by, told)
        .tell()
        .catch((error: unknown) => log.warn("a failed sign-in is not in the audit log", { error }));
    },
  };
}
