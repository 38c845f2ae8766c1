import { Failure } from "../../../generator/diagnostics/failure.ts";
import { deployCodes } from "../codes.ts";
import { probeTimeout } from "../facts.ts";
import type { Machine } from "../machine.ts";

/** How pac is called on this machine: a program and the words that go before its own. */
export interface FoundPac {
  readonly program: string;
  readonly before: readonly string[];
  readonly version: string;
}

/**
 * Looks for pac: what the user has named, what Microsoft's installers name, PATH, the folder of .NET tools, and at last
 * the runner of .NET 10, which fetches it. Throws DEPLOY.PAC_MISSING where there is none, and DEPLOY.PAC_UNUSABLE where
 * what was named is no pac: then nobody looks further.
 */
export async function findPac(machine: Machine, named: string | undefined): Promise<FoundPac> {
  if (named !== undefined) return (await probe(machine, { program: named, before: [] })) ?? unusable(named);
  const told = machine.environment["POWERPLATFORMTOOLS_PACPATH"];
  if (told !== undefined && told !== "") {
    return (await probe(machine, { program: told, before: [] })) ?? unusable(told);
  }
  for (const candidate of candidates(machine)) {
    const found = await probe(machine, candidate);
    if (found !== undefined) return found;
  }
  throw new Failure(deployCodes.finding("PAC_MISSING", {}));
}

type Candidate = Omit<FoundPac, "version">;

function candidates({ environment, platform }: Machine): readonly Candidate[] {
  const home = environment["HOME"] ?? environment["USERPROFILE"];
  const tools = environment["POWERPLATFORMTOOLS_PACCLIPATH"];
  const inTools = platform === "windows" ? "/pac/tools/pac.exe" : "/pac_linux/tools/pac";
  return [
    ...(tools === undefined || tools === "" ? [] : [{ program: `${tools}${inTools}`, before: [] }]),
    { program: "pac", before: [] },
    ...(home === undefined ? [] : [{ program: `${home}/.dotnet/tools/pac`, before: [] }]),
    { program: "dnx", before: ["Microsoft.PowerApps.CLI.Tool", "--yes"] },
  ];
}

/** pac without arguments prints help and its version; older ones then end with another code than 0. */
async function probe(machine: Machine, { program, before }: Candidate): Promise<FoundPac | undefined> {
  const end = await machine.run({ program, arguments: [...before, "help"], timeout: probeTimeout });
  if (!end.started) return undefined;
  const version = /Version:\s*v?(\d+(?:\.\d+)+)/i.exec(`${end.stdout}\n${end.stderr}`)?.[1];
  return version === undefined ? undefined : { program, before, version };
}

function unusable(path: string): never {
  throw new Failure(deployCodes.finding("PAC_UNUSABLE", { path }));
}
