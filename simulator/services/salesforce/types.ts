import type { Clock, Random } from "../../world/clock.ts";
import type { Service } from "../../world/service.ts";
import type { Quirks } from "./quirks.ts";
import type { SchemaSource } from "./schema/model.ts";

/** A value as Salesforce keeps and answers it. Dates and date-times are text in Salesforce's own form. */
export type Value = string | number | boolean | null;

/** A record by API names, every readable column present. */
export type FieldValues = Readonly<Record<string, Value>>;

/** One row of the org's stage list (SELECT … FROM OpportunityStage). */
export interface Stage {
  readonly name: string;
  readonly closed: boolean;
  readonly won: boolean;
  readonly probability: number;
  readonly forecastCategory: "Pipeline" | "BestCase" | "MostLikely" | "Forecast" | "Closed" | "Omitted";
  readonly active?: boolean;
}

export type CurrencyMode =
  | { readonly kind: "single"; readonly code: string }
  | { readonly kind: "multi"; readonly corporate: string; readonly active: readonly string[] };

/** A duplicate rule: a new record whose listed fields all equal those of another record matches it. */
export interface DuplicateRule {
  readonly name: string;
  readonly object: string;
  readonly fields: readonly string[];
  /** `block` always refuses; `alert` refuses unless the caller sends allowSave=true. */
  readonly action: "block" | "alert";
}

/** The switches of an org that change what the sync sees. */
export interface OrgOptions {
  readonly name: string;
  /** The host of the org, as an instance URL names it. */
  readonly instance: string;
  readonly sandbox: boolean;
  readonly currency: CurrencyMode;
  /** State and Country/Territory picklists: BillingCountry takes names, BillingCountryCode appears. */
  readonly stateCountryPicklists: boolean;
  readonly opportunityTeams: boolean;
  readonly stageNames: "permissive" | "strict";
  readonly stages: readonly Stage[];
  readonly duplicateRules: readonly DuplicateRule[];
  /** Calls per rolling 24 hours before REQUEST_LIMIT_EXCEEDED. */
  readonly dailyApiLimit: number;
  /** Rows per page of a query. */
  readonly queryPageSize: number;
  /** The connector's own limit; undefined switches it off. */
  readonly connectorThrottle: { readonly calls: number; readonly seconds: number } | undefined;
}

/**
 * What a user may do before any permission set: with a standard profile everything with standard objects; with
 * minimum access (Salesforce's profile of that name) nothing, not even call the API.
 */
export type UserProfile = "standard" | "minimumAccess";

/** A user of the org. `username` is what ServiceRequest.user names. */
export interface UserSeed {
  readonly username: string;
  readonly firstName?: string;
  readonly lastName: string;
  readonly email?: string;
  /** `standard` where nothing is said. */
  readonly profile?: UserProfile;
  readonly permissionSets?: readonly string[];
}

export interface SalesforceOptions {
  readonly clock: Clock;
  /** Decides the org id and the numbering of records. The same seed gives the same org. */
  readonly seed: number;
  /** Replaces the built-in co-sell fields on top of the standard objects. */
  readonly schema?: readonly SchemaSource[];
  readonly org?: Partial<OrgOptions>;
  /** Replaces the default three users: admin, integration and seller at contoso.example. */
  readonly users?: readonly UserSeed[];
  readonly quirks?: Partial<Quirks>;
  /** Only for faults that are drawn at random; nothing else is. */
  readonly random?: Random;
  /** Told of every fault of the org that takes effect. */
  readonly struck?: (fault: "row lock" | "validation rule" | "record delivered twice") => void;
}

/** What an actor's save comes to: the id, or the errors Salesforce would show. */
export type SaveOutcome =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly errors: readonly SalesforceError[] };

/** One error of a Salesforce answer. */
export interface SalesforceError {
  readonly message: string;
  readonly errorCode: string;
  readonly fields?: readonly string[];
  readonly duplicateResult?: unknown;
}

