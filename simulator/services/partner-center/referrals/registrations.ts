import { maxSignAge, minRegistrationValue, minTimeToWon } from "../facts.ts";
import { readInstant, writeInstant } from "../instants.ts";
import { emptyOf, normalise } from "../normalise.ts";
import { type Pointer, setAt } from "../pointer.ts";
import { accepted, invalid, type Result } from "../result.ts";
import type { World } from "../world.ts";
import { registrationPaths } from "./patchable-paths.ts";
import { type Referral, type Registration, referralShape, registrationShape } from "./referral-shape.ts";
import { isMicrosofts } from "./referral-store.ts";

export interface RegistrationRule {
  readonly id: string;
  readonly demand: string;
  readonly holds: (deal: Referral, registration: Registration, world: World) => boolean;
}

/**
 * Who may register a deal: register-deals.md. Whether the customer is managed by Microsoft and the solution eligible
 * cannot be known here; both are taken as given.
 */
export const registrationRules: readonly RegistrationRule[] = [
  {
    id: "registrationNotWon",
    demand: "a won deal",
    holds: ({ status, substatus }) => status === "Closed" && substatus === "Won",
  },
  {
    id: "registrationPrivate",
    demand: "a deal that Microsoft's sellers see",
    holds: ({ consent }) => consent.consentToShareReferralWithMicrosoftSellers === true,
  },
  {
    id: "registrationTooEarly",
    demand: "72 hours between creation and Won",
    holds: ({ createdDateTime, closedDateTime }) =>
      timeOf(closedDateTime) - timeOf(createdDateTime) >= minTimeToWon,
  },
  {
    id: "registrationValue",
    demand: `a contract of at least USD ${minRegistrationValue}`,
    // Other currencies are not converted: no rate is known here.
    holds: (_deal, { contract }) =>
      contract.currency !== "USD" || (contract.value ?? 0) >= minRegistrationValue,
  },
  {
    id: "registrationSignedLate",
    demand: "a contract signed within the last 60 days",
    holds: (_deal, { contract }, world) => world.now() - timeOf(contract.signDateTime) <= maxSignAge,
  },
  {
    id: "registrationNotAccepted",
    demand: "Microsoft's acceptance of the co-sell",
    holds: (deal, _registration, world) => {
      const related = world.referrals.engagement(deal.engagementId ?? "").filter(isMicrosofts);
      return (
        related.length === 0 ||
        related.some(({ substatus }) => substatus === "Accepted" || substatus === "Won")
      );
    },
  },
];

/** Adds or edits a deal registration inside a referral. */
export function applyRegistration(
  world: World,
  deal: Referral,
  op: "add" | "replace",
  pointer: Pointer,
  value: unknown,
): Result<Referral> {
  if (!registrationPaths.includes(pointer.pattern)) {
    return invalid("pathNotPatchable", pointer.path, `${pointer.path} cannot be patched.`);
  }
  if (pointer.pattern !== "/registrations/-") {
    return setAt(referralShape, deal, pointer, op, value, "refused");
  }
  if (op !== "add") return invalid("append", pointer.path, "Only 'add' may use '-'.");
  const draft = normalise(registrationShape, value, "refused", pointer.path);
  if (!draft.ok) return draft;
  if (draft.value.type === null)
    return invalid("required", `${pointer.path}/type`, "A registration needs a type.");
  const broken = registrationRules.find((rule) => !rule.holds(deal, draft.value, world));
  if (broken !== undefined) {
    return invalid(broken.id, pointer.path, `A deal registration needs ${broken.demand}.`);
  }
  const now = writeInstant(world.now());
  const registration: Registration = {
    ...draft.value,
    id: world.ids.guid("registration"),
    registrationDateTime: now,
    status: "ReviewPending",
    statusHistory: { ...emptyOf(registrationShape).statusHistory, reviewPendingDateTime: now },
  };
  return accepted({
    ...deal,
    registrations: [...deal.registrations, registration],
    registrationStatus: "ReviewPending",
  });
}

function timeOf(text: string | null): number {
  return (text === null ? undefined : readInstant(text)) ?? Number.NEGATIVE_INFINITY;
}
