/** Hashes and compares passwords: argon2id, few at a time, since each takes a core for a while. */
import { AppError } from "../base/errors.ts";

/** The hasher. Both throw AppError `too_many` when too many wait for their turn. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long for nobody's hash (`null`) as for one that does not fit. */
  matches(password: string, hash: string | null): Promise<boolean>;
}

/** *Source:* OWASP, Password Storage Cheat Sheet: argon2id with 19 MiB, 2 passes. */
const ARGON2ID = { algorithm: "argon2id", memoryCost: 19_456, timeCost: 2 } as const;

/** Of a password that nobody has. */
const NOBODYS =
  "$argon2id$v=19$m=19456,t=2,p=1$6TZK7QV3NcKtslqOK94F7saUA87hcs8H04re9p/XQRI$RyWYvBjOll0NUOb71RxrF5bdpF0O0Bo9q8Jw7kSXntE";

const WAITING_MAX = 32;

/** @param coresCount of the machine: one core is always left to events */
export function createPasswords(coresCount: number): Passwords {
  const atOnceMax = coresCount > 2 ? 2 : 1;
  const waiting: (() => void)[] = [];
  let running = 0;

  return {
    hash: (password) => inTurn(() => Bun.password.hash(password, ARGON2ID)),
    async matches(password, hash) {
      const isRight = await inTurn(() => Bun.password.verify(password, hash ?? NOBODYS));
      return isRight && hash !== null;
    },
  };

  async function inTurn<Value>(run: () => Promise<Value>): Promise<Value> {
    if (running >= atOnceMax) await turn();
    else running++;
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  }

  function turn(): Promise<void> {
    if (waiting.length >= WAITING_MAX) {
      throw new AppError("too_many", "Too many sign in at once: try again in a moment.", [], 2);
    }
    return new Promise((resolve) => waiting.push(resolve));
  }
}
