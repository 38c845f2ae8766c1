import type { Artifact } from "./model/artifact.ts";
import type { EmittedFlow } from "./model/emitted.ts";

/** The flows as files of their own, numbered in the order in which they are turned on: for reading, review and `cosell run`. */
export function flowArtifacts(flows: readonly EmittedFlow[]): readonly Artifact[] {
  return flows.map(({ flow, file }, index) => ({
    id: `flow/${flow.key}`,
    kind: "flow",
    path: `flows/${index + 1}-${kebab(flow.key)}.json`,
    content: `${JSON.stringify(file, undefined, 2)}\n`,
    origin: flow.origin,
  }));
}

/** `webhookRegistration` → `webhook-registration`. */
function kebab(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
