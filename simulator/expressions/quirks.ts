import { type QuirkTable, quirkMaker, resolve } from "../world/quirk.ts";

/** Semantics of the expression language that no source confirms; every one has a test for each of its settings. */
export interface Quirks {
  readonly "expressions-in-keys": "evaluated" | "literal";
  readonly "slash-keys": "whole-first" | "always-split";
  readonly "call-mistakes": "when-compiled" | "when-evaluated";
  readonly "missing-action": "error" | "null";
  readonly "equals-boolean-number": "different" | "equal";
  readonly "integer-overflow": "error" | "float";
  readonly "rand-maximum": "exclusive" | "inclusive";
  readonly "nth-from-the-end": "counted" | "none";
  readonly "whole-floats-in-json": "kept" | "integer";
  readonly "json-text": "lenient" | "strict";
  readonly "single-xml-element": "object" | "array";
  readonly "iana-time-zones": "refused" | "accepted";
  readonly "sort-text": "by-code" | "ignoring-case";
}

const quirk = quirkMaker<Quirks>();

/** Every quirk; the first setting is the default. */
export const quirkTable = {
  "expressions-in-keys": quirk(
    "expressions-in-keys",
    "the documentation speaks of values only",
    "Whether an expression in the name of a property is evaluated.",
    ["evaluated", "literal"],
  ),
  "slash-keys": quirk(
    "slash-keys",
    "not documented; the designer's parser has a switch that always splits",
    "Whether `['a/b']` means the property `a/b` where there is one, or always `b` of `a`.",
    ["whole-first", "always-split"],
  ),
  "call-mistakes": quirk(
    "call-mistakes",
    "Microsoft training text: refused on save; flowforger's measurements: saved, and failing when evaluated",
    "Whether an unknown function or a wrong number of arguments fails a whole template, or only where it is reached.",
    ["when-compiled", "when-evaluated"],
  ),
  "missing-action": quirk(
    "missing-action",
    "palint's readme says null at run time for flows that got in anyway; on save it is an error",
    "What a reference to an action that does not exist gives.",
    ["error", "null"],
  ),
  "equals-boolean-number": quirk(
    "equals-boolean-number",
    "function reference: equals(true, 1) is true; flowforger's measurements: types are told apart",
    "Whether true equals 1 and false equals 0.",
    ["different", "equal"],
  ),
  "integer-overflow": quirk(
    "integer-overflow",
    "not documented",
    "What arithmetic on integers beyond 64 bits gives.",
    ["error", "float"],
  ),
  "rand-maximum": quirk(
    "rand-maximum",
    "function reference: excluded; the platform's own message calls the maximum inclusive",
    "Whether rand() can give its maximum.",
    ["exclusive", "inclusive"],
  ),
  "nth-from-the-end": quirk(
    "nth-from-the-end",
    "function reference: a negative occurrence counts from the end; flowforger's measurements do not cover it",
    "Whether nthIndexOf() counts a negative occurrence from the end or finds nothing.",
    ["counted", "none"],
  ),
  "whole-floats-in-json": quirk(
    "whole-floats-in-json",
    "expected of the platform's JSON library, not confirmed for data",
    "Whether `7.0` in a JSON text stays a float.",
    ["kept", "integer"],
  ),
  "json-text": quirk(
    "json-text",
    "measured by flowforger for Parse JSON only, which reads with the same library",
    "Whether json() takes comments, single quotes, names without quotes and trailing commas.",
    ["lenient", "strict"],
  ),
  "single-xml-element": quirk(
    "single-xml-element",
    "the platform's JSON library makes an object of it; the example of json() in the function reference shows an array",
    "What json() makes of an XML element that has no sibling of its name.",
    ["object", "array"],
  ),
  "iana-time-zones": quirk(
    "iana-time-zones",
    "function reference: names of Windows; newer .NET takes both kinds",
    "Whether a time zone may be named as the rest of the world does: `Europe/Rome`.",
    ["refused", "accepted"],
  ),
  "sort-text": quirk(
    "sort-text",
    "not documented",
    "Whether sort() puts upper case before lower case, or ignores case.",
    ["by-code", "ignoring-case"],
  ),
} as const satisfies QuirkTable<Quirks>;

/** The defaults with the given settings over them. */
export function resolveQuirks(settings: Partial<Quirks> = {}): Quirks {
  return resolve<Quirks>(quirkTable, settings);
}
