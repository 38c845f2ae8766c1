import { Failure, unreachable } from "../../../generator/diagnostics/failure.ts";
import { scenarioCodes } from "../codes.ts";
import { milliseconds } from "../duration.ts";
import type { Names } from "../names.ts";
import type {
  AdministratorStep,
  FaultStep,
  MakerStep,
  SalesforceStep,
  Step,
  StrangerStep,
} from "../scenario.ts";
import type { Stage } from "../stage.ts";
import { takeMicrosoftStep, takePartnerStep } from "./partner-center-steps.ts";
import { takeAdministratorStep, takeSalesforceStep } from "./salesforce-steps.ts";

/** What carrying out a step needs. */
export interface Play {
  readonly stage: Stage;
  readonly names: Names;
  /** The steps of an included list. */
  readonly fixture: (name: string) => readonly Step[];
  /** Imports another version of the solution. */
  readonly upgrade: (version: string, layout: "single" | "split" | undefined) => void;
  /** Put around everything that people do to the services; by default nothing is. */
  readonly around?: (act: () => void) => void;
}

const users = { seller: "seller@contoso.example", crmAdmin: "admin@contoso.example" } as const;

/** Carries out one step of a scenario. */
export function takeStep(play: Play, step: Step): void {
  const { stage, names, around = (act) => act() } = play;
  if ("seller" in step) around(() => takeSalesforceStep(stage, users.seller, names, step.seller));
  else if ("crmAdmin" in step) around(() => takeAdmin(play, step.crmAdmin));
  else if ("microsoft" in step) around(() => takeMicrosoftStep(stage, names, step.microsoft));
  else if ("partner" in step) around(() => takePartnerStep(stage, names, step.partner));
  else if ("maker" in step) takeMakerStep(play, step.maker);
  else if ("stranger" in step) takeStrangerStep(play, step.stranger);
  else if ("fault" in step) setFault(play, step.fault);
  else if ("try" in step) attempt(() => takeStep(play, step.try));
  else if ("wait" in step) stage.advance(milliseconds(step.wait));
  else if ("include" in step) for (const each of play.fixture(step.include)) takeStep(play, each);
  else unreachable(step, "step");
}

function takeAdmin({ stage, names }: Play, step: SalesforceStep | AdministratorStep): void {
  if (isAdministratorStep(step)) takeAdministratorStep(stage, names, step);
  else takeSalesforceStep(stage, users.crmAdmin, names, step);
}

const administratorVerbs = [
  "withholdField",
  "restoreFields",
  "removePermissionSet",
  "assignPermissionSet",
  "copyToSandbox",
  "lock",
  "automate",
  "redeliver",
  "refuseWrites",
  "merge",
];

function isAdministratorStep(step: SalesforceStep | AdministratorStep): step is AdministratorStep {
  return administratorVerbs.some((verb) => verb in step);
}

function takeMakerStep(play: Play, step: MakerStep): void {
  const { dataverse } = play.stage;
  if ("set" in step) {
    for (const [schemaName, value] of Object.entries(step.set))
      dataverse.control.setVariable(schemaName, value ?? undefined);
    play.stage.faults.count("variable changed");
  } else if ("turnOn" in step) turnOn(play, step.turnOn, step.refused);
  else if ("turnOff" in step) {
    dataverse.control.turnOff(step.turnOff);
    play.stage.faults.count("flow off");
  } else if ("restart" in step) {
    for (const flow of step.restart) dataverse.control.turnOff(flow);
    for (const flow of step.restart) turnOn(play, flow, undefined);
  } else if ("run" in step) {
    play.stage.startFlow(
      step.run,
      Object.fromEntries(
        Object.entries(step.inputs).map(([title, value]) => [title, play.names.fill(value)]),
      ),
    );
  } else if ("customize" in step) customize(play, step);
  else if ("upgradeTo" in step) play.upgrade(step.upgradeTo, step.layout);
  else unreachable(step, "step of a maker");
}

function turnOn({ stage }: Play, flow: string, refused: string | undefined): void {
  const outcome = stage.dataverse.control.turnOn(flow);
  if (outcome.ok) {
    if (refused === undefined) return;
    throw new Failure(scenarioCodes.finding("STEP_NOT_REFUSED", { code: refused }));
  }
  if (outcome.error.code === refused) return;
  const reason = `${outcome.error.code}: ${outcome.error.message}`;
  throw new Failure(scenarioCodes.finding("STEP_REFUSED", { reason }));
}

