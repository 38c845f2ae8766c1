import { type Static, type TSchema, Type } from "@sinclair/typebox";

// The language of scenarios: what is given, what happens, and what must be true then. A maker reads and adds to it.

const text = (description: string) => Type.String({ description, minLength: 1 });
const closed = <Properties extends Record<string, TSchema>>(properties: Properties, description?: string) =>
  Type.Object(properties, {
    additionalProperties: false,
    ...(description === undefined ? {} : { description }),
  });

const fields = Type.Record(Type.String(), Type.Unknown(), {
  description:
    "Fields by API name. A dollar sign with `{deal.Id}` behind it stands for the field of a record named before.",
});
const name = text("How the rest of the scenario calls this record.");
const reference = text(
  "A name given before, or `own of deal` / `microsoft of deal` for the referrals of an opportunity.",
);
const duration = Type.String({ pattern: "^P", description: "ISO 8601, `PT15M` or `P14D`." });
const refused = Type.Optional(text("The code with which the step is expected to be refused."));

const saveStep = Type.Union([
  closed({ create: text("Object to create."), name, fields, refused }),
  closed({ edit: reference, fields, refused }),
  closed({ delete: reference, refused }),
  closed({ clone: reference, name, fields: Type.Optional(fields), refused }),
  closed({ addProduct: reference, quantity: Type.Number(), unitPrice: Type.Number() }),
]);

const salesforceStep = Type.Union([
  saveStep,
  closed({ together: Type.Array(saveStep, { description: "Saves of one transaction.", minItems: 1 }) }),
  closed({ find: text("Object of the one record that is meant."), where: fields, name }),
]);

const dealInput = Type.Record(Type.String(), Type.Unknown(), {
  description: "What the deal is made of; what is left out is filled with a sample.",
});
const changes = Type.Record(Type.String({ pattern: "^/" }), Type.Unknown(), {
  description: "New values by JSON-Patch path.",
});

const microsoftStep = Type.Union([
  closed({ create: Type.Literal("deal"), name, with: Type.Optional(dealInput) }),
  closed({
    lead: Type.Union([Type.Literal("marketplace"), Type.Literal("qualified")]),
    name,
    with: Type.Optional(dealInput),
  }),
  closed({ accept: reference, msxId: Type.Optional(Type.String()) }),
  closed({ decline: reference, reason: Type.String() }),
  closed({ expire: reference }),
  closed({ edit: reference, changes }),
  closed({
    close: reference,
    outcome: Type.Union([Type.Literal("Won"), Type.Literal("Lost"), Type.Literal("Error")]),
    reason: Type.Optional(Type.String()),
  }),
]);

const partnerStep = Type.Union([
  closed({
    create: Type.Union([Type.Literal("private"), Type.Literal("partnerLed"), Type.Literal("coSell")]),
    name,
    with: Type.Optional(dealInput),
  }),
  closed({ edit: reference, changes }),
  closed({ accept: reference }),
  closed({ decline: reference, reason: Type.String() }),
  closed({
    close: reference,
    outcome: Type.Union([Type.Literal("Won"), Type.Literal("Lost"), Type.Literal("Error")]),
    reason: Type.Optional(Type.String()),
  }),
  closed({ share: reference }),
  closed({ takeOver: text("Another address to which Partner Center is told to send its events.") }),
  closed({ invite: reference, help: Type.Optional(Type.String()) }),
]);

const makerStep = Type.Union([
  closed({
    set: Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()]), {
      description: "New current values of environment variables by schema name; null removes the value.",
    }),
  }),
  closed({ turnOn: text("Name of a flow."), refused }),
  closed({ turnOff: text("Name of a flow.") }),
  closed({
    restart: Type.Array(Type.String(), {
      description: "Flows to turn off and on, so that they take new values of variables.",
    }),
  }),
  closed({
    run: text("Name of an instant flow."),
    inputs: Type.Record(Type.String(), Type.Unknown(), { description: "Values by the title of the input." }),
  }),
  closed({
    customize: text("The action of [Customize] whose inputs are replaced."),
    at: text("Property path inside the inputs, `Name/value`."),
    value: Type.Unknown(),
  }),
  closed({
    upgradeTo: text("The version to import over the installed one."),
    layout: Type.Optional(Type.Union([Type.Literal("single"), Type.Literal("split")])),
  }),
]);

const strangerStep = Type.Union([
  closed({ post: Type.Unknown({ description: "A body sent to the webhook of the flow." }) }),
  closed({
    repeatEvent: Type.Integer({
      description: "Sends an earlier notification once more; -1 is the last one.",
    }),
  }),
]);

