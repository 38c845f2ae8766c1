import { type DataverseClient, literal, type Row } from "./client.ts";

export interface InstalledSolution {
  readonly uniqueName: string;
  /** Four numbers. */
  readonly version: string;
  readonly managed: boolean;
}

export async function readSolution(
  dataverse: DataverseClient,
  uniqueName: string,
): Promise<InstalledSolution | undefined> {
  const rows = await dataverse.rows("solutions", {
    select: ["uniquename", "version", "ismanaged"],
    filter: `uniquename eq ${literal(uniqueName)}`,
  });
  return rows.map(read)[0];
}

function read({ uniquename, version, ismanaged }: Row): InstalledSolution {
  return { uniqueName: String(uniquename), version: String(version), managed: ismanaged === true };
}

/** Negative when the first is lower, as the numbers of a version compare: 1.10 is higher than 1.9. */
export function compareVersions(one: string, other: string): number {
  const parts = (version: string): readonly number[] => version.split(".").map(Number);
  const [left, right] = [parts(one), parts(other)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
