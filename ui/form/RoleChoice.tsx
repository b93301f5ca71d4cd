/** Choosing a role, each told in a sentence. */

/** The roles that can be chosen, what each is called and may do, and which it is. */
export interface RoleChoiceProps<Role extends string> {
  label: string;
  roles: readonly Role[];
  told: Readonly<Record<Role, { name: string; note: string }>>;
  role: Role;
  onChange: (role: Role) => void;
}

/** One of a few, as radio buttons. */
export function RoleChoice<Role extends string>({ label, roles, told, role, onChange }: RoleChoiceProps<Role>) {
  return (
    <fieldset class="field choices">
      <legend class="label">{label}</legend>
      {roles.map((one) => (
        <label class="choice" key={one}>
          <input type="radio" name="role" value={one} checked={one === role} onChange={() => onChange(one)} />
          <span>
            {told[one].name}
            <span class="second small">{told[one].note}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
