/** One line of the table. `most` bounds the ratio, `limit` the value from above, `least` from below. */
export interface Measurement {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly ratio?: number;
  readonly most?: number;
  readonly limit?: number;
  readonly least?: number;
}

/** A table in Markdown that is aligned for terminals, too. */
export function printTable(measurements: readonly Measurement[]): string {
  const rows = measurements.map((measurement) => [
    measurement.what,
    `${number(measurement.value)} ${measurement.unit}`,
    measurement.ratio === undefined ? "" : `${measurement.ratio.toFixed(1)} ×`,
    bound(measurement),
    isReached(measurement) === undefined ? "" : isReached(measurement) ? "yes" : "**no**",
  ]);
  const table = [["", "measured", "ratio", "aim", "reached"], ...rows];
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0), 3)) ?? [];
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(" | ")} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  const [head = [], ...body] = table;
  return [line(head), rule, ...body.map(line)].join("\n");
}

function isReached({ value, ratio, most, limit, least }: Measurement): boolean | undefined {
  if (most !== undefined) return ratio !== undefined && ratio <= most;
  if (limit !== undefined) return value <= limit;
  return least === undefined ? undefined : value >= least;
}

function bound({ unit, most, limit, least }: Measurement): string {
  if (most !== undefined) return `≤ ${most} ×`;
  if (limit !== undefined) return `≤ ${number(limit)} ${unit}`;
  return least === undefined ? "" : `≥ ${number(least)} ${unit}`;
}

/** `1 234 567`, `84`, `3.2`. */
function number(value: number): string {
  return value < 10
    ? value.toFixed(1)
    : Math.round(value)
        .toString()
        .replace(/\B(?=(\d{3})+$)/g, " ");
}
