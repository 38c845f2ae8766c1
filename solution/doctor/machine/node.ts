import { check, type Judgement, sawFacts } from "../check.ts";
import { seen } from "../finding.ts";
import { isInRange } from "../versions.ts";
import { machineCodes } from "./codes.ts";

export interface NodeFacts {
  readonly version: string;
  /** As `engines` of the package writes it. */
  readonly supported: string;
}

export function judgeNode({ version, supported }: NodeFacts): Judgement {
  const isSupported = isInRange(version, supported);
  const where = { file: "this machine", path: ["node"] };
  return {
    said: `Node ${version}`,
    findings: isSupported
      ? []
      : [seen(machineCodes.finding("NODE_UNSUPPORTED", {}, { where }), version, supported)],
  };
}

export const nodeCheck = check<NodeFacts>({
  key: "node",
  group: "machine",
  title: "Node",
  look: ({ cosell }) => sawFacts({ version: cosell.nodeVersion, supported: cosell.supportedNode }),
  judge: judgeNode,
});
