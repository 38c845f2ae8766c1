/**
 * The resolved mapping: every default filled in, every reference followed, every id fixed. Frozen.
 * Emitters read this and nothing else. Domain words here; platform spellings only inside the emitters.
 */
export interface Model {
  readonly solution: SolutionModel;
  readonly connectors: ConnectorsModel;
  readonly connectionReferences: Readonly<Record<ConnectionRole, ConnectionReferenceModel>>;
  /** In the order of the mapping. */
  readonly variables: readonly EnvironmentVariableModel[];
  readonly crm: CrmModel;
  /** One row for each line of the field map that takes part in the sync; amount and currency are `money`, not rows. */
  readonly fields: readonly FieldModel[];
  readonly money: MoneyModel;
  readonly sets: SetsModel;
  readonly stages: StagesModel;
  readonly closingReasons: ClosingReasonsModel;
  readonly deals: DealsModel;
  /** The emitted flows in activation order. */
  readonly flows: readonly FlowModel[];
  readonly flowOptions: FlowOptionsModel;
  readonly environments: readonly EnvironmentModel[];
}

/** The place of the mapping that made a thing: the path of its node, for `origin` in the manifest. */
export type Origin = readonly (string | number)[];

export interface PublisherModel {
  readonly uniqueName: string;
  readonly displayName: string;
  readonly prefix: string;
  readonly optionValuePrefix: number;
  readonly email?: string;
  readonly website?: string;
}

export interface SolutionIdentity {
  readonly uniqueName: string;
  readonly displayName: string;
  readonly description: string;
  /** Four numbers, `1.2.0.7`. */
  readonly version: string;
}

export type Layout = "single" | "split";

export interface SolutionModel extends SolutionIdentity {
  readonly introducedVersion: string;
  readonly publisher: PublisherModel;
  readonly layouts: readonly Layout[];
  readonly connectorSolution: SolutionIdentity;
}

export type ConnectorRole = "referrals" | "events";

export interface ConnectorModel {
  readonly role: ConnectorRole;
  /** Component id (GUID, lower case). */
  readonly id: string;
  /** Logical name with prefix: `csl_cosellreferrals`. */
  readonly name: string;
  readonly title: string;
  readonly clientId: string;
  /** Internal API name used by flows and references: `shared_csl-5f…`; the suffix is a placeholder of the platform's shape. */
  readonly apiName: string;
  readonly origin: Origin;
}

export interface ConnectorsModel {
  readonly mode: "custom" | "certified";
  readonly tenant: string;
  readonly referrals: ConnectorModel;
  readonly events: ConnectorModel;
}

export type ConnectionRole = ConnectorRole | "salesforce" | "dataverse";

export interface ConnectionReferenceModel {
  readonly role: ConnectionRole;
  readonly name: string;
  readonly displayName: string;
  /** `shared_salesforce`, `shared_commondataserviceforapps`, or the API name of the connector. */
  readonly apiName: string;
  /** Present exactly when the reference points to a custom connector of ours. */
  readonly connectorId?: string;
  /** Logical name of that custom connector. */
  readonly connectorName?: string;
  readonly origin: Origin;
}

export type VariableKey =
  | "displayCheckMark"
  | "activeStage"
  | "onHoldStage"
  | "countryField"
  | "dealValueField"
  | "dealCurrencyField"
  | "coSellOnly"
  | "organizationId"
  | "reconcileWatermark";

export type VariableType = "text" | "yesNo" | "number" | "json";

export interface EnvironmentVariableModel {
  readonly key: VariableKey;
  readonly schemaName: string;
  readonly displayName: string;
  readonly description: string;
  readonly type: VariableType;
  readonly default: string | boolean | number | Readonly<Record<string, unknown>>;
  /** The flow that owns the value at run time writes it; it is neither a flow parameter nor in deployment settings. */
  readonly kept: boolean;
  readonly origin: Origin;
}

/** A Salesforce API name, or the environment variable that holds it. */
export type FieldName =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "variable"; readonly variable: VariableKey };

