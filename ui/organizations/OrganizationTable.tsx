/** Organizations as a table. */
import { Pill } from "../kit/Pill.tsx";
import { When } from "../kit/When.tsx";
import type { Organization } from "../set-up-shapes.ts";
import { setUp } from "../words/set-up.ts";

/** The rows; `defaultId` of the one that is there from the first boot. */
export interface OrganizationTableProps {
  rows: readonly Organization[];
  defaultId: string | undefined;
}

/** The table; a row leads to the organization. */
export function OrganizationTable({ rows, defaultId }: OrganizationTableProps) {
  const { columns, noWebhooks, default: isDefault } = setUp.organizations;
  return (
    <table class="table organization-table">
      <thead>
        <tr>
          <th class="name">{columns.name}</th>
          <th class="external wide-only">{columns.externalId}</th>
          <th class="profile">{columns.profile}</th>
          <th class="owners wide-only">{columns.owners}</th>
          <th class="when right">{columns.created}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, externalId, profile, ownerEmails, webhooksEnabled, createdAt }) => (
          <tr key={id}>
            <td>
              <a class="row-link strong" href={`/organizations/${id}`}>
                {name}
              </a>{" "}
              {id === defaultId && <span class="badge">{isDefault}</span>}
            </td>
            <td class="wide-only mono second">{externalId}</td>
            <td class="second">
              <span class="mono">{profile}</span> {!webhooksEnabled && <Pill tone="still" text={noWebhooks} />}
            </td>
            <td class="wide-only second" title={ownerEmails.join("\n")}>
              {ownerEmails.length === 0 ? "–" : ownerEmails.join(", ")}
            </td>
            <td class="right when">
              <When at={createdAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
