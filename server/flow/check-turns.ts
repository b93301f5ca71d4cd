/** In which order organizations' schema checks take their turns, and how many may wait: one keeps no other waiting for long. */
import { AppError, type FieldFault } from "../base/errors.ts";
import type { AskedCheck } from "./schema-asking.ts";

/** Whose check it is. */
export interface CheckAsker {
  /** The organization's seq. */
  organization: number;
  /** Whether it is for a sample in management, and not for an event. */
  isManagement: boolean;
}

/** A check that waits. */
export interface PendingCheck extends AskedCheck {
  isManagement: boolean;
  /** Whether it, or what was asked along with it, took too long once. */
  isSuspect: boolean;
  resolve(faults: FieldFault[]): void;
  reject(refusal: AppError): void;
}

/** An organization's checks, first come first. */
interface Queue {
  organization: number;
  checks: PendingCheck[];
  /** Whether it is held back: a thread of its doing is not gone yet. */
  isHeld: boolean;
}

/** What goes into one question: all of one organization. */
export interface Turn {
  organization: number;
  checks: readonly PendingCheck[];
}

/** All that wait. */
export interface CheckTurns {
  /** @throws AppError `too_many` for management's third at once, `unavailable` when too many wait */
  add(organization: number, check: PendingCheck): void;
  /** The next turn, `null` when nobody's is due. What is asked waits on until it is taken out. */
  next(): Turn | null;
  remove(organization: number, isGone: (check: PendingCheck) => boolean): void;
  /** Holds an organization back, or lets it go on. */
  hold(organization: number, isHeld: boolean): void;
}

/** So many may wait, of one organization and of all. Of management fewer, since nothing is known of their schemas. */
const WAITING = { management: 2, organization: 1000, all: 5000 };

/** So many go into one question. */
const ASKED_MAX = 32;

/** So much data goes into one question, in characters, unless a single check has more. */
const ASKED_LENGTH_MAX = 256 * 1024;

/** Nobody waits. */
export function createCheckTurns(): CheckTurns {
  /** In the order of turns; those without checks and not held are forgotten. */
  const queues = new Map<number, Queue>();
  let allCount = 0;

  return {
    add(organization, check) {
      const queue = queues.get(organization) ?? { organization, checks: [], isHeld: false };
      const { checks } = queue;
      const managementCount = check.isManagement ? checks.filter(({ isManagement }) => isManagement).length : 0;
      if (managementCount >= WAITING.management) {
        throw new AppError("too_many", "Samples are being checked by their schemas already: wait a moment.", [], 1);
      }
      if (checks.length >= WAITING.organization || allCount >= WAITING.all) {
        throw new AppError("unavailable", "Too much waits to be checked by its schema. Come back in a second.", [], 1);
      }
      queues.set(organization, queue);
      checks.push(check);
      allCount++;
    },
    next() {
      for (const queue of queues.values()) {
        if (queue.isHeld || queue.checks.length === 0) continue;
        // To the end of the line.
        queues.delete(queue.organization);
        queues.set(queue.organization, queue);
        return { organization: queue.organization, checks: firstOf(queue.checks) };
      }
      return null;
    },
    remove(organization, isGone) {
      const queue = queues.get(organization);
      if (queue === undefined) return;
      const kept = queue.checks.filter((check) => !isGone(check));
      allCount -= queue.checks.length - kept.length;
      queue.checks = kept;
      forgetIdle(queue);
    },
    hold(organization, isHeld) {
      const queue = queues.get(organization) ?? { organization, checks: [], isHeld };
      queue.isHeld = isHeld;
      queues.set(organization, queue);
      forgetIdle(queue);
    },
  };

  function forgetIdle({ organization, checks, isHeld }: Queue): void {
    if (checks.length === 0 && !isHeld) queues.delete(organization);
  }
}

/** The first in line, and those behind it. A suspect is asked about alone: it may be blamed. */
function firstOf(checks: readonly PendingCheck[]): readonly PendingCheck[] {
  if (checks[0]!.isSuspect) return checks.slice(0, 1);
  let length = 0;
  const end = checks.findIndex(
    ({ isSuspect, dataText }, i) => isSuspect || (length += dataText.length) > (i === 0 ? Infinity : ASKED_LENGTH_MAX),
  );
  return checks.slice(0, Math.min(end === -1 ? ASKED_MAX : end, ASKED_MAX));
}
