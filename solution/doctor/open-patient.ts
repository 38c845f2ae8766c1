import { Failure } from "../../generator/diagnostics/failure.ts";
import { connectDataverse, type DataverseClient, type TokenSource } from "../deploy/dataverse/client.ts";
import { powerAppsUrl, powerAutomateUrl } from "../deploy/facts.ts";
import type { Machine } from "../deploy/machine.ts";
import type { Mask } from "../deploy/mask.ts";
import { secretSource } from "../deploy/secrets.ts";
import { readConnections } from "../deploy/services/power-apps.ts";
import { type PowerAutomate, powerAutomate } from "../deploy/services/power-automate.ts";
import { findIdentity } from "../deploy/sign-in/identity.ts";
import { tokenSource } from "../deploy/sign-in/tokens.ts";
import { findTarget, type Target } from "../deploy/target.ts";
import { membersOf } from "../deploy/web/answers.ts";
import { eventsClient, partnerCenterHosts, referralsClient } from "./clients/partner-center.ts";
import { salesforceByCli, salesforceByToken } from "./clients/salesforce.ts";
import type { Access, CosellFacts, MappingFacts, OutFolder, Patient } from "./patient.ts";

export interface PatientOptions {
  readonly machine: Machine;
  /** Every secret is made known to it before it is used. */
  readonly mask: Mask;
  readonly cosell: CosellFacts;
  readonly mapping: MappingFacts;
  readonly out: OutFolder;
  readonly settings: readonly string[];
  /** As the mapping names it. */
  readonly environment?: string;
  /** Alias or user name by which `sf` knows the organization; else as the environment says. */
  readonly salesforceOrg?: string;
  /** Shows a person where to sign in; absent where nobody is there. */
  readonly tell?: (message: string) => void;
}

/**
 * Finds out what can be asked, and signs in nowhere yet. Throws a Failure where the environment is not one of the mapping;
 * whatever else is missing is said by the checks that would need it.
 */
export function openPatient(options: PatientOptions): Patient {
  const { machine, mask, cosell, mapping, out, settings, environment: name } = options;
  const target = targetOf(options);
  const common = { machine, cosell, mapping, out, settings };
  const partnerCenter = referralsOf(machine, mask);
  const salesforce = salesforceOf(options, target.kind === "open" ? target.client : undefined);
  if (target.kind === "closed") {
    return {
      ...common,
      ...(name === undefined ? {} : { environmentName: name }),
      ...{ environment: target, events: target, flowService: target, connections: target },
      ...{ salesforce, partnerCenter },
    };
  }
  const { client: where } = target;
  const token = tokenOf(options, where);
  const dataverse = connectDataverse({ machine, url: where.url, token });
  const id = environmentId(dataverse);
  return {
    ...common,
    environmentName: where.name,
    environment: open({ name: where.name, dataverse }),
    events: eventsOf(options, where, token),
    flowService: open(flowServiceOf(machine, token, id)),
    connections: open({ list: async () => readConnections(machine, token, await id()) }),
    ...{ salesforce, partnerCenter },
  };
}

const open = <Client>(client: Client): Access<Client> => ({ kind: "open", client });

const closed = (because: string): { readonly kind: "closed"; readonly because: string } => ({
  kind: "closed",
  because,
});

function targetOf({ machine, mapping, environment }: PatientOptions): Access<Target> {
  if (environment === undefined) return closed("no environment was named (--environment NAME)");
  if (mapping.model === undefined) return closed("the mapping has mistakes");
  try {
    return open(findTarget(mapping.model, environment, machine));
  } catch (error) {
    const isMissing =
      error instanceof Failure && error.diagnostic.code === "DEPLOY.ENVIRONMENT_ADDRESS_MISSING";
    if (isMissing) return closed("its address is not known: `url` in the mapping, or COSELL_ENVIRONMENT_URL");
    throw error;
  }
}

