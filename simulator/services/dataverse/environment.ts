import { v5 } from "uuid";
import { assert, Failure } from "../../../generator/diagnostics/failure.ts";
import type { Clock } from "../../world/clock.ts";
import { emulatorCodes } from "./codes.ts";
import { type FlowFile, readFlowFile } from "./flows/flow-file.ts";
import type { Quirks } from "./quirks.ts";
import { findTable, type Table, tables } from "./tables.ts";
import type { FlowCheck, ImportOutcome, Row } from "./types.ts";

/** A component as solutions own it: what kind of thing, and its stable name or id. */
export type ComponentKey =
  | `flow:${string}`
  | `connector:${string}`
  | `reference:${string}`
  | `variable:${string}`;

/** A solution in the environment. */
export interface InstalledSolution {
  readonly id: string;
  readonly uniqueName: string;
  readonly friendlyName: string;
  readonly version: string;
  readonly managed: boolean;
  readonly publisher: string;
  readonly prefix: string;
  readonly components: ReadonlySet<ComponentKey>;
}

/** What the platform keeps of a flow beside its row. */
export interface FlowState {
  /** Whether it was ever on; a parent may call it from then on. */
  published: boolean;
  /** A maker's definition over the managed one. */
  layer: string | undefined;
  /** The definition that the solution brought. */
  base: string;
  variableValues: Readonly<Record<string, string | undefined>> | undefined;
}

export interface Connection {
  readonly id: string;
  readonly connectorId: string;
  readonly user: string;
  /** Whether others than its owner may use it, too. */
  readonly shared: boolean;
}

/** Everything an emulated environment is made of; rules are functions over it. */
export class Environment {
  readonly clock: Clock;
  readonly quirks: Quirks;
  readonly host: string;
  readonly solutions = new Map<string, InstalledSolution>();
  readonly flows = new Map<string, FlowState>();
  readonly connections = new Map<string, Connection>();
  readonly standardConnectors: ReadonlySet<string>;
  /** Looks into a flow file as the flow service does when a flow is saved or turned on. */
  readonly checkFlow: FlowCheck | undefined;
  /** Zips that StageSolution has taken in, by upload id. */
  readonly staged = new Map<string, Uint8Array>();
  /** How imports ended, by the key of their job. */
  readonly importResults = new Map<string, ImportOutcome>();
  /** Who calls at the moment; undefined where no request is answered. */
  caller: string | undefined;
  /** Users whose calls are answered with 401. */
  readonly lockedOut = new Set<string>();
  /** The run history is kept by the flow service; its rows are made when they are asked for. */
  flowRuns: (() => readonly Row[]) | undefined;
  readonly #rows = new Map<string, Map<string, Record<string, unknown>>>();
  readonly #namespace: string;
  readonly #parsed = new Map<string, unknown>();
  #version = 1_000_000;
  #flowRevision = 0;
  #made = 0;

  constructor(
    clock: Clock,
    seed: number,
    quirks: Quirks,
    host: string,
    standardConnectors: readonly string[],
    checkFlow?: FlowCheck,
  ) {
    this.checkFlow = checkFlow;
    this.clock = clock;
    this.quirks = quirks;
    this.host = host;
    this.standardConnectors = new Set(standardConnectors);
    this.#namespace = v5(`environment ${seed}`, v5.URL);
    for (const table of tables) this.#rows.set(table.set, new Map());
  }

