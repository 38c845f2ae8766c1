import { webApiPath } from "../facts.ts";
import type { Release } from "./release.ts";
import type { Line, Word } from "./step.ts";

/**
 * A call of the Web API by hand. The token is read from a file that the shell makes for curl alone, so that nobody who
 * lists the processes of the machine sees it.
 */
export function webApiLine(
  { target }: Release,
  method: "GET" | "PATCH" | "POST",
  path: string,
  body?: unknown,
): Line {
  const words: readonly Word[] = [
    ...["cosell_web_api", method, `${target.url}${webApiPath}/${path}`],
    ...(body === undefined ? [] : [JSON.stringify(body)]),
  ];
  return { kind: "command", words };
}
