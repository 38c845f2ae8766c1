import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Mapping } from "../schema/mapping-schema.ts";
import type { YamlDocument } from "../yaml-document.ts";
import { mapCodes } from "./codes.ts";
import { duration } from "./name-rules.ts";

/** Bounds of waiting times, in seconds (Logic Apps documentation, retry policies). */
const shortest = 5;
const longest = 24 * 60 * 60;

const times = ["minimumInterval", "interval", "maximumInterval"] as const;
const defaults = { minimumInterval: "PT5S", interval: "PT10S", maximumInterval: "PT2M" } as const;

/** The waiting times between tries: each within the bounds of the platform, none longer than the next. */
export function checkRetry({ flows }: Mapping, document: YamlDocument): readonly Diagnostic[] {
  const retry = flows?.retry;
  if (retry === undefined || retry.type === "none") return [];
  const given = times.map((key) => ({ key, time: retry[key] ?? defaults[key] }));
  return given.flatMap(({ key, time }, index) => {
    const wait = seconds(time);
    const before = given[index - 1];
    const problem =
      wait === undefined
        ? undefined // The form of the text is a finding of its own.
        : wait < shortest || wait > longest
          ? "outside of PT5S to P1D"
          : before !== undefined && wait < (seconds(before.time) ?? 0)
            ? `shorter than the ${before.key}, ${before.time}`
            : undefined;
    if (problem === undefined) return [];
    const where = document.place(["flows", "retry", key]);
    return [mapCodes.finding("RETRY_INVALID", { time, problem }, { where })];
  });
}

/** Undefined where the text is no duration. */
function seconds(text: string): number | undefined {
  if (!duration.pattern.test(text)) return undefined;
  const units = { D: 86_400, H: 3_600, M: 60, S: 1 } as const;
  return Object.entries(units).reduce((total, [unit, size]) => {
    const count = new RegExp(`(\\d+)${unit}`).exec(text)?.[1] ?? "0";
    return total + Number(count) * size;
  }, 0);
}
