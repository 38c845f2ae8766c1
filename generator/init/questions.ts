import { createHash } from "node:crypto";
import { type Edit, scalarText } from "./edit-yaml.ts";

/** What a new mapping can be told. The answers are texts, as they are typed. */
export type QuestionId =
  | "publisher"
  | "prefix"
  | "solution"
  | "displayName"
  | "clientId"
  | "tenant"
  | "namespace"
  | "currency"
  | "dealValueField"
  | "countryField"
  | "teams"
  | "onHoldStage"
  | "activeStage"
  | "wonStage"
  | "lostStage"
  | "deals"
  | "environments";

export type Answers = Readonly<Record<QuestionId, string>>;

export interface Question {
  readonly id: QuestionId;
  /** The option that answers it, `--on-hold-stage`, and what stands behind it in the help. */
  readonly flag: string;
  readonly placeholder: string;
  /** What a person is asked. */
  readonly prompt: string;
  /** What the help says. */
  readonly about: string;
  /** The answers that can be chosen from, where not every text is one. */
  readonly choices?: readonly { readonly value: string; readonly name: string }[];
  /** Whether people are asked. What few need to know is an option only, with its default. */
  readonly asked: boolean;
  /** The answer that is proposed, from those before it. */
  readonly fallback: (before: Partial<Answers>, folder: string) => string;
  /** What the answer changes in the default mapping. */
  readonly edits: (answer: string) => readonly Edit[];
}

/** In the order in which they are asked. */
export const questions: readonly Question[] = [
  {
    id: "publisher",
    flag: "--publisher",
    placeholder: "name",
    prompt: "Name of your company, which publishes the solution",
    about: "your company, as makers read it",
    asked: true,
    fallback: (_, folder) => companyName(folder),
    edits: (name) => [
      { path: ["solution", "publisher", "displayName"], value: name },
      { path: ["solution", "publisher", "uniqueName"], value: identifier(name, "partner").toLowerCase() },
    ],
  },
  {
    id: "prefix",
    flag: "--prefix",
    placeholder: "letters",
    prompt: "Prefix of its names in Dataverse, permanent",
    about: "in front of every name in Dataverse; permanent, 2 to 8 letters and digits",
    asked: true,
    fallback: ({ publisher = "" }) => proposedPrefix(publisher),
    edits: (prefix) => [
      { path: ["solution", "publisher", "prefix"], value: prefix },
      { path: ["solution", "publisher", "optionValuePrefix"], value: optionValuePrefix(prefix) },
    ],
  },
  {
    id: "solution",
    flag: "--solution",
    placeholder: "name",
    prompt: "Unique name of the solution, permanent",
    about: "unique name of the solution; permanent, the key of every upgrade",
    asked: true,
    fallback: ({ publisher = "" }) => `${identifier(publisher, "Partner")}CosellSync`,
    edits: (name) => [
      { path: ["solution", "uniqueName"], value: name },
      { path: ["solution", "connectorSolution", "uniqueName"], value: connectorSolution(name) },
    ],
  },
  {
    id: "displayName",
    flag: "--display-name",
    placeholder: "name",
    prompt: "Name of the solution, as makers read it",
    about: "name of the solution, as makers read it",
    asked: false,
    fallback: () => "Partner Center Referrals Synchronization for Salesforce",
    edits: (name) => [{ path: ["solution", "displayName"], value: name }],
  },
  {
    id: "clientId",
    flag: "--client-id",
    placeholder: "guid",
    prompt: "Client id of the app registration in Entra",
    about: "app registration in Entra that the connectors sign in with",
    asked: false,
    fallback: () => "00000000-0000-0000-0000-000000000000",
    edits: (id) => [
      { path: ["connectors", "referrals", "clientId"], value: id },
      { path: ["connectors", "events", "clientId"], value: id },
    ],
  },
  {
    id: "tenant",
    flag: "--tenant",
    placeholder: "tenant",
    prompt: "Entra tenant of the app registration",
    about: "Entra tenant of the app registration: a GUID, a domain, or common",
    asked: false,
    fallback: () => "common",
    edits: (tenant) => [{ path: ["connectors", "tenant"], value: tenant }],
  },
  {
    id: "namespace",
    flag: "--namespace",
    placeholder: "name",
    prompt: "Salesforce namespace of the custom fields, empty for none",
    about: 'Salesforce namespace of the custom fields, "" for none',
    asked: true,
    fallback: () => "",
    edits: (name) => [{ path: ["crm", "namespace"], value: name }],
  },
  {
    id: "currency",
    flag: "--currency",
    placeholder: "code",
    prompt: "Currency of opportunities: multi, or one code such as EUR",
    about: "multi where Salesforce has CurrencyIsoCode, or one code such as EUR",
    asked: true,
    fallback: () => "multi",
    edits: (code) => [
      {
        path: ["crm", "currency"],
        text: code === "multi" ? "{ mode: multi }" : `{ mode: single, code: ${scalarText(code)} }`,
      },
    ],
  },
  {
    id: "dealValueField",
    flag: "--deal-value-field",
    placeholder: "field",
    prompt: "Field of the opportunity with the deal value",
    about: "field of the opportunity with the deal value",
    asked: false,
    fallback: () => "Amount",
    edits: (field) => [{ path: ["environmentVariables", "dealValueField", "default"], value: field }],
  },
  {
    id: "countryField",
    flag: "--country-field",
    placeholder: "field",
    prompt: "Field of the account with the two-letter country code",
    about: "field of the account with the two-letter country code",
    asked: false,
    fallback: () => "BillingCountry",
    edits: (field) => [{ path: ["environmentVariables", "countryField", "default"], value: field }],
  },
  {
    id: "teams",
    flag: "--teams",
    placeholder: "yes|no",
    prompt: "Are Opportunity Teams enabled in Salesforce?",
    about: "whether Opportunity Teams are enabled in Salesforce",
    choices: [
      { value: "yes", name: "yes" },
      { value: "no", name: "no" },
    ],
    asked: false,
    fallback: () => "yes",
    edits: (answer) => [{ path: ["crm", "teams"], value: answer === "yes" }],
  },
  {
    id: "onHoldStage",
    flag: "--on-hold-stage",
    placeholder: "stage",
    prompt: "Sales stage of deals that nobody has accepted yet",
    about: "sales stage of deals from Microsoft that nobody has accepted yet",
    asked: true,
    fallback: () => "Prospecting",
    edits: (stage) => [{ path: ["environmentVariables", "onHoldStage", "default"], value: stage }],
  },
  {
    id: "activeStage",
    flag: "--active-stage",
    placeholder: "stage",
    prompt: "Sales stage of accepted deals",
    about: "sales stage of deals that are accepted",
    asked: true,
    fallback: () => "Qualification",
    edits: (stage) => [{ path: ["environmentVariables", "activeStage", "default"], value: stage }],
  },
  {
    id: "wonStage",
    flag: "--won-stage",
    placeholder: "stage",
    prompt: "Sales stage of won deals",
    about: "sales stage of deals that are won",
    asked: true,
    fallback: () => "Closed Won",
    edits: (stage) => [
      { path: ["stages", "won", 0, "stage"], value: stage },
      { path: ["stages", "incoming", "won"], value: stage },
    ],
  },
  {
    id: "lostStage",
    flag: "--lost-stage",
    placeholder: "stage",
    prompt: "Sales stage of lost, declined and expired deals",
    about: "sales stage of deals that are lost, declined or expired",
    asked: true,
    fallback: () => "Closed Lost",
    edits: (stage) => [
      { path: ["stages", "lost", 0, "stage"], value: stage },
      ...["lost", "declined", "expired", "error"].map((key) => ({
        path: ["stages", "incoming", key],
        value: stage,
      })),
    ],
  },
  {
    id: "deals",
    flag: "--deals",
    placeholder: "kind",
    prompt: "Which deals come to Salesforce?",
    about: "which deals come to Salesforce: coSell, or all with leads, too",
    choices: [
      { value: "coSell", name: "co-sell and pipeline-sharing deals" },
      { value: "all", name: "these, and leads from Microsoft" },
    ],
    asked: true,
    fallback: () => "coSell",
    edits: (kind) => [{ path: ["environmentVariables", "coSellOnly", "default"], value: kind === "coSell" }],
  },
  {
    id: "environments",
    flag: "--environments",
    placeholder: "names",
    prompt: "Environments in their order, with commas between",
    about: "where it will be deployed, in this order, with commas between",
    asked: true,
    fallback: () => "staging,production",
    edits: (names) => [
      { path: ["environments"], items: listed(names).map((name) => `{ name: ${scalarText(name)} }`) },
    ],
  },
];

