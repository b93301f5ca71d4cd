/** How much there may be, where the profile says no less. */
import { ENDPOINTS_COUNT_MAX, NAME_LENGTH_MAX, URL_LENGTH_MAX } from "../../server/rules/fields.ts";

/** Of an environment, and of a webhook's fields. */
export const limits = {
  endpointsCountMax: ENDPOINTS_COUNT_MAX,
  nameLengthMax: NAME_LENGTH_MAX,
  urlLengthMax: URL_LENGTH_MAX,
};