const administratorStep = Type.Union([
  closed({ removePermissionSet: Type.String(), from: Type.String() }),
  closed({ assignPermissionSet: Type.String(), to: Type.String() }),
  closed({
    withholdField: text("A field, `Opportunity.Audit__c`, that is taken out of a permission set."),
    from: Type.String(),
  }),
  closed({ restoreFields: Type.Boolean({ description: "Gives permission sets back what was taken out." }) }),
  closed({ copyToSandbox: Type.Boolean() }),
  closed({ lock: reference, times: Type.Integer({ minimum: 1 }) }),
  closed({ refuseWrites: reference, times: Type.Integer({ minimum: 1 }) }),
  closed({ merge: text("The account that is no more afterwards."), into: reference }),
  closed({ automate: reference, fields }),
  closed({ redeliver: reference }),
]);

const simpleStep = Type.Union([
  closed({ seller: salesforceStep }),
  closed({ crmAdmin: Type.Union([salesforceStep, administratorStep]) }),
  closed({ microsoft: microsoftStep }),
  closed({ partner: partnerStep }),
  closed({ maker: makerStep }),
  closed({ stranger: strangerStep }),
  closed({ wait: duration }),
  closed({ include: text("The name of a list of steps in `fixtures/`.") }),
]);

const service = Type.Union([
  Type.Literal("salesforce"),
  Type.Literal("partnerCenter"),
  Type.Literal("dataverse"),
]);
const calls = {
  service,
  operation: Type.Optional(text("Operation id; any by default.")),
  skip: Type.Optional(Type.Integer({ minimum: 0, description: "How many matching calls go well before." })),
};

const faultStep = Type.Union([
  closed(
    {
      answer: Type.Union([Type.Literal(429), Type.Literal(500), Type.Literal(503), Type.Literal(504)]),
      method: Type.Optional(Type.String()),
      path: Type.Optional(Type.String({ description: "Regular expression." })),
      retryAfter: Type.Optional(Type.Integer()),
      times: Type.Optional(Type.Integer()),
      carriedOut: Type.Optional(
        Type.Union([
          Type.Literal("never"),
          Type.Literal("anyway"),
          Type.Integer({ description: "Milliseconds after which it is carried out." }),
        ]),
      ),
    },
    "Partner Center answers matching requests with an error.",
  ),
  closed(
    {
      deliver: Type.Union([
        Type.Literal("lose"),
        Type.Literal("duplicate"),
        Type.Literal("delay"),
        Type.Literal("reorder"),
      ]),
      event: Type.Optional(Type.String()),
      times: Type.Optional(Type.Integer()),
      by: Type.Optional(Type.Integer({ description: "Milliseconds." })),
    },
    "What becomes of notifications.",
  ),
  closed(
    {
      before: text("The flow action that something happens just before."),
      flow: text("The flow it belongs to."),
      do: Type.Array(simpleStep, { description: "Steps carried out at that moment.", minItems: 1 }),
    },
    "Something happens in the middle of a run.",
  ),
  closed(
    {
      call: Type.Union([
        Type.Literal("throttled"),
        Type.Literal("throttledForAWhile"),
        Type.Literal("failing"),
        Type.Literal("reset"),
        Type.Literal("answerLost"),
      ]),
      ...calls,
      times: Type.Optional(Type.Integer({ minimum: 1 })),
    },
    "Calls of flows and triggers go wrong.",
  ),
  closed(
    {
      beforeCall: service,
      operation: calls.operation,
      skip: calls.skip,
      do: Type.Array(simpleStep, { minItems: 1 }),
    },
    "Something happens just before a call.",
  ),
  closed({ unauthorised: service, for: duration }, "The connection has expired for a while."),
  closed(
    { interrupt: Type.Integer({ minimum: 0 }), flow: Type.Optional(Type.String()) },
    "So many actions go well; the run of the next one is cancelled before it.",
  ),
  closed({ postpone: text("The flow whose next poll or recurrence comes late."), by: duration }),
  closed({
    cancelBefore: text("The flow action before which the run is cancelled."),
    flow: text("The flow it belongs to."),
  }),
]);

/** Something that happens. */
export const stepSchema = Type.Union([
  simpleStep,
  closed({ fault: faultStep }),
  closed({ try: simpleStep }, "A step that may be refused, or may come too late."),
]);

const expectedRecord = Type.Record(Type.String(), Type.Unknown(), {
  description: "Expected values; properties that are not named may be anything.",
});
const bound = Type.Union([
  Type.Integer({ minimum: 0 }),
  closed({ $atMost: Type.Integer({ minimum: 0 }) }),
  closed({ $atLeast: Type.Integer({ minimum: 0 }) }),
]);

