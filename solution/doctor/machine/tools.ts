import { Failure } from "../../../generator/diagnostics/failure.ts";
import { probeTimeout } from "../../deploy/facts.ts";
import type { Machine } from "../../deploy/machine.ts";
import { findPac } from "../../deploy/pac/find-pac.ts";
import { check, type Judgement, sawFacts } from "../check.ts";
import { oldest } from "../facts.ts";
import { seen } from "../finding.ts";
import { compareVersions, readVersion } from "../versions.ts";
import { machineCodes } from "./codes.ts";

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

export const pacCheck = check<ToolFacts>({
  key: "pac",
  group: "machine",
  title: "Power Platform CLI",
  look: async ({ machine }) => {
    try {
      const { program, before, version } = await findPac(machine, undefined);
      return sawFacts({ found: { place: [program, ...before].join(" "), version } });
    } catch (error) {
      if (error instanceof Failure) return sawFacts({});
      throw error;
    }
  },
  judge: judgePac,
});

export const sfCheck = check<ToolFacts>({
  key: "sf",
  group: "machine",
  title: "Salesforce CLI",
  look: async ({ machine }) => sawFacts(await findSf(machine)),
  judge: judgeSf,
});

/** The new program, or the old one by its old name. Both print `@salesforce/cli/2.96.4 linux-x64 …` or `sfdx-cli/7…`. */
async function findSf(machine: Machine): Promise<ToolFacts> {
  for (const place of [machine.environment["COSELL_SF"] || "sf", "sfdx"]) {
    const end = await machine.run({ program: place, arguments: ["--version"], timeout: probeTimeout });
    if (!end.started) continue;
    const [, product, named] = /(sfdx-cli|@salesforce\/cli)\/(\d[\d.]*)/.exec(end.stdout) ?? [];
    const version = named ?? readVersion(end.stdout)?.join(".");
    return {
      found: {
        place,
        ...(version === undefined ? {} : { version }),
        ...(product === undefined ? {} : { product }),
      },
    };
  }
  return {};
}
