import { check, type Judgement, type Looked, notLookedAt, sawFacts } from "../check.ts";
import { type DoctorFinding, listed, seen } from "../finding.ts";
import type { Patient } from "../patient.ts";
import { driftCodes } from "./codes.ts";
import { valuesNow } from "./variable-values-now.ts";

/** What the sync takes a stage for. */
export type StageClass = "open" | "won" | "lost";

export interface StageFacts {
  readonly organization: string;
  /** Stages that the mapping and the variables name. */
  readonly named: readonly { readonly stage: string; readonly as: StageClass; readonly where: string }[];
  /** Active stages of the organization. */
  readonly there: readonly { readonly stage: string; readonly as: StageClass }[];
}

export function judgeStages({ organization, named, there }: StageFacts): Judgement {
  const at = (stage: string) => ({ where: { file: organization, path: ["stages", stage] } });
  const classOf = new Map(there.map(({ stage, as }) => [stage, as]));
  const wrong = together(named).flatMap(({ stage, as, where }): readonly DoctorFinding[] => {
    const found = classOf.get(stage);
    if (found === undefined) {
      const missing = driftCodes.finding("STAGE_MISSING", { stage }, at(stage));
      return [
        seen(
          missing,
          listed(
            there.map((each) => each.stage),
            12,
          ),
          `"${stage}", ${where}`,
        ),
      ];
    }
    if (found === as) return [];
    return [seen(driftCodes.finding("STAGE_CLASS", { stage }, at(stage)), found, `${as}, ${where}`)];
  });
  const known = new Set(named.map(({ stage }) => stage));
  const unnamed = there
    .filter(({ stage, as }) => as !== "open" && !known.has(stage))
    .map(({ stage, as }) =>
      seen(driftCodes.finding("STAGE_UNNAMED", { stage }, at(stage)), as, `under stages.${as}`),
    );
  return { said: `${there.length} stages, ${known.size} of them named`, findings: [...wrong, ...unnamed] };
}

/** A stage that is named in several places for the same is one. */
function together(named: StageFacts["named"]): StageFacts["named"] {
  const all = new Map<string, StageFacts["named"][number]>();
  for (const each of named) {
    const key = `${each.as} ${each.stage}`;
    const known = all.get(key);
    all.set(key, known === undefined ? each : { ...each, where: `${known.where}, ${each.where}` });
  }
  return [...all.values()];
}

export const stagesCheck = check<StageFacts>({
  key: "stages",
  group: "drift",
  title: "Stages",
  look: lookAtStages,
  judge: judgeStages,
});

async function lookAtStages(patient: Patient): Promise<Looked<StageFacts>> {
  const { salesforce, mapping } = patient;
  if (salesforce.kind === "closed") return notLookedAt(salesforce.because);
  const { model } = mapping;
  if (model === undefined) return notLookedAt("the mapping has mistakes");
  const valueNow = await valuesNow(patient, model);
  const { stages } = model;
  const rows = await salesforce.client.query(
    "SELECT ApiName,IsClosed,IsWon FROM OpportunityStage WHERE IsActive = true",
  );
  const named: StageFacts["named"] = [
    { stage: valueNow("onHoldStage"), as: "open", where: "the variable onHoldStage" },
    { stage: valueNow("activeStage"), as: "open", where: "the variable activeStage" },
    ...stages.active.map(({ stage }) => ({ stage, as: "open" as const, where: "stages.active" })),
    ...stages.won.map((stage) => ({ stage, as: "won" as const, where: "stages.won" })),
    ...stages.lost.map((stage) => ({ stage, as: "lost" as const, where: "stages.lost" })),
    ...Object.entries(stages.incoming).map(([key, stage]) => ({
      stage,
      as: key === "won" ? ("won" as const) : ("lost" as const),
      where: `stages.incoming.${key}`,
    })),
  ];
  return sawFacts({
    organization: salesforce.client.name,
    named,
    there: rows.map((row) => ({
      stage: String(row["ApiName"]),
      as: row["IsWon"] === true ? "won" : row["IsClosed"] === true ? "lost" : "open",
    })),
  });
}
