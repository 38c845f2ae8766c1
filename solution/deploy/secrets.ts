import { Failure } from "../../generator/diagnostics/failure.ts";
import { deployCodes } from "./codes.ts";
import { storeTimeout } from "./facts.ts";
import type { Machine } from "./machine.ts";
import type { Mask } from "./mask.ts";

/** The secrets that a release may need, by the variable that holds them. Nothing else is ever read from a store. */
export const secretNames = [
  "COSELL_CLIENT_SECRET",
  "COSELL_TOKEN_DATAVERSE",
  "COSELL_TOKEN_FLOW",
  "COSELL_TOKEN_POWERAPPS",
] as const;

export type SecretName = (typeof secretNames)[number];

/** Gives a secret, or nothing where there is none; what it gives is masked from then on. */
export type SecretSource = (name: SecretName) => Promise<string | undefined>;

/**
 * Secrets from the environment, and where a Key Vault is named and the variable is not set, from there. The vault is
 * asked through the Azure CLI, which knows how this machine signs in; the answer comes on its standard output.
 */
export function secretSource(machine: Machine, mask: Mask, store: string | undefined): SecretSource {
  const known = new Map<SecretName, Promise<string | undefined>>();
  const read = async (name: SecretName): Promise<string | undefined> => {
    const given = machine.environment[name];
    const secret =
      given !== undefined && given !== ""
        ? given
        : store === undefined || name !== "COSELL_CLIENT_SECRET"
          ? undefined
          : await readStore(machine, store, nameInStore(name));
    if (secret !== undefined) mask.hide(secret);
    return secret;
  };
  return (name) => {
    const asked = known.get(name) ?? read(name);
    known.set(name, asked);
    return asked;
  };
}

/** Key Vault knows no underscores: `cosell-client-secret`. */
export function nameInStore(name: SecretName): string {
  return name.toLowerCase().replaceAll("_", "-");
}

async function readStore(machine: Machine, store: string, secret: string): Promise<string> {
  const end = await machine.run({
    program: "az",
    arguments: [
      ...["keyvault", "secret", "show", "--vault-name", store, "--name", secret],
      ...["--query", "value", "--output", "tsv"],
    ],
    timeout: storeTimeout,
  });
  const refused = (reason: string): Failure =>
    new Failure(deployCodes.finding("SECRET_UNREADABLE", { secret, store, reason }));
  if (!end.started) throw refused("the Azure CLI (az) is not installed");
  const value = end.stdout.replace(/\r?\n$/, "");
  if (end.exitCode !== 0 || value === "") {
    throw refused(end.stderr.trim().split(/\r?\n/)[0] || "it gives no value");
  }
  return value;
}
