import { Failure } from "../../../generator/diagnostics/failure.ts";
import { membersOf } from "../../deploy/web/answers.ts";
import { parseJson } from "../../read/parse-json.ts";
import { check, type Judgement, notLookedAt, sawFacts } from "../check.ts";
import { type DoctorFinding, seen } from "../finding.ts";
import type { Access, Patient } from "../patient.ts";
import { environmentCodes } from "./codes.ts";
import { seenVariables } from "./variables.ts";

export interface WebhookFacts {
  /** What Partner Center has registered; absent where it has nothing. */
  readonly registered?: { readonly url: string; readonly events: readonly string[] };
  /** Where the flow listens; absent where that cannot be said. */
  readonly flow?: { readonly url: string };
  /** Why it cannot be said where the flow listens. */
  readonly flowUnknown?: string;
  /** The address that the registration flow, or the first run of Reconcile, has noted; without its secret part. */
  readonly noted?: string;
}

/** The events that the flows live on (Partner Center documentation, webhook events of referrals). */
export const neededEvents = [
  "referral-created",
  "referral-updated",
  "related-referral-created",
  "related-referral-updated",
] as const;

export function judgeWebhook({ registered, flow, flowUnknown, noted }: WebhookFacts): Judgement {
  const at = { where: { file: "Partner Center", path: ["webhook registration"] } };
  if (registered === undefined || registered.url === "") {
    const missing = environmentCodes.finding("WEBHOOK_MISSING", {}, at);
    return { said: "nothing is registered", findings: [seen(missing, "nothing", "the address of the flow")] };
  }
  const given = registered.events.map((event) => event.toLowerCase());
  const absent = neededEvents.filter((event) => !given.includes(event));
  const known = flow?.url ?? noted;
  const ours = known === undefined ? undefined : publicPart(known);
  const isElsewhere =
    flow === undefined
      ? ours !== undefined && ours.toLowerCase() !== publicPart(registered.url).toLowerCase()
      : !isSameAddress(flow.url, registered.url);
  const findings: readonly DoctorFinding[] = [
    ...(isElsewhere
      ? [
          seen(
            environmentCodes.finding("WEBHOOK_ELSEWHERE", {}, at),
            publicPart(registered.url),
            ours ?? "the address of the flow",
          ),
        ]
      : []),
    ...(absent.length > 0
      ? [
          seen(
            environmentCodes.finding("WEBHOOK_EVENTS", {}, at),
            `without ${absent.join(", ")}`,
            neededEvents.join(", "),
          ),
        ]
      : []),
  ];
  const whose =
    flow !== undefined || isElsewhere
      ? ""
      : `; whether it is the flow's cannot be said, because ${flowUnknown ?? "its address is not known"}`;
  return { said: `${publicPart(registered.url)}${whose}`, findings };
}

/** The platform writes an address now with its port, now without, and its parameters in any order. */
function isSameAddress(one: string, other: string): boolean {
  if (!URL.canParse(one) || !URL.canParse(other)) return one === other;
  const [left, right] = [new URL(one), new URL(other)];
  left.searchParams.sort();
  right.searchParams.sort();
  return left.href.toLowerCase() === right.href.toLowerCase();
}

/** Whoever knows the signature of the address can start the flow: it is never shown. */
function publicPart(url: string): string {
  if (!URL.canParse(url)) return "an address that is none";
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

export const webhookCheck = check<WebhookFacts>({
  key: "webhook",
  group: "environment",
  title: "Webhook",
  look: async (patient) => {
    const { events } = patient;
    if (events.kind === "closed") return notLookedAt(events.because);
    const row = await events.client.registration();
    // Samples write both members with a capital, the reference without.
    const url = row?.["WebhookUrl"] ?? row?.["webhookUrl"];
    const names = row?.["WebhookEvents"] ?? row?.["webhookEvents"];
    const given = Array.isArray(names) ? names.map(String) : [];
    const address = await addressOfFlow(patient);
    const noted = await notedAddress(patient);
    return sawFacts({
      ...(noted === undefined ? {} : { noted }),
      ...(row === undefined ? {} : { registered: { url: String(url ?? ""), events: given } }),
      ...(address.kind === "open" ? { flow: { url: address.client } } : { flowUnknown: address.because }),
    });
  },
  judge: judgeWebhook,
});

/** Where the flow that receives events listens: the flow service alone knows. */
async function addressOfFlow({ flowService, mapping }: Patient): Promise<Access<string>> {
  if (flowService.kind === "closed") return flowService;
  const flow = mapping.model?.flows.find(({ key }) => key === "partnerCenterToSalesforce");
  if (flow === undefined) return { kind: "closed", because: "the mapping has mistakes" };
  try {
    return { kind: "open", client: await flowService.client.callbackUrl(flow.id) };
  } catch (error) {
    if (error instanceof Failure) return { kind: "closed", because: error.diagnostic.message };
    throw error;
  }
}

/** Beside the watermark stands the address that was registered last, or that Reconcile met first. */
async function notedAddress({ environment, mapping: { model } }: Patient): Promise<string | undefined> {
  if (environment.kind === "closed" || model === undefined) return undefined;
  const variables = await seenVariables(environment.client.dataverse, model);
  const watermark = variables.find(({ key }) => key === "reconcileWatermark")?.there;
  const read = parseJson(watermark?.value || "{}");
  const { events } = membersOf(read.ok ? read.value : undefined);
  return typeof events === "string" && events !== "" ? events : undefined;
}
