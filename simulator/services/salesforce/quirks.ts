/**
 * Behaviours of Salesforce and of its connector that no source confirms, each with the settings it may turn out to
 * have. A test switches every one of them both ways; the emitted flows must live with all of them.
 */
export interface Quirks {
  readonly "polling-timestamp": "SystemModstamp" | "LastModifiedDate";
  readonly "poll-window": "closed-second" | "open";
  readonly "updated-includes-created": "yes" | "no";
  readonly "connector-datetime": "salesforce" | "iso";
  readonly "item-designer-fields": "present" | "absent";
  readonly "connector-update-body": "record" | "empty";
  readonly "http-action-conditional-headers": "forwarded" | "dropped";
  readonly "connector-error-envelope": "hub" | "salesforce";
  readonly "upsert-update-status": "200" | "204";
  readonly "ambiguous-external-id-body": "urls" | "error";
  readonly "lock-row-status": "400" | "409";
  readonly "precondition-clock": "SystemModstamp" | "LastModifiedDate";
  readonly "precondition-body": "error" | "empty";
  readonly "collection-failure-in-composite": "continues" | "halts";
  readonly "summary-touches-parent": "SystemModstamp" | "nothing";
  readonly "second-primary-contact": "replaces" | "refused";
  readonly "contact-id-on-create": "makes-role" | "ignored";
  readonly "unknown-column-on-write": "INVALID_FIELD" | "INVALID_FIELD_FOR_INSERT_UPDATE";
  readonly "long-text-filter": "refused" | "allowed";
  readonly "null-in-text": "kept-null" | "empty-is-null";
}

export interface Quirk<Id extends keyof Quirks = keyof Quirks> {
  readonly id: Id;
  readonly source: string;
  readonly description: string;
  readonly settings: readonly Quirks[Id][];
  readonly default: Quirks[Id];
}
