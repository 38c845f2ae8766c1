import { spans } from "../facts.ts";

const form = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const units = [7 * spans.day, spans.day, spans.hour, spans.minute, spans.second];

/**
 * An ISO 8601 duration in milliseconds; undefined when the text is none. Years and months are not taken: they have no
 * fixed length, and no setting of a flow uses them.
 */
export function durationMilliseconds(text: string): number | undefined {
  const match = form.exec(text);
  if (match === null || text.length < 3 || text.endsWith("T")) return undefined;
  return units.reduce((sum, unit, index) => sum + unit * Number(match[index + 1] ?? 0), 0);
}
