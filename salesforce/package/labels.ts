import type { CrmModel } from "../../generator/model/model.ts";

/** `acme__Audit__c` → `Audit`. */
export function bareName(name: string): string {
  return name.replace(/__[cr]$/, "").replace(/^[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*__/, "");
}

/** What Salesforce shows for a name: as the mapping says, else as usual under that name, else the name in words. */
export function labelOf(crm: CrmModel, name: string, usual?: string): string {
  const bare = bareName(name);
  return crm.labels[name] ?? usual ?? usualLabels[bare] ?? bare.replaceAll("_", " ");
}

/** Where the label says more than the name: as on the screens of Microsoft's own package. */
const usualLabels: Readonly<Record<string, string>> = {
  Sync_with_Partner_Center: "Sync With Partner Center",
  How_can_Microsoft_help: "How can Microsoft help?",
  Referral_visible_to_Microsoft_sellers: "Referral visible to Microsoft sellers?",
};
