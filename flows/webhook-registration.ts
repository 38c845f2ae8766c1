import type { EmittedFlow } from "../generator/model/emitted.ts";
import type { Model } from "../generator/model/model.ts";
import { rememberAddress } from "./event-address.ts";
import { events, partnerCenter } from "./facts.ts";
import { type Action, choose, compose, failRun, type OperationCall, operation } from "./kit/action.ts";
import { type Expression, get, type Value } from "./kit/expression.ts";
import { writeFlow } from "./kit/flow-file.ts";
import {
  and,
  body,
  coalesce,
  concat,
  constant,
  createArray,
  empty,
  equals,
  isOneOf,
  or,
  orEmpty,
  outputs,
  skip,
  sort,
  string,
  triggerBody,
  union,
  when,
} from "./kit/functions.ts";
import type { FlowInput } from "./kit/trigger.ts";

const view = "Read the registration that is there";
const wanted = "Registration that is wanted";
const organization = "Referrals of your organization";

const eventInputs = [...events.own, ...events.related].map((event, index) => ({
  event,
  key: index === 0 ? "boolean" : `boolean_${index}`,
}));
const overwriteKey = `boolean_${eventInputs.length}`;

const inputs: readonly FlowInput[] = [
  {
    key: "text",
    title: "HTTP trigger endpoint",
    description: 'The HTTP URL of the flow "Partner Center to Salesforce", copied from its trigger.',
    type: "text",
    required: true,
  },
  ...eventInputs.map(
    ({ event, key }): FlowInput => ({
      key,
      title: `Register ${event}`,
      description: "Yes, or blank, registers this event; No leaves it out.",
      type: "boolean",
      required: false,
    }),
  ),
  {
    key: overwriteKey,
    title: "Overwrite existing trigger endpoints if present?",
    description: "Only one URL can be registered: Yes takes it over from another flow or program.",
    type: "boolean",
    required: false,
  },
];

/** Flow 1: tells Partner Center where to send its events. Running it again with the same inputs changes nothing. */
export function webhookRegistration(model: Model): EmittedFlow {
  const existing = (key: string): Expression => coalesce(body(view, key), body(view, lowerFirst(key)));
  return writeFlow(model, {
    key: "webhookRegistration",
    trigger: { kind: "started", inputs },
    actions: [
      operation(view, "Partner Center keeps one registration for the whole tenant.", {
        connection: "events",
        operationId: partnerCenter.viewRegistration,
        repetition: "safe",
        parameters: {},
      }),
      compose(
        wanted,
        "The chosen events, and those that others have registered for: they are kept.",
        {
          url: triggerBody("text"),
          existingUrl: orEmpty(existing("WebhookUrl")),
          existingEvents: sort(coalesce(existing("WebhookEvents"), constant([]))),
          events: sort(union(chosenEvents(), coalesce(existing("WebhookEvents"), constant([])))),
        },
        { [view]: ["Succeeded", "Failed"] },
      ),
      choose("What is to be done", "Register, change, take over, or leave as it is.", whatToDo(), [
        { value: "Register", actions: [register(model, "Register", partnerCenter.register)] },
        {
          value: "Change",
          actions: [register(model, "Change the registration", partnerCenter.updateRegistration)],
        },
        { value: "Refuse", actions: refuse() },
        { value: "Unknown", actions: unknown() },
      ]),
      ...(model.flowOptions.reconcile.enabled ? rememberAddress(model, triggerBody("text")) : []),
      ...organizationId(),
    ],
  });
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function chosenEvents(): Expression {
  const chosen = eventInputs.map(({ event, key }) => when(equals(triggerBody(key), false), "", event));
  return skip(union(createArray(""), createArray(...chosen)), 1);
}

const plan = (key: string): Expression => outputs(wanted, key);

function whatToDo(): Expression {
  const status = coalesce(outputs(view, "statusCode"), 500);
  const isSameUrl = equals(plan("existingUrl"), plan("url"));
  const isSame = and(isSameUrl, equals(plan("existingEvents"), plan("events")));
  const mayChange = or(isSameUrl, equals(triggerBody(overwriteKey), true));
  // A registration that is there is answered with 200; registering anew cannot overwrite one that is.
  const isAbsent = or(
    isOneOf(string(status), ["400", "404"]),
    and(equals(status, 200), empty(plan("existingUrl"))),
  );
  return when(
    isAbsent,
    "Register",
    when(equals(status, 200), when(isSame, "Nothing", when(mayChange, "Change", "Refuse")), "Unknown"),
  );
}

function register(model: Model, name: string, operationId: string): Action {
  const parameters: Readonly<Record<string, Value>> = {
    "body/WebhookUrl": plan("url"),
    "body/WebhookEvents": plan("events"),
    // The Authorization header would collide with the sign-in of the flow's own trigger.
    "body/SignatureTokenToMsSignatureHeader": registrationFlag(model),
  };
  const call: OperationCall = { connection: "events", operationId, repetition: "never", parameters };
  return operation(name, "One URL, and all events in one list.", call);
}

/** Microsoft's certified connector types the flag as a text. */
function registrationFlag(model: Model): Value {
  return model.connectors.mode === "certified" ? "true" : true;
}

function refuse(): readonly Action[] {
  const message = concat(
    "Another URL is registered: ",
    plan("existingUrl"),
    ". Run again with overwriting set to Yes to take it over.",
  );
  return [
    failRun(
      "Leave the other registration alone",
      "Overwriting was not allowed.",
      "RegisteredElsewhere",
      message,
    ),
  ];
}

function unknown(): readonly Action[] {
  const message = concat("The registration could not be read: ", string(body(view)));
  return [
    failRun(
      "Registration unknown",
      "Without knowing what is registered nothing is changed.",
      "RegistrationUnknown",
      message,
    ),
  ];
}

/** Shows the id that the environment variable "Partner Center organization id" wants. */
function organizationId(): readonly Action[] {
  return [
    operation(organization, "Deals that your organization has sent carry its id.", {
      connection: "referrals",
      operationId: partnerCenter.list,
      repetition: "safe",
      parameters: { $filter: "direction eq 'Outgoing'", $top: 1 },
    }),
    compose(
      "Your Partner Center organization id",
      'Copy it into the environment variable "Partner Center organization id". Blank: no deal was found yet.',
      orEmpty(get(body(organization, "value", 0), "organizationId")),
    ),
  ];
}
