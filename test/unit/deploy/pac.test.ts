import { describe, expect, it } from "vitest";
import type { ProgramCall } from "../../../solution/deploy/machine.ts";
import { createMask } from "../../../solution/deploy/mask.ts";
import { choosePac, type PacChoice } from "../../../solution/deploy/pac/choose-pac.ts";
import { findPac } from "../../../solution/deploy/pac/find-pac.ts";
import type { Pac } from "../../../solution/deploy/pac/pac.ts";
import { wrapperPackage } from "../../../solution/deploy/pac/wrapper.ts";
import { codeOf, type FakeMachine, type FakeOptions, fakeMachine } from "./fake-machine.ts";

const version = { stdout: "Microsoft PowerPlatform CLI\nVersion: 2.10.1+g5f6a3f1 (.NET 9.0.0)\n" };
const url = "https://contoso.crm4.dynamics.com";
const secret = "tell~nobody.This";
const application = {
  tenant: "7c1d6f0e-52b4-4c0a-9a55-0d6f3d1f0a01",
  application: "2f6c9f8a",
  proof: { kind: "secret", secret },
} as const;

describe("finding pac", () => {
  const found = async (options: FakeOptions, named?: string): Promise<string> => {
    const { program, before } = await findPac(fakeMachine(options), named);
    return [program, ...before].join(" ");
  };
  const everywhere: FakeOptions = {
    environment: {
      POWERPLATFORMTOOLS_PACPATH: "/agent/pac",
      POWERPLATFORMTOOLS_PACCLIPATH: "/agent/tools",
      HOME: "/users/kim",
    },
    programs: {
      "/opt/pac": () => version,
      "/agent/pac": () => version,
      "/agent/tools/pac_linux/tools/pac": () => version,
      pac: () => version,
      "/users/kim/.dotnet/tools/pac": () => version,
      dnx: () => version,
    },
  };
  const without = (names: readonly string[], variables: readonly string[] = []): FakeOptions => ({
    environment: Object.fromEntries(
      Object.entries(everywhere.environment ?? {}).filter(([name]) => !variables.includes(name)),
    ),
    programs: Object.fromEntries(
      Object.entries(everywhere.programs ?? {}).filter(([name]) => !names.includes(name)),
    ),
  });

  it("takes what the user names before everything else", async () => {
    expect(await found(everywhere, "/opt/pac")).toBe("/opt/pac");
  });

  it.each([
    ["what Microsoft's GitHub action names", without([]), "/agent/pac"],
    [
      "what Microsoft's Azure task has unpacked",
      without([], ["POWERPLATFORMTOOLS_PACPATH"]),
      "/agent/tools/pac_linux/tools/pac",
    ],
    ["PATH", without([], ["POWERPLATFORMTOOLS_PACPATH", "POWERPLATFORMTOOLS_PACCLIPATH"]), "pac"],
    [
      "the tools of .NET",
      without(["pac"], ["POWERPLATFORMTOOLS_PACPATH", "POWERPLATFORMTOOLS_PACCLIPATH"]),
      "/users/kim/.dotnet/tools/pac",
    ],
    [
      "the runner of .NET",
      without(
        ["pac", "/users/kim/.dotnet/tools/pac"],
        ["POWERPLATFORMTOOLS_PACPATH", "POWERPLATFORMTOOLS_PACCLIPATH"],
      ),
      "dnx Microsoft.PowerApps.CLI.Tool --yes",
    ],
  ])("then %s", async (_where, options, expected) => {
    expect(await found(options)).toBe(expected);
  });

  it("passes over a program that only has the name", async () => {
    const options = { programs: { pac: () => ({ stdout: "PAC-MAN 1980" }), dnx: () => version } };
    expect(await found(options)).toBe("dnx Microsoft.PowerApps.CLI.Tool --yes");
  });

  it("says that there is none, and that what was named is none", async () => {
    expect(await codeOf(found({}))).toBe("DEPLOY.PAC_MISSING");
    expect(await codeOf(found(everywhere, "/opt/other"))).toBe("DEPLOY.PAC_UNUSABLE");
    const told = { environment: { POWERPLATFORMTOOLS_PACPATH: "/gone" }, programs: { pac: () => version } };
    expect(await codeOf(found(told))).toBe("DEPLOY.PAC_UNUSABLE");
  });
});

