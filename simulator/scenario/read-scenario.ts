import { Ajv, type ValidateFunction } from "ajv";
import { isNode, LineCounter, parseDocument } from "yaml";
import type { Diagnostic, Place } from "../../generator/diagnostics/diagnostic.ts";
import { Failure } from "../../generator/diagnostics/failure.ts";
import { scenarioCodes } from "./codes.ts";
import { type Scenario, type Step, scenarioSchema, stepSchema } from "./scenario.ts";

/** The text of a file, and the name under which findings speak of it. */
export interface ScenarioSource {
  readonly file: string;
  readonly text: string;
}

/** Reads a scenario. What does not fit its language stops with SCENARIO.UNREADABLE or SCENARIO.SHAPE. */
export function readScenario(source: ScenarioSource): Scenario {
  return read(source, isScenario);
}

/** Reads a list of steps that scenarios include. */
export function readFixture(source: ScenarioSource): readonly Step[] {
  return read(source, areSteps);
}

// Optimizing the code of the validators takes longer than they run.
const ajv = new Ajv({ discriminator: false, allErrors: false, code: { optimize: false } });
const isScenario = ajv.compile<Scenario>(scenarioSchema);
const areSteps = ajv.compile<readonly Step[]>({ type: "array", items: stepSchema });

function read<Value>(source: ScenarioSource, fits: ValidateFunction<Value>): Value {
  const lines = new LineCounter();
  const document = parseDocument(source.text, { lineCounter: lines, prettyErrors: false });
  const [problem] = document.errors;
  if (problem !== undefined) throw unreadable(source, lines, problem.pos[0], problem.message);
  const value: unknown = document.toJS({ maxAliasCount: 100 });
  if (fits(value)) return value;
  const deepest = [...(fits.errors ?? [])].sort(
    (left, right) => right.instancePath.length - left.instancePath.length,
  )[0];
  const path = (deepest?.instancePath ?? "").split("/").slice(1);
  const node = document.getIn(
    path.map((key) => (/^\d+$/.test(key) ? Number(key) : key)),
    true,
  );
  const offset = isNode(node) ? node.range?.[0] : undefined;
  throw new Failure(
    scenarioCodes.finding(
      "SHAPE",
      { path: path.length === 0 ? "the top" : path.join("."), reason: deepest?.message ?? "it is not known" },
      { where: placeAt(source, lines, offset ?? 0) },
    ),
  );
}

function unreadable(source: ScenarioSource, lines: LineCounter, offset: number, reason: string): Failure {
  const finding: Diagnostic = scenarioCodes.finding(
    "UNREADABLE",
    { reason },
    { where: placeAt(source, lines, offset) },
  );
  return new Failure(finding);
}

function placeAt(source: ScenarioSource, lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { file: source.file, start: { line, column: col, offset } };
}
