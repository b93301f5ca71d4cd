/** The routes outside `/api/v1`: whether we live, whether we can take work, and figures for a monitor. */
import { Elysia } from "elysia";
import type { Rooms } from "./rooms.ts";

/** For probes and monitors: no key is asked for, and nothing of a customer is told. */
export const outsideRoutes = ({ store, clock, metrics, version, startedAtMs, readiness }: Rooms) =>
  new Elysia({ name: "outside" })
    .get("/healthz", () => ({ status: "ok", version, uptimeMs: Math.round(clock.monotonicMs() - startedAtMs) }))
    .get("/readyz", ({ set }) => {
      const reason = readiness() ?? store.state.fault;
      if (reason === null) return { status: "ready" };
      set.status = 503;
      set.headers["retry-after"] = "1";
      return { status: "unavailable", reason };
    })
    .get("/metrics", async ({ set }) => {
      set.headers["content-type"] = metrics.contentType;
      return metrics.metrics();
    });
