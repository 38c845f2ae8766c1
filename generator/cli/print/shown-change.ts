import type { FieldChange } from "../../../solution/compare/difference.ts";
import { safeText } from "./safe-text.ts";

/** Characters of a value that are shown, and of what stands around the place where two long ones differ. */
const longest = 90;
const around = 20;

/** `old → new`; of long values the part in which they differ, with a little around it. */
export function shownChange({ before, after }: FieldChange): string {
  if (before === undefined) return shown(after ?? "");
  if (after === undefined) return shown(before);
  if (before.length <= longest && after.length <= longest) return `${shown(before)} → ${shown(after)}`;
  const start = sameAtStart(before, after);
  const end = sameAtEnd(before, after, start);
  const part = (text: string): string => {
    const from = Math.max(0, start - around);
    const to = Math.min(text.length, text.length - end + around, from + longest);
    return `${from > 0 ? "…" : ""}${text.slice(from, to)}${to < text.length ? "…" : ""}`;
  };
  return `${safeText(part(before))} → ${safeText(part(after))}`;
}

function shown(text: string): string {
  return text === "" ? '""' : safeText(cut(text));
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function sameAtStart(one: string, other: string): number {
  let count = 0;
  while (count < one.length && count < other.length && one[count] === other[count]) count += 1;
  return count;
}

/** Never counts a character twice that the start has counted. */
function sameAtEnd(one: string, other: string, start: number): number {
  const most = Math.min(one.length, other.length) - start;
  let count = 0;
  while (count < most && one[one.length - 1 - count] === other[other.length - 1 - count]) count += 1;
  return count;
}
