import { asObject } from "../normalise.ts";
import { findPointer, type Pointer, setAt } from "../pointer.ts";
import { accepted, invalid, type Result } from "../result.ts";
import type { Actor, World } from "../world.ts";
import { checkFrozen, checkOpen, storeChange } from "./change.ts";
import { isPatchable } from "./patchable-paths.ts";
import { type Referral, referralShape } from "./referral-shape.ts";
import { applyRegistration } from "./registrations.ts";

/** One operation of a JSON Patch, found in the shape of the referral. */
interface Operation {
  readonly op: "add" | "replace";
  readonly pointer: Pointer;
  readonly value: unknown;
}

/**
 * Applies a JSON Patch: an array of operations or a single one, `add` and `replace` only. Operations see what the
 * earlier ones made; if one is refused nothing is stored.
 */
export function patchReferral(world: World, before: Referral, body: unknown, actor: Actor): Result<Referral> {
  const operations = readOperations(body);
  if (!operations.ok) return operations;
  // A won deal is registered after it was closed, so only other paths meet the lock.
  if (operations.value.some(({ pointer }) => !isRegistration(pointer))) {
    const open = checkOpen(world, before);
    if (!open.ok) return open;
  }
  let after = before;
  for (const operation of operations.value) {
    const result = applyOperation(world, before, after, operation, actor);
    if (!result.ok) return result;
    after = result.value;
  }
  return storeChange(world, before, after, actor);
}

function applyOperation(
  world: World,
  before: Referral,
  current: Referral,
  { op, pointer, value }: Operation,
  actor: Actor,
): Result<Referral> {
  if (isRegistration(pointer)) return applyRegistration(world, current, op, pointer, value);
  // Microsoft's CRM ids are the one thing that Microsoft's side sets and the partner does not.
  const isOfMicrosoft = actor === "microsoft" && pointer.segments[0] === "trackingInfo";
  if (pointer.readOnly && !isOfMicrosoft) {
    return invalid(
      "readOnly",
      pointer.path,
      `${pointer.path} is set by the service.`,
      world.quirks.frozenStatus,
    );
  }
  const after = setAt(referralShape, current, pointer, op, value, "kept");
  if (!after.ok) return after;
  const frozen = checkFrozen(world, before, after.value, actor, pointer.path);
  if (!frozen.ok) return frozen;
  if (!isPatchable(pointer.pattern, actor, world.quirks)) {
    return invalid("pathNotPatchable", pointer.path, `${pointer.path} cannot be patched.`);
  }
  return after;
}

function isRegistration(pointer: Pointer): boolean {
  return pointer.segments[0] === "registrations";
}

function readOperations(body: unknown): Result<readonly Operation[]> {
  const given: readonly unknown[] = Array.isArray(body) ? body : [body];
  if (given.length === 0) return invalid("patch", "body", "The patch holds no operation.");
  const operations: Operation[] = [];
  for (const entry of given) {
    const operation = readOperation(entry);
    if (!operation.ok) return operation;
    operations.push(operation.value);
  }
  return accepted(operations);
}

function readOperation(entry: unknown): Result<Operation> {
  const given = asObject(entry);
  if (given === undefined || typeof given["path"] !== "string") {
    return invalid("patch", "body", "A patch is an array of objects with op, path and value.");
  }
  const { op, path } = given;
  if (op !== "add" && op !== "replace") {
    return invalid("op", path, `The operation must be add or replace, not ${JSON.stringify(op ?? null)}.`);
  }
  if (!Object.hasOwn(given, "value")) return invalid("value", path, `The operation on ${path} has no value.`);
  const pointer = findPointer(referralShape, path);
  return pointer.ok ? accepted({ op, pointer: pointer.value, value: given["value"] }) : pointer;
}
