import { declareCodes } from "../../../generator/diagnostics/codes.ts";

/** What can be wrong in an environment, as its Web API shows it. */
export const environmentCodes = declareCodes("DOCTOR", {
  ENVIRONMENT_UNREACHABLE: {
    severity: "error",
    message: "The environment {name} cannot be asked.",
    next: "Check its address and the sign-in: `cosell deploy --help` names the variables for both.",
  },
  SOLUTION_MISSING: {
    severity: "error",
    message: "The solution {name} is not installed.",
    next: "`cosell deploy --environment {environment}`, or import it by the guide in the output folder.",
  },
  SOLUTION_OTHER_VERSION: {
    severity: "warning",
    message: "Another version of the solution {name} is installed than the mapping has.",
    next: "Release the new version, or look with the mapping that the installed one was built from.",
  },
  CONNECTOR_MISSING: {
    severity: "error",
    message: "The connector {name} is not in the environment.",
    next: "Import the solution that holds it before the flows.",
  },
  REFERENCE_MISSING: {
    severity: "error",
    message: "There is no connection reference {name}.",
    next: "Import the solution; a reference that was deleted by hand comes back with it.",
  },
  REFERENCE_UNBOUND: {
    severity: "error",
    message: 'The connection reference "{title}" has no connection.',
    why: "No flow that uses it can be turned on.",
    next: "Choose a connection: *Solutions*, the solution, *Connection references*.",
  },
  REFERENCE_ELSEWHERE: {
    severity: "error",
    message: 'The connection reference "{title}" points to another connector.',
    next: "Choose a connection of the right connector, or import the solution again with the right settings.",
  },
  CONNECTION_GONE: {
    severity: "warning",
    message: 'The connection behind "{title}" cannot be seen.',
    why: "It was deleted, or it belongs to a user who has not shared it with the one that looks.",
    next: "Look in *Connections* as its owner; choose another one in the connection reference if it is gone.",
  },
  CONNECTION_BROKEN: {
    severity: "error",
    message: 'The connection behind "{title}" is not signed in.',
    why: "Every run that needs it fails, with 401 in the audit.",
    next: "*Connections*, the connection, *Fix connection*, as its owner. Then resubmit the failed runs, or let Reconcile repair.",
  },
  FLOW_MISSING: {
    severity: "error",
    message: 'The flow "{name}" is not in the environment.',
    next: "Import the solution again.",
  },
  FLOW_OFF: {
    severity: "error",
    message: 'The flow "{name}" is off.',
    next: "Turn it on, after the flows that it calls: number {place} in the order of the import guide.",
  },
  FLOW_SUSPENDED: {
    severity: "error",
    message: 'The flow "{name}" was suspended by the platform.',
    why: "A data policy forbids one of its connectors, or a licence has ended.",
    next: "Ask the administrator of the environment for its data policies, then turn the flow on again.",
  },
  FLOW_ORDER: {
    severity: "error",
    message: '"{name}" is on, but "{child}", which it calls, is off.',
    why: "Every run of the caller fails where it calls.",
    next: 'Turn "{child}" on; then turn "{name}" off and on, and resubmit its failed runs.',
  },
  FLOW_CHANGED: {
    severity: "info",
    message: 'The flow "{name}" is not as the mapping makes it.',
    why: "A maker has saved it in the environment, and their layer covers every upgrade of it; or the platform has rewritten it on import.",
    next: "*See solution layers* shows a maker's layer. In [Customize] it is meant: carry it over after an upgrade. Elsewhere, remove it.",
  },
  VARIABLE_MISSING: {
    severity: "error",
    message: "There is no environment variable {name}.",
    next: "Import the solution again.",
  },
  VARIABLE_VALUE: {
    severity: "error",
    message: "The value of the environment variable {name} does not fit.",
    next: "*Solutions*, the solution, *Environment variables*: correct the current value, then turn the flows off and on.",
  },
  VARIABLE_NOT_TAKEN: {
    severity: "warning",
    message: "The environment variable {name} was changed after the flows were turned on.",
    why: "A flow may keep the value it had when it was turned on.",
    next: "Turn the flows off and on again, callers last. After a changed stage or field, have Reconcile make a full run.",
  },
  ORGANIZATION_UNKNOWN: {
    severity: "warning",
    message: "The Partner Center organization id is not known yet.",
    why: "While it is unknown no referral is created in Salesforce, only linked: whose it is cannot be told.",
    next: "Run the registration flow, copy the id that its run shows into the variable {name}, turn the flows off and on.",
  },
  RECONCILE_NEVER_RAN: {
    severity: "warning",
    message: "Reconcile has not written its watermark yet.",
    why: "Until its first run, nothing repairs what gets lost.",
    next: "Run the flow Reconcile once by hand, and read its run if the watermark stays empty.",
  },
  RECONCILE_BEHIND: {
    severity: "error",
    message: "Reconcile has not come to an end for longer than it should.",
    why: "What is lost meanwhile stays lost until it runs again; then it begins where it stopped.",
    next: "Read the last runs of the flow Reconcile: is it on, and where do they fail?",
  },
  RECONCILE_FAILING: {
    severity: "warning",
    message: "Reconcile could not settle some pairs, and tries them again each time.",
    next: "Look at their audit, or open the run of Reconcile: each is named there with its answer.",
  },
  WATERMARK_UNREADABLE: {
    severity: "error",
    message: "The watermark of Reconcile cannot be read.",
    why: "Somebody has edited it: every run of Reconcile fails.",
    next: "Delete the current value of the variable {name}; the next run writes a new one and looks from then on. Then make a full run.",
  },
  RUN_FAILED: {
    severity: "warning",
    message: 'Runs of the flow "{name}" have failed lately.',
    next: "{remedy}",
  },
  DEAL_FAILED: {
    severity: "warning",
    message: 'The opportunity "{name}" is not in step.',
    next: "{remedy}",
  },
  DEAL_WAITING: {
    severity: "warning",
    message: 'The opportunity "{name}" has waited for longer than a window of Reconcile.',
    why: "A run was cut off, and nothing has taken the deal up again.",
    next: "Is Reconcile on, and the flow that creates? Then open its last run.",
  },
  WEBHOOK_MISSING: {
    severity: "error",
    message: "Partner Center has no address to send its events to.",
    why: "Without events, changes in Partner Center come in only with Reconcile.",
    next: "Run the registration flow; the import guide says what it is given.",
  },
  WEBHOOK_ELSEWHERE: {
    severity: "error",
    message: "Partner Center sends its events to another address.",
    why: "A tenant has one registration for each app: whoever registered last gets the events, and nobody else.",
    next: "Find out whose it is; run the registration flow with *overwrite* set to Yes to take it over.",
  },
  WEBHOOK_EVENTS: {
    severity: "error",
    message: "Partner Center does not send every event of referrals.",
    next: "Run the registration flow again with all its events set to Yes.",
  },
});
