/** The head of a request or a response: its first line and its headers, in wire order. */

/** Name and value of each. */
export interface HeaderLinesProps {
  first: readonly [name: string, value: string];
  headers: readonly (readonly [name: string, value: string])[];
}

/** The lines. */
export function HeaderLines({ first, headers }: HeaderLinesProps) {
  return (
    <dl class="header-lines mono">
      {[first, ...headers].map(([name, value], at) => [
        <dt key={at} title={name}>
          {name}
        </dt>,
        <dd key={`${at} value`} class={at === 0 ? "first" : undefined}>
          {value}
        </dd>,
      ])}
    </dl>
  );
}
