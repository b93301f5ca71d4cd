/** How a webhook fares, and how it is set up. */
import type { ComponentChildren } from "preact";
import { useAddress } from "../address.ts";
import { Countdown } from "../kit/Countdown.tsx";
import { Pill } from "../kit/Pill.tsx";
import { When } from "../kit/When.tsx";
import { webhookLook } from "../looks.ts";
import { isToCome } from "../now.ts";
import { Figures } from "../overview/Figures.tsx";
import { OutcomeBars } from "../overview/OutcomeBars.tsx";
import { useEndpointStats } from "../overview/use-stats.ts";
import { windowOf } from "../overview/windows.ts";
import type { Endpoint } from "../shapes.ts";
import { words } from "../words/words.ts";
import { Badges } from "./Badges.tsx";
import { SecretLine } from "./SecretLine.tsx";

/** Two lists of facts. */
export function OverviewTab({ endpoint }: { endpoint: Endpoint }) {
  const { facts } = words.webhooks;
  const { query } = useAddress();
  const { value: stats } = useEndpointStats(endpoint.id, windowOf(query));
  return (
    <>
      <Figures stats={stats} />
      <OutcomeBars stats={stats} />
      <div class="two-columns">
        <section class="panel">
          <h2>{facts.health}</h2>
          <dl class="facts">{pairs(healthOf(endpoint))}</dl>
        </section>
        <section class="panel">
          <h2>{facts.setUp}</h2>
          <dl class="facts">{pairs(setUpOf(endpoint))}</dl>
        </section>
      </div>
    </>
  );
}

type Fact = readonly [name: string, value: ComponentChildren];

function pairs(facts: readonly Fact[]) {
  return facts.map(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name} value`}>{value}</dd>]);
}

function healthOf(endpoint: Endpoint): Fact[] {
  const { facts } = words.webhooks;
  const { failingSince, heldUntil, consecutiveFailures, waitingCount } = endpoint;
  return [
    [facts.status, <Pill key="pill" {...webhookLook(endpoint)} />],
    [facts.lastSuccess, <When key="when" at={endpoint.lastSuccessAt} />],
    [facts.lastFailure, <When key="when" at={endpoint.lastFailureAt} />],
    [facts.failures, consecutiveFailures.toLocaleString()],
    ...(failingSince === null ? [] : [[facts.failingSince, <When key="when" at={failingSince} />] as const]),
    ...(isToCome(heldUntil) ? [[facts.slowed, <Countdown key="when" at={heldUntil} />] as const] : []),
    [facts.waiting, waitingCount.toLocaleString()],
  ];
}

function setUpOf(endpoint: Endpoint): Fact[] {
  const { facts } = words.webhooks;
  const { events, namespaces, headers, rateLimit, description } = endpoint;
  const headerNames = Object.keys(headers);
  const metadata = Object.entries(endpoint.metadata).map(([name, value]) => `${name}: ${value}`);
  const speed = [
    ...(rateLimit === null ? [] : [facts.rateText(String(rateLimit))]),
    facts.inFlight(endpoint.maxInFlight),
  ];
  return [
    [facts.secret, <SecretLine key="secret" endpoint={endpoint} />],
    [
      facts.events,
      events.includes("*") ? (
        words.webhooks.allEvents
      ) : (
        <Badges key="badges" texts={events} title={events.join("\n")} />
      ),
    ],
    [facts.namespaces, namespaces.length === 0 ? facts.allNamespaces : <Badges key="badges" texts={namespaces} />],
    ...(headerNames.length === 0 ? [] : [[facts.headers, <Badges key="badges" texts={headerNames} />] as const]),
    [facts.rate, speed.join(", ")],
    ...(description === null ? [] : [[facts.description, description] as const]),
    ...(metadata.length === 0 ? [] : [[facts.metadata, <Badges key="badges" texts={metadata} />] as const]),
    [facts.created, <When key="when" at={endpoint.createdAt} />],
    [facts.updated, <When key="when" at={endpoint.updatedAt} />],
    [facts.id, <span class="mono">{endpoint.id}</span>],
  ];
}
