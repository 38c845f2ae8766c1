import type { Model } from "../../generator/model/model.ts";
import { callCustomize, handedRecord } from "../customize/inputs.ts";
import { partnerCenter, referralLinkStart } from "../facts.ts";
import { type Action, choose, operation } from "../kit/action.ts";
import { type Expression, get, type Operand, variable } from "../kit/expression.ts";
import {
  and,
  body,
  coalesce,
  concat,
  constant,
  contains,
  empty,
  equals,
  first,
  isOneOf,
  json,
  lineFeed,
  not,
  or,
  orEmpty,
  outputs,
  setProperty,
  split,
  string,
  triggerBody,
  when,
} from "../kit/functions.ts";
import { compositeCall, opportunityColumns, queryRequest, soqlText } from "../records/salesforce-requests.ts";
import { inputs, isOrganizationUnknown } from "../records/sources.ts";
import { isReadable, withProperties } from "../records/state.ts";
import { isMicrosofts, isOlderThan } from "./look-case.ts";

export const inboundSteps = {
  read: "Read the incoming referral",
  kind: "What kind of referral is it",
  find: "Find the opportunity it names",
  link: "Link the opportunity it names",
  lead: "Find the lead it became",
  linkConverted: "Link the converted opportunity",
  create: "Create the opportunity",
  createConverted: "Create the opportunity of the accepted lead",
} as const;

const incoming = (...keys: readonly (string | number)[]): Expression => body(inboundSteps.read, ...keys);

/** A referral that no opportunity carries: link the opportunity it names, or make one, or a lead, or leave it alone. */
export function inboundCase(model: Model): readonly Action[] {
  return [
    operation(inboundSteps.read, "The referral of the event, as Partner Center holds it now.", {
      connection: "referrals",
      operationId: partnerCenter.read,
      repetition: "safe",
      parameters: { id: triggerBody(inputs.referralId) },
    }),
    choose(
      inboundSteps.kind,
      "Another's, one that names an opportunity, a lead, or a new deal.",
      kindOfReferral(model),
      [
        { value: "Named", actions: linkNamed(model) },
        ...(model.flowOptions.leads
          ? [
              { value: "Lead", actions: [createLead()] },
              { value: "Accepted lead", actions: acceptedLead(model) },
            ]
          : []),
        { value: "Deal", actions: [createOpportunity(inboundSteps.create)] },
      ],
      [],
      { [inboundSteps.read]: ["Succeeded", "Failed"] },
    ),
  ];
}

/** Statuses that mean: not for our eyes. Any other failure is one. */
export const invisible = [403, 404];

function kindOfReferral(model: Model): Expression {
  const isForeign = and(
    not(isOrganizationUnknown()),
    not(equals(incoming("organizationId"), variable("organizationId"))),
  );
  const isNamed = not(empty(orEmpty(incoming("externalReferenceId"))));
  const mayNotCreate = or(equals(incoming("status"), "Closed"), isOrganizationUnknown());
  const lead = model.flowOptions.leads
    ? when(
        equals(variable("coSellOnly"), true),
        "Left alone",
        when(equals(incoming("status"), "Active"), "Accepted lead", "Lead"),
      )
    : "Left alone";
  return when(
    or(not(equals(outputs(inboundSteps.read, "statusCode"), 200)), isForeign, isMicrosofts(incoming())),
    "Not ours",
    when(isNamed, "Named", when(mayNotCreate, "Left alone", when(isLead(), lead, dealOrNot(model)))),
  );
}

/** Marketplace leads and qualified leads (Partner Center documentation, introduction of the referrals API). */
function isLead(): Expression {
  const inviter = orEmpty(incoming("inviteContext", "invitedBy", "organizationId"));
  const isFromMicrosoft = or(empty(inviter), equals(inviter, partnerCenter.microsoftTarget));
  const isDirect = and(equals(incoming("qualification"), "Direct"), isFromMicrosoft);
  const isQualified = and(
    isOneOf(orEmpty(incoming("qualification")), ["SalesQualified", "MarketingQualified"]),
    equals(inviter, partnerCenter.microsoftTarget),
  );
  return and(
    equals(incoming("type"), "Independent"),
    equals(incoming("direction"), "Incoming"),
    or(isDirect, isQualified),
  );
}

