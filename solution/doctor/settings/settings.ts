import type { Model } from "../../../generator/model/model.ts";
import { check, notLookedAt, sawFacts } from "../check.ts";
import type { Patient } from "../patient.ts";
import { closedStages, variableRules } from "../variable-values.ts";
import { judgeSettings, type SettingsFacts } from "./judge-settings.ts";

export const settingsCheck = check<SettingsFacts>({
  key: "settings",
  group: "settings",
  title: "Deployment settings",
  look: (patient) => {
    const { model } = patient.mapping;
    if (model === undefined) return notLookedAt("the mapping has mistakes");
    const named = patient.settings.length === 0 ? writtenByDeploy(patient, model) : patient.settings;
    if (named.length === 0) return notLookedAt(untouched(patient));
    const files = named.map((file) => {
      const text = new TextDecoder().decode(patient.machine.files.read(file));
      return { file, text };
    });
    const references = Object.values(model.connectionReferences).map(({ name }) => name);
    return sawFacts({
      files,
      variables: variableRules(model),
      wanted: setByMapping(patient, model),
      references,
      closedStages: closedStages(model),
    });
  },
  judge: judgeSettings,
});

/** The variables that the mapping sets for the environment that was named; a build names just these in its settings. */
function setByMapping({ environmentName }: Patient, model: Model): readonly string[] {
  const set = model.environments.find(({ name }) => name === environmentName)?.variables ?? {};
  return model.variables.filter(({ key }) => set[key] !== undefined).map(({ schemaName }) => schemaName);
}

/** What the last release has written for this environment: `cosell deploy` keeps it beside the output folder. */
function writtenByDeploy({ environmentName, out, machine }: Patient, { solution }: Model): readonly string[] {
  if (environmentName === undefined) return [];
  return solution.layouts
    .map((layout) => `${out.folder}.deploy/${environmentName}/${layout}/${solution.uniqueName}.json`)
    .filter((file) => machine.files.exists(file));
}

/** The files of the build are templates: what stands in them is known. */
function untouched({ mapping, out }: Patient): string {
  const templates = mapping.artifacts.filter(({ kind }) => kind === "deployment-settings").length;
  return `no file was named with --settings; the ${templates} in ${out.folder}/settings are templates of the build`;
}
