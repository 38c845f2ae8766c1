import type { INetworkModule, NetworkRequestOptions } from "@azure/msal-node";
import type { HttpRequest, Machine } from "../machine.ts";
import { send } from "../web/send.ts";

/** Lets the sign-in library send its requests through the machine, like everything else. */
export function networkOf(machine: Machine): INetworkModule {
  const ask = async <Body>(
    method: HttpRequest["method"],
    url: string,
    { headers = {}, body }: NetworkRequestOptions = {},
  ) => {
    const request = { service: "Microsoft Entra", method, url, headers, repeatable: true };
    const answer = await send(machine, { ...request, ...(body === undefined ? {} : { body }) });
    const read: Body = parse(answer.body);
    return { status: answer.status, headers: { ...answer.headers }, body: read };
  };
  return {
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
