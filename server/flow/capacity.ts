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
}

/** Nothing in flight yet. @param max 1 or more */
export function createCapacity(max: number): Capacity {
  const halfOfMax = Math.ceil(max / 2);
  let inFlight = 0;
  let busyLines = 0;
  return {
    get inFlight() {
      return inFlight;
    },
    hasRoom: () => inFlight < max,
    roomFor(line) {
      const others = line.inFlight === 0 ? busyLines : busyLines - 1;
      const fairShare = Math.max(1, Math.floor(max / (others + 1)));
      return Math.min(max - inFlight, Math.max(halfOfMax - inFlight, fairShare - line.inFlight));
    },
    begin(line) {
      inFlight++;
      if (line.inFlight++ === 0) busyLines++;
    },
    end(line) {
      inFlight--;
      if (--line.inFlight === 0) busyLines--;
    },
  };
}
