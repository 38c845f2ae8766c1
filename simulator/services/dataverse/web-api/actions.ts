import type { Environment } from "../environment.ts";
import { DataverseFault } from "../fault.ts";
import { importSolution } from "../import/import-solution.ts";
import type { ImportOutcome } from "../types.ts";
import { bad } from "./read-item.ts";

/** Carries out an unbound action or function; undefined is an answer without a body, "unknown" that there is no such thing. */
export function performAction(
  environment: Environment,
  method: string,
  name: string,
  body: unknown,
): unknown {
  if (method === "GET" && name === "WhoAmI") return whoAmI(environment);
  if (method !== "POST") return "unknown";
  switch (name) {
    case "PublishAllXml":
      return undefined;
    case "ImportSolution":
      importNow(environment, body);
      return undefined;
    case "ImportSolutionAsync":
      return importLater(environment, body);
    default:
      return "unknown";
  }
}

function whoAmI(environment: Environment) {
  return {
    BusinessUnitId: environment.idFor("business unit"),
    UserId: environment.idFor("user"),
    OrganizationId: environment.idFor("organization"),
  };
}

function importNow(environment: Environment, body: unknown): void {
  const outcome = importZip(environment, body);
  if (outcome.kind !== "refused") return;
  const [error] = outcome.errors;
  throw new DataverseFault(400, error?.code ?? "", outcome.errors.map(({ message }) => message).join(" "));
}

/** The job is done at once; its row says how it ended. */
function importLater(environment: Environment, body: unknown) {
  const outcome = importZip(environment, body);
  const id = environment.nextId("asyncoperation");
  const isRefused = outcome.kind === "refused";
  const message = isRefused ? outcome.errors.map((error) => error.message).join(" ") : "";
  environment.put("asyncoperations", id, {
    name: "Import Solution",
    message,
    friendlymessage: message,
    errorcode: isRefused ? Number(outcome.errors[0]?.code ?? 0) : 0,
    completedon: environment.now(),
    statecode: 3,
    statuscode: isRefused ? 31 : 30,
  });
  return { AsyncOperationId: id, ImportJobKey: environment.nextId("importjob") };
}

function importZip(environment: Environment, body: unknown): ImportOutcome {
  const file = member(body, "CustomizationFile") ?? member(body, "CustomizationFileBytes");
  if (typeof file !== "string") throw bad("The parameter CustomizationFile is missing.");
  return importSolution(environment, Buffer.from(file, "base64"), {
    activateFlows: member(body, "PublishWorkflows") === true,
    overwriteUnmanaged: member(body, "OverwriteUnmanagedCustomizations") === true,
    mode: "update",
  });
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
