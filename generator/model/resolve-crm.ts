import type { Mapping } from "../spec/schema/mapping-schema.ts";
import type { CrmModel } from "./model.ts";

/** Objects and fields with their defaults, the namespace in front of custom names that lack it. */
export function resolveCrm({ crm }: Mapping): CrmModel {
  const namespace = crm.namespace ?? "";
  const named = (name: string): string => withNamespace(namespace, name);
  const { objects = {}, opportunity = {}, solution = {}, account = {}, contact = {}, lead = {} } = crm;
  const { permissionSets = {}, validationRules = {}, listViews = {}, pages = {} } = crm;
  return {
    apiVersion: crm.apiVersion ?? "58.0",
    namespace,
    currency: crm.currency ?? { mode: "multi" },
    countryStyle: crm.country?.style ?? "iso2",
    closingTime: crm.closingTime ?? "noonUtc",
    teams: crm.teams ?? true,
    objects: {
      opportunity: named(objects.opportunity ?? "Opportunity"),
      account: named(objects.account ?? "Account"),
      contact: named(objects.contact ?? "Contact"),
      lead: named(objects.lead ?? "Lead"),
      solution: named(objects.solution ?? "Microsoft_Partner_Center_Solution__c"),
    },
    opportunity: {
      sync: named(opportunity.sync ?? "Sync_with_Partner_Center__c"),
      referralIdentifier: named(opportunity.referralIdentifier ?? "Referral_Identifier__c"),
      referralLink: named(opportunity.referralLink ?? "Referral_Link__c"),
      audit: named(opportunity.audit ?? "Audit__c"),
      state: named(opportunity.state ?? "Partner_Center_Sync_State__c"),
      seen: named(opportunity.seen ?? "Partner_Center_Sync_Seen__c"),
      status: named(opportunity.status ?? "Partner_Center_Sync_Status__c"),
      lastSynced: named(opportunity.lastSynced ?? "Partner_Center_Last_Synced__c"),
      solutionCount: named(opportunity.solutionCount ?? "Microsoft_Solution_Count__c"),
      closingReason: named(opportunity.closingReason ?? "Partner_Center_Closing_Reason__c"),
    },
    solution: {
      opportunity: named(solution.opportunity ?? "Opportunity__c"),
      relationship: named(`${solution.relationship ?? "Microsoft_Solutions"}__r`),
      id: named(solution.id ?? "Solution_Id__c"),
      name: named(solution.name ?? "Solution_Name__c"),
      type: named(solution.type ?? "Solution_Type__c"),
      key: named(solution.key ?? "Solution_Key__c"),
    },
    account: { key: named(account.key ?? "Partner_Center_Account_Key__c") },
    contact: { key: named(contact.key ?? "Partner_Center_Contact_Key__c") },
    lead: { referralIdentifier: named(lead.referralIdentifier ?? "Referral_Identifier__c") },
    permissionSets: {
      seller: permissionSets.seller ?? "Cosell_Seller",
      viewer: permissionSets.viewer ?? "Cosell_Viewer",
      integration: permissionSets.integration ?? "Cosell_Integration",
      integrationStatus: permissionSets.integrationStatus ?? "Cosell_Integration_Status",
    },
    customPermission: crm.customPermission ?? "Cosell_Integration_User",
    validationRules: {
      visibility: validationRules.visibility ?? "Visibility_only_one_way",
      integrationFields: validationRules.integrationFields ?? "Integration_fields_not_by_hand",
      clone: validationRules.clone ?? "Clone_saved_with_sync_off",
    },
    listViews: {
      failed: listViews.failed ?? "Partner_Center_Failed",
      pending: listViews.pending ?? "Partner_Center_Pending",
      solutions: listViews.solutions ?? "All",
    },
    pages: {
      ...pages,
      section: pages.section ?? "Microsoft Partner Center",
      solutionNumber: pages.solutionNumber ?? "Solution Number",
    },
    existing: (crm.existing ?? []).map((path) => path.split(".").map(named).join(".")),
    labels: Object.fromEntries(Object.entries(crm.labels ?? {}).map(([name, label]) => [named(name), label])),
    orgSettings: {
      notes: crm.orgSettings?.notes ?? false,
      opportunityTeams: crm.orgSettings?.opportunityTeams ?? false,
    },
  };
}

/** `Audit__c` in the package `acme` is `acme__Audit__c`; standard names and names with a namespace stay. */
export function withNamespace(namespace: string, name: string): string {
  const isBareCustomName = /^[^_]+(?:_[^_]+)*__(?:c|r)$/.test(name);
  return namespace === "" || !isBareCustomName ? name : `${namespace}__${name}`;
}
