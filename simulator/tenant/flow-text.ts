/** What the tenant itself looks up in the text of a flow file. */
export interface FlowText {
  readonly trigger: "webhook" | "poll" | "started" | "other";
  /** Of a flow that is started by hand: keys of the inputs by their title. */
  readonly inputs: readonly FlowInput[];
}

export interface FlowInput {
  readonly key: string;
  readonly title: string;
  readonly type: string;
}

/** Reads the trigger of a flow; the flow has been accepted by the environment, so its text is a flow file. */
export function readFlowText(clientData: string): FlowText {
  const text = known.get(clientData) ?? parseFlowText(clientData);
  if (known.size >= mostKnown) known.clear();
  known.set(clientData, text);
  return text;
}

/** Every time a tenant comes to rest it asks for the triggers of all flows, whose texts are long and rarely change. */
const known = new Map<string, FlowText>();
const mostKnown = 100;

function parseFlowText(clientData: string): FlowText {
  const file: unknown = JSON.parse(clientData);
  const definition = member(member(file, "properties"), "definition");
  const [trigger] = Object.values(asObject(member(definition, "triggers")));
  const kind = String(member(trigger, "kind") ?? "").toLowerCase();
  switch (member(trigger, "type")) {
    case "OpenApiConnection":
      return { trigger: "poll", inputs: [] };
    case "Request":
      if (kind === "http") return { trigger: isOpen(trigger) ? "webhook" : "other", inputs: [] };
      return { trigger: "started", inputs: inputsOf(trigger) };
    default:
      return { trigger: "other", inputs: [] };
  }
}

/** Partner Center signs its requests but has no account in the tenant: only a trigger that anyone may call hears it. */
function isOpen(trigger: unknown): boolean {
  return member(member(trigger, "inputs"), "triggerAuthenticationType") === "All";
}

function inputsOf(trigger: unknown): readonly FlowInput[] {
  const schema = member(member(trigger, "inputs"), "schema");
  return Object.entries(asObject(member(schema, "properties"))).map(([key, property]) => ({
    key,
    title: String(member(property, "title") ?? key),
    type: String(member(property, "type") ?? "string"),
  }));
}

function member(value: unknown, name: string): unknown {
  return asObject(value)[name];
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}
