import type { Action } from "../kit/action.ts";
import { callFlow } from "../kit/action.ts";
import { type Expression, get, type Operand, type Value } from "../kit/expression.ts";
import { contains, json, string, triggerBody } from "../kit/functions.ts";
import type { FlowInput } from "../kit/trigger.ts";

// The contract of [Customize]: an ActionType and a body, as in Microsoft's solution, and one answer.

export const actionTypes = [
  "UpdateOpportunity",
  "StoreState",
  "UpdateRows",
  "CreateOpportunity",
  "CreateLead",
] as const;
export type ActionType = (typeof actionTypes)[number];

export const customizeInputs: readonly FlowInput[] = [
  {
    key: "text",
    title: "ActionType",
    description: "What is to be done in Salesforce.",
    type: "text",
    required: true,
    options: actionTypes,
  },
  {
    key: "text_1",
    title: "Body",
    description: "The values, as a JSON object.",
    type: "text",
    required: true,
  },
  {
    key: "text_2",
    title: "State",
    description: "What the synchronization remembers, as a JSON object.",
    type: "text",
    required: false,
  },
  {
    key: "text_3",
    title: "Audit",
    description: "The audit text with its newest line in front.",
    type: "text",
    required: false,
  },
];

/** The members of the body that are not values of fields. */
export const bodyMembers = {
  id: "OpportunityID",
  guard: "Guard",
  own: "Own",
  record: "Record",
  settled: ".settled",
} as const;

/** The body as an object. */
export const requestBody = (...keys: readonly Operand[]): Expression =>
  get(json(triggerBody("text_1")), ...keys);
export const given = (property: string): Expression => contains(requestBody(), property);
export const stateInput = (): Expression => triggerBody("text_2");
export const auditInput = (): Expression => triggerBody("text_3");

/** Calls [Customize] from another flow. */
export function callCustomize(
  name: string,
  description: string,
  request: {
    readonly type: ActionType | Expression;
    readonly body: Expression;
    readonly state: Value;
    readonly audit: Value;
  },
  after?: NonNullable<Action["after"]>,
): Action {
  const inputs = {
    text: request.type,
    text_1: string(request.body),
    text_2: request.state,
    text_3: request.audit,
  };
  return callFlow(name, description, "customize", inputs, after === undefined ? {} : { after });
}
