import type { AccountInfo, AuthenticationResult } from "@azure/msal-node";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import { deployCodes } from "../codes.ts";
import type { TokenSource } from "../dataverse/client.ts";
import { authority } from "../facts.ts";
import type { Machine } from "../machine.ts";
import type { Mask } from "../mask.ts";
import type { SecretName, SecretSource } from "../secrets.ts";
import type { Identity } from "./identity.ts";
import { networkOf, type SignInNetwork } from "./network.ts";

export interface TokenOptions {
  readonly machine: Machine;
  readonly secrets: SecretSource;
  readonly mask: Mask;
  readonly identity: () => Promise<Identity>;
  /** Ready-made tokens by the resource they are for; every other resource is signed in to. */
  readonly ready: Readonly<Record<string, SecretName>>;
  /** Shows a person where to sign in; absent where nobody is there to do it. */
  readonly tell?: (message: string) => void;
}

/**
 * Gives tokens: ready ones from the secrets, else by signing in, once for each resource. Throws DEPLOY.SIGN_IN_MISSING
 * where there is neither secret nor person, and DEPLOY.SIGN_IN_REFUSED in the words of Microsoft Entra.
 */
export function tokenSource(options: TokenOptions): TokenSource {
  const sources = new Map<string, Promise<() => Promise<string>>>();
  let signIn: Promise<SignIn> | undefined;
  const open = async (resource: string): Promise<() => Promise<string>> => {
    const name = options.ready[resource];
    const token = name === undefined ? undefined : await options.secrets(name);
    if (token !== undefined) return async () => token;
    signIn ??= openSignIn(options);
    const signed = await signIn;
    return () => signed(resource);
  };
  return async (resource) => {
    const source = sources.get(resource) ?? open(resource);
    sources.set(resource, source);
    const token = await (await source)();
    options.mask.hide(token);
    return token;
  };
}

/** Gives a token that is still good: the library keeps it, and fetches another before it ends. */
type SignIn = (resource: string) => Promise<string>;

async function openSignIn({ machine, identity, tell }: TokenOptions): Promise<SignIn> {
  const who = await identity();
  if (who.kind === "person" && tell === undefined) {
    throw new Failure(deployCodes.finding("SIGN_IN_MISSING", {}));
  }
  // Loaded only now: most commands sign in nowhere.
  const { ConfidentialClientApplication, PublicClientApplication } = await import("@azure/msal-node");
  const auth = { clientId: who.application, authority: `${authority}/${who.tenant}` };
  const network = networkOf(machine);
  const system = { networkClient: network };
  if (who.kind === "application") {
    const { proof } = who;
    const proven =
      proof.kind === "secret" ? { clientSecret: proof.secret } : { clientAssertion: () => proof.token.ask() };
    const client = new ConfidentialClientApplication({ auth: { ...auth, ...proven }, system });
    return (resource) =>
      tokenOf(client.acquireTokenByClientCredential({ scopes: [scope(resource)] }), resource, network);
  }
  const client = new PublicClientApplication({ auth, system });
  let account: AccountInfo | undefined;
  return (resource) => {
    const scopes = [scope(resource)];
    const asked =
      account === undefined
        ? client.acquireTokenByDeviceCode({ scopes, deviceCodeCallback: ({ message }) => tell?.(message) })
        : client.acquireTokenSilent({ scopes, account });
    return tokenOf(
      asked.then((result) => {
        account = result?.account ?? account;
        return result;
      }),
      resource,
      network,
    );
  };
}

const scope = (resource: string): string => `${resource}/.default`;

async function tokenOf(
  asked: Promise<AuthenticationResult | null>,
  resource: string,
  { failure }: SignInNetwork,
): Promise<string> {
  let result: AuthenticationResult | null;
  try {
    result = await asked;
  } catch (error) {
    if (!(error instanceof Error && "errorCode" in error)) throw error;
    throw failure() ?? refused(resource, error.message, error);
  }
  if (result === null) throw refused(resource, "it gives no token");
  return result.accessToken;
}

function refused(resource: string, words: string, cause?: unknown): Failure {
  const reason = words.trim().split(/\r?\n/)[0] ?? "";
  return new Failure(deployCodes.finding("SIGN_IN_REFUSED", { resource, reason }), { cause });
}
