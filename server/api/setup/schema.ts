/** The set-up on the wire. */
import { z } from "zod";
import { nameFault, passwordFault } from "../../rules/fields.ts";
import { Email } from "../people/schema.ts";
import { ruled } from "../shapes.ts";

/** The first person. */
export const SetUp = z
  .strictObject({
    token: z.string().max(255).describe("What stands behind the `#` of the set-up URL"),
    email: Email,
    name: ruled(nameFault),
    password: ruled(passwordFault),
  })
  .meta({ id: "SetUp" });

/** Whether somebody has yet to be the first. */
export const SetUpStateView = z.object({ isNeeded: z.literal(true) }).meta({ id: "SetUpState" });
