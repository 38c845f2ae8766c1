import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A sign-in that pac keeps for its user. The secret itself is not kept, only the token that it gave. */
export interface Profile {
  readonly name: string;
  readonly environment: string | undefined;
  readonly application: string;
  readonly token: string;
  readonly active: boolean;
}

/** Profiles belong to the home folder, as those of pac do: whoever clears them clears them for every other call, too. */
const file = (home: string): string =>
  join(home, ".local", "share", "Microsoft", "PowerAppsCLI", "authprofiles_v2.json");

export function readProfiles(home: string): readonly Profile[] {
  if (!existsSync(file(home))) return [];
  const profiles: readonly Profile[] = JSON.parse(readFileSync(file(home), "utf8"));
  return profiles;
}

export function writeProfiles(home: string, profiles: readonly Profile[]): void {
  mkdirSync(dirname(file(home)), { recursive: true });
  writeFileSync(file(home), JSON.stringify(profiles), { mode: 0o600 });
}

export function clearProfiles(home: string): void {
  rmSync(file(home), { force: true });
}
