import { assert, Failure, unreachable } from "../../../generator/diagnostics/failure.ts";
import type { AssistanceCode } from "../../services/partner-center/enums.ts";
import type { Change, DealInput } from "../../services/partner-center/types.ts";
import { flowUser, webhookPath } from "../../tenant/facts.ts";
import { scenarioCodes } from "../codes.ts";
import type { Names } from "../names.ts";
import type { MicrosoftStep, PartnerStep } from "../scenario.ts";
import type { Stage } from "../stage.ts";

/** What Microsoft's seller does. */
export function takeMicrosoftStep({ partnerCenter }: Stage, names: Names, step: MicrosoftStep): void {
  const { microsoft } = partnerCenter;
  if ("create" in step) nameReferral(names, step.name, microsoft.createReferral(deal(names, step.with)));
  else if ("lead" in step)
    nameReferral(names, step.name, microsoft.createLead(step.lead, deal(names, step.with)));
  else if ("accept" in step) {
    const id = names.referral(step.accept);
    microsoft.accept(id, step.msxId === undefined ? {} : { msxId: step.msxId });
  } else if ("decline" in step) microsoft.decline(names.referral(step.decline), step.reason);
  else if ("expire" in step) microsoft.expire(names.referral(step.expire));
  else if ("edit" in step) microsoft.edit(names.referral(step.edit), changes(names, step.changes));
  else if ("close" in step) microsoft.close(names.referral(step.close), step.outcome, step.reason);
  else unreachable(step, "step of Microsoft's seller");
}

/** What a user of the partner does in the Partner Center portal. */
export function takePartnerStep(stage: Stage, names: Names, step: PartnerStep): void {
  const { portal } = stage.partnerCenter;
  if ("create" in step)
    nameReferral(names, step.name, portal.createDeal(step.create, deal(names, step.with)));
  else if ("edit" in step) portal.edit(names.referral(step.edit), changes(names, step.changes));
  else if ("accept" in step) portal.accept(names.referral(step.accept));
  else if ("decline" in step) portal.decline(names.referral(step.decline), step.reason);
  else if ("close" in step) portal.close(names.referral(step.close), step.outcome, step.reason);
  else if ("share" in step) portal.share(names.referral(step.share));
  else if ("takeOver" in step) takeOver(stage, step.takeOver);
  else if ("invite" in step) {
    // The emulator refuses a code it does not know.
    portal.inviteMicrosoft(names.referral(step.invite), step.help as AssistanceCode | undefined);
  } else unreachable(step, "step of a partner user");
}

/** Somebody registers another address for the events of the tenant, which has only one registration. */
function takeOver({ partnerCenter, faults, registration }: Stage, url: string): void {
  const { status, body } = partnerCenter.handle({
    method: "PUT",
    path: webhookPath,
    query: {},
    headers: {},
    body: { WebhookUrl: url, WebhookEvents: ["referral-created", "referral-updated"] },
    user: flowUser,
  });
  if (status >= 300) {
    const reason = `the registration answers ${status}: ${JSON.stringify(body)} (${JSON.stringify(registration())})`;
    throw new Failure(scenarioCodes.finding("STEP_REFUSED", { reason }));
  }
  faults.count("registration taken over");
}

function nameReferral(names: Names, name: string, { id }: { readonly id: string | null }): void {
  assert(id !== null, "a stored referral has an id");
  names.give(name, { kind: "referral", id });
}

/** The emulator reads only what it knows of a deal; a scenario's deal has the same properties. */
function deal(names: Names, input: Readonly<Record<string, unknown>> = {}): DealInput {
  return names.fill(input) as DealInput;
}

function changes(names: Names, byPath: Readonly<Record<string, unknown>>): readonly Change[] {
  return Object.entries(byPath).map(([path, value]) => ({ path, value: names.fill(value) }));
}
