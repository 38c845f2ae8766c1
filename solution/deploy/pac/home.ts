import type { Machine } from "../machine.ts";

/** A folder in which pac keeps its profiles, apart from those of the person at this machine. */
export interface PrivateHome {
  /** What makes .NET look there [learn.microsoft.com, Environment.SpecialFolder.LocalApplicationData]. */
  readonly environment: Readonly<Record<string, string>>;
  readonly remove: () => void;
}

export function privateHome({ files, platform, environment }: Machine): PrivateHome {
  const folder = files.temporaryFolder();
  // A .NET tool is found and unpacked by the home of the person: that stays where it is.
  const home = environment["HOME"] ?? environment["USERPROFILE"];
  const tools = home === undefined ? {} : { DOTNET_CLI_HOME: environment["DOTNET_CLI_HOME"] ?? home };
  return {
    environment:
      platform === "windows"
        ? { ...tools, LOCALAPPDATA: folder, USERPROFILE: folder }
        : { ...tools, HOME: folder, XDG_DATA_HOME: `${folder}/.local/share` },
    remove: () => files.remove(folder),
  };
}
