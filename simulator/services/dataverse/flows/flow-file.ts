/** What the environment reads out of a flow file; running it is the engine's job. */
export interface FlowFile {
  readonly children: readonly string[];
  readonly connectionReferences: readonly string[];
  /** Whether a connection is that of whoever runs the flow. */
  readonly usesInvokerConnection: boolean;
  /** Schema names of the environment variables its parameters are bound to. */
  readonly variables: readonly string[];
  readonly hasResponse: boolean;
}

/** Reads the text of a flow file; undefined when it is no flow definition. */
export function readFlowFile(text: string): FlowFile | undefined {
  const properties = member(parse(text), "properties");
  const definition = member(properties, "definition");
  if (!isObject(definition)) return undefined;
  const found = { children: new Set<string>(), hasResponse: false };
  walkActions(definition, found);
  const references = Object.values(asObject(member(properties, "connectionReferences")));
  const names = references.map((entry) =>
    member(member(entry, "connection"), "connectionReferenceLogicalName"),
  );
  const parameters = Object.values(asObject(member(definition, "parameters")));
  const variables = parameters.map((entry) => member(member(entry, "metadata"), "schemaName"));
  return {
    children: [...found.children],
    connectionReferences: unique(names),
    usesInvokerConnection: references.some((entry) => member(entry, "runtimeSource") === "invoker"),
    variables: unique(variables),
    hasResponse: found.hasResponse,
  };
}

/** Goes through actions at every depth: scopes, both branches of conditions, cases, loops. */
function walkActions(node: unknown, found: { readonly children: Set<string>; hasResponse: boolean }): void {
  for (const action of Object.values(asObject(member(node, "actions")))) {
    const type = member(action, "type");
    if (type === "Response") found.hasResponse = true;
    const child = member(member(member(action, "inputs"), "host"), "workflowReferenceName");
    if (type === "Workflow" && typeof child === "string") found.children.add(child.toLowerCase());
    walkActions(action, found);
    walkActions(member(action, "else"), found);
    walkActions(member(action, "default"), found);
    for (const branch of Object.values(asObject(member(action, "cases")))) walkActions(branch, found);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unique(values: readonly unknown[]): readonly string[] {
  return [...new Set(values.filter((value) => typeof value === "string"))];
}

function member(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
