/** Refusals of writes that came too late. */
import { AppError } from "../../base/errors.ts";

/** What a write has answered. @throws AppError `not_found` when it is `false`: the environment is deleted */
export function inEnvironment<Value>(written: Value | false): Value {
  if (written === false) throw noSuchEnvironment();
  return written;
}

/** The refusal of what came after the environment's deletion. */
export function noSuchEnvironment(): AppError {
  return new AppError("not_found", "There is no such environment.");
}
