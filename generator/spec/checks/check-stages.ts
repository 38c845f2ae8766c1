import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { suggest } from "../parse-mapping.ts";
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

type Variables = Mapping["environmentVariables"];

/** What the two stages of the variables are, by default or in one of the environments, and where that stands. */
function variableClaims(mapping: Mapping): readonly (readonly Claim[])[] {
  const roles = [
    ["onHoldStage", "on hold"],
    ["activeStage", "active"],
  ] as const satisfies readonly (readonly [keyof Variables, string])[];
  const byDefault = roles.map(([key, as]): Claim => {
    const stage = String(mapping.environmentVariables[key].default);
    return { stage, as, path: ["environmentVariables", key, "default"] };
  });
  const inEnvironments = (mapping.environments ?? []).flatMap(({ variables = {} }, index) => {
    if (variables.onHoldStage === undefined && variables.activeStage === undefined) return [];
    const own = roles.map(([key, as]): Claim => {
      const stage = String(variables[key] ?? mapping.environmentVariables[key].default);
      return { stage, as, path: ["environments", index, "variables", key] };
    });
    return [own];
  });
  return [byDefault, ...inEnvironments];
}

function listClaims({ stages }: Mapping): readonly Claim[] {
  return (["active", "won", "lost"] as const).flatMap((as) =>
    (stages[as] ?? []).map(({ stage }, index) => ({ stage, as, path: ["stages", as, index, "stage"] })),
  );
}

function twice(mapping: Mapping, document: YamlDocument): readonly Diagnostic[] {
  const [byDefault = [], ...environments] = variableClaims(mapping);
  const listed = listClaims(mapping);
  return [
    ...clashes([...byDefault, ...listed], document),
    // The place that an environment is to blame for is its own value, so that its claims come last.
    ...environments.flatMap((own) =>
      clashes([...listed, ...own], document).filter(({ where }) => where?.path?.[0] === "environments"),
    ),
  ];
}

function clashes(claims: readonly Claim[], document: YamlDocument): readonly Diagnostic[] {
  const first = new Map<string, Claim>();
  return claims.flatMap((claim) => {
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
    // A stage that is both won and lost is a finding of its own, and is not to be proposed.
    const other = new Set(stages[group === "won" ? "lost" : "won"].map((each) => each.stage));
    const nextActions = suggest(
      stage,
      allowed.filter((each) => !other.has(each)),
      where,
    );
    return [mapCodes.finding("STAGE_UNMAPPED", { stage, event, group }, { where, allowed, nextActions })];
  });
}

function reasons({ closingReasons }: Mapping, document: YamlDocument): readonly Diagnostic[] {
  if (closingReasons === undefined) return [];
  const values = closingReasons.values.map(({ crm }) => crm);
  const doubles = values.flatMap((value, index) => {
    if (values.indexOf(value) === index) return [];
    const where = document.place(["closingReasons", "values", index, "crm"]);
    return [mapCodes.finding("VALUE_TWICE", { value, key: "closingReasons" }, { where })];
  });
  const allowed = closingReasons.values.map(({ referral }) => referral);
  const { default: reason } = closingReasons;
  if (allowed.length === 0 || allowed.includes(reason)) return doubles;
  const where = document.place(["closingReasons", "default"]);
  const nextActions = suggest(reason, allowed, where);
  return [...doubles, mapCodes.finding("REASON_UNMAPPED", { reason }, { where, allowed, nextActions })];
}
