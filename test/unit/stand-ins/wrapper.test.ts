import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { installStandIns, type StandIns } from "../../stand-ins/install.ts";
import type * as Wrapper from "../../stand-ins/wrapper/index.ts";
import { solutionZip } from "../dataverse/solution-zip.ts";
import { openSession, type Session } from "./session.ts";

// The package is imported as an installed one is, in its compiled form.

let standIns: StandIns;
let wrapper: typeof Wrapper;
let session: Session;
const homeOfThisProcess = process.env["HOME"];
beforeAll(async () => {
  standIns = installStandIns();
  wrapper = await import(pathToFileURL(standIns.wrapper).href);
});
afterAll(() => standIns.remove());
beforeEach(async () => {
  session = await openSession(standIns);
  // The package gives pac the environment of this process.
  process.env["HOME"] = session.home;
});
afterEach(async () => {
  process.env["HOME"] = homeOfThisProcess;
  await session.close();
});

const lines: string[] = [];
const note = (...words: string[]): void => {
  lines.push(words.join(" "));
};
const runner = () => ({
  logger: { log: note, debug: note, warn: note, error: note },
  agent: "test/1.0",
  workingDir: session.home,
  runnersDir: standIns.folder,
});
const host = { name: "test", getInput: () => undefined, getArtifactStore: () => undefined };
const entry = (name: string, defaultValue?: string | boolean) => ({
  name,
  required: false,
  ...(defaultValue === undefined ? {} : { defaultValue }),
});
const common = () => {
  const { tenantId, clientId, clientSecret } = session.served.application;
  return {
    credentials: {
      ...{ tenantId, appId: clientId, clientSecret, encodeSecret: true },
      ...{ cloudInstance: "Public", scheme: "ServicePrincipal" },
    },
    environmentUrl: session.served.url,
    logToConsole: false,
  };
};
const importing = (path: {
  readonly name: string;
  readonly required: boolean;
  readonly defaultValue?: string;
}) => ({
  ...common(),
  path,
  useDeploymentSettingsFile: entry("use", false),
  async: entry("async", true),
  maxAsyncWaitTimeInMin: entry("wait", "60"),
  importAsHolding: entry("holding", false),
  stageAndUpgrade: entry("upgrade", true),
  forceOverwrite: entry("force"),
  publishChanges: entry("publish"),
  skipDependencyCheck: entry("dependencies"),
  convertToManaged: entry("convert"),
  activatePlugins: entry("activate"),
  skipLowerVersion: entry("lower", true),
});

describe("the stand-in of the wrapper", () => {
  it("signs in, calls pac below runnersDir, and clears every profile", async () => {
    const before = standIns.calls().length;
    const { environmentId } = await wrapper.actions.whoAmI(common(), runner(), host);
    expect(environmentId).toBe(session.served.tenant.dataverse.control.organization().environmentId);
    const calls = standIns.calls().slice(before);
    expect(calls.map(({ words }) => words.slice(0, 2).join(" "))).toEqual([
      "auth create",
      "org who",
      "auth clear",
    ]);
    expect(calls[0]?.words.slice(-4)).toEqual(["--clientSecret", "<secret, encoded>", "--cloud", "Public"]);
    expect(calls[0]?.variables).toContain("PP_TOOLS_AUTOMATION_AGENT");
    expect((await session.pac("org", "who")).exitCode).toBe(1);
  });

  it("imports and uninstalls, with the words that the package makes of its entries", async () => {
    writeFileSync(join(session.home, "a.zip"), solutionZip({ uniqueName: "Small", version: "1.0.0.0" }));
    const path = { name: "path", required: true, defaultValue: "a.zip" };
    await wrapper.actions.importSolution(importing(path), runner(), host);
    const call = standIns.calls().findLast(({ words }) => words[1] === "import");
    expect(call?.words).toEqual([
      ...["solution", "import", "--path", join(session.home, "a.zip"), "--async", "true"],
      ...["--max-async-wait-time", "60", "--skip-lower-version", "true", "--stage-and-upgrade", "true"],
    ]);
    const { control } = session.served.tenant.dataverse;
    expect(control.solutions()).toMatchObject([{ name: "Small" }]);
    const name = { name: "name", required: true, defaultValue: "Small" };
    await wrapper.actions.deleteSolution({ ...common(), name }, runner(), host);
    expect(control.solutions()).toEqual([]);
  });

  it("throws the whole output of a pac that fails, and clears the profiles all the same", async () => {
    const name = { name: "name", required: true, defaultValue: "Other" };
    await expect(wrapper.actions.deleteSolution({ ...common(), name }, runner(), host)).rejects.toMatchObject(
      {
        exitCode: 1,
        message: expect.stringContaining("Error: The solution 'Other' was not found."),
      },
    );
    expect(standIns.calls().at(-1)?.words).toEqual(["auth", "clear"]);
    await expect(
      wrapper.actions.deleteSolution({ ...common(), name: { name: "name", required: true } }, runner(), host),
    ).rejects.toThrow("Required name not set");
  });
});
