import { declareCodes } from "../../../generator/diagnostics/codes.ts";

/** What the platform would refuse about a flow by itself, and what a reviewer would question. */
export const flowCodes = declareCodes("CLOUDFLOW", {
  NEVER_REACHED: {
    severity: "warning",
    message: "{action} runs after {end}, which ends the run",
    why: "Behind a Terminate nothing runs, whatever it ends with.",
    next: "Let {action} run before {end}, or remove it",
  },
  NAME_LONG: {
    severity: "warning",
    message: "The name {name} has {length} characters, of which the designer takes {maximum}",
    next: "Shorten the name, also where expressions refer to it",
  },
  DESCRIPTION_LONG: {
    severity: "warning",
    message: "The note at {name} has {length} characters, of which the platform documents {maximum}",
    why: "Whether a longer note is refused or kept is not documented; no published flow has one.",
    next: "Shorten the note, or keep the whole of it in the description of the flow",
  },
  OUT_OF_ORDER: {
    severity: "error",
    message: "{what} reads what {action} gave, which need not have run by then",
    why: "The flow service refuses a reference to an action that does not lie on the way to the one that reads it.",
    next: "Let one run after the other, or read from an action before it",
  },
  TRIGGERS: {
    severity: "error",
    message: "The flow has {count} triggers; a cloud flow has one",
    next: "Keep one trigger, and give the others flows of their own",
  },
  TYPE_UNKNOWN: {
    severity: "error",
    message: "{what} is of the type {type}, which no flow has",
    next: "Correct the type",
  },
  CONNECTIONS_UNDECLARED: {
    severity: "error",
    message: "{action} goes through a connection, and the flow does not declare the parameter $connections",
    why: "The platform hands connections in by that parameter, and refuses the flow without it.",
    next: "Declare $connections as a parameter of the type Object with an empty object as its default",
  },
  KIND_WRONG: {
    severity: "error",
    message: "{what} takes {takes} and is given {is}",
    why: "Types are not converted: it fails whenever it is evaluated.",
    next: "Give it {takes}",
  },
  ALWAYS_FAILS: {
    severity: "warning",
    message: "{call} fails whenever it is evaluated: {reason}",
    next: "Correct the call; to fail on purpose, use Terminate",
  },
  VARIABLE_KIND: {
    severity: "error",
    message: "The variable {variable} is of the type {type} and is given {value}",
    why: "A variable takes values of its type only: the action fails.",
    next: "Give it a value of the type {type}, or declare it with another type",
  },
  NOBODY_WAITS: {
    severity: "error",
    message: "{action} answers, and nobody waits: the trigger is not called by anyone",
    why: "The flow service takes a Response only in a flow that starts with a request.",
    next: "Remove {action}, or start the flow with a request",
  },
  ANSWER_MISSING: {
    severity: "warning",
    message: "The flow answers, but not on the way that ends at {place}",
    why: "Whoever waits for the flow gets an error there, although the flow has succeeded.",
    next: "Answer on every way, at best once at the end",
  },
  STATIC_RESULT: {
    severity: "warning",
    message: "{action} does not run: its static result is turned on",
    why: "A static result is an answer for tests, which is given in place of the action.",
    next: "Turn the static result off",
  },
  VARIABLE_SHARED: {
    severity: "warning",
    message: "Passes of {loop} run at the same time, and each sets and reads the variable {variable}",
    why: "Variables belong to the flow: what one pass sets, another one reads.",
    next: "Use Compose inside of the loop, or let it run one pass at a time",
  },
  TRIGGER_OPEN: {
    severity: "warning",
    message:
      "Whoever knows the address of {trigger} can start the flow, and the flow does not look who it is",
    next: "Let the trigger take callers of your tenant only, give it a condition, or check what it is sent",
  },
  LOOP_UNBOUNDED: {
    severity: "warning",
    message: "{loop} does not say when it gives up",
    why: "Without a limit an Until ends after sixty passes or an hour, whichever comes first.",
    next: "Give the loop a limit of passes and of time",
  },
  STARTS_ITSELF: {
    severity: "warning",
    message: "{action} writes records of the kind that {trigger} waits for",
    why: "Nothing tells the flow's own changes from those of others: each run may start the next one, without end.",
    next: "Give {trigger} a condition or a filter that leaves out what the flow writes itself",
  },
  SECRET_IN_TEXT: {
    severity: "warning",
    message: "{name} looks like a secret that is written out",
    why: "Whoever may read the flow, its runs or its repository knows it.",
    next: "Read it from Key Vault or from a secret environment variable, and replace it: it is known now",
  },
});
