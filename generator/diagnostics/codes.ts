import type { Diagnostic, NextAction, Place, Severity } from "./diagnostic.ts";
import { shortened } from "./shortened.ts";

/**
 * One code, declared once. `message` may hold `{name}` placeholders, filled from the `data` of the finding;
 * `next` is what a user can do about it, in one sentence.
 */
export interface CodeDeclaration {
  readonly severity: Severity;
  readonly message: string;
  readonly why?: string;
  readonly next: string;
}

type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

export type DataOf<Declaration extends CodeDeclaration> = Readonly<
  Record<Placeholders<Declaration["message"] | Declaration["next"]>, string | number>
>;

/** What a finding adds to its declaration. */
export interface FindingDetails {
  readonly where?: Place;
  readonly allowed?: readonly string[];
  readonly nextActions?: readonly NextAction[];
  readonly why?: string;
}

/** Every code of one area: `MAP.FIELD_UNKNOWN` is declared under the key `FIELD_UNKNOWN` of the area `MAP`. */
export interface CodeArea<Declarations extends Record<string, CodeDeclaration>> {
  readonly area: string;
  readonly declarations: Declarations;
  /** Makes a finding of a declared code; the compiler asks for every placeholder of its texts. */
  readonly finding: <Key extends keyof Declarations & string>(
    key: Key,
    data: DataOf<Declarations[Key]>,
    details?: FindingDetails,
  ) => Diagnostic;
}

export function declareCodes<const Declarations extends Record<string, CodeDeclaration>>(
  area: string,
  declarations: Declarations,
): CodeArea<Declarations> {
  return {
    area,
    declarations,
    finding: (key, data, details = {}) => {
      const declaration: CodeDeclaration | undefined = declarations[key];
      if (declaration === undefined) throw new TypeError(`${area}.${key} is not a declared code`);
      const code = `${area}.${key}`;
      const next: NextAction = { kind: "edit-file", label: fill(declaration.next, data) };
      const why = details.why ?? declaration.why;
      return {
        code,
        severity: declaration.severity,
        message: fill(declaration.message, data),
        ...(why === undefined ? {} : { why }),
        ...(details.allowed === undefined ? {} : { allowed: details.allowed }),
        ...(details.where === undefined ? {} : { where: details.where }),
        nextActions: [...(details.nextActions ?? []), next],
        docs: `docs/codes/${code}.md`,
      };
    },
  };
}

/** Characters of one value that a message quotes: names in somebody else's file can have millions. */
export const maximumQuoted = 2_000;

function fill(text: string, data: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const value = data[name];
    return value === undefined ? whole : shortened(String(value), maximumQuoted);
  });
}
