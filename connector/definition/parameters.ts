import { assert } from "../../generator/diagnostics/failure.ts";
import type { JsonObject } from "../../generator/model/emitted.ts";
import { callerId } from "../facts.ts";
import type { OperationParameter } from "../operation.ts";

interface ParameterText {
  readonly label: string;
  readonly says: string;
  readonly visibility: "important" | "none" | "advanced" | "internal";
  readonly more?: JsonObject;
}

/** What makers read of a parameter, by its name. */
const texts: Readonly<Record<string, ParameterText>> = {
  id: { label: "Referral ID", says: "Id of the referral.", visibility: "important" },
  correlationId: { label: "Correlation ID", says: "Id of the validation event.", visibility: "important" },
  $expand: { label: "Expand Query", says: "Related entries to include.", visibility: "advanced" },
  $filter: { label: "Filter Query", says: "OData filter, such as status eq 'New'.", visibility: "important" },
  $select: {
    label: "Select Query",
    says: "Properties to include, separated by commas.",
    visibility: "advanced",
  },
  $orderby: {
    label: "Order By",
    says: "Property to sort by: createdDateTime or updatedDateTime.",
    visibility: "advanced",
  },
  $top: { label: "Top Count", says: "Most referrals to answer with.", visibility: "advanced" },
  $skip: { label: "Skip Count", says: "Referrals to pass over.", visibility: "advanced" },
  $count: { label: "Count", says: "Whether to count all referrals.", visibility: "advanced" },
  "MS-CorrelationId": {
    label: "Correlation ID",
    says: "An id of your own to find the call again.",
    visibility: "advanced",
  },
  "X-Caller-Id": {
    label: "Caller ID",
    says: "Tells Partner Center that Power Automate calls.",
    visibility: "internal",
    more: { default: callerId },
  },
  "If-Match": {
    label: "If-Match",
    says: "Version of the referral that the change is meant for; another version answers 412.",
    visibility: "advanced",
  },
  "if-match": {
    label: "If-Match",
    says: "Version of the referral that is replaced.",
    visibility: "important",
  },
  Prefer: {
    label: "Prefer",
    says: "Whether the answer holds the referral after the change.",
    visibility: "advanced",
    more: { enum: ["return=representation", "return=minimal"] },
  },
};

const types: Readonly<Partial<Record<OperationParameter["type"], JsonObject>>> = {
  string: { type: "string" },
  boolean: { type: "boolean" },
  integer: { type: "integer", format: "int32" },
};

/** A parameter as OpenAPI 2.0 declares it. Its place, type and need come from the operation table. */
export function writeParameter(parameter: OperationParameter): JsonObject {
  const { name } = parameter;
  const type = types[parameter.type];
  assert(type !== undefined, `no operation of ours has a parameter of type ${parameter.type}`);
  const { label, says, visibility, more } = texts[name] ?? {
    label: name,
    says: `${name}.`,
    visibility: "none",
  };
  return {
    name,
    in: parameter.in,
    required: parameter.required,
    ...type,
    ...more,
    "x-ms-summary": label,
    description: says,
    ...(visibility === "none" ? {} : { "x-ms-visibility": visibility }),
    ...(parameter.in === "path" ? { "x-ms-url-encoding": "single" } : {}),
  };
}
