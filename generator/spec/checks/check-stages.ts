import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Mapping } from "../schema/mapping-schema.ts";
import type { Path, YamlDocument } from "../yaml-document.ts";
import { mapCodes } from "./codes.ts";

interface Claim {
  readonly stage: string;
  readonly as: string;
  readonly path: Path;
}

/** Stages: each in one class, and every stage that we write is of the class it is written for. */
export function checkStages(mapping: Mapping, document: YamlDocument): readonly Diagnostic[] {
  return [...twice(mapping, document), ...incoming(mapping, document), ...reasons(mapping, document)];
}

function claims({ stages, environmentVariables }: Mapping): readonly Claim[] {
  const list = (as: "won" | "lost" | "active"): readonly Claim[] =>
    (stages[as] ?? []).map(({ stage }, index) => ({ stage, as, path: ["stages", as, index, "stage"] }));
  const { onHoldStage, activeStage } = environmentVariables;
  return [
    {
      stage: String(onHoldStage.default),
      as: "on hold",
      path: ["environmentVariables", "onHoldStage", "default"],
    },
    {
      stage: String(activeStage.default),
      as: "active",
      path: ["environmentVariables", "activeStage", "default"],
    },
    ...list("active"),
    ...list("won"),
    ...list("lost"),
  ];
}

function twice(mapping: Mapping, document: YamlDocument): readonly Diagnostic[] {
  const first = new Map<string, Claim>();
  return claims(mapping).flatMap((claim) => {
    const before = first.get(claim.stage);
    if (before === undefined) first.set(claim.stage, claim);
    // The active stage of the variable may stand among the active stages, to be given a sales stage.
    if (before === undefined || before.as === claim.as) return [];
    const data = { stage: claim.stage, first: before.as, second: claim.as };
    return [mapCodes.finding("STAGE_TWICE", data, { where: document.place(claim.path) })];
  });
}

const groups = { won: "won", lost: "lost", declined: "lost", expired: "lost", error: "lost" } as const;

function incoming({ stages }: Mapping, document: YamlDocument): readonly Diagnostic[] {
  return Object.entries(groups).flatMap(([event, group]) => {
    const stage = Object.entries(stages.incoming).find(([key]) => key === event)?.[1] ?? "";
    const allowed = stages[group].map((each) => each.stage);
    if (allowed.includes(stage)) return [];
    const where = document.place(["stages", "incoming", event]);
    return [mapCodes.finding("STAGE_UNMAPPED", { stage, event, group }, { where, allowed })];
  });
}

function reasons({ closingReasons }: Mapping, document: YamlDocument): readonly Diagnostic[] {
  if (closingReasons === undefined) return [];
  const allowed = closingReasons.values.map(({ referral }) => referral);
  const { default: reason } = closingReasons;
  if (allowed.length === 0 || allowed.includes(reason)) return [];
  const where = document.place(["closingReasons", "default"]);
  return [mapCodes.finding("REASON_UNMAPPED", { reason }, { where, allowed })];
}
