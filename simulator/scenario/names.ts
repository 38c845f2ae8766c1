import { Failure } from "../../generator/diagnostics/failure.ts";
import { scenarioCodes } from "./codes.ts";
import type { Stage } from "./stage.ts";

/** What a name of a scenario stands for. */
export type Named =
  | { readonly kind: "record"; readonly object: string; readonly id: string }
  | { readonly kind: "referral"; readonly id: string };

/** The names that a scenario has given so far, and what they stand for. */
export class Names {
  private readonly known = new Map<string, Named>();
  private readonly stage: Stage;

  constructor(stage: Stage) {
    this.stage = stage;
  }

  give(name: string, named: Named): void {
    if (this.known.has(name)) throw new Failure(scenarioCodes.finding("NAME_TAKEN", { name }));
    this.known.set(name, named);
  }

  record(name: string): { readonly object: string; readonly id: string } {
    const named = this.find(name);
    if (named?.kind !== "record") throw this.unknown(name);
    return named;
  }

  /** The id of a referral by its name, or by the opportunity it belongs to. */
  referral(name: string): string {
    const id = this.referralIfAny(name);
    if (id === undefined) throw this.unknown(name);
    return id;
  }

  /** Undefined where the name is right and there is no such referral. */
  referralIfAny(name: string): string | undefined {
    const side = /^(own|microsoft) of (.+)$/.exec(name);
    if (side === null) {
      const named = this.find(name);
      if (named?.kind !== "referral") throw this.unknown(name);
      return named.id;
    }
    const [, which, opportunity = ""] = side;
    const own = this.ownReferral(opportunity);
    if (which === "own" || own === undefined) return own;
    return this.stage.partnerCenter.records.related(own)[0]?.id ?? undefined;
  }

  private ownReferral(name: string): string | undefined {
    const { id } = this.record(name);
    return this.stage.partnerCenter.records.byExternalReference(id)[0]?.id ?? undefined;
  }

  /** Puts values in place of `${name.Field}` and of `{ $repeat: text, times: 3 }`, everywhere inside a value. */
  fill(value: unknown): unknown {
    if (typeof value === "string") return this.fillText(value);
    if (Array.isArray(value)) return value.map((each) => this.fill(each));
    if (typeof value !== "object" || value === null) return value;
    if ("$repeat" in value && "times" in value) return String(value.$repeat).repeat(Number(value.times));
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.fill(each)]));
  }

  private fillText(text: string): unknown {
    const whole = /^\$\{([^{}]+)\}$/.exec(text);
    if (whole?.[1] !== undefined) return this.valueAt(whole[1]);
    return text.replace(/\$\{([^{}]+)\}/g, (_, path: string) => String(this.valueAt(path)));
  }

  private valueAt(path: string): unknown {
    const dot = path.lastIndexOf(".");
    const name = path.slice(0, dot);
    const field = path.slice(dot + 1);
    if (path === "organization.Id") return this.stage.salesforce.control.organizationId();
    if (path === "webhook.url") return this.stage.webhookUrl();
    const named = this.find(name);
    if (named?.kind === "record")
      return this.stage.salesforce.control.record(named.object, named.id)?.[field];
    const referral = this.stage.partnerCenter.records.referral(this.referral(name));
    return Object.entries(referral ?? {}).find(([key]) => key === field)?.[1];
  }

  private find(name: string): Named | undefined {
    return this.known.get(name);
  }

  private unknown(name: string): Failure {
    return new Failure(scenarioCodes.finding("NAME_UNKNOWN", { name }, { allowed: [...this.known.keys()] }));
  }
}
