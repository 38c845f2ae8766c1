import type { INetworkModule, NetworkRequestOptions } from "@azure/msal-node";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import type { HttpRequest, Machine } from "../machine.ts";
import { send } from "../web/send.ts";

/** How the sign-in library reaches the network. */
export interface SignInNetwork extends INetworkModule {
  /** Why no answer came, where none did: the library itself only tells that something went wrong. */
  readonly failure: () => Failure | undefined;
}

/** Lets the sign-in library send its requests through the machine, like everything else. */
export function networkOf(machine: Machine): SignInNetwork {
  let failure: Failure | undefined;
  const ask = async <Body>(
    method: HttpRequest["method"],
    url: string,
    { headers = {}, body }: NetworkRequestOptions = {},
  ) => {
    const request = { service: "Microsoft Entra", method, url, headers, repeatable: true };
    const answer = await send(machine, { ...request, ...(body === undefined ? {} : { body }) }).catch(
      (error: unknown) => {
        if (error instanceof Failure) failure = error;
        throw error;
      },
    );
    const read: Body = parse(answer.body);
    return { status: answer.status, headers: { ...answer.headers }, body: read };
  };
  return {
    failure: () => failure,
    sendGetRequestAsync: (url, options) => ask("GET", url, options),
    sendPostRequestAsync: (url, options) => ask("POST", url, options),
  };
}

/** The library judges what it gets; what is no JSON is an empty answer to it. */
function parse(text: string) {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
