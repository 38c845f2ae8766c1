import { type QuirkTable, quirkMaker, resolve } from "../../world/quirk.ts";

/**
 * Behaviours of Salesforce and of its connector that no source confirms, each with the settings it may turn out to
 * have. A test switches every one of them both ways; the emitted flows must live with all of them.
 */
export interface Quirks {
  readonly "polling-timestamp": "SystemModstamp" | "LastModifiedDate";
  readonly "poll-window": "closed-second" | "open";
  readonly "poll-page": "all" | "hundred";
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
  readonly "composite-query-cap": "five" | "none";
  readonly "summary-touches-parent": "SystemModstamp" | "nothing";
  readonly "second-primary-contact": "replaces" | "refused";
  readonly "contact-id-on-create": "makes-role" | "ignored";
  readonly "unknown-column-on-write": "INVALID_FIELD" | "INVALID_FIELD_FOR_INSERT_UPDATE";
  readonly "long-text-filter": "refused" | "allowed";
  readonly "text-whitespace": "trimmed" | "kept";
  readonly "textarea-newlines": "kept" | "crlf";
  readonly "deleted-people-rows": "found" | "gone";
}

const quirk = quirkMaker<Quirks>();

const unpublished = "no public source";

/** Every quirk; the first setting is the default. */
export const quirkTable = {
  "polling-timestamp": quirk(
    "polling-timestamp",
    unpublished,
    "Which column the polling triggers watch. Writes of automated processes move SystemModstamp only.",
    ["SystemModstamp", "LastModifiedDate"],
  ),
  "poll-window": quirk(
    "poll-window",
    unpublished,
    "Whether a poll leaves out the running second, or takes it and loses a second write within it.",
    ["closed-second", "open"],
  ),
  "poll-page": quirk(
    "poll-page",
    unpublished,
    "Whether one poll hands out everything that has changed, or the hundred oldest changes and the rest with later polls.",
    ["all", "hundred"],
  ),
  "updated-includes-created": quirk(
    "updated-includes-created",
    "learn.microsoft.com/connectors/salesforce, known issues",
    "Whether 'When a record is modified' also returns records that were just created.",
    ["yes", "no"],
  ),
  "connector-datetime": quirk(
    "connector-datetime",
    unpublished,
    "Whether typed operations answer date-times as Salesforce writes them (+0000) or as ISO text with Z.",
    ["salesforce", "iso"],
  ),
  "item-designer-fields": quirk(
    "item-designer-fields",
    "the connector reference does not say",
    "Whether records of the connector carry @odata.id and ItemInternalId beside the columns.",
    ["present", "absent"],
  ),
  "connector-update-body": quirk(
    "connector-update-body",
    "a public sample mocks 200 without content; the connector reference does not say",
    "What PatchItem_V3 and the upsert answer: the record, or nothing.",
    ["record", "empty"],
  ),
  "http-action-conditional-headers": quirk(
    "http-action-conditional-headers",
    unpublished,
    "Whether 'Send an HTTP request' passes CustomHeader1 to 5 on as they are, If-Unmodified-Since included.",
    ["forwarded", "dropped"],
  ),
  "connector-error-envelope": quirk(
    "connector-error-envelope",
    "seen in forum posts only",
    "Whether typed operations wrap an error of Salesforce in the connector's envelope or hand its array on.",
    ["hub", "salesforce"],
  ),
  "upsert-update-status": quirk(
    "upsert-update-status",
    unpublished,
    "The answer of an upsert that updates: 200 with a body, or 204 without.",
    ["200", "204"],
  ),
  "ambiguous-external-id-body": quirk(
    "ambiguous-external-id-body",
    unpublished,
    "The body of 300 when an external id matches several records: record URLs, or an error array.",
    ["urls", "error"],
  ),
  "lock-row-status": quirk("lock-row-status", unpublished, "The HTTP status of UNABLE_TO_LOCK_ROW.", [
    "400",
    "409",
  ]),
  "precondition-clock": quirk(
    "precondition-clock",
    unpublished,
    "Which time stamp If-Unmodified-Since is compared with.",
    ["SystemModstamp", "LastModifiedDate"],
  ),
  "precondition-body": quirk("precondition-body", unpublished, "Whether 412 carries an error array.", [
    "error",
    "empty",
  ]),
  "collection-failure-in-composite": quirk(
    "collection-failure-in-composite",
    unpublished,
    "Whether a failed record of a collection subrequest (its status stays 200) rolls an allOrNone composite back.",
    ["continues", "halts"],
  ),
  "composite-query-cap": quirk(
    "composite-query-cap",
    "secondary sources name at most five queries and collections among the 25 subrequests",
    "Whether a composite with more than five queries and collections is refused.",
    ["five", "none"],
  ),
  "summary-touches-parent": quirk(
    "summary-touches-parent",
    unpublished,
    "Whether a recalculated roll-up moves the SystemModstamp of the parent.",
    ["SystemModstamp", "nothing"],
  ),
  "second-primary-contact": quirk(
    "second-primary-contact",
    unpublished,
    "Whether a second primary contact role takes the place of the first or is refused.",
    ["replaces", "refused"],
  ),
  "contact-id-on-create": quirk(
    "contact-id-on-create",
    unpublished,
    "Whether ContactId on a new opportunity makes a primary contact role.",
    ["makes-role", "ignored"],
  ),
  "unknown-column-on-write": quirk(
    "unknown-column-on-write",
    unpublished,
    "The error of writing a column that the user cannot see.",
    ["INVALID_FIELD", "INVALID_FIELD_FOR_INSERT_UPDATE"],
  ),
  "long-text-filter": quirk(
    "long-text-filter",
    unpublished,
    "Whether a long text column may stand in a WHERE clause.",
    ["refused", "allowed"],
  ),
  "text-whitespace": quirk(
    "text-whitespace",
    "known from practice; no source fetched",
    "Whether blanks around a text are cut when it is saved.",
    ["trimmed", "kept"],
  ),
  "textarea-newlines": quirk(
    "textarea-newlines",
    "known from practice; no source fetched",
    "Whether line ends of text areas are stored as written or as CR LF.",
    ["kept", "crlf"],
  ),
  "deleted-people-rows": quirk(
    "deleted-people-rows",
    "SOAP API developer guide, undelete(): rows of account teams cannot be restored; of contact roles and opportunity teams it says nothing",
    "Whether queryAll finds contact roles and team members that were deleted, or they are gone at once.",
    ["found", "gone"],
  ),
} as const satisfies QuirkTable<Quirks>;

/** The defaults with the given settings over them. */
export function resolveQuirks(settings: Partial<Quirks> = {}): Quirks {
  return resolve<Quirks>(quirkTable, settings);
}
