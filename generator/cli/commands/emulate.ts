import { type RunningHost, startHost } from "../../../simulator/services/http-host.ts";
import { type DescribedService, hostedServices } from "../../../simulator/tenant/hosted-services.ts";
import { Failure } from "../../diagnostics/failure.ts";
import { commandLineCodes } from "../codes.ts";
import type { CommandDefinition, Invocation } from "../command.ts";

/** `cosell emulate`: the emulated services on a loopback address, until the process is stopped. */
export const emulate: CommandDefinition = {
  configure: (command) => {
    command
      .option("--port <number>", "port to listen on; without it a free one is taken")
      .option("--json", "say as one JSON object where the services are")
      .addHelpText(
        "after",
        "\nThe services begin empty and forget everything when the command ends.\n\nExamples:\n  $ cosell emulate\n  $ cosell emulate --port 8080 --json",
      );
  },
  run: async (invocation) => {
    await startEmulation(invocation);
    // Nothing ends the command but a signal, which the process answers by ending.
    return new Promise(() => {});
  },
};

/** Starts the services and says where they are; the caller closes them. */
export async function startEmulation({ options, host }: Invocation): Promise<RunningHost> {
  const services = hostedServices({ now: () => Date.now() }, 1);
  const running = await listen(services.routes, readPort(options["port"]));
  const description = { url: running.url, services: services.described };
  if (options["json"] === true) host.stdout(`${JSON.stringify(description, null, 2)}\n`);
  else host.stdout(describe(description.url, description.services));
  return running;
}

async function listen(routes: Parameters<typeof startHost>[0], port: number): Promise<RunningHost> {
  try {
    return await startHost(routes, port);
  } catch (error) {
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

function describe(url: string, services: readonly DescribedService[]): string {
  const lines = services.flatMap(({ name, paths, user, tokens }) => [
    "",
    name,
    ...paths.map((path) => `  ${url}${path}`),
    ...(user === "" ? [] : [`  without a token you are ${user}`]),
    ...Object.entries(tokens).map(([owner, token]) => `  Bearer ${token}  (${owner})`),
  ]);
  return `${[`The emulated services listen on ${url} until you stop them.`, ...lines].join("\n")}\n`;
}
