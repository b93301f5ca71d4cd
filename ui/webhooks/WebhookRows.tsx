/** A part of the list of webhooks: how those of it fare is asked in one request. */
import { useStatsOf } from "../overview/use-stats.ts";
import type { Endpoint } from "../shapes.ts";
import { WebhookRow, type WebhookRowProps } from "./WebhookRow.tsx";

/** The rows of the part. */
export interface WebhookRowsProps {
  endpoints: readonly Endpoint[];
  /** The ids of those whose figures are asked for, among them those of the rows: at most 250. */
  askedIds: readonly string[];
  onAsk: WebhookRowProps["onAsk"];
}

/** The rows. */
export function WebhookRows({ endpoints, askedIds, onAsk }: WebhookRowsProps) {
  const stats = useStatsOf(askedIds, "24h");
  return (
    <>
      {endpoints.map((endpoint) => (
        <WebhookRow key={endpoint.id} endpoint={endpoint} stats={stats.get(endpoint.id)} onAsk={onAsk} />
      ))}
    </>
  );
}