/** All API names with the namespace already in front of custom ones; what has no suffix does without. */
export interface CrmModel {
  readonly apiVersion: string;
  readonly namespace: string;
  readonly currency: { readonly mode: "multi" } | { readonly mode: "single"; readonly code: string };
  readonly countryStyle: "iso2" | "name";
  readonly closingTime: "noonUtc" | "midnightUtc";
  readonly teams: boolean;
  readonly objects: {
    readonly opportunity: string;
    readonly account: string;
    readonly contact: string;
    readonly lead: string;
    readonly solution: string;
  };
  readonly opportunity: Readonly<Record<OpportunityFieldKey, string>>;
  readonly solution: {
    readonly opportunity: string;
    /** Child relationship as SOQL writes it: `Microsoft_Solutions__r`. */
    readonly relationship: string;
    readonly id: string;
    readonly name: string;
    readonly type: string;
    readonly key: string;
  };
  readonly account: { readonly key: string };
  readonly contact: { readonly key: string };
  readonly lead: { readonly referralIdentifier: string };
  readonly permissionSets: Readonly<Record<PermissionSetKey, string>>;
  readonly customPermission: string;
  readonly validationRules: Readonly<Record<ValidationRuleKey, string>>;
  readonly listViews: Readonly<Record<ListViewKey, string>>;
  readonly pages: {
    readonly section: string;
    /** Absent where they follow from the label of the object. */
    readonly solutions?: string;
    readonly solutionNumber: string;
    readonly solutionLayout?: string;
  };
  /** What the Salesforce package leaves out: `Object.Field` or `Object`. */
  readonly existing: readonly string[];
  /** Labels that differ from the usual ones, by API name. */
  readonly labels: Readonly<Record<string, string>>;
  readonly orgSettings: { readonly notes: boolean; readonly opportunityTeams: boolean };
}

/** Whom a permission set is for; the user of the integration has two, of which the second reports that the first is missing. */
export type PermissionSetKey = "seller" | "viewer" | "integration" | "integrationStatus";

export type ValidationRuleKey = "visibility" | "integrationFields" | "clone";

export type ListViewKey = "failed" | "pending" | "solutions";

/** The opportunity fields that the synchronization keeps for itself. */
export type OpportunityFieldKey =
  | "sync"
  | "referralIdentifier"
  | "referralLink"
  | "audit"
  | "state"
  | "seen"
  | "status"
  | "lastSynced"
  | "solutionCount"
  | "closingReason";

export type Direction = "both" | "toCrm" | "toPartnerCenter" | "never";
export type Policy = "crm" | "partnerCenter" | "manual";
export type DealType = "private" | "partnerLed" | "coSell";
export type ValueType = "text" | "number" | "date" | "dateTime" | "boolean";

/**
 * When a value may move after creation.
 * `always`: until the deal is closed. `beforeSharing`: until Microsoft has been asked. `oneWay`: a boolean that only goes to true.
 * `creation`: only when one side is created from the other.
 */
export type FieldPhase = "always" | "beforeSharing" | "oneWay" | "creation";

export interface FieldModel {
  /** Stable key in the stored state and in action outputs: from the referral property, `details.notes` → `detailsNotes`. */
  readonly key: string;
  readonly label: string;
  readonly crm: { readonly object: "opportunity" | "account"; readonly field: FieldName };
  /** Property of the referral, `details.closingDateTime`. */
  readonly referral: string;
  readonly type: ValueType;
  readonly direction: Exclude<Direction, "never">;
  readonly policy: Policy;
  readonly phase: FieldPhase;
  /** What the field is to the flows, where it is more than a value that moves. */
  readonly role?: "name" | "closingDate" | "notes" | "visibility" | "help" | "country";
  /** Longest text each side takes, in UTF-16 units; absent where the side sets no bound. */
  readonly maxLength?: { readonly crm?: number; readonly referral?: number };
  /** JSON-Patch path, absent where Partner Center takes no patch of it. */
  readonly patchPath?: string;
  /** Whether Partner Center is known to take the patch; unproven paths are patched alone. */
  readonly patchProven: boolean;
  /** Salesforce value ⇄ Partner Center value; absent where values pass unchanged. */
  readonly values?: readonly ValuePair[];
  readonly requiredFor: readonly DealType[];
  readonly origin: Origin;
}