export const expectationSchema = closed({
  salesforce: Type.Optional(
    Type.Record(Type.String(), Type.Union([expectedRecord, Type.Literal("absent")]), {
      description: "Records by name, or `Object where Field=value`.",
    }),
  ),
  partnerCenter: Type.Optional(
    Type.Record(Type.String(), Type.Union([expectedRecord, Type.Literal("absent")]), {
      description: "Referrals by name.",
    }),
  ),
  audit: Type.Optional(
    Type.Record(
      Type.String(),
      Type.Union([Type.Array(Type.Unknown()), closed({ $contains: Type.Unknown() })]),
      {
        description: "The audit lines of an opportunity without their time, newest first.",
      },
    ),
  ),
  count: Type.Optional(
    Type.Record(Type.String(), bound, {
      description: "Records by object; `referrals` counts those of Partner Center.",
    }),
  ),
  runs: Type.Optional(
    Type.Record(Type.String(), bound, {
      description: "Runs since the step before by flow name; `all` is their sum.",
    }),
  ),
  failedRuns: Type.Optional(bound),
  actions: Type.Optional(bound),
  calls: Type.Optional(
    Type.Record(Type.String(), bound, {
      description:
        "Connector calls since the step before: `all`, `salesforce`, `partnerCenter`, or an operation id.",
    }),
  ),
  patched: Type.Optional(
    Type.Array(Type.String(), {
      description: "The JSON-Patch paths that were sent to Partner Center in this chapter, in any order.",
    }),
  ),
  writes: Type.Optional(closed({ salesforce: Type.Optional(bound), partnerCenter: Type.Optional(bound) })),
  flows: Type.Optional(Type.Record(Type.String(), Type.Union([Type.Literal("on"), Type.Literal("off")]))),
  invariants: Type.Optional(
    Type.Literal("held", {
      description:
        "Faults end, Reconcile gets its time, and then everything holds that must hold in the end.",
    }),
  ),
  registration: Type.Optional(
    Type.Unknown({ description: "What Partner Center has registered for the tenant's events." }),
  ),
});

/** "Then" by another name: an object with that key as a plain property looks like a promise to a linter. */
export const consequence = "then";

const chapterSchema = closed({
  note: Type.Optional(Type.String()),
  when: Type.Array(stepSchema),
  settle: Type.Optional(
    Type.Boolean({ description: "false: do not let everything come to rest before looking." }),
  ),
  [consequence]: Type.Optional(expectationSchema),
});

export const scenarioSchema = closed(
  {
    title: text("What the scenario shows, in one sentence."),
    given: Type.Optional(
      closed({
        organizationId: Type.Optional(
          Type.Union([Type.Literal("known"), Type.Literal("empty")], {
            description:
              "Whether the variable with our Partner Center organization id is set; default: known.",
          }),
        ),
        variables: Type.Optional(
          Type.Record(Type.String(), Type.String(), {
            description: "Current values of environment variables by schema name.",
          }),
        ),
        org: Type.Optional(
          Type.Record(Type.String(), Type.Unknown(), { description: "Switches of the Salesforce org." }),
        ),
        fields: Type.Optional(
          Type.Record(Type.String(), Type.Array(Type.Record(Type.String(), Type.Unknown())), {
            description: "Further custom fields of the org by object.",
          }),
        ),
        quirks: Type.Optional(
          Type.Record(Type.String(), Type.Record(Type.String(), Type.String()), {
            description: "Settings of unconfirmed behaviours by service.",
          }),
        ),
        flows: Type.Optional(
          Type.Union([Type.Literal("on"), Type.Literal("off")], {
            description: "Whether the flows are on when the story begins; default: on.",
          }),
        ),
        webhook: Type.Optional(
          Type.Union([Type.Literal("registered"), Type.Literal("none")], {
            description: "Whether the webhook is registered when the story begins; default: registered.",
          }),
        ),
        clockSkew: Type.Optional(
          closed(
            {
              salesforce: Type.Optional(Type.Integer()),
              partnerCenter: Type.Optional(Type.Integer()),
            },
            "Milliseconds by which the clock of a service is ahead.",
          ),
        ),
        seed: Type.Optional(
          Type.Integer({ description: "Decides ids and waits that are drawn at random; default: 1." }),
        ),
        layout: Type.Optional(Type.Union([Type.Literal("single"), Type.Literal("split")])),
        mapping: Type.Optional(
          Type.Record(Type.String(), Type.Unknown(), {
            description:
              "What is different in the mapping that the solution is built from: a JSON merge patch. Whoever stages the scenario builds it.",
          }),
        ),
        steps: Type.Optional(
          Type.Array(stepSchema, {
            description: "What has happened before; everything comes to rest after it.",
          }),
        ),
      }),
    ),
    story: Type.Array(chapterSchema, { minItems: 1 }),
  },
  "A scenario of the simulator.",
);

export type Step = Static<typeof stepSchema>;
export type Expectation = Static<typeof expectationSchema>;
export type Chapter = Static<typeof chapterSchema>;
export type Scenario = Static<typeof scenarioSchema>;
export type SaveStep = Static<typeof saveStep>;
export type SalesforceStep = Static<typeof salesforceStep>;
export type MicrosoftStep = Static<typeof microsoftStep>;
export type PartnerStep = Static<typeof partnerStep>;
export type MakerStep = Static<typeof makerStep>;
export type StrangerStep = Static<typeof strangerStep>;
export type AdministratorStep = Static<typeof administratorStep>;
export type FaultStep = Static<typeof faultStep>;
export type Bound = Static<typeof bound>;
