import { describe, expect, it } from "vitest";
import { actionKinds } from "../../../simulator/engine/actions/table.ts";
import { button, connector, file, findingsOf, succeed } from "./lab.ts";

const codesAt = (content: unknown) =>
  findingsOf(content).map(({ code, where }) => `${code} ${(where?.path ?? []).slice(2).join("/")}`);
const withActions = (actions: unknown, more = {}) => codesAt(file(actions, more));
const action = (type: string, more: Readonly<Record<string, unknown>> = {}) => ({
  type,
  runAfter: {},
  ...more,
});

/** A right action of every type. */
const samples: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  OpenApiConnection: connector(),
  OpenApiConnectionWebhook: { ...connector(), type: "OpenApiConnectionWebhook" },
  Http: action("Http", { inputs: { method: "GET", uri: "https://x.example" } }),
  Workflow: action("Workflow", { inputs: { host: { workflowReferenceName: "c" }, body: {} } }),
  Response: action("Response", { kind: "Http", inputs: { statusCode: 200, schema: {} } }),
  Scope: action("Scope", { actions: {} }),
  If: action("If", { expression: "@true", actions: {}, else: { actions: {} } }),
  Switch: action("Switch", {
    expression: "@1",
    cases: { A: { case: 1, actions: {} } },
    default: { actions: {} },
  }),
  Foreach: action("Foreach", { foreach: "@createArray(1)", actions: {} }),
  Until: action("Until", { expression: "@true", limit: { count: 1, timeout: "PT1H" }, actions: {} }),
  Compose: action("Compose", { inputs: 1 }),
  ParseJson: action("ParseJson", { inputs: { content: "1", schema: {} } }),
  InitializeVariable: action("InitializeVariable", {
    inputs: { variables: [{ name: "v", type: "Integer", value: 1 }] },
  }),
  SetVariable: action("SetVariable", { inputs: { name: "w", value: 1 } }),
  IncrementVariable: action("IncrementVariable", { inputs: { name: "w", value: 1 } }),
  DecrementVariable: action("DecrementVariable", { inputs: { name: "w" } }),
  AppendToArrayVariable: action("AppendToArrayVariable", { inputs: { name: "w", value: 1 } }),
  AppendToStringVariable: action("AppendToStringVariable", { inputs: { name: "w", value: 1 } }),
  Query: action("Query", { inputs: { from: "@createArray(1)", where: "@true" } }),
  Select: action("Select", { inputs: { from: "@createArray(1)", select: "@item()" } }),
  Join: action("Join", { inputs: { from: "@createArray(1)", joinWith: "," } }),
  Table: action("Table", {
    inputs: { from: "@createArray(1)", format: "CSV", columns: [{ header: "a", value: 1 }] },
  }),
  Terminate: action("Terminate", { inputs: { runStatus: "Failed", runError: { code: "a", message: "b" } } }),
  Wait: action("Wait", { inputs: { interval: { count: 1, unit: "Second" } } }),
  Expression: action("Expression", { kind: "CurrentTime", inputs: {} }),
};
const others = {
  Init: action("InitializeVariable", { inputs: { variables: [{ name: "w", type: "integer" }] } }),
};
const load = (one: unknown) => withActions({ ...others, A: one });

/** Every object inside of an action at which a setting may be misspelt. */
function* objectsIn(
  value: unknown,
  path: readonly (string | number)[] = [],
): Iterable<readonly (string | number)[]> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield path;
  for (const [key, each] of Object.entries(value))
    yield* objectsIn(each, [...path, Array.isArray(value) ? Number(key) : key]);
}

/** Objects whose members are the maker's own: any key may stand there. */
const free = /(^|\/)(parameters|schema|actions|cases|runAfter|body|runError)$/;

function withExtra(value: unknown, path: readonly (string | number)[]): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return { ...(value as object), mistake: 1 };
  if (Array.isArray(value))
    return value.map((each, index) => (index === first ? withExtra(each, rest) : each));
  const object = value as Readonly<Record<string, unknown>>;
  return { ...object, [first]: withExtra(object[String(first)], rest) };
}

