/** The first event in the languages of those who send it. Pure. */
import { FIRST_EVENT, postEvent } from "../curl.ts";

/** The languages, in their order. */
export const LANGUAGES = ["curl", "typescript", "python"] as const;

/** One of them. */
export type Language = (typeof LANGUAGES)[number];

/** The call that posts the first event; the key is read from `HOOKWHEEL_KEY`. `origin` as `location.origin`. */
export function postSnippet(language: Language, origin: string): string {
  const url = `${origin}/api/v1/events`;
  switch (language) {
    case "curl":
      return postEvent(origin);
    case "typescript":
      return [
        `const response = await fetch("${url}", {`,
        `  method: "POST",`,
        `  headers: {`,
        "    Authorization: `Bearer ${process.env.HOOKWHEEL_KEY}`,",
        `    "Content-Type": "application/json",`,
        `  },`,
        `  body: JSON.stringify(${JSON.stringify(FIRST_EVENT)}),`,
        `});`,
        `console.log(response.status, await response.json());`,
      ].join("\n");
    case "python":
      return [
        `import json, os, urllib.request`,
        ``,
        `request = urllib.request.Request(`,
        `    "${url}",`,
        `    data=json.dumps(${JSON.stringify(FIRST_EVENT)}).encode(),`,
        `    headers={`,
        `        "Authorization": f"Bearer {os.environ['HOOKWHEEL_KEY']}",`,
        `        "Content-Type": "application/json",`,
        `    },`,
        `)`,
        `print(urllib.request.urlopen(request).read().decode())`,
      ].join("\n");
  }
}
