import { Failure } from "../../generator/diagnostics/failure.ts";
import { createConnectorHost } from "../connector-host/connector-host.ts";
import { createFlowHost } from "../connector-host/flow-host.ts";
import { FlowService, isTriggerAddress, type Run } from "../engine/index.ts";
import type { StageRun } from "../scenario/stage.ts";
import { createDataverse } from "../services/dataverse/create-dataverse.ts";
import type { Dataverse, InstalledFlow } from "../services/dataverse/types.ts";
import { createPartnerCenter } from "../services/partner-center/partner-center.ts";
import type { Delivery, PartnerCenter } from "../services/partner-center/types.ts";
import { createSalesforce } from "../services/salesforce/create-salesforce.ts";
import type { Clock } from "../world/clock.ts";
import { Scheduler } from "../world/scheduler.ts";
import { CallFaults } from "./call-faults.ts";
import { CallLog } from "./call-log.ts";
import { tenantCodes } from "./codes.ts";
import { EnvironmentConnectors } from "./connectors.ts";
import { Deliveries } from "./deliveries.ts";
import {
  customConnectorLimit,
  dataverseLimit,
  defaultLatency,
  defaultStart,
  flowUser,
  quietPolls,
  webhookPath,
} from "./facts.ts";
import { FaultCounts } from "./fault-counts.ts";
import { readFlowText } from "./flow-text.ts";
import { registerWebhook } from "./registration.ts";
import { RunInterruptions } from "./run-interruptions.ts";
import { flowRunRows } from "./run-rows.ts";
import { FlowLibrary, RunningFlows } from "./running-flows.ts";
import { isPoll, serviceOf } from "./service-names.ts";
import { importAndBind, turnFlowsOn } from "./set-up.ts";
import { stageFaults } from "./stage-faults.ts";
import { dataverseRefusal, gatewayRefusal, throttled } from "./throttled-service.ts";
import { Timekeeper } from "./timekeeper.ts";
import type { Tenant, TenantOptions } from "./types.ts";

/**
 * Makes a tenant: imports the solutions, binds connections, sets variables, turns the flows on and registers the
 * webhook. From then on time passes only when it is told to.
 */
export function createTenant(options: TenantOptions): Tenant {
  const { seed, quirks = {} } = options;
  const clock = new Scheduler(options.start ?? defaultStart);
  const counts = new FaultCounts();
  const skew = { salesforce: 0, partnerCenter: 0, ...options.clockSkew };
  for (const ahead of Object.values(skew)) if (ahead !== 0) counts.count("clock skew");
  const salesforce = createSalesforce({
    ...options.salesforce,
    clock: skewed(clock, skew.salesforce),
    struck: counts.count,
    seed,
    ...(quirks.salesforce === undefined ? {} : { quirks: quirks.salesforce }),
  });
  const partnerCenter = createPartnerCenter({
    ...options.partnerCenter,
    clock: skewed(clock, skew.partnerCenter),
    struck: counts.count,
    seed: `tenant ${seed}`,
    ...(quirks.partnerCenter === undefined ? {} : { quirks: quirks.partnerCenter }),
  });
  const connectors = new EnvironmentConnectors(() => dataverse.control);
  const dataverse: Dataverse = createDataverse({
    clock,
    seed,
    ...(quirks.dataverse === undefined ? {} : { quirks: quirks.dataverse }),
    checkFlow: (flow) => flows.check(flow),
    flowRuns: () => flowRunRows(service.runs()),
    flowsChanged: () => {
      connectors.forget();
      flows.follow(dataverse.control.flows());
    },
  });
  const limits = { customConnectors: customConnectorLimit, dataverse: dataverseLimit, ...options.throttles };
  const services = [
    salesforce,
    throttled(partnerCenter, clock, limits.customConnectors, gatewayRefusal),
    throttled(dataverse, clock, limits.dataverse, dataverseRefusal),
  ];
  const host = createFlowHost({
    host: createConnectorHost({
      services,
      connector: (name) => connectors.definition(name),
      ...(quirks.connectorHost === undefined ? {} : { quirks: quirks.connectorHost }),
    }),
    services,
    reference: (name) => connectors.reference(name),
    latency: options.latency ?? defaultLatency,
  });
  const log = new CallLog(() => counts.count("precondition failed (412)"));
  const callFaults = new CallFaults(counts, clock.now, serviceOf(connectors));
  const interruptions = new RunInterruptions(counts);
  const service = new FlowService({
    scheduler: clock,
    seed,
    host: log.watch(callFaults.watch(host), serviceOf(connectors), isPoll(connectors)),
    beforeAction: interruptions.before,
    ended: (run) => tenant.onRunEnded(run),
    ...(options.remembered === undefined ? {} : { remembered: options.remembered }),
    ...(quirks.engine === undefined ? {} : { quirks: quirks.engine }),
  });
  const library = options.library ?? new FlowLibrary();
  const flows = new RunningFlows(service, library, (use) => host.checkOperation?.(use));
  const deliveries = new Deliveries(
    clock,
    partnerCenter,
    (delivery, answered) => deliver(service, delivery, answered),
    skew.partnerCenter,
  );
  const time = new Timekeeper(clock, () => deliveries.arrange());
  const polling = (): readonly InstalledFlow[] =>
    dataverse.control.flows().filter((flow) => flow.state === "on" && library.text(flow).trigger === "poll");

  const tenant: Tenant = {
    salesforce,
    partnerCenter,
    dataverse,
    service,
    now: clock.now,
    advance: (milliseconds) => time.advance(milliseconds),
    settle: () => {
      log.forgetPolls();
      const waitedFor = polling();
      time.waitFor(
        () =>
          clock.waiting() === 0 &&
          !service.isBusy() &&
          !deliveries.areWaiting() &&
          waitedFor.every(({ name }) => log.quietPolls(name) >= quietPolls),
      );
    },
    webhookUrl: () => service.addressOf(listener(dataverse).id),
    postToWebhook: (body) => {
      const headers = { "Content-Type": "application/json" };
      return service.send(listener(dataverse).id, { headers, body }).statusCode;
    },
    registration: () => registration(partnerCenter),
    startFlow: (name, inputs) => {
      checkInputs(dataverse, name, inputs);
      service.start(name, inputs);
    },
    before: (flow, action, happens) => service.before(flow, action.replaceAll(" ", "_"), happens),
    faults: stageFaults(callFaults, interruptions, service, counts, clock.now),
    faultCounts: counts,
    onRunEnded: () => {},
    runs: () => service.runs().map((run) => describeRun(run, log)),
    importSolution: (zip, settings) => importAndBind(dataverse, zip, settings),
    turnFlowsOn: () => turnFlowsOn(dataverse.control),
  };
  begin(tenant, options);
  return tenant;
}

