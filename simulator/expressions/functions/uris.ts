import type { WdlValue } from "../value.ts";
import { invalid, textArgument } from "./arguments.ts";
import { type FunctionDefinition, pure } from "./definition.ts";

/** Parts of an absolute URI. */
export const uriFunctions: readonly FunctionDefinition[] = [
  part("uriHost", (uri) => uri.hostname),
  part("uriPath", (uri) => (uri.pathname === "" ? "/" : uri.pathname)),
  part("uriPathAndQuery", (uri) => `${uri.pathname === "" ? "/" : uri.pathname}${uri.search}`),
  part("uriPort", (uri) => (uri.port === "" ? (ports.get(uri.protocol) ?? -1) : Number(uri.port))),
  part("uriQuery", (uri) => uri.search),
  part("uriScheme", (uri) => uri.protocol.slice(0, -1)),
];

/** Ports that a URI without one has; -1 stands for none, as in .NET. */
const ports: ReadonlyMap<string, number> = new Map([
  ["http:", 80],
  ["https:", 443],
  ["ws:", 80],
  ["wss:", 443],
  ["ftp:", 21],
]);

function part(name: string, read: (uri: URL) => WdlValue): FunctionDefinition {
  return pure(name, [1, 1], (value) => {
    const text = textArgument(name, value);
    if (!URL.canParse(text)) throw invalid(name, `The value '${text}' is not a valid absolute URI.`);
    return read(new URL(text));
  });
}
