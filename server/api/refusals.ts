/** The refusals that many routes share, and how faults in fields are told. */
import type { z } from "zod";
import { AppError, type FieldFault, assert } from "../base/errors.ts";

/** Issues then tell what is missing from what is wrong. */
export const REPORTING = { reportInput: true };

/** Of what is wrong, at most so much is told. */
const FAULTS_COUNT_MAX = 100;

/** The one answer for what is not there and for what is another's. */
export function notFound(noun: string): AppError {
  return new AppError("not_found", `There is no such ${noun}.`);
}

/** Passes over the refusal of a deletion whose object is gone already. @throws whatever else it came to nothing by */
export function passOverGone(fault: unknown): void {
  if (!(fault instanceof AppError && fault.kind === "not_found")) throw fault;
}

/** The refusal of what weighs too much. */
export function tooLarge(what: string, bytesMax: number): AppError {
  return new AppError("too_large", `${what} is larger than ${bytesMax} bytes.`);
}

/** The refusal of one field; an empty path stands for the whole body. */
export function invalidField(path: string, message: string): AppError {
  return invalid([{ path, message }]);
}

/** The refusal of several fields: at least one. */
export function invalidFields(faults: FieldFault[]): AppError {
  return invalid(faults);
}

/** The refusal that zod's issues stand for. */
export function invalidByIssues(issues: readonly z.core.$ZodIssue[]): AppError {
  return invalid(issues.flatMap(faultsOf));
}

/**
 * A value as a schema makes it.
 *
 * @throws AppError `invalid` with every fault found
 */
export function checked<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const result = schema.safeParse(value, REPORTING);
  if (!result.success) throw invalidByIssues(result.error.issues);
  return result.data;
}

/** The path of a field as callers read it: `events[0].data`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");
}

/** The refusal of several fields: one or more. */
export function invalid(faults: readonly FieldFault[]): AppError {
  const [first] = faults;
  assert(first !== undefined, "a refusal without a fault");
  return new AppError("invalid", `${first.path || "The body"}: ${first.message}`, faults.slice(0, FAULTS_COUNT_MAX));
}

function faultsOf(issue: z.core.$ZodIssue): FieldFault[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ path: pathText([...issue.path, key]), message: "is not a known field" }));
  }
  const isMissing = issue.code === "invalid_type" && issue.input === undefined;
  return [
    { path: pathText(issue.path), message: isMissing ? "is required" : issue.message.replace(/^Invalid input: /, "") },
  ];
}
