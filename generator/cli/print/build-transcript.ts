import type { ManifestEntry } from "../../manifest.ts";
import { countFields } from "../../model/count-fields.ts";
import type { Model } from "../../model/model.ts";
import { plural } from "./finding.ts";
import type { Paint } from "./paint.ts";

/** What a build has done, and how long each part of it took. */
export interface BuildReport {
  readonly mapping: string;
  readonly out: string;
  readonly model: Model;
  readonly artifacts: readonly ManifestEntry[];
  readonly findings: number;
  readonly milliseconds: Readonly<Record<"read" | "check" | "emit" | "pack" | "write", number>>;
}

/** A line for each stage, the zips that came out, and what to do next. */
export function printTranscript(report: BuildReport, paint: Paint): string {
  const { model, artifacts, milliseconds } = report;
  const lines = [
    ["read", report.mapping, milliseconds.read],
    [
      "check",
      `${plural(countFields(model), "field")} · ${plural(countStages(model), "stage")} · ${report.findings === 0 ? "no findings" : plural(report.findings, "finding")}`,
      milliseconds.check,
    ],
    ["emit", countKinds(artifacts, ["connector", "flow"]), milliseconds.emit],
    [
      "pack",
      countKinds(artifacts, ["solution-zip", "deployment-settings", "salesforce-zip", "document"]),
      milliseconds.pack,
    ],
    [
      "write",
      `${report.out} · ${plural(artifacts.length, "file")} · ${size(total(artifacts))}`,
      milliseconds.write,
    ],
  ] as const;
  const width = Math.max(...lines.map(([, what]) => what.length));
  return [
    ...lines.map(([stage, what, time]) => {
      const duration = `${time.toFixed(0).padStart(4)} ms`;
      return `${paint("green", stage.padEnd(7))} ${what.padEnd(width)}  ${paint("dim", duration)}`;
    }),
    ...zips(artifacts, report.out, paint),
    `${paint("green", "next   ")} cosell verify ${report.out} · cosell simulate · read ${report.out}/docs/import.md`,
    "",
  ].join("\n");
}

/** Those of the lists, and the two of the variables. */
function countStages({ stages: { active, won, lost } }: Model): number {
  return active.length + won.length + lost.length + 2;
}

const nouns = {
  connector: "connector",
  flow: "flow",
  "solution-zip": "solution zip",
  "deployment-settings": "settings file",
  "salesforce-zip": "Salesforce package",
  document: "document",
} as const;

function countKinds(artifacts: readonly ManifestEntry[], kinds: readonly (keyof typeof nouns)[]): string {
  return kinds
    .map((kind) => {
      const own = artifacts.filter((artifact) => artifact.kind === kind);
      // A connector is several files: `connector/events/icon.png`.
      const things = new Set(own.map(({ id }) => (kind === "connector" ? id.split("/")[1] : id)));
      return plural(things.size, nouns[kind]);
    })
    .join(" · ");
}

function zips(artifacts: readonly ManifestEntry[], out: string, paint: Paint): readonly string[] {
  const rows = artifacts
    .filter(({ kind }) => kind === "solution-zip")
    .map(({ path, bytes, sha256 }) => [`${out}/${path}`, size(bytes), sha256.slice(0, 8)] as const);
  const width = Math.max(...rows.map(([path]) => path.length), 0);
  return rows.map(
    ([path, bytes, hash]) =>
      `        ${path.padEnd(width)}  ${paint("dim", `${bytes.padStart(7)}  ${hash}`)}`,
  );
}

function total(artifacts: readonly ManifestEntry[]): number {
  return artifacts.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** `61 kB`, `1.4 MB`. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
