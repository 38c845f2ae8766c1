import type { Stage } from "../../scenario/stage.ts";
import { auditOf, isSynced, linesSince, type Pair, pairsOf, speaksOf, stateOf } from "./pairs.ts";
import { classOf, type ProjectedField, projectedFields } from "./projection.ts";
import { elementsOf } from "./projection-people.ts";
import type { Violation } from "./violation.ts";

type Side = "crm" | "partnerCenter";

/** A value that a person entered and that the other side does not have yet. */
interface Edit {
  readonly opportunityId: string;
  readonly field: ProjectedField;
  readonly side: Side;
  /** What was entered, for people. */
  readonly value: string;
  /** Of a set: the element that was added, changed or removed. */
  readonly element?: string;
  /** Whose edit stands when both sides changed the same; of sets only where an element that was there changed. */
  readonly policy: Side | undefined;
  /** Whether a side holds what was entered. */
  readonly isHeld: (text: string) => boolean;
  readonly at: number;
  readonly wasOnHold: boolean;
  /** Whether it goes back to what flows have seen last on this side: to them nothing has happened. */
  readonly isBack: boolean;
}

type Values = ReadonlyMap<string, string>;

/** What each side of each pair holds, by `side opportunity field`. */
function valuesOf(stage: Stage, pairs: readonly Pair[]): Values {
  const values = new Map<string, string>();
  for (const { opportunity, referral } of pairs) {
    for (const field of projectedFields) {
      const at = `${String(opportunity["Id"])} ${field.key}`;
      values.set(`crm ${at}`, field.crm(opportunity, stage));
      if (referral !== undefined) values.set(`partnerCenter ${at}`, field.referral(referral, stage));
    }
  }
  return values;
}

/** Keeps account of every edit of a person until it has reached the other side, or was overruled and said so. */
export class Edits {
  readonly #stage: Stage;
  readonly #now: () => number;
  readonly #salesforceNow: () => number;
  readonly #violation: (violation: Violation) => void;
  #pending: Edit[] = [];
  /** Opportunities with a referral that were not synchronized for a while. */
  readonly #off = new Set<string>();
  /** Edits so far, for the report. */
  made = 0;

  /** `now` is the flows' clock in milliseconds since 1970, `salesforceNow` the one that stamps records. */
  constructor(
    stage: Stage,
    now: () => number,
    salesforceNow: () => number,
    violation: (violation: Violation) => void,
  ) {
    this.#stage = stage;
    this.#now = now;
    this.#salesforceNow = salesforceNow;
    this.#violation = violation;
  }

