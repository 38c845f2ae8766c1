import { readFileSync } from "node:fs";
import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { commands } from "../../../generator/cli/commands.ts";
import { build } from "../../../generator/pipeline.ts";
import { mergePatch } from "../../../generator/spec/merge-patch.ts";
import { publishedActions, publishedTasks } from "./published-steps.ts";
import { cosellCalls, jobsIn, recipeText } from "./recipes.ts";

const defaultMapping = readFileSync(new URL("../../../mapping.yaml", import.meta.url), "utf8");

const mappings = {
  "connectors apart": defaultMapping,
  "one solution": patched({ solution: { layouts: ["single"] } }),
  "connectors of Microsoft": patched({ connectors: { mode: "certified" } }),
  "many environments": patched({ environments: [{ name: "1-test" }, { name: "1_test" }, { name: "live" }] }),
  "no environment": patched({ environments: [] }),
} as const;

const recipes = (["github", "azure"] as const).flatMap((service) =>
  Object.entries(mappings).map(([name, mapping]) => {
    const text = recipeText(service, mapping);
    return { name: `${service}: ${name}`, service, mapping, text, jobs: jobsIn(service, text) };
  }),
);

describe.each(recipes)("the recipe for $name", ({ service, mapping, text, jobs }) => {
  const published = service === "github" ? publishedActions : publishedTasks;
  const steps = jobs.flatMap((job) => job.steps);
  const environments = build({ file: "mapping.yaml", text: mapping }).model?.environments ?? [];

  it("proves, has the solution checked, and goes through the environments in their order, each behind its approval", () => {
    const order = jobs.map(({ needs, environment }) => [needs, environment]);
    const gate = (name: string) => (service === "github" ? name : `cosell-${name}`);
    expect(order).toEqual([
      [undefined, undefined],
      ["prove", undefined],
      ...environments.map(({ name }, index) => [jobs[index + 1]?.id, gate(name)]),
    ]);
    expect(new Set(jobs.map(({ id }) => id)).size).toBe(jobs.length);
  });

  it("gives published steps the inputs that they have, and all that they need", () => {
    const used = steps.filter((step) => step.published !== undefined);
    expect(used.length).toBeGreaterThan(2);
    for (const { published: name = "", inputs } of used) {
      const step = published[name];
      expect(step, name).toBeDefined();
      const known = Object.keys(step?.inputs ?? {});
      const needed = Object.entries(step?.inputs ?? {}).flatMap(([input, isNeeded]) =>
        isNeeded ? [input] : [],
      );
      expect(Object.keys(inputs).filter((input) => !known.includes(input))).toEqual([]);
      expect(needed.filter((input) => !(input in inputs))).toEqual([]);
    }
  });

  it("calls commands of cosell that there are, with options that they have", {
    timeout: 60_000,
  }, async () => {
    const calls = cosellCalls(jobs);
    expect(calls.map(([name]) => name)).toEqual([
      ...["check", "build", "verify", "verify", "simulate", "simulate", "plan", "breaking"],
      ...environments.flatMap(() => ["deploy", "deploy", "doctor"]),
    ]);
    for (const [name = "", ...words] of calls) {
      const command = new Command(name).exitOverride().configureOutput({ writeErr: () => {} });
      (await commands[name]?.load())?.configure(command);
      expect(() => command.parse(words, { from: "user" }), [name, ...words].join(" ")).not.toThrow();
    }
  });

  it("takes files that the build makes, and packs what it imports", () => {
    const { artifacts } = build({ file: "mapping.yaml", text: mapping });
    const made = artifacts.map(({ path }) => `out/${path}`);
    const copies = [...text.matchAll(/cp (\S+) (\S+)/g)].map(([, from = "", to = ""]) => ({ from, to }));
    for (const { from } of copies) {
      const pattern = new RegExp(`^${from.replaceAll(".", "\\.").replace("*", "[^/]*")}$`);
      expect(made.filter((path) => pattern.test(path))).toHaveLength(1);
    }
    const imported = [...text.matchAll(/(?:solution-file|SolutionInputFile): (\S+)/g)].map(([, file = ""]) =>
      file.replace("$(Pipeline.Workspace)/", ""),
    );
    expect(imported).toEqual(environments.flatMap(() => copies.map(({ to }) => to)));
    const settings = [...text.matchAll(/(?:settings-file|DeploymentSettingsFile): (\S+\.json)/g)];
    for (const [, file = ""] of settings) {
      const template = file.replace("$(Pipeline.Workspace)/", "").replace("out.deploy/", "out/settings/");
      expect(made).toContain(template);
    }
    expect(settings).toHaveLength(mapping === mappings["one solution"] ? 0 : environments.length);
  });

  it("takes secrets from the store of the service, and hands them on by name only", () => {
    const secret =
      service === "github" ? /\$\{\{ secrets\.(\w+) \}\}/g : /\$\((COSELL_CLIENT_SECRET|SFDX_AUTH_URL)\)/g;
    for (const { script } of steps) expect(script.match(secret)).toBeNull();
    const handed = steps.flatMap(({ environment, inputs }) => [
      ...Object.entries(environment),
      ...Object.entries(inputs),
    ]);
    const held = handed.filter(([name]) => /secret|auth_url|password|token/i.test(name));
    for (const [, value] of held) expect(value).toMatch(new RegExp(`^${secret.source}$`));
    expect(held.length).toBeGreaterThanOrEqual(environments.length * 4);
  });

  it("needs nothing that docs/release.md does not name", () => {
    const guide = readFileSync(new URL("../../../docs/release.md", import.meta.url), "utf8");
    const names = new Set(text.match(/\b(?:COSELL_[A-Z_]+|SFDX_AUTH_URL|BuildTools\.\w+)\b/g) ?? []);
    expect([...names].filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
  });
});

it("a mapping may lie anywhere, and be called anything that a shell can be told", () => {
  for (const service of ["github", "azure"] as const) {
    const file = 'partners/our "own" $map.yaml';
    const calls = cosellCalls(jobsIn(service, recipeText(service, defaultMapping, "partners/our own.yaml")));
    expect(calls[0]?.slice(0, 2)).toEqual(["check", "partners/our own.yaml"]);
    expect(parse(recipeText(service, defaultMapping, file))).toBeTypeOf("object");
    expect(recipeText(service, defaultMapping, file)).toContain('"partners/our \\"own\\" \\$map.yaml"');
  }
});

it("every published step has a source, and stands in docs/release.md", () => {
  const guide = readFileSync(new URL("../../../docs/release.md", import.meta.url), "utf8");
  for (const [name, { source }] of Object.entries({ ...publishedActions, ...publishedTasks })) {
    expect(source).toMatch(/^github\.com\//);
    expect(guide).toContain(`\`${name.replace("microsoft/powerplatform-actions/", "")}\``);
  }
});

function patched(patch: unknown): string {
  return stringify(mergePatch(parse(defaultMapping), patch), { lineWidth: 0 });
}
