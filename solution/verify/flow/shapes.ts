/**
 * What the flow service asks of triggers and actions, by type in lower case (schema of the workflow definition language;
 * counted over 405 published flows, which all have it). A setting is written as the way to it.
 */
export const neededSettings: ReadonlyMap<string, readonly string[]> = byType({
  if: ["expression", "actions"],
  switch: ["expression", "cases"],
  foreach: ["foreach", "actions"],
  until: ["expression", "actions"],
  scope: ["actions"],
  compose: ["inputs"],
  parsejson: ["inputs.content", "inputs.schema"],
  initializevariable: ["inputs.variables"],
  setvariable: ["inputs.name", "inputs.value"],
  appendtoarrayvariable: ["inputs.name", "inputs.value"],
  appendtostringvariable: ["inputs.name", "inputs.value"],
  incrementvariable: ["inputs.name"],
  decrementvariable: ["inputs.name"],
  select: ["inputs.from", "inputs.select"],
  query: ["inputs.from", "inputs.where"],
  join: ["inputs.from", "inputs.joinWith"],
  table: ["inputs.from", "inputs.format"],
  terminate: ["inputs.runStatus"],
  response: ["inputs.statusCode"],
  http: ["inputs.method", "inputs.uri"],
  workflow: ["inputs.host"],
  wait: ["inputs"],
  openapiconnection: ["inputs.host.connectionName", "inputs.host.operationId"],
  openapiconnectionwebhook: ["inputs.host.connectionName", "inputs.host.operationId"],
  openapiconnectionnotification: ["inputs.host.connectionName", "inputs.host.operationId"],
});

export const neededByTriggers: ReadonlyMap<string, readonly string[]> = byType({
  recurrence: ["recurrence"],
  openapiconnection: ["inputs.host.connectionName", "inputs.host.operationId", "recurrence"],
  openapiconnectionwebhook: ["inputs.host.connectionName", "inputs.host.operationId"],
  openapiconnectionnotification: ["inputs.host.connectionName", "inputs.host.operationId"],
});

/** Types of actions and triggers in lower case, of cloud flows and of Logic Apps (the designer's own list, and exports). */
export const knownTypes: ReadonlySet<string> = new Set(
  [
    ...neededSettings.keys(),
    "apiconnection apiconnectionwebhook apiconnectionnotification apimanagement appservice batch expression function",
    "httpwebhook request recurrence slidingwindow sendtobatch invokefunction serviceprovider changeset xslt liquid",
    "flatfiledecoding flatfileencoding flatfileschemageneration integrationaccountartifactlookup xmlvalidation",
    "xmlcompose xmlparse javascriptcode csharpscriptcode powershellcode inlinecode datamapper swiftencode swiftdecode",
    "agent agenthandoff nestedagent agentcondition mcpclienttool connector copilot manual powerfx rule",
    "as2encode as2decode x12encode x12decode edifactencode edifactdecode hl7encode hl7decode rosettanetencode",
    "rosettanetdecode rosettanetwaitforresponse parsedocument chunktext ediencode edidecode",
  ].flatMap((line) => line.split(" ")),
);

export const statuses: readonly string[] = ["Succeeded", "Failed", "Skipped", "TimedOut", "Cancelled"];

/** Words that a setting can have, by type in lower case. */
export const settingWords: ReadonlyMap<string, readonly [setting: string, words: readonly string[]]> = byType(
  {
    terminate: ["inputs.runStatus", ["Succeeded", "Failed", "Cancelled"]],
    table: ["inputs.format", ["CSV", "HTML"]],
  },
);

/** Types of variables, in lower case. */
export const variableTypes: readonly string[] = ["string", "integer", "float", "boolean", "array", "object"];

export const frequencies: readonly string[] = ["Second", "Minute", "Hour", "Day", "Week", "Month", "Year"];

/** A flow may give anything as a type, `constructor` too: only what is listed is found. */
function byType<Value>(values: Readonly<Record<string, Value>>): ReadonlyMap<string, Value> {
  return new Map(Object.entries(values));
}