export interface ValuePair {
  readonly crm: string;
  readonly referral: string;
}

/** Deal value and currency: one thing, moved and decided together. */
export interface MoneyModel {
  readonly amount: FieldName;
  /** Absent in single-currency organizations. */
  readonly currency?: FieldName;
  readonly direction: Exclude<Direction, "never">;
  readonly policy: Policy;
  readonly requiredFor: readonly DealType[];
  readonly origin: Origin;
}

export interface SetModel {
  readonly direction: Direction;
  readonly policy: Policy;
  readonly origin: Origin;
}

export interface SetsModel {
  readonly solutions: SetModel & { readonly types: readonly string[] };
  readonly contacts: SetModel;
  readonly team: SetModel;
}

export interface StagesModel {
  readonly policy: Policy;
  /** Salesforce stages that close the deal as won; the first is the one written. */
  readonly won: readonly string[];
  readonly lost: readonly string[];
  /** Open stages with a sales stage for Partner Center. */
  readonly active: readonly { readonly stage: string; readonly salesStage?: string }[];
  readonly incoming: {
    readonly won: string;
    readonly lost: string;
    readonly declined: string;
    readonly expired: string;
    readonly error: string;
  };
  readonly origin: Origin;
}

export interface ClosingReasonsModel {
  readonly default: string;
  readonly values: readonly ValuePair[];
}

export interface DealsModel {
  readonly qualification: string;
  readonly consentToContact: boolean;
  readonly consentToShareInfoWithOthers: boolean;
  readonly attributes: readonly { readonly type: string; readonly id: string }[];
  readonly notesRequired: boolean;
  readonly pastClosingDate: "refuse" | "shift";
  readonly portalDeals: boolean;
  readonly patchName: boolean;
}

export type FlowKey =
  | "webhookRegistration"
  | "customize"
  | "createReferral"
  | "microsoftUpdates"
  | "partnerCenterToSalesforce"
  | "salesforceToPartnerCenter"
  | "opportunityToPartnerCenter"
  | "solutionsToPartnerCenter"
  | "reconcile";

export interface FlowModel {
  readonly key: FlowKey;
  /** WorkflowId: GUID, lower case, never changes. */
  readonly id: string;
  /** Name that makers see, ≤ 80 characters. */
  readonly name: string;
  /** ≤ 256 characters. */
  readonly description: string;
  readonly customizable: boolean;
  readonly origin: Origin;
}

export interface RetryModel {
  readonly type: "exponential" | "fixed" | "none";
  readonly count: number;
  readonly interval: string;
  readonly minimumInterval: string;
  readonly maximumInterval: string;
}

export interface FlowOptionsModel {
  readonly pollingMinutes: number;
  readonly glyphOnError: boolean;
  readonly auditMaxLength: number;
  readonly leads: boolean;
  readonly retry: RetryModel;
  readonly reconcile: {
    readonly enabled: boolean;
    readonly intervalMinutes: number;
    readonly windowHours: number;
    readonly maxPerRun: number;
  };
}

export interface EnvironmentModel {
  readonly name: string;
  /** Address of the Dataverse environment, without a slash at the end. */
  readonly url?: string;
  /** Alias or user name by which `sf` knows the Salesforce org. */
  readonly salesforceOrg?: string;
  /** Name of the Azure Key Vault with the secrets of its deployment. */
  readonly secretStore?: string;
  /** Ids of connections there. */
  readonly connections: Readonly<Partial<Record<ConnectionRole, string>>>;
  /** Current values to set there, by variable. */
  readonly variables: Readonly<Partial<Record<VariableKey, string>>>;
  readonly origin: Origin;
}
