import type { Environment } from "../environment.ts";
import { importProblems } from "../import/checks.ts";
import { readPackage } from "../package/read-package.ts";
import type { ImportSettings } from "../types.ts";
import { bad } from "./read-item.ts";

interface ImportRequest {
  readonly zip: Uint8Array;
  readonly settings: ImportSettings;
}

/** Reads the body of ImportSolution and its kin: the zip or what was staged, and the values that go with it. */
export function readImportRequest(environment: Environment, body: unknown): ImportRequest {
  const parameters = member(body, "ComponentParameters");
  const entries: readonly unknown[] = Array.isArray(parameters) ? parameters : [];
  return {
    zip: zipOf(environment, body),
    settings: {
      activateFlows: member(body, "PublishWorkflows") === true,
      overwriteUnmanaged: member(body, "OverwriteUnmanagedCustomizations") === true,
      environmentVariables: Object.fromEntries(entries.flatMap(variableIn)),
      connectionReferences: Object.fromEntries(entries.flatMap(referenceIn)),
    },
  };
}

/** Takes in a zip and says what an import would find; nothing is written [StageSolutionResults complex type]. */
export function stageSolution(environment: Environment, body: unknown) {
  const zip = fileOf(body);
  if (zip === undefined) throw bad("The parameter CustomizationFile is missing.");
  const reading = readPackage(zip);
  const id = environment.nextId("stagesolutionupload");
  environment.staged.set(id, zip);
  const problems = reading.ok
    ? importProblems(environment, reading.value, {})
    : [{ code: reading.code, message: reading.message }];
  return {
    StageSolutionResults: {
      StageSolutionUploadId: id,
      StageSolutionStatus: problems.length === 0 ? "Passed" : "Failed",
      SolutionValidationResults: problems.map(({ code, message }) => ({
        SolutionValidationResultType: "Error",
        Message: message,
        ErrorCode: Number(code) || -1,
        AdditionalInfo: code,
      })),
      MissingDependencies: [],
      SolutionDetails: reading.ok
        ? {
            SolutionUniqueName: reading.value.uniqueName,
            SolutionFriendlyName: reading.value.friendlyName,
            SolutionVersion: reading.value.version,
            IsManaged: reading.value.managed,
          }
        : null,
    },
  };
}

function zipOf(environment: Environment, body: unknown): Uint8Array {
  const staged = member(member(body, "SolutionParameters"), "StageSolutionUploadId");
  if (typeof staged === "string") {
    const zip = environment.staged.get(staged.toLowerCase());
    if (zip === undefined) throw bad(`There is no staged solution '${staged}'.`);
    return zip;
  }
  const zip = fileOf(body);
  if (zip === undefined) throw bad("The parameter CustomizationFile is missing.");
  return zip;
}

function fileOf(body: unknown): Uint8Array | undefined {
  const file = member(body, "CustomizationFile") ?? member(body, "CustomizationFileBytes");
  return typeof file === "string" ? Buffer.from(file, "base64") : undefined;
}

/** An entry names its type, or shows it by its columns. */
function variableIn(entry: unknown): readonly (readonly [string, string])[] {
  const name = member(entry, "schemaname");
  const value = member(entry, "value");
  return typeof name === "string" && typeof value === "string" ? [[name, value]] : [];
}

function referenceIn(
  entry: unknown,
): readonly (readonly [string, { readonly connectionId: string; readonly connectorId: string }])[] {
  const name = member(entry, "connectionreferencelogicalname");
  const connection = member(entry, "connectionid");
  if (typeof name !== "string" || typeof connection !== "string") return [];
  return [[name, { connectionId: connection, connectorId: String(member(entry, "connectorid") ?? "") }]];
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
