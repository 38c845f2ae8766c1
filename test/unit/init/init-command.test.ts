import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Host } from "../../../generator/cli/command.ts";
import { runCommandLine } from "../../../generator/cli/command-line.ts";
import { mayAsk, type Prompts } from "../../../generator/cli/prompts.ts";
import { commandLine } from "../../../generator/init/command-line.ts";
import { cosell, projectFolder } from "../cli/console.ts";
import { emptyFolder } from "../cli/folders.ts";

/** A folder whose name says nothing of the machine. */
function fabrikam(): string {
  const folder = join(emptyFolder(), "fabrikam");
  mkdirSync(folder);
  return folder;
}

const textIn = (folder: string, file: string) => readFileSync(join(folder, file), "utf8");

describe("cosell init --yes", () => {
  it("writes a mapping that passes without a finding, the schema beside it, and says what comes next", async () => {
    const folder = fabrikam();
    expect(await cosell(["init", "--yes"], folder)).toEqual({
      code: 0,
      stdout: "",
      stderr: [
        "wrote   mapping.yaml",
        "wrote   mapping.schema.json",
        "next    cosell check     after every edit of the mapping",
        "        cosell build     connectors, flows, solutions, documents",
        "        cosell simulate  proves them before anybody imports them",
        "",
      ].join("\n"),
    });
    expect(readdirSync(folder).sort()).toEqual(["mapping.schema.json", "mapping.yaml"]);
    expect(textIn(folder, "mapping.yaml").split("\n")[0]).toBe(
      "# yaml-language-server: $schema=./mapping.schema.json",
    );
    const schema: unknown = JSON.parse(textIn(folder, "mapping.schema.json"));
    expect(schema).toMatchObject({ title: "cosell mapping" });
    const checked = await cosell(["check", "--format", "json"], folder);
    expect({ code: checked.code, ...JSON.parse(checked.stdout) }).toEqual({ code: 0, diagnostics: [] });
  });

  it("writes what is said of another folder and file, with commands that name it", async () => {
    const folder = emptyFolder();
    const { code, stdout, stderr } = await cosell(
      [
        "init",
        "partners",
        "-m",
        "contoso.yaml",
        "--publisher",
        "Contoso",
        "--prefix",
        "con",
        "--yes",
        "--json",
      ],
      folder,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({
      files: ["partners/contoso.yaml", "partners/mapping.schema.json"],
      answers: { publisher: "Contoso", prefix: "con", solution: "ContosoCosellSync" },
      next: [
        { command: "cosell check partners/contoso.yaml" },
        { command: "cosell build --mapping partners/contoso.yaml" },
        { command: "cosell simulate --mapping partners/contoso.yaml" },
      ],
      diagnostics: [],
    });
    expect((await cosell(["check", "partners/contoso.yaml"], folder)).code).toBe(0);
  });

  it("never replaces a file, unless it is told to", async () => {
    const folder = fabrikam();
    writeFileSync(join(folder, "mapping.yaml"), "mine\n");
    const refused = await cosell(["init", "--yes"], folder);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("error  INIT.FILE_EXISTS  mapping.yaml exists already.");
    expect(readdirSync(folder)).toEqual(["mapping.yaml"]);
    expect(textIn(folder, "mapping.yaml")).toBe("mine\n");
    expect((await cosell(["init", "--yes", "--force"], folder)).code).toBe(0);
    expect(textIn(folder, "mapping.yaml")).toContain("format: 1");
  });

  it("writes nothing at all where only the schema is in the way", async () => {
    const folder = fabrikam();
    writeFileSync(join(folder, "mapping.schema.json"), "{}\n");
    expect((await cosell(["init", "--yes"], folder)).stderr).toContain("mapping.schema.json exists already.");
    expect(readdirSync(folder)).toEqual(["mapping.schema.json"]);
  });

  it("names the option of each answer that does not fit, and writes nothing", async () => {
    const folder = fabrikam();
    const words = ["init", "--yes", "--json", "--prefix", "1x", "--namespace", "a b", "--deals", "all"];
    const { code, stdout } = await cosell(words, folder);
    expect(code).toBe(2);
    const { diagnostics }: { diagnostics: { code: string; message: string }[] } = JSON.parse(stdout);
    expect(diagnostics.map((each) => [each.code, each.message.split(":")[0]])).toEqual([
      ["INIT.ANSWER_INVALID", '--prefix cannot be "1x"'],
      ["INIT.ANSWER_INVALID", '--namespace cannot be "a b"'],
    ]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("refuses a choice that there is none", async () => {
    const { code, stderr } = await cosell(["init", "--yes", "--deals", "some"], fabrikam());
    expect(code).toBe(2);
    expect(stderr).toContain("CLI.USAGE");
  });
});

describe("cosell init where nobody can be asked", () => {
  it("names every missing option, and the whole command that is as good as the answers", async () => {
    const folder = fabrikam();
    const { code, stdout } = await cosell(["init", "--publisher", "Fabrikam $1", "--json"], folder);
    expect(code).toBe(2);
    const command =
      'cosell init --publisher "Fabrikam \\$1" --prefix fabrikam --solution Fabrikam1CosellSync --namespace "" --currency multi --on-hold-stage Prospecting --active-stage Qualification --won-stage "Closed Won" --lost-stage "Closed Lost" --deals coSell --environments staging,production';
    expect(JSON.parse(stdout).diagnostics).toMatchObject([
      {
        code: "INIT.ANSWERS_MISSING",
        message:
          "Nobody can be asked here, and without --prefix, --solution, --namespace, --currency, --on-hold-stage, --active-stage, --won-stage, --lost-stage, --deals, --environments the mapping is not known.",
        nextActions: [
          { kind: "run-command", command },
          { kind: "run-command", command: "cosell init --yes" },
          { kind: "edit-file" },
        ],
      },
    ]);
    expect(readdirSync(folder)).toEqual([]);
    const words = ["init", "--publisher", "Fabrikam $1", ...wordsAfter(command, "--prefix")];
    expect((await cosell(words, folder)).code).toBe(0);
    expect(textIn(folder, "mapping.yaml")).toContain('displayName: "Fabrikam $1"');
  });

  it("is a pipeline, and anything that is no terminal", () => {
    expect(mayAsk({}, true)).toBe(true);
    expect(mayAsk({}, false)).toBe(false);
    for (const name of ["CI", "TF_BUILD", "GITHUB_ACTIONS"])
      expect(mayAsk({ [name]: "true" }, true)).toBe(false);
  });
});

describe("cosell init --ci", () => {
  it("writes a pipeline beside the mapping that is there, and leaves the mapping alone", async () => {
    const folder = projectFolder();
    const before = textIn(folder, "mapping.yaml");
    const words = ["init", "--ci", "github", "--package", "./cosell-0.1.0.tgz"];
    expect((await cosell(words, folder)).stderr).toBe(`wrote   .github/workflows/cosell.yml
next    cosell check     after every edit of the mapping
        cosell build     connectors, flows, solutions, documents
        cosell simulate  proves them before anybody imports them
then    docs/release.md says which secrets and variables the pipeline needs
`);
    expect(textIn(folder, "mapping.yaml")).toBe(before);
    const pipeline = textIn(folder, ".github/workflows/cosell.yml");
    expect(pipeline).toContain('COSELL_PACKAGE: "./cosell-0.1.0.tgz"\n');
    expect((await cosell(words, folder)).code).toBe(0);
    writeFileSync(join(folder, ".github/workflows/cosell.yml"), "mine\n");
    expect((await cosell(words, folder)).stderr).toContain("INIT.FILE_EXISTS");
    expect(textIn(folder, ".github/workflows/cosell.yml")).toBe("mine\n");
  });

  it("names the mapping as it lies in the repository", async () => {
    const folder = emptyFolder();
    await cosell(["init", "repository", "-m", "partners/fabrikam.yaml", "--ci", "azure", "--yes"], folder);
    const pipeline = textIn(folder, "repository/azure-pipelines.yml");
    expect(pipeline).toContain("cosell check partners/fabrikam.yaml --format azure");
  });

  it("says what is wrong with the mapping that is there", async () => {
    const folder = fabrikam();
    writeFileSync(join(folder, "mapping.yaml"), "format: 2\n");
    const { code, stderr } = await cosell(["init", "--ci", "azure"], folder);
    expect(code).toBe(4);
    expect(stderr).toContain("SCHEMA.");
    expect(readdirSync(folder)).toEqual(["mapping.yaml"]);
  });
});

describe("cosell init at a terminal", () => {
  it("asks what no option answers, in order, with the default of each", async () => {
    const folder = fabrikam();
    const asked: string[] = [];
    const { code } = await atTerminal(["init", "--prefix", "fab"], folder, (message, proposal) => {
      asked.push(`${message} [${proposal}]`);
      return message.startsWith("Name of your company") ? "Fabrikam Inc." : proposal;
    });
    expect(code).toBe(0);
    expect(asked).toEqual([
      "Name of your company, which publishes the solution [Fabrikam]",
      "Unique name of the solution, permanent [FabrikamIncCosellSync]",
      "Salesforce namespace of the custom fields, empty for none []",
      "Currency of opportunities: multi, or one code such as EUR [multi]",
      "Sales stage of deals that nobody has accepted yet [Prospecting]",
      "Sales stage of accepted deals [Qualification]",
      "Sales stage of won deals [Closed Won]",
      "Sales stage of lost, declined and expired deals [Closed Lost]",
      "Which deals come to Salesforce? [coSell]",
      "Environments in their order, with commas between [staging,production]",
      "Which service should build, prove and release it? [none]",
    ]);
    expect(textIn(folder, "mapping.yaml")).toContain("displayName: Fabrikam Inc.");
  });

  it("objects to an answer at once, in the words of the rule, and to no other answer's mistake", async () => {
    const objections: (string | undefined)[] = [];
    await atTerminal(["init", "--publisher", "Fabrikam"], fabrikam(), (message, proposal, objection) => {
      if (message.startsWith("Prefix"))
        objections.push(objection("mscrm"), objection("a-b"), objection("fab"));
      if (message.startsWith("Sales stage of accepted deals")) objections.push(objection("Prospecting"));
      return proposal;
    });
    const rule = "2 to 8 letters and digits, a letter first, not starting with mscrm";
    expect(objections).toEqual([
      `The prefix cannot be mscrm: ${rule}`,
      `The prefix cannot be a-b: ${rule}`,
      undefined,
      expect.stringContaining("Prospecting"),
    ]);
  });

  it("writes the pipeline that is chosen, too", async () => {
    const folder = fabrikam();
    const { code, stderr } = await atTerminal(["init"], folder, (message, proposal) =>
      message.startsWith("Which service") ? "azure" : proposal,
    );
    expect(code).toBe(0);
    expect(stderr).toContain("wrote   azure-pipelines.yml\n");
    expect(textIn(folder, "azure-pipelines.yml")).toContain("PowerPlatformImportSolution@2");
  });

  it("ends with 3 and writes nothing when the person has had enough", async () => {
    const folder = fabrikam();
    const { code, stderr } = await atTerminal(["init"], folder, (message, proposal) =>
      message.startsWith("Currency") ? undefined : proposal,
    );
    expect({ code, stderr }).toEqual({ code: 3, stderr: "Nothing was written.\n" });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("a command line that is shown", () => {
  it("comes back from a shell as it went in", async () => {
    const words = ["plain", "two words", "", 'quo"te', "do$lar", "back`tick", "back\\slash", "ü", "a,b", "*"];
    const { execFileSync } = await import("node:child_process");
    const script = `node -e 'console.log(JSON.stringify(process.argv.slice(1)))' -- ${commandLine(words)}`;
    expect(JSON.parse(execFileSync("bash", ["-c", script], { encoding: "utf8" }))).toEqual(words);
  });
});

type Person = (
  message: string,
  proposal: string,
  objection: (answer: string) => string | undefined,
) => string | undefined;

/** Carries out a command line with a person who answers. */
async function atTerminal(words: readonly string[], workingDirectory: string, person: Person) {
  let stderr = "";
  const prompts: Prompts = {
    text: async ({ message, proposal = "", objection }) =>
      person(message, proposal, objection ?? (() => undefined)),
    choose: async ({ message, proposal }) => person(message, proposal, () => undefined),
  };
  const host: Host = {
    stdout: () => {},
    stderr: (text) => {
      stderr += text;
    },
    stdinLines: async function* () {},
    workingDirectory,
    environment: {},
    colour: false,
    prompts,
  };
  return { code: await runCommandLine(words, host), stderr };
}

/** The words of a command that is shown, from one of them on. */
function wordsAfter(command: string, first: string): readonly string[] {
  const words = command.slice(command.indexOf(first)).match(/"[^"]*"|\S+/g) ?? [];
  return words.map((word) => word.replace(/^"(.*)"$/, "$1"));
}
