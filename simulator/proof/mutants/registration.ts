import { replaceBy, replaceText } from "../expression-operators.ts";
import type { Mutant } from "../mutation.ts";
import { changeRunAfter, renameCase, setProperty } from "../operators.ts";
import { flows } from "./flows.ts";

const flow = flows.registration;
const likely = ["webhook-registration"];

export const registrationMutants: readonly Mutant[] = [
  {
    id: "registration/takes-over-without-consent",
    flow,
    breaks: "A foreign registration is replaced only with consent",
    mutation: replaceBy("What is to be done", "equals", "'boolean_4'", "equals(true, true)"),
    likely,
  },
  {
    id: "registration/writes-what-is-there",
    flow,
    breaks: "What is registered already is not written again",
    mutation: replaceText("What is to be done", "Nothing", "Change"),
    likely,
  },
  {
    id: "registration/forgets-events-of-others",
    flow,
    breaks: "Events that others have registered for are kept",
    mutation: replaceBy("Registration that is wanted", "coalesce", "['WebhookEvents'], body", "json('[]')"),
    likely,
  },
  {
    id: "registration/case-renamed",
    flow,
    breaks: "Where nothing is registered, the webhook is registered",
    mutation: renameCase("What is to be done", "Register", "Registering"),
    likely,
  },
  {
    id: "registration/refusal-looks-well",
    flow,
    breaks: "A run that leaves a foreign registration alone fails, so that somebody looks",
    mutation: setProperty("Leave the other registration alone", "inputs", { runStatus: "Succeeded" }),
    likely,
  },
  {
    id: "registration/stops-at-not-found",
    flow,
    breaks: "No registration is an answer, not a failure",
    mutation: changeRunAfter("Registration that is wanted", "Read the registration that is there", [
      "Succeeded",
    ]),
    likely,
  },
  {
    id: "registration/old-address-stays",
    flow,
    breaks: "With consent the address is replaced by ours",
    mutation: setProperty(
      "Change the registration",
      "inputs/parameters/body~1WebhookUrl",
      "@outputs('Registration_that_is_wanted')?['existingUrl']",
    ),
    likely,
  },
];
