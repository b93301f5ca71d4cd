/** Builds the page into dist/ui: named by content, minified, compressed ahead. Run as `bun ui/build.ts`. */
import type { BunPlugin } from "bun";
import { rm } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const FOLDER = join(import.meta.dir, "../dist/ui");

/** What gains by compression; fonts are compressed in themselves. */
const COMPRESSED = new Set([".html", ".js", ".css", ".svg"]);

/** The bundler would inline a font into the style sheet as `data:`, which our CSP refuses. */
const fontsAsFiles: BunPlugin = {
  name: "fonts as files",
  setup(build) {
    build.onResolve({ filter: /\.woff2$/ }, async ({ path, resolveDir }) => {
      const font = Bun.file(join(resolveDir, path));
      const name = `assets/${basename(path, ".woff2")}-${Bun.hash(await font.bytes()).toString(36)}.woff2`;
      await Bun.write(join(FOLDER, name), font);
      return { path: `/${name}`, external: true };
    });
  },
};

await rm(FOLDER, { recursive: true, force: true });
const { outputs } = await Bun.build({
  entrypoints: [join(import.meta.dir, "index.html")],
  outdir: FOLDER,
  publicPath: "/",
  naming: { entry: "[name].[ext]", chunk: "assets/[name]-[hash].[ext]", asset: "assets/[name]-[hash].[ext]" },
  minify: true,
  splitting: true,
  define: { "process.env.NODE_ENV": '"production"' },
  plugins: [fontsAsFiles],
});

for (const { path } of outputs) {
  if (!COMPRESSED.has(extname(path))) continue;
  const bytes = await Bun.file(path).bytes();
  await Bun.write(`${path}.br`, brotliCompressSync(bytes));
  await Bun.write(`${path}.gz`, gzipSync(bytes, { level: 9 }));
}
