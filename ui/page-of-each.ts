/** Pages that show one thing, and begin anew at the address of another. */
import { type FunctionComponent, h } from "preact";

/**
 * A page that is another one for each thing: the router alone would keep it, and with it what was asked, typed or answered
 * of the thing before.
 *
 * @param name of the part of the address that names the thing
 */
export function pageOfEach<Name extends string, Params extends Record<Name, string>>(
  name: Name,
  Page: FunctionComponent<{ params: Params }>,
): FunctionComponent<{ params: Params }> {
  return ({ params }) => h(Page, { key: params[name], params });
}
