import { type QuirkTable, quirkMaker, resolve } from "../world/quirk.ts";

/** Behaviours of the platform's connector host that no source confirms; every one has a test for each setting. */
export interface Quirks {
  readonly "null-where-typed": "tolerated" | "refused";
  readonly "response-types": "checked" | "unchecked";
  readonly "optional-null-parameter": "left-out" | "sent-empty";
}

const quirk = quirkMaker<Quirks>();

/** Every quirk; the first setting is the default. */
export const quirkTable = {
  "null-where-typed": quirk(
    "null-where-typed",
    "error texts of the run view name the type Null; yet the certified Partner Center connector declares plain texts and is answered with nulls",
    "Whether null may stand where the definition declares a type without x-nullable, in bodies and in answers.",
    ["tolerated", "refused"],
  ),
  "response-types": quirk(
    "response-types",
    "MicrosoftDocs/dynamics-365-unified-operations-public, issue 2248: 'returned an invalid response for workflow operation'",
    "Whether an answer whose types differ from the response schema fails the action with BadGateway.",
    ["checked", "unchecked"],
  ),
  "optional-null-parameter": quirk(
    "optional-null-parameter",
    "the designer omits a key that is not set; what a null at run time does is not stated anywhere",
    "Whether an optional path, query or header parameter whose value is null is left out or sent without a value.",
    ["left-out", "sent-empty"],
  ),
} as const satisfies QuirkTable<Quirks>;

/** The defaults with the given settings over them. */
export function resolveQuirks(settings: Partial<Quirks> = {}): Quirks {
  return resolve<Quirks>(quirkTable, settings);
}