function tokenOf({ machine, mask, tell }: PatientOptions, target: Target): TokenSource {
  const secrets = secretSource(machine, mask, target.secretStore);
  return tokenSource({
    ...{ machine, mask, secrets },
    identity: () => findIdentity(machine, secrets, mask),
    ready: {
      [target.url]: "COSELL_TOKEN_DATAVERSE",
      [powerAutomateUrl.resource]: "COSELL_TOKEN_FLOW",
      [powerAppsUrl.resource]: "COSELL_TOKEN_POWERAPPS",
    },
    ...(tell === undefined ? {} : { tell }),
  });
}

/** Asked once, by whoever needs it first [learn.microsoft.com, RetrieveCurrentOrganization function]. */
function environmentId(dataverse: DataverseClient): () => Promise<string> {
  let asked: Promise<string> | undefined;
  return () => {
    asked ??= dataverse
      .ask("RetrieveCurrentOrganization(AccessType=Microsoft.Dynamics.CRM.EndpointAccessType'Default')")
      .then(({ Detail }) => String(membersOf(Detail)["EnvironmentId"]));
    return asked;
  };
}

function flowServiceOf(machine: Machine, token: TokenSource, id: () => Promise<string>): PowerAutomate {
  const service = async () => powerAutomate(machine, token, await id());
  return {
    callbackUrl: async (flow) => (await service()).callbackUrl(flow),
    start: async (flow, inputs) => (await service()).start(flow, inputs),
    runs: async (flow) => (await service()).runs(flow),
  };
}

/** The registration may be read by an application; a person's sign-in for Dataverse does not reach it. */
function eventsOf({ machine, mask }: PatientOptions, target: Target, token: TokenSource): Patient["events"] {
  const ready = given(machine, "COSELL_TOKEN_EVENTS");
  if (ready !== undefined) {
    mask.hide(ready);
    return open(eventsClient(machine, async () => ready));
  }
  const hasSecret = given(machine, "COSELL_CLIENT_SECRET") !== undefined || target.secretStore !== undefined;
  const isApplication =
    given(machine, "COSELL_TENANT_ID") !== undefined && given(machine, "COSELL_CLIENT_ID") !== undefined;
  if (isApplication && hasSecret) return open(eventsClient(machine, token));
  return closed(
    `nobody is signed in to Partner Center: COSELL_TOKEN_EVENTS holds a token for ${partnerCenterHosts.events}`,
  );
}

function referralsOf(machine: Machine, mask: Mask): Patient["partnerCenter"] {
  const token = given(machine, "COSELL_TOKEN_REFERRALS");
  if (token === undefined) {
    return closed(
      `no user is signed in to Partner Center: COSELL_TOKEN_REFERRALS holds a token for ${partnerCenterHosts.referrals}`,
    );
  }
  mask.hide(token);
  return open(referralsClient(machine, token));
}

function salesforceOf(options: PatientOptions, target: Target | undefined): Patient["salesforce"] {
  const { machine, mask, mapping } = options;
  const url = given(machine, "COSELL_SALESFORCE_URL");
  const token = given(machine, "COSELL_TOKEN_SALESFORCE");
  const apiVersion = mapping.model?.crm.apiVersion;
  if (url !== undefined && token !== undefined && apiVersion !== undefined) {
    mask.hide(token);
    if (!isAddress.test(url)) return closed("COSELL_SALESFORCE_URL is not https:// and a host");
    return open(salesforceByToken(machine, { url, token, apiVersion }));
  }
  const org = options.salesforceOrg ?? target?.salesforceOrg ?? given(machine, "COSELL_SALESFORCE_ORG");
  if (org !== undefined) return open(salesforceByCli(machine, org));
  return closed(
    "no Salesforce organization was named: `salesforceOrg` of the environment in the mapping, --salesforce-org, or COSELL_SALESFORCE_ORG",
  );
}

/** A loopback address may be http: that is how emulated organizations are reached. */
const isAddress = /^(?:https:\/\/[A-Za-z0-9.-]+(?::\d+)?|http:\/\/(?:127\.0\.0\.1|localhost):\d+)\/?$/;

const given = (machine: Machine, name: string): string | undefined => machine.environment[name] || undefined;
