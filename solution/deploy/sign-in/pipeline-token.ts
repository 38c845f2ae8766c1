import type { Machine } from "../machine.ts";
import type { Mask } from "../mask.ts";
import { membersOf, readJson, unreadable } from "../web/answers.ts";
import { send } from "../web/send.ts";

/** Who vouches for a pipeline, so that it needs no secret: Entra trusts its word for one application. */
export type PipelineProvider = "GitHub" | "AzureDevOps";

export interface PipelineToken {
  readonly provider: PipelineProvider;
  /** The provider's word that this is the pipeline. It is good for minutes, so it is asked for each time. */
  readonly ask: () => Promise<string>;
}

/** How each provider is asked, in the variables from which pac asks it too. */
const providers = {
  /** [docs.github.com, security hardening with OpenID Connect]. */
  GitHub: {
    url: "ACTIONS_ID_TOKEN_REQUEST_URL",
    token: "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
    query: "&audience=api://AzureADTokenExchange",
    method: "GET",
    member: "value",
  },
  /** [Azure DevOps REST, Oidctoken - Create; Microsoft's build tools set these two for pac]. */
  AzureDevOps: {
    url: "PAC_ADO_ID_TOKEN_REQUEST_URL",
    token: "PAC_ADO_ID_TOKEN_REQUEST_TOKEN",
    query: "",
    method: "POST",
    member: "oidcToken",
  },
} as const;

/** The provider of the pipeline that runs this; nothing where none does, or where it may not vouch. */
export function findPipelineToken(machine: Machine, mask: Mask): PipelineToken | undefined {
  for (const provider of ["GitHub", "AzureDevOps"] as const) {
    const { url, token, query, method, member } = providers[provider];
    const [address, bearer] = [machine.environment[url], machine.environment[token]];
    if (!address || !bearer) continue;
    mask.hide(bearer);
    const asked = {
      service: provider === "GitHub" ? "GitHub" : "Azure DevOps",
      request: "the token of the pipeline",
    };
    return {
      provider,
      ask: async () => {
        const answer = await send(machine, {
          service: asked.service,
          method,
          url: `${address}${query}`,
          headers: {
            Authorization: `Bearer ${bearer}`,
            Accept: "application/json",
            "Content-Type": "application/json",
          },
          repeatable: true,
        });
        const word = membersOf(readJson(answer, asked))[member];
        if (typeof word !== "string") throw unreadable(asked, "it holds no token");
        mask.hide(word);
        return word;
      },
    };
  }
  return undefined;
}
