/** What a receiver's certificate must be, and what a customer is told when it is not. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { type Certificates, isWithoutOpenssl, makeCertificates } from "../help/certificates.ts";
import { keeping, startRawReceiver } from "../help/raw-receiver.ts";
import { sendAlone } from "../help/send-alone.ts";

const OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

describe.skipIf(isWithoutOpenssl)("certificates (needs openssl)", () => {
  let certificates: Certificates;
  beforeAll(async () => void (certificates = await makeCertificates()));
  afterAll(() => certificates[Symbol.asyncDispose]());

  test.each([
    ["good", "delivered", "200 OK"],
    ["expired", "certificate_expired", "certificate expired"],
    ["wrongName", "certificate_wrong_name", "certificate is for another name"],
    ["untrusted", "certificate_untrusted", "certificate of an unknown authority"],
    ["selfSigned", "certificate_untrusted", "certificate is self-signed"],
  ] as const)("%s: %s, also where the environment would look away", async (name, kind, reason) => {
    await using receiver = await startRawReceiver(keeping(OK), { tls: certificates[name] });
    const [exchange] = await sendAlone(
      { urls: [`https://shop.example:${receiver.port}/`] },
      { NODE_EXTRA_CA_CERTS: certificates.authority, NODE_TLS_REJECT_UNAUTHORIZED: "0" },
    );
    expect([exchange?.outcome.kind, exchange?.outcome.reason]).toEqual([kind, reason]);
    expect(receiver.requests).toHaveLength(kind === "delivered" ? 1 : 0);
  });

  test("a certificate is checked against the host of the URL: a name is no address, and an address needs its own", async () => {
    await using good = await startRawReceiver(keeping(OK), { tls: certificates.good });
    await using named = await startRawReceiver(keeping(OK), { tls: certificates.wrongName });
    const exchanges = await sendAlone(
      { urls: [`https://127.0.0.1:${good.port}/`, `https://127.0.0.1:${named.port}/`] },
      { NODE_EXTRA_CA_CERTS: certificates.authority },
    );
    expect(exchanges.map(({ outcome }) => outcome.kind)).toEqual(["delivered", "certificate_wrong_name"]);
  });

  test("a connection over TLS is used again: 30 requests, one connection", async () => {
    await using receiver = await startRawReceiver(keeping(OK), { tls: certificates.good });
    const exchanges = await sendAlone(
      { urls: Array(30).fill(`https://shop.example:${receiver.port}/`) },
      { NODE_EXTRA_CA_CERTS: certificates.authority },
    );
    expect(exchanges.every(({ outcome }) => outcome.kind === "delivered")).toBe(true);
    expect(receiver.connectionsCount).toBe(1);
  });

  test("a receiver that speaks only TLS 1.1 is refused in plain words", async () => {
    const old = { ...certificates.good, minVersion: "TLSv1", maxVersion: "TLSv1.1" } as const;
    await using receiver = await startRawReceiver(keeping(OK), { tls: old });
    const [exchange] = await sendAlone({ urls: [receiver.url] }, { NODE_EXTRA_CA_CERTS: certificates.authority });
    expect(exchange?.outcome).toMatchObject({ kind: "tls_failed", reason: "TLS handshake failed" });
  });
});
