import type { Component, ComponentKind, Fields, Part, PartKind } from "./component.ts";

export type Sign = "add" | "change" | "remove";

/** A value that is not what it was; `before` is missing where it is new, `after` where it is gone. */
export interface FieldChange {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

export interface PartChange {
  readonly kind: PartKind;
  readonly name: string;
  readonly sign: Sign;
  /** Of a part that is changed. */
  readonly fields: readonly FieldChange[];
}

export interface ComponentChange {
  readonly kind: ComponentKind;
  readonly key: string;
  readonly name: string;
  readonly sign: Sign;
  /** Of a component that is changed; of a new one, what it starts with. */
  readonly fields: readonly FieldChange[];
  readonly parts: readonly PartChange[];
}

/** What is added, changed and removed, in the order of the new version, with what is gone at its end. */
export function differences(
  before: readonly Component[],
  after: readonly Component[],
): readonly ComponentChange[] {
  const identity = ({ kind, key }: Component): string => `${kind} ${key}`;
  const old = new Map(before.map((each) => [identity(each), each]));
  const kept = new Set(after.map(identity));
  return [
    ...after.flatMap((each) => changeOf(old.get(identity(each)), each)),
    ...before.filter((each) => !kept.has(identity(each))).map(whole("remove")),
  ];
}

function changeOf(before: Component | undefined, after: Component): readonly ComponentChange[] {
  if (before === undefined) return [whole("add")(after)];
  const fields = fieldChanges(before.fields, after.fields);
  const parts = partChanges(before.parts, after.parts);
  if (fields.length + parts.length === 0) return [];
  const { kind, key, name } = after;
  return [{ kind, key, name, sign: "change", fields, parts }];
}

/** A component that is there on one side only. Its parts come and go with it, and are not counted one by one. */
function whole(sign: "add" | "remove"): (component: Component) => ComponentChange {
  return ({ kind, key, name, fields }) => ({
    kind,
    key,
    name,
    sign,
    fields: [...fields].map(([path, value]) =>
      sign === "add" ? { path, after: value } : { path, before: value },
    ),
    parts: [],
  });
}

export function fieldChanges(before: Fields, after: Fields): readonly FieldChange[] {
  const changed = [...after].flatMap(([path, value]): readonly FieldChange[] => {
    const old = before.get(path);
    if (old === undefined) return [{ path, after: value }];
    return old === value ? [] : [{ path, before: old, after: value }];
  });
  const gone = [...before].filter(([path]) => !after.has(path));
  return [...changed, ...gone.map(([path, value]) => ({ path, before: value }))];
}

function partChanges(before: readonly Part[], after: readonly Part[]): readonly PartChange[] {
  const identity = ({ kind, name }: Part): string => `${kind} ${name}`;
  const old = new Map(before.map((each) => [identity(each), each]));
  const kept = new Set(after.map(identity));
  const changed = after.flatMap((each): readonly PartChange[] => {
    const former = old.get(identity(each));
    const { kind, name } = each;
    if (former === undefined) return [{ kind, name, sign: "add", fields: [] }];
    const fields = fieldChanges(former.fields, each.fields);
    return fields.length === 0 ? [] : [{ kind, name, sign: "change", fields }];
  });
  const gone = before.filter((each) => !kept.has(identity(each)));
  return [
    ...changed,
    ...gone.map(({ kind, name }): PartChange => ({ kind, name, sign: "remove", fields: [] })),
  ];
}

export interface Counts {
  readonly add: number;
  readonly change: number;
  readonly remove: number;
}

/** How many components are added, changed and removed. */
export function countChanges(changes: readonly ComponentChange[]): Counts {
  const count = (sign: Sign): number => changes.filter((each) => each.sign === sign).length;
  return { add: count("add"), change: count("change"), remove: count("remove") };
}
