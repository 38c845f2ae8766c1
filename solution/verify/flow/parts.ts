import type { Screened } from "../expressions/screen.ts";
import type { JsonTree } from "../json-values.ts";
import type { FoundDefinition } from "./find-definition.ts";
import type { Literal } from "./secret-candidates.ts";

export type Path = readonly (string | number)[];

/** A flow as far as it matters before anything runs: every trigger, action and text with an expression, each once. */
export interface FlowParts extends FoundDefinition {
  readonly triggers: readonly Operation[];
  /** The outermost block of actions. */
  readonly block: Block;
  /** Every action, outer ones before those inside of them. */
  readonly actions: readonly Action[];
  /** By name in lower case; the first of those that share one. */
  readonly byName: ReadonlyMap<string, Action>;
  readonly texts: readonly TextUse[];
  /** Texts that may be secrets. */
  readonly literals: readonly Literal[];
  /** Declared types of variables, by name in lower case. */
  readonly variables: ReadonlyMap<string, string>;
  /** Names of parameters, in lower case. */
  readonly parameters: ReadonlySet<string>;
  /** What is known of a text; it is looked at once, wherever it stands. */
  readonly screened: (text: string) => Screened;
}

/** A trigger or an action. */
export interface Operation {
  readonly name: string;
  /** The name in lower case: names are compared without regard to case. */
  readonly key: string;
  readonly type: string;
  /** The type in lower case: types are told apart without regard to case. */
  readonly kind: string;
  readonly value: JsonTree;
  readonly path: Path;
}

export interface Action extends Operation {
  readonly block: Block;
  /** Its place among the actions of its block, from 0. */
  readonly place: number;
  /** The keys of what it runs after. */
  readonly waitsFor: readonly string[];
  /** Blocks inside of it. */
  readonly blocks: readonly Block[];
}

/** Actions side by side, which may wait for one another. */
export interface Block {
  readonly kind: "actions" | "else" | "default" | "case";
  readonly owner: Action | undefined;
  /** 1 for the outermost. */
  readonly depth: number;
  readonly actions: readonly Action[];
}

/** A text in which the flow evaluates something. */
export interface TextUse {
  readonly text: string;
  readonly screened: Screened;
  readonly path: Path;
  /** The action or trigger it stands in; undefined in the outputs of the flow. */
  readonly owner: Operation | undefined;
}

/** Whether the action runs again and again, and what makes it. */
export function loopsAround(action: Action): readonly Action[] {
  const loops: Action[] = [];
  for (let owner = action.block.owner; owner !== undefined; owner = owner.block.owner) {
    if (isLoop(owner)) loops.push(owner);
  }
  return loops;
}

export const isLoop = ({ kind }: Operation): boolean => kind === "foreach" || kind === "until";

/** "the action Compose". */
export const actionNamed = ({ name }: Operation): string => `the action ${name}`;

const byOwner = new WeakMap<FlowParts, ReadonlyMap<Operation | undefined, readonly TextUse[]>>();

/** The texts of one action or trigger. */
export function textsOf(flow: FlowParts, owner: Operation): readonly TextUse[] {
  const known = byOwner.get(flow) ?? grouped(flow.texts);
  byOwner.set(flow, known);
  return known.get(owner) ?? [];
}

function grouped(texts: readonly TextUse[]): ReadonlyMap<Operation | undefined, readonly TextUse[]> {
  const groups = new Map<Operation | undefined, TextUse[]>();
  for (const text of texts) {
    const group = groups.get(text.owner);
    if (group === undefined) groups.set(text.owner, [text]);
    else group.push(text);
  }
  return groups;
}
