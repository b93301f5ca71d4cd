/** Every screen: no serious fault of accessibility, light and dark, and it fits a small phone. */
import { expect } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startBinary } from "../help/binary.ts";
import { browserTest } from "../help/browser.ts";
import { lookedThrough } from "../help/looked-through.ts";
import { liveThroughScene } from "../help/scene.ts";
import { screensOf } from "../ui/screens.ts";
import { setUpScreens } from "../ui/set-up-screens.ts";

/** Some thirty screens, each looked through twice. */
const PATIENCE_MS = 480_000;

const every = "every screen can be used by anybody, in light and dark, and fits 360 px";
browserTest(
  every,
  async (open) => {
    const folder = await mkdtemp(join(tmpdir(), "hookwheel-screens-"));
    const dataDir = join(folder, "data");
    const { adminKey } = await liveThroughScene(dataDir);
    await using full = await startBinary({ dataDir, env: { HOOKWHEEL_ADMIN_KEY: adminKey } });
    await using empty = await startBinary();
    await using fresh = await startBinary();
    const faults = await lookedThrough(open, await screensOf(full, empty, fresh));
    await rm(folder, { recursive: true });
    expect(faults).toEqual([]);
  },
  PATIENCE_MS,
);

const setUp = "every screen that sets something up can be used by anybody, in light and dark, and fits 360 px";
browserTest(
  setUp,
  async (open) => {
    await using full = await startBinary();
    await using empty = await startBinary();
    expect(await lookedThrough(open, await setUpScreens(full, empty))).toEqual([]);
  },
  PATIENCE_MS,
);
