/** Reads and writes what is sealed of endpoints: their secrets and the values of their custom headers. */
import { eq } from "drizzle-orm";
import type { UnixMs } from "../../base/clock.ts";
import type { EndpointSecrets } from "../../rules/endpoint.ts";
import { ENDPOINTS_COUNT_MAX } from "../../rules/fields.ts";
import { type Secrets, rotated } from "../../rules/secrets.ts";
import type { EndpointChange, NewEndpoint } from "../faces/endpoints.ts";
import type { Seal } from "../seal.ts";
import type { SealedChange } from "./change-endpoint.ts";
import type { Connection } from "./connection.ts";
import type { SealedEndpoint } from "./endpoints.ts";
import { hexOf } from "./hex.ts";
import { endpoints } from "./tables.ts";
import { packTurn } from "./turns.ts";
import { packNotice } from "./write-notices.ts";

/** A new secret about to take over. */
export interface NewSecret {
  secret: string;
  /** How long the last one signs beside it, in ms; 0 for not at all. */
  overlapMs: number;
  at: UnixMs;
}

/** Seals a new endpoint's secrets. */
export function sealedEndpoint(
  seal: Seal,
  { secrets, headers, ...fields }: NewEndpoint,
  countMax = ENDPOINTS_COUNT_MAX,
): SealedEndpoint {
  const sealed = hexOf(seal.seal(JSON.stringify({ secrets, headers }), fields.id));
  return { ...fields, id: hexOf(fields.id), headerNames: headers.map(([name]) => name), sealed, countMax };
}

/** Seals changed headers, together with the secrets that stay. */
export function sealedChange(connection: Connection, seal: Seal, seq: number, change: EndpointChange): SealedChange {
  const { headers: headersOf, turn, notice, ...given } = change;
  const fields = {
    ...given,
    ...(turn && { turn: packTurn(turn) }),
    ...(notice && { notice: packNotice(notice) }),
  };
  if (headersOf === undefined) return { ...fields, seq };
  const { id, sealed } = readSealed(connection, seq);
  const { secrets, headers: stored } = opened(seal, id, sealed);
  const headers = headersOf(stored);
  return {
    ...fields,
    seq,
    headerNames: headers.map(([name]) => name),
    sealed: hexOf(seal.seal(JSON.stringify({ secrets, headers }), id)),
    replaces: hexOf(sealed),
  };
}

/** Seals the secrets after a rotation, together with the headers that stay; `null` when two secrets are live already. */
export function sealedRotation(
  connection: Connection,
  seal: Seal,
  seq: number,
  { secret, overlapMs, at }: NewSecret,
): { change: SealedChange; secrets: Secrets } | null {
  const { id, sealed } = readSealed(connection, seq);
  const kept = opened(seal, id, sealed);
  const secrets = rotated(kept.secrets, secret, overlapMs, at);
  if (secrets === null) return null;
  const resealed = hexOf(seal.seal(JSON.stringify({ ...kept, secrets }), id));
  return { change: { seq, sealed: resealed, replaces: hexOf(sealed), updatedAt: at }, secrets };
}

/** What signs and goes along with an endpoint's requests. */
export function readEndpointSecrets(connection: Connection, seal: Seal, seq: number): EndpointSecrets {
  const { id, sealed } = readSealed(connection, seq);
  return opened(seal, id, sealed);
}

function readSealed({ orm }: Connection, seq: number): { id: Uint8Array; sealed: Uint8Array } {
  return orm
    .select({ id: endpoints.id, sealed: endpoints.sealed })
    .from(endpoints)
    .where(eq(endpoints.seq, seq))
    .get()!;
}

function opened(seal: Seal, id: Uint8Array, sealed: Uint8Array): EndpointSecrets {
  return JSON.parse(seal.open(sealed, id)) as EndpointSecrets;
}
