import type { Model } from "../../generator/model/model.ts";
import { type Action, operation } from "../kit/action.ts";
import type { Expression, Value } from "../kit/expression.ts";
import { concat, equals, orEmpty, setProperty, when } from "../kit/functions.ts";
import { compositeCall, dataPath } from "../records/salesforce-requests.ts";
import { answer } from "./answer.ts";
import { auditInput, bodyMembers, requestBody, stateInput } from "./inputs.ts";

const write = "Store what the synchronization remembers";

/** Writes only what the synchronization keeps for itself; nothing here is for makers. */
export function storeState(model: Model): readonly Action[] {
  return [
    operation(
      write,
      "Writes state, audit and status in one guarded request and reads the time of the change back.",
      compositeCall(
        model,
        [guardedPatch(model, keptValues(model, stateInput())), readBack(model, "SystemModstamp")],
        {
          together: true,
          repetition: "safe",
        },
      ),
    ),
    answer("Answer to storing", write),
  ];
}

/** The sync's own columns, with state and audit put in. */
export function keptValues(model: Model, state: Expression): Expression {
  const { audit, state: stateField } = model.crm.opportunity;
  const withAudit = setProperty(requestBody(bodyMembers.own), audit, auditInput());
  return setProperty(withAudit, stateField, when(equals(orEmpty(state), ""), null, state));
}

/** The change of the opportunity, refused when somebody has changed it since it was read. */
export function guardedPatch(
  model: Model,
  record: Expression,
  unmodifiedSince = requestBody(bodyMembers.guard),
): Value {
  return {
    method: "PATCH",
    url: recordUrl(model),
    referenceId: "opportunity",
    httpHeaders: { "If-Unmodified-Since": unmodifiedSince },
    body: record,
  };
}

export function readBack(model: Model, columns: Expression | string): Value {
  return { method: "GET", url: concat(recordUrl(model), "?fields=", columns), referenceId: "after" };
}

function recordUrl(model: Model): Expression {
  return concat(
    `${dataPath(model)}/sobjects/${model.crm.objects.opportunity}/`,
    orEmpty(requestBody(bodyMembers.id)),
  );
}
