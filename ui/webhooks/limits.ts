/** How much there may be of webhooks and in their fields: what the profile says, and where it says nothing our own. Pure. */
import { ENDPOINTS_COUNT_MAX, NAME_LENGTH_MAX, URL_LENGTH_MAX } from "../../server/rules/fields.ts";
import type { Profile } from "../set-up-shapes.ts";

/** Of an environment, and of a webhook's fields, in characters. */
export interface Limits {
  endpointsCountMax: number;
  nameLengthMax: number;
  urlLengthMax: number;
}

/** What the API takes of whoever follows no profile that says less. */
export const OUR_LIMITS: Limits = {
  endpointsCountMax: ENDPOINTS_COUNT_MAX,
  nameLengthMax: NAME_LENGTH_MAX,
  urlLengthMax: URL_LENGTH_MAX,
};

/** What the API takes of whoever follows the profile. */
export function limitsOf({ limits }: { limits: Omit<Profile["limits"], "subscribeBy" | "notEnabled"> }): Limits {
  return {
    endpointsCountMax: limits.endpointsMax ?? OUR_LIMITS.endpointsCountMax,
    nameLengthMax: limits.nameLengthMax ?? OUR_LIMITS.nameLengthMax,
    urlLengthMax: limits.urlLengthMax ?? OUR_LIMITS.urlLengthMax,
  };
}
