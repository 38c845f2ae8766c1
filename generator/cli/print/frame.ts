import type { Place } from "../../diagnostics/diagnostic.ts";
import type { Paint } from "./paint.ts";
import { safeLine } from "./safe-text.ts";

/** Lines of context above the one that the finding is on. */
const linesBefore = 2;
/** Characters of a line that are shown; longer lines are cut around the place. */
const width = 100;

/** The lines around a place with the place underlined, or nothing where the place has no position in the text. */
export function frame(place: Place, text: string, paint: Paint): readonly string[] {
  if (place.start === undefined) return [];
  const { line, column } = place.start;
  const lines = text.replace(/^\u{feff}/u, "").split(/\r\n|\n|\r/);
  const current = lines[line - 1];
  if (current === undefined) return [];
  const cut = Math.max(0, column - Math.floor(width * 0.75));
  const endColumn = place.end?.line === line ? place.end.column : current.length + 1;
  const length = Math.max(1, Math.min(endColumn - column, width - (column - 1 - cut)));
  const digits = String(line).length;
  const shown = lines.slice(Math.max(0, line - 1 - linesBefore), line).map((content, index, all) => {
    const number = String(line - all.length + 1 + index).padStart(digits);
    return `${paint("dim", `  ${number} |`)} ${safeLine(content.slice(cut, cut + width))}`.trimEnd();
  });
  const margin = paint("dim", `  ${" ".repeat(digits)} |`);
  return [...shown, `${margin} ${" ".repeat(column - 1 - cut)}${paint("red", "^".repeat(length))}`];
}
