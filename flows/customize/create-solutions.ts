import type { Model } from "../../generator/model/model.ts";
import { salesforce } from "../facts.ts";
import { type Action, branch, operation, select } from "../kit/action.ts";
import { type Expression, get, type Value } from "../kit/expression.ts";
import { body, concat, cut, empty, item, not, orEmpty, when } from "../kit/functions.ts";
import { dataPath } from "../records/salesforce-requests.ts";

/** Which solutions go where; the suffix tells the actions of two cases apart. */
export interface RowsToAdd {
  readonly opportunityId: Expression;
  readonly from: Expression;
  readonly suffix: string;
}

/** Solutions of a referral, attached to an opportunity in one call. */
export function addSolutions(model: Model, { opportunityId, from, suffix }: RowsToAdd): readonly Action[] {
  const rows = `Solutions as Salesforce rows${suffix}`;
  if (model.sets.solutions.direction === "never" || model.sets.solutions.direction === "toPartnerCenter")
    return [];
  return [
    select(rows, "One row for each solution.", from, solutionRow(model, opportunityId)),
    branch(`If there are solutions${suffix}`, "All of them in one call.", not(empty(body(rows))), [
      operation(`Attach the solutions${suffix}`, "Each solution once: its key is unique.", {
        connection: "salesforce",
        operationId: salesforce.httpRequest,
        repetition: "never",
        parameters: {
          Uri: `${dataPath(model)}/composite/sobjects`,
          Method: "POST",
          Body: { allOrNone: true, records: body(rows) },
          ContentType: "application/json",
        },
      }),
    ]),
  ];
}

/** A row of the solution object. The key says which solution of which opportunity it is. */
function solutionRow(model: Model, opportunityId: Expression): Value {
  const { solution, objects } = model.crm;
  const type = orEmpty(get(item(), "solutionType"));
  return {
    attributes: { type: objects.solution },
    [solution.opportunity]: opportunityId,
    [solution.id]: get(item(), "id"),
    [solution.name]: cut(orEmpty(get(item(), "name")), 255),
    [solution.type]: when(empty(type), null, type),
    [solution.key]: concat(opportunityId, "|", orEmpty(get(item(), "id"))),
  };
}