/** `staging, production` as a list. */
export function listed(names: string): readonly string[] {
  return names
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/** `contoso-ltd` as a company would write it; a folder whose name says nothing leaves the default. */
function companyName(folder: string): string {
  const words = folder.split(/[^A-Za-z0-9]+/).filter((word) => /^[A-Za-z]/.test(word));
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ") || "Partner";
}

/** Letters and digits of a name, a letter first. */
function identifier(name: string, otherwise: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9]+/g, "")
    .replace(/^\d+/, "");
  return plain === "" ? otherwise : plain.slice(0, 40);
}

function proposedPrefix(publisher: string): string {
  const letters = identifier(publisher, "partner").toLowerCase();
  const short = letters.slice(0, 8);
  // Reserved by the platform, and too short: two letters at least.
  return short.startsWith("mscrm") || short.length < 2 ? `p${letters.slice(0, 7)}` : short;
}

/** `FabrikamCosellSync` → `FabrikamCosellConnectors`. */
function connectorSolution(name: string): string {
  return /Sync$/.test(name) ? name.replace(/Sync$/, "Connectors") : `${name}Connectors`;
}

/**
 * Five digits, the same for the same prefix. The platform proposes a number from the letters of the prefix, too
 * (Power Apps documentation, create a solution publisher).
 */
function optionValuePrefix(prefix: string): number {
  return 10_000 + (createHash("sha256").update(prefix.toLowerCase()).digest().readUInt32BE() % 90_000);
}
