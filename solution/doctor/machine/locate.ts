import type { Machine } from "../../deploy/machine.ts";

/** A program that answered, and what it said of itself. */
export interface LocatedTool {
  readonly place: string;
  readonly output: string;
}

/** A program that only says its version needs no longer, in milliseconds. Ours. */
const patience = 60_000;

/** Asks the candidates for their version one after the other; the first that starts is the one. */
export async function locate(
  machine: Machine,
  candidates: readonly { readonly program: string; readonly arguments: readonly string[] }[],
): Promise<LocatedTool | undefined> {
  for (const candidate of candidates) {
    const end = await machine.run({ ...candidate, timeout: patience });
    if (end.started) return { place: candidate.program, output: `${end.stdout}\n${end.stderr}` };
  }
  return undefined;
}

/**
 * Where pac may be, in this order: the variable that Microsoft's pipeline actions set, PATH, the folder of .NET tools.
 * Without a verb it prints its version above its help.
 */
export function pacCandidates(
  machine: Machine,
): readonly { program: string; arguments: readonly string[] }[] {
  const { POWERPLATFORMTOOLS_PACPATH: named, HOME: home, USERPROFILE: profile } = machine.environment;
  const homes = [home ?? profile].filter((folder) => folder !== undefined);
  const programs = [
    ...(named === undefined || named === "" ? [] : [named]),
    "pac",
    ...homes.map((folder) => `${folder}/.dotnet/tools/pac`),
  ];
  return programs.map((program) => ({ program, arguments: [] }));
}

export function sfCandidates(): readonly { program: string; arguments: readonly string[] }[] {
  return ["sf", "sfdx"].map((program) => ({ program, arguments: ["--version"] }));
}
