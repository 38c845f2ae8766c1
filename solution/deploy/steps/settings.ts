import { apiPrefix } from "../../facts.ts";
import { findBindings } from "./bindings.ts";
import type { Release } from "./release.ts";
import { done, later, type Step } from "./step.ts";
import { wantedVariables } from "./variables.ts";

/** Where the settings of a release are written: beside the output folder, since a build makes that anew. */
export function settingsPath({ build, target, layout, model }: Release): string {
  return `${build.folder}.deploy/${target.name}/${layout}/${model.solution.uniqueName}.json`;
}

/** Writes the deployment settings with the ids of the environment in place of what only it knows. */
export const settingsStep: Step = {
  id: "settings",
  title: "Write the deployment settings",
  look: async (release) => {
    const text = await settingsText(release);
    if (text === undefined) return later("every connection is there");
    const path = settingsPath(release);
    const present = release.machine.files.read(path);
    if (present !== undefined && new TextDecoder().decode(present) === text)
      return done(`${path} is up to date`);
    return { kind: "change", changes: [`write ${path}`] };
  },
  carryOut: async (release) => {
    const text = await settingsText(release);
    if (text !== undefined) release.machine.files.write(settingsPath(release), text);
  },
  print: (release) => {
    const { build, target, layout, model } = release;
    const template = `${build.folder}/settings/${target.name}/${layout}/${model.solution.uniqueName}.json`;
    const path = settingsPath(release);
    return [
      { kind: "command", words: ["mkdir", "-p", path.replace(/\/[^/]+$/, "")] },
      { kind: "command", words: ["cp", template, path] },
      {
        kind: "person",
        text: `Fill in what stands in angle brackets in ${path}: the ids of the connections and of the connectors`,
      },
    ];
  },
};

/**
 * The text of the settings; nothing while a connection is missing. Only variables that the mapping sets for this
 * environment are named: naming a default would make it the current value, over what an administrator has set.
 */
async function settingsText(release: Release): Promise<string | undefined> {
  const bindings = await findBindings(release);
  const complete = bindings.flatMap(({ reference, apiName, connectionId }) =>
    apiName === undefined || connectionId === undefined
      ? []
      : [
          {
            LogicalName: reference.name,
            ConnectionId: connectionId,
            ConnectorId: `${apiPrefix}${apiName}`,
          },
        ],
  );
  if (complete.length < bindings.length) return undefined;
  const settings = {
    EnvironmentVariables: wantedVariables(release).map(({ variable, value }) => ({
      SchemaName: variable.schemaName,
      Value: value,
    })),
    ConnectionReferences: complete,
  };
  return `${JSON.stringify(settings, undefined, 2)}\n`;
}
