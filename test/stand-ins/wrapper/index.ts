// A stand-in for @microsoft/powerplatform-cli-wrapper with the interface that it publishes (repository
// microsoft/powerplatform-cli-wrapper, src/index.ts, src/actions, src/host at release v1.43.6.2; MIT). It does what that
// package does: signs in with pac, calls one verb, and clears every profile of the user afterwards, whatever happened.
// pac is `pacPath`, else `<runnersDir>/pac_linux/tools/pac`.

import { type Entry, type Host, Inputs } from "./inputs.ts";
import { commandRunner, type RunnerParameters } from "./runner.ts";
import { type Credentials, signInWords } from "./sign-in.ts";

export { createCommandRunner, RunnerError } from "./runner.ts";

interface Common {
  readonly credentials: Credentials;
  readonly environmentUrl: string;
  readonly logToConsole: boolean;
}

type Parameters_<Names extends string> = Common & Readonly<Record<Names, Entry>>;

async function importSolution(
  parameters: Parameters_<
    | "path"
    | "useDeploymentSettingsFile"
    | "async"
    | "maxAsyncWaitTimeInMin"
    | "importAsHolding"
    | "stageAndUpgrade"
    | "forceOverwrite"
    | "publishChanges"
    | "skipDependencyCheck"
    | "convertToManaged"
    | "activatePlugins"
    | "skipLowerVersion"
  > & { readonly deploymentSettingsFile?: Entry },
  runner: RunnerParameters,
  host: Host,
): Promise<void> {
  await signedIn(parameters, runner, host, async (pac, inputs) => {
    const isOn = (entry: Entry): boolean => inputs.value(entry)?.toLowerCase() === "true";
    await pac(
      ...["solution", "import"],
      ...inputs.path("--path", parameters.path, runner.workingDir),
      ...inputs.words("--async", parameters.async),
      ...inputs.words("--force-overwrite", parameters.forceOverwrite),
      ...inputs.words("--publish-changes", parameters.publishChanges),
      ...inputs.words("--skip-dependency-check", parameters.skipDependencyCheck),
      ...inputs.words("--convert-to-managed", parameters.convertToManaged),
      ...inputs.words("--max-async-wait-time", parameters.maxAsyncWaitTimeInMin),
      ...inputs.words("--activate-plugins", parameters.activatePlugins),
      ...inputs.words("--skip-lower-version", parameters.skipLowerVersion),
      ...(isOn(parameters.importAsHolding)
        ? inputs.words("--import-as-holding", parameters.importAsHolding)
        : []),
      ...(isOn(parameters.stageAndUpgrade)
        ? inputs.words("--stage-and-upgrade", parameters.stageAndUpgrade)
        : []),
      ...(isOn(parameters.useDeploymentSettingsFile)
        ? inputs.words("--settings-file", parameters.deploymentSettingsFile)
        : []),
      ...common(parameters),
    );
  });
}

async function upgradeSolution(
  parameters: Parameters_<"name" | "async" | "maxAsyncWaitTimeInMin">,
  runner: RunnerParameters,
  host: Host,
): Promise<void> {
  await signedIn(parameters, runner, host, async (pac, inputs) => {
    await pac(
      ...["solution", "upgrade"],
      ...inputs.words("--solution-name", parameters.name),
      ...inputs.words("--async", parameters.async),
      ...inputs.words("--max-async-wait-time", parameters.maxAsyncWaitTimeInMin),
      ...common(parameters),
    );
  });
}

async function deleteSolution(
  parameters: Parameters_<"name">,
  runner: RunnerParameters,
  host: Host,
): Promise<void> {
  await signedIn(parameters, runner, host, async (pac, inputs) => {
    await pac(
      "solution",
      "delete",
      ...inputs.words("--solution-name", parameters.name),
      ...common(parameters),
    );
  });
}

async function publishSolution(
  parameters: Parameters_<"async" | "maxAsyncWaitTimeInMin">,
  runner: RunnerParameters,
  host: Host,
): Promise<void> {
  await signedIn(parameters, runner, host, async (pac, inputs) => {
    await pac(
      ...["solution", "publish"],
      ...inputs.words("--async", parameters.async),
      ...inputs.words("--max-async-wait-time", parameters.maxAsyncWaitTimeInMin),
      ...common(parameters),
    );
  });
}

async function whoAmI(
  parameters: Common,
  runner: RunnerParameters,
  host: Host,
): Promise<{ readonly environmentId?: string }> {
  let environmentId: string | undefined;
  await signedIn(parameters, runner, host, async (pac) => {
    const lines = await pac("org", "who", ...common(parameters));
    environmentId = lines
      .find((line) => line.includes("Environment ID:"))
      ?.split("Environment ID:")[1]
      ?.trim();
  });
  return environmentId === undefined ? {} : { environmentId };
}

export const actions = { importSolution, upgradeSolution, deleteSolution, publishSolution, whoAmI };

type Pac = (...words: string[]) => Promise<readonly string[]>;

async function signedIn(
  { credentials, environmentUrl }: Common,
  runner: RunnerParameters,
  host: Host,
  act: (pac: Pac, inputs: Inputs) => Promise<void>,
): Promise<void> {
  const pac = commandRunner(runner);
  try {
    runner.logger.log(`${await pac(...signInWords(credentials, environmentUrl))}`);
    await act(pac, new Inputs(host));
  } catch (error) {
    runner.logger.error(`failed: ${error instanceof Error ? error.message : String(error)}`);
    throw error;
  } finally {
    delete process.env["PAC_CLI_SPN_SECRET"];
    runner.logger.log(`${await pac("auth", "clear")}`);
  }
}

const common = ({ logToConsole }: Common): readonly string[] => (logToConsole ? ["--log-to-console"] : []);
