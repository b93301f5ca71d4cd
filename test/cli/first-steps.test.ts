/** The first `curl` that a person is shown can be pasted into a shell as it is. */
import { expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { firstSteps } from "../../server/cli/first-steps.ts";

test.each(["plain", 'it\'s a "$(folder)" `of` mine'])("with the key in a folder named %s", async (name) => {
  const folder = await mkdtemp(join(tmpdir(), "hookwheel-steps-"));
  const keyPath = join(folder, name, "admin-key");
  await Bun.write(keyPath, "hw_admin_key\n");
  const words = wordsOf(firstSteps("http://127.0.0.1:8420", keyPath, "http://127.0.0.1:8420/setup#token"));
  expect(words[0]).toBe("http://127.0.0.1:8420/api/v1/events");
  expect(words).toContain("Authorization: Bearer hw_admin_key");
  expect(JSON.parse(words.at(-1) ?? "")).toMatchObject({ type: "hello.world", data: {} });
  await rm(folder, { recursive: true });
});

test("with a key that the operator gave", () => {
  const words = wordsOf(firstSteps("http://[::1]:8420", null, null), { HOOKWHEEL_ADMIN_KEY: "mine" });
  expect(words).toContain("Authorization: Bearer mine");
});

/** The arguments that a shell would hand to `curl`. */
function wordsOf(text: string, env: Record<string, string> = {}): string[] {
  const script = `curl() { for word; do printf '%s\\0' "$word"; done; }\n${text.slice(text.indexOf("  curl"))}`;
  const { stdout } = Bun.spawnSync(["sh", "-c", script], { env: { PATH: "/usr/bin:/bin", ...env } });
  return stdout.toString().split("\0").slice(0, -1);
}
