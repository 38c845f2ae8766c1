import { importWaitMinutes } from "../facts.ts";
import { membersOf } from "../web/answers.ts";
import { privateHome } from "./home.ts";
import type { Pac } from "./pac.ts";
import { type PacOptions, reasonIn, refused } from "./program.ts";

/** The name of the package that pipelines of Microsoft's are made of. */
export const wrapperPackage = "@microsoft/powerplatform-cli-wrapper";

/** The part of the package that is used here, as it publishes it; it exports no names for most of these shapes. */
export interface WrapperActions {
  readonly importSolution: WrapperAction;
  readonly deleteSolution: WrapperAction;
}

type WrapperAction = (
  parameters: Readonly<Record<string, unknown>>,
  runner: WrapperRunner,
  host: WrapperHost,
) => Promise<unknown>;

export interface WrapperRunner {
  readonly logger: Readonly<Record<"log" | "debug" | "warn" | "error", (...words: string[]) => void>>;
  readonly agent: string;
  readonly workingDir: string;
  /** Not used where pacPath is given, but asked for. */
  readonly runnersDir: string;
  readonly pacPath: string;
}

/** Where the wrapper asks for the inputs of a pipeline. Every value is given with the question, so nothing is known here. */
export interface WrapperHost {
  readonly name: string;
  readonly getInput: (entry: { readonly name: string }) => string | undefined;
  readonly getArtifactStore: () => never;
}

/** The actions of the package, where what was loaded is the package. */
export function wrapperActions(loaded: unknown): WrapperActions | undefined {
  // A CommonJS package that is imported has its exports under `default` too.
  const package_ = membersOf(loaded);
  const actions = membersOf(package_["actions"] ?? membersOf(package_["default"])["actions"]);
  const { importSolution, deleteSolution } = actions;
  return isAction(importSolution) && isAction(deleteSolution)
    ? { importSolution, deleteSolution }
    : undefined;
}

function isAction(value: unknown): value is WrapperAction {
  return typeof value === "function";
}

/**
 * pac through Microsoft's wrapper. It signs in before each action and clears every profile after it, so that it is only
 * let into a home of its own; and it knows applications only.
 */
export function pacWrapper(
  actions: WrapperActions,
  { machine, mask, target: { url, application }, found, agent, onLine }: PacOptions & { target: Applied },
): Pac {
  const home = privateHome(machine);
  // The PATH in which pac was found.
  const { PATH } = machine.environment;
  const environment = { ...home.environment, ...(PATH === undefined ? {} : { PATH }) };
  const say = (...words: string[]): void => onLine(mask.apply(words.join(" ")));
  const runner: WrapperRunner = {
    logger: { log: say, debug: () => {}, warn: say, error: say },
    agent,
    workingDir: machine.files.resolve("."),
    runnersDir: machine.files.resolve("."),
    pacPath: found.program,
  };
  const { proof } = application;
  const credentials = {
    tenantId: application.tenant,
    appId: application.application,
    cloudInstance: "Public",
    ...(proof.kind === "secret"
      ? { clientSecret: proof.secret, encodeSecret: true, scheme: "ServicePrincipal" }
      : { federationProvider: proof.provider, scheme: "WorkloadIdentityFederation" }),
  };

  async function act(
    action: WrapperAction,
    parameters: Readonly<Record<string, unknown>>,
    work: string,
  ): Promise<unknown> {
    if (proof.kind === "secret") mask.hide(proof.secret);
    try {
      return await machine.within(environment, () =>
        action({ credentials, environmentUrl: url, logToConsole: false, ...parameters }, runner, host),
      );
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      // The whole output of pac is the message of what the wrapper throws.
      throw refused(work, mask.apply(reasonIn(error.message) ?? "it says nothing"), error);
    }
  }

  return {
    name: `${wrapperPackage} with pac ${found.version} (${found.program})`,
    importSolution: async ({ zip, settings, upgrade, publish }) => {
      const parameters = {
        path: required("path", zip),
        useDeploymentSettingsFile: given("use-deployment-settings-file", String(settings !== undefined)),
        ...(settings === undefined
          ? {}
          : { deploymentSettingsFile: given("deployment-settings-file", settings) }),
        async: given("run-asynchronously", "true"),
        maxAsyncWaitTimeInMin: given("max-async-wait-time", String(importWaitMinutes)),
        importAsHolding: given("import-as-holding", "false"),
        stageAndUpgrade: given("stage-and-upgrade", String(upgrade)),
        forceOverwrite: absent("force-overwrite"),
        publishChanges: publish ? given("publish-changes", "true") : absent("publish-changes"),
        skipDependencyCheck: absent("skip-dependency-check"),
        convertToManaged: absent("convert-to-managed"),
        activatePlugins: absent("activate-plugins"),
        skipLowerVersion: absent("skip-lower-version"),
      };
      await act(actions.importSolution, parameters, "the import");
    },
    deleteSolution: async (uniqueName) => {
      await act(actions.deleteSolution, { name: required("name", uniqueName) }, `uninstalling ${uniqueName}`);
    },
    close: async () => home.remove(),
  };
}

/** The wrapper works for an application. */
interface Applied {
  readonly url: string;
  readonly application: NonNullable<PacOptions["target"]["application"]>;
}

const host: WrapperHost = {
  name: "cosell",
  getInput: () => undefined,
  getArtifactStore: () => {
    throw new TypeError("cosell has a bug: it asks the wrapper for nothing that makes files");
  },
};

const required = (name: string, value: string) => ({ name, required: true, defaultValue: value });
const given = (name: string, value: string) => ({ name, required: false, defaultValue: value });
/** Without a value the wrapper leaves the option away, and pac does what it does by default. */
const absent = (name: string) => ({ name, required: false });
