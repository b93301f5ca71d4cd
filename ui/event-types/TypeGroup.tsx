/** The event types of a group, as a table. */
import { Prose } from "../kit/Prose.tsx";
import type { EventType } from "../set-up-shapes.ts";
import { useEndpoints } from "../webhooks/use-endpoints.ts";
import { setUp } from "../words/set-up.ts";
import { originText, useCatalog, usersOf } from "./use-types.ts";

/** The group; `isMono` when its title is what webhooks subscribe to. */
export interface TypeGroupProps {
  title: string;
  isMono?: boolean;
  note?: string;
  types: readonly EventType[];
}

/** The table, below the name of the group. */
export function TypeGroup({ title, isMono = false, note, types }: TypeGroupProps) {
  const { columns, usedBy, usedByNone } = setUp.eventTypes;
  const { value: endpoints = [] } = useEndpoints();
  const catalog = useCatalog();
  return (
    <section class="type-section">
      <header>
        <h2 class={isMono ? "mono" : undefined}>{title}</h2>
        {note !== undefined && <p class="second small">{note}</p>}
      </header>
      <div class="panel table-frame">
        <table class="table type-table">
          <thead>
            <tr>
              <th class="type">
                <span class="unseen">{columns.type}</span>
              </th>
              <th class="description wide-only">
                <span class="unseen">{columns.description}</span>
              </th>
              <th class="origin">
                <span class="unseen">{columns.origin}</span>
              </th>
              <th class="used">
                <span class="unseen">{columns.used}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {types.map((eventType) => {
              const count = usersOf(eventType.type, endpoints).length;
              return (
                <tr key={eventType.type}>
                  <td class="type">
                    <a class="row-link mono" href={`/event-types/${encodeURIComponent(eventType.type)}`}>
                      {eventType.type}
                    </a>
                  </td>
                  <td class="description wide-only second" title={eventType.description ?? undefined}>
                    <Prose text={eventType.description ?? ""} />
                  </td>
                  <td class={`origin ${eventType.from === "profile" ? "third" : ""}`}>
                    {originText(eventType, catalog)}
                  </td>
                  <td class="used when right">{count === 0 ? usedByNone : usedBy(count)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
