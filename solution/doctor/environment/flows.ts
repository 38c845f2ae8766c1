import type { Artifact } from "../../../generator/model/artifact.ts";
import type { FlowModel } from "../../../generator/model/model.ts";
import { type DataverseClient, literal, type Row } from "../../deploy/dataverse/client.ts";
import { membersOf } from "../../deploy/web/answers.ts";
import { parseJson } from "../../read/parse-json.ts";
import { check, type Judgement, sawFacts } from "../check.ts";
import { type DoctorFinding, seen } from "../finding.ts";
import { compareVersions } from "../versions.ts";
import { environmentCodes } from "./codes.ts";
import { lookInto, textOf } from "./look.ts";

export interface FlowFacts {
  readonly environment: string;
  /** In the order in which they are turned on. */
  readonly flows: readonly SeenFlow[];
}

export interface SeenFlow {
  readonly name: string;
  readonly job: string;
  readonly state: "on" | "off" | "suspended" | "missing";
  /** Names of the flows that it calls. */
  readonly calls: readonly string[];
  /** Whether its definition is another one than the mapping makes. */
  readonly changed?: boolean;
}

export function judgeFlows({ environment, flows }: FlowFacts): Judgement {
  const there = flows.filter(({ state }) => state !== "missing");
  // Where not one is as the build makes it, nobody has edited them all: the platform writes them in its own way.
  const isRewritten = there.length > 1 && there.every(({ changed }) => changed === true);
  const findings = flows.flatMap((flow, index): readonly DoctorFinding[] => [
    ...stateFindings(environment, flow, index + 1),
    ...orderFindings(environment, flow, flows),
    ...(isRewritten ? [] : changeFindings(environment, flow)),
  ]);
  const on = flows.filter(({ state }) => state === "on").length;
  const unknown = isRewritten
    ? "; whether they were edited cannot be said, since the platform has rewritten them all"
    : "";
  return { said: `${on} of ${flows.length} are on${unknown}`, findings };
}

const at = (environment: string, name: string) => ({
  where: { file: environment, path: ["flows", name] },
});

function stateFindings(
  environment: string,
  { name, job, state }: SeenFlow,
  place: number,
): readonly DoctorFinding[] {
  const where = at(environment, name);
  switch (state) {
    case "on":
      return [];
    case "missing":
      return [seen(environmentCodes.finding("FLOW_MISSING", { name }, where), "nothing", "the flow, on")];
    case "suspended":
      return [seen(environmentCodes.finding("FLOW_SUSPENDED", { name }, where), "suspended", "on")];
    case "off": {
      const why = `What it does, nobody does: ${job}`;
      return [seen(environmentCodes.finding("FLOW_OFF", { name, place }, { ...where, why }), "off", "on")];
    }
  }
}

function orderFindings(
  environment: string,
  { name, state, calls }: SeenFlow,
  flows: readonly SeenFlow[],
): readonly DoctorFinding[] {
  if (state !== "on") return [];
  return calls.flatMap((child) => {
    const called = flows.find((flow) => flow.name === child);
    if (called === undefined || called.state === "on") return [];
    const order = environmentCodes.finding("FLOW_ORDER", { name, child }, at(environment, name));
    return [seen(order, `"${child}" is ${called.state}`, "on before its caller")];
  });
}

function changeFindings(environment: string, { name, changed }: SeenFlow): readonly DoctorFinding[] {
  if (changed !== true) return [];
  const finding = environmentCodes.finding("FLOW_CHANGED", { name }, at(environment, name));
  return [seen(finding, "another definition", "the definition that a build makes")];
}

export const flowsCheck = check<FlowFacts>({
  key: "flows",
  group: "environment",
  title: "Flows",
  look: (patient) =>
    lookInto(patient, async ({ name, dataverse }, { flows, solution }) => {
      const rows = await flowRows(dataverse, flows);
      const [installed] = await dataverse.rows("solutions", {
        select: ["version"],
        filter: `uniquename eq ${literal(solution.uniqueName)}`,
      });
      // The flows of another version are meant to be others.
      const isSame =
        installed !== undefined && compareVersions(textOf(installed, "version"), solution.version) === 0;
      const artifacts = isSame ? patient.mapping.artifacts : [];
      return sawFacts({
        environment: name,
        flows: flows.map((flow) => seenFlow(flow, flows, rows, artifacts)),
      });
    }),
  judge: judgeFlows,
});

/** The rows of our flows, by their ids, which never change. */
export function flowRows(dataverse: DataverseClient, flows: readonly FlowModel[]): Promise<readonly Row[]> {
  return dataverse.rows("workflows", {
    select: ["workflowid", "name", "statecode", "modifiedon", "clientdata"],
    filter: flows.map(({ id }) => `workflowid eq ${id}`).join(" or "),
  });
}

function seenFlow(
  flow: FlowModel,
  flows: readonly FlowModel[],
  rows: readonly Row[],
  artifacts: readonly Artifact[],
): SeenFlow {
  const { name, description: job } = flow;
  const row = rows.find((found) => textOf(found, "workflowid").toLowerCase() === flow.id);
  if (row === undefined) return { name, job, state: "missing", calls: [] };
  const there = textOf(row, "clientdata");
  const called = flows.filter(({ id }) => id !== flow.id && there.toLowerCase().includes(`"${id}"`));
  const made = artifacts.find(({ id }) => id === `flow/${flow.key}`);
  const isChanged = made !== undefined && definitionIn(there) !== definitionIn(String(made.content));
  return {
    name,
    job,
    state: states[Number(row["statecode"])] ?? "off",
    calls: called.map((child) => child.name),
    ...(isChanged ? { changed: true } : {}),
  };
}

/** `statecode` of a flow (Dataverse table reference, workflow). */
const states = ["off", "on", "suspended"] as const;

/** The definition of a flow file, its keys in one order; the platform rewrites what stands around it. */
function definitionIn(text: string): string {
  const read = parseJson(text);
  const { definition } = membersOf(membersOf(read.ok ? read.value : undefined)["properties"]);
  return JSON.stringify(sorted(definition)) ?? "";
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, sorted(member)]));
}
