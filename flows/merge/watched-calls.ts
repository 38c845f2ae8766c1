import type { Model } from "../../generator/model/model.ts";
import { steps } from "../records/names.ts";
import { createStep } from "./create-case.ts";
import { everythingSteps, everythingSuffix, hasChangesAlone } from "./everything-case.ts";
import { inboundSteps } from "./inbound-case.ts";
import { lookSteps } from "./look-case.ts";
import { forgetStep } from "./other-cases.ts";
import { rereadStep } from "./send-case.ts";

interface WatchedCall {
  readonly action: string;
  readonly what: string;
  /** What a refusal of it means. */
  readonly refusal?: "Refused" | "Close refused";
}

export function watchedCalls(model: Model): readonly WatchedCall[] {
  const settling = "Both sides could not be brought in step";
  return [
    { action: steps.readSalesforce, what: "Salesforce could not be read" },
    { action: steps.readReferral, what: "Partner Center could not be read" },
    { action: inboundSteps.read, what: "Partner Center could not be read" },
    { action: steps.change, what: "Partner Center did not take a change", refusal: "Refused" },
    { action: everythingSteps.change, what: "Partner Center did not take a change", refusal: "Refused" },
    ...(hasChangesAlone(model)
      ? [
          {
            action: everythingSteps.alone,
            what: "Partner Center did not take a change",
            refusal: "Refused",
          } as const,
        ]
      : []),
    { action: everythingSteps.close, what: "The deal could not be closed", refusal: "Close refused" },
    { action: everythingSteps.invite, what: "Microsoft could not be invited" },
    { action: createStep, what: "The referral could not be created" },
    ...guardedWrites(model).map((action) => ({ action, what: "Salesforce did not take a change" })),
    ...[
      inboundSteps.create,
      ...(model.flowOptions.leads ? [inboundSteps.createConverted, "Create the lead"] : []),
    ].map((action) => ({ action, what: "Salesforce did not take a new record" })),
    ...(model.connectors.mode === "certified"
      ? [rereadStep(""), rereadStep(everythingSuffix)].map((action) => ({ action, what: settling }))
      : []),
  ];
}

/** The calls of [Customize] that carry a guard. */
export function guardedWrites(model: Model): readonly string[] {
  return [
    steps.writeAhead,
    steps.write,
    steps.writeOnly,
    everythingSteps.ahead,
    everythingSteps.write,
    "Write down what is missing",
    "Take the copied referral off",
    forgetStep,
    "Take note that the sync is off",
    "Answer that all is well",
    "Ask for a referral",
    lookSteps.link,
    lookSteps.forget,
    "Write down that it is not certain",
    inboundSteps.link,
    "Write down that it was not linked",
    ...(model.flowOptions.leads ? [inboundSteps.linkConverted] : []),
  ];
}
