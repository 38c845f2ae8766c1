import { Failure } from "../../../../generator/diagnostics/failure.ts";
import { emulatorCodes } from "../codes.ts";
import { patchReferral } from "../referrals/patch.ts";
import type { Referral } from "../referrals/referral-shape.ts";
import { isMicrosofts } from "../referrals/referral-store.ts";
import type { Result } from "../result.ts";
import type { Change } from "../types.ts";
import type { Actor, World } from "../world.ts";

/** Lets overdue things happen before an actor acts. */
export type Current = <Arguments extends readonly unknown[], Value>(
  act: (...given: Arguments) => Value,
) => (...given: Arguments) => Value;

/** The referral an actor names. */
export function referralOf(world: World, id: string): Referral {
  const referral = world.referrals.get(id);
  if (referral === undefined) {
    throw new Failure(emulatorCodes.finding("RECORD_UNKNOWN", { what: "referral", id }));
  }
  return referral;
}

/** A party's newest referral of the engagement that an actor names by any of its referrals. */
export function partyReferral(world: World, id: string, party: "partner" | "microsoft"): Referral {
  const named = referralOf(world, id);
  const engagement = world.referrals.engagement(named.engagementId ?? "");
  const found = engagement.findLast((referral) => isMicrosofts(referral) === (party === "microsoft"));
  if (found === undefined) {
    throw new Failure(emulatorCodes.finding("RECORD_UNKNOWN", { what: `referral of ${party} beside`, id }));
  }
  // A referral named directly is meant even if a newer one stands beside it.
  return isMicrosofts(named) === isMicrosofts(found) ? named : found;
}

/** Makes changes in an actor's name; what the rules refuse is a mistake of the scenario. */
export function change(
  world: World,
  referral: Referral,
  changes: readonly Change[],
  actor: Actor,
  action: string,
): Referral {
  const operations = changes.map(({ op = "replace", path, value }) => ({ op, path, value }));
  return done(patchReferral(world, referral, operations, actor), referral.id ?? "", actor, action);
}

export function done<Value>(result: Result<Value>, id: string, actor: Actor, action: string): Value {
  if (result.ok) return result.value;
  throw new Failure(
    emulatorCodes.finding("ACTOR_REFUSED", { actor, action, id, reason: result.refusal.message }),
  );
}

/** The change that brings a referral into another state. */
export function toState(status: string, substatus: string, reason?: string): readonly Change[] {
  const state = [
    { path: "/status", value: status },
    { path: "/substatus", value: substatus },
  ];
  return reason === undefined ? state : [...state, { path: "/statusReason", value: reason }];
}
