import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { run as runCommand } from "../../../generator/cli/commands/run.ts";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import { runCodes } from "../../../simulator/engine/codes.ts";
import { loadFlow, runOnce } from "../../../simulator/engine/index.ts";
import { parseFlowText } from "../../../simulator/engine/load/flows-in-zip.ts";
import { readMockFile } from "../../../simulator/engine/mocks/mock-file.ts";
import { worldCodes } from "../../../simulator/world/codes.ts";
import { Scheduler } from "../../../simulator/world/scheduler.ts";
import { file, lab, load, noon } from "./lab.ts";

// Every page of docs/codes of these areas is run: what it calls bad gives its code, what it calls good gives none.

interface Example {
  /** A whole flow file; or else `actions` and what else a definition has. */
  readonly file?: unknown;
  readonly actions?: unknown;
  readonly text?: string;
  readonly mocks?: unknown;
  readonly zip?: readonly string[];
  readonly flow?: string;
  readonly run?: {
    readonly trigger?: unknown;
    readonly mocks?: unknown;
    readonly parameters?: Readonly<Record<string, string>>;
  };
  readonly do?: readonly (readonly ["start" | "turnOn" | "turnOff", string])[];
  readonly startsItselfAgain?: { readonly afterMilliseconds: number };
}

async function codesOf(example: Example): Promise<readonly string[]> {
  try {
    return await tryExample(example);
  } catch (error) {
    if (error instanceof Failure) return [error.diagnostic.code];
    throw error;
  }
}

async function tryExample(example: Example): Promise<readonly string[]> {
  if (example.startsItselfAgain !== undefined)
    return letTimePass(example.startsItselfAgain.afterMilliseconds);
  if (example.text !== undefined) {
    parseFlowText(example.text, "a.json");
    return [];
  }
  if (example.mocks !== undefined) {
    readMockFile(example.mocks, "mocks.json");
    return [];
  }
  if (example.zip !== undefined) return runFromZip(example.zip, example.flow ?? "");
  const { file: whole, actions, run, do: steps, ...more } = example;
  const content = whole ?? file(actions, more);
  const { findings } = loadFlow({ id: "f", name: "F", file: "f.json", content });
  if (findings.length > 0) return findings.map(({ code }) => code);
  if (run !== undefined) {
    const result = runOnce({
      flow: { id: "f", name: "F", file: "f.json", content },
      others: [],
      trigger: run.trigger,
      mocks: readMockFile(run.mocks ?? { calls: [] }, "mocks.json"),
      parameters: run.parameters ?? {},
      start: noon,
      seed: 0,
    });
    if ("findings" in result) return result.findings.map(({ code }) => code);
    return result.missing === undefined ? [] : [result.missing.diagnostic.code];
  }
  if (steps === undefined) return [];
  const { service, scheduler } = lab({ flows: [] });
  service.install(load(content));
  service.turnOn("F");
  for (const [step, flow] of steps) service[step](flow);
  scheduler.advance(1000);
  return [];
}

function letTimePass(every: number): readonly string[] {
  const scheduler = new Scheduler(0);
  const again = (): void => {
    scheduler.after(every, again);
  };
  again();
  scheduler.advance(24 * 3_600_000);
  return [];
}

async function runFromZip(paths: readonly string[], flow: string): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "cosell-"));
  try {
    const content = strToU8(JSON.stringify(file({})));
    writeFileSync(join(folder, "a.zip"), zipSync(Object.fromEntries(paths.map((path) => [path, content]))));
    const host = {
      stdout: () => {},
      stderr: () => {},
      stdinLines: async function* () {},
      workingDirectory: folder,
      environment: {},
      colour: false,
    };
    const options = { at: "2026-01-15T09:00:00Z", seed: "0" };
    await runCommand.run({ arguments: [`a.zip#${flow}`], options, host });
    return [];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const folder = join(import.meta.dirname, "../../../docs/codes");
const declared = [runCodes, worldCodes].flatMap(({ area, declarations }) =>
  Object.keys(declarations).map((key) => `${area}.${key}`),
);

describe("the pages of the codes", () => {
  it.each(declared)("%s", async (code) => {
    const page = readFileSync(join(folder, `${code}.md`), "utf8");
    const [, bad, good] =
      /## Bad\n\n```json\n(.*?)```\n\n## Good\n\n```json\n(.*?)```\n\n## What to do\n\n\S/s.exec(page) ?? [];
    expect(await codesOf(JSON.parse(bad ?? ""))).toEqual([code]);
    expect(await codesOf(JSON.parse(good ?? ""))).toEqual([]);
  });

  it("are there for declared codes only", () => {
    const pages = readdirSync(folder).filter((name) => /^(RUN|WORLD)\./.test(name));
    expect(pages.toSorted()).toEqual(declared.map((code) => `${code}.md`).toSorted());
  });
});
