import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ExitCode, Host } from "../../../generator/cli/command.ts";
import { deployOn } from "../../../generator/cli/commands/deploy.ts";
import type { DeployReport } from "../../../generator/cli/print/deploy-report.ts";
import { processMachine } from "../../../generator/cli/process-machine.ts";
import type { Prompts } from "../../../generator/cli/prompts.ts";
import { flowUser, salesforceUser } from "../../../simulator/tenant/facts.ts";
import {
  type ServedTenant,
  type ServedTenantOptions,
  serveTenant,
} from "../../../simulator/tenant/served/serve-tenant.ts";
import type { HttpRequest, Machine } from "../../../solution/deploy/machine.ts";
import { wrapperPackage } from "../../../solution/deploy/pac/wrapper.ts";
import { installStandIns, type StandIns } from "../../stand-ins/install.ts";
import { invocationOf } from "./invocation.ts";

/** An empty emulated tenant behind an address, the programs that a release calls, and a folder with a build in it. */
export interface ServedWorld {
  readonly served: ServedTenant;
  readonly standIns: StandIns;
  readonly folder: string;
  readonly machine: Machine;
  /** `cosell deploy` with these words. */
  readonly deploy: (words: readonly string[], options?: DeployRun) => Promise<Deployed>;
  /** What a person does at the stop: signs in to each connector. */
  readonly signIn: () => void;
  readonly close: () => Promise<void>;
}

export interface DeployRun {
  /** What is done in place of the programs of the machine. */
  readonly run?: Machine["run"];
  /** Changes an answer of the services. */
  readonly fetch?: (request: HttpRequest, ask: Machine["fetch"]) => ReturnType<Machine["fetch"]>;
  readonly prompts?: Prompts;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Deployed {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * `built` is a folder with mapping.yaml and out/ in it; it is copied, and never written to. `watch` sees everything that
 * the command shows.
 */
export async function serveWorld(
  built: string,
  backEnd: "program" | "wrapper",
  options: ServedTenantOptions = {},
  watch: (text: string) => void = () => {},
): Promise<ServedWorld> {
  const served = await serveTenant(options);
  const standIns = installStandIns();
  const folder = mkdtempSync(join(tmpdir(), "cosell-world-"));
  cpSync(built, folder, { recursive: true });
  const { tenant, application } = served;
  const admin = "admin@contoso.example";
  standIns.signInToSalesforce("sandbox", {
    url: served.url,
    username: admin,
    accessToken: tenant.salesforce.token(admin),
  });
  const environment = {
    ...{ PATH: `${standIns.folder}:${process.env["PATH"]}`, HOME: folder },
    COSELL_ENVIRONMENT_URL: served.url,
    COSELL_SALESFORCE_ORG: "sandbox",
    COSELL_TENANT_ID: application.tenantId,
    COSELL_CLIENT_ID: application.clientId,
    COSELL_CLIENT_SECRET: application.clientSecret,
  };
  const machineIn = (more: Readonly<Record<string, string>> = {}): Machine => {
    const own = processMachine({ workingDirectory: folder, environment: { ...environment, ...more } });
    return {
      ...own,
      // Every service stands behind the one address, under the paths of its own host.
      fetch: (request) =>
        own.fetch({ ...request, url: request.url.replace(/^https?:\/\/[^/]+/, served.url) }),
      load: async (name) =>
        name === wrapperPackage && backEnd === "wrapper"
          ? import(pathToFileURL(standIns.wrapper).href)
          : undefined,
      now: () => tenant.now(),
      wait: async (milliseconds) => tenant.advance(milliseconds),
    };
  };
  return {
    served,
    standIns,
    folder,
    machine: machineIn(),
    deploy: async (words, { prompts, run, fetch, environment: more = {} } = {}) => {
      let stdout = "";
      let stderr = "";
      const host: Host = {
        stdout: (text) => {
          stdout += text;
          watch(text);
        },
        stderr: (text) => {
          stderr += text;
          watch(text);
        },
        stdinLines: async function* () {},
        workingDirectory: folder,
        environment: { ...environment, ...more },
        colour: false,
        ...(prompts === undefined ? {} : { prompts }),
      };
      const machine = machineIn(more);
      const command = deployOn(() => ({
        ...machine,
        ...(run === undefined ? {} : { run }),
        ...(fetch === undefined ? {} : { fetch: (request) => fetch(request, machine.fetch) }),
      }));
      const code = await command.run(invocationOf(command, words, host));
      return { code, stdout, stderr };
    },
    signIn: () => {
      const { control } = tenant.dataverse;
      for (const { internalId } of control.connectors())
        control.createConnection(internalId, { user: flowUser });
      control.createConnection("shared_salesforce", { user: salesforceUser });
      // A release without Salesforce has brought no permission set.
      if (tenant.salesforce.control.components().includes("PermissionSet:Cosell_Integration")) {
        tenant.salesforce.control.assignPermissionSet(salesforceUser, "Cosell_Integration");
      }
      control.createConnection("shared_commondataserviceforapps", { user: flowUser });
    },
    close: async () => {
      await served.close();
      standIns.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The report of `--json`. */
export function reportIn(stdout: string): DeployReport {
  const report: DeployReport = JSON.parse(stdout);
  return report;
}

/** How each step ended. */
export function stepsOf(stdout: string): Readonly<Record<string, string>> {
  return Object.fromEntries(reportIn(stdout).steps.map(({ id, outcome }) => [id, outcome]));
}