  /** An id that depends on the seed and the name alone. */
  idFor(name: string): string {
    return v5(name, this.#namespace);
  }

  /** An id for something that has no name. */
  nextId(what: string): string {
    this.#made += 1;
    return this.idFor(`${what} ${this.#made}`);
  }

  /** Sixteen hexadecimal digits that differ from one environment to another. */
  connectorSuffix(): string {
    return this.idFor("connectors").replaceAll("-", "").slice(0, 16);
  }

  now(): string {
    return `${new Date(this.clock.now()).toISOString().slice(0, 19)}Z`;
  }

  rows(set: string): readonly Row[] {
    return set === "flowruns" ? (this.flowRuns?.() ?? []) : [...this.#table(set).values()];
  }

  row(set: string, id: string): Row | undefined {
    if (set === "flowruns") return this.rows(set).find((row) => row["flowrunid"] === id.toLowerCase());
    return this.#table(set).get(id.toLowerCase());
  }

  /** The row whose alternate key has the value. */
  find(set: string, key: string): Row | undefined {
    const column = findTable(set)?.key;
    assert(column !== undefined, `${set} has no alternate key`);
    const lower = key.toLowerCase();
    return this.rows(set).find((row) => String(row[column] ?? "").toLowerCase() === lower);
  }

  /** Creates or changes a row and returns it. */
  put(set: string, id: string, values: Row): Row {
    const table = tableOf(set);
    const before = this.row(set, id);
    this.#note(set);
    this.#version += 1;
    const row: Record<string, unknown> = {};
    for (const column of table.columns) row[column.name] = before?.[column.name] ?? null;
    Object.assign(row, values, {
      [table.id]: id.toLowerCase(),
      createdon: before?.["createdon"] ?? this.now(),
      modifiedon: this.now(),
      versionnumber: this.#version,
    });
    this.#table(set).set(id.toLowerCase(), row);
    return row;
  }

  delete(set: string, id: string): void {
    this.#note(set);
    this.#table(set).delete(id.toLowerCase());
  }

  /** Moves whenever what flows are made of, or work with, may have changed. */
  flowRevision(): number {
    return this.#flowRevision;
  }

  /** A column that holds JSON, parsed once per text; a text that is not valid JSON stays text. */
  json(text: string): unknown {
    if (!this.#parsed.has(text)) {
      if (this.#parsed.size >= rememberedTexts) this.#parsed.clear();
      this.#parsed.set(text, parseOrKeep(text));
    }
    return this.#parsed.get(text);
  }

  /** What stands in the text of a flow file; texts are read once. */
  flowFile(text: string): FlowFile | undefined {
    if (!flowFiles.has(text)) {
      if (flowFiles.size >= rememberedTexts) flowFiles.clear();
      flowFiles.set(text, readFlowFile(text));
    }
    return flowFiles.get(text);
  }

  /** Whether some solution other than the named one owns the component. */
  ownedElsewhere(key: ComponentKey, solution: string): boolean {
    return [...this.solutions.values()].some(
      ({ uniqueName, components }) => uniqueName !== solution && components.has(key),
    );
  }

  /** The flow's state; it must exist. */
  flowState(id: string): FlowState {
    const state = this.flows.get(id);
    assert(state !== undefined, `no flow ${id}`);
    return state;
  }

  /** The current value of a variable, else its default. */
  variable(schemaName: string): string | undefined {
    const definition = this.find("environmentvariabledefinitions", schemaName);
    const id = definition?.["environmentvariabledefinitionid"];
    if (id === undefined) return undefined;
    const value = this.rows("environmentvariablevalues").find(
      (row) => row["_environmentvariabledefinitionid_value"] === id,
    )?.["value"];
    const text = value ?? definition?.["defaultvalue"];
    return typeof text === "string" ? text : undefined;
  }

  #note(set: string): void {
    const reachesFlows =
      this.quirks["changed-variable-reaches-flow"] === "at-once" && setsOfVariables.has(set);
    if (setsOfFlows.has(set) || reachesFlows) this.#flowRevision += 1;
  }

  #table(set: string): Map<string, Record<string, unknown>> {
    const table = this.#rows.get(set);
    assert(table !== undefined, `no table ${set}`);
    return table;
  }
}

const setsOfFlows: ReadonlySet<string> = new Set(["workflows", "connectors", "connectionreferences"]);

/** Flows take values when they are turned on or saved, which changes their rows. */
const setsOfVariables: ReadonlySet<string> = new Set([
  "environmentvariabledefinitions",
  "environmentvariablevalues",
]);

/** Far more than an environment has at a time. */
const rememberedTexts = 200;

/** Shared by all environments: the text alone decides what stands in a flow file, and nothing changes it. */
const flowFiles = new Map<string, FlowFile | undefined>();

function parseOrKeep(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export function tableOf(set: string): Table {
  const table = findTable(set);
  if (table === undefined)
    throw new Failure(emulatorCodes.finding("CONTROL_REFUSED", { what: "table", name: set }));
  return table;
}
