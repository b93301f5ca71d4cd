/** English: JSON as it is edited, and what is wrong with it. */

/** The editor, and its faults. */
export const json = {
  format: "Format",
  place: (line: number, column: number) => `Line ${line}, column ${column}`,
  goTo: "Go there",
  faults: {
    value: "a value is missing here: give a string, a number, an object, an array, true, false or null",
    key: "a name in double quotes must stand here",
    colon: "a colon must stand here, between name and value",
    comma: "a comma or the closing bracket is missing here",
    trailing: "take away this comma: nothing follows it",
    string: "this text is not closed: end it with a double quote",
    control: "write line breaks and tabs in a text as \\n and \\t",
    escape: 'this is no escape: use \\n, \\t, \\\\, \\" or \\u with four digits',
    number: "write the number as 12, -3 or 4.5, without leading zeros",
    after: "take away what stands after the end",
    twice: "this name stands there twice",
    deep: "it is nested too deep",
  },
  checks: {
    type: (type: string) => `must be ${type}`,
    types: {
      object: "an object",
      array: "an array",
      string: "a text",
      integer: "a whole number",
      number: "a number",
      boolean: "true or false",
      null: "null",
    } as Readonly<Record<string, string>>,
    or: " or ",
    oneOf: (values: string) => `must be one of ${values}`,
    least: (value: string) => `must be at least ${value}`,
    most: (value: string) => `must be at most ${value}`,
    count: (count: number) => `may have at most ${count} entries`,
    missing: (name: string) => `${name} is missing`,
    unknown: (name: string) => `there is no field ${name}`,
  },
};
