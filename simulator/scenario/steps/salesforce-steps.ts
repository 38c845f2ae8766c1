import { Failure, unreachable } from "../../../generator/diagnostics/failure.ts";
import type { Actor, FieldValues, SaveOutcome } from "../../services/salesforce/types.ts";
import { scenarioCodes } from "../codes.ts";
import type { Names } from "../names.ts";
import type { AdministratorStep, SalesforceStep, SaveStep } from "../scenario.ts";
import type { Stage } from "../stage.ts";

/** What a person does on the screens of Salesforce. */
export function takeSalesforceStep(stage: Stage, user: string, names: Names, step: SalesforceStep): void {
  if ("find" in step) {
    find(stage, names, step);
    return;
  }
  const actor = stage.salesforce.control.as(user);
  const refused = "refused" in step ? step.refused : undefined;
  for (const { outcome, name, object, deletes } of saves(actor, names, step)) {
    expectOutcome(outcome, refused);
    if (outcome.ok && deletes === true && object === "Opportunity") stage.faults.count("opportunity deleted");
    if (outcome.ok && name !== undefined) names.give(name, { kind: "record", object, id: outcome.id });
  }
}

type TogetherStep = Extract<SalesforceStep, { readonly together: unknown }>;

interface Save {
  readonly outcome: SaveOutcome;
  readonly object: string;
  /** The name that the scenario gives to the record. */
  readonly name?: string;
  readonly deletes?: true;
}

function saves(actor: Actor, names: Names, step: SaveStep | TogetherStep): readonly Save[] {
  // The values of a scenario are YAML scalars, which are values of Salesforce.
  const fieldsOf = (fields: Readonly<Record<string, unknown>> = {}) => names.fill(fields) as FieldValues;
  if ("create" in step) {
    const outcome = actor.create(step.create, fieldsOf(step.fields));
    return [{ outcome, object: step.create, name: step.name }];
  }
  if ("edit" in step) {
    const { object, id } = names.record(step.edit);
    return [{ outcome: actor.edit(object, id, fieldsOf(step.fields)), object }];
  }
  if ("delete" in step) {
    const { object, id } = names.record(step.delete);
    return [{ outcome: actor.delete(object, id), object, deletes: true }];
  }
  if ("clone" in step) {
    const { object, id } = names.record(step.clone);
    return [{ outcome: actor.clone(object, id, fieldsOf(step.fields)), object, name: step.name }];
  }
  if ("addProduct" in step) {
    const { object, id } = names.record(step.addProduct);
    const product = { name: "Licence", quantity: step.quantity, unitPrice: step.unitPrice };
    return [{ outcome: actor.addProduct(id, product), object }];
  }
  if ("together" in step) {
    const made: Save[] = [];
    actor.together((inside) => {
      for (const each of step.together) made.push(...saves(inside, names, each));
      return made.map(({ outcome }) => outcome);
    });
    return made;
  }
  return unreachable(step, "step of a seller");
}

/** Gives a name to a record that the flows have made. */
function find(stage: Stage, names: Names, step: Extract<SalesforceStep, { readonly find: string }>): void {
  const found = stage.salesforce.control.records(step.find, names.fill(step.where) as FieldValues); // See `fieldsOf`.
  const id = found[0]?.["Id"];
  if (found.length !== 1 || typeof id !== "string") {
    const reason = `${found.length} records of ${step.find} are as described, not one`;
    throw new Failure(scenarioCodes.finding("STEP_REFUSED", { reason }));
  }
  names.give(step.name, { kind: "record", object: step.find, id });
}

const administrator = "admin@contoso.example";

/** What an administrator of the org does to it. */
export function takeAdministratorStep(stage: Stage, names: Names, step: AdministratorStep): void {
  const { control } = stage.salesforce;
  if ("removePermissionSet" in step) control.removePermissionSet(step.from, step.removePermissionSet);
  else if ("assignPermissionSet" in step) control.assignPermissionSet(step.to, step.assignPermissionSet);
  else if ("withholdField" in step) control.withholdField(step.from, step.withholdField);
  else if ("restoreFields" in step) control.restoreFields();
  else if ("copyToSandbox" in step) control.copyToSandbox();
  else if ("lock" in step) control.lockRow(names.record(step.lock).id, step.times);
  else if ("refuseWrites" in step) control.refuseWrites(names.record(step.refuseWrites).id, step.times);
  else if ("merge" in step) {
    const { object, id } = names.record(step.merge);
    expectOutcome(control.as(administrator).merge(object, names.record(step.into).id, id), undefined);
    stage.faults.count("accounts merged");
  } else if ("redeliver" in step) {
    const { object, id } = names.record(step.redeliver);
    control.redeliver(object, id);
  } else if ("automate" in step) {
    const { object, id } = names.record(step.automate);
    control.automate(object, id, names.fill(step.fields) as FieldValues); // See `fieldsOf`.
  } else unreachable(step, "step of an administrator");
}

function expectOutcome(outcome: SaveOutcome, refused: string | undefined): void {
  if (outcome.ok) {
    if (refused === undefined) return;
    throw new Failure(scenarioCodes.finding("STEP_NOT_REFUSED", { code: refused }));
  }
  const codes = outcome.errors.map(({ errorCode }) => errorCode);
  if (refused !== undefined && codes.includes(refused)) return;
  const reason = outcome.errors.map(({ errorCode, message }) => `${errorCode}: ${message}`).join("; ");
  throw new Failure(scenarioCodes.finding("STEP_REFUSED", { reason }));
}
