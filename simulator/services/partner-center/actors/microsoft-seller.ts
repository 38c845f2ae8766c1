import { assert } from "../../../../generator/diagnostics/failure.ts";
import type { RegistrationStatus } from "../enums.ts";
import { microsoftId, microsoftName } from "../facts.ts";
import { writeInstant } from "../instants.ts";
import { normalise } from "../normalise.ts";
import { stamped } from "../referrals/create.ts";
import { expireReferral } from "../referrals/expiry.ts";
import { type Referral, type Registration, referralShape } from "../referrals/referral-shape.ts";
import { isTerminal } from "../referrals/transitions.ts";
import { invalid } from "../result.ts";
import type { Change, DealInput, MicrosoftSeller } from "../types.ts";
import type { World } from "../world.ts";
import { type Current, change, done, partyReferral, referralOf, toState } from "./act.ts";
import { sampleDeal } from "./sample-deal.ts";

/** Microsoft's side of the engagements. */
export function microsoftSeller(world: World, current: Current): MicrosoftSeller {
  const microsofts = (id: string) => partyReferral(world, id, "microsoft");

  return {
    createReferral: current((input) => createInbound(world, input ?? {})),
    createLead: current((kind, input) => createLead(world, kind, input ?? {})),
    accept: current((id, answer) => accept(world, microsofts(id), answer?.msxId ?? world.ids.msxId())),
    decline: current((id, reason) =>
      change(world, microsofts(id), toState("Closed", "Declined", reason), "microsoft", "decline"),
    ),
    expire: current((id) => expire(world, referralOf(world, id))),
    edit: current((id, changes) => change(world, referralOf(world, id), changes, "microsoft", "edit")),
    close: current((id, outcome, reason) =>
      change(world, microsofts(id), toState("Closed", outcome, reason), "microsoft", "close"),
    ),
    reviewRegistration: current((id, status, reason) =>
      reviewRegistration(world, partyReferral(world, id, "partner"), status, reason ?? null),
    ),
  };
}

/** A co-sell deal from Microsoft: its own referral is already at work, the partner's waits for an answer. */
function createInbound(world: World, input: DealInput): Referral {
  const draft = draftFrom(world, { ...sampleDeal(world, input, true), type: "Shared" });
  const invitedBy = { organizationId: microsoftId, organizationName: microsoftName };
  const inviteContext = {
    notes: null,
    assistanceRequestCode: "Unknown",
    invitedMpnId: world.organization.mpnId,
    invitedBy,
  };
  const inbound = world.referrals.insert(
    stamped(
      world,
      { ...draft, status: "New", substatus: "Pending", direction: "Incoming", inviteContext, team: [] },
      "partner",
    ),
  );
  world.referrals.insert(
    stamped(
      world,
      {
        ...draft,
        engagementId: inbound.engagementId,
        externalReferenceId: null,
        status: "Active",
        substatus: "Accepted",
        direction: "Outgoing",
        trackingInfo: { ...draft.trackingInfo, microsoftMsxId: world.ids.msxId() },
        team: [],
      },
      "microsoft",
    ),
  );
  return inbound;
}

/** A lead has one party: nothing stands beside it. */
function createLead(world: World, kind: "marketplace" | "qualified", input: DealInput): Referral {
  const draft = draftFrom(world, sampleDeal(world, input, false));
  const invitedBy = { organizationId: microsoftId, organizationName: microsoftName };
  const isMarketplace = kind === "marketplace";
  return world.referrals.insert(
    stamped(
      world,
      {
        ...draft,
        status: "New",
        substatus: "Pending",
        direction: "Incoming",
        qualification: isMarketplace ? "Direct" : "SalesQualified",
        referralSource: isMarketplace ? "Azure Marketplace" : null,
        callToAction: isMarketplace ? "Contact me" : null,
        inviteContext: { notes: null, assistanceRequestCode: "Unknown", invitedMpnId: null, invitedBy },
        team: [],
      },
      "partner",
    ),
  );
}

/** The CRM id appears on the referral or referrals that the quirk `msxIdOn` names. */
function accept(world: World, referral: Referral, msxId: string): Referral {
  const tracking: Change = { path: "/trackingInfo/microsoftMsxId", value: msxId };
  const { msxIdOn } = world.quirks;
  const changes = toState("Active", "Accepted");
  const answered = change(
    world,
    referral,
    msxIdOn === "own" ? changes : [...changes, tracking],
    "microsoft",
    "accept",
  );
  const own = partyReferral(world, referral.id ?? "", "partner");
  if (msxIdOn !== "related" && !isTerminal(own)) change(world, own, [tracking], "microsoft", "accept");
  return answered;
}

function expire(world: World, referral: Referral): Referral {
  if (referral.status === "New") return expireReferral(world, referral);
  const refusal = invalid(
    "transition",
    "/status",
    `It is ${referral.status}, and only New referrals expire.`,
  );
  return done(refusal, referral.id ?? "", "microsoft", "expire");
}

const historyNames: Partial<Record<RegistrationStatus, keyof Registration["statusHistory"]>> = {
  ReviewPending: "reviewPendingDateTime",
  ActionRequired: "actionRequiredDateTime",
  Passed: "passedDateTime",
  Failed: "failedDateTime",
  Approved: "approvedDateTime",
};

/** The newest registration of the deal gets its answer; the deal is closed and stays as it is otherwise. */
function reviewRegistration(
  world: World,
  deal: Referral,
  status: RegistrationStatus,
  reason: string | null,
): Referral {
  const newest = deal.registrations.at(-1);
  if (newest === undefined) {
    const refusal = invalid("registration", "/registrations", "It has no registration.");
    return done(refusal, deal.id ?? "", "microsoft", "review");
  }
  const name = historyNames[status];
  const moment = name === undefined ? {} : { [name]: writeInstant(world.now()) };
  const reviewed: Registration = {
    ...newest,
    status,
    statusReason: reason,
    statusHistory: { ...newest.statusHistory, ...moment },
  };
  return world.referrals.update({
    ...deal,
    registrations: deal.registrations.with(-1, reviewed),
    registrationStatus: status,
  });
}

function draftFrom(world: World, body: unknown): Referral {
  const draft = normalise(referralShape, body, world.quirks.readOnlyInCreate);
  assert(draft.ok, "the sample of a deal fits its shape");
  return draft.value;
}
