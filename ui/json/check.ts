/** Whether a value has the shape that the server's document says: the part of JSON Schema that its documents use. Pure. */
import { setUp } from "../words/set-up.ts";

/** A schema as the document has it. */
export interface Shape {
  type?: string | readonly string[];
  enum?: readonly unknown[];
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  items?: Shape;
  properties?: Readonly<Record<string, Shape>>;
  required?: readonly string[];
  additionalProperties?: boolean | object;
  anyOf?: readonly Shape[];
}

/** A fault and the path of what is wrong, as the API writes it. */
export interface ShapeFault {
  path: string;
  message: string;
}

/** What is wrong, in the order of the value. */
export function shapeFaults(shape: Shape, value: unknown, path = ""): ShapeFault[] {
  const { checks } = setUp.json;
  const told = (message: string): ShapeFault[] => [{ path, message }];
  if (shape.anyOf !== undefined) return nearest(shape.anyOf, value, path);
  const types = shape.type === undefined ? [] : [shape.type].flat();
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) {
    return told(checks.type(types.map((type) => checks.types[type] ?? type).join(checks.or)));
  }
  if (shape.enum !== undefined && !shape.enum.includes(value)) {
    return told(checks.oneOf(shape.enum.map((one) => JSON.stringify(one)).join(", ")));
  }
  if (typeof value === "number") {
    if (shape.minimum !== undefined && value < shape.minimum) return told(checks.least(numberText(shape.minimum)));
    if (shape.maximum !== undefined && value > shape.maximum) return told(checks.most(numberText(shape.maximum)));
  }
  if (Array.isArray(value)) return entryFaults(shape, value, path);
  return value !== null && typeof value === "object" ? memberFaults(shape, value, path) : [];
}

function entryFaults({ items, maxItems }: Shape, value: readonly unknown[], path: string): ShapeFault[] {
  if (maxItems !== undefined && value.length > maxItems) return [{ path, message: setUp.json.checks.count(maxItems) }];
  return items === undefined ? [] : value.flatMap((entry, at) => shapeFaults(items, entry, `${path}[${at}]`));
}

function memberFaults({ properties = {}, required = [], additionalProperties }: Shape, value: object, path: string) {
  const { checks } = setUp.json;
  const inside = (name: string) => (path === "" ? name : `${path}.${name}`);
  const missing = required
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => ({ path, message: checks.missing(name) }));
  const wrong = Object.entries(value).flatMap(([name, part]): ShapeFault[] => {
    const shape = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (shape !== undefined) return shapeFaults(shape, part, inside(name));
    return additionalProperties === false ? [{ path: inside(name), message: checks.unknown(name) }] : [];
  });
  return [...missing, ...wrong];
}

/** Of several shapes none of which fits, the one that is meant: it fits in its type. */
function nearest(shapes: readonly Shape[], value: unknown, path: string): ShapeFault[] {
  const found = shapes.map((shape) => shapeFaults(shape, value, path));
  if (found.some((faults) => faults.length === 0)) return [];
  const meant = shapes.findIndex(({ type }) => type !== undefined && [type].flat().some((one) => isOfType(value, one)));
  const { checks } = setUp.json;
  const types = shapes.flatMap(({ type }) => (type === undefined ? [] : [type].flat()));
  const otherwise = [{ path, message: checks.type(types.map((type) => checks.types[type] ?? type).join(checks.or)) }];
  return found[meant] ?? otherwise;
}

function isOfType(value: unknown, type: string): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return value !== null && typeof value === "object" && !Array.isArray(value);
  return type === "integer" ? Number.isInteger(value) : typeof value === type;
}

function numberText(value: number): string {
  return value.toLocaleString();
}
