import type { Model } from "../../../generator/model/model.ts";
import type { ProgramCall } from "../../../solution/deploy/machine.ts";
import type { FakeOptions } from "./fake-machine.ts";
import type { Story } from "./story.ts";

export interface Installed {
  readonly version: string;
  readonly managed: boolean;
}

/** pac, sf and az of a story. */
export function storyPrograms(
  story: Story,
  installed: Map<string, Installed>,
  model: Model,
): NonNullable<FakeOptions["programs"]> {
  const programs: NonNullable<FakeOptions["programs"]> = {
    pac: (call) => {
      if (call.arguments[0] === "help") return { stdout: "Version: 2.10.1+g5f6a3f1 (.NET 9.0.0)" };
      if (story.pac !== undefined && call.arguments[0] === "solution") return spoken(story.pac);
      install(call, installed);
      return { stdout: "done" };
    },
    sf: (call) =>
      story.sf === undefined
        ? { stdout: JSON.stringify({ status: 0, result: salesforce(call, story, model) }) }
        : { exitCode: 1, stdout: JSON.stringify({ status: 1, message: story.sf }) },
    az: () => spoken(story.az ?? "of-the-vault"),
    "/opt/pacman": () => ({ stdout: "PAC-MAN 1980" }),
  };
  return Object.fromEntries(
    Object.entries(programs).filter(([name]) => story.missing?.includes(name) !== true),
  );
}

const spoken = (text: string) =>
  text.startsWith("Error") ? { exitCode: 1, stdout: text, stderr: text } : { stdout: text };

/** `CosellSync_1_0_0_0_managed.zip` says everything. */
function install({ arguments: words }: ProgramCall, installed: Map<string, Installed>): void {
  const zip = words[words.indexOf("--path") + 1] ?? "";
  const [, name, version, managed] = /([A-Za-z]+)_(\d+_\d+_\d+_\d+)(_managed)?\.zip$/.exec(zip) ?? [];
  if (words[1] !== "import" || name === undefined || version === undefined) return;
  installed.set(name, { version: version.replaceAll("_", "."), managed: managed !== undefined });
}

function salesforce({ arguments: words }: ProgramCall, story: Story, { crm }: Model): unknown {
  const [topic, verb] = words;
  if (topic === "project") return { details: { componentSuccesses: [] } };
  if (topic === "org") return { username: "admin@contoso.example" };
  if (verb !== "query") return { id: "006000000000001" };
  const soql = words[words.indexOf("--query") + 1] ?? "";
  if (!soql.includes(crm.opportunity.audit)) return { records: [] };
  return {
    records: [{ [crm.opportunity.audit]: story.audit ?? "Not shared: no Microsoft solution is attached" }],
  };
}
