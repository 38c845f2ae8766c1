import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";
import { runCodes } from "../codes.ts";
import { durationMilliseconds } from "./duration.ts";

export type Path = readonly (string | number)[];

/** Where a finding goes, and which file it is about. */
export interface Report {
  readonly file: string;
  readonly findings: Diagnostic[];
}

/**
 * One object of a flow file, read setting by setting. A setting that nobody has asked for when `done` is called is a
 * finding, so that no setting can be passed over in silence.
 */
export class Settings {
  /** What the object is, in words: "the action Read_the_referral". */
  readonly what: string;
  readonly path: Path;
  readonly report: Report;
  readonly #members: Readonly<Record<string, unknown>>;
  readonly #asked = new Set<string>();

  constructor(what: string, value: unknown, path: Path, report: Report) {
    this.what = what;
    this.path = path;
    this.report = report;
    this.#members = isObject(value) ? value : {};
    if (!isObject(value)) this.invalid(undefined, "an object");
  }

  has(key: string): boolean {
    return this.#members[key] !== undefined;
  }

  /** Any value; undefined where the setting is not there. */
  value(key: string): unknown {
    this.#asked.add(key);
    return Object.hasOwn(this.#members, key) ? this.#members[key] : undefined;
  }

  required(key: string): unknown {
    const value = this.value(key);
    if (value === undefined) this.missing(key);
    return value;
  }

  text(key: string): string | undefined {
    return this.#typed(key, "a text", (value): value is string => typeof value === "string");
  }

  requiredText(key: string): string {
    const text = this.text(key);
    if (text === undefined && !this.has(key)) this.missing(key);
    return text ?? "";
  }

  /** One of a few words, in any case; gives the word as it is spelled here. */
  word<Word extends string>(key: string, words: readonly Word[]): Word | undefined {
    const value = this.value(key);
    if (value === undefined || value === null) return undefined;
    const found = words.find(
      (word) => typeof value === "string" && word.toLowerCase() === value.toLowerCase(),
    );
    if (found === undefined) this.invalid(key, `one of ${words.join(", ")}`);
    return found;
  }

  /** A whole number within bounds, both included. */
  count(key: string, least: number, most: number): number | undefined {
    return this.#typed(
      key,
      `a whole number from ${least} to ${most}`,
      (value): value is number =>
        typeof value === "number" && Number.isInteger(value) && value >= least && value <= most,
    );
  }

  /** An ISO 8601 duration, in milliseconds. */
  duration(key: string): number | undefined {
    const text = this.text(key);
    if (text === undefined) return undefined;
    const milliseconds = durationMilliseconds(text);
    if (milliseconds === undefined) this.invalid(key, "an ISO 8601 duration such as PT2M");
    return milliseconds;
  }

  list(key: string): readonly unknown[] | undefined {
    return this.#typed(key, "an array", (value): value is readonly unknown[] => Array.isArray(value));
  }

  /** The settings of an inner object. */
  inner(key: string, what = `${key} of ${this.what}`): Settings | undefined {
    const value = this.value(key);
    return value === undefined ? undefined : new Settings(what, value, [...this.path, key], this.report);
  }

  requiredInner(key: string, what?: string): Settings {
    const inner = this.inner(key, what);
    if (inner !== undefined) return inner;
    this.missing(key);
    // One finding is enough: what else would be missing inside is not worth saying.
    return new Settings(this.what, {}, [...this.path, key], { file: this.report.file, findings: [] });
  }

  keys(): readonly string[] {
    return Object.keys(this.#members);
  }

  /** Settings that mean nothing while a flow runs: what the designer keeps for itself. */
  allow(...keys: readonly string[]): void {
    for (const key of keys) this.#asked.add(key);
  }

  missing(key: string): void {
    this.report.findings.push(
      runCodes.finding(
        "SETTING_MISSING",
        { what: this.what, setting: key },
        { where: placeOf(this.report, this.path) },
      ),
    );
  }

  invalid(key: string | undefined, expected: string): void {
    const path = key === undefined ? this.path : [...this.path, key];
    const setting = key ?? "the value";
    this.report.findings.push(
      runCodes.finding(
        "SETTING_INVALID",
        { what: this.what, setting, expected },
        { where: placeOf(this.report, path) },
      ),
    );
  }

  /** Reports what nobody has asked for. */
  done(): void {
    for (const key of Object.keys(this.#members)) {
      if (this.#asked.has(key)) continue;
      this.report.findings.push(
        runCodes.finding(
          "SETTING_UNKNOWN",
          { what: this.what, setting: key },
          { where: placeOf(this.report, [...this.path, key]), allowed: [...this.#asked] },
        ),
      );
    }
  }

  #typed<Type>(key: string, expected: string, fits: (value: unknown) => value is Type): Type | undefined {
    const value = this.value(key);
    if (value === undefined) return undefined;
    if (fits(value)) return value;
    this.invalid(key, expected);
    return undefined;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function placeOf(report: Report, path: Path): { readonly file: string; readonly path: Path } {
  return { file: report.file, path };
}

/** RFC 6901. */
export function pointerOf(path: Path): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
