import { importWaitMinutes } from "../facts.ts";
import type { ImportRequest, PacTarget } from "./pac.ts";

// The exact words for pac [learn.microsoft.com, pac solution, pac auth, pac org]. `cosell deploy --print` shows these.

export function importWords(
  url: string,
  { zip, settings, upgrade, publish }: ImportRequest,
): readonly string[] {
  return [
    ...["solution", "import", "--path", zip, "--environment", url],
    ...(settings === undefined ? [] : ["--settings-file", settings]),
    ...(upgrade ? ["--stage-and-upgrade", "true"] : []),
    ...(publish ? ["--publish-changes", "true"] : []),
    ...["--async", "true", "--max-async-wait-time", String(importWaitMinutes)],
  ];
}

export function deleteWords(url: string, uniqueName: string): readonly string[] {
  return ["solution", "delete", "--solution-name", uniqueName, "--environment", url];
}

/**
 * pac takes the secret of an application as an argument and in no other way; see docs/release.md for those that need none.
 * It goes there in the form that survives every shell and console, as Microsoft's own wrapper writes it.
 */
export function signInWords({ url, application }: Required<PacTarget>): readonly string[] {
  const { tenant, application: id, secret } = application;
  const encoded = `data:text/plain;base64,${Buffer.from(secret, "utf8").toString("base64")}`;
  return [
    ...["auth", "create", "--name", profileName, "--environment", url],
    ...["--tenant", tenant, "--applicationId", id, "--clientSecret", encoded],
  ];
}

const profileName = "cosell";
