import { importWaitMinutes } from "../facts.ts";
import type { ImportRequest, PacProof, PacTarget } from "./pac.ts";

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

export function signInWords({ url, application }: Required<PacTarget>): readonly string[] {
  const { tenant, application: id, proof } = application;
  return [
    ...["auth", "create", "--name", profileName, "--environment", url],
    ...["--tenant", tenant, "--applicationId", id, ...proofWords(proof)],
  ];
}

/**
 * pac takes a secret as an argument and in no other way. It goes there in the form that survives every shell and console,
 * as Microsoft's own wrapper writes it. The word of a pipeline's provider needs no argument.
 */
function proofWords(proof: PacProof): readonly string[] {
  if (proof.kind === "secret") {
    return [
      "--clientSecret",
      `data:text/plain;base64,${Buffer.from(proof.secret, "utf8").toString("base64")}`,
    ];
  }
  return [proof.provider === "GitHub" ? "--githubFederated" : "--azureDevOpsFederated"];
}

const profileName = "cosell";