  /** Lets a person act, and notes what that changed. */
  around(act: () => void): void {
    this.look();
    const before = valuesOf(this.#stage, pairsOf(this.#stage));
    const stamps = this.#stamps();
    act();
    const pairs = pairsOf(this.#stage);
    for (const { opportunity, referral } of pairs) {
      if (referral !== undefined && !isSynced(opportunity)) this.#off.add(String(opportunity["Id"]));
    }
    const after = valuesOf(this.#stage, pairs);
    for (const [place, value] of after) {
      const old = before.get(place);
      if (old === undefined || old === value) continue;
      const [side = "", opportunityId = "", key = ""] = place.split(" ");
      if (side === "crm" && stamps.get(opportunityId) === this.#second()) {
        // Two writes of one record within one second cannot be told apart by anybody.
        this.#pending = this.#pending.filter((edit) => !isSame(edit, opportunityId, key));
        continue;
      }
      this.#note(side === "crm" ? "crm" : "partnerCenter", opportunityId, key, { old, value });
    }
  }

  /** To be called when flows may have written: settles the edits that have arrived, or were overruled. */
  look(): void {
    if (this.#pending.length === 0) return;
    const pairs = pairsOf(this.#stage);
    const values = valuesOf(this.#stage, pairs);
    this.#pending = this.#pending.filter((edit) => {
      const at = `${edit.opportunityId} ${edit.field.key}`;
      const [own, other] =
        edit.side === "crm"
          ? [values.get(`crm ${at}`), values.get(`partnerCenter ${at}`)]
          : [values.get(`partnerCenter ${at}`), values.get(`crm ${at}`)];
      if (own === undefined || (other !== undefined && edit.isHeld(other))) return false;
      if (edit.isHeld(own)) return true;
      this.#checkOverruled(edit, own, pairs);
      return false;
    });
  }

  /** Whether Microsoft's referral may have changed while nobody synchronized. */
  mayHaveMissed(opportunityId: string, { isMicrosofts }: ProjectedField): boolean {
    return isMicrosofts === true && this.#off.has(opportunityId);
  }

  /** In the end: what has not arrived must stand in the audit and be open, unless nothing is to be sent. */
  check(): void {
    this.look();
    const pairs = pairsOf(this.#stage);
    for (const edit of this.#pending) {
      const pair = pairs.find(({ opportunity }) => opportunity["Id"] === edit.opportunityId);
      if (pair === undefined || !isExpected(pair, edit) || this.mayHaveMissed(edit.opportunityId, edit.field))
        continue;
      const { opportunity } = pair;
      const isOpen = stateOf(opportunity)?.open.includes(edit.field.key) === true;
      if (isOpen && speaksOf(auditOf(opportunity), edit.field.label)) continue;
      this.#report("noEditLost", edit, "has not arrived, and the audit does not say why");
    }
  }

  #note(
    side: Side,
    opportunityId: string,
    key: string,
    change: { readonly old: string; readonly value: string },
  ): void {
    const field = projectedFields.find((each) => each.key === key);
    if (field === undefined) return;
    this.made += 1;
    const entered = enteredIn(field, change);
    const isReplaced = (edit: Edit): boolean =>
      isSame(edit, opportunityId, key) &&
      edit.side === side &&
      entered.some(({ element }) => element === edit.element);
    this.#pending = this.#pending.filter((edit) => !isReplaced(edit));
    const pair = pairsOf(this.#stage).find(({ opportunity }) => opportunity["Id"] === opportunityId);
    const wasOnHold = pair !== undefined && isOnHold(pair);
    const seen = pair === undefined ? undefined : stateOf(pair.opportunity)?.pairs[key];
    const isBack = seen?.[side === "crm" ? 0 : 1] === change.value;
    const at = this.#now();
    for (const each of entered) {
      this.#pending.push({ ...each, opportunityId, field, side, at, wasOnHold, isBack });
    }
  }

  #checkOverruled(edit: Edit, own: string, pairs: readonly Pair[]): void {
    const pair = pairs.find(({ opportunity }) => opportunity["Id"] === edit.opportunityId);
    if (pair === undefined || edit.isBack) return;
    const { label, elementLabel } = edit.field;
    const says = linesSince(auditOf(pair.opportunity), edit.at).some(
      (line) =>
        speaksOf(line, label) ||
        (elementLabel !== undefined && speaksOf(line, `${elementLabel} ${edit.element}`)),
    );
    if (!says) this.#report("noEditLost", edit, `was replaced by ${own}, and the audit does not name it`);
    // On hold and after its close Partner Center's values come in and win, whatever the policy says.
    const isFree = !edit.wasOnHold && !isOnHold(pair) && pair.referral?.status !== "Closed";
    if (edit.policy === edit.side && isFree) {
      this.#report("policy", edit, `was replaced by ${own}, though its side is the one that stands`);
    }
  }

  #report(
    invariant: "noEditLost" | "policy",
    { opportunityId, field, side, value }: Edit,
    what: string,
  ): void {
    const where = side === "crm" ? "Salesforce" : "Partner Center";
    const seen = `${field.label} of ${opportunityId}, entered in ${where} as ${value}, ${what}`;
    this.#violation({ invariant, seen, at: this.#now() });
  }

  #stamps(): ReadonlyMap<string, string> {
    return new Map(
      this.#stage.salesforce.control
        .records("Opportunity")
        .map((each) => [String(each["Id"]), String(each["SystemModstamp"]).slice(0, 19)]),
    );
  }

  /** The running second as Salesforce writes it. */
  #second(): string {
    return new Date(this.#salesforceNow()).toISOString().slice(0, 19);
  }
}

/** One edit of a field as a whole, or one for each element of a set that came, changed or went. */
function enteredIn(
  { isSet, policy }: ProjectedField,
  { old, value }: { readonly old: string; readonly value: string },
): readonly Pick<Edit, "value" | "element" | "policy" | "isHeld">[] {
  if (isSet !== true) return [{ value, policy, isHeld: (text) => text === value }];
  const [before, after] = [elementsOf(old), elementsOf(value)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((element) => before.get(element) !== after.get(element))
    .map((element) => ({
      value: `${after.has(element) ? "with" : "without"} ${element} ${after.get(element) ?? ""}`.trim(),
      element,
      policy: before.has(element) && after.has(element) ? policy : undefined,
      isHeld: (text: string) => elementsOf(text).get(element) === after.get(element),
    }));
}

const isSame = (edit: Edit, opportunityId: string, key: string): boolean =>
  edit.opportunityId === opportunityId && edit.field.key === key;

/** Whether rules say that an edit arrives: not while Sync is off, on hold, without a referral, or where a value only comes in. */
function isExpected({ opportunity, referral }: Pair, { side }: Edit): boolean {
  if (!isSynced(opportunity) || referral === undefined) return false;
  if (side === "partnerCenter") return true;
  return !isOnHold({ opportunity });
}

const isOnHold = ({ opportunity }: Pick<Pair, "opportunity">): boolean =>
  classOf(String(opportunity["StageName"])) === "New";
