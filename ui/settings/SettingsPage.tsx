/** Settings: what the instance is set to, by which variable, and where from; to be read alone. */
import { Bones } from "../kit/Bones.tsx";
import { PageHead } from "../kit/PageHead.tsx";
import { ProblemNote } from "../kit/ProblemNote.tsx";
import { readSettings, type Settings } from "../people-client.ts";
import { useReading } from "../reading.ts";
import { own } from "../words/people.ts";
import { bytesText } from "./bytes.ts";
import { MailTest } from "./MailTest.tsx";
import { SettingTable } from "./SettingTable.tsx";

/** The page. */
export function SettingsPage() {
  const { title, lede, values } = own.settings;
  const { value: settings, problem } = useReading("settings", readSettings);
  return (
    <>
      <PageHead title={title} lede={lede} />
      {problem && <ProblemNote problem={problem} />}
      {settings === undefined ? (
        problem === null && <Bones rows={8} height={44} />
      ) : (
        <>
          <div class="two-columns">
            <Facts settings={settings} />
            <MailTest isMailSet={settings.isMailSet} />
          </div>
          <h2 class="section-title">{values}</h2>
          <SettingTable settings={settings.settings} />
        </>
      )}
    </>
  );
}

function Facts({ settings: { version, url, dataDir, databaseBytes, freeBytes } }: { settings: Settings }) {
  const { facts } = own.settings;
  return (
    <section class="panel">
      <h2>{facts.title}</h2>
      <dl class="facts">
        <dt>{facts.version}</dt>
        <dd>{version}</dd>
        <dt>{facts.url}</dt>
        <dd class="mono">{url}</dd>
        <dt>{facts.folder}</dt>
        <dd class="mono">{dataDir}</dd>
        <dt>{facts.database}</dt>
        <dd>{bytesText(databaseBytes)}</dd>
        {freeBytes !== null && (
          <>
            <dt>{facts.free}</dt>
            <dd>{bytesText(freeBytes)}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
