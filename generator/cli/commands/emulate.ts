import { followWallClock } from "../../../simulator/tenant/served/follow-wall-clock.ts";
import {
  type ServedTenant,
  type ServedTenantOptions,
  serveTenant,
} from "../../../simulator/tenant/served/serve-tenant.ts";
import { type ServedPart, servedParts } from "../../../simulator/tenant/served/served-parts.ts";
import { assert, Failure } from "../../diagnostics/failure.ts";
import { build } from "../../pipeline.ts";
import { builtSchema } from "../built-schema.ts";
import { commandLineCodes } from "../codes.ts";
import type { CommandDefinition, Host, Invocation } from "../command.ts";
import { readMappingFile } from "../mapping-file.ts";

/** `cosell emulate`: a whole tenant on a loopback address, until the process is stopped. */
export const emulate: CommandDefinition = {
  configure: (command) => {
    command
      .option("--port <number>", "port to listen on; without it a free one is taken")
      .option(
        "-m, --mapping <file>",
        "Salesforce with the fields, rules and permission sets of this mapping; without it those of the usual one",
      )
      .option("--bare", "Salesforce without the co-sell fields, as it is before the package is deployed")
      .option("--json", "say as one JSON object where everything is")
      .addHelpText(
        "after",
        [
          "",
          "The tenant begins without a solution and forgets everything when the command ends.",
          "Import one as you would into a real environment: its flows run as time passes, and",
          "/emulator/advance lets it pass faster.",
          "",
          "Examples:",
          "  $ cosell emulate",
          "  $ cosell emulate --mapping mapping.yaml",
          "  $ cosell emulate --port 8080 --bare --json",
        ].join("\n"),
      );
  },
  run: async (invocation) => {
    const served = await startEmulation(invocation);
    // Nothing ends the command but a signal, which the process answers by ending, and what cannot be emulated.
    return new Promise((_resolve, reject) => {
      followWallClock(served.tenant, reject);
    });
  },
};

/** Starts the tenant and says where everything is; the caller closes it. */
export async function startEmulation({ options, host }: Invocation): Promise<ServedTenant> {
  const port = readPort(options["port"]);
  const served = await serve(port, salesforceOf(options, host));
  const parts = servedParts(served);
  const { tenantId, clientId, clientSecret } = served.application;
  const description = { url: served.url, application: { tenantId, clientId, clientSecret }, services: parts };
  if (options["json"] === true) host.stdout(`${JSON.stringify(description, null, 2)}\n`);
  else host.stdout(describe(served, parts));
  return served;
}

type Org = Pick<ServedTenantOptions, "salesforce">;

/** The org that the tenant begins with: bare, with the package that is built from a mapping, or with the usual fields. */
function salesforceOf(options: Invocation["options"], host: Host): Org {
  const file = options["mapping"];
  if (options["bare"] === true) {
    if (file !== undefined) throw usage("--bare and --mapping contradict each other: give one of them.");
    return {};
  }
  if (file === undefined) return { salesforce: {} };
  const { artifacts, diagnostics } = build(readMappingFile(String(file), host.workingDirectory));
  const mistake = diagnostics.find(({ severity }) => severity === "error");
  if (mistake !== undefined) throw new Failure(mistake);
  const { schema } = builtSchema(artifacts);
  assert(schema !== undefined, "a build makes a package for Salesforce");
  return { salesforce: { schema: [schema] } };
}

async function serve(port: number, org: Org): Promise<ServedTenant> {
  try {
    return await serveTenant({ port, start: Date.now(), ...org });
  } catch (error) {
    if (error instanceof Failure) throw error;
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw usage(`The port ${port} cannot be used (${reason}).`, error);
  }
}

function readPort(given: unknown): number {
  if (given === undefined) return 0;
  const port = typeof given === "string" && /^\d{1,5}$/.test(given) ? Number(given) : Number.NaN;
  if (port <= 65_535) return port;
  throw usage(`"${String(given)}" is no port: a whole number up to 65535 is one.`);
}

function usage(problem: string, cause?: unknown): Failure {
  return new Failure(commandLineCodes.finding("USAGE", { problem, command: "emulate " }), { cause });
}

function describe({ url, application }: ServedTenant, parts: readonly ServedPart[]): string {
  const { tenantId, clientId, clientSecret } = application;
  const lines = parts.flatMap(({ name, paths, user, tokens }) => [
    "",
    name,
    ...paths.map((path) => `  ${url}${path}`),
    ...(user === "" ? [] : [`  without a token you are ${user}`]),
    ...Object.entries(tokens).map(([owner, token]) => `  Bearer ${token}  (${owner})`),
  ]);
  const signIn = [
    "",
    "The application that may sign in there",
    `  tenant ${tenantId}`,
    `  client ${clientId}`,
    `  secret ${clientSecret}`,
  ];
  return `${[`The emulated tenant listens on ${url} until you stop it.`, ...lines, ...signIn].join("\n")}\n`;
}
