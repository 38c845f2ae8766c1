/** Values by JSON pointer; undefined takes the member away. Parents have to be there. */
export type Edits = Readonly<Record<string, unknown>>;

/** A copy of a document with some values replaced. */
export function edited(document: unknown, edits: Edits): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(document));
  for (const [pointer, value] of Object.entries(edits)) {
    const steps = pointer
      .split("/")
      .slice(1)
      .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
    const last = steps.pop() ?? "";
    const parent = steps.reduce<unknown>((node, step) => Object(node)[step], copy);
    if (value === undefined) Reflect.deleteProperty(Object(parent), last);
    else Reflect.set(Object(parent), last, value);
  }
  return copy;
}
