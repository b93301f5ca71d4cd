/** What the UI's build left: where it lies, and which form of a file suits a client. */
import type { BunFile } from "bun";
import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Inside the executable once compiled (`--asset dist/ui`), else on the disk. */
export const UI_FOLDER = join(import.meta.dir, Bun.isStandaloneExecutable ? "ui" : "../../../dist/ui");

/** The forms that the build makes ahead, the smallest first. */
const FORMS = [
  { encoding: "br", suffix: ".br" },
  { encoding: "gzip", suffix: ".gz" },
] as const;

/** A compressed file and the headers that say what it is. */
export interface CompressedFile {
  file: BunFile;
  headers: { "Content-Type": string; "Content-Encoding": string };
}

/**
 * Looks up the smallest form of a built file that the client takes; `null` when that is the file itself.
 *
 * The lookup's `path` is as the build names it, `/assets/index-364t8nbw.js`; `acceptEncoding` as the header came.
 */
export function compressedFiles(): (path: string, acceptEncoding: string | null) => CompressedFile | null {
  const names = new Set(readdirSync(UI_FOLDER, { recursive: true, encoding: "utf8" }));
  return (path, acceptEncoding) => {
    const form = FORMS.find(
      ({ encoding, suffix }) => names.has(path.slice(1) + suffix) && isAccepted(encoding, acceptEncoding),
    );
    if (!form) return null;
    const type = Bun.file(path).type;
    return {
      file: Bun.file(join(UI_FOLDER, path + form.suffix)),
      headers: { "Content-Type": type, "Content-Encoding": form.encoding },
    };
  };
}

/** Whether the list names the encoding, and not with a weight of 0. *Source:* RFC 9110, 12.5.3. */
function isAccepted(encoding: string, acceptEncoding: string | null): boolean {
  return (acceptEncoding ?? "").split(",").some((choice) => {
    const [name, weight = "1"] = choice
      .trim()
      .toLowerCase()
      .split(/\s*;\s*q=/);
    return name === encoding && Number(weight) > 0;
  });
}
