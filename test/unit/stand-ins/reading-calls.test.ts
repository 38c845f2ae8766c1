import { describe, expect, it } from "vitest";
import { readCall as readPacCall, withoutSecrets } from "../../stand-ins/pac/read-call.ts";
import { reference as pacReference } from "../../stand-ins/pac/reference.ts";
import { readCall as readSfCall } from "../../stand-ins/sf/read-call.ts";
import { readValues } from "../../stand-ins/sf/values.ts";

// What the stand-ins let pass decides what the tests of a release prove.

const problemOf = (line: string): string => {
  const reading = readPacCall(line.split(" "));
  return reading.ok ? "none" : reading.problem;
};

describe("the stand-in of pac", () => {
  it.each([
    "solution import --path a.zip",
    "solution import -p a.zip -env https://contoso.crm4.dynamics.com -up -a -wt 60",
    "solution import --path a.zip --stage-and-upgrade true --async true --import-as-holding false",
    "solution import --path a.zip --log-to-console",
    "SOLUTION IMPORT --PATH a.zip",
    "auth create --environment https://a --tenant t --applicationId i --clientSecret s --cloud public",
    "auth create --environment https://a --tenant t --applicationId i --githubFederated",
    "auth create --deviceCode",
    "auth select --index 1",
    "solution delete --solution-name Sync --environment https://a",
    "solution check --path a.zip --outputDirectory out --geo Europe",
    "connection list --environment https://a",
    "solution unpack --zipfile a.zip --folder src --packagetype Both --allowDelete true",
    "connector create --api-definition-file a.json --api-properties-file b.json",
  ])("lets pass: pac %s", (line) => {
    expect(problemOf(line)).toBe("none");
  });

  it.each([
    ["solution", "'solution' is not a valid command."],
    ["solution improt --path a.zip", "'solution improt' is not a valid command."],
    ["connector validate --api-definition-file a.json", "'connector validate' is not a valid command."],
    ["solution import --file a.zip", "'--file' is not a valid argument of 'pac solution import'."],
    [
      "solution import --activate-flows",
      "'--activate-flows' is not a valid argument of 'pac solution import'.",
    ],
    ["solution import --path", "The argument '--path' needs a value."],
    ["solution import --path --async", "The argument '--path' needs a value."],
    ["solution import --path a.zip -p b.zip", "The argument '--path' is given twice."],
    ["solution import --async yes", "'yes' is not a valid argument of 'pac solution import'."],
    [
      "solution import -h -up",
      "The arguments --import-as-holding and --stage-and-upgrade cannot be used together.",
    ],
    [
      "solution import --max-async-wait-time soon",
      "The value of '--max-async-wait-time' must be an integer with minimum value of 1.",
    ],
    ["solution upgrade --async", "The required argument '--solution-name' is missing."],
    [
      "solution create-settings --settings-file a.json",
      "One of --solution-zip, --solution-folder is required.",
    ],
    [
      "solution create-settings --solution-zip a --solution-folder b",
      "The arguments --solution-zip and --solution-folder cannot be used together.",
    ],
    ["auth create --applicationId i --clientSecret s", "The argument '--clientSecret' requires '--tenant'."],
    [
      "auth create --githubFederated --applicationId i",
      "The argument '--githubFederated' requires '--tenant'.",
    ],
    [
      "auth create --tenant t --applicationId i --clientSecret s --githubFederated",
      "The arguments --clientSecret and --githubFederated cannot be used together.",
    ],
    [
      "auth create --cloud Moon",
      "The value 'Moon' of '--cloud' is not one of Public, UsGov, UsGovHigh, UsGovDod, China.",
    ],
    [`auth create --name ${"n".repeat(31)}`, "The length of '--name' should be between 1 and 30."],
    [
      "solution check --path a.zip --geo Mars",
      expect.stringContaining("The value 'Mars' of '--geo' is not one of"),
    ],
    ["org who --json", "'--json' is not a valid argument of 'pac org who'."],
    ["auth select", "One of --index, --name is required."],
  ])("refuses: pac %s", (line, problem) => {
    expect(problemOf(line)).toEqual(problem);
  });

  it("takes a switch off that is followed by false", () => {
    const reading = readPacCall("solution import --async false --force-overwrite".split(" "));
    expect(reading.ok && [...reading.call.switches]).toEqual(["--force-overwrite"]);
  });

  it("names no flag of a verb twice", () => {
    for (const [verb, { flags }] of Object.entries(pacReference)) {
      const names = flags.flatMap(({ name, alias }) => [name, ...(alias === undefined ? [] : [alias])]);
      expect([verb, new Set(names).size]).toEqual([verb, names.length]);
    }
  });

  it("writes no secret down, and whether it was encoded", () => {
    const words = "auth create -t t -id i -cs data:text/plain;base64,c2VjcmV0".split(" ");
    expect(withoutSecrets(words).at(-1)).toBe("<secret, encoded>");
    expect(withoutSecrets([...words.slice(0, -1), "secret"]).at(-1)).toBe("<secret>");
    expect(withoutSecrets("solution import -p a.zip".split(" ")).at(-1)).toBe("a.zip");
  });
});

describe("the stand-in of sf", () => {
  const sfProblem = (line: string): string => {
    const reading = readSfCall(line.split(" "));
    return reading.ok ? "none" : reading.problem;
  };

  it.each([
    "project deploy start --metadata-dir out --single-package --target-org a --dry-run --json",
    "project deploy start --metadata-dir=out --wait 60",
    "org assign permset --name A --name B --on-behalf-of x --on-behalf-of y -o a",
    "data query -q x --target-org a --json",
    "org display --json",
  ])("lets pass: sf %s", (line) => {
    expect(sfProblem(line)).toBe("none");
  });

  it.each([
    ["project deploy", "Command project:deploy not found."],
    ["force source push", "Command force:source:push not found."],
    ["project deploy start --checkonly", "Nonexistent flag: --checkonly"],
    [
      "project deploy start --target-org a",
      "Exactly one of the following must be provided: --manifest, --metadata, --metadata-dir, --source-dir",
    ],
    [
      "project deploy start --source-dir a --single-package",
      "All of the following must be provided when using --single-package: --metadata-dir",
    ],
    [
      "project deploy start --metadata-dir a --async --wait 3",
      "--async cannot also be provided when using --wait",
    ],
    ["org assign permset --target-org a", "Missing required flag name"],
    ["data query --query a --query b", "Flag --query can only be specified once"],
    ["data query --query", "Flag --query expects a value"],
  ])("refuses: sf %s", (line, problem) => {
    expect(sfProblem(line)).toBe(problem);
  });

  it("reads values as the program does: quotes of either kind, no escapes, and booleans that are none", () => {
    const text = String.raw`Name='A deal' Note="it's" Flag='true' Amount=3 Odd='back\slash'"'"'s' Sum="a=b"`;
    expect(readValues(text)).toEqual({
      Name: "A deal",
      Note: "it's",
      Flag: true,
      Amount: "3",
      Odd: String.raw`back\slash's`,
      Sum: "a=b",
    });
  });
});
