import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";
import { compileValue, ExpressionError, fromPlain } from "../../expressions/index.ts";
import { runCodes } from "../codes.ts";
import type { Action, ConnectionAlias, Parameter, StaticResult, Template, Variable } from "../flow.ts";
import type { OperationUse } from "../host.ts";
import { type Reference, referencesIn } from "./references-in.ts";
import { type Path, placeOf, pointerOf, type Report, type Settings } from "./settings.ts";

/** Where something is referred to; `loops` are the loops around that place, in lower case. */
interface Use {
  readonly reference: Reference;
  readonly what: string;
  readonly path: Path;
  readonly loops: readonly string[];
}

/** A flow while it is being read: what has been found so far, and what is still to be checked. */
export class Reading implements Report {
  readonly file: string;
  readonly findings: Diagnostic[] = [];
  readonly parameters: Parameter[] = [];
  readonly connections = new Map<string, ConnectionAlias>();
  readonly actions = new Map<string, Action>();
  readonly variables = new Map<string, Variable>();
  readonly operations: OperationUse[] = [];
  readonly children = new Set<string>();
  readonly staticResults = new Map<string, StaticResult>();
  hasResponse = false;
  hasAsynchronousResponse = false;
  /** The loops around what is being read, in lower case. */
  loops: readonly string[] = [];
  /** How the flow is started, for the actions that depend on it. */
  triggerType = "";
  readonly #references: Use[] = [];

  constructor(file: string) {
    this.file = file;
  }

  /** Compiles a value with expressions in it; undefined settings are null. */
  template(settings: Settings, key: string): Template {
    return this.compile(settings.what, settings.value(key), [...settings.path, key]);
  }

  /** The same where the setting is there. */
  optionalTemplate(settings: Settings, key: string): Template | undefined {
    return settings.has(key) ? this.template(settings, key) : undefined;
  }

  /** The same where the setting must be there. */
  requiredTemplate(settings: Settings, key: string): Template {
    if (!settings.has(key)) settings.missing(key);
    return this.template(settings, key);
  }

  compile(what: string, value: unknown, path: Path): Template {
    const json = fromPlain(value);
    const { references, problems } = referencesIn(json);
    const loops = [...this.loops];
    for (const reference of references) this.#references.push({ reference, what, path, loops });
    try {
      if (problems.length === 0) return compileValue(json);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      problems.push({ path: [], reason: error.message });
    }
    for (const problem of problems) {
      this.find(
        runCodes.finding(
          "EXPRESSION_INVALID",
          { what, reason: problem.reason },
          { where: placeOf(this, [...path, ...problem.path]) },
        ),
      );
    }
    return () => null;
  }

  /** Reads what stands inside of a loop. */
  inLoop<Result>(name: string, read: () => Result): Result {
    const { loops } = this;
    this.loops = [...loops, name.toLowerCase()];
    try {
      return read();
    } finally {
      this.loops = loops;
    }
  }

  placeOf(path: Path): string {
    return pointerOf(path);
  }

  /** Notes that something is named outside of expressions. */
  refer(kind: Reference["kind"], name: string, what: string, path: Path): void {
    this.#references.push({ reference: { kind, name }, what, path, loops: [] });
  }

  find(finding: Diagnostic): void {
    this.findings.push(finding);
  }

  /** One of the definition's staticResults, which answers in place of the action itself. */
  staticResult(name: string, user: Settings): StaticResult | undefined {
    const found = this.staticResults.get(name);
    if (found === undefined) user.invalid("runtimeConfiguration", "the name of one of the staticResults");
    return found;
  }

  /** What limits allow, and what there is. */
  limit(what: string, count: number, limit: number, unit: string, path: Path): void {
    if (count <= limit) return;
    const data = { what, count, limit, unit };
    this.find(runCodes.finding("LIMIT_EXCEEDED", data, { where: placeOf(this, path) }));
  }

  /** Checks, once everything has been read, that whatever is referred to is there. */
  checkReferences(): void {
    const known = {
      action: new Set(this.actions.keys()),
      variable: new Set(this.variables.keys()),
      parameter: new Set(this.parameters.map(({ name }) => name.toLowerCase())),
    };
    for (const { reference, what, path, loops } of this.#references) {
      const { kind, name, by } = reference;
      const where = placeOf(this, path);
      if (!known[kind].has(name.toLowerCase())) {
        this.find(runCodes.finding("REFERENCE_UNKNOWN", { what, kind, name }, { where }));
      } else if ((by === "items" || by === "iterationindexes") && !loops.includes(name.toLowerCase())) {
        const reason = `${name} is not a loop around it`;
        const data = { what, reference: `${by}('${name}')`, reason };
        this.find(runCodes.finding("REFERENCE_MISPLACED", data, { where }));
      }
    }
  }
}
