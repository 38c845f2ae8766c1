import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import type { ExitCode, Host } from "../../../generator/cli/command.ts";
import { deployOn } from "../../../generator/cli/commands/deploy.ts";
import type { Prompts } from "../../../generator/cli/prompts.ts";
import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import { readMapping } from "../../../generator/spec/read-mapping.ts";
import { emptyFolder } from "../cli/folders.ts";
import { defaultText } from "../spec/mapping.ts";
import { type FakeMachine, fakeMachine } from "./fake-machine.ts";
import { invocationOf } from "./invocation.ts";
import { type Installed, storyPrograms } from "./story-programs.ts";
import { storyServices } from "./story-services.ts";

/**
 * One call of `cosell deploy`, in an environment in which everything is done already but what the story says otherwise.
 * The examples on the pages of the codes are stories.
 */
export interface Story {
  readonly command: string;
  /** `environments` of the mapping; without it one that is complete. */
  readonly environments?: unknown;
  readonly layouts?: readonly string[];
  /** `crm.permissionSets` of the mapping. */
  readonly permissionSets?: Readonly<Record<string, string>>;
  /** Variables of the machine; without them those of an application. */
  readonly variables?: Readonly<Record<string, string>>;
  /** What pac says to its verb; `Error: …` ends it with 1. Nothing: it does what it is told. */
  readonly pac?: string;
  readonly sf?: string;
  readonly az?: string;
  /** Programs that are not on the machine. */
  readonly missing?: readonly string[];
  /** Solutions of the environment, as `1.0.0.0 managed`; without it both in the version of the mapping. */
  readonly installed?: Readonly<Record<string, string>>;
  readonly flows?: "on" | "off";
  /** Whether somebody has signed in to the connectors. */
  readonly connections?: boolean;
  /** What a service answers to requests whose method and address hold the words; `silent` answers nothing. */
  readonly answers?: readonly StoryAnswer[];
  /** What the registration flow's run ends with. */
  readonly registration?: { readonly code: string; readonly message: string };
  /** What the sync writes into the test deal. */
  readonly audit?: string;
  readonly out?: "missing" | "edited" | "older";
  readonly wrapper?: boolean;
}

export interface StoryAnswer {
  readonly to: string;
  readonly status?: number;
  readonly body?: unknown;
  readonly silent?: true;
}

export interface Told {
  /** Nothing where the command could not even begin. */
  readonly code: ExitCode | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly diagnostic: Diagnostic | undefined;
  readonly machine: FakeMachine;
}

/** What the story ends with; no diagnostic where it comes to a good end. `prompts` is a person at a terminal. */
export async function tell(story: Story, prompts?: Prompts): Promise<Told> {
  const folder = emptyFolder();
  const text = mappingOf(story);
  writeFileSync(join(folder, "mapping.yaml"), text);
  const machine = machineOf(story, text);
  let stdout = "";
  let stderr = "";
  const host: Host = {
    stdout: (printed) => {
      stdout += printed;
    },
    stderr: (printed) => {
      stderr += printed;
    },
    stdinLines: async function* () {},
    workingDirectory: folder,
    environment: {},
    colour: false,
    ...(prompts === undefined ? {} : { prompts }),
  };
  const command = deployOn(() => machine);
  const words = story.command.split(" ").slice(2);
  try {
    const code = await command.run(invocationOf(command, words, host));
    const reported: { readonly diagnostics?: readonly Diagnostic[] } = stdout.startsWith("{")
      ? JSON.parse(stdout)
      : {};
    return { code, stdout, stderr, diagnostic: reported.diagnostics?.[0], machine };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { code: undefined, stdout, stderr, diagnostic: error.diagnostic, machine };
  }
}

function mappingOf({ environments, layouts, permissionSets }: Story): string {
  const mapping = parse(defaultText);
  mapping.environments = environments ?? [
    { name: "staging", url: "https://contoso-staging.crm4.dynamics.com", salesforceOrg: "sandbox" },
  ];
  if (permissionSets !== undefined) mapping.crm.permissionSets = permissionSets;
  if (layouts !== undefined) mapping.solution.layouts = layouts;
  return stringify(mapping);
}

const application = {
  COSELL_TENANT_ID: "7c1d6f0e-52b4-4c0a-9a55-0d6f3d1f0a01",
  COSELL_CLIENT_ID: "2f6c9f8a-3f0d-4d4e-8f57-6a1c2b3d4e5f",
  COSELL_CLIENT_SECRET: "tell~nobody.This",
};

function machineOf(story: Story, text: string): FakeMachine {
  const { model } = readMapping({ file: "mapping.yaml", text });
  if (model === undefined) throw new TypeError("the mapping of the story is broken");
  const { solution } = model;
  const own = [solution.uniqueName, solution.connectorSolution.uniqueName];
  const installed = new Map<string, Installed>(
    Object.entries(
      story.installed ?? Object.fromEntries(own.map((name) => [name, `${solution.version} managed`])),
    ).map(([name, words]) => {
      const [version = "", kind] = words.split(" ");
      return [name, { version, managed: kind !== "unmanaged" }];
    }),
  );
  return fakeMachine({
    environment: { ...(story.variables ?? application) },
    programs: storyPrograms(story, installed, model),
    packages: story.wrapper === true ? { "@microsoft/powerplatform-cli-wrapper": { actions: {} } } : {},
    answer: storyServices(story, installed, model),
    files: filesOf(story),
  });
}

/** A result of a build with a line in place of each zip. */
function filesOf({ out }: Story): Readonly<Record<string, string>> {
  if (out === "missing") return {};
  const version = out === "older" ? "0.9.0.0" : "1.0.0.0";
  const zips = (["single", "split"] as const).flatMap((layout) =>
    [true, false].flatMap((managed) =>
      (layout === "single" ? ["CosellSync"] : ["CosellSync", "CosellConnectors"]).map((solution) => ({
        ...{ kind: "solution-zip", solution, version, layout, managed },
        path: `${layout}/${solution}_${version.replaceAll(".", "_")}${managed ? "_managed" : ""}.zip`,
      })),
    ),
  );
  const entries = [...zips, { kind: "salesforce-zip", path: "salesforce/cosell-metadata.zip" }];
  const artifacts = entries.map((entry) => ({
    ...entry,
    sha256: createHash("sha256").update(entry.path).digest("hex"),
  }));
  return {
    "out/manifest.json": JSON.stringify({ artifacts }),
    ...Object.fromEntries(
      entries.map(({ path }) => [`out/${path}`, out === "edited" ? `${path}, edited` : path]),
    ),
  };
}
