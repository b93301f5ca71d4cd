/** The doorway of the console: its one page at every path that is not the API's, and under `/assets` what it loads. */
import { staticPlugin } from "@elysiajs/static";
import { Elysia, NotFoundError } from "elysia";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { compressedFiles, UI_FOLDER } from "./built.ts";

/** Nothing inline, nothing from elsewhere, nobody's frame. */
const CSP = [
  "default-src 'none'",
  ...["script", "style", "font", "img", "connect"].map((kind) => `${kind}-src 'self'`),
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const HEADERS = { "X-Content-Type-Options": "nosniff", Vary: "Accept-Encoding" };

/** Asked for anew each time: an update of Hookwheel is seen at once. */
const PAGE_HEADERS = {
  ...HEADERS,
  "Content-Security-Policy": CSP,
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-cache",
};

/** Named by their content, so kept for good. */
const ASSET_HEADERS = { ...HEADERS, "Cache-Control": "public, max-age=31536000, immutable" };

/** Where an unknown path is a 404 and never the page: what programs ask, and files that an older page may still name. */
const NOT_PAGES = /^\/(?:api|assets)(?:\/|$)/;

/** Serves the built UI. @throws Error when `dist/ui` is not built */
export async function doorwayRoutes() {
  const page = Bun.file(join(UI_FOLDER, "index.html"));
  const etag = `W/"${createHash("sha256")
    .update(await page.bytes())
    .digest("base64url")}"`;
  const compressed = compressedFiles();

  // Without the plugin's ETags, which names by content make idle: they come with a timer that keeps the process alive.
  const files = await staticPlugin({
    assets: join(UI_FOLDER, "assets"),
    prefix: "/assets",
    alwaysStatic: true,
    ignorePatterns: [/\.(br|gz)$/],
    etag: false,
    headers: ASSET_HEADERS,
    detail: { hide: true },
  });
  const assets = new Elysia()
    .onBeforeHandle(({ path, request }) => {
      const small = compressed(path, request.headers.get("accept-encoding"));
      return small ? new Response(small.file, { headers: { ...ASSET_HEADERS, ...small.headers } }) : undefined;
    })
    .use(files);

  return new Elysia({ name: "doorway" }).use(assets).get(
    "/*",
    ({ path, request }) => {
      if (NOT_PAGES.test(path)) throw new NotFoundError();
      const headers = { ...PAGE_HEADERS, ETag: etag };
      if (request.headers.get("if-none-match")?.includes(etag)) return new Response(null, { status: 304, headers });
      const small = compressed("/index.html", request.headers.get("accept-encoding"));
      return new Response(small?.file ?? page, { headers: { ...headers, ...small?.headers } });
    },
    { detail: { hide: true } },
  );
}
