import { createReferral } from "../referrals/create.ts";
import type { Referral } from "../referrals/referral-shape.ts";
import type { DealInput, PartnerPortal } from "../types.ts";
import type { World } from "../world.ts";
import { type Current, change, done, partyReferral, referralOf, toState } from "./act.ts";
import { sampleDeal } from "./sample-deal.ts";

const share = { path: "/consent/consentToShareReferralWithMicrosoftSellers", value: true };

/** A user of the partner who works in the Partner Center portal, bound by the rules of the API except its path list. */
export function partnerPortal(world: World, current: Current): PartnerPortal {
  const own = (id: string) => partyReferral(world, id, "partner");

  function createDeal(kind: "private" | "partnerLed" | "coSell", input: DealInput = {}): Referral {
    const body = {
      ...sampleDeal(world, input, kind !== "private"),
      type: kind === "coSell" ? "Shared" : "Independent",
    };
    const referral = done(createReferral(world, body), "new", "portal", "create");
    if (kind !== "coSell") return referral;
    invite(world, referral, "GeneralOrOther", body);
    return referralOf(world, referral.id ?? "");
  }

  return {
    createDeal: current(createDeal),
    edit: current((id, changes) => change(world, own(id), changes, "portal", "edit")),
    accept: current((id) => change(world, own(id), toState("Active", "Accepted"), "portal", "accept")),
    decline: current((id, reason) =>
      change(world, own(id), toState("Closed", "Declined", reason), "portal", "decline"),
    ),
    close: current((id, outcome, reason) =>
      change(world, own(id), toState("Closed", outcome, reason), "portal", "close"),
    ),
    share: current((id) => change(world, own(id), [share], "portal", "share")),
    inviteMicrosoft: current((id, help = "GeneralOrOther") => {
      const referral = own(id);
      const visible =
        referral.consent.consentToShareReferralWithMicrosoftSellers === true
          ? referral
          : change(world, referral, [share], "portal", "share");
      return invite(world, visible, help, copyOf(visible));
    }),
  };
}

function invite(world: World, own: Referral, help: string, body: object): Referral {
  const invitation = {
    ...body,
    type: "Shared",
    engagementId: own.engagementId,
    target: [{ type: "BusinessProfileLocation", id: "msft" }],
    inviteContext: { assistanceRequestCode: help },
  };
  return done(createReferral(world, invitation), own.id ?? "", "portal", "invite Microsoft to");
}

/** What of a stored deal goes into the one for Microsoft. */
function copyOf({
  name,
  qualification,
  customerProfile,
  consent,
  details,
  externalReferenceId,
}: Referral): object {
  const { isMatchingComplete: _, ...profile } = customerProfile;
  return { name, qualification, customerProfile: profile, consent, details, externalReferenceId };
}
