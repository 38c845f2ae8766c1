import { assert } from "../../../generator/diagnostics/failure.ts";
import { fieldOf, normalise, type ReadOnlyPolicy } from "./normalise.ts";
import { accepted, invalid, type Result } from "./result.ts";
import type { Shape } from "./shape.ts";

/** A path of JSON Patch, found in a shape. */
export interface Pointer {
  /** In the service's own spelling: names are taken in any case. */
  readonly path: string;
  /** The path with `{n}` for every index. */
  readonly pattern: string;
  readonly segments: readonly string[];
  /** Whether the path is, or is inside, something only the service sets. */
  readonly readOnly: boolean;
}

const index = /^(0|[1-9]\d*)$/;

export function findPointer(shape: Shape, path: string): Result<Pointer> {
  if (!path.startsWith("/")) return invalid("path", path, `The path '${path}' does not start with a slash.`);
  const segments: string[] = [];
  const pattern: string[] = [];
  let readOnly = false;
  let at: Shape = shape;
  for (const raw of path.slice(1).split("/")) {
    const segment = raw.replaceAll("~1", "/").replaceAll("~0", "~");
    const container: Shape = at.kind === "optional" ? at.of : at;
    if (container.kind === "record") {
      const field = fieldOf(container.fields, segment);
      if (field === undefined) return unknownPath(path);
      segments.push(field[0]);
      pattern.push(field[0]);
      at = field[1];
    } else if (container.kind === "list" && (segment === "-" || index.test(segment))) {
      segments.push(segment);
      pattern.push(segment === "-" ? "-" : "{n}");
      at = container.item;
    } else {
      return unknownPath(path);
    }
    readOnly ||= at.readOnly === true;
  }
  return accepted({ path: `/${segments.join("/")}`, pattern: `/${pattern.join("/")}`, segments, readOnly });
}

/** Copies `value` with one place set; nothing that was there is changed in place. */
export function setAt<Value>(
  shape: Shape,
  value: Value,
  pointer: Pointer,
  op: "add" | "replace",
  content: unknown,
  policy: ReadOnlyPolicy,
): Result<Value> {
  const result = set(shape, value, pointer.segments, { op, content, policy, path: pointer.path });
  // `set` keeps to the shape that `value` already has, so the copy has the type of the original.
  return result as Result<Value>;
}

/** The value at a path in the service's spelling, undefined where there is none. */
export function valueAt(value: unknown, path: string): unknown {
  let at: unknown = value;
  for (const segment of path.slice(1).split("/")) {
    if (typeof at !== "object" || at === null) return undefined;
    at = Object.hasOwn(at, segment) ? Reflect.get(at, segment) : undefined;
  }
  return at;
}

/** Whether two JSON values of one shape are the same; shapes fix the order of names. */
export function sameValue(left: unknown, right: unknown): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}

/** Whether one path is the other, or lies above or below it. */
export function overlaps(left: string, right: string): boolean {
  return left === right || left.startsWith(`${right}/`) || right.startsWith(`${left}/`);
}

interface Write {
  readonly op: "add" | "replace";
  readonly content: unknown;
  readonly policy: ReadOnlyPolicy;
  readonly path: string;
}

function set(shape: Shape, current: unknown, segments: readonly string[], write: Write): Result<unknown> {
  const [segment, ...rest] = segments;
  if (segment === undefined) return normalise(shape, write.content, write.policy, write.path);
  const container = shape.kind === "optional" ? shape.of : shape;
  if (container.kind === "list") return setInList(container.item, current, segment, rest, write);
  assert(container.kind === "record", "a pointer ends at a scalar");
  if (typeof current !== "object" || current === null) return unknownPath(write.path);
  const inner = container.fields[segment];
  assert(inner !== undefined, "a pointer names fields of its shape");
  const result = set(inner, Reflect.get(current, segment), rest, write);
  return result.ok ? accepted({ ...current, [segment]: result.value }) : result;
}

function setInList(
  item: Shape,
  current: unknown,
  segment: string,
  rest: readonly string[],
  write: Write,
): Result<unknown> {
  assert(Array.isArray(current), "a list is stored as an array");
  const items: readonly unknown[] = current;
  const last = rest.length === 0;
  if (segment === "-" && !(last && write.op === "add")) {
    return invalid("append", write.path, `Only 'add' may use '-', and only at the end of ${write.path}.`);
  }
  const position = segment === "-" ? items.length : Number(segment);
  const inserts = last && write.op === "add";
  if (position >= items.length + (inserts ? 1 : 0)) return unknownPath(write.path);
  // A list item that is written whole must be a value: there are no empty places in a list.
  if (last && (write.content === null || write.content === undefined)) {
    return invalid("type", write.path, `${write.path} must be a value.`);
  }
  const result = set(item, items[position], rest, write);
  if (!result.ok) return result;
  return accepted(inserts ? items.toSpliced(position, 0, result.value) : items.with(position, result.value));
}

function unknownPath(path: string) {
  return invalid("path", path, `The target location ${path} was not found.`);
}
