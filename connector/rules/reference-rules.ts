import type { ConnectorDocument, ReferenceKind } from "./document.ts";
import { textOf } from "./json.ts";
import type { Broken, DefinitionRule } from "./rule.ts";

/** Rules about `$ref`: every reference leads straight to something of its own kind. */
export const referenceRules: readonly DefinitionRule[] = [
  ...(
    [
      ["SchemaReference", "definitions", "schema"],
      ["ParameterReference", "parameters", "parameter"],
      ["ResponseReference", "responses", "response"],
    ] as const
  ).flatMap(([id, kind, noun]): DefinitionRule[] => [
    {
      id: `${id}NotValid`,
      severity: "error",
      says: `A reference to a ${noun} starts with #/${kind}/`,
      check: (document) => referencesWhere(document, kind, ({ target }) => !target.startsWith(`#/${kind}/`)),
    },
    {
      id: `${id}NotFound`,
      severity: "error",
      says: `A reference to a ${noun} leads to one`,
      check: (document) =>
        referencesWhere(
          document,
          kind,
          ({ target }) => target.startsWith(`#/${kind}/`) && document.resolve(kind, target) === undefined,
        ),
    },
  ]),
  ...(
    [
      ["ParameterRefLoopNotAllowed", "parameters", "parameter"],
      ["ResponseRefLoopNotAllowed", "responses", "response"],
    ] as const
  ).map(
    ([id, kind, noun]): DefinitionRule => ({
      id,
      severity: "error",
      says: `A reference to a ${noun} does not lead to another reference`,
      check: (document) =>
        referencesWhere(
          document,
          kind,
          ({ target }) => textOf(document.resolve(kind, target), "$ref") !== undefined,
        ),
    }),
  ),
  {
    id: "SchemaRefLoopNotAllowed",
    severity: "error",
    says: "A definition is not a reference that leads back to itself",
    check: (document) => referencesWhere(document, "definitions", ({ target }) => isLoop(document, target)),
  },
  {
    id: "AdditionalPropertyNotAllowedAdjacentToRef",
    severity: "info",
    says: "Beside a reference stands nothing else, for nothing else is read",
    check: ({ references }) =>
      references
        .filter(({ siblings }) => siblings.length > 0)
        .map(({ at, siblings }) => ({ at, found: siblings.join(", ") })),
  },
];

function referencesWhere(
  { references }: ConnectorDocument,
  kind: ReferenceKind,
  broken: (reference: { readonly target: string }) => boolean,
): readonly Broken[] {
  return references
    .filter((reference) => reference.kind === kind && broken(reference))
    .map(({ at, target }) => ({ at, found: target }));
}

function isLoop({ resolve }: ConnectorDocument, start: string): boolean {
  const seen = new Set<string>();
  let target: string | undefined = start;
  while (target !== undefined) {
    if (seen.has(target)) return true;
    seen.add(target);
    target = textOf(resolve("definitions", target), "$ref");
  }
  return false;
}
