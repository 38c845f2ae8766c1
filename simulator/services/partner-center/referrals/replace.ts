import { asObject, normalise } from "../normalise.ts";
import { sameValue, valueAt } from "../pointer.ts";
import { invalid, type Result } from "../result.ts";
import type { World } from "../world.ts";
import { checkFrozen, checkOpen, storeChange } from "./change.ts";
import { type Referral, referralShape } from "./referral-shape.ts";

/** The properties only the service sets; a PUT may repeat them but not change them. */
const serviceProperties = Object.entries(referralShape.fields)
  .filter(([, shape]) => "readOnly" in shape)
  .map(([name]) => name);

/** The deprecated PUT: the body replaces the whole referral, what it leaves out becomes empty. */
export function replaceReferral(world: World, before: Referral, body: unknown): Result<Referral> {
  const given = asObject(body);
  const names = Object.entries(given ?? {});
  if (names.some(([name, value]) => name.toLowerCase() === "links" && value !== null)) {
    return invalid("links", "/links", "The property links must be removed before an update.");
  }
  const open = checkOpen(world, before);
  if (!open.ok) return open;
  const draft = normalise(referralShape, body, "kept");
  if (!draft.ok) return draft;
  const isGiven = new Set(names.filter(([, value]) => value !== null).map(([name]) => name.toLowerCase()));
  const changed = serviceProperties.find(
    (name) =>
      isGiven.has(name.toLowerCase()) &&
      !sameValue(valueAt(draft.value, `/${name}`), valueAt(before, `/${name}`)),
  );
  if (changed !== undefined) {
    return invalid(
      "readOnly",
      `/${changed}`,
      `/${changed} is set by the service.`,
      world.quirks.frozenStatus,
    );
  }
  const kept = Object.fromEntries(
    serviceProperties.map((name): [string, unknown] => [name, valueAt(before, `/${name}`)]),
  );
  const after: Referral = { ...draft.value, ...kept };
  const frozen = checkFrozen(world, before, after, "api", undefined);
  if (!frozen.ok) return frozen;
  return storeChange(world, before, after, "api");
}
