import type { Environment } from "../environment.ts";
import { tableOf } from "../environment.ts";
import type { ImportIssue, ImportOutcome } from "../types.ts";
import { existing } from "./read-item.ts";

/** Keeps how an import ended: for RetrieveSolutionImportResult, and as a row of importjobs. */
export function recordImport(environment: Environment, jobId: string, outcome: ImportOutcome): void {
  const key = jobId.toLowerCase();
  const errors = outcome.kind === "refused" ? outcome.errors : [];
  const solution = outcome.kind === "refused" ? "" : outcome.solution;
  environment.importResults.set(key, outcome);
  environment.put("importjobs", key, {
    solutionname: solution,
    name: "Customizations",
    data: report(solution, errors),
    progress: errors.length === 0 ? 100 : 0,
    startedon: environment.now(),
    completedon: environment.now(),
  });
}

/** An asynchronous job that is over; returns its id. */
export function recordOperation(
  environment: Environment,
  name: string,
  errors: readonly ImportIssue[],
): string {
  const id = environment.nextId("asyncoperation");
  const message = errors.map((error) => error.message).join(" ");
  environment.put("asyncoperations", id, {
    name,
    message,
    friendlymessage: message,
    errorcode: errors.length === 0 ? 0 : Number(errors[0]?.code ?? 0) || -1,
    completedon: environment.now(),
    statecode: 3,
    statuscode: errors.length === 0 ? 30 : 31,
  });
  return id;
}

/** The answer of RetrieveSolutionImportResult [SolutionOperationResult complex type]. */
export function importResult(environment: Environment, jobId: string) {
  existing(environment, tableOf("importjobs"), jobId);
  const outcome = environment.importResults.get(jobId.toLowerCase());
  const isRefused = outcome?.kind === "refused";
  const described = (issues: readonly ImportIssue[]) =>
    issues.map(({ code, message }) => ({ ErrorCode: code, Message: message, ComponentDetails: [] }));
  const hasWarnings = outcome?.kind === "imported" || outcome?.kind === "upgraded";
  return {
    SolutionOperationResult: {
      Type: "Import",
      Status: isRefused ? "Failed" : "Passed",
      ErrorMessages: described(isRefused ? outcome.errors : []),
      WarningMessages: described(hasWarnings ? outcome.warnings : []),
      ActionLink: null,
    },
  };
}

/** The part of the job's report that tools read: how each solution of the file fared. */
function report(solution: string, errors: readonly ImportIssue[]): string {
  const [error] = errors;
  const result =
    error === undefined
      ? '<result result="success" errorcode="0" errortext="" />'
      : `<result result="failure" errorcode="${xmlText(error.code)}" errortext="${xmlText(error.message)}" />`;
  return `<importexportxml><solutionManifests><solutionManifest id="${xmlText(solution)}">${result}</solutionManifest></solutionManifests></importexportxml>`;
}

function xmlText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
