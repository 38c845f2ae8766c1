import { replaceText } from "../expression-operators.ts";
import type { Mutant } from "../mutation.ts";
import { fixCondition, renameCase, setProperty, swapBranches, swapProperties } from "../operators.ts";
import { flows } from "./flows.ts";

const flow = flows.reconcile;

export const reconcileMutants: readonly Mutant[] = [
  {
    id: "reconcile/failed-ones-dropped",
    flow,
    breaks: "A pair that could not be settled is kept for the next run",
    mutation: setProperty("Keep this pair for the next run", "inputs/name", "orphans"),
    likely: ["reconcile-tries-again"],
  },
  {
    id: "reconcile/failure-not-noticed",
    flow,
    breaks: "Whether a pair was settled is read from the answer",
    mutation: fixCondition("If it could not be settled", false),
    likely: ["reconcile-tries-again"],
  },
  {
    id: "reconcile/watermark-stays",
    flow,
    breaks: "The watermark moves with every run",
    mutation: swapBranches("If there is no value yet"),
    likely: ["crash-after-patch"],
  },
  {
    id: "reconcile/only-new-referrals",
    flow,
    breaks: "Referrals changed since the last run are settled",
    mutation: replaceText("Referrals changed since", "updatedDateTime ge", "createdDateTime ge"),
    likely: ["lost-event", "out-of-order-events"],
  },
  {
    id: "reconcile/errors-not-looked-at",
    flow,
    breaks: "Opportunities in error are looked at again",
    mutation: replaceText("Opportunities to look at", "= 'Error'", "= 'Erroneous'"),
    likely: ["refused-tried-again-next-day"],
  },
  {
    id: "reconcile/ids-swapped",
    flow,
    breaks: "Ids of referrals and of opportunities are told apart",
    mutation: swapProperties("Settle this pair", "inputs/body/text", "inputs/body/text_1"),
    likely: ["crash-after-patch", "late-post"],
  },
  {
    id: "reconcile/microsoft-left-out",
    flow,
    breaks: "What Microsoft changed on its side is taken over",
    mutation: renameCase("How to settle it", "M", "Microsoft"),
    likely: ["lost-event", "microsoft-accepts"],
  },
  {
    id: "reconcile/refused-never-again",
    flow,
    breaks: "What Partner Center refused is tried again once per window",
    mutation: setProperty("Settle this pair", "inputs/body/boolean_1", false),
    likely: ["refused-tried-again-next-day"],
  },
  {
    id: "reconcile/only-sees-itself",
    flow,
    breaks: "Changed opportunities are settled, whatever was missed",
    mutation: setProperty(
      "What to settle in this run",
      "inputs",
      "@coalesce(body('Ids_of_the_referrals'), json('[]'))",
    ),
    likely: ["crash-before-patch"],
  },
];
