/** Why the appliance could not start, as a person can mend it. */

/** Its message is a plain sentence that names the path or address and the cure; it is shown without a stack. */
export class StartError extends Error {
  override readonly name = "StartError";
}
