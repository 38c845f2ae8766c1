import { membersOf } from "../../deploy/web/answers.ts";
import { parseJson } from "../../read/parse-json.ts";
import { check, type Judgement, notLookedAt, sawFacts } from "../check.ts";
import { type DoctorFinding, listed, seen } from "../finding.ts";
import { environmentCodes } from "./codes.ts";
import { lookInto } from "./look.ts";
import { seenVariables } from "./variables.ts";

export interface WatermarkFacts {
  readonly environment: string;
  /** Schema name of the variable. */
  readonly variable: string;
  /** Its value; blank before the first run. */
  readonly value: string;
  readonly intervalMinutes: number;
  /** ISO 8601. */
  readonly now: string;
}

/** Runs overlap by ten minutes, and one may be skipped without harm. */
const missedRuns = 3;
const overlapMinutes = 10;

export function judgeWatermark(facts: WatermarkFacts): Judgement {
  const { environment, variable, value, intervalMinutes, now } = facts;
  const at = { where: { file: environment, path: ["environment variables", variable] } };
  const read = parseJson(value === "" ? "{}" : value);
  const { since, failed = [], full } = membersOf(read.ok ? read.value : undefined);
  const isReadable =
    read.ok &&
    Array.isArray(failed) &&
    (since === undefined || (typeof since === "string" && !Number.isNaN(Date.parse(since))));
  if (!isReadable) {
    const unreadable = environmentCodes.finding("WATERMARK_UNREADABLE", { name: variable }, at);
    return {
      said: "cannot be read",
      findings: [seen(unreadable, `"${value.slice(0, 80)}"`, '{"since":"…","failed":[…]}')],
    };
  }
  if (typeof since !== "string") {
    const never = environmentCodes.finding("RECONCILE_NEVER_RAN", {}, at);
    return { said: "not written yet", findings: [seen(never, "no time", "the time of its last run")] };
  }
  const minutes = Math.round((Date.parse(now) - Date.parse(since)) / 60_000);
  const bound = missedRuns * intervalMinutes + overlapMinutes;
  const findings: readonly DoctorFinding[] = [
    ...(minutes > bound
      ? [
          seen(
            environmentCodes.finding("RECONCILE_BEHIND", {}, at),
            `${since}, ${minutes} minutes ago`,
            `at most ${bound} minutes ago: it runs every ${intervalMinutes}`,
          ),
        ]
      : []),
    ...(failed.length > 0
      ? [
          seen(
            environmentCodes.finding("RECONCILE_FAILING", {}, at),
            listed(failed.map((id) => pairName(String(id)))),
            "none",
          ),
        ]
      : []),
  ];
  const fullRun = full === undefined || full === null ? "" : ", a full run is on its way";
  return { said: `looked until ${since}${fullRun}`, findings };
}

/** Reconcile writes `O:` before an opportunity, `R:` before a referral and `M:` before one of Microsoft's. */
function pairName(id: string): string {
  const kinds: Readonly<Record<string, string>> = {
    "O:": "opportunity ",
    "R:": "referral ",
    "M:": "Microsoft's referral ",
  };
  return `${kinds[id.slice(0, 2)] ?? ""}${id.slice(2)}`;
}

export const watermarkCheck = check<WatermarkFacts>({
  key: "watermark",
  group: "environment",
  title: "Reconcile",
  look: (patient) =>
    lookInto(patient, async ({ name, dataverse }, model) => {
      if (!model.flowOptions.reconcile.enabled) return notLookedAt("the mapping has Reconcile turned off");
      const variables = await seenVariables(dataverse, model);
      const watermark = variables.find(({ key }) => key === "reconcileWatermark");
      if (watermark?.there === undefined) return notLookedAt("its variable is not in the environment");
      return sawFacts({
        environment: name,
        variable: watermark.schemaName,
        value: watermark.there.value,
        intervalMinutes: model.flowOptions.reconcile.intervalMinutes,
        now: new Date(patient.machine.now()).toISOString(),
      });
    }),
  judge: judgeWatermark,
});
