/** Which webhooks a search and a filter leave. Pure. */
import type { Endpoint } from "../shapes.ts";

/** By status: `inactive` is whatever is off. */
export type Filter = "all" | "active" | "inactive";

/** Those whose name or URL holds the text, in any case, and whose status fits. */
export function filtered(endpoints: readonly Endpoint[], filter: Filter, sought: string): Endpoint[] {
  const text = sought.trim().toLowerCase();
  return endpoints.filter(
    ({ name, url, status }) =>
      (filter === "all" || (filter === "active") === (status === "active")) &&
      `${name ?? ""}\n${url}`.toLowerCase().includes(text),
  );
}

/** How many each filter would leave without a search. */
export function countsOf(endpoints: readonly Endpoint[]): Record<Filter, number> {
  const active = endpoints.filter(({ status }) => status === "active").length;
  return { all: endpoints.length, active, inactive: endpoints.length - active };
}
