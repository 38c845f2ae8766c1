import { Failure } from "../../../generator/diagnostics/failure.ts";
import type { FlowKey, FlowModel } from "../../../generator/model/model.ts";
import { deployCodes } from "../codes.ts";
import { readFlows, readTriggerInputs, type TriggerInput } from "../dataverse/flows.ts";
import { registrationWait, runPollInterval } from "../facts.ts";
import { type FlowRun, isRefusal, type PowerAutomate } from "../services/power-automate.ts";
import type { Release } from "./release.ts";
import { done, type Look, later, type Step } from "./step.ts";

/** Tells Partner Center where to send events, by the flow that is made for it. */
export const webhookStep: Step = {
  id: "webhook",
  title: "Register the webhook",
  look: async (release) => {
    const flows = await readFlows(release.dataverse);
    const listener = flows.find(({ id }) => id === flowOf(release, "partnerCenterToSalesforce").id);
    const registration = flows.find(({ id }) => id === flowOf(release, "webhookRegistration").id);
    if (listener?.on !== true || registration?.on !== true) return later("the flows are on");
    const service = await release.flowService();
    try {
      const latest = latestEnded(await service.runs(registration.id));
      // A flow that was installed anew has another address.
      if (latest?.status === "Succeeded" && latest.started >= listener.created && !release.overwriteWebhook) {
        return done(`registered ${new Date(latest.started).toISOString()}`);
      }
    } catch (error) {
      if (isRefusal(error)) return byHand(release, error);
      throw error;
    }
    return describe(release);
  },
  carryOut: async (release) => {
    const service = await release.flowService();
    const url = await service.callbackUrl(flowOf(release, "partnerCenterToSalesforce").id);
    // Who has the address can start the flow.
    release.mask.hide(url);
    const registration = flowOf(release, "webhookRegistration");
    const before = (await service.runs(registration.id)).map(({ id }) => id);
    const inputs = await readTriggerInputs(release.dataverse, registration.id);
    await service.start(registration.id, registrationInputs(inputs, url, release.overwriteWebhook));
    judge(await waitForRun(release, service, registration.id, before), registration);
  },
  print: (release) => handWords(release).map((text) => ({ kind: "person", text })),
};

export function flowOf({ model }: Release, key: FlowKey): FlowModel {
  const found = model.flows.find((flow) => flow.key === key);
  // Only two flows can be left out of a mapping, and neither is asked for here.
  if (found === undefined) throw new TypeError(`cosell has a bug: there is no flow ${key}`);
  return found;
}

function describe(release: Release): Look {
  const listener = flowOf(release, "partnerCenterToSalesforce").name;
  return {
    kind: "change",
    changes: [`register the address of “${listener}” with Partner Center, for all its events`],
    ...(release.overwriteWebhook
      ? { destructive: "the registration of your tenant is taken from whatever other address has it" }
      : {}),
  };
}

function byHand(release: Release, error: Failure): Look {
  return {
    kind: "person",
    instructions: [
      `This release may not ask for the address of the trigger (${error.diagnostic.message}).`,
      ...handWords(release),
      "Then go on with: --from smoke",
    ],
  };
}

function handWords(release: Release): readonly string[] {
  const listener = flowOf(release, "partnerCenterToSalesforce").name;
  const registration = flowOf(release, "webhookRegistration").name;
  return [
    `Open the flow “${listener}”, its trigger, and copy the HTTP POST URL; keep it like a password`,
    `Run the flow “${registration}” with that URL and Yes for every event; Yes to overwriting only if this environment is to receive the events from now on`,
  ];
}

/** By their titles, as the seed names them; whatever is asked for besides is left to its default. */
function registrationInputs(
  inputs: readonly TriggerInput[],
  url: string,
  overwrite: boolean,
): Readonly<Record<string, unknown>> {
  const entries = inputs.flatMap(({ key, title, type }): readonly (readonly [string, unknown])[] => {
    if (/^http trigger endpoint$/i.test(title)) return [[key, url]];
    if (type !== "boolean") return [];
    return /^overwrite/i.test(title) ? [[key, overwrite]] : [[key, true]];
  });
  return Object.fromEntries(entries);
}

async function waitForRun(
  { machine }: Release,
  service: PowerAutomate,
  flowId: string,
  before: readonly string[],
): Promise<FlowRun | undefined> {
  for (let waited = 0; waited < registrationWait; waited += runPollInterval) {
    await machine.wait(runPollInterval);
    const run = latestEnded((await service.runs(flowId)).filter(({ id }) => !before.includes(id)));
    if (run !== undefined) return run;
  }
  return undefined;
}

function latestEnded(runs: readonly FlowRun[]): FlowRun | undefined {
  return runs
    .filter(({ status }) => !["Running", "Waiting", "Suspended"].includes(status))
    .toSorted((one, other) => other.started - one.started)[0];
}

function judge(run: FlowRun | undefined, { name }: FlowModel): void {
  if (run?.status === "Succeeded") return;
  if (run?.errorCode === "RegisteredElsewhere") throw new Failure(deployCodes.finding("WEBHOOK_TAKEN", {}));
  const reason =
    run === undefined ? "its run has not ended in time" : (run.error ?? `its run has ended as ${run.status}`);
  throw new Failure(deployCodes.finding("WEBHOOK_REFUSED", { flow: name, reason }));
}
