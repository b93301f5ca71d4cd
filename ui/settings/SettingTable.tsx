/** Every setting: its variable, what it is for, its value, and where that comes from. */
import type { Settings } from "../people-client.ts";
import { own } from "../words/people.ts";

/** What stands for a secret. */
const MASK = "••••";

/** The table, in the order of the documentation. */
export function SettingTable({ settings }: { settings: Settings["settings"] }) {
  const { columns, unset, secret, sources } = own.settings;
  return (
    <div class="panel table-frame">
      <table class="table setting-table">
        <thead>
          <tr>
            <th>{columns.variable}</th>
            <th class="value">{columns.value}</th>
            <th class="source right">{columns.source}</th>
          </tr>
        </thead>
        <tbody>
          {settings.map(({ variable, about, value, source }) => (
            <tr key={variable}>
              <td class="variable">
                <span class="mono">{variable}</span>
                <span class="second small">{about}</span>
              </td>
              <td class="value">
                {value === null ? (
                  <span class="third">{unset}</span>
                ) : value === MASK ? (
                  <span class="second">{secret}</span>
                ) : (
                  <span class="mono">{value}</span>
                )}
              </td>
              <td class={`source right ${source === "default" ? "third" : "strong"}`}>{sources[source]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
