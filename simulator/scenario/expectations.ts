import { compare, type Mismatch } from "./match.ts";
import type { Names } from "./names.ts";
import type { Bound, Expectation } from "./scenario.ts";
import type { Stage, StageRun } from "./stage.ts";

/** What was counted before: runs when a chapter began, writes when its steps were taken and the flows' turn came. */
export interface Before {
  readonly runs: number;
  readonly salesforceWrites: number;
  readonly partnerCenterWrites: number;
}

export function countsNow(stage: Stage): Before {
  return {
    runs: stage.runs().length,
    salesforceWrites: sum(Object.values(stage.salesforce.control.usage().writes)),
    // Partner Center raises one event for each write of a referral.
    partnerCenterWrites: stage.partnerCenter.webhooks.events().length,
  };
}

/** Everything that is not as the scenario says. */
export function check(
  stage: Stage,
  names: Names,
  expected: Expectation,
  before: Before,
): readonly Mismatch[] {
  const runs = stage.runs().slice(before.runs);
  const failed = runs.filter(({ status }) => status === "Failed" || status === "TimedOut").length;
  const now = countsNow(stage);
  return [
    ...checkRecords(stage, names, expected),
    ...checkReferrals(stage, names, expected),
    ...checkAudits(stage, names, expected),
    ...Object.entries(expected.count ?? {}).flatMap(([object, bound]) =>
      compare(countOf(stage, object), bound, `count.${object}`),
    ),
    ...Object.entries(expected.runs ?? {}).flatMap(([flow, bound]) =>
      compare(runsOf(runs, flow), bound, `runs.${flow}`),
    ),
    // Where everything may go wrong runs may fail; the invariants say what must come of it.
    ...(expected.invariants !== undefined && expected.failedRuns === undefined
      ? []
      : compare(failed, expected.failedRuns ?? 0, "failedRuns")),
    ...checkBound(sum(runs.map(({ actions }) => actions)), expected.actions, "actions"),
    ...Object.entries(expected.calls ?? {}).flatMap(([to, bound]) =>
      compare(callsOf(runs, to), bound, `calls.${to}`),
    ),
    ...(expected.patched === undefined
      ? []
      : compare(runs.flatMap(({ patched }) => patched).sort(), [...expected.patched].sort(), "patched")),
    ...checkBound(
      now.salesforceWrites - before.salesforceWrites,
      expected.writes?.salesforce,
      "writes.salesforce",
    ),
    ...checkBound(
      now.partnerCenterWrites - before.partnerCenterWrites,
      expected.writes?.partnerCenter,
      "writes.partnerCenter",
    ),
    ...Object.entries(expected.flows ?? {}).flatMap(([flow, state]) =>
      compare(stage.dataverse.control.flow(flow)?.state, state, `flows.${flow}`),
    ),
    ...(expected.registration === undefined
      ? []
      : compare(stage.registration(), names.fill(expected.registration), "registration")),
  ];
}

function checkRecords(stage: Stage, names: Names, expected: Expectation): readonly Mismatch[] {
  return Object.entries(expected.salesforce ?? {}).flatMap(([name, wanted]) =>
    absentOr(recordOf(stage, names, name), wanted, names, name),
  );
}

/** A record by its name, or the only one of an object whose field has a value: `Account where Name=Fabrikam Ltd`. */
function recordOf(stage: Stage, names: Names, name: string): unknown {
  const { control } = stage.salesforce;
  const found = /^(\w+) where (\w+)=(.*)$/.exec(name);
  if (found === null) {
    const { object, id } = names.record(name);
    return control.record(object, id);
  }
  const [, object = "", field = "", value = ""] = found;
  const records = control.records(object, { [field]: String(names.fill(value)) });
  return records.length === 1 ? records[0] : records.length === 0 ? undefined : records;
}

function checkReferrals(stage: Stage, names: Names, expected: Expectation): readonly Mismatch[] {
  return Object.entries(expected.partnerCenter ?? {}).flatMap(([name, wanted]) => {
    const id = names.referralIfAny(name);
    const referral = id === undefined ? undefined : stage.partnerCenter.records.referral(id);
    return absentOr(referral, wanted, names, name);
  });
}

function absentOr(actual: unknown, wanted: unknown, names: Names, place: string): readonly Mismatch[] {
  if (wanted === "absent") return actual === undefined ? [] : [{ place, expected: wanted, actual }];
  return compare(actual, names.fill(wanted), place);
}

function checkAudits(stage: Stage, names: Names, expected: Expectation): readonly Mismatch[] {
  return Object.entries(expected.audit ?? {}).flatMap(([name, wanted]) => {
    const { object, id } = names.record(name);
    const text = stage.salesforce.control.record(object, id)?.["Audit__c"];
    const lines = typeof text === "string" && text !== "" ? text.split("\n").map(withoutTime) : [];
    return compare(lines, names.fill(wanted), `audit of ${name}`);
  });
}

const withoutTime = (line: string): string => line.replace(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2} - /, "");

function countOf(stage: Stage, object: string): number {
  if (object === "referrals") return stage.partnerCenter.records.all().length;
  return stage.salesforce.control.records(object).length;
}

function runsOf(runs: readonly StageRun[], flow: string): number {
  return flow === "all" ? runs.length : runs.filter((run) => run.flow === flow).length;
}

function callsOf(runs: readonly StageRun[], to: string): number {
  const count = (run: StageRun): number => {
    if (to === "all") return sum(Object.values(run.calls));
    if (to === "salesforce" || to === "partnerCenter" || to === "dataverse") return run.callsTo[to];
    return run.calls[to] ?? 0;
  };
  return sum(runs.map(count));
}

function checkBound(actual: number, bound: Bound | undefined, place: string): readonly Mismatch[] {
  return bound === undefined ? [] : compare(actual, bound, place);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
