// What each template of `templates/` needs. Absent values are null: a template that meets a name it was not given stops.

export interface ImportGuideView {
  readonly solution: string;
  readonly version: string;
  readonly uniqueName: string;
  readonly connectorUniqueName: string;
  readonly custom: boolean;
  /** The mapping has no app registration yet. */
  readonly hasPlaceholderClient: boolean;
  readonly hasConnectorSolution: boolean;
  readonly hasSingle: boolean;
  readonly teams: boolean;
  /** Of the Salesforce package; none where there is no package. */
  readonly permissionSets: readonly { readonly name: string; readonly purpose: string }[];
  /** Those of the user of the connection; `together` where the second is called after the first. */
  readonly connectionSets: { readonly first: string; readonly second: string; readonly together: boolean };
  readonly connectors: readonly {
    readonly title: string;
    readonly name: string;
    readonly clientId: string;
  }[];
  readonly zips: readonly {
    readonly path: string;
    readonly name: string;
    readonly holds: string;
    readonly managed: string;
  }[];
  readonly settings: readonly { readonly path: string }[];
  readonly connections: readonly {
    readonly displayName: string;
    readonly name: string;
    readonly connector: string;
    readonly account: string;
  }[];
  readonly variables: readonly {
    readonly displayName: string;
    readonly schemaName: string;
    readonly description: string;
    readonly default: string;
  }[];
  readonly organizationVariable: string | null;
  readonly flows: readonly {
    readonly number: number;
    readonly name: string;
    readonly description: string;
    readonly isChild: boolean;
    readonly isCustomizable: boolean;
  }[];
  readonly registrationFlow: string;
  readonly webhookFlow: string;
  readonly customizeFlow: string;
  readonly reconcileFlow: string | null;
  readonly watermarkVariable: string;
  readonly eventsConnector: string;
  readonly pollingMinutes: number;
  readonly opportunityFields: readonly SalesforceFieldView[];
  readonly solutionObject: string;
  readonly solutionFields: readonly SalesforceFieldView[];
  readonly otherFields: readonly (SalesforceFieldView & { readonly object: string })[];
  readonly syncField: string;
  readonly auditField: string;
  readonly linkField: string;
  readonly statusField: string;
  readonly onHoldStage: string;
  readonly activeStage: string;
}

export interface SalesforceFieldView {
  readonly name: string;
  readonly type: string;
  readonly purpose: string;
}

export interface FieldMapView {
  readonly solution: string;
  readonly version: string;
  readonly rows: readonly {
    readonly label: string;
    readonly crm: string;
    /** The name of a column, not a description. */
    readonly isColumn: boolean;
    /** The default of an environment variable. */
    readonly isDefault: boolean;
    readonly arrow: string;
    readonly referral: string;
    readonly policy: string;
    readonly when: string;
    readonly requiredFor: string;
  }[];
  readonly valueMaps: readonly {
    readonly label: string;
    readonly pairs: readonly { readonly crm: string; readonly referral: string }[];
  }[];
  readonly stages: readonly {
    readonly crm: string;
    readonly isDefault: boolean;
    readonly arrow: string;
    readonly referral: string;
  }[];
  readonly reasons: readonly { readonly crm: string; readonly referral: string }[];
  readonly defaultReason: string;
}

export interface Views {
  readonly "import-guide": ImportGuideView;
  readonly "field-map": FieldMapView;
}

export type TemplateName = keyof Views;