/** With co-sell only, a deal comes in if it is shared with Microsoft or visible to it; one made in the portal only where the mapping says so. */
function dealOrNot(model: Model): Expression {
  const isShared = or(
    equals(incoming("type"), "Shared"),
    equals(incoming("consent", "consentToShareReferralWithMicrosoftSellers"), true),
  );
  const isWanted = or(not(equals(variable("coSellOnly"), true)), isShared);
  const isIncoming = equals(incoming("direction"), "Incoming");
  return when(model.deals.portalDeals ? isWanted : and(isIncoming, isWanted), "Deal", "Left alone");
}

const record = (...keys: readonly (string | number)[]): Expression =>
  body(inboundSteps.find, "compositeResponse", 0, "body", "records", 0, ...keys);

/** The record as a body of [Customize]. */
function linkBody(model: Model, from: Expression, own: Readonly<Record<string, Operand>>): Expression {
  const { referralIdentifier, referralLink, status } = model.crm.opportunity;
  return withProperties(constant({}), {
    Record: handedRecord(model, from),
    Own: withProperties(constant({}), {
      [referralIdentifier]: incoming("id"),
      [referralLink]: concat(referralLinkStart, orEmpty(incoming("id"))),
      [status]: "Pending",
      ...own,
    }),
  });
}

/** The opportunity whose id the referral carries is linked, if it has no referral yet. Without such a record nothing is made. */
function linkNamed(model: Model): readonly Action[] {
  const { crm } = model;
  const { referralIdentifier, audit, sync, state, status } = crm.opportunity;
  const soql = concat(
    "SELECT ",
    opportunityColumns(model),
    ` FROM ${crm.objects.opportunity} WHERE Id = '`,
    soqlText(orEmpty(incoming("externalReferenceId"))),
    "' LIMIT 1",
  );
  const text = record(state);
  const remembered = json(when(isReadable(text), coalesce(text, "{}"), "{}"));
  const attempt = get(remembered, "attempt", "at");
  const isBeingCreated = and(
    not(equals(attempt, null)),
    equals(record(status), "Pending"),
    not(isOlderThan(coalesce(attempt, "1970-01-01"), 5)),
  );
  const isThere = not(equals(record("Id"), null));
  const isFree = empty(orEmpty(record(referralIdentifier)));
  const mayLink = and(
    equals(incoming("direction"), "Outgoing"),
    or(equals(record(sync), true), not(equals(attempt, null))),
    not(isBeingCreated),
  );
  const words = concat(
    "Another referral names this opportunity and was not linked: ",
    orEmpty(incoming("id")),
  );
  const isSaid = contains(first(split(orEmpty(record(audit)), lineFeed)), words);
  return [
    operation(
      inboundSteps.find,
      "It may have been deleted, or carry another referral already.",
      compositeCall(model, [queryRequest(model, "opportunity", soql)], {
        together: false,
        repetition: "safe",
      }),
    ),
    choose(
      "What becomes of the opportunity it names",
      "One that has another referral is never linked anew; a deleted one is not brought back.",
      when(
        not(isThere),
        "Gone",
        when(isFree, when(mayLink, "Link", "Left alone"), when(isSaid, "Said before", "Say it")),
      ),
      [
        {
          value: "Link",
          actions: [
            callCustomize(inboundSteps.link, "The next round settles the fields.", {
              type: "StoreState",
              body: linkBody(model, record(), {}),
              state: when(equals(attempt, null), "", string(setProperty(remembered, "attempt", null))),
              audit: "Linked with the referral in Partner Center that names this opportunity",
              auditSoFar: orEmpty(record(audit)),
            }),
          ],
        },
        {
          value: "Say it",
          actions: [
            callCustomize("Write down that it was not linked", "Once, for a person to look at.", {
              type: "StoreState",
              body: withProperties(constant({}), {
                Record: handedRecord(model, record()),
                Own: constant({}),
              }),
              state: "",
              audit: words,
              auditSoFar: orEmpty(record(audit)),
            }),
          ],
        },
      ],
    ),
  ];
}