/** A seller at the screen: every save runs the same validation as the API and fires the same triggers. */
export interface Actor {
  readonly create: (object: string, fields: FieldValues) => SaveOutcome;
  readonly edit: (object: string, id: string, fields: FieldValues) => SaveOutcome;
  readonly delete: (object: string, id: string) => SaveOutcome;
  /** The Clone button: copies every createable field the user can see, then applies the changes. */
  readonly clone: (object: string, id: string, changes?: FieldValues) => SaveOutcome;
  /** The Merge button: what belongs to the loser belongs to the master, and the loser is deleted. */
  readonly merge: (object: string, masterId: string, loserId: string) => SaveOutcome;
  /** Adds a product line; from then on the opportunity's Amount is the sum of its lines. */
  readonly addProduct: (
    opportunityId: string,
    product: { readonly name: string; readonly quantity: number; readonly unitPrice: number },
  ) => SaveOutcome;
  /** Several saves in one transaction, as a quick action or a trigger would make them. */
  readonly together: (work: (actor: Actor) => readonly SaveOutcome[]) => readonly SaveOutcome[];
}

export interface ApiUsage {
  /** Calls made to the REST API directly; calls through the connector are counted there. */
  readonly restCalls: number;
  /** Calls to the connector facade. */
  readonly connectorCalls: number;
  /** Calls to the connector facade by operation id. */
  readonly byOperation: Readonly<Record<string, number>>;
  /** Records written, by object. */
  readonly writes: Readonly<Record<string, number>>;
}

/** What scenarios and tests do to the org from outside the API. */
export interface SalesforceControl {
  readonly as: (username: string) => Actor;
  readonly organizationId: () => string;
  readonly userId: (username: string) => string;
  /** The record as an administrator with every field sees it; undefined when it does not exist or is deleted. */
  readonly record: (object: string, id: string) => FieldValues | undefined;
  readonly records: (object: string, where?: FieldValues) => readonly FieldValues[];
  readonly deletedRecords: (object: string) => readonly FieldValues[];
  /** Writes as an automated process: SystemModstamp moves, LastModifiedDate does not; no validation rules. */
  readonly automate: (object: string, id: string, fields: FieldValues) => void;
  /** The org becomes a sandbox copy: another organization id, the same records and record ids. */
  readonly copyToSandbox: (name?: string) => string;
  readonly deactivateUser: (username: string) => void;
  readonly assignPermissionSet: (username: string, permissionSet: string) => void;
  readonly removePermissionSet: (username: string, permissionSet: string) => void;
  /** Takes a field, `Opportunity.Audit__c`, out of a permission set. */
  readonly withholdField: (permissionSet: string, field: string) => void;
  /** Gives every permission set back what was taken out of it. */
  readonly restoreFields: () => void;
  /** The next `times` writes of the record answer UNABLE_TO_LOCK_ROW. */
  readonly lockRow: (id: string, times?: number) => void;
  /** The next `times` writes of the record through the API meet a validation rule that refuses them. */
  readonly refuseWrites: (id: string, times?: number) => void;
  /** The next poll of a trigger on the object delivers this record once more. */
  readonly redeliver: (object: string, id: string) => void;
  readonly setOrg: (options: Partial<OrgOptions>) => void;
  /** What packages have brought, as `CustomField:Opportunity.Audit__c`, sorted. */
  readonly components: () => readonly string[];
  readonly usage: () => ApiUsage;
  readonly resetUsage: () => void;
  /** All records of all objects in a stable order, for comparing two moments. */
  readonly snapshot: () => Readonly<Record<string, readonly FieldValues[]>>;
}

/** An emulated org. `handle` speaks REST under /services and the connector under /apim/salesforce. */
export interface Salesforce extends Service {
  readonly control: SalesforceControl;
  /** An access token of a user, for clients that speak HTTP. */
  readonly token: (username: string) => string;
}
