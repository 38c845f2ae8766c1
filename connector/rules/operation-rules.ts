import type { ConnectorDocument, OperationNode } from "./document.ts";
import { limits } from "./facts.ts";
import { member, repeated, textOf } from "./json.ts";
import { meetingPaths } from "./meeting-paths.ts";
import { type Broken, brokenIf, type DefinitionRule } from "./rule.ts";

/** Rules about paths and operations: where they are, what they are called, how makers see them. */
export const operationRules: readonly DefinitionRule[] = [
  {
    id: "OperationPathMustStartWithSlash",
    severity: "error",
    says: "A path starts with a slash",
    check: (document) => pathsWhere(document, (path) => !path.startsWith("/")),
  },
  {
    id: "OperationPathMayNotContainQueryOrFragment",
    severity: "error",
    says: "A path has no query and no fragment",
    check: (document) => pathsWhere(document, (path) => /[?#]/.test(path)),
  },
  {
    id: "OperationPathTemplateNotValid",
    severity: "error",
    says: "The braces of a path come in pairs and name a parameter",
    check: (document) => pathsWhere(document, (path) => /[{}]/.test(path.replace(/\{[^{}]+\}/g, ""))),
  },
  {
    id: "PathRedefined",
    severity: "warning",
    says: "Paths differ in more than upper and lower case",
    check: ({ paths }) => {
      const again = new Set(repeated(paths.map(({ at }) => String(at.at(-1)).toLowerCase())));
      return paths.filter(({ at }) => again.has(String(at.at(-1)).toLowerCase())).map(({ at }) => ({ at }));
    },
  },
  {
    id: "PathItemRefNotSuppored",
    severity: "error",
    says: "A path is written out, not referred to",
    check: ({ paths }) => paths.filter(({ value }) => value["$ref"] !== undefined).map(({ at }) => ({ at })),
  },
  {
    id: "TotalOperationsCountExceedsMaxAllowed",
    severity: "error",
    says: `A definition has at most ${limits.operations} operations`,
    check: ({ operations }) => brokenIf(operations.length > limits.operations, ["paths"], operations.length),
  },
  {
    id: "OperationIdRequired",
    severity: "error",
    says: "Every operation has an operationId",
    check: (document) => operationsWhere(document, ({ id }) => id === undefined || id === ""),
  },
  {
    id: "OperationIdNotUnique",
    severity: "error",
    says: "Operations have different operationIds",
    check: (document) => {
      const again = new Set(repeated(document.operations.map(({ id }) => id)));
      return operationsWhere(document, ({ id }) => id !== undefined && again.has(id));
    },
  },
  {
    id: "OperationIdSanitized",
    severity: "info",
    says: "An operationId has letters and digits only, and the mark of a revision such as _V2 at most",
    check: (document) =>
      operationsWhere(document, ({ id }) => id !== undefined && !/^[A-Za-z0-9]+(?:_V\d+)?$/.test(id)),
  },
  {
    id: "OperationSummaryTooLong",
    severity: "warning",
    says: `A summary has at most ${limits.label} characters`,
    check: (document) => summariesWhere(document, (summary) => summary.length > limits.label),
  },
  {
    id: "RestrictedCharactersInSummary",
    severity: "warning",
    says: "A summary has no slash",
    check: (document) => summariesWhere(document, (summary) => summary.includes("/")),
  },
  {
    id: "RestrictedCharactersInSummary",
    severity: "info",
    says: "A summary has letters, digits, spaces and parentheses only",
    check: (document) => summariesWhere(document, (summary) => /[^\p{L}\p{N} ()/]/u.test(summary)),
  },
  {
    id: "OperationMissingRequiredProperty",
    severity: "info",
    says: "Every operation has a summary",
    check: (document) => operationsWhere(document, ({ value }) => text(value, "summary") === ""),
  },
  {
    id: "OperationMissingRequiredProperty",
    severity: "info",
    says: "Every operation has a description",
    check: (document) => operationsWhere(document, ({ value }) => text(value, "description") === ""),
  },
  {
    id: "ValueMustEndWithPunctuation",
    severity: "info",
    says: "A description is a sentence and ends as one",
    check: (document) =>
      operationsWhere(document, ({ value }) => /[^.!?)\s]\s*$/.test(text(value, "description"))),
  },
  {
    id: "DescriptionRepeatsSummary",
    severity: "info",
    says: "A description says more than the summary",
    check: (document) =>
      operationsWhere(document, ({ value }) => {
        const plain = (name: string): string =>
          text(value, name)
            .replace(/[.\s]+$/, "")
            .toLowerCase();
        return plain("summary") !== "" && plain("summary") === plain("description");
      }),
  },
  {
    id: "OperationMustHaveResponse",
    severity: "warning",
    says: "Every operation has a response",
    check: (document) => operationsWhere(document, ({ responses }) => responses.length === 0),
  },
  {
    id: "PartialDuplicateOperationPath",
    severity: "info",
    says: "No path with a parameter also fits another path",
    check: ({ operations }) => meetingPaths(operations),
  },
  {
    id: "ApiAnnotationExtensionReplacementInfoForNonDeprecatedOperations",
    severity: "error",
    says: "Only a deprecated operation has a replacement",
    check: (document) =>
      operationsWhere(
        document,
        (each) => replacement(each) !== undefined && each.value["deprecated"] !== true,
      ),
  },
  {
    id: "ApiAnnotationExtensionReplacementInfoMissingOperationIdProperty",
    severity: "warning",
    says: "A replacement names api and operationId",
    check: (document) =>
      operationsWhere(document, (each) => {
        const found = replacement(each);
        return (
          found !== undefined &&
          (textOf(found, "api") === undefined || textOf(found, "operationId") === undefined)
        );
      }),
  },
  {
    id: "OperationFamilyHasDuplicateRevisions",
    severity: "info",
    says: "The operations of a family have different revisions",
    check: (document) => {
      const key = (each: OperationNode): string | undefined => {
        const annotation = member(each.value, "x-ms-api-annotation");
        const family = textOf(annotation, "family");
        return family === undefined ? undefined : `${family} ${String(member(annotation, "revision"))}`;
      };
      const again = new Set(repeated(document.operations.map(key).filter((each) => each !== undefined)));
      return operationsWhere(document, (each) => again.has(key(each) ?? ""));
    },
  },
];

const text = (value: unknown, name: string): string => textOf(value, name)?.trim() ?? "";

const replacement = ({ value }: OperationNode): unknown =>
  member(member(value, "x-ms-api-annotation"), "replacement");

function pathsWhere({ paths }: ConnectorDocument, broken: (path: string) => boolean): readonly Broken[] {
  return paths.filter(({ at }) => broken(String(at.at(-1)))).map(({ at }) => ({ at }));
}

function operationsWhere(
  { operations }: ConnectorDocument,
  broken: (operation: OperationNode) => boolean,
): readonly Broken[] {
  return operations.filter(broken).map(({ at, id }) => (id === undefined ? { at } : { at, found: id }));
}

function summariesWhere(
  { operations }: ConnectorDocument,
  broken: (summary: string) => boolean,
): readonly Broken[] {
  return operations.flatMap(({ value, at }) => {
    const summary = textOf(value, "summary") ?? "";
    return broken(summary) ? [{ at: [...at, "summary"], found: summary }] : [];
  });
}