/** A referral that names an opportunity which does not exist: Reconcile reports it. */
export function isOrphan(): Expression {
  const isAsked = not(equals(body(inboundSteps.find, "compositeResponse", 0, "httpStatusCode"), null));
  return and(isAsked, equals(record("Id"), null));
}

/** The request that hands a referral over to [Customize] as it is. */
function referralRequest(): Expression {
  return withProperties(constant({}), { ReferralID: incoming("id"), Referral: incoming() });
}

function createOpportunity(name: string): Action {
  return callCustomize(
    name,
    "Account, opportunity, contacts and solutions; the next round settles the fields.",
    { type: "CreateOpportunity", body: referralRequest(), state: "", audit: "", auditSoFar: "" },
  );
}

function createLead(): Action {
  return callCustomize("Create the lead", "Leads only come in.", {
    type: "CreateLead",
    body: referralRequest(),
    state: "",
    audit: "",
    auditSoFar: "",
  });
}

/** An id that no record has: Salesforce refuses a query for a blank one. */
const noRecord = "000000000000000AAA";

/** A lead that was accepted is a deal: the opportunity it was converted to is linked, else one is created. */
function acceptedLead(model: Model): readonly Action[] {
  const { crm } = model;
  const { sync, referralIdentifier } = crm.opportunity;
  const converted = "Find the converted opportunity";
  const opportunityId = coalesce(
    body(inboundSteps.lead, "compositeResponse", 0, "body", "records", 0, "ConvertedOpportunityId"),
    noRecord,
  );
  const found = (...keys: readonly string[]): Expression =>
    body(converted, "compositeResponse", 0, "body", "records", 0, ...keys);
  return [
    operation(
      inboundSteps.lead,
      "By the id that is unique on leads.",
      compositeCall(
        model,
        [
          queryRequest(
            model,
            "lead",
            concat(
              `SELECT Id,IsConverted,ConvertedOpportunityId FROM ${crm.objects.lead} WHERE ${crm.lead.referralIdentifier} = '`,
              soqlText(orEmpty(incoming("id"))),
              "'",
            ),
          ),
        ],
        { together: false, repetition: "safe" },
      ),
    ),
    operation(
      converted,
      "Nothing is found where the lead was not converted.",
      compositeCall(
        model,
        [
          queryRequest(
            model,
            "opportunity",
            concat(
              "SELECT ",
              opportunityColumns(model),
              ` FROM ${crm.objects.opportunity} WHERE Id = '`,
              soqlText(opportunityId),
              "' LIMIT 1",
            ),
          ),
        ],
        { together: false, repetition: "safe" },
      ),
    ),
    choose(
      "What became of the lead",
      "Linked only if it has no referral yet.",
      when(
        equals(found("Id"), null),
        "Not converted",
        when(empty(orEmpty(found(referralIdentifier))), "Converted", "Linked already"),
      ),
      [
        {
          value: "Converted",
          actions: [
            callCustomize(inboundSteps.linkConverted, "The next round settles the fields.", {
              type: "StoreState",
              body: linkBody(model, found(), { [sync]: true }),
              state: "",
              audit: "Linked with the referral that this opportunity's lead came from",
              auditSoFar: orEmpty(found(crm.opportunity.audit)),
            }),
          ],
        },
        { value: "Not converted", actions: [createOpportunity(inboundSteps.createConverted)] },
      ],
    ),
  ];
}
