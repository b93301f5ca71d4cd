/** Choosing how far a person sees, each role told in a sentence. */
import { own } from "../words/people.ts";

const ROLES = ["admin", "owner"] as const;

/** What is chosen. */
export interface RoleChoiceProps {
  role: "admin" | "owner";
  onChange: (role: "admin" | "owner") => void;
}

/** One of the two, as radio buttons. */
export function RoleChoice({ role, onChange }: RoleChoiceProps) {
  const { roles, form } = own.people;
  return (
    <fieldset class="field person-roles">
      <legend class="label">{form.role}</legend>
      {ROLES.map((one) => (
        <label class="person-role" key={one}>
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
