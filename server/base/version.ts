/** Which version this is. */
import { version } from "../../package.json" with { type: "json" };

/** As in package.json: `0.1.0`. */
export const VERSION: string = version;
