import { Failure } from "../../generator/diagnostics/failure.ts";
import type { Layout, Model } from "../../generator/model/model.ts";
import { deployCodes } from "./codes.ts";
import { connectDataverse } from "./dataverse/client.ts";
import { powerAppsUrl, powerAutomateUrl } from "./facts.ts";
import type { Machine } from "./machine.ts";
import type { Mask } from "./mask.ts";
import { choosePac, type PacBackEnd } from "./pac/choose-pac.ts";
import type { Pac, PacProof } from "./pac/pac.ts";
import { salesforceOrg } from "./salesforce-org.ts";
import { secretSource } from "./secrets.ts";
import { readConnections } from "./services/power-apps.ts";
import { isRefusal, powerAutomate } from "./services/power-automate.ts";
import { findIdentity, type Identity, type Proof } from "./sign-in/identity.ts";
import { tokenSource } from "./sign-in/tokens.ts";
import { readBuildResult } from "./steps/build-result.ts";
import type { Release } from "./steps/release.ts";
import { findTarget } from "./target.ts";
import { membersOf } from "./web/answers.ts";

export interface ReleaseOptions {
  readonly machine: Machine;
  readonly mask: Mask;
  readonly model: Model;
  /** As the mapping names it. */
  readonly environment: string;
  /** The output folder of the build. */
  readonly out: string;
  readonly layout?: Layout;
  readonly managed: boolean;
  readonly overwriteWebhook: boolean;
  readonly pacBackEnd?: PacBackEnd;
  readonly pacPath?: string;
  /** `cosell/0.1.0`. */
  readonly agent: string;
  /** Tells what is going on, one line. */
  readonly say: (line: string) => void;
  /** Shows a person where to sign in; absent where nobody is there. */
  readonly tell?: (message: string) => void;
}

/** A release that is ready to be looked at. Nothing is signed in or started before a step asks for it. */
export interface OpenRelease {
  readonly release: Release;
  /** Forgets every sign-in. To be called at the end, whatever happened. */
  readonly close: () => Promise<void>;
}

/** Throws a Failure where mapping, machine and output folder do not say what is released where. */
export function openRelease(options: ReleaseOptions): OpenRelease {
  const { machine, mask, model, managed, overwriteWebhook, say } = options;
  const target = findTarget(model, options.environment, machine);
  const layout = findLayout(model, options.layout);
  const secrets = secretSource(machine, mask, target.secretStore);
  const identity = once(() => findIdentity(machine, secrets, mask));
  const token = tokenSource({
    ...{ machine, mask, secrets, identity },
    ready: {
      [target.url]: "COSELL_TOKEN_DATAVERSE",
      [powerAutomateUrl.resource]: "COSELL_TOKEN_FLOW",
      [powerAppsUrl.resource]: "COSELL_TOKEN_POWERAPPS",
    },
    ...(options.tell === undefined ? {} : { tell: options.tell }),
  });
  const dataverse = connectDataverse({ machine, url: target.url, token });
  const environmentId = once(async () => {
    const { Detail } = await dataverse.ask(currentOrganization);
    return String(membersOf(Detail)["EnvironmentId"]);
  });
  let opened: Pac | undefined;
  const pac = once(async () => {
    const found = await openPac(options, target.url, await identity());
    opened = found;
    say(found.name);
    return found;
  });
  const release: Release = {
    ...{
      machine,
      mask,
      model,
      target,
      layout,
      managed,
      dataverse,
      pac,
      environmentId,
      overwriteWebhook,
      say,
    },
    build: readBuildResult(machine, options.out),
    salesforce: () => {
      const { salesforceOrg: org, name } = target;
      if (org === undefined) throw new Failure(deployCodes.finding("SALESFORCE_ORG_MISSING", { name }));
      return salesforceOrg(machine, mask, org);
    },
    flowService: once(async () => powerAutomate(machine, token, await environmentId())),
    connections: async () => {
      try {
        return await readConnections(machine, token, await environmentId());
      } catch (error) {
        if (isRefusal(error)) return undefined;
        throw error;
      }
    },
  };
  return { release, close: async () => opened?.close() };
}

/** [learn.microsoft.com, RetrieveCurrentOrganization function]. */
const currentOrganization =
  "RetrieveCurrentOrganization(AccessType=Microsoft.Dynamics.CRM.EndpointAccessType'Default')";

/** Connectors apart from flows is what pipelines want; it is taken where the mapping makes it. */
function findLayout({ solution: { layouts } }: Model, asked: Layout | undefined): Layout {
  const layout = asked ?? (layouts.includes("split") ? "split" : "single");
  if (layouts.includes(layout)) return layout;
  throw new Failure(deployCodes.finding("LAYOUT_MISSING", { layout }, { allowed: layouts }));
}

function openPac(options: ReleaseOptions, url: string, identity: Identity): Promise<Pac> {
  const { machine, mask, agent, say, pacBackEnd, pacPath } = options;
  const application =
    identity.kind === "application"
      ? { tenant: identity.tenant, application: identity.application, proof: pacProof(identity.proof) }
      : undefined;
  return choosePac({
    ...{ machine, mask, agent, onLine: say },
    target: { url, ...(application === undefined ? {} : { application }) },
    ...(pacBackEnd === undefined ? {} : { backEnd: pacBackEnd }),
    ...(pacPath === undefined ? {} : { path: pacPath }),
  });
}

/** pac asks the provider of the pipeline by itself. */
function pacProof(proof: Proof): PacProof {
  return proof.kind === "secret" ? proof : { kind: "pipeline", provider: proof.token.provider };
}

function once<Result>(make: () => Promise<Result>): () => Promise<Result> {
  let made: Promise<Result> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
