import type { Model } from "../../../generator/model/model.ts";
import type { DataverseClient, Row } from "../../deploy/dataverse/client.ts";
import { membersOf } from "../../deploy/web/answers.ts";
import { check, type Judgement, sawFacts } from "../check.ts";
import { type DoctorFinding, seen } from "../finding.ts";
import { closedStages, expectedInstead, type VariableRule, variableRules } from "../variable-values.ts";
import { environmentCodes } from "./codes.ts";
import { flowRows } from "./flows.ts";
import { lookInto, textOf } from "./look.ts";

export interface VariableFacts {
  readonly environment: string;
  readonly variables: readonly SeenVariable[];
  readonly closedStages: readonly string[];
  /** When the flow that was turned on longest ago was turned on, or changed last; absent while none is on. */
  readonly flowsOnSince?: string;
}

export interface SeenVariable extends VariableRule {
  /** Absent where there is no such variable. */
  readonly there?: {
    /** The current value, else the default. */
    readonly value: string;
    /** When the current value was changed last; absent where the default holds. */
    readonly changed?: string;
  };
}

export function judgeVariables(facts: VariableFacts): Judgement {
  const { environment, variables } = facts;
  const findings = variables.flatMap((variable): readonly DoctorFinding[] => {
    const name = variable.schemaName;
    const at = { where: { file: environment, path: ["environment variables", name] } };
    if (variable.there === undefined) {
      return [seen(environmentCodes.finding("VARIABLE_MISSING", { name }, at), "nothing", name)];
    }
    if (variable.kept === true) return [];
    const { value, changed } = variable.there;
    const expected = expectedInstead(variable, value, facts.closedStages);
    const isUnknown = variable.key === "organizationId" && value === "unknown";
    const isLate = changed !== undefined && facts.flowsOnSince !== undefined && changed > facts.flowsOnSince;
    return [
      ...(expected === undefined
        ? []
        : [seen(environmentCodes.finding("VARIABLE_VALUE", { name }, at), `"${value}"`, expected)]),
      ...(isUnknown
        ? [seen(environmentCodes.finding("ORGANIZATION_UNKNOWN", { name }, at), "unknown", "its id")]
        : []),
      ...(isLate
        ? [
            seen(
              environmentCodes.finding("VARIABLE_NOT_TAKEN", { name }, at),
              `changed ${changed}, while a flow was on since ${facts.flowsOnSince}`,
              "flows that were turned on after the change",
            ),
          ]
        : []),
    ];
  });
  const there = variables.filter((variable) => variable.there !== undefined);
  return { said: `${there.length} of ${variables.length} are there`, findings };
}

export const variablesCheck = check<VariableFacts>({
  key: "variables",
  group: "environment",
  title: "Environment variables",
  look: (patient) =>
    lookInto(patient, async ({ name, dataverse }, model) => {
      const on = (await flowRows(dataverse, model.flows))
        .filter((row) => Number(row["statecode"]) === 1)
        .map((row) => textOf(row, "modifiedon"))
        .sort();
      const [flowsOnSince] = on;
      return sawFacts({
        environment: name,
        variables: await seenVariables(dataverse, model),
        closedStages: closedStages(model),
        ...(flowsOnSince === undefined ? {} : { flowsOnSince }),
      });
    }),
  judge: judgeVariables,
});

const valueRows = "environmentvariabledefinition_environmentvariablevalue";

export async function seenVariables(
  dataverse: DataverseClient,
  model: Model,
): Promise<readonly SeenVariable[]> {
  const rows = await dataverse.rows("environmentvariabledefinitions", {
    select: ["schemaname", "defaultvalue"],
    expand: `${valueRows}($select=value,modifiedon)`,
  });
  return variableRules(model).map((rule) => {
    const row = rows.find(
      (found) => textOf(found, "schemaname").toLowerCase() === rule.schemaName.toLowerCase(),
    );
    if (row === undefined) return rule;
    const current = currentOf(row);
    if (current === undefined) return { ...rule, there: { value: textOf(row, "defaultvalue") } };
    return { ...rule, there: { value: textOf(current, "value"), changed: textOf(current, "modifiedon") } };
  });
}

function currentOf(row: Row): Row | undefined {
  const values = row[valueRows];
  return Array.isArray(values) && values.length > 0 ? membersOf(values[0]) : undefined;
}
