import type { Run } from "../../engine/index.ts";
import type { Frame } from "../../engine/run/frame.ts";
import type { Step } from "../../engine/run/step.ts";
import type { Stage } from "../../scenario/stage.ts";
import type { FieldValues } from "../../services/salesforce/types.ts";
import { auditOf, isSynced, linesSince } from "./pairs.ts";
import type { Violation } from "./violation.ts";

/** The flow that settles a deal: whichever flow meets a failure, this one writes it down. */
const merger = "Salesforce to Partner Center";

/**
 * A run that could not settle its deal has said why in the deal's audit, unless Salesforce did not take what it had to
 * say either. Gives true where there was something to judge.
 */
export function checkFailure(
  run: Run,
  stage: Stage,
  runs: () => readonly Run[],
  violation: (violation: Violation) => void,
): boolean {
  if (run.flow.name !== merger || !hasFailed(run)) return false;
  const opportunity = opportunityOf(run, stage);
  if (opportunity === undefined || !isSynced(opportunity)) return false;
  if (!hasReachedSalesforce(run)) return false;
  const said = wordsOf(run);
  const lines = linesSince(auditOf(opportunity), run.startedAt).map(bare);
  const isSaid = lines.some((line) => (said !== "" && line.includes(said)) || tellsOfCode.test(line));
  if (isSaid) return true;
  if (isWrittenTwice(opportunity, runs())) return false;
  const seen = `a run on ${String(opportunity["Id"])} failed (${said || "without a word"}), and the audit does not say so`;
  violation({ invariant: "audited", seen, at: run.endedAt ?? run.startedAt });
  return true;
}

/** Whether runs wrote the record more than once in the second of its last write: each may have put its audit over another's. */
function isWrittenTwice({ SystemModstamp: stamp }: FieldValues, runs: readonly Run[]): boolean {
  const writes = runs.filter(({ answer }) => {
    const body = answer?.body;
    return typeof body === "object" && body !== null && "modified" in body && body["modified"] === stamp;
  });
  return writes.length > 1;
}

/** Whether it ended as failed, or has answered that it could not settle the deal. A cancelled run says nothing. */
function hasFailed({ status, answer }: Run): boolean {
  return status === "Failed" || (status === "Succeeded" && (answer?.statusCode ?? 200) >= 500);
}

/** The opportunity that the run was given, by its id or by that of its referral. */
function opportunityOf({ trigger }: Run, stage: Stage): FieldValues | undefined {
  const given = JSON.stringify(trigger.outputs ?? {});
  return stage.salesforce.control.records("Opportunity").find((each) => {
    const { Id: id, Referral_Identifier__c: referral } = each;
    return (
      given.includes(String(id)) ||
      (typeof referral === "string" && referral !== "" && given.includes(referral))
    );
  });
}

/**
 * Whether the last thing that the run did with Salesforce, itself or through a flow that it called, went well. What
 * Salesforce refuses or does not answer cannot be written into it.
 */
function hasReachedSalesforce(run: Run): boolean {
  const last = [...stepsOf(run.root)]
    .filter(writesOrReads)
    .sort((one, other) => one.startedAt - other.startedAt)
    .at(-1);
  return last !== undefined && last.status === "Succeeded" && isGood(last);
}

function* stepsOf(frame: Frame): Iterable<Step> {
  for (const step of frame.steps()) {
    yield step;
    for (const iteration of step.iterations) yield* stepsOf(iteration);
  }
}

const writesOrReads = ({ action, inputs, status }: Step): boolean =>
  status !== "Skipped" &&
  (action.type === "Workflow" ||
    (action.type === "OpenApiConnection" && JSON.stringify(inputs ?? {}).includes("shared_salesforce")));

/** A composite request is answered 200, whatever became of its parts. */
function isGood({ outputs }: Step): boolean {
  const text = JSON.stringify(outputs ?? {});
  // The flow that creates fails, too, and says that it has written why.
  if (text.includes('"written":true')) return true;
  return !/"(?:httpStatusCode|statusCode)":[45]\d\d/.test(text);
}

/** The beginning of what the run answered, as its audit line should have it. */
function wordsOf({ answer }: Run): string {
  const body = answer?.body;
  const message =
    typeof body === "object" && body !== null && "message" in body ? String(body["message"]) : "";
  return bare(message).slice(0, 60);
}

/** Lines that tell of a failure have its status in brackets, and what that means. */
const tellsOfCode = /\(\d{3}, /;

const bare = (text: string): string => text.replace(/\s+/g, " ").trim();
