import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";
import { type JsonTree, objectOf, textIn } from "../json-values.ts";
import { flowCodes } from "./codes.ts";
import type { FlowParts, Operation } from "./parts.ts";
import { at, type FlowRule } from "./rule.ts";

/** A flow that is started by what it does itself starts again and again. */
export const loopRules: readonly FlowRule[] = [{ codes: ["CLOUDFLOW.STARTS_ITSELF"], check: startsItself }];

/** A trigger that watches records, and the actions of the same connector that write such records. */
interface Watch {
  readonly connector: RegExp;
  readonly trigger: string;
  /** Parameters that name the records; an action has the same. */
  readonly records: readonly string[];
  readonly writers: readonly string[];
}

const creators = ["PostItem", "PostItem_V2"];
const changers = [...creators, "PatchItem", "PatchItem_V2", "PatchItem_V3"];

/** Operation ids of the platform's connectors (connector reference). */
const watches: readonly Watch[] = [
  {
    connector: /sharepointonline/,
    trigger: "GetOnNewItems",
    records: ["dataset", "table"],
    writers: creators,
  },
  {
    connector: /sharepointonline/,
    trigger: "GetOnUpdatedItems",
    records: ["dataset", "table"],
    writers: changers,
  },
  {
    connector: /sharepointonline/,
    trigger: "GetOnUpdatedFileItems",
    records: ["dataset", "table"],
    writers: ["PatchFileItem", "PatchItem"],
  },
  { connector: /salesforce/, trigger: "GetOnNewItems", records: ["table"], writers: creators },
  { connector: /salesforce/, trigger: "GetOnUpdatedItems", records: ["table"], writers: changers },
  {
    connector: /_sql/,
    trigger: "GetOnNewItems_V2",
    records: ["server", "database", "table"],
    writers: creators,
  },
  {
    connector: /_sql/,
    trigger: "GetOnUpdatedItems_V2",
    records: ["server", "database", "table"],
    writers: changers,
  },
];

function startsItself(flow: FlowParts, file: string): readonly Diagnostic[] {
  const [trigger] = flow.triggers;
  const { conditions } = trigger?.value ?? {};
  if (trigger === undefined || (Array.isArray(conditions) && conditions.length > 0)) return [];
  const writer = flow.actions.find((action) => restarts(trigger, action));
  return writer === undefined
    ? []
    : [
        flowCodes.finding(
          "STARTS_ITSELF",
          { trigger: trigger.name, action: writer.name },
          at(file, writer.path),
        ),
      ];
}

const hostOf = ({ value }: Operation): JsonTree => objectOf(objectOf(value["inputs"])["host"]);
const parametersOf = ({ value }: Operation): JsonTree => objectOf(objectOf(value["inputs"])["parameters"]);
const operationOf = (operation: Operation): string => textIn(hostOf(operation)["operationId"]);
const connectorOf = (operation: Operation): string => textIn(hostOf(operation)["apiId"]);

function restarts(trigger: Operation, action: Operation): boolean {
  if (connectorOf(trigger) !== connectorOf(action) || connectorOf(trigger) === "") return false;
  if (operationOf(trigger) === "SubscribeWebhookTrigger") return restartsDataverse(trigger, action);
  const watch = watches.find(
    (each) => each.trigger === operationOf(trigger) && each.connector.test(connectorOf(trigger)),
  );
  const watched = parametersOf(trigger);
  if (watch === undefined || textIn(watched["$filter"]) !== "") return false;
  const written = parametersOf(action);
  return (
    watch.writers.includes(operationOf(action)) &&
    watch.records.every((name) => watched[name] !== undefined && watched[name] === written[name])
  );
}

/** Messages of Dataverse by what they tell (numbers in exported flows; the training module on Dataverse triggers). */
const tellsCreated = new Set([1, 4, 5, 7]);
const tellsChanged = new Set([3, 4, 6, 7]);

function restartsDataverse(trigger: Operation, action: Operation): boolean {
  const watched = parametersOf(trigger);
  const setting = (name: string): string => textIn(watched[`subscriptionRequest/${name}`]).trim();
  const message = Number(watched["subscriptionRequest/message"]);
  const operation = operationOf(action);
  const written = parametersOf(action);
  const isWatched =
    (operation === "CreateRecord" && tellsCreated.has(message)) ||
    (/^Update(?:Only)?Record$/.test(operation) && tellsChanged.has(message));
  if (!isWatched || setting("filterexpression") !== "") return false;
  if (plural(setting("entityname")) !== textIn(written["entityName"])) return false;
  const columns = setting("filteringattributes");
  return operation === "CreateRecord" || columns === "" || writesOneOf(columns.split(","), written);
}

function writesOneOf(columns: readonly string[], written: JsonTree): boolean {
  const names = columns.map((column) => column.trim().toLowerCase());
  return Object.keys(written).some((key) => names.includes(key.replace(/^item\//, "").toLowerCase()));
}

/** The name of the set of a table, as Dataverse makes it of the name of the table. */
function plural(table: string): string {
  if (table === "") return "";
  if (/[^aeiou]y$/.test(table)) return `${table.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(table) ? `${table}es` : `${table}s`;
}
