import { strToU8, zipSync } from "fflate";
import { expect } from "vitest";
import { verify } from "../../../solution/verify/verify.ts";
import { filesOf, zipAt } from "../solution/default-solution.ts";
import { action, compose } from "./flow-file.ts";

// Defects that somebody could make while editing our own flows and connectors, sown into the JSON of our own zip.

export interface Tree {
  [name: string]: unknown;
}

/** A value that a test knows to be an object. */
export const tree = (value: unknown): Tree => Object(value);

export type Edit = (json: Tree) => void;
export type Defect = readonly [what: string, file: string, edit: Edit, code: string];

export const registration = "Workflows/PartnerCenterWebhook";
export const customize = "Workflows/CustomizeCreate";
export const creation = "Workflows/CreateCo-sell";
export const merger = "Workflows/SalesforcetoPartnerCenter-";
export const updates = "Workflows/PartnerCenterMicrosoft";
export const receiver = "Workflows/PartnerCentertoSalesforce-";
export const opportunities = "Workflows/SalesforceOpportunity";
export const reconcile = "Workflows/Reconcile";

export const definitionOf = (flow: Tree): Tree => tree(tree(flow["properties"])["definition"]);
export const actionsOf = (flow: Tree): Tree => tree(definitionOf(flow)["actions"]);
export const triggerOf = (flow: Tree): Tree => tree(Object.values(tree(definitionOf(flow)["triggers"]))[0]);

/** Every action of a flow with its name, outer ones first. */
export function everyAction(block: unknown): readonly (readonly [name: string, action: Tree, block: Tree])[] {
  return Object.entries(tree(block)).flatMap(([name, value]) => {
    const own = tree(value);
    const holders = [own, own["else"], own["default"], ...Object.values(tree(own["cases"]))];
    return [
      [name, own, tree(block)] as const,
      ...holders.flatMap((each) => everyAction(tree(each)["actions"])),
    ];
  });
}

/** The first action that fits, wherever it stands. */
export function first(flow: Tree, fits: (action: Tree, name: string) => boolean) {
  const found = everyAction(actionsOf(flow)).find(([name, each]) => fits(each, name));
  return found ?? expect.fail("the flow has no such action");
}

export const ofType =
  (type: string) =>
  (each: Tree): boolean =>
    each["type"] === type;

export const add =
  (actions: object): Edit =>
  (flow) => {
    Object.assign(actionsOf(flow), actions);
  };

export const change =
  (type: string, edit: (action: Tree, block: Tree, name: string) => void): Edit =>
  (flow) => {
    const [name, each, block] = first(flow, ofType(type));
    edit(each, block, name);
  };

export const inputsOf = (each: Tree): Tree => tree(each["inputs"]);
export const hostOf = (each: Tree): Tree => tree(inputsOf(each)["host"]);

export const variable = (name: string, type: string, value?: unknown) =>
  action("InitializeVariable", { inputs: { variables: [{ name, type, value }] } });
export const many = (count: number, make: (index: number) => object): object =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`Seed_${index}`, make(index)]));
export const nested = (depth: number): object =>
  depth === 0 ? compose(1) : action("Scope", { actions: { [`Seed_${depth}`]: nested(depth - 1) } });

export function put(holder: Tree, key: string, value: unknown): void {
  holder[key] = value;
}

export function drop(holder: Tree, key: string): void {
  delete holder[key];
}

const single = zipAt("single/CosellSync_1_0_0_0.zip");

export function codesAfter(file: string, edit: Edit): readonly string[] {
  const files = filesOf(single);
  const path = [...files.keys()].find((each) => each.startsWith(file)) ?? expect.fail(`there is no ${file}`);
  const json = tree(JSON.parse(new TextDecoder().decode(files.get(path))));
  edit(json);
  files.set(path, strToU8(JSON.stringify(json)));
  const bytes = zipSync(Object.fromEntries(files), { level: 0 });
  return verify([{ kind: "file", name: "a.zip", bytes }]).diagnostics.map(({ code }) => code);
}