describe("a flow file is read strictly", () => {
  it("knows every type that it carries out", () => {
    expect(Object.keys(samples).toSorted()).toEqual(Object.keys(actionKinds).toSorted());
  });

  it.each(Object.keys(samples))(
    "takes a right %s, and no setting that it does not have, at any depth",
    (type) => {
      const sample = samples[type] ?? {};
      expect(load(sample)).toEqual([]);
      for (const path of objectsIn(sample)) {
        const place = path.join("/");
        if (free.test(place)) continue;
        const found = load(withExtra(sample, path));
        expect([place, found]).toEqual([
          place,
          [`RUN.SETTING_UNKNOWN actions/A/${[...path, "mistake"].join("/")}`.replace("A//", "A/")],
        ]);
      }
    },
  );

  it("takes what the designer writes on every action", () => {
    expect(
      load({
        ...succeed(),
        description: "Says one",
        metadata: { operationMetadataId: "x" },
        trackedProperties: { a: 1 },
      }),
    ).toEqual([]);
  });

  it.each([
    [
      "runtimeConfiguration of another type",
      { ...succeed(), runtimeConfiguration: { concurrency: { repetitions: 1 } } },
      "RUN.SETTING_UNKNOWN actions/A/runtimeConfiguration/concurrency",
    ],
    [
      "an unknown operation option",
      { ...connector(), operationOptions: "DisableAsyncPattern,Hurry" },
      "RUN.SETTING_INVALID actions/A/operationOptions",
    ],
    ["an unknown status", succeed(1, { Init: ["Done"] }), "RUN.SETTING_INVALID actions/A/runAfter/Init"],
    [
      "too much concurrency",
      { ...samples["Foreach"], runtimeConfiguration: { concurrency: { repetitions: 51 } } },
      "RUN.SETTING_INVALID actions/A/runtimeConfiguration/concurrency/repetitions",
    ],
    [
      "a timeout that is none",
      { ...connector(), limit: { timeout: "2 minutes" } },
      "RUN.SETTING_INVALID actions/A/limit/timeout",
    ],
    [
      "a retry policy of another kind",
      connector("Get", { retryPolicy: { type: "often" } }),
      "RUN.SETTING_INVALID actions/A/inputs/retryPolicy/type",
    ],
    [
      "too many retries",
      connector("Get", { retryPolicy: { type: "fixed", count: 91, interval: "PT5S" } }),
      "RUN.SETTING_INVALID actions/A/inputs/retryPolicy/count",
    ],
    [
      "a retry policy without a count",
      connector("Get", { retryPolicy: { type: "fixed", interval: "PT5S" } }),
      "RUN.SETTING_MISSING actions/A/inputs/retryPolicy",
    ],
    [
      "an Until without a limit",
      action("Until", { expression: "@true", limit: {}, actions: {} }),
      "RUN.SETTING_MISSING actions/A/limit",
    ],
    [
      "too many rounds",
      action("Until", { expression: "@true", limit: { count: 5001 }, actions: {} }),
      "RUN.SETTING_INVALID actions/A/limit/count",
    ],
    [
      "an error of a run that succeeds",
      action("Terminate", { inputs: { runStatus: "Succeeded", runError: {} } }),
      "RUN.SETTING_INVALID actions/A/inputs/runError",
    ],
    [
      "an unknown operator",
      action("If", { expression: { and: [{ is: [1, 2] }] }, actions: {} }),
      "RUN.SETTING_UNKNOWN actions/A/expression/and/0/is",
    ],
    [
      "three operands",
      action("If", { expression: { equals: [1, 2, 3] }, actions: {} }),
      "RUN.SETTING_INVALID actions/A/expression/equals",
    ],
    [
      "an expression in a condition",
      action("If", { expression: { equals: ["@foo(", 2] }, actions: {} }),
      "RUN.EXPRESSION_INVALID actions/A/expression/equals/0",
    ],
    ["an unknown function", succeed({ a: ["@nothing(1)"] }), "RUN.EXPRESSION_INVALID actions/A/inputs"],
    ["an unknown variable", succeed("@variables('nope')"), "RUN.REFERENCE_UNKNOWN actions/A/inputs"],
    [
      "an unknown variable by name",
      action("SetVariable", { inputs: { name: "nope", value: 1 } }),
      "RUN.REFERENCE_UNKNOWN actions/A/inputs/name",
    ],
    ["an unknown parameter", succeed("x @{parameters('nope')}"), "RUN.REFERENCE_UNKNOWN actions/A/inputs"],
    ["items of a loop elsewhere", succeed("@items('Init')"), "RUN.REFERENCE_MISPLACED actions/A/inputs"],
    [
      "a static result that is not there",
      { ...succeed(), runtimeConfiguration: { staticResult: { name: "S", staticResultOptions: "Enabled" } } },
      "RUN.SETTING_INVALID actions/A/runtimeConfiguration",
    ],
    [
      "a name that is too long",
      action("Scope", { actions: { ["x".repeat(81)]: succeed() } }),
      `RUN.LIMIT_EXCEEDED actions/A/actions/${"x".repeat(81)}`,
    ],
    [
      "a description that is too long",
      { ...succeed(), description: "x".repeat(257) },
      "RUN.LIMIT_EXCEEDED actions/A/description",
    ],
    [
      "a variable inside of a scope",
      action("Scope", { actions: { B: samples["InitializeVariable"] } }),
      "RUN.PLACE_FORBIDDEN actions/A/actions/B",
    ],
    [
      "a response inside of a loop",
      action("Foreach", { foreach: "@createArray(1)", actions: { B: samples["Response"] } }),
      "RUN.PLACE_FORBIDDEN actions/A/actions/B",
    ],
    [
      "an expression kind it does not know",
      action("Expression", { kind: "Guess", inputs: {} }),
      "RUN.SETTING_INVALID actions/A/kind",
    ],
    [
      "an HTTP authentication it does not know",
      action("Http", {
        inputs: { method: "GET", uri: "https://x.example", authentication: { type: "ActiveDirectoryOAuth" } },
      }),
      "RUN.FEATURE_UNSUPPORTED actions/A/inputs/authentication/type",
    ],
  ])("refuses %s", (_name, one, expected) => {
    expect(load(one)).toEqual([expected]);
  });

  it("allows 25 cases, 500 actions and no more", () => {
    const cases = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`C${index}`, { case: index, actions: {} }]),
      );
    const choose = (count: number) =>
      load(action("Switch", { expression: "@1", cases: cases(count), default: { actions: {} } }));
    expect([choose(25), choose(26)]).toEqual([[], ["RUN.LIMIT_EXCEEDED actions/A/cases"]]);
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`A${index}`, succeed()]));
    expect([withActions(many(500)), withActions(many(501))]).toEqual([[], ["RUN.LIMIT_EXCEEDED "]]);
  });

  it("finds a circle whatever its length, and what waits for it is named too", () => {
    const found = findingsOf(
      file({
        A: succeed(1, { C: ["Succeeded"] }),
        B: succeed(1, { A: ["Succeeded"] }),
        C: succeed(1, { B: ["Succeeded"] }),
        Free: succeed(),
      }),
    );
    expect(found.map(({ code, message }) => `${code} ${message}`)).toEqual([
      "RUN.RUN_AFTER_CYCLE These actions wait for one another: A, B, C",
    ]);
  });

  const trigger = (value: unknown) => withActions({}, { trigger: value });
  const request = { ...button, inputs: { schema: {}, triggerAuthenticationType: "All", method: "POST" } };

  it.each([
    ["a request", request, []],
    [
      "a request with an unknown setting",
      { ...request, inputs: { ...request.inputs, methods: 1 } },
      ["RUN.SETTING_UNKNOWN triggers/manual/inputs/methods"],
    ],
    [
      "a request with an unknown authentication",
      { ...request, inputs: { triggerAuthenticationType: "Some" } },
      ["RUN.SETTING_INVALID triggers/manual/inputs/triggerAuthenticationType"],
    ],
    [
      "a request of an unknown kind",
      { ...request, kind: "Telepathy" },
      ["RUN.SETTING_INVALID triggers/manual/kind"],
    ],
    [
      "a condition that is no expression",
      { ...request, conditions: [{ expression: "true" }] },
      ["RUN.SETTING_INVALID triggers/manual/conditions/0/expression"],
    ],
    ["a recurrence", { type: "Recurrence", recurrence: { frequency: "Minute", interval: 1 } }, []],
    [
      "a recurrence that is too fast",
      { type: "Recurrence", recurrence: { frequency: "Second", interval: 59 } },
      ["RUN.SETTING_INVALID triggers/manual/recurrence/interval"],
    ],
    [
      "a recurrence that is too slow",
      { type: "Recurrence", recurrence: { frequency: "Day", interval: 501 } },
      ["RUN.SETTING_INVALID triggers/manual/recurrence/interval"],
    ],
    [
      "a schedule by the minute",
      { type: "Recurrence", recurrence: { frequency: "Minute", interval: 5, schedule: { hours: [1] } } },
      ["RUN.SETTING_INVALID triggers/manual/recurrence/schedule"],
    ],
    [
      "an unknown time zone",
      { type: "Recurrence", recurrence: { frequency: "Day", interval: 1, timeZone: "Europe/Atlantis" } },
      ["RUN.SETTING_INVALID triggers/manual/recurrence/timeZone"],
    ],
    [
      "a poll without a recurrence",
      { type: "OpenApiConnection", inputs: connector().inputs },
      ["RUN.SETTING_MISSING triggers/manual"],
    ],
    [
      "concurrency beside SingleInstance",
      { ...request, operationOptions: "SingleInstance", runtimeConfiguration: { concurrency: { runs: 1 } } },
      ["RUN.SETTING_INVALID triggers/manual/operationOptions"],
    ],
  ])("of triggers: %s", (_name, value, expected) => {
    expect(trigger(value)).toEqual(expected);
  });

  it("takes the forms that exported flows have", () => {
    const connectionReferences = {
      shared_crm: {
        runtimeSource: "embedded",
        impersonation: { source: "invoker" },
        connection: {},
        api: { name: "shared_crm" },
      },
      shared_crm_1: {
        runtimeSource: "invoker",
        impersonation: {},
        connection: {},
        api: { name: "shared_crm", logicalName: "acme_crm" },
      },
    };
    const user = {
      type: "Request",
      kind: "Http",
      inputs: { triggerAuthenticationType: "User", triggerAllowedUsers: "a,b" },
    };
    const forItem = {
      type: "Request",
      kind: "ApiConnection",
      splitOn: "@triggerBody()['rows']",
      inputs: { schema: {}, parameters: {} },
    };
    const token = "@json(decodeBase64(triggerOutputs().headers['X-MS-APIM-Tokens']))['$ConnectionKey']";
    const raw = connector("Get");
    const read = { ...raw, inputs: { ...raw.inputs, authentication: { type: "Raw", value: token } } };
    for (const trigger of [user, forItem]) {
      expect(
        withActions({ Read: read }, { connectionReferences, trigger, outputs: {}, staticResults: {} }),
      ).toEqual([]);
    }
  });

  it("wants one trigger", () => {
    const content = file({}) as { readonly properties: { readonly definition: object } };
    const triggers = { One: button, Two: button };
    const two = {
      ...content,
      properties: { ...content.properties, definition: { ...content.properties.definition, triggers } },
    };
    expect(codesAt(two)).toEqual(["RUN.SETTING_INVALID triggers"]);
  });

  it("refuses a response where nobody called", () => {
    expect(
      withActions(
        { A: samples["Response"] },
        { trigger: { type: "Recurrence", recurrence: { frequency: "Hour", interval: 1 } } },
      ),
    ).toEqual(["RUN.PLACE_FORBIDDEN actions/A"]);
  });

  it("refuses what it does not know around the actions", () => {
    expect(withActions({}, { extra: 1 })).toEqual(["RUN.SETTING_UNKNOWN extra"]);
    expect(withActions({}, { parameters: { P: { type: "Text" } } })).toEqual([
      "RUN.SETTING_INVALID parameters/P/type",
    ]);
    const references = { shared_crm: { api: { name: "shared_crm", nick: 1 }, runtimeSource: "borrowed" } };
    expect(findingsOf(file({}, { connectionReferences: references })).map(({ code }) => code)).toEqual([
      "RUN.SETTING_INVALID",
      "RUN.SETTING_UNKNOWN",
    ]);
  });
});
