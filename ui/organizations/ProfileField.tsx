/** Which profile an organization follows. */
import { Field } from "../form/Field.tsx";
import { Select } from "../kit/Select.tsx";
import { useReading } from "../reading.ts";
import { readAllProfiles } from "../set-up-client.ts";
import { setUp } from "../words/set-up.ts";

/** The choice, with a way to read what is chosen. */
export function ProfileField({ value, onChange }: { value: string; onChange: (profile: string) => void }) {
  const { profile: label, readProfile } = setUp.organizations.form;
  const { value: profiles = [] } = useReading("profiles", readAllProfiles);
  const chosen = value === "" ? (profiles[0]?.name ?? "") : value;
  const options = profiles.map(({ name, title }) => [name, title] as const);
  return (
    <Field label={label}>
      {() => (
        <span class="row">
          <Select
            label={label}
            value={chosen}
            options={options.length === 0 ? [[chosen, chosen]] : options}
            onChange={onChange}
          />
          <a class="link small" href={`/profiles/${encodeURIComponent(chosen)}`}>
            {readProfile}
          </a>
        </span>
      )}
    </Field>
  );
}