function skewed(clock: Clock, ahead: number): Clock {
  return ahead === 0 ? clock : { now: () => clock.now() + ahead };
}

function begin(tenant: Tenant, options: TenantOptions): void {
  const { control } = tenant.dataverse;
  for (const zip of options.zips) tenant.importSolution(zip);
  for (const [name, value] of Object.entries(options.variables ?? {})) control.setVariable(name, value);
  if (options.flows === "off") return;
  turnFlowsOn(control, options.turnOnOrder);
  if (options.webhook !== "none") registerWebhook(tenant);
  tenant.settle();
}

/** The flow that Partner Center's events go to. */
function listener({ control }: Dataverse): InstalledFlow {
  const flow = control.flows().find(({ clientData }) => readFlowText(clientData).trigger === "webhook");
  if (flow === undefined) throw new Failure(tenantCodes.finding("NO_WEBHOOK_FLOW", {}));
  return flow;
}

function deliver(
  service: FlowService,
  { url, headers, body }: Delivery,
  answered: (status: number | "none") => void,
): void {
  const flow = service.flowAt(url);
  // Whoever else is registered is not part of the tenant, and is taken to be well.
  if (flow === undefined) answered(isTriggerAddress(url) ? 404 : 200);
  else service.request(flow.id, { headers, body }, ({ statusCode }) => answered(statusCode));
}

function registration(partnerCenter: PartnerCenter): unknown {
  const { status, body } = partnerCenter.handle({
    method: "GET",
    path: webhookPath,
    query: {},
    headers: {},
    body: undefined,
    user: flowUser,
  });
  return status === 200 ? body : undefined;
}

function checkInputs({ control }: Dataverse, name: string, given: Readonly<Record<string, unknown>>): void {
  const inputs = readFlowText(control.flow(name)?.clientData ?? "{}").inputs;
  const unknown = Object.keys(given).find((title) => inputs.every((each) => each.title !== title));
  if (unknown === undefined) return;
  const allowed = inputs.map(({ title }) => title);
  throw new Failure(tenantCodes.finding("INPUT_UNKNOWN", { flow: name, input: unknown }, { allowed }));
}

function describeRun(run: Run, log: CallLog): StageRun {
  return {
    flow: run.flow.name,
    status: run.status,
    actions: run.executed,
    calls: Object.fromEntries(run.calls),
    callsTo: log.callsOf(run.id),
    patched: log.patchedBy(run.id),
  };
}
