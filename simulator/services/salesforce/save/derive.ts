import type { Org } from "../org.ts";
import type { Value } from "../types.ts";
import { round } from "./coerce.ts";
import { assigns, changes, type Draft } from "./context.ts";

/** The columns that follow from others, by object. Runs before the rules, so that rules see them. */
export function derive(org: Org, draft: Draft): void {
  switch (draft.type.name) {
    case "Opportunity":
      deriveOpportunity(org, draft);
      return;
    case "Contact":
    case "Lead":
    case "User":
      draft.values["Name"] = joined(draft.values["FirstName"], draft.values["LastName"]);
      return;
    case "OpportunityTeamMember":
      draft.values["Name"] = nameOf(org, "User", draft.values["UserId"]);
      return;
    case "OpportunityLineItem":
      deriveLineItem(org, draft);
      return;
    default:
      return;
  }
}

/** API name of a forecast category ⇄ the name people see [object reference: Opportunity]. */
const forecastNames: Readonly<Record<string, string>> = {
  Pipeline: "Pipeline",
  BestCase: "Best Case",
  MostLikely: "Most Likely",
  Forecast: "Commit",
  Closed: "Closed",
  Omitted: "Omitted",
};

/**
 * The stage decides whether the deal is closed or won, and sets probability and forecast category unless the same
 * request sets them. A stage the org does not know is open and moves nothing else.
 */
function deriveOpportunity(org: Org, draft: Draft): void {
  const { values } = draft;
  const stage = org.options.stages.find(({ name }) => name === values["StageName"]);
  if (changes(draft, "StageName")) {
    values["IsClosed"] = stage?.closed ?? false;
    values["IsWon"] = stage?.won ?? false;
    if (!assigns(draft, "Probability"))
      values["Probability"] = stage?.probability ?? values["Probability"] ?? 0;
    if (!assigns(draft, "ForecastCategoryName")) {
      values["ForecastCategoryName"] = forecastNames[stage?.forecastCategory ?? "Pipeline"] ?? "Pipeline";
    }
  }
  values["ForecastCategory"] =
    Object.entries(forecastNames).find(([, name]) => name === values["ForecastCategoryName"])?.[0] ??
    "Pipeline";
  const amount = values["Amount"];
  const probability = values["Probability"];
  values["ExpectedRevenue"] =
    typeof amount === "number" && typeof probability === "number"
      ? round((amount * probability) / 100, 2)
      : null;
  const closing = values["CloseDate"];
  if (typeof closing === "string") {
    values["FiscalYear"] = Number(closing.slice(0, 4));
    values["FiscalQuarter"] = Math.ceil(Number(closing.slice(5, 7)) / 3);
  }
}

function deriveLineItem(org: Org, draft: Draft): void {
  const { values } = draft;
  const quantity = values["Quantity"];
  const price = values["UnitPrice"];
  values["TotalPrice"] =
    typeof quantity === "number" && typeof price === "number" ? round(quantity * price, 2) : 0;
  values["Name"] = joined(
    nameOf(org, "Opportunity", values["OpportunityId"]),
    nameOf(org, "Product2", values["Product2Id"]),
  );
}

function nameOf(org: Org, object: string, id: Value | undefined): Value {
  if (typeof id !== "string") return null;
  return org.store.get(org.type(object), id)?.values["Name"] ?? null;
}

function joined(first: Value | undefined, second: Value | undefined): string {
  return [first, second].filter((part) => typeof part === "string" && part !== "").join(" ");
}
