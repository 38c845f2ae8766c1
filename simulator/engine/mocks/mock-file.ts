import { type Static, Type } from "@sinclair/typebox";
import { Ajv } from "ajv";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import { runCodes } from "../codes.ts";

const text = (description: string) => Type.Optional(Type.String({ minLength: 1, description }));

const match = Type.Object(
  {
    action: text("Name of the action, as the flow spells it."),
    operation: text("Operation id of a connector action."),
    connector: text("Name of the connector: shared_salesforce."),
    method: text("Method of an HTTP action."),
    url: text(
      "Address of an HTTP action, or of a page or a long operation that an earlier answer named; * stands for anything.",
    ),
    flow: text("Id of a child flow."),
    parameters: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description: "Parameters by key that must have these values; others may have any.",
      }),
    ),
  },
  {
    additionalProperties: false,
    minProperties: 1,
    description: "Which calls it answers: all that is said must fit.",
  },
);

const answer = Type.Object(
  {
    statusCode: Type.Optional(Type.Integer({ minimum: 100, maximum: 599, default: 200 })),
    headers: Type.Optional(Type.Record(Type.String(), Type.String())),
    body: Type.Optional(Type.Unknown({ description: "Absent: an answer without a body." })),
    delay: Type.Optional(
      Type.String({
        pattern: "^P",
        description: "Simulated time until it arrives, as an ISO 8601 duration: PT2S.",
      }),
    ),
    unreachable: Type.Optional(
      Type.String({
        minLength: 1,
        description: "No answer comes; the code of the failure, such as UnresolvableHostName.",
      }),
    ),
  },
  { additionalProperties: false, description: "One answer." },
);

/** The form of a mocks file. The published JSON Schema is this value. */
export const mockFileSchema = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    calls: Type.Array(
      Type.Object(
        {
          match,
          answers: Type.Array(answer, {
            minItems: 1,
            description: "Given one after the other; the last one from then on.",
          }),
        },
        { additionalProperties: false },
      ),
      { description: "The first entry that fits a call answers it." },
    ),
  },
  {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Answers for cosell run",
    description: "What connectors, HTTP addresses and child flows answer while cosell runs a flow.",
    additionalProperties: false,
  },
);

export type MockFile = Static<typeof mockFileSchema>;
export type MockAnswer = Static<typeof answer>;
export type MockMatch = Static<typeof match>;

const validate = new Ajv({ allErrors: false, strict: false }).compile<MockFile>(mockFileSchema);

/** Takes the content of a mocks file, or throws a Failure that says what is wrong with its form. */
export function readMockFile(content: unknown, file: string): MockFile {
  if (validate(content)) return content;
  const [error] = validate.errors ?? [];
  const place = error?.instancePath ?? "";
  const extra = error?.params["additionalProperty"];
  const reason = `${place === "" ? "the file" : place} ${error?.message ?? "is wrong"}${typeof extra === "string" ? ` (${extra})` : ""}`;
  const path = place.split("/").slice(1);
  throw new Failure(runCodes.finding("MOCKS_INVALID", { reason }, { where: { file, path } }));
}