// The package signs in, calls one verb and clears all profiles; this one is written after its published interface.
function fakeWrapper(
  run: (program: string, words: readonly string[]) => { exitCode: number; output: string },
) {
  type Entry = { readonly name: string; readonly defaultValue?: string };
  type Act = (parameters: Record<string, unknown>, runner: Runner, host: Host) => Promise<void>;
  type Runner = { readonly pacPath: string; readonly logger: { log: (...words: string[]) => void } };
  type Host = { readonly getInput: (entry: Entry) => string | undefined };
  const act =
    (verb: readonly string[], flags: Readonly<Record<string, string>>): Act =>
    async (parameters, { pacPath, logger }, host) => {
      const pac = (...words: string[]): void => {
        const { exitCode, output } = run(pacPath, words);
        logger.log(output);
        // What the package throws is an Error with the whole output.
        if (exitCode !== 0) throw Object.assign(new TypeError(output), { exitCode });
      };
      const credentials = Object(parameters["credentials"]);
      const proof =
        credentials.federationProvider === undefined
          ? [
              "--clientSecret",
              `data:text/plain;base64,${Buffer.from(credentials.clientSecret, "binary").toString("base64")}`,
            ]
          : [credentials.federationProvider === "GitHub" ? "--githubFederated" : "--azureDevOpsFederated"];
      try {
        pac(
          ...["auth", "create", "--environment", String(parameters["environmentUrl"])],
          ...["--tenant", credentials.tenantId, "--applicationId", credentials.appId],
          ...[...proof, "--cloud", credentials.cloudInstance],
        );
        const words = Object.entries(flags).flatMap(([name, flag]) => {
          const entry: Entry | undefined = Object(parameters)[name];
          const value = entry === undefined ? undefined : (host.getInput(entry) ?? entry.defaultValue);
          const isOff = ["importAsHolding", "stageAndUpgrade"].includes(name) && value !== "true";
          return value === undefined || isOff ? [] : [flag, value];
        });
        const { useDeploymentSettingsFile } = Object(parameters);
        const settings = useDeploymentSettingsFile?.defaultValue === "true";
        const wanted = settings
          ? words
          : words.filter(
              (word, index) => word !== "--settings-file" && words[index - 1] !== "--settings-file",
            );
        pac(...verb, ...wanted);
      } finally {
        pac("auth", "clear");
      }
    };
  const actions = {
    importSolution: act(["solution", "import"], {
      path: "--path",
      async: "--async",
      forceOverwrite: "--force-overwrite",
      publishChanges: "--publish-changes",
      skipDependencyCheck: "--skip-dependency-check",
      convertToManaged: "--convert-to-managed",
      maxAsyncWaitTimeInMin: "--max-async-wait-time",
      activatePlugins: "--activate-plugins",
      skipLowerVersion: "--skip-lower-version",
      importAsHolding: "--import-as-holding",
      stageAndUpgrade: "--stage-and-upgrade",
      deploymentSettingsFile: "--settings-file",
    }),
    deleteSolution: act(["solution", "delete"], { name: "--solution-name" }),
  };
  // As an import of a CommonJS package shows it.
  return { default: { actions } };
}

