import { verify } from "../../../solution/verify/verify.ts";

// Flows as files of their own, put together from as little as a test is about.

export interface FlowParts {
  readonly triggers?: object;
  readonly actions?: object;
  readonly parameters?: object;
  readonly connectionReferences?: object;
  readonly outputs?: object;
}

export const button = { manual: { type: "Request", kind: "Button", inputs: { schema: {} } } };
export const hourly = { Recurrence: { type: "Recurrence", recurrence: { frequency: "Hour", interval: 1 } } };

/** A cloud flow as a solution holds it. */
export const flowFile = ({ connectionReferences = {}, ...definition }: FlowParts): object => ({
  properties: {
    connectionReferences,
    definition: {
      parameters: { $connections: { type: "Object", defaultValue: {} } },
      triggers: button,
      actions: {},
      ...definition,
    },
  },
  schemaVersion: "1.0.0.0",
});

export const action = (type: string, rest: object, ...after: readonly string[]): object => ({
  type,
  ...rest,
  runAfter: Object.fromEntries(after.map((name) => [name, ["Succeeded"]])),
});

export const compose = (inputs: unknown, ...after: readonly string[]): object =>
  action("Compose", { inputs }, ...after);

export const variable = (type: string, value?: unknown): object =>
  action("InitializeVariable", { inputs: { variables: [{ name: "V", type, value }] } });

/** What is found in JSON as a file of its own: codes, and what each is about. */
export function findings(json: object) {
  const bytes = new TextEncoder().encode(JSON.stringify(json));
  return verify([{ kind: "file", name: "flow.json", bytes }]).diagnostics;
}

export const codesOf = (json: object): readonly string[] => findings(json).map(({ code }) => code);

/** The codes for a cloud flow. */
export const found = (parts: FlowParts): readonly string[] => codesOf(flowFile(parts));
