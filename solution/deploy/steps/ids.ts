import { readConnectors } from "../dataverse/connectors.ts";
import { hasOwnConnectors, type Release } from "./release.ts";
import { done, later, type Step } from "./step.ts";
import { webApiLine } from "./web-api-line.ts";

/** A custom connector has another name in each environment: the last part of its id is made there. */
export const idsStep: Step = {
  id: "ids",
  title: "Find the connectors of the environment",
  look: async (release) => {
    if (!hasOwnConnectors(release)) return done("Microsoft's connectors are called the same everywhere");
    const there = await readConnectors(release.dataverse);
    const own = ownNames(release).map((name) => ({ name, found: there.find((each) => each.name === name) }));
    if (own.some(({ found }) => found === undefined)) return later("the connectors are imported");
    return done(own.map(({ name, found }) => `${name} is ${found?.internalId}`).join(", "));
  },
  carryOut: async () => {},
  print: (release) =>
    hasOwnConnectors(release)
      ? [
          {
            kind: "comment",
            text: "The connectors have ids of this environment; they belong into the settings file:",
          },
          webApiLine(release, "GET", "connectors?$select=name,connectorinternalid"),
        ]
      : [],
};

function ownNames({ model: { connectors } }: Release): readonly string[] {
  return [connectors.referrals.name, connectors.events.name];
}