describe.each(["program", "wrapper"] as const)("pac as %s", (backEnd) => {
  interface Opened {
    readonly pac: Pac;
    readonly machine: FakeMachine;
    /** Words of every call but the search for pac, without the environment that only one of the two names. */
    readonly words: () => readonly (readonly string[])[];
    readonly lines: string[];
  }

  async function open(
    ends: (words: readonly string[]) => { exitCode: number; output: string },
    target: PacChoice["target"] = { url, application },
  ): Promise<Opened> {
    const all: (readonly string[])[] = [];
    const run = (words: readonly string[]) => {
      all.push(words);
      return ends(words);
    };
    const program = (call: ProgramCall) => {
      if (call.arguments[0] === "help") return version;
      const { exitCode, output } = run(call.arguments);
      return { exitCode, stdout: output };
    };
    const machine = fakeMachine({
      programs: { pac: program },
      packages:
        backEnd === "wrapper" ? { [wrapperPackage]: fakeWrapper((_program, words) => run(words)) } : {},
      environment: { HOME: "/users/kim" },
    });
    const lines: string[] = [];
    const choice: PacChoice = {
      machine,
      mask: createMask(),
      target,
      agent: "cosell/0.1.0",
      onLine: (line) => lines.push(line),
      backEnd,
    };
    const pac = await choosePac(choice);
    return { pac, machine, lines, words: () => all };
  }

  const succeeds = () => ({ exitCode: 0, output: "Connected\nDone" });
  const verb = ({ words }: Opened) => words().filter(([group]) => group === "solution");
  /** Options and their values, in any order. */
  const options = (words: readonly string[] = []): Readonly<Record<string, string>> => {
    const pairs = words
      .slice(2)
      .flatMap((word, index, all) => (index % 2 === 0 ? [[word, all[index + 1] ?? ""]] : []));
    const { "--environment": _environment, ...others } = Object.fromEntries(pairs);
    return others;
  };

  it("imports a solution for the first time, with its settings", async () => {
    const opened = await open(succeeds);
    await opened.pac.importSolution({ zip: "/a.zip", settings: "/a.json", upgrade: false, publish: false });
    expect(verb(opened).map(options)).toEqual([
      { "--path": "/a.zip", "--settings-file": "/a.json", "--async": "true", "--max-async-wait-time": "60" },
    ]);
  });

  it("stages and upgrades what is there", async () => {
    const opened = await open(succeeds);
    await opened.pac.importSolution({ zip: "/a.zip", upgrade: true, publish: false });
    expect(verb(opened).map(options)).toEqual([
      { "--path": "/a.zip", "--stage-and-upgrade": "true", "--async": "true", "--max-async-wait-time": "60" },
    ]);
  });

  it("publishes what is unmanaged", async () => {
    const opened = await open(succeeds);
    await opened.pac.importSolution({ zip: "/a.zip", upgrade: false, publish: true });
    expect(verb(opened).map(options)).toEqual([
      { "--path": "/a.zip", "--publish-changes": "true", "--async": "true", "--max-async-wait-time": "60" },
    ]);
  });

  it("uninstalls", async () => {
    const opened = await open(succeeds);
    await opened.pac.deleteSolution("CosellSync");
    expect(verb(opened).map(options)).toEqual([{ "--solution-name": "CosellSync" }]);
  });

  it("signs in before, as the application and in the form that survives every console", async () => {
    const opened = await open(succeeds);
    await opened.pac.deleteSolution("CosellSync");
    expect(opened.words()[0]).toEqual(
      expect.arrayContaining([
        ...["auth", "create", "--environment", url, "--tenant", application.tenant],
        `data:text/plain;base64,${Buffer.from(secret).toString("base64")}`,
      ]),
    );
  });

  it.each([
    ["GitHub", "--githubFederated"],
    ["AzureDevOps", "--azureDevOpsFederated"],
  ] as const)("gives no secret where %s vouches for the pipeline", async (provider, flag) => {
    const opened = await open(succeeds, {
      url,
      application: { ...application, proof: { kind: "pipeline", provider } },
    });
    await opened.pac.deleteSolution("CosellSync");
    expect(opened.words()[0]).toContain(flag);
    expect(opened.words().flat()).not.toContain("--clientSecret");
  });

  it("repeats the last error of pac, and shows no secret in any form", async () => {
    const encoded = Buffer.from(secret).toString("base64");
    const opened = await open(([group]) =>
      group === "auth"
        ? { exitCode: 0, output: `signed in with ${secret} or ${encoded}` }
        : { exitCode: 1, output: `Working\nError: The solution ${secret} lacks a connector.\nSee the log.` },
    );
    const failed = opened.pac.importSolution({ zip: "/a.zip", upgrade: false, publish: false });
    await expect(failed).rejects.toMatchObject({
      diagnostic: {
        code: "DEPLOY.PAC_REFUSED",
        message: "pac could not do the import: Error: The solution *** lacks a connector.",
      },
    });
    expect(opened.lines.join("\n")).toContain("signed in with *** or ***");
    expect(opened.lines.join("\n")).not.toMatch(new RegExp(`${secret}|${encoded}`));
  });

  it("keeps its sign-in in a home of its own, and takes that away at the end", async () => {
    const opened = await open(succeeds);
    await opened.pac.importSolution({ zip: "/a.zip", upgrade: false, publish: false });
    const homes =
      backEnd === "program"
        ? opened.machine.calls.slice(1).map(({ environment }) => environment?.["HOME"])
        : opened.machine.surroundings.map(({ HOME }) => HOME);
    const [home] = homes;
    expect(new Set(homes)).toEqual(new Set(["/tmp/fake-1"]));
    expect(opened.machine.files.exists(String(home))).toBe(true);
    await opened.pac.close();
    expect(opened.machine.files.exists(String(home))).toBe(false);
  });
});

