/** What the platform or a flow of ours says of a run that failed, in words for whoever has to mend it. */
export interface RunError {
  /** As it stands in the run, or in its message. */
  readonly code: string;
  readonly means: string;
  readonly do: string;
}

/**
 * Codes of the flow service that a sync like this one meets (Partner Center documentation, troubleshooting of the connectors;
 * workflow definition language, results of actions), and the three that our flows end with themselves.
 */
export const runErrors: readonly RunError[] = [
  {
    code: "SyncFailed",
    means:
      "The sync could not be carried through for the moment; the audit of the opportunity says the same.",
    do: "Resubmit the run once the other side answers again. Without it, Reconcile does the same.",
  },
  {
    code: "RegisteredElsewhere",
    means: "Another address is registered for the events of the tenant, and it was not to be overwritten.",
    do: "Find out whose it is. Run the registration flow again with *overwrite* set to Yes to take it over.",
  },
  {
    code: "RegistrationUnknown",
    means: "Partner Center did not say what is registered.",
    do: "Look at the connection to Partner Center Events and at the roles of its user, then run the flow again.",
  },
  {
    code: "ChildFlowNeverPublished",
    means: "A flow that it calls has never been on.",
    do: "Turn the flows off, and on again in the order of the import guide.",
  },
  {
    code: "WorkflowTriggerNotFound",
    means: "The flow that it calls cannot be started: it is off, or was damaged by an import.",
    do: "Turn the called flow off and on, then the caller.",
  },
  {
    code: "ConnectionAuthorizationFailed",
    means: "A connection is no longer signed in.",
    do: "*Connections*, *Fix connection*, as its owner; then resubmit the run.",
  },
  {
    code: "InvalidTemplate",
    means: "An expression of the flow could not be evaluated with what it was given.",
    do: "In [Customize], look at what was edited last. In any other flow, report it with the failed action's inputs.",
  },
  {
    code: "OpenApiOperationParameterValidationFailed",
    means:
      "A value does not fit the operation, most often a pick list value that the organization does not have.",
    do: "`cosell doctor` shows drift between mapping and organization; correct the value in the mapping or in [Customize].",
  },
  {
    code: "ActionTimedOut",
    means: "A called flow or service did not answer in time.",
    do: "Resubmit the run. If it happens daily, look for what holds the service up.",
  },
  {
    code: "RequestsThrottled",
    means: "Too many requests in too short a time.",
    do: "Nothing: it is repeated. If it stays, look for what else uses the same connection or licence.",
  },
  {
    code: "ActionFailed",
    means: "An action failed, and what came after it did not run.",
    do: "Open the run: the first red action shows what the other side answered.",
  },
];

/** What a failed run means, by its code or by a code in its message. */
export function explainRun(code: string, message: string): RunError | undefined {
  return (
    runErrors.find((each) => each.code === code && each.code !== "ActionFailed") ??
    runErrors.find((each) => message.includes(each.code)) ??
    runErrors.find((each) => each.code === code)
  );
}
