/** Behaviours of Dataverse that no source confirms; every one has a test for each of its settings. */
export interface Quirks {
  readonly "update-is-upsert": "yes" | "no";
  readonly "same-version-import": "refused" | "accepted";
  readonly "flow-state-on-import": "as-packaged" | "off";
  readonly "managed-flow-switch": "allowed" | "refused";
  readonly "custom-connector-suffix": "kept" | "relinked";
}
