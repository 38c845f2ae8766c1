import { maxSolutions, maxTeamMembers } from "../facts.ts";
import { readInstant } from "../instants.ts";
import { sameValue, valueAt } from "../pointer.ts";
import type { Quirks } from "../quirks.ts";
import { accepted, invalid, type Result } from "../result.ts";
import { isCountry, isCurrency } from "./codes-of-place.ts";
import type { Referral } from "./referral-shape.ts";

export interface ReferralRule {
  readonly id: string;
  /** Who says so: the API pages and known refusals (`api`), or only the portal and the bulk file (`portal`). */
  readonly level: "api" | "portal";
  /** The partner's own referral, the one that invites Microsoft, or both. */
  readonly of: "own" | "invitation" | "both";
  /** `always` also judges a change of the target, `creation` only the first body. */
  readonly at: "creation" | "always";
  readonly target: string;
  readonly demand: string;
  readonly holds: (referral: Referral, now: number) => boolean;
}

/** Bodies without these are refused before anything else: create-a-referral.md. */
export const requiredProperties = ["type", "customerProfile", "consent", "details"] as const;

/** Sources: create-a-referral.md, bulk-operations.md, connectors-troubleshoot.md. */
export const referralRules: readonly ReferralRule[] = [
  {
    id: "nameRequired",
    level: "api",
    of: "both",
    at: "always",
    target: "/name",
    demand: "a deal name",
    holds: ({ name }) => isFilled(name),
  },
  {
    id: "customerNameRequired",
    level: "api",
    of: "both",
    at: "creation",
    target: "/customerProfile/name",
    demand: "a customer name",
    holds: ({ customerProfile }) => isFilled(customerProfile.name),
  },
  {
    id: "countryInvalid",
    level: "api",
    of: "both",
    at: "creation",
    target: "/customerProfile/address/country",
    demand: "a country of two capital letters (ISO 3166)",
    holds: ({ customerProfile }) => isCountry(customerProfile.address.country),
  },
  {
    id: "dealValueInvalid",
    level: "api",
    of: "both",
    at: "always",
    target: "/details/dealValue",
    demand: "a deal value above zero",
    holds: ({ details }) => details.dealValue !== null && details.dealValue > 0,
  },
  {
    id: "currencyInvalid",
    level: "api",
    of: "both",
    at: "always",
    target: "/details/currency",
    demand: "a currency of three capital letters (ISO 4217)",
    holds: ({ details }) => isCurrency(details.currency),
  },
  {
    id: "closingDateRequired",
    level: "api",
    of: "both",
    at: "always",
    target: "/details/closingDateTime",
    demand: "a closing date",
    holds: ({ details }) => details.closingDateTime !== null,
  },
  {
    id: "closingDatePast",
    level: "api",
    of: "both",
    at: "creation",
    target: "/details/closingDateTime",
    demand: "a closing date that is not past",
    holds: ({ details }, now) => !isPastDay(details.closingDateTime, now),
  },
  {
    id: "solutionRequired",
    level: "api",
    of: "both",
    at: "always",
    target: "/details/requirements/solutions",
    demand: `between 1 and ${maxSolutions} solutions`,
    holds: ({ details }) => isBetween(details.requirements.solutions.length, maxSolutions),
  },
  {
    id: "solutionIdRequired",
    level: "api",
    of: "both",
    at: "always",
    target: "/details/requirements/solutions",
    demand: "an id of every solution (Solution ID is required)",
    holds: ({ details }) => details.requirements.solutions.every(({ id }) => isFilled(id)),
  },
  {
    id: "addressRequired",
    level: "portal",
    of: "both",
    at: "creation",
    target: "/customerProfile/address",
    demand: "addressLine1 and city of the customer",
    holds: ({ customerProfile: { address } }) => isFilled(address.addressLine1) && isFilled(address.city),
  },
  {
    id: "consentRequired",
    level: "portal",
    of: "both",
    at: "creation",
    target: "/consent",
    demand: "consentToToShareInfoWithOthers and consentToContact as true",
    holds: ({ consent }) =>
      consent.consentToToShareInfoWithOthers === true && consent.consentToContact === true,
  },
  {
    id: "teamRequired",
    level: "portal",
    of: "own",
    at: "always",
    target: "/team",
    demand: `between 1 and ${maxTeamMembers} team members`,
    holds: ({ team }) => isBetween(team.length, maxTeamMembers),
  },
  {
    id: "marketplaceIntentRequired",
    level: "portal",
    of: "own",
    at: "creation",
    target: "/details/requirements/additionalRequirements/attributes",
    demand: "the attribute CustomerMarketplaceIntent",
    holds: ({ details }) =>
      details.requirements.additionalRequirements.attributes.some(
        ({ type, id }) => type === "CustomerMarketplaceIntent" && isFilled(id),
      ),
  },
  {
    id: "sharedNeedsConsent",
    level: "portal",
    of: "both",
    at: "creation",
    target: "/consent/consentToShareReferralWithMicrosoftSellers",
    demand: "consentToShareReferralWithMicrosoftSellers as true on a shared referral",
    holds: ({ type, consent }) =>
      type !== "Shared" || consent.consentToShareReferralWithMicrosoftSellers === true,
  },
  {
    id: "invitationShared",
    level: "portal",
    of: "invitation",
    at: "creation",
    target: "/type",
    demand: "the type Shared",
    holds: ({ type }) => type === "Shared",
  },
  {
    id: "contactRequired",
    level: "api",
    of: "invitation",
    at: "creation",
    target: "/customerProfile/team",
    demand: "a customer contact with first name, last name, phone and e-mail",
    holds: ({ customerProfile }) =>
      customerProfile.team.some(({ firstName, lastName, phoneNumber, email }) =>
        [firstName, lastName, phoneNumber, email].every(isFilled),
      ),
  },
  {
    id: "helpRequired",
    level: "portal",
    of: "invitation",
    at: "creation",
    target: "/inviteContext/assistanceRequestCode",
    demand: "the kind of help in inviteContext.assistanceRequestCode",
    holds: ({ inviteContext }) =>
      isFilled(inviteContext?.assistanceRequestCode) && inviteContext?.assistanceRequestCode !== "Unknown",
  },
];

/** Judges a new body, or what a change has touched. The answer names every broken rule, the first one as its code. */
export function checkRules(
  kind: "own" | "invitation",
  before: Referral | undefined,
  after: Referral,
  now: number,
  quirks: Quirks,
): Result<null> {
  const broken = referralRules.filter(
    (rule) =>
      (rule.of === "both" || rule.of === kind) &&
      (rule.level === "api" || quirks.createRules === "portal") &&
      (before === undefined || (rule.at === "always" && touches(rule.target, before, after))) &&
      !rule.holds(after, now),
  );
  const [first] = broken;
  if (first === undefined) return accepted(null);
  const demands = broken.map(({ target, demand }) => `${target}: ${demand}`).join("; ");
  return invalid(first.id, first.target, `The referral lacks ${demands}.`);
}

function touches(target: string, before: Referral, after: Referral): boolean {
  return !sameValue(valueAt(before, target), valueAt(after, target));
}

function isFilled(text: string | null | undefined): boolean {
  return text !== null && text !== undefined && text.trim() !== "";
}

function isBetween(count: number, most: number): boolean {
  return count >= 1 && count <= most;
}

/** A closing date is a day, and no time of today is past yet. */
function isPastDay(closing: string | null, now: number): boolean {
  const time = closing === null ? undefined : readInstant(closing);
  const day = 24 * 60 * 60 * 1000;
  return time !== undefined && Math.floor(time / day) < Math.floor(now / day);
}
