import { Failure } from "../../../../generator/diagnostics/failure.ts";
import { emulatorCodes } from "../codes.ts";
import { microsoftId, microsoftName, referralsHost, referralsPath } from "../facts.ts";
import { writeInstant } from "../instants.ts";
import { asObject, normalise } from "../normalise.ts";
import { accepted, invalid, type Result } from "../result.ts";
import type { World } from "../world.ts";
import { checkInvitation, shareAfterInvitation } from "./invitation.ts";
import { type Referral, referralShape } from "./referral-shape.ts";
import { expirationFrom } from "./referral-store.ts";
import { checkRules, requiredProperties } from "./rules.ts";

/**
 * Creates the partner's own referral (Active/Accepted), or, for the target `msft` on an existing engagement,
 * Microsoft's one beside it (New/Pending).
 */
export function createReferral(world: World, body: unknown): Result<Referral> {
  const missing = missingProperty(body);
  if (missing !== undefined) {
    return invalid("required", `/${missing}`, `The property ${missing} is required.`);
  }
  const draft = normalise(referralShape, body, world.quirks.readOnlyInCreate);
  if (!draft.ok) return draft;
  const isInvitation = draft.value.target.some(({ id }) => id === microsoftId);
  return isInvitation ? createForMicrosoft(world, draft.value) : createOwn(world, draft.value);
}

/** The part of a new referral that the service sets, whoever owns it. */
export function stamped(world: World, draft: Referral, owner: "partner" | "microsoft"): Referral {
  const id = world.ids.guid("referral");
  const engagementId = draft.engagementId?.toLowerCase() ?? world.ids.guid("engagement");
  const now = world.now();
  const base = `https://${referralsHost}${referralsPath}`;
  const { organization } = world;
  return {
    ...draft,
    id,
    engagementId,
    organizationId: owner === "microsoft" ? microsoftId : organization.id,
    organizationName: owner === "microsoft" ? microsoftName : organization.name,
    mpnId: draft.mpnId ?? (owner === "microsoft" ? null : organization.mpnId),
    createdDateTime: writeInstant(now),
    acceptedDateTime: draft.status === "Active" ? writeInstant(now) : null,
    expirationDateTime: draft.status === "New" ? expirationFrom(now) : null,
    links: {
      self: { uri: `${base}/${id}`, method: "GET" },
      // The service itself writes this GUID without quotes.
      relatedReferrals: { uri: `${base}?$filter=engagementId eq ${engagementId}`, method: "GET" },
    },
    registrationStatus: "None",
    quality: "Unknown",
    isSpam: false,
    favorite: draft.favorite ?? false,
  };
}

function createOwn(world: World, draft: Referral): Result<Referral> {
  if (draft.engagementId !== null) {
    // An own second referral in an engagement, or one for another partner: nothing tells what comes of it.
    const target = draft.target[0]?.id ?? "none";
    throw new Failure(emulatorCodes.finding("TARGET_UNSUPPORTED", { target }));
  }
  const foreign = draft.target.find(({ type }) => type === "BusinessProfileLocation");
  if (foreign !== undefined) {
    throw new Failure(emulatorCodes.finding("TARGET_UNSUPPORTED", { target: foreign.id ?? "none" }));
  }
  const state = checkFirstState(draft, firstStates.own);
  if (!state.ok) return state;
  const checked = checkRules("own", undefined, draft, world.now(), world.quirks);
  if (!checked.ok) return checked;
  // A deal one creates oneself starts accepted, whatever was asked for.
  const own: Referral = { ...draft, status: "Active", substatus: "Accepted", direction: "Outgoing" };
  const invitedBy = { organizationId: world.organization.id, organizationName: world.organization.name };
  const inviteContext = {
    notes: null,
    assistanceRequestCode: "Unknown",
    invitedMpnId: null,
    ...own.inviteContext,
    invitedBy: own.inviteContext?.invitedBy ?? invitedBy,
  };
  return accepted(world.referrals.insert(stamped(world, { ...own, inviteContext }, "partner")));
}

function createForMicrosoft(world: World, draft: Referral): Result<Referral> {
  const state = checkFirstState(draft, firstStates.invitation);
  if (!state.ok) return state;
  const host = checkInvitation(world, draft);
  if (!host.ok) return host;
  const checked = checkRules("invitation", undefined, draft, world.now(), world.quirks);
  if (!checked.ok) return checked;
  const invited: Referral = {
    ...draft,
    status: "New",
    substatus: "Pending",
    direction: world.quirks.relatedDirection,
  };
  const created = world.referrals.insert(stamped(world, invited, "microsoft"));
  shareAfterInvitation(world, host.value);
  return accepted(created);
}

/** What a first body may say about its state; the service sets it all the same. */
const firstStates: Readonly<Record<"own" | "invitation", readonly string[]>> = {
  own: ["null/null", "New/null", "New/Pending", "New/Accepted", "Active/null", "Active/Accepted"],
  invitation: ["null/null", "New/null", "New/Pending"],
};

function checkFirstState({ status, substatus }: Referral, allowed: readonly string[]): Result<null> {
  const state = `${status}/${substatus}`;
  if (allowed.includes(state)) return accepted(null);
  return invalid("firstState", "/status", `A referral cannot be created as ${state}.`);
}

function missingProperty(body: unknown): string | undefined {
  const given = asObject(body);
  if (given === undefined) return "type";
  const names = Object.entries(given)
    .filter(([, value]) => value !== null)
    .map(([name]) => name.toLowerCase());
  return requiredProperties.find((name) => !names.includes(name.toLowerCase()));
}
