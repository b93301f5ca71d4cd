/** How many attempts may be in flight over all endpoints, and how many of them one endpoint may have. */
import type { Line } from "./lines.ts";

/** The count of what is in flight. */
export interface Capacity {
  readonly inFlight: number;
  hasRoom(): boolean;
  /** How many more a line may begin: up to half of the whole, and above it up to its fair share. */
  roomFor(line: Line): number;
  begin(line: Line): void;
  end(line: Line): void;
  /** To be called when a line came into the queue, or was served. */
  recount(line: Line): void;
}

/** Nothing in flight yet. @param max 1 or more */
export function createCapacity(max: number): Capacity {
  const halfOfMax = Math.ceil(max / 2);
  let inFlight = 0;
  /** Lines that have something in flight, or wait for their turn. */
  let sharersCount = 0;
  return {
    get inFlight() {
      return inFlight;
    },
    hasRoom: () => inFlight < max,
    roomFor(line) {
      const othersCount = sharersCount - Number(line.isSharing);
      const fairShare = Math.max(1, Math.floor(max / (othersCount + 1)));
      return Math.min(max - inFlight, Math.max(halfOfMax - inFlight, fairShare - line.inFlight));
    },
    begin(line) {
      inFlight++;
      line.inFlight++;
      recount(line);
    },
    end(line) {
      inFlight--;
      line.inFlight--;
      recount(line);
    },
    recount,
  };

  function recount(line: Line): void {
    const isSharing = line.inFlight > 0 || line.isQueued;
    sharersCount += Number(isSharing) - Number(line.isSharing);
    line.isSharing = isSharing;
  }
}
