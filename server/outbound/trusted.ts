/** The authorities whose certificates are trusted: those of the runtime, read when TLS is first dialled. */
import { type SecureContext, createSecureContext } from "node:tls";

/** Gives the trusted authorities, the same each time. */
export type Trust = () => SecureContext;

/** Nothing read yet: it takes a while, which a start need not wait for. */
export function createTrust(): Trust {
  let secureContext: SecureContext | null = null;
  return () => (secureContext ??= createSecureContext());
}
