import { fromPlain, toPlain, type WdlValue } from "../../expressions/index.ts";
import type { Random } from "../../world/clock.ts";
import type { Scheduler } from "../../world/scheduler.ts";
import { outputsOf } from "../calls/finish-call.ts";
import { headerOf } from "../calls/headers.ts";
import { retryAfter } from "../calls/retry-policy.ts";
import { deliver, type Patience, tryCall } from "../calls/try-call.ts";
import type { CallOutcome, ConnectorCall, FlowHost } from "../host.ts";
import type { Quirks } from "../quirks.ts";
import type { FlowAnswer } from "../run/run.ts";
import type { PollingTrigger, WebhookTrigger } from "../triggers/plan.ts";
import { nextOccurrence } from "../triggers/recurrence.ts";
import type { InstalledFlow } from "./installed-flow.ts";

/** What triggers need of the flow service. */
export interface TriggerWorld {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly host: FlowHost;
  readonly quirks: Quirks;
  /** Starts the runs that some outputs are worth; says how many. */
  readonly fire: (installed: InstalledFlow, outputs: WdlValue | undefined) => number;
  readonly callbackUrl: (called: (answer: FlowAnswer) => void) => string;
}

/** Lets the trigger of a flow work from now on. */
export function armTrigger(world: TriggerWorld, installed: InstalledFlow): void {
  const { trigger } = installed.flow;
  switch (trigger.type) {
    case "Request":
      return;
    case "Recurrence":
      scheduleNext(world, installed, world.scheduler.now() - 1, () => world.fire(installed, undefined));
      return;
    case "OpenApiConnection": {
      if (world.quirks["resumed-watermark"] === "reset") installed.watermark = undefined;
      installed.firstPoll = undefined;
      const isNow = world.quirks["first-poll"] === "when-turned-on";
      if (isNow) plan(world, installed, world.scheduler.now(), () => poll(world, installed, trigger));
      else schedulePoll(world, installed, trigger, undefined);
      return;
    }
    case "OpenApiConnectionWebhook":
      subscribe(world, installed, trigger);
      return;
  }
}

/** Lets it rest. */
export function disarmTrigger(world: TriggerWorld, installed: InstalledFlow): void {
  if (installed.timer !== undefined) world.scheduler.cancel(installed.timer);
  installed.timer = undefined;
  installed.callbackUrl = undefined;
}

/** Lets the next poll or recurrence come so much later. */
export function postponeTrigger(world: TriggerWorld, installed: InstalledFlow, milliseconds: number): void {
  const { timer, happens } = installed;
  if (timer !== undefined && happens !== undefined) {
    plan(world, installed, timer.due + milliseconds, happens);
  }
}

function plan(world: TriggerWorld, installed: InstalledFlow, moment: number, happen: () => void): void {
  if (installed.timer !== undefined) world.scheduler.cancel(installed.timer);
  installed.timer = world.scheduler.at(moment, happen, true);
  installed.happens = happen;
}

function scheduleNext(
  world: TriggerWorld,
  installed: InstalledFlow,
  after: number,
  happen: () => void,
): void {
  const { trigger } = installed.flow;
  if (trigger.type !== "Recurrence") return;
  const next = nextOccurrence(trigger.recurrence, after, installed.onSince);
  if (next === undefined) return;
  plan(world, installed, next, () => {
    scheduleNext(world, installed, next, happen);
    happen();
  });
}

function schedulePoll(
  world: TriggerWorld,
  installed: InstalledFlow,
  trigger: PollingTrigger,
  asked: number | undefined,
): void {
  const now = world.scheduler.now();
  const next = asked === undefined ? nextOccurrence(trigger.recurrence, now, installed.onSince) : now + asked;
  if (next === undefined) return;
  plan(world, installed, next, () => poll(world, installed, trigger));
}

/** Asks whether there is something new: 200 fires, 202 does not, anything else is a poll that failed [LAA]. */
function poll(world: TriggerWorld, installed: InstalledFlow, trigger: PollingTrigger): void {
  const { watermark } = installed;
  const call =
    (watermark === undefined ? undefined : installed.firstPoll) ?? callOf(world, installed, trigger);
  installed.firstPoll = call;
  const patience = patienceOf(world, installed);
  tryCall(
    patience,
    trigger.policy,
    (attempt, arrived) => {
      const now = attempt === 1 ? call : { ...call, caller: { ...call.caller, attempt } };
      const outcome = watermark === undefined ? world.host.call(now) : world.host.follow(now, watermark);
      deliver(patience, outcome, arrived);
    },
    (outcome) => {
      if (!installed.isOn || installed.flow.trigger !== trigger) return;
      const started = takePoll(world, installed, outcome);
      installed.emptyPolls = started === 0 ? installed.emptyPolls + 1 : 0;
      const asked =
        outcome.kind === "answered" ? retryAfter(outcome.answer.headers, world.scheduler.now()) : undefined;
      schedulePoll(world, installed, trigger, asked);
    },
  );
}

function takePoll(world: TriggerWorld, installed: InstalledFlow, outcome: CallOutcome): number {
  if (outcome.kind !== "answered") return 0;
  const { answer } = outcome;
  if (answer.statusCode !== 200 && answer.statusCode !== 202) return 0;
  const location = headerOf(answer.headers, "location");
  if (location !== undefined) installed.watermark = location;
  return answer.statusCode === 200 ? world.fire(installed, outputsOf(answer)) : 0;
}

function subscribe(world: TriggerWorld, installed: InstalledFlow, trigger: WebhookTrigger): void {
  const url = world.callbackUrl(({ headers, body }) => {
    if (!installed.isOn || installed.callbackUrl !== url) return;
    world.fire(installed, {
      headers: { ...headers },
      ...(body === undefined ? {} : { body: fromPlain(body) }),
    });
  });
  installed.callbackUrl = url;
  const call: ConnectorCall = { ...callOf(world, installed, trigger), callbackUrl: url };
  tryCall(
    patienceOf(world, installed),
    trigger.policy,
    (attempt, arrived) =>
      deliver(
        patienceOf(world, installed),
        world.host.call({ ...call, caller: { ...call.caller, attempt } }),
        arrived,
      ),
    () => {},
  );
}

function callOf(
  world: TriggerWorld,
  { flow, parameters }: InstalledFlow,
  { name, operation }: PollingTrigger | WebhookTrigger,
): ConnectorCall {
  const scope = {
    parameter: (key: string) => parameters.get(key.toLowerCase()),
    now: world.scheduler.now,
    random: world.random.next,
  };
  const { use } = operation;
  return {
    connectionName: use.connectionName,
    connectionReference: use.connectionReference,
    connector: use.connector,
    apiId: use.apiId,
    operationId: use.operationId,
    parameters: Object.fromEntries(
      operation.parameters.map(({ key, value }) => [key, toPlain(value(scope))]),
    ),
    caller: { flow: flow.name, runId: "", action: name, attempt: 1 },
  };
}

/** A trigger waits in the background: nobody is kept waiting by it. */
function patienceOf(world: TriggerWorld, installed: InstalledFlow): Patience {
  return {
    now: world.scheduler.now,
    later: (milliseconds, piece) => plan(world, installed, world.scheduler.now() + milliseconds, piece),
    random: world.random,
    quirks: world.quirks,
    tried: () => {},
  };
}
