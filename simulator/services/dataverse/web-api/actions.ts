import type { Environment } from "../environment.ts";
import { DataverseFault } from "../fault.ts";
import { importSolution } from "../import/import-solution.ts";
import { promoteSolution } from "../import/promote.ts";
import type { ImportIssue, ImportOutcome, ImportSettings } from "../types.ts";
import { readImportRequest, stageSolution } from "./import-request.ts";
import { importResult, recordImport, recordOperation } from "./jobs.ts";
import { currentOrganization, whoAmI } from "./organization.ts";
import { bad, isGuid } from "./read-item.ts";

/**
 * Carries out an unbound action or function; undefined is an answer without a body, "unknown" that there is no such thing.
 * `parameters` is what stands in the brackets of a function.
 */
export function performAction(
  environment: Environment,
  method: string,
  name: string,
  parameters: string | undefined,
  body: unknown,
): unknown {
  if (method === "GET") return callFunction(environment, name, parameters);
  if (method !== "POST" || parameters !== undefined) return "unknown";
  switch (name) {
    case "PublishAllXml":
      return undefined;
    case "StageSolution":
      return stageSolution(environment, body);
    case "ImportSolution":
      return importNow(environment, body, holdingOr("update", body));
    case "ImportSolutionAsync":
      return importLater(environment, body, holdingOr("update", body));
    case "StageAndUpgrade":
      return importNow(environment, body, "upgrade");
    case "StageAndUpgradeAsync":
      return importLater(environment, body, "upgrade");
    case "DeleteAndPromote":
      return promoteNow(environment, body);
    case "DeleteAndPromoteAsync":
      return promoteLater(environment, body);
    default:
      return "unknown";
  }
}

function callFunction(environment: Environment, name: string, parameters: string | undefined): unknown {
  switch (name) {
    case "WhoAmI":
      return whoAmI(environment);
    case "RetrieveCurrentOrganization":
      return currentOrganization(environment);
    case "RetrieveSolutionImportResult": {
      const id = /^ImportJobId=([0-9a-f-]{36})$/i.exec(parameters ?? "")?.[1];
      if (id === undefined) throw bad("The parameter ImportJobId is missing.");
      return importResult(environment, id);
    }
    default:
      return "unknown";
  }
}

function holdingOr(mode: "update", body: unknown): ImportSettings["mode"] {
  return member(body, "HoldingSolution") === true ? "holding" : mode;
}

function importNow(environment: Environment, body: unknown, mode: ImportSettings["mode"]): undefined {
  const given = member(body, "ImportJobId");
  if (typeof given !== "string" || !isGuid(given.toLowerCase()))
    throw bad("The parameter ImportJobId is missing.");
  const outcome = carryOut(environment, body, mode);
  recordImport(environment, given, outcome);
  if (outcome.kind === "refused") throw refusal(outcome.errors);
  return undefined;
}

/** The job is done at once; its rows say how it ended. */
function importLater(environment: Environment, body: unknown, mode: ImportSettings["mode"]) {
  const outcome = carryOut(environment, body, mode);
  const key = environment.nextId("importjob");
  recordImport(environment, key, outcome);
  const errors = outcome.kind === "refused" ? outcome.errors : [];
  return { AsyncOperationId: recordOperation(environment, "Import Solution", errors), ImportJobKey: key };
}

function carryOut(environment: Environment, body: unknown, mode: ImportSettings["mode"]): ImportOutcome {
  const { zip, settings } = readImportRequest(environment, body);
  return importSolution(environment, zip, { ...settings, ...(mode === undefined ? {} : { mode }) });
}

function promoteNow(environment: Environment, body: unknown) {
  const name = uniqueNameIn(body);
  const problems = promoteSolution(environment, name);
  if (problems.length > 0) throw refusal(problems);
  return { SolutionId: environment.solutions.get(name)?.id };
}

function promoteLater(environment: Environment, body: unknown) {
  const problems = promoteSolution(environment, uniqueNameIn(body));
  return { AsyncOperationId: recordOperation(environment, "Delete and Promote", problems) };
}

function uniqueNameIn(body: unknown): string {
  const name = member(body, "UniqueName");
  if (typeof name !== "string") throw bad("The parameter UniqueName is missing.");
  return name;
}

function refusal(errors: readonly ImportIssue[]): DataverseFault {
  return new DataverseFault(400, errors[0]?.code ?? "", errors.map(({ message }) => message).join(" "));
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
