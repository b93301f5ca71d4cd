/** The event types that a profile brings: each with its description, its sample behind it. */
import { Prose } from "../kit/Prose.tsx";
import { Code } from "../kit/Code.tsx";
import type { Profile } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";

/** The panel. */
export function ProfileCatalog({ profile: { eventTypes } }: { profile: Profile }) {
  const { sections, types } = setUp.profiles;
  return (
    <section class="panel profile-types">
      <h2>{sections.types}</h2>
      <p class="second">{eventTypes.length === 0 ? types.none : types.count(eventTypes.length)}</p>
      {eventTypes.map(({ type, description, sample }) =>
        sample === null ? (
          <p key={type} class="profile-type">
            <span class="mono">{type}</span> <Description text={description} />
          </p>
        ) : (
          <details key={type} class="profile-type">
            <summary>
              <span class="mono">{type}</span> <Description text={description} />
            </summary>
            <Code text={JSON.stringify(sample)} label={type} isFormatted />
          </details>
        ),
      )}
    </section>
  );
}

function Description({ text }: { text: string | null }) {
  return (
    <span class="second small">
      <Prose text={text ?? ""} />
    </span>
  );
}
