import { check, type Judgement, sawFacts } from "../check.ts";
import { oldest } from "../facts.ts";
import { seen } from "../finding.ts";
import { compareVersions, readVersion } from "../versions.ts";
import { machineCodes } from "./codes.ts";
import { type LocatedTool, locate, pacCandidates, sfCandidates } from "./locate.ts";

/** A program as it was found; without a version it did not say one. */
export interface ToolFacts {
  readonly found?: {
    readonly place: string;
    readonly version?: string;
    /** Version 7 of the old product is older than version 2 of the new one. */
    readonly product?: string;
  };
}

export function judgePac({ found }: ToolFacts): Judgement {
  const where = { file: "this machine", path: ["pac"] };
  const expected = `${oldest.pac} or newer`;
  if (found === undefined) {
    const missing = machineCodes.finding("PAC_MISSING", {}, { where });
    return { said: "pac is not there", findings: [seen(missing, "nothing", expected)] };
  }
  const { version = "no version", place } = found;
  const isOld = compareVersions(version, oldest.pac) < 0;
  return {
    said: `pac ${version}, ${place}`,
    findings: isOld ? [seen(machineCodes.finding("PAC_OLD", {}, { where }), version, expected)] : [],
  };
}

export function judgeSf({ found }: ToolFacts): Judgement {
  const where = { file: "this machine", path: ["sf"] };
  const expected = `${oldest.sf} or newer`;
  if (found === undefined) {
    const missing = machineCodes.finding("SF_MISSING", {}, { where });
    return { said: "sf is not there", findings: [seen(missing, "nothing", expected)] };
  }
  const { version = "no version", place } = found;
  const isOld = found.product === "sfdx-cli" || compareVersions(version, oldest.sf) < 0;
  return {
    said: `sf ${version}, ${place}`,
    findings: isOld ? [seen(machineCodes.finding("SF_OLD", {}, { where }), version, expected)] : [],
  };
}

/** pac prints `Version: 2.4.1+g3fa…` above its help, sf `@salesforce/cli/2.96.4 linux-x64 node-v20`, the old one `sfdx-cli/7…`. */
export function toolFacts(tool: LocatedTool | undefined): ToolFacts {
  if (tool === undefined) return {};
  const { place, output } = tool;
  const [, product, named] = /(sfdx-cli|@salesforce\/cli)\/(\d[\d.]*)/.exec(output) ?? [];
  const version = named ?? /Version:\s*(\d[\d.]*)/.exec(output)?.[1] ?? readVersion(output)?.join(".");
  return {
    found: {
      place,
      ...(version === undefined ? {} : { version }),
      ...(product === undefined ? {} : { product }),
    },
  };
}

export const pacCheck = check<ToolFacts>({
  key: "pac",
  group: "machine",
  title: "Power Platform CLI",
  look: async ({ machine }) => sawFacts(toolFacts(await locate(machine, pacCandidates(machine)))),
  judge: judgePac,
});

export const sfCheck = check<ToolFacts>({
  key: "sf",
  group: "machine",
  title: "Salesforce CLI",
  look: async ({ machine }) => sawFacts(toolFacts(await locate(machine, sfCandidates()))),
  judge: judgeSf,
});
