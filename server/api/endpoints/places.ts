/** The places of endpoints in an environment: counted with those that are being added, so that a crowd cannot pass the limit. */
import { AppError } from "../../base/errors.ts";
import type { Store } from "../../store/faces/store.ts";

/** The places of all environments. */
export interface Places {
  /**
   * Adds while a place is kept for it.
   *
   * @throws AppError `conflict` when all are taken, and what `add` throws
   */
  take<Value>(environment: number, countMax: number, add: () => Promise<Value>): Promise<Value>;
}

/** Nothing is being added yet. */
export function createPlaces(store: Pick<Store, "countEndpoints">): Places {
  /** By environment: how many are being added. */
  const kept = new Map<number, number>();
  return {
    async take(environment, countMax, add) {
      keep(environment, 1);
      try {
        const count = await store.countEndpoints(environment);
        if (count + kept.get(environment)! > countMax) {
          throw new AppError("conflict", `An environment has at most ${countMax} endpoints: delete one first.`);
        }
        return await add();
      } finally {
        keep(environment, -1);
      }
    },
  };

  function keep(environment: number, change: number): void {
    const count = (kept.get(environment) ?? 0) + change;
    if (count === 0) kept.delete(environment);
    else kept.set(environment, count);
  }
}
