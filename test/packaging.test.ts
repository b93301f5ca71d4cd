/** The image, as far as it can be told without Docker: what it is built from, and that its binary runs in so small a root. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { chown, copyFile, cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const TOP = join(import.meta.dir, "..");
const NOBODY = 65532;

/** What `gcr.io/distroless/base-nossl` has of libraries: glibc's. */
const GLIBC = /^(?:linux-vdso|ld-linux-[\w-]+|libc|libm|libdl|libpthread|librt|libresolv)\.so\.\d+$/;

const dockerfile = await Bun.file(join(TOP, "Dockerfile")).text();
const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(([, paths = ""]) => paths.split(" "));
const healthcheck: string[] = JSON.parse(/^HEALTHCHECK .*CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? "[]");
const entrypoint: string[] = JSON.parse(/^ENTRYPOINT (\[.*\])$/m.exec(dockerfile)?.[1] ?? "[]");
const environment = Object.fromEntries(
  [...(/^ENV (.*)$/m.exec(dockerfile)?.[1] ?? "").matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
);

/** A folder with the build stage's files alone, and there the binary that they give. */
let build = "";
let binary = "";

beforeAll(async () => {
  build = await mkdtemp(join(tmpdir(), "hookwheel-image-"));
  binary = join(build, "dist/hookwheel");
  for (const path of copied) await cp(join(TOP, path), join(build, path), { recursive: true });
  await symlink(join(TOP, "node_modules"), join(build, "node_modules"));
});

afterAll(() => rm(build, { recursive: true, force: true }));

test("the image is built from what the Dockerfile copies, and Docker is handed that alone", async () => {
  const { exitCode, stderr } = Bun.spawnSync([process.execPath, "run", "build"], { cwd: build });
  expect(exitCode, stderr.toString()).toBe(0);
  const kept = [...(await Bun.file(join(TOP, ".dockerignore")).text()).matchAll(/^!(.*)$/gm)].map(([, path]) => path);
  expect(new Set(kept)).toEqual(new Set(copied));
});

test.skipIf(Bun.which("ldd") === null && process.env["CI"] === undefined)(
  "the binary asks for no library but glibc's, the only ones in the image (needs ldd)",
  () => {
    const names = librariesOf(binary).map(([name]) => name);
    expect(names.length).toBeGreaterThan(2);
    expect(names.filter((name) => !GLIBC.test(name))).toEqual([]);
  },
);

const canUnshare =
  Bun.which("unshare") !== null &&
  Bun.spawnSync(["unshare", "--mount", "--net", "--pid", "--fork", "true"]).exitCode === 0;

test.skipIf(!canUnshare)("in a read-only root, as nobody, the server starts, is healthy and stops", async () => {
  const root = join(build, "root");
  for (const folder of ["data", "dev", "proc"]) await mkdir(join(root, folder), { recursive: true });
  await chown(join(root, "data"), NOBODY, NOBODY);
  for (const [, path] of librariesOf(binary)) await place(path, join(root, path));
  await place(binary, join(root, entrypoint[0] as string));

  const { exitCode, stdout, stderr } = Bun.spawnSync(
    ["unshare", "--mount", "--net", "--pid", "--fork", "sh", "-euc", CONTAINER],
    {
      env: {
        PATH: "/usr/sbin:/usr/bin:/sbin:/bin",
        ...environment,
        root,
        user: `${NOBODY}:${NOBODY}`,
        entrypoint: entrypoint.join(" "),
        healthcheck: healthcheck.join(" "),
      },
    },
  );
  expect(exitCode, `${stdout}${stderr}`).toBe(0);
});

/** What Docker does with `--read-only` and a volume. */
const CONTAINER = `
  mount --bind "$root" "$root"
  mount --bind "$root/data" "$root/data"
  mount --rbind /dev "$root/dev"
  mount -t proc proc "$root/proc"
  mount -o remount,bind,ro "$root"
  ip link set lo up
  chroot --userspec="$user" "$root" $entrypoint & server=$!
  for second in 1 2 3 4 5 6 7 8 9 10; do
    chroot --userspec="$user" "$root" $healthcheck && break
    sleep 1
  done
  chroot --userspec="$user" "$root" $healthcheck
  kill -TERM "$server"
  wait "$server"
`;

/** The libraries that an executable is linked with: name, and path where it has one of its own. */
function librariesOf(path: string): [name: string, path: string][] {
  const { stdout } = Bun.spawnSync(["ldd", path]);
  return [...stdout.toString().matchAll(/^\s+(?:\S+ => )?(\/\S+) \(/gm)].map(([, library = ""]) => [
    library.slice(library.lastIndexOf("/") + 1),
    library,
  ]);
}

async function place(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
}
