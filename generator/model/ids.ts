import { parse, v5 } from "uuid";

/** The namespace of every id that cosell makes. It was drawn once and never changes. */
const cosellNamespace = parse("6b0c3e2a-9d5f-5c71-8a44-1f2e7d90b3c6");

/**
 * The id of a component: UUIDv5 of the unique name of the flow solution and a logical path such as `flow/reconcile`.
 * Display names, order and versions take no part, so an id survives all of them.
 */
export function componentId(solutionUniqueName: string, logicalPath: string): string {
  return v5(Buffer.from(`${solutionUniqueName}/${logicalPath}`, "utf8"), cosellNamespace);
}
