/** Choosing how far a key opens the door, each role told in a sentence. */
import type { Role } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";
import { ROLES } from "./roles.ts";

/** What is chosen; whether admin keys can be made. */
export interface RoleChoiceProps {
  role: Role;
  isWithAdmin: boolean;
  onChange: (role: Role) => void;
}

/** One of a few, as radio buttons. */
export function RoleChoice({ role, isWithAdmin, onChange }: RoleChoiceProps) {
  const { roles, form } = setUp.apiKeys;
  return (
    <fieldset class="field choices">
      <legend class="label">{form.role}</legend>
      {ROLES.filter((one) => isWithAdmin || one !== "admin").map((one) => (
        <label class="choice" key={one}>
          <input type="radio" name="role" value={one} checked={one === role} onChange={() => onChange(one)} />
          <span>
            {roles[one].name}
            <span class="second small">{roles[one].note}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
