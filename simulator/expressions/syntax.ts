/** Where something stands in its template, in UTF-16 units from 0; `end` is behind its last character. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** An expression. Numbers keep their text, because a JavaScript number would lose digits and what makes it a float. */
export type Expression =
  | ({ readonly kind: "text"; readonly value: string } & Span)
  | ({ readonly kind: "number"; readonly text: string } & Span)
  | ({ readonly kind: "constant"; readonly value: true | false | null } & Span)
  | CallExpression
  | AccessExpression;

export type CallExpression = {
  readonly kind: "call";
  /** As it is spelled; functions are found without regard to case. */
  readonly name: string;
  readonly arguments: readonly Expression[];
} & Span;

/** `target.name`, `target[key]`, and with `safe` `target?.name`, `target?[key]`. A dotted name is a text key. */
export type AccessExpression = {
  readonly kind: "access";
  readonly target: Expression;
  readonly key: Expression;
  readonly safe: boolean;
  readonly dotted: boolean;
} & Span;

/** A string as it stands in a flow. */
export type Template =
  /** No expression in it: `value` is the text with its escapes undone. */
  | { readonly kind: "literal"; readonly value: string }
  /** `@expression`: any type. */
  | { readonly kind: "expression"; readonly expression: Expression }
  /** Text with `@{expression}` in it: always a text. */
  | { readonly kind: "interpolation"; readonly parts: readonly TemplatePart[] };

export type TemplatePart =
  | ({ readonly kind: "text"; readonly value: string } & Span)
  | ({ readonly kind: "expression"; readonly expression: Expression } & Span);
