import { apiPrefix } from "../../facts.ts";
import { bindReference } from "../dataverse/references.ts";
import { type Binding, findBindings } from "./bindings.ts";
import { changeOrDone, later, type Step } from "./step.ts";
import { webApiLine } from "./web-api-line.ts";

/** Binds each connection reference to its connection. */
export const referencesStep: Step = {
  id: "references",
  title: "Bind the connection references",
  look: async (release) => {
    const bindings = await findBindings(release);
    if (bindings.some(({ present }) => present === undefined))
      return later("the solution with the references is imported");
    if (bindings.some(({ connectionId }) => connectionId === undefined))
      return later("every connection is there");
    return changeOrDone(
      bindings
        .filter(isOpen)
        .map(({ reference, connectionId }) => `${reference.displayName} → ${connectionId}`),
      `${bindings.length} references are bound`,
    );
  },
  carryOut: async (release) => {
    for (const binding of await findBindings(release)) {
      const { present, apiName, connectionId } = binding;
      if (!isOpen(binding) || present === undefined || apiName === undefined || connectionId === undefined)
        continue;
      await bindReference(release.dataverse, present, {
        connectorId: `${apiPrefix}${apiName}`,
        connectionId,
      });
    }
  },
  print: (release) => [
    {
      kind: "comment",
      text:
        release.layout === "split"
          ? "The settings file has bound the references, where the solution was imported with it. They now are:"
          : "Choose each connection in its reference (Solutions, Connection references, Edit). They now are:",
    },
    webApiLine(
      release,
      "GET",
      "connectionreferences?$select=connectionreferencelogicalname,connectorid,connectionid",
    ),
  ],
};

/** The connector of a reference may have the name of another environment until it is bound. */
function isOpen({ present, apiName, connectionId }: Binding): boolean {
  if (present === undefined || apiName === undefined || connectionId === undefined) return false;
  return present.connectionId !== connectionId || present.connectorId.split("/").at(-1) !== apiName;
}
