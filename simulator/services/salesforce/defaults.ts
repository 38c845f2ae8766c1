import { connectorThrottle, defaultDailyApiLimit, defaultQueryPageSize } from "./facts.ts";
import type { PermissionSetSchema } from "./schema/model.ts";
import type { OrgOptions, Stage, UserSeed } from "./types.ts";

/** The stages of a new org, with the probabilities Salesforce ships. */
export const defaultStages: readonly Stage[] = [
  stage("Prospecting", 10, "Pipeline"),
  stage("Qualification", 10, "Pipeline"),
  stage("Needs Analysis", 20, "Pipeline"),
  stage("Value Proposition", 50, "Pipeline"),
  stage("Id. Decision Makers", 60, "Pipeline"),
  stage("Perception Analysis", 70, "Pipeline"),
  stage("Proposal/Price Quote", 75, "Pipeline"),
  stage("Negotiation/Review", 90, "Pipeline"),
  { name: "Closed Won", closed: true, won: true, probability: 100, forecastCategory: "Closed" },
  { name: "Closed Lost", closed: true, won: false, probability: 0, forecastCategory: "Omitted" },
];

function stage(name: string, probability: number, forecastCategory: Stage["forecastCategory"]): Stage {
  return { name, closed: false, won: false, probability, forecastCategory };
}

export const defaultOrg: OrgOptions = {
  name: "Contoso",
  instance: "contoso.my.salesforce.com",
  sandbox: false,
  currency: { kind: "multi", corporate: "USD", active: ["USD", "EUR", "GBP"] },
  stateCountryPicklists: false,
  opportunityTeams: true,
  stageNames: "permissive",
  stages: defaultStages,
  duplicateRules: [],
  dailyApiLimit: defaultDailyApiLimit,
  queryPageSize: defaultQueryPageSize,
  connectorThrottle,
};

/** The people of a new org. Each has the permission sets of the package that are for them, whatever these are called. */
export function defaultUsers(permissionSets: readonly PermissionSetSchema[]): readonly UserSeed[] {
  const meantFor = (...purposes: readonly Purpose[]): readonly string[] =>
    permissionSets.filter((set) => purposes.includes(purposeOf(set))).map(({ name }) => name);
  return [
    {
      username: "admin@contoso.example",
      firstName: "Ada",
      lastName: "Admin",
      permissionSets: meantFor("integrate"),
    },
    {
      username: "integration@contoso.example",
      firstName: "Ines",
      lastName: "Integration",
      profile: "minimumAccess",
      permissionSets: meantFor("integrate", "report"),
    },
    {
      username: "seller@contoso.example",
      firstName: "Sam",
      lastName: "Seller",
      permissionSets: meantFor("sell"),
    },
  ];
}

type Purpose = "integrate" | "report" | "sell" | "view";

/** What a permission set is for can be told from what it grants: nothing of it is known by name. */
function purposeOf({ customPermissions, userPermissions, fields }: PermissionSetSchema): Purpose {
  if (customPermissions.length > 0) return "integrate";
  if (userPermissions.includes("ApiEnabled")) return "report";
  return fields.some(({ editable }) => editable) ? "sell" : "view";
}
