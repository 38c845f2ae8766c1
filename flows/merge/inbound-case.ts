import type { Model } from "../../generator/model/model.ts";
import { callCustomize } from "../customize/inputs.ts";
import { partnerCenter } from "../facts.ts";
import { type Action, branch, choose, operation } from "../kit/action.ts";
import { type Expression, type Operand, variable } from "../kit/expression.ts";
import {
  and,
  body,
  concat,
  constant,
  empty,
  equals,
  isOneOf,
  not,
  or,
  orEmpty,
  outputs,
  triggerBody,
  when,
} from "../kit/functions.ts";
import { auditWith } from "../records/audit.ts";
import { compositeCall, guardTime, queryRequest, soqlText } from "../records/salesforce-requests.ts";
import { inputs } from "../records/sources.ts";
import { withProperties } from "../records/state.ts";

export const inboundSteps = {
  read: "Read the incoming referral",
  find: "Find the opportunity it names",
  link: "Link the opportunity it names",
  create: "Create the opportunity",
} as const;

const incoming = (...keys: readonly (string | number)[]): Expression => body(inboundSteps.read, ...keys);
const linkStart = "https://partner.microsoft.com/referrals/v2/inbox?id=";

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
      "What kind of referral is it",
      "Another's, one we know, a lead, or a new deal.",
      kindOfReferral(model),
      [
        { value: "Named", actions: linkNamed(model) },
        ...(model.flowOptions.leads ? [{ value: "Lead", actions: [createLead()] }] : []),
        { value: "Deal", actions: [createOpportunity()] },
      ],
      [],
      { [inboundSteps.read]: ["Succeeded", "Failed"] },
    ),
  ];
}

function kindOfReferral(model: Model): Expression {
  const isUnread = not(equals(outputs(inboundSteps.read, "statusCode"), 200));
  const isForeign = and(
    not(empty(variable("organizationId"))),
    not(equals(incoming("organizationId"), variable("organizationId"))),
  );
  const isNamed = not(empty(orEmpty(incoming("externalReferenceId"))));
  const isClosed = equals(incoming("status"), "Closed");
  const mayNotCreate = empty(variable("organizationId"));
  const lead = when(
    equals(variable("coSellOnly"), true),
    "Left alone",
    model.flowOptions.leads ? "Lead" : "Left alone",
  );
  return when(
    or(isUnread, isForeign),
    "Not ours",
    when(
      isNamed,
      "Named",
      when(or(isClosed, mayNotCreate), "Left alone", when(isLead(), lead, dealOrNot(model))),
    ),
  );
}

/** Marketplace leads and qualified leads (Partner Center documentation, introduction of the referrals API). */
function isLead(): Expression {
  const inviter = orEmpty(incoming("inviteContext", "invitedBy", "organizationId"));
  const isMicrosofts = or(empty(inviter), equals(inviter, partnerCenter.microsoftTarget));
  const isDirect = and(equals(incoming("qualification"), "Direct"), isMicrosofts);
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

/** Deals made in the portal come in where the mapping says so; with co-sell only, if Microsoft may see them. */
function dealOrNot(model: Model): Expression {
  const isIncoming = equals(incoming("direction"), "Incoming");
  const isShared = or(
    equals(incoming("type"), "Shared"),
    equals(incoming("consent", "consentToShareReferralWithMicrosoftSellers"), true),
  );
  const portal = model.deals.portalDeals
    ? when(or(equals(variable("coSellOnly"), false), isShared), "Deal", "Left alone")
    : "Left alone";
  return when(isIncoming, "Deal", portal);
}

/** The opportunity whose id the referral carries is linked, if it has no referral yet. Without such a record nothing is made. */
function linkNamed(model: Model): readonly Action[] {
  const { crm } = model;
  const { referralIdentifier, referralLink, status, audit, sync } = crm.opportunity;
  const record = (column: string): Expression =>
    body(inboundSteps.find, "compositeResponse", 0, "body", "records", 0, column);
  const columns = ["Id", "SystemModstamp", referralIdentifier, audit, sync].join(",");
  const soql = concat(
    `SELECT ${columns} FROM ${crm.objects.opportunity} WHERE Id = '`,
    soqlText(orEmpty(incoming("externalReferenceId"))),
    "'",
  );
  const isFree = and(
    equals(body(inboundSteps.find, "compositeResponse", 0, "httpStatusCode"), 200),
    not(equals(record("Id"), null)),
    empty(orEmpty(record(referralIdentifier))),
    equals(record(sync), true),
    equals(incoming("direction"), "Outgoing"),
  );
  const own = {
    [referralIdentifier]: incoming("id"),
    [referralLink]: concat(linkStart, incoming("id")),
    [status]: "Pending",
  };
  return [
    operation(
      inboundSteps.find,
      "It may have been deleted, or carry another referral already.",
      compositeCall(model, [queryRequest(model, "opportunity", soql)], {
        together: false,
        repetition: "safe",
      }),
    ),
    branch(
      "If it waits for this referral",
      "One that has another referral is never linked anew; a deleted one is not brought back.",
      isFree,
      [
        callCustomize(inboundSteps.link, "The next round settles the fields.", {
          type: "StoreState",
          body: withProperties(constant({}), {
            OpportunityID: record("Id"),
            Guard: guardTime(record("SystemModstamp")),
            Own: withProperties(constant({}), own),
          }),
          state: "",
          audit: auditWith(
            record(audit),
            "Linked with the referral in Partner Center that names this opportunity",
            model.flowOptions.auditMaxLength,
          ),
        }),
      ],
    ),
  ];
}

/** The request that hands a referral over to [Customize] as it is. */
function referralRequest(): Expression {
  const body: Readonly<Record<string, Operand>> = { ReferralID: incoming("id"), Referral: incoming() };
  return withProperties(constant({}), body);
}

function createOpportunity(): Action {
  return callCustomize(
    inboundSteps.create,
    "Account, opportunity, contacts and solutions; the next round settles the fields.",
    {
      type: "CreateOpportunity",
      body: referralRequest(),
      state: "",
      audit: "",
    },
  );
}

function createLead(): Action {
  return callCustomize("Create the lead", "Leads only come in.", {
    type: "CreateLead",
    body: referralRequest(),
    state: "",
    audit: "",
  });
}
