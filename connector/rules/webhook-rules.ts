import type { ConnectorDocument, OperationNode } from "./document.ts";
import { maximumDepth } from "./facts.ts";
import {
  entriesOf,
  isRecord,
  type JsonRecord,
  type Located,
  member,
  type Pointer,
  textOf,
  textsOf,
} from "./json.ts";
import type { DefinitionRule } from "./rule.ts";

/** Rules about triggers: operations that register a callback, and the callback itself. */
export const webhookRules: readonly DefinitionRule[] = [
  {
    id: "AdditionalPropertyNotAllowed",
    severity: "error",
    says: "x-ms-notification-content stands on the path, not on the operation",
    check: ({ operations }) =>
      operations
        .filter(({ value }) => value["x-ms-notification-content"] !== undefined)
        .map(({ at }) => ({ at: [...at, "x-ms-notification-content"] })),
  },
  {
    id: "WebhookOperationsMissingNotificationUrlProperty",
    severity: "error",
    says: "A trigger that registers a callback has a property for its address: x-ms-notification-url",
    check: (document) =>
      webhooks(document)
        .filter((operation) => notificationUrls(document, operation).length === 0)
        .map(({ at }) => ({ at })),
  },
  {
    id: "JsonValueNotInEnum",
    severity: "error",
    says: "A trigger that registers a callback by POST is single",
    check: (document) =>
      webhooks(document)
        .filter(({ method, value }) => method === "post" && value["x-ms-trigger"] === "batch")
        .map(({ at }) => ({ at: [...at, "x-ms-trigger"] })),
  },
  {
    id: "NotificationUrlNotAllowedInThisPosition",
    severity: "error",
    says: "The address of a callback is a property of the body",
    check: ({ parameters, schemas }) => [
      ...parameters.filter(isNotificationUrl).map(({ at }) => ({ at })),
      ...schemas
        .filter((node) => isNotificationUrl(node) && ["response", "notification"].includes(node.root))
        .map(({ at }) => ({ at })),
    ],
  },
  {
    id: "NotificationUrlNotInternal",
    severity: "error",
    says: "The address of a callback is hidden, for the platform fills it in",
    check: (document) =>
      urlsWhere(document, ({ chain }) => !chain.some((value) => value["x-ms-visibility"] === "internal")),
  },
  {
    id: "NotificationUrlNotString",
    severity: "warning",
    says: "The address of a callback is a text",
    check: (document) => urlsWhere(document, ({ chain }) => chain.at(-1)?.["type"] !== "string"),
  },
  {
    id: "NotificationUrlNotRequired",
    severity: "info",
    says: "The address of a callback is required, and so is everything around it, else it is not sent",
    check: (document) => urlsWhere(document, ({ required }) => !required),
  },
  {
    id: "OperationMustHaveNotificationContentExtension",
    severity: "info",
    says: "The path of a trigger says what is sent to the callback: x-ms-notification-content",
    check: (document) =>
      webhooks(document)
        .filter(({ item }) => !isRecord(item["x-ms-notification-content"]))
        .map(({ at }) => ({ at })),
  },
  {
    id: "NotificationOperationMustBeWebhook",
    severity: "info",
    says: "x-ms-notification names an operation that registers a callback",
    check: (document) => {
      const ids = new Set(webhooks(document).map(({ id }) => id));
      return document.operations.flatMap(({ value, at }) => {
        const target = textOf(value["x-ms-notification"], "operationId");
        return target === undefined || ids.has(target)
          ? []
          : [{ at: [...at, "x-ms-notification"], found: target }];
      });
    },
  },
  {
    id: "TriggerSummary",
    severity: "info",
    says: 'The summary of a trigger begins with "When"',
    check: ({ operations }) =>
      operations
        .filter((operation) => isTrigger(operation) && isShown(operation))
        .filter(({ value }) => !/^when\b/i.test(textOf(value, "summary") ?? ""))
        .map(({ at }) => ({ at })),
  },
  {
    id: "TriggerHintMissing",
    severity: "info",
    says: "A trigger says how to make it fire: x-ms-trigger-hint",
    check: ({ operations }) =>
      operations
        .filter((operation) => isTrigger(operation) && isShown(operation))
        .filter(({ value }) => textOf(value, "x-ms-trigger-hint") === undefined)
        .map(({ at }) => ({ at })),
  },
  {
    id: "WebhookDeleteMissing",
    severity: "info",
    says: "Beside a trigger that registers a callback stands a DELETE, by which the platform takes it back",
    check: (document) => {
      const hasDelete = document.operations.some(({ method }) => method === "delete");
      return hasDelete ? [] : webhooks(document).map(({ at }) => ({ at }));
    },
  },
];

const isTrigger = ({ value }: OperationNode): boolean => textOf(value, "x-ms-trigger") !== undefined;

const isShown = ({ value }: OperationNode): boolean => value["x-ms-visibility"] !== "internal";

const isNotificationUrl = ({ value }: Located): boolean => value["x-ms-notification-url"] === true;

/** Triggers that register a callback. Those that answer a batch and announce no notification poll, some by POST. */
function webhooks({ operations }: ConnectorDocument): readonly OperationNode[] {
  return operations.filter(
    ({ value, method, item }) =>
      method !== "get" &&
      (value["x-ms-trigger"] === "single" ||
        (value["x-ms-trigger"] === "batch" && isRecord(item["x-ms-notification-content"]))),
  );
}

interface NotificationUrl {
  readonly at: Pointer;
  /** The schemas from the body down to the address. */
  readonly chain: readonly JsonRecord[];
  /** Whether the body and each step down is required. */
  readonly required: boolean;
}

function urlsWhere(document: ConnectorDocument, broken: (url: NotificationUrl) => boolean) {
  return webhooks(document)
    .flatMap((operation) => notificationUrls(document, operation))
    .filter(broken)
    .map(({ at }) => ({ at }));
}

function notificationUrls(
  document: ConnectorDocument,
  { parameters }: OperationNode,
): readonly NotificationUrl[] {
  return parameters
    .filter(({ value }) => value["in"] === "body")
    .flatMap(({ value, at }) => below(document, value["schema"], at, [], value["required"] === true));
}

function below(
  document: ConnectorDocument,
  schema: unknown,
  at: Pointer,
  above: readonly JsonRecord[],
  required: boolean,
): readonly NotificationUrl[] {
  const value = document.follow(schema);
  if (value === undefined || above.includes(value) || above.length >= maximumDepth) return [];
  const chain = [...above, value];
  const own = value["x-ms-notification-url"] === true ? [{ at, chain, required }] : [];
  const needs = textsOf(value, "required");
  return [
    ...own,
    ...entriesOf(value, "properties").flatMap(([name, child]) =>
      below(document, child, at, chain, required && needs.includes(name)),
    ),
    ...below(document, member(value, "items"), at, chain, required),
  ];
}
