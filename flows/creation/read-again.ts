import type { Model } from "../../generator/model/model.ts";
import { salesforce } from "../facts.ts";
import { type Action, operation } from "../kit/action.ts";
import type { Expression } from "../kit/expression.ts";
import { concat } from "../kit/functions.ts";
import { namedByVariable, watchedColumns } from "../records/opportunity.ts";
import { dataPath, fieldsOf } from "../records/salesforce-requests.ts";

/** The record as it is now, without what belongs to it: whoever writes must know when it was last changed. */
export function readRecordAgain(
  model: Model,
  name: string,
  id: Expression,
  watched: "with watched columns" | "without watched columns" = "with watched columns",
): Action {
  const isWatched = watched === "with watched columns";
  const { audit, status, state } = model.crm.opportunity;
  return operation(name, "Whoever writes must know when the record was last changed.", {
    connection: "salesforce",
    operationId: salesforce.httpRequest,
    repetition: "safe",
    parameters: {
      Uri: concat(
        `${dataPath(model)}/sobjects/${model.crm.objects.opportunity}/`,
        id,
        fieldsOf(
          ["Id", "SystemModstamp", "Name", "StageName", audit, status, state, ...watchedColumns(model)],
          isWatched ? namedByVariable(model) : [],
        ),
      ),
      Method: "GET",
      ContentType: "application/json",
    },
  });
}
