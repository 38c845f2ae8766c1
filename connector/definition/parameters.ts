import { assert } from "../../generator/diagnostics/failure.ts";
import { callerId } from "../facts.ts";
import type { OperationParameter } from "../operation.ts";
import type { ParameterDefinition, ParameterReference, Visibility } from "./openapi.ts";
import { enumOf } from "./schema.ts";

interface ParameterText {
  /** Name in the `parameters` of the definition, where names must differ in more than case. */
  readonly key: string;
  readonly label: string;
  readonly says: string;
  readonly visibility: Visibility;
  readonly more?: Pick<ParameterDefinition, "default" | "enum" | "x-ms-enum-values">;
}

/** What makers read of a parameter, by its name. */
const texts: Readonly<Record<string, ParameterText>> = {
  id: { key: "ReferralId", label: "Referral ID", says: "Id of the referral.", visibility: "important" },
  correlationId: {
    key: "ValidationCorrelationId",
    label: "Event Correlation ID",
    says: "Id of the validation event.",
    visibility: "important",
  },
  $filter: {
    key: "Filter",
    label: "Filter Query",
    says: "OData filter, such as status eq 'New'.",
    visibility: "important",
  },
  $orderby: {
    key: "OrderBy",
    label: "Order By",
    says: "Field to sort by: createdDateTime or updatedDateTime.",
    visibility: "advanced",
  },
  $select: {
    key: "Select",
    label: "Select Query",
    says: "Fields to include, separated by commas.",
    visibility: "advanced",
  },
  $expand: {
    key: "Expand",
    label: "Expand Query",
    says: "Related entries to include.",
    visibility: "advanced",
  },
  $top: {
    key: "Top",
    label: "Top Count",
    says: "How many referrals to get at most.",
    visibility: "advanced",
  },
  $skip: {
    key: "Skip",
    label: "Skip Count",
    says: "How many referrals to pass over.",
    visibility: "advanced",
  },
  $count: { key: "Count", label: "Count", says: "Whether to count all referrals.", visibility: "advanced" },
  "MS-CorrelationId": {
    key: "CorrelationId",
    label: "Correlation ID",
    says: "A GUID of your own by which support can find the call.",
    visibility: "advanced",
  },
  "X-Caller-Id": {
    key: "CallerId",
    label: "Caller ID",
    says: "Tells Partner Center which kind of client calls.",
    visibility: "internal",
    more: { default: callerId },
  },
  "If-Match": {
    key: "IfMatch",
    label: "If Match",
    says: "ETag with its quotation marks; a referral of another version is left alone.",
    visibility: "advanced",
  },
  "if-match": {
    key: "RequiredIfMatch",
    label: "If Match",
    says: "ETag with its quotation marks, of the version that is replaced.",
    visibility: "important",
  },
  Prefer: {
    key: "Prefer",
    label: "Prefer",
    says: "Whether the answer holds the referral after the change.",
    visibility: "advanced",
    more: enumOf([
      ["return=representation", "Answer with the referral"],
      ["return=minimal", "Answer with nothing"],
    ]),
  },
};

/** The parameters of several operations, each said once. */
export function sharedParameters(
  parameters: readonly OperationParameter[],
): Readonly<Record<string, ParameterDefinition>> {
  return Object.fromEntries(
    parameters.map((parameter) => [textOf(parameter).key, writeParameter(parameter)]),
  );
}

export function parameterReference(parameter: OperationParameter): ParameterReference {
  return { $ref: `#/parameters/${textOf(parameter).key}` };
}

function textOf({ name }: OperationParameter): ParameterText {
  const text = texts[name];
  assert(text !== undefined, `nothing is said of the parameter ${name}`);
  return text;
}

/** A parameter as OpenAPI 2.0 declares it. Its place, type and need come from the operation table. */
function writeParameter(parameter: OperationParameter): ParameterDefinition {
  const { label, says, visibility, more } = textOf(parameter);
  const { name, in: place, required, internal } = parameter;
  assert(internal === (visibility === "internal"), `${name} is hidden in one place only`);
  return {
    name,
    in: place,
    required,
    ...typeOf(parameter),
    ...more,
    "x-ms-summary": label,
    description: says,
    "x-ms-visibility": visibility,
    ...(place === "path" ? { "x-ms-url-encoding": "single" } : {}),
  };
}

function typeOf({ name, type }: OperationParameter): Pick<ParameterDefinition, "type" | "format"> {
  switch (type) {
    case "string":
    case "boolean":
      return { type };
    case "integer":
      return { type, format: "int32" };
    default:
      assert(false, `no parameter of ours is of type ${type}, but ${name} is`);
  }
}
