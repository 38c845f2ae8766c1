import type { OperationNode } from "./document.ts";
import { isRecord, textOf } from "./json.ts";
import type { DefinitionRule } from "./rule.ts";

/** Rules about responses: what makers can pick as dynamic content. */
export const responseRules: readonly DefinitionRule[] = [
  {
    id: "ResponseMustBeDefaultOrHttpStatusCode",
    severity: "error",
    says: "A response stands under a status of three digits, or default",
    check: ({ operations }) =>
      operations.flatMap(({ value, at }) =>
        Object.keys(isRecord(value["responses"]) ? value["responses"] : {})
          .filter((status) => !/^(?:\d{3}|default|x-.*)$/.test(status))
          .map((found) => ({ at: [...at, "responses"], found })),
      ),
  },
  {
    id: "RequiredPropertyMissing",
    severity: "warning",
    says: "A response has a description",
    check: ({ responses }) =>
      responses.filter(({ value }) => textOf(value, "description") === undefined).map(({ at }) => ({ at })),
  },
  {
    id: "OperationShouldHaveSuccessfulResponse",
    severity: "info",
    says: "Every operation says what it answers when it has worked",
    check: ({ operations }) =>
      operations
        .filter(
          ({ responses }) => responses.length > 0 && !responses.some(({ status }) => status.startsWith("2")),
        )
        .map(({ at }) => ({ at })),
  },
  {
    id: "OperationHasManyResponsesWithSchema",
    severity: "info",
    says: "One response of an operation has a schema; makers see only one",
    check: ({ operations }) =>
      operations
        .filter(({ responses }) => responses.filter(({ value }) => isRecord(value["schema"])).length > 1)
        .map(({ at }) => ({ at })),
  },
  {
    id: "DefaultResponseHasSchema",
    severity: "info",
    says: "The default response has no schema",
    check: ({ operations }) =>
      operations.flatMap(({ responses }) =>
        responses
          .filter(({ status, value }) => status === "default" && isRecord(value["schema"]))
          .map(({ at }) => ({ at })),
      ),
  },
  {
    id: "SchemaDefinitionSetIncorrectly",
    severity: "info",
    says: "What an operation answers is described at status 200 or 201, else makers cannot use it",
    check: ({ operations }) =>
      operations.filter((operation) => isSeen(operation) && !isUsable(operation)).map(({ at }) => ({ at })),
  },
];

/** Deleting answers nothing, a hidden operation nobody, and a webhook is described by its notification. */
function isSeen({ value, method, item }: OperationNode): boolean {
  const isWebhook = isRecord(item["x-ms-notification-content"]);
  return value["x-ms-visibility"] !== "internal" && method !== "delete" && !isWebhook;
}

function isUsable({ responses }: OperationNode): boolean {
  const successful = responses.filter(({ status }) => status.startsWith("2"));
  const isNothing = successful.length > 0 && successful.every(({ value }) => !isRecord(value["schema"]));
  return (
    isNothing ||
    successful.some(({ status, value }) => ["200", "201"].includes(status) && isRecord(value["schema"]))
  );
}
