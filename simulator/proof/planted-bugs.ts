import { actionsOf, isJsonObject, type Json, type JsonObject } from "./definition.ts";
import { replaceText, swapArguments } from "./expression-operators.ts";
import { flows } from "./mutants/flows.ts";
import type { Mutant, Mutation } from "./mutation.ts";
import { setProperty } from "./operators.ts";

/** A classic mistake of a two-way sync, built into the flows on purpose, and a seed whose history shows it. */
export interface PlantedBug extends Omit<Mutant, "likely"> {
  /** The first seed that finds it. */
  readonly seed: number;
}

const decide = "Decide field by field";

export const plantedBugs: readonly PlantedBug[] = [
  {
    id: "no-base-stored",
    flow: flows.merge,
    breaks: "What both sides held when they were last settled is remembered",
    mutation: inEveryText('"pairs":', '"of no use":'),
    seed: 1,
  },
  {
    id: "base-stored-before-the-write",
    flow: flows.merge,
    breaks: "A value counts as settled only when it has been sent",
    mutation: replaceText("Remember what is about to be sent", '"sent":', '"pairs":'),
    seed: 1,
  },
  {
    id: "if-match-left-out",
    flow: flows.merge,
    breaks: "A referral is changed only as it was read",
    mutation: withoutParameter("PatchReferralById", "If-Match"),
    seed: 1,
  },
  {
    id: "retry-without-re-read",
    flow: flows.customize,
    breaks: "After a lost race both sides are read again before anything is written",
    mutation: inEveryText("If-Unmodified-Since", "X-If-Unmodified-Since"),
    seed: 41,
  },
  {
    id: "create-without-looking-first",
    flow: flows.merge,
    breaks: "Whoever meets an unfinished creation looks for its referral first",
    mutation: replaceText("Settle both sides", "Look", "Create"),
    seed: 5,
  },
  {
    id: "watermark-moved-too-early",
    flow: flows.reconcile,
    breaks: "The watermark stays behind the beginning of the run",
    mutation: setProperty("Since when", "inputs/next", "@addHours(utcNow(), 2, 'yyyy-MM-ddTHH:mm:ssZ')"),
    seed: 1,
  },
  {
    id: "policy-reversed",
    flow: flows.merge,
    breaks: "Of two edits the declared side's stands",
    mutation: swapArguments(decide, "if", "equals(item()?['p'], 'crm')", [1, 2]),
    seed: 1,
  },
  {
    id: "refused-value-not-remembered",
    flow: flows.merge,
    breaks: "What Partner Center refused is remembered and not sent again",
    mutation: setProperty(
      "Write down what was refused",
      "inputs/body/text_2",
      "@string(json(coalesce(body('Read_the_opportunity_after_the_refusal')?['Partner_Center_Sync_State__c'], '{}')))",
    ),
    seed: 24,
  },
  {
    id: "failure-not-written",
    flow: flows.merge,
    breaks: "A failure that reaches Salesforce stands in the audit",
    mutation: setProperty("Write down what went wrong", "inputs/body/text_3", ""),
    seed: 1,
  },
  {
    id: "customer-mixed-up",
    flow: flows.merge,
    breaks: "A referral is made for the customer of its opportunity",
    mutation: replaceText("New referral", "BillingCity", "BillingStreet"),
    seed: 1,
  },
];

/** Takes a parameter from every call of an operation. */
function withoutParameter(operationId: string, parameter: string): Mutation {
  return {
    kind: "withoutParameter",
    site: `${operationId}/${parameter}`,
    apply: (definition) => {
      let changed = 0;
      for (const { action } of actionsOf(definition)) {
        const { inputs } = action;
        if (!isJsonObject(inputs) || !isJsonObject(inputs["host"])) continue;
        const { parameters } = inputs;
        if (inputs["host"]["operationId"] !== operationId || !isJsonObject(parameters)) continue;
        if (!(parameter in parameters)) continue;
        delete parameters[parameter];
        changed += 1;
      }
      return changed;
    },
  };
}

/** Replaces a text in every value of every action. */
function inEveryText(from: string, to: string): Mutation {
  let changed = 0;
  const replaced = (value: Json): Json => {
    if (typeof value === "string") {
      if (value.includes(from)) changed += 1;
      return value.replaceAll(from, to);
    }
    if (Array.isArray(value)) return value.map(replaced);
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => {
        if (key === from) changed += 1;
        return [key === from ? to : key, replaced(each)];
      }),
    );
  };
  return {
    kind: "inEveryText",
    site: from,
    apply: (definition: JsonObject) => {
      changed = 0;
      for (const [key, value] of Object.entries(definition)) definition[key] = replaced(value);
      return changed;
    },
  };
}
