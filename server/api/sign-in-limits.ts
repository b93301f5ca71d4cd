/** How often a password may be tried, before anything is hashed: by where the request comes from, and by whose it would be. */
import type { Clock } from "../base/clock.ts";
import { AppError } from "../base/errors.ts";
import { type Bucket, createBucket } from "../rules/bucket.ts";

/** The limits. */
export interface SignInLimits {
  /**
   * Counts a try.
   *
   * @param address `null` when it cannot be told
   * @throws AppError `too_many`, saying when to come back
   */
  take(address: string | null, email: string): void;
}

/** Tries of an address or an email: so many at once, then so many a second. An office may share an address. */
const BY_ADDRESS = { burst: 20, rate: 0.2 };
const BY_EMAIL = { burst: 10, rate: 0.05 };

/** Past it the longest known are forgotten. */
const BUCKETS_MAX = 10_000;

/** All buckets full. */
export function createSignInLimits(clock: Clock): SignInLimits {
  const buckets = new Map<string, Bucket>();
  return {
    take(address, email) {
      const now = clock.now();
      const freeAt =
        bucketOf(`address ${networkOf(address)}`, BY_ADDRESS).take(now) ??
        bucketOf(`email ${email}`, BY_EMAIL).take(now);
      if (freeAt === null) return;
      const seconds = Math.ceil((freeAt - now) / 1000);
      throw new AppError("too_many", `Too many tries to sign in: try again in ${seconds} s.`, [], seconds);
    },
  };

  function bucketOf(name: string, { burst, rate }: typeof BY_ADDRESS): Bucket {
    const known = buckets.get(name);
    if (known !== undefined) return known;
    if (buckets.size >= BUCKETS_MAX) buckets.delete(buckets.keys().next().value!);
    const bucket = createBucket(rate, clock.now(), burst);
    buckets.set(name, bucket);
    return bucket;
  }
}

/** Of IPv6 a customer has at least 64 bits to choose from. */
function networkOf(address: string | null): string {
  if (address === null || !address.includes(":")) return String(address);
  const [head = "", tail = ""] = address.split("::");
  const groups = head.split(":").filter(Boolean);
  const missing = 8 - groups.length - tail.split(":").filter(Boolean).length;
  const whole = address.includes("::") ? [...groups, ...Array<string>(missing).fill("0")] : groups;
  return whole.slice(0, 4).join(":");
}
