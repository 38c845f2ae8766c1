import { writeInstant } from "../instants.ts";
import { overlaps, sameValue, valueAt } from "../pointer.ts";
import { accepted, invalid, type Result } from "../result.ts";
import type { Actor, World } from "../world.ts";
import { frozenNow, isShared } from "./frozen-fields.ts";
import type { Referral } from "./referral-shape.ts";
import { isMicrosofts } from "./referral-store.ts";
import { checkRules } from "./rules.ts";
import { checkTransition, isTerminal } from "./transitions.ts";

/** Paths that may change together with the close itself. */
const closingPaths = ["status", "substatus", "statusReason"];

/** Judges a change as a whole and stores it. PATCH, PUT and the actors all end here. */
export function storeChange(world: World, before: Referral, after: Referral, actor: Actor): Result<Referral> {
  const { quirks } = world;
  const transition = checkTransition(before, after, actor, quirks);
  if (!transition.ok) return transition;
  const closes = isTerminal(after) && !isTerminal(before);
  if (closes && actor === "api" && quirks.closeWithEdits === "refused" && editsMore(before, after)) {
    return invalid(
      "closeWithEdits",
      "/status",
      "A change that closes the referral cannot change other fields.",
    );
  }
  const kind = isMicrosofts(before) ? "invitation" : "own";
  const checked =
    actor === "microsoft" ? accepted(null) : checkRules(kind, before, after, world.now(), quirks);
  if (!checked.ok) return checked;
  if (sameValue(before, after) && quirks.noOpWrite === "skips") return accepted(before);
  return accepted(world.referrals.update(withStateTimes(world, before, after)));
}

/** Closed referrals refuse every change, even one that would change nothing. */
export function checkOpen(world: World, referral: Referral): Result<null> {
  if (!isTerminal(referral)) return accepted(null);
  const state = `${referral.status}/${referral.substatus}`;
  return invalid(
    "terminal",
    "/status",
    `The referral is ${state} and cannot be changed any more.`,
    world.quirks.terminalStatus,
  );
}

/** Refuses a change of a fixed field. `path` is what the request names; undefined stands for the whole body of a PUT. */
export function checkFrozen(
  world: World,
  before: Referral,
  after: Referral,
  actor: Actor,
  path: string | undefined,
): Result<null> {
  const engagement = before.engagementId === null ? [] : world.referrals.engagement(before.engagementId);
  const rows = frozenNow(before, isShared(before, engagement), actor);
  const row = rows.find(({ path: frozen }) => {
    if (path !== undefined && !overlaps(path, frozen)) return false;
    if (path !== undefined && world.quirks.frozenSameValue === "refused") return true;
    return !sameValue(valueAt(before, frozen), valueAt(after, frozen));
  });
  if (row === undefined) return accepted(null);
  return invalid("frozen", row.path, `${row.path} cannot be changed any more.`, world.quirks.frozenStatus);
}

function editsMore(before: Referral, after: Referral): boolean {
  return Object.entries(after).some(
    ([name, value]) => !closingPaths.includes(name) && !sameValue(value, valueAt(before, `/${name}`)),
  );
}

function withStateTimes(world: World, before: Referral, after: Referral): Referral {
  if (after.status === before.status) return after;
  const now = writeInstant(world.now());
  if (after.status === "Active") return { ...after, acceptedDateTime: now };
  return after.status === "Closed" ? { ...after, closedDateTime: now } : after;
}
