/** The first event in the languages of those who send it. Pure. */
import { FIRST_EVENT, postEvent } from "../curl.ts";

/** The languages, in their order. */
export const LANGUAGES = ["curl", "typescript", "python"] as const;

/** One of them. */
export type Language = (typeof LANGUAGES)[number];

/**
 * The call that posts the first event.
 *
 * @param origin as `location.origin`
 * @param key written into it; read from `HOOKWHEEL_KEY` when there is none
 */
export function postSnippet(language: Language, origin: string, key: string | null = null): string {
  const url = `${origin}/api/v1/events`;
  switch (language) {
    case "curl":
      return postEvent(origin, key);
    case "typescript":
      return [
        `const response = await fetch("${url}", {`,
        `  method: "POST",`,
        `  headers: {`,
        key === null
          ? "    Authorization: `Bearer ${process.env.HOOKWHEEL_KEY}`,"
          : `    Authorization: "Bearer ${key}",`,
        `    "Content-Type": "application/json",`,
        `  },`,
        `  body: JSON.stringify(${JSON.stringify(FIRST_EVENT)}),`,
        `});`,
        `console.log(response.status, await response.json());`,
      ].join("\n");
    case "python":
      return [
        key === null ? `import json, os, urllib.request` : `import json, urllib.request`,
        ``,
        `request = urllib.request.Request(`,
        `    "${url}",`,
        `    data=json.dumps(${JSON.stringify(FIRST_EVENT)}).encode(),`,
        `    headers={`,
        `        "Authorization": ${key === null ? `f"Bearer {os.environ['HOOKWHEEL_KEY']}"` : `"Bearer ${key}"`},`,
        `        "Content-Type": "application/json",`,
        `    },`,
        `)`,
        `print(urllib.request.urlopen(request).read().decode())`,
      ].join("\n");
  }
}
