/** A sender as the appliance makes it, over names that a test gives. */
import { systemClock } from "../../server/base/clock.ts";
import type { OutboundRequest, Send } from "../../server/outbound/exchange.ts";
import { createGuard } from "../../server/outbound/guard.ts";
import { openedRanges } from "../../server/outbound/opened-ranges.ts";
import { type Resolution, createResolver } from "../../server/outbound/resolver.ts";
import { type SenderParts, createSender } from "../../server/outbound/sender.ts";
import { createTransport } from "../../server/outbound/transport.ts";

/** Names and their addresses; a name that is not there is not found. */
export type Names = Readonly<Record<string, readonly string[]>>;

/** Builds one that may reach loopback, unless `opened` says otherwise. */
export function startSender(
  options: Partial<Pick<SenderParts, "clock" | "transport">> & { names?: Names; opened?: readonly string[] } = {},
): Send {
  const { clock = systemClock(), names = {}, opened = ["127.0.0.0/8", "::1/128"] } = options;
  return createSender({
    clock,
    guard: createGuard(openedRanges(opened), []),
    resolver: createResolver(clock, async (name) => resolutionOf(names[name])),
    transport: options.transport ?? createTransport(clock),
  });
}

/** A small event on its way to this URL, with a deadline far off. */
export function requestTo(url: string, changes: Partial<OutboundRequest> = {}): OutboundRequest {
  return {
    url,
    headers: [
      ["content-type", "application/json"],
      ["user-agent", "Hookwheel/test"],
      ["webhook-id", "evt_1"],
    ],
    body: '{"type":"order.paid","data":{"note":"né"}}',
    timeoutMs: 10_000,
    isTest: false,
    ...changes,
  };
}

function resolutionOf(addresses: readonly string[] | undefined): Resolution {
  return addresses === undefined ? { fault: "name_not_found" } : { addresses };
}