/** Replaces a value in an action of [Customize], as a maker does in the designer. */
function customize(
  { stage }: Play,
  step: { readonly customize: string; readonly at: string; readonly value?: unknown },
): void {
  const flow = stage.dataverse.control.flows().find((each) => each.customizable);
  if (flow === undefined)
    throw new Failure(scenarioCodes.finding("STEP_REFUSED", { reason: "no flow is customizable" }));
  const file: unknown = JSON.parse(flow.clientData);
  const action = findAction(file, step.customize.replaceAll(" ", "_"));
  const path = step.at.split("/");
  const last = path.pop();
  const target = path.reduce<unknown>(child, child(action, "inputs"));
  if (last === undefined || !isObject(target) || !(last in target)) {
    const reason = `the action ${step.customize} has no ${step.at}`;
    throw new Failure(scenarioCodes.finding("STEP_REFUSED", { reason }));
  }
  target[last] = step.value;
  const outcome = stage.dataverse.control.customizeFlow(flow.id, JSON.stringify(file));
  if (outcome.ok) return;
  const reason = `${outcome.error.code}: ${outcome.error.message}`;
  throw new Failure(scenarioCodes.finding("STEP_REFUSED", { reason }));
}

/** The action of that name, wherever it is nested. */
function findAction(node: unknown, name: string): unknown {
  if (!isObject(node)) return undefined;
  const { actions } = node;
  if (isObject(actions) && name in actions) return actions[name];
  for (const each of Object.values(node)) {
    const found = findAction(each, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

const child = (node: unknown, key: string): unknown => (isObject(node) ? node[key] : undefined);

function takeStrangerStep({ stage, names }: Play, step: StrangerStep): void {
  if ("post" in step) stage.postToWebhook(names.fill(step.post));
  else if ("repeatEvent" in step)
    stage.postToWebhook(stage.partnerCenter.webhooks.events().at(step.repeatEvent));
  else unreachable(step, "step of a stranger");
}

function setFault(play: Play, step: FaultStep): void {
  const { faults } = play.stage.partnerCenter;
  if ("answer" in step) {
    const { answer: status, path, method, ...rest } = step;
    faults.answer({
      ...rest,
      status,
      ...(path === undefined ? {} : { path: new RegExp(path) }),
      ...(method === undefined ? {} : { method: methodOf(method) }),
    });
  } else if ("deliver" in step) {
    const { deliver: kind, ...rest } = step;
    faults.deliver({ ...rest, kind });
  } else if ("call" in step) {
    const { call: kind, ...rest } = step;
    play.stage.faults.call({ ...rest, kind });
  } else if ("beforeCall" in step) {
    const { beforeCall: service, do: steps, ...rest } = step;
    play.stage.faults.beforeCall({ ...rest, service }, () => {
      for (const each of steps) attempt(() => takeStep(play, each));
    });
  } else if ("unauthorised" in step) {
    play.stage.faults.unauthorised(step.unauthorised, milliseconds(step.for));
  } else if ("interrupt" in step) play.stage.faults.interrupt(step.interrupt, step.flow);
  else if ("postpone" in step) play.stage.faults.postpone(step.postpone, milliseconds(step.by));
  else if ("cancelBefore" in step) play.stage.before(step.flow, step.cancelBefore, "cancel");
  else if ("before" in step) {
    play.stage.before(step.flow, step.before, () => {
      for (const each of step.do) takeStep(play, each);
    });
  } else unreachable(step, "fault");
}

/** What a person would see as a refusal, or as nothing to act on; anything else is a mistake of the scenario. */
const refusals = [
  "SCENARIO.STEP_REFUSED",
  "SCENARIO.NAME_UNKNOWN",
  "EMU_PC.ACTOR_REFUSED",
  "EMU_PC.RECORD_UNKNOWN",
];

function attempt(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof Failure) || !refusals.includes(error.diagnostic.code)) throw error;
  }
}

const methods = ["GET", "POST", "PUT", "PATCH"] as const;

function methodOf(text: string): (typeof methods)[number] {
  const method = methods.find((each) => each === text);
  if (method !== undefined) return method;
  const reason = `${text} is not one of ${methods.join(", ")}`;
  throw new Failure(scenarioCodes.finding("STEP_REFUSED", { reason }));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