describe("choosing how pac is called", () => {
  const choose = (options: FakeOptions, more: Partial<PacChoice> = {}) =>
    choosePac({
      machine: fakeMachine({ programs: { pac: () => version }, ...options }),
      mask: createMask(),
      target: { url, application },
      agent: "cosell/0.1.0",
      onLine: () => {},
      ...more,
    });
  const installed = { packages: { [wrapperPackage]: fakeWrapper(() => ({ exitCode: 0, output: "" })) } };

  it("takes the wrapper where it is installed, else pac itself", async () => {
    expect((await choose(installed)).name).toContain(wrapperPackage);
    expect((await choose({})).name).toBe("pac 2.10.1 (pac)");
    expect((await choose(installed, { backEnd: "program" })).name).toBe("pac 2.10.1 (pac)");
  });

  it("leaves the sign-in of a person to pac itself, in that person's own home", async () => {
    const machine = fakeMachine({ programs: { pac: () => version }, ...installed });
    const pac = await choose({}, { machine, target: { url } });
    await pac.deleteSolution("CosellSync");
    const [, call] = machine.calls;
    expect(call?.arguments).toEqual([
      "solution",
      "delete",
      "--solution-name",
      "CosellSync",
      "--environment",
      url,
    ]);
    expect(call?.environment).not.toHaveProperty("HOME");
  });

  it.each([
    ["it is not installed", {}, {}],
    ["it is another package", { packages: { [wrapperPackage]: { actions: {} } } }, {}],
    ["nobody but a person can sign in", installed, { target: { url } }],
    ["pac is only to be had through dnx", { ...installed, programs: { dnx: () => version } }, {}],
  ])("says why the wrapper cannot be used when it was asked for: %s", async (_why, options, more) => {
    expect(await codeOf(choose(options, { backEnd: "wrapper", ...more }))).toBe("DEPLOY.WRAPPER_UNUSABLE");
  });

  it("says it when pac hangs or says nothing", async () => {
    const ends = (end: object) => (call: ProgramCall) => (call.arguments[0] === "help" ? version : end);
    const hangs = await choose({ programs: { pac: ends({ exitCode: undefined }) } });
    await expect(hangs.deleteSolution("A")).rejects.toThrow("it did not end in time");
    const silent = await choose({ programs: { pac: ends({ exitCode: 3 }) } });
    await expect(silent.deleteSolution("A")).rejects.toThrow("it ends with 3 and says nothing");
  });
});
