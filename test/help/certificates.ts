/** Certificates of every kind that a receiver may show, made by openssl for one test run. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A key and its certificate, PEM. */
export interface Identity {
  key: string;
  cert: string;
}

/** Certificates for `shop.example`; `good` also for 127.0.0.1. All but `selfSigned` and `untrusted` are of our authority. */
export interface Certificates extends AsyncDisposable {
  /** The path of our authority's certificate, for `NODE_EXTRA_CA_CERTS`. */
  authority: string;
  good: Identity;
  expired: Identity;
  wrongName: Identity;
  untrusted: Identity;
  selfSigned: Identity;
}

/** Whether to skip what needs openssl: where it is missing, but never under CI. */
export const isWithoutOpenssl = Bun.which("openssl") === null && process.env["CI"] === undefined;

const NEW_KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];

/** Makes them in a folder that goes away with them. */
export async function makeCertificates(): Promise<Certificates> {
  const folder = await mkdtemp(join(tmpdir(), "certificates-"));
  const path = (name: string) => join(folder, name);
  await Promise.all(["ours", "theirs"].map((name) => selfSign(name, `/CN=${name}`)));
  await selfSign("self", "/CN=shop.example", "-addext", "subjectAltName=DNS:shop.example");
  return {
    authority: path("ours.pem"),
    good: await issue("good", "ours", "DNS:shop.example,IP:127.0.0.1"),
    expired: await issue("expired", "ours", "DNS:shop.example", "-1"),
    wrongName: await issue("wrong", "ours", "DNS:other.example"),
    untrusted: await issue("untrusted", "theirs", "DNS:shop.example"),
    selfSigned: await read("self"),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };

  async function selfSign(name: string, subject: string, ...more: string[]): Promise<void> {
    const files = ["-keyout", path(`${name}.key`), "-out", path(`${name}.pem`)];
    await openssl("req", "-x509", ...NEW_KEY, ...files, "-subj", subject, "-days", "30", ...more);
  }

  async function issue(name: string, authority: string, names: string, days = "30"): Promise<Identity> {
    const request = path(`${name}.csr`);
    await Bun.write(path(`${name}.ext`), `subjectAltName=${names}\n`);
    await openssl("req", ...NEW_KEY, "-keyout", path(`${name}.key`), "-out", request, "-subj", `/CN=${name}`);
    const signer = ["-CA", path(`${authority}.pem`), "-CAkey", path(`${authority}.key`), "-CAcreateserial"];
    const times = ["-days", days, "-extfile", path(`${name}.ext`)];
    await openssl("x509", "-req", "-in", request, "-out", path(`${name}.pem`), ...signer, ...times);
    return read(name);
  }

  async function read(name: string): Promise<Identity> {
    return { key: await readFile(path(`${name}.key`), "utf8"), cert: await readFile(path(`${name}.pem`), "utf8") };
  }
}

async function openssl(...args: string[]): Promise<void> {
  const run = Bun.spawn(["openssl", ...args], { stdout: "ignore", stderr: "pipe" });
  const said = await new Response(run.stderr).text();
  if ((await run.exited) !== 0) throw new Error(`openssl ${args.join(" ")}\n${said}`);
}
