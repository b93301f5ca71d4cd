/** What a profile sends: the envelope, and how it is signed. */
import { Code } from "../kit/Code.tsx";
import { Prose } from "../kit/Prose.tsx";
import type { Profile } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";

/** The panel. */
export function ProfileRequest({ profile: { envelope, signatures: own } }: { profile: Profile }) {
  const { sections, envelope: text, signatures } = setUp.profiles;
  return (
    <section class="panel profile-request">
      <h2>{sections.request}</h2>
      <h3>{text.title}</h3>
      <p class="second small">
        <Prose text={text.note} />
      </p>
      <Code text={JSON.stringify(envelope)} label={text.title} isFormatted />
      <h3>{signatures.title}</h3>
      <p>
        <Prose text={signatures.standard} />
      </p>
      {own.map(({ header, signed, encoding, prefix, timestampHeader }) => (
        <p key={header}>
          <Prose
            text={
              signatures.own(header, signed, encoding) +
              (prefix === "" ? "" : signatures.prefix(prefix)) +
              (timestampHeader === null ? "" : signatures.time(timestampHeader))
            }
          />
        </p>
      ))}
    </section>
  );
}
