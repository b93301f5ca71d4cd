/** How much there may be, where the profile says no less. */
import { NAME_LENGTH_MAX, URL_LENGTH_MAX } from "../../server/rules/fields.ts";

/** Of an environment, and of a webhook's fields. */
export const limits = { endpointsCountMax: 1000, nameLengthMax: NAME_LENGTH_MAX, urlLengthMax: URL_LENGTH_MAX };
