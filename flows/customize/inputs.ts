import type { Model } from "../../generator/model/model.ts";
import type { Action } from "../kit/action.ts";
import { callFlow } from "../kit/action.ts";
import { type Expression, get, type Operand, type Value } from "../kit/expression.ts";
import {
  coalesce,
  constant,
  contains,
  cut,
  json,
  orEmpty,
  removeProperty,
  string,
  triggerBody,
} from "../kit/functions.ts";
import type { FlowInput } from "../kit/trigger.ts";

// The contract of [Customize]: an ActionType and a body, as in Microsoft's solution, and one answer.

export const actionTypes = ["UpdateOpportunity", "StoreState", "CreateOpportunity", "CreateLead"] as const;
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
    description: "What the synchronization remembers, as JSON; blank leaves it as it is.",
    type: "text",
    required: false,
  },
  {
    key: "text_3",
    title: "Audit",
    description: "A line for the audit, without its time; blank for none.",
    type: "text",
    required: false,
  },
  {
    key: "text_4",
    title: "Audit so far",
    description: "The audit as it was read; the line is put in front of it.",
    type: "text",
    required: false,
  },
  {
    key: "text_5",
    title: "Rows",
    description:
      "Rows below the opportunity to add, change and remove, as a JSON object; left out where there are none.",
    type: "text",
    required: false,
  },
];

/** The members of the body that are not values of fields. */
export const bodyMembers = {
  /** The opportunity as it was read: id, time of the last change, audit, watched columns. */
  record: "Record",
  /** Time of a later change of our own, where there was one. */
  guard: "Guard",
  /** Columns that the synchronization keeps for itself. */
  own: "Own",
  /** Columns that the write changes by itself, such as a count of rows. */
  after: "After",
  settled: ".settled",
} as const;

/** The body as an object. */
export const requestBody = (...keys: readonly Operand[]): Expression =>
  get(json(triggerBody("text_1")), ...keys);
export const givenRecord = (...keys: readonly Operand[]): Expression =>
  requestBody(bodyMembers.record, ...keys);
export const given = (property: string): Expression => contains(requestBody(), property);
export const stateInput = (): Expression => triggerBody("text_2");
/** What is said in one run, at the most: the audit has to stay a text that concat can make. */
export const longestLine = 10_000;
export const auditInput = (): Expression => cut(orEmpty(triggerBody("text_3")), longestLine);
export const auditSoFar = (): Expression => triggerBody("text_4");
/** What the calling flow wants of the rows below the opportunity. */
export const rowMembers = {
  /** Whole records, with their type. */
  add: "Add",
  change: "Change",
  /** Ids. */
  remove: "Remove",
  /** Customer contacts in Partner Center's form: found or created first, then attached. */
  contacts: "Contacts",
} as const;

export const givenRows = (member: keyof typeof rowMembers): Expression =>
  coalesce(get(json(coalesce(triggerBody("text_5"), "{}")), rowMembers[member]), constant([]));

/**
 * A record as [Customize] is given it. In the text of the body every quote and line end counts twice, and no text may
 * be longer than 131,072: state, Seen and rows are not looked at there, and the audit goes as a text of its own.
 */
export function handedRecord({ crm }: Model, record: Expression): Expression {
  const { state, seen, audit } = crm.opportunity;
  const rows = [
    "OpportunityContactRoles",
    ...(crm.teams ? ["OpportunityTeamMembers"] : []),
    crm.solution.relationship,
  ];
  return [state, seen, audit, ...rows].reduce<Expression>(
    (inner, column) => removeProperty(inner, column),
    record,
  );
}

/** Calls [Customize] from another flow. */
export function callCustomize(
  name: string,
  description: string,
  request: {
    readonly type: ActionType | Expression;
    readonly body: Expression;
    readonly state: Value;
    readonly audit: Value;
    /** The audit as it was read; needed where there is something to add to it. */
    readonly auditSoFar: Value;
    readonly rows?: Expression;
  },
  after?: NonNullable<Action["after"]>,
): Action {
  const inputs = {
    text: request.type,
    text_1: string(request.body),
    text_2: request.state,
    text_3: request.audit,
    text_4: request.auditSoFar,
    ...(request.rows === undefined ? {} : { text_5: string(request.rows) }),
  };
  return callFlow(name, description, "customize", inputs, after === undefined ? {} : { after });
}
