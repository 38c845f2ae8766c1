/** Behaviours of the platform's connector host that no source confirms; every one has a test for each setting. */
export interface Quirks {
  readonly "null-where-typed": "tolerated" | "refused";
  readonly "response-types": "checked" | "unchecked";
  readonly "optional-null-parameter": "left-out" | "sent-empty";
}

export interface Quirk<Id extends keyof Quirks = keyof Quirks> {
  readonly id: Id;
  readonly source: string;
  readonly description: string;
  readonly settings: readonly Quirks[Id][];
  readonly default: Quirks[Id];
}

const quirk = <Id extends keyof Quirks>(
  id: Id,
  source: string,
  description: string,
  settings: readonly [Quirks[Id], Quirks[Id]],
): Quirk<Id> => ({ id, source, description, settings, default: settings[0] });

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
} as const satisfies { readonly [Id in keyof Quirks]: Quirk<Id> };

/** The defaults with the given settings over them. */
export function resolveQuirks(settings: Partial<Quirks> = {}): Quirks {
  return {
    "null-where-typed": quirkTable["null-where-typed"].default,
    "response-types": quirkTable["response-types"].default,
    "optional-null-parameter": quirkTable["optional-null-parameter"].default,
    ...settings,
  };
}
