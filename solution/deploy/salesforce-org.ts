import { Failure } from "../../generator/diagnostics/failure.ts";
import { deployCodes } from "./codes.ts";
import { salesforceTimeout } from "./facts.ts";
import type { Machine } from "./machine.ts";
import type { Mask } from "./mask.ts";
import { membersOf } from "./web/answers.ts";

/** One Salesforce org, through the program `sf`, which keeps the sign-in. */
export interface SalesforceOrg {
  /** Deploys a folder of metadata with its package.xml. `check` only says what would change. */
  readonly deploy: (folder: string, check: boolean) => Promise<DeployResult>;
  readonly query: (soql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly create: (object: string, values: Readonly<Record<string, string>>) => Promise<string>;
  readonly remove: (object: string, id: string) => Promise<void>;
  /** Gives a permission set to the user whom `sf` has signed in; nothing happens where that user has it. */
  readonly assignPermissionSet: (name: string) => Promise<void>;
  /** The name of that user. */
  readonly user: () => Promise<string>;
}

export interface DeployResult {
  /** Components that are new or different, or that go. */
  readonly changed: readonly string[];
}

/** Calls `sf … --json`; everything it says is on standard output. Throws DEPLOY.SF_MISSING and DEPLOY.SF_REFUSED. */
export function salesforceOrg(machine: Machine, mask: Mask, org: string): SalesforceOrg {
  async function call(work: string, ...words: readonly string[]): Promise<unknown> {
    const end = await machine.run({
      program: machine.environment["COSELL_SF"] || "sf",
      arguments: [...words, "--target-org", org, "--json"],
      environment: { SF_AUTOUPDATE_DISABLE: "true", SF_DISABLE_TELEMETRY: "true", NO_COLOR: "1" },
      timeout: salesforceTimeout,
    });
    if (!end.started) throw new Failure(deployCodes.finding("SF_MISSING", {}));
    const said = membersOf(parse(end.stdout));
    if (end.exitCode === 0 && "result" in said) return said["result"];
    const message = said["message"] ?? (end.stderr.trim() || end.stdout.trim() || "it says nothing");
    const reason = mask.apply(problemsIn(said["result"]) ?? String(message).split(/\r?\n/)[0] ?? "");
    throw new Failure(deployCodes.finding("SF_REFUSED", { work, reason }));
  }

  return {
    deploy: async (folder, check) => {
      const result = await call(
        "the deployment",
        ...["project", "deploy", "start", "--metadata-dir", folder, "--single-package"],
        ...["--wait", "60", ...(check ? ["--dry-run"] : [])],
      );
      return { changed: changedIn(result) };
    },
    query: async (soql) => {
      const { records } = membersOf(await call("a query", "data", "query", "--query", soql));
      return (Array.isArray(records) ? records : []).map(membersOf);
    },
    create: async (object, values) => {
      const pairs = Object.entries(values).map(([name, value]) => `${name}=${quoteValue(value)}`);
      const words = ["data", "create", "record", "--sobject", object, "--values", pairs.join(" ")];
      return String(membersOf(await call(`a new record of ${object}`, ...words))["id"]);
    },
    remove: async (object, id) => {
      const words = ["data", "delete", "record", "--sobject", object, "--record-id", id];
      await call(`taking away a record of ${object}`, ...words);
    },
    assignPermissionSet: async (name) => {
      await call(`assigning ${name}`, "org", "assign", "permset", "--name", name);
    },
    user: async () => String(membersOf(await call("the sign-in", "org", "display"))["username"]),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What a deployment has refused, component by component. */
function problemsIn(result: unknown): string | undefined {
  const { componentFailures } = membersOf(membersOf(result)["details"]);
  const failures = Array.isArray(componentFailures) ? componentFailures : [];
  const words = failures.map((each: unknown) => {
    const { fullName, problem } = membersOf(each);
    return `${String(fullName)}: ${String(problem)}`;
  });
  return words.length === 0 ? undefined : words.slice(0, 5).join("; ");
}

function changedIn(result: unknown): readonly string[] {
  const { componentSuccesses } = membersOf(membersOf(result)["details"]);
  return (Array.isArray(componentSuccesses) ? componentSuccesses : [])
    .map(membersOf)
    .filter(({ created, changed, deleted }) =>
      [created, changed, deleted].some((each) => String(each) === "true"),
    )
    .map(({ componentType, fullName }) => `${String(componentType)} ${String(fullName)}`)
    .filter((name) => !name.trim().startsWith("package.xml") && !name.includes("destructiveChanges"));
}

/** `sf` knows no escapes: a quote inside a text goes between quotes of the other kind, and parts that touch are one. */
function quoteValue(value: string): string {
  return `'${value.replaceAll("'", `'"'"'`)}'`;
}
