import { type QuirkTable, quirkMaker, resolve } from "../../world/quirk.ts";

/** Behaviours of Dataverse that no source confirms; every one has a test for each of its settings. */
export interface Quirks {
  readonly "update-is-upsert": "yes" | "no";
  readonly "same-version-import": "refused" | "accepted";
  readonly "flow-state-on-import": "as-packaged" | "off";
  readonly "managed-flow-switch": "allowed" | "refused";
  readonly "custom-connector-suffix": "kept" | "relinked";
  readonly "empty-default": "no-value" | "empty-text";
  readonly "changed-variable-reaches-flow": "when-turned-on" | "at-once";
}

const quirk = quirkMaker<Quirks>();

/** Every quirk; the first setting is the default. */
export const quirkTable = {
  "update-is-upsert": quirk(
    "update-is-upsert",
    "product knowledge; the connector reference of Dataverse does not say it",
    "Whether updating a row that does not exist creates it, unless If-Match is sent.",
    ["yes", "no"],
  ),
  "same-version-import": quirk(
    "same-version-import",
    "learn.microsoft.com, update-solutions: a version must be higher; the server's answer is not documented",
    "Whether importing the installed version once more is refused or carried out as an update.",
    ["refused", "accepted"],
  ),
  "flow-state-on-import": quirk(
    "flow-state-on-import",
    "a secondary source says so; other reports find every imported flow off",
    "Whether a new flow that was on in the package is turned on by an import that publishes workflows.",
    ["as-packaged", "off"],
  ),
  "managed-flow-switch": quirk(
    "managed-flow-switch",
    "no public source; public managed solutions with locked flows are deployed and turned on",
    "Whether a managed flow that is not customizable can be turned on and off.",
    ["allowed", "refused"],
  ),
  "custom-connector-suffix": quirk(
    "custom-connector-suffix",
    "seen in exported solutions: the suffix differs per environment; how a first import treats it is not documented",
    "Whether a custom connector keeps the internal name of the package or gets one of the environment.",
    ["kept", "relinked"],
  ),
  "empty-default": quirk(
    "empty-default",
    "two public repositories report it and contradict each other about an empty default element",
    "Whether a variable with an empty default and no value keeps its flows from being turned on.",
    ["no-value", "empty-text"],
  ),
  "changed-variable-reaches-flow": quirk(
    "changed-variable-reaches-flow",
    "widely reported; EnvironmentVariables.md says up to an hour",
    "Whether a value changed while a flow is on reaches it only when it is turned off and on.",
    ["when-turned-on", "at-once"],
  ),
} as const satisfies QuirkTable<Quirks>;

/** The defaults with the given settings over them. */
export function resolveQuirks(settings: Partial<Quirks> = {}): Quirks {
  return resolve<Quirks>(quirkTable, settings);
}
