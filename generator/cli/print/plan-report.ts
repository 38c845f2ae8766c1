import type { Comparison } from "../../../solution/compare/compare-releases.ts";
import type { ComponentChange, FieldChange, PartChange, Sign } from "../../../solution/compare/difference.ts";
import type { ReachChange } from "../../../solution/compare/reach/reach.ts";
import { plural } from "./finding.ts";
import type { Paint, Style } from "./paint.ts";
import { safeText } from "./safe-text.ts";
import { shownChange } from "./shown-change.ts";

/** Who notices, then every component value by value, then how many of them there are. */
export function printPlan(comparison: Comparison, paint: Paint): string {
  const { components, counts } = comparison;
  const last = `${counts.add} to add, ${counts.change} to change, ${counts.remove} to remove`;
  const body =
    components.length === 0
      ? ["No changes. The new version holds what the old one holds."]
      : [
          ...printReach(comparison.reach, paint),
          "",
          ...components.flatMap((each) => printComponent(each, paint)),
        ];
  return `${[...versions(comparison, paint), "", ...body, "", ...warning(comparison, paint), paint("bold", last)].join("\n")}\n`;
}

function versions({ solutions }: Comparison, paint: Paint): readonly string[] {
  return solutions.map(({ name, before = "not there", after = "gone" }) =>
    [paint("bold", safeText(name)), before === after ? before : `${before} → ${after}`].join("  "),
  );
}

function warning({ breaking }: Comparison, paint: Paint): readonly string[] {
  if (breaking.length === 0) return [];
  return [
    paint(
      "yellow",
      `${plural(breaking.length, "breaking change")}: cosell breaking says which, and what to do`,
    ),
  ];
}

const marks: Readonly<Record<Sign, readonly [mark: string, style: Style]>> = {
  add: ["+", "green"],
  change: ["~", "yellow"],
  remove: ["-", "red"],
};

function line(sign: Sign, text: string, paint: Paint): string {
  const [mark, style] = marks[sign];
  return `${paint(style, mark)} ${text}`;
}

function printReach(reach: readonly ReachChange[], paint: Paint): readonly string[] {
  if (reach.length === 0)
    return [paint("bold", "Reach"), "  Nobody needs to do anything, and nothing new is written or started."];
  const audiences = [...new Set(reach.map(({ audience }) => audience))];
  return [
    paint("bold", "Reach"),
    ...audiences.flatMap((audience) => [
      `  ${paint("cyan", `for ${audience}`)}`,
      ...reach
        .filter((each) => each.audience === audience)
        .map((each) => `    ${line(each.sign, `${each.kind.padEnd(widest)}  ${reachText(each)}`, paint)}`),
    ]),
  ];
}

const widest = "customization".length;

function reachText({ subject, text, before }: ReachChange): string {
  const change = before === undefined ? text : `${before} → ${text}`;
  return safeText(subject === undefined ? change : `${subject} ${change}`);
}

function printComponent(
  { kind, name, sign, fields, parts }: ComponentChange,
  paint: Paint,
): readonly string[] {
  const head = line(sign, `${kind} ${paint("bold", safeText(name))}`, paint);
  if (sign !== "change") return [head, ...(sign === "add" ? summary(fields) : [])];
  return [
    head,
    ...fields.map((each) => `    ${fieldLine(each, paint)}`),
    ...parts.flatMap((each) => printPart(each, paint)),
  ];
}

/** Of a new component, what people ask first. */
function summary(fields: readonly FieldChange[]): readonly string[] {
  const asked = ["displayName", "type", "default", "connector", "description"];
  return fields
    .filter(({ path }) => asked.includes(path))
    .map(({ path, after = "" }) => `    ${path}: ${shownChange({ path, after })}`);
}

function printPart({ kind, name, sign, fields }: PartChange, paint: Paint): readonly string[] {
  return [
    `    ${line(sign, `${kind} ${safeText(name)}`, paint)}`,
    ...fields.map((each) => `        ${fieldLine(each, paint)}`),
  ];
}

function fieldLine(change: FieldChange, paint: Paint): string {
  const sign = change.before === undefined ? "add" : change.after === undefined ? "remove" : "change";
  return line(sign, `${safeText(change.path)}: ${shownChange(change)}`, paint);
}
