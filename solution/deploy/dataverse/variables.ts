import { type DataverseClient, literal } from "./client.ts";

/** An environment variable as it is in an environment. */
export interface TargetVariable {
  readonly definitionId: string;
  readonly schemaName: string;
  readonly default: string | undefined;
  /** Where the current value stands; absent where nobody has set one. */
  readonly current?: { readonly id: string; readonly value: string; readonly modified: number };
}

/** The variables of a publisher, by the beginning of their names: `csl_`. */
export async function readVariables(
  dataverse: DataverseClient,
  prefix: string,
): Promise<readonly TargetVariable[]> {
  const definitions = await dataverse.rows("environmentvariabledefinitions", {
    select: ["environmentvariabledefinitionid", "schemaname", "defaultvalue"],
    filter: `startswith(schemaname,${literal(prefix)})`,
  });
  const values = await dataverse.rows("environmentvariablevalues", {
    select: ["environmentvariablevalueid", "value", "modifiedon", "_environmentvariabledefinitionid_value"],
  });
  return definitions.map((row) => {
    const definitionId = String(row["environmentvariabledefinitionid"]);
    const value = values.find((each) => each["_environmentvariabledefinitionid_value"] === definitionId);
    return {
      definitionId,
      schemaName: String(row["schemaname"]),
      default: typeof row["defaultvalue"] === "string" ? row["defaultvalue"] : undefined,
      ...(value === undefined
        ? {}
        : {
            current: {
              id: String(value["environmentvariablevalueid"]),
              value: String(value["value"] ?? ""),
              modified: Date.parse(String(value["modifiedon"])),
            },
          }),
    };
  });
}

/** Sets the current value, never the default one: the next version brings the defaults again. */
export async function setVariable(
  dataverse: DataverseClient,
  { definitionId, schemaName, current }: TargetVariable,
  value: string,
): Promise<void> {
  if (current !== undefined) return dataverse.update("environmentvariablevalues", current.id, { value });
  await dataverse.create("environmentvariablevalues", {
    schemaname: schemaName,
    value,
    "EnvironmentVariableDefinitionId@odata.bind": `/environmentvariabledefinitions(${definitionId})`,
  });
}
