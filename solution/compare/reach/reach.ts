import type { ReadSolution, ReadVariable } from "../../read/solution-parts.ts";
import type { Component } from "../component.ts";
import type { Sign } from "../difference.ts";
import { connectionReach, connectorReach } from "./connector-reach.ts";
import { flowReach } from "./flow-reach.ts";
import { salesforceReach } from "./salesforce-reach.ts";

/** Who notices. */
export type Audience =
  | "administrators"
  | "makers"
  | "owners of the flows"
  | "Salesforce"
  | "Partner Center"
  | "other services";

export type ReachKind =
  | "permission"
  | "connection"
  | "write"
  | "trigger"
  | "field"
  | "variable"
  | "value"
  | "customization";

/** Something that a version may do, needs, or offers outside of itself. */
export interface Reach {
  readonly audience: Audience;
  readonly kind: ReachKind;
  /** The same before and after, so that a change is seen as one. */
  readonly key: string;
  /** Of what it is said, where the text goes on from there: `"Reconcile" starts`. */
  readonly subject?: string;
  readonly text: string;
}

export interface ReachChange {
  readonly audience: Audience;
  readonly kind: ReachKind;
  readonly sign: Sign;
  readonly subject?: string;
  /** What is gained, or lost, or what it has become. */
  readonly text: string;
  /** What it was, where it is changed. */
  readonly before?: string;
}

/** Everything that reaches beyond the solutions and the Salesforce package themselves. */
export function reachOf(
  solutions: readonly ReadSolution[],
  salesforce: readonly Component[],
): readonly Reach[] {
  const titles = new Map(
    solutions.flatMap(({ connectors }) =>
      connectors.map(({ name, displayName }) => [name, displayName] as const),
    ),
  );
  return [
    ...solutions.flatMap((solution) => connectorReach(solution)),
    ...solutions.flatMap((solution) => connectionReach(solution)),
    ...flowReach(solutions, titles),
    ...salesforceReach(salesforce),
    ...solutions.flatMap(({ variables }) => variables.flatMap(variableReach)),
  ];
}

/** A variable that has no default needs a value before a flow that reads it can be turned on. */
function variableReach({
  schemaName,
  displayName,
  default: proposed,
  hasValue,
}: ReadVariable): readonly Reach[] {
  const common = { audience: "administrators", key: schemaName.toLowerCase() } as const;
  const text = `${schemaName} ("${displayName}")`;
  const needed = proposed === undefined && !hasValue;
  return [
    { ...common, kind: "variable", text },
    ...(needed ? [{ ...common, kind: "value", text: `${text} needs one, and has no default` } as const] : []),
  ];
}

/** New fields and variables ask nothing of anybody: they are noticed when they are gone. */
const noticedWhenGone: ReadonlySet<ReachKind> = new Set(["field", "variable"]);

/** What the new version reaches that the old one does not, and the other way round. */
export function reachChanges(before: readonly Reach[], after: readonly Reach[]): readonly ReachChange[] {
  const old = byIdentity(before);
  const current = byIdentity(after);
  const gained = [...current].flatMap(([identity, each]): readonly ReachChange[] => {
    const { key: _, ...said } = each;
    const former = old.get(identity);
    if (former?.text === each.text) return [];
    if (former !== undefined) return [{ ...said, sign: "change", before: former.text }];
    return noticedWhenGone.has(each.kind) ? [] : [{ ...said, sign: "add" }];
  });
  const lost = [...old]
    .filter(([identity]) => !current.has(identity))
    .map(([, { key: _, ...said }]): ReachChange => ({ ...said, sign: "remove" }));
  return [...gained, ...lost];
}

function byIdentity(reaches: readonly Reach[]): ReadonlyMap<string, Reach> {
  return new Map(reaches.map((each) => [`${each.kind} ${each.key}`, each]));
}
