import { isArray, isObject, toText, typeName, type WdlValue } from "../../expressions/index.ts";
import type { Template } from "../flow.ts";
import { Settings } from "../load/settings.ts";
import { badInputs } from "../run/errors.ts";
import { ItemScope } from "../run/scope.ts";
import type { ActionKind } from "./kind.ts";

interface Column {
  readonly header: Template;
  readonly value: Template;
}

/** Create CSV table and Create HTML table. The texts are those of measured runs. */
export const table: ActionKind = {
  read: (settings, { reading }) => {
    const inputs = settings.requiredInner("inputs", `the inputs of ${settings.what}`);
    const from = reading.requiredTemplate(inputs, "from");
    const format = inputs.word("format", ["CSV", "HTML"]);
    if (!inputs.has("format")) inputs.missing("format");
    const columns = inputs.list("columns")?.map((value, index): Column => {
      const path = [...inputs.path, "columns", index];
      const column = new Settings(`column ${index + 1} of ${settings.what}`, value, path, reading);
      const read = {
        header: reading.template(column, "header"),
        value: reading.requiredTemplate(column, "value"),
      };
      column.done();
      return read;
    });
    inputs.done();
    const write = format === "HTML" ? html : csv;
    return {
      begin: (step) => {
        const items = step.evaluate(from);
        step.inputs = { from: items, format: format ?? "CSV" };
        if (!isArray(items)) {
          step.fail(
            badInputs(
              `The 'from' property value in the 'table' action inputs is of type '${typeName(items)}'. The value must be of type 'Array'.`,
            ),
          );
          return;
        }
        if (columns === undefined && !items.every(isObject)) {
          step.fail(
            badInputs(
              "The property 'columns' must be specified unless the 'from' property value is an array of objects.",
            ),
          );
          return;
        }
        const scope = new ItemScope(step.frame);
        const headers =
          columns === undefined ? keysOf(items) : columns.map(({ header }) => toText(header(scope)));
        const rows = items.map((item) => {
          scope.current = item;
          return columns === undefined
            ? headers.map((key) => toText(isObject(item) ? (item[key] ?? null) : null))
            : columns.map(({ value }) => toText(value(scope)));
        });
        step.succeed({ body: write(headers, rows, columns !== undefined) });
      },
    };
  },
};

function keysOf(items: readonly WdlValue[]): readonly string[] {
  return [...new Set(items.flatMap((item) => (isObject(item) ? Object.keys(item) : [])))];
}

type Rows = readonly (readonly string[])[];

function csv(headers: readonly string[], rows: Rows, hasColumns: boolean): string {
  if (headers.length === 0 && !hasColumns) return "";
  return [headers, ...rows].map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("");
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function html(headers: readonly string[], rows: Rows, hasColumns: boolean): string {
  const row = (cells: readonly string[], tag: string): string =>
    `<tr>${cells.map((cell) => `<${tag}>${encodeHtml(cell)}</${tag}>`).join("")}</tr>`;
  const head = headers.length === 0 && !hasColumns ? "" : `<thead>${row(headers, "th")}</thead>`;
  return `<table>${head}<tbody>${rows.map((cells) => row(cells, "td")).join("")}</tbody></table>`;
}

const entities: Readonly<Record<string, string>> = {
  "<": "&lt;",
  ">": "&gt;",
  "&": "&amp;",
  '"': "&quot;",
  "'": "&#39;",
};

/** As .NET's WebUtility does it: the five above, U+00A0 to U+00FF, and characters beyond the basic plane. */
function encodeHtml(text: string): string {
  return text.replace(
    /[<>&"'\u00A0-\u00FF]|[\u{10000}-\u{10FFFF}]/gu,
    (character) => entities[character] ?? `&#${character.codePointAt(0)};`,
  );
}
