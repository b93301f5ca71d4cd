/** What a bench run can be told. */
import { z } from "zod";
import { AppError } from "../../base/errors.ts";
import { ENDPOINTS_MAX } from "./sample.ts";

const Options = z.object({
  seconds: z.coerce.number().min(1).max(600).default(10),
  clients: z.coerce.number().int().min(1).max(4096).default(64),
  endpoints: z.coerce.number().int().min(1).max(ENDPOINTS_MAX).default(10),
});

/** The length of the window, the connections that post, and the endpoints that events spread over in turn. */
export type BenchOptions = z.infer<typeof Options>;

/** As the command line has them: strings, or absent for the default. */
export type BenchArguments = { [name in keyof BenchOptions]?: string | undefined };

/** @throws AppError `invalid` that names the option */
export function readBenchOptions(given: BenchArguments): BenchOptions {
  const { data, error } = Options.safeParse(given);
  if (data !== undefined) return data;
  const faults = error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  throw new AppError("invalid", faults.map(({ path, message }) => `--${path}: ${message}`).join("\n"), faults);
}
