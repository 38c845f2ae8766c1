import { describe, expect, it } from "vitest";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import type { ServiceResponse } from "../../../simulator/world/service.ts";
import { testEnvironment } from "./environment.ts";
import { idOf, solutionZip } from "./solution-zip.ts";

function field(response: ServiceResponse, name: string): unknown {
  const { body } = response;
  return typeof body === "object" && body !== null
    ? Object.entries(body).find(([key]) => key === name)?.[1]
    : undefined;
}

const errorOf = (response: ServiceResponse): unknown => [
  response.status,
  Object(field(response, "error"))["code"],
];

function withVariables(count = 3) {
  const environment = testEnvironment();
  for (let index = 1; index <= count; index += 1) {
    environment.api("POST", "environmentvariabledefinitions", {
      body: {
        schemaname: `con_v${index}`,
        defaultvalue: `d${index}`,
        type: 100000000,
        isrequired: index === 1,
      },
    });
  }
  return environment;
}

const names = (response: ServiceResponse): unknown => {
  const value = field(response, "value");
  return Array.isArray(value) ? value.map((row: unknown) => Object(row)["schemaname"]) : response;
};

describe("reading", () => {
  it.each([
    ["schemaname eq 'CON_V2'", ["con_v2"]],
    ["schemaname ne 'con_v2'", ["con_v1", "con_v3"]],
    ["isrequired eq true or defaultvalue gt 'd2'", ["con_v1", "con_v3"]],
    ["not (isrequired eq true) and statecode eq 0", ["con_v2", "con_v3"]],
    ["contains(schemaname,'v1') or endswith(defaultvalue,'3')", ["con_v1", "con_v3"]],
    ["startswith(schemaname,'nothing')", []],
    ["description eq null", ["con_v1", "con_v2", "con_v3"]],
    ["description gt 'a'", []],
    ["schemaname eq 'it''s'", []],
    ["createdon ge 2026-01-01T00:00:00Z and createdon lt 2026-01-02", ["con_v1", "con_v2", "con_v3"]],
    ["type le 100000000", ["con_v1", "con_v2", "con_v3"]],
  ])("$filter=%s", (filter, expected) => {
    const { api } = withVariables();
    expect(names(api("GET", "environmentvariabledefinitions", { query: { $filter: filter } }))).toEqual(
      expected,
    );
  });

  it("orders, cuts, counts and selects", () => {
    const { api } = withVariables();
    const query = { $select: "schemaname", $orderby: "defaultvalue desc", $top: "2", $count: "true" };
    const { body } = api("GET", "environmentvariabledefinitions", { query });
    expect(body).toEqual({
      "@odata.context":
        "https://contoso.crm4.dynamics.com/api/data/v9.2/$metadata#environmentvariabledefinitions",
      "@odata.count": 3,
      value: [3, 2].map((index) => ({
        "@odata.etag": expect.stringMatching(/^W\/"\d+"$/),
        schemaname: `con_v${index}`,
        environmentvariabledefinitionid: expect.any(String),
      })),
    });
  });

  it("expands values under their variable, and the variable of a value", () => {
    const { api, control } = withVariables(2);
    control.setVariable("con_v1", "mine");
    const children = "environmentvariabledefinition_environmentvariablevalue";
    const variables = api("GET", "environmentvariabledefinitions", {
      query: { $select: "schemaname", $expand: `${children}($select=value;$filter=value eq 'mine';$top=1)` },
    });
    const rows = field(variables, "value");
    expect(Array.isArray(rows) && rows.map((row: unknown) => Object(row)[children])).toMatchObject([
      [{ value: "mine" }],
      [],
    ]);
    const values = api("GET", "environmentvariablevalues", {
      query: { $expand: "EnvironmentVariableDefinitionId($select=schemaname)" },
    });
    expect(field(values, "value")).toMatchObject([
      { EnvironmentVariableDefinitionId: { schemaname: "con_v1" } },
    ]);
  });

  it("reads one row by id or key, with formatted values if asked", () => {
    const { api } = withVariables(1);
    const prefer = 'odata.include-annotations="*"';
    const answer = api("GET", "environmentvariabledefinitions(schemaname='con_v1')", {
      headers: { prefer, accept: "application/json;odata.metadata=full" },
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      "@odata.type": "#Microsoft.Dynamics.CRM.environmentvariabledefinition",
      type: 100000000,
      "type@OData.Community.Display.V1.FormattedValue": "String",
      "isrequired@OData.Community.Display.V1.FormattedValue": "Yes",
    });
    const id = String(field(answer, "environmentvariabledefinitionid"));
    expect(field(api("GET", `environmentvariabledefinitions(${id})`), "schemaname")).toBe("con_v1");
  });

  it("pages lists that are too long for one answer", () => {
    const { api } = withVariables(5001);
    const first = api("GET", "environmentvariabledefinitions", { query: { $select: "schemaname" } });
    expect(names(first)).toHaveLength(5000);
    const next = new URL(String(field(first, "@odata.nextLink")));
    const second = api("GET", next.pathname.split("/").at(-1) ?? "", {
      query: Object.fromEntries(next.searchParams),
    });
    expect(names(second)).toEqual(["con_v5001"]);
    expect(field(second, "@odata.nextLink")).toBeUndefined();
  });
});

describe("writing", () => {
  it("creates, changes and deletes a value; versions guard it", () => {
    const { api, control } = withVariables(1);
    const definition = control.rows("environmentvariabledefinitions")[0]?.["environmentvariabledefinitionid"];
    const bind = {
      "EnvironmentVariableDefinitionId@odata.bind": `/environmentvariabledefinitions(${String(definition)})`,
    };
    const created = api("POST", "environmentvariablevalues", { body: { value: "one", ...bind } });
    expect([created.status, field(created, "value"), control.variable("con_v1")]).toEqual([
      201,
      "one",
      "one",
    ]);
    const path = `environmentvariablevalues(${String(field(created, "environmentvariablevalueid"))})`;
    const tag = String(field(created, "@odata.etag"));
    const changed = api("PATCH", path, { body: { value: "two" }, headers: { "if-match": tag } });
    expect([changed.status, control.variable("con_v1")]).toEqual([200, "two"]);
    const stale = api("PATCH", path, { body: { value: "three" }, headers: { "if-match": tag } });
    expect(errorOf(stale)).toEqual([412, "0x80060882"]);
    expect(errorOf(api("PATCH", path, { body: { value: "x" }, headers: { "if-none-match": "*" } }))).toEqual([
      412,
      "0x80060882",
    ]);
    expect(errorOf(api("POST", "environmentvariablevalues", { body: { value: "again", ...bind } }))).toEqual([
      412,
      "0x80040237",
    ]);
    expect(api("DELETE", path).status).toBe(204);
    expect(control.variable("con_v1")).toBe("d1");
  });

  it("answers without a body unless one is asked for", () => {
    const { api } = withVariables(1);
    const quiet = { headers: { prefer: "" }, body: { description: "x" } };
    const changed = api("PATCH", "environmentvariabledefinitions(schemaname='con_v1')", quiet);
    expect(changed).toEqual({ status: 204, headers: { "OData-Version": "4.0" } });
  });

  it("turns flows on and off, and saves their definition", () => {
    const { api, control } = testEnvironment();
    control.importSolution(
      solutionZip({ flows: [{ name: "Child" }, { name: "Parent", children: ["Child"] }] }),
    );
    const patch = (flow: string, body: unknown) => api("PATCH", `workflows(${idOf(flow)})`, { body });
    expect(errorOf(patch("Parent", { statecode: 1 }))).toEqual([400, "0x80060467"]);
    expect(patch("Child", { statecode: 1, statuscode: 2 }).status).toBe(200);
    expect(patch("Parent", { statecode: 1 }).status).toBe(200);
    expect(patch("Child", { statecode: 0 }).status).toBe(200);
    const mine = JSON.stringify({ properties: { definition: { actions: {} } } });
    expect(field(patch("Child", { clientdata: mine }), "clientdata")).toBe(mine);
    expect(control.flows().map(({ state }) => state)).toEqual(["off", "on"]);
  });

  it.each([
    [
      "an unknown column",
      "POST",
      "environmentvariabledefinitions",
      { schemaname: "a", colour: "red" },
      [400, "0x80048d19"],
    ],
    [
      "an unknown navigation",
      "POST",
      "environmentvariablevalues",
      { "Foo@odata.bind": "x(1)" },
      [400, "0x80048d19"],
    ],
    ["another type", "POST", "environmentvariabledefinitions", { schemaname: 5 }, [400, "0x80040203"]],
    [
      "a text that is too long",
      "POST",
      "environmentvariabledefinitions",
      { schemaname: "x".repeat(101) },
      [400, "0x80044331"],
    ],
    ["a missing column", "POST", "environmentvariabledefinitions", {}, [400, "0x80040203"]],
    [
      "null for a required column",
      "POST",
      "environmentvariabledefinitions",
      { schemaname: null },
      [400, "0x80040203"],
    ],
    [
      "a read-only column",
      "POST",
      "environmentvariabledefinitions",
      { schemaname: "a", ismanaged: true },
      [400, "0x80040203"],
    ],
    [
      "a name that is taken",
      "POST",
      "environmentvariabledefinitions",
      { schemaname: "con_v1" },
      [412, "0x80040237"],
    ],
    ["no body", "POST", "environmentvariabledefinitions", undefined, [400, "0x80040203"]],
    ["a row that is not there", "GET", `solutions(${idOf("x")})`, undefined, [404, "0x80040217"]],
    ["an id that is none", "GET", "solutions(7)", undefined, [400, "0x80040203"]],
    ["a key that is none", "GET", "solutions(version='1')", undefined, [400, "0x80040203"]],
    ["a table of the platform's own", "POST", "solutions", {}, [400, "0x80040800"]],
    [
      "a bound row that is not there",
      "POST",
      "environmentvariablevalues",
      { "EnvironmentVariableDefinitionId@odata.bind": `environmentvariabledefinitions(${idOf("x")})` },
      [404, "0x80040217"],
    ],
    [
      "a bound row of another table",
      "POST",
      "environmentvariablevalues",
      { "EnvironmentVariableDefinitionId@odata.bind": `solutions(${idOf("x")})` },
      [400, "0x80040203"],
    ],
  ] as const)("refuses %s", (_, method, path, body, expected) => {
    const { api } = withVariables(1);
    expect(errorOf(api(method, path, { body }))).toEqual(expected);
  });

  it.each([
    ["$filter", "schemaname eq", "0x80040203"],
    ["$filter", "colour eq 'red'", "0x80060888"],
    ["$filter", "(schemaname eq 'a'", "0x80040203"],
    ["$filter", "schemaname eq 'a' 'b'", "0x80040203"],
    ["$select", "colour", "0x80060888"],
    ["$orderby", "colour", "0x80060888"],
    ["$expand", "Colour", "0x80060888"],
    ["$top", "many", "0x80040203"],
  ])("refuses %s=%s", (option, text, code) => {
    const { api } = withVariables(1);
    expect(errorOf(api("GET", "environmentvariabledefinitions", { query: { [option]: text } }))).toEqual([
      400,
      code,
    ]);
  });

  it("keeps managed rows", () => {
    const { api, control } = testEnvironment();
    control.importSolution(solutionZip({ variables: [{ name: "con_a" }] }));
    expect(errorOf(api("DELETE", "environmentvariabledefinitions(schemaname='con_a')"))).toEqual([
      400,
      "0x8004f01f",
    ]);
  });
});

describe("solutions over the Web API", () => {
  const zip = (version: string): string => Buffer.from(solutionZip({ version })).toString("base64");

  it("are imported at once or by a job, and uninstalled", () => {
    const { api, control } = testEnvironment();
    const body = { CustomizationFile: zip("1.0.0.0"), ImportJobId: "5a2d1b1e-0f5a-4f8e-8a51-1d1f0c6a7b01" };
    expect(api("POST", "ImportSolution", { body }).status).toBe(204);
    expect(errorOf(api("POST", "ImportSolution", { body }))).toEqual([400, "0x8004801e"]);
    const { ImportJobId: _job, ...withoutJob } = body;
    expect(errorOf(api("POST", "ImportSolution", { body: withoutJob }))).toEqual([400, "0x80040203"]);
    const job = api("POST", "ImportSolutionAsync", { body: { CustomizationFile: zip("1.1.0.0") } });
    const operation = api("GET", `asyncoperations(${String(field(job, "AsyncOperationId"))})`);
    expect(operation.body).toMatchObject({ statecode: 3, statuscode: 30, errorcode: 0 });
    const again = api("POST", "ImportSolutionAsync", { body: { CustomizationFile: zip("1.1.0.0") } });
    expect(api("GET", `asyncoperations(${String(field(again, "AsyncOperationId"))})`).body).toMatchObject({
      statuscode: 31,
      errorcode: 0x8004801e,
    });
    expect(names(api("GET", "solutions", { query: { $filter: "version eq '1.1.0.0'" } }))).toHaveLength(1);
    expect(api("DELETE", "solutions(uniquename='Sync')").status).toBe(204);
    expect(control.solutions()).toEqual([]);
    expect(api("POST", "PublishAllXml").status).toBe(204);
    expect(Object.keys(Object(api("GET", "WhoAmI").body)).sort()).toEqual([
      "BusinessUnitId",
      "OrganizationId",
      "UserId",
    ]);
  });
});

describe("callers", () => {
  it("are the users of connections or the bearers of tokens", () => {
    const environment = testEnvironment();
    const ask = (user: string, headers: Record<string, string> = {}): number =>
      environment.handle({
        method: "GET",
        path: "/api/data/v9.2/WhoAmI",
        query: {},
        headers,
        body: undefined,
        user,
      }).status;
    expect(ask("a@contoso.example")).toBe(200);
    expect(ask("")).toBe(401);
    expect(ask("", { authorization: `Bearer ${environment.token("a@contoso.example")}` })).toBe(200);
    expect(ask("a@contoso.example", { authorization: "Bearer nonsense" })).toBe(401);
    environment.control.lockOut("A@contoso.example");
    expect(ask("a@contoso.example")).toBe(401);
    environment.control.lockOut("a@contoso.example", false);
    expect(ask("a@contoso.example")).toBe(200);
  });
});

describe("the connector", () => {
  const call = (
    environment: ReturnType<typeof testEnvironment>,
    method: "GET" | "POST" | "PATCH" | "DELETE",
    path: string,
    body?: unknown,
  ) =>
    environment.handle({
      method,
      path: `/apim/commondataserviceforapps/c1${path}`,
      query: {},
      headers: { prefer: "return=representation" },
      body,
      user: "flows@contoso.example",
    });

  it("speaks the same language and is counted by operation", () => {
    const environment = withVariables(1);
    const set = "/api/data/v9.1/environmentvariabledefinitions";
    const [row] = environment.control.rows("environmentvariabledefinitions");
    const one = `${set}(${String(row?.["environmentvariabledefinitionid"])})`;
    expect(call(environment, "GET", set).status).toBe(200);
    expect(call(environment, "GET", one).status).toBe(200);
    expect(call(environment, "PATCH", one, { description: "x" }).status).toBe(200);
    expect(call(environment, "POST", set, { schemaname: "con_new" }).status).toBe(201);
    expect(call(environment, "DELETE", one).status).toBe(204);
    expect(call(environment, "POST", "/flow/api/data/v9.1/PublishAllXml").status).toBe(204);
    expect(environment.control.usage().byOperation).toEqual({
      ListRecords: 1,
      GetItem: 1,
      UpdateRecord: 1,
      CreateRecord: 1,
      DeleteRecord: 1,
      PerformUnboundAction: 1,
    });
  });

  it.each([
    ["POST", "/api/data/v9.1/callbackregistrations", "EMU_DV.OPERATION_UNSUPPORTED"],
    ["POST", "/api/data/v9.1/$batch", "EMU_DV.OPERATION_UNSUPPORTED"],
    ["GET", "/api/data/v9.1/accounts", "EMU_DV.ROUTE_UNKNOWN"],
    ["POST", "/flow/api/data/v9.1/Explode", "EMU_DV.ROUTE_UNKNOWN"],
    ["PATCH", "/api/data/v9.1/accounts", "EMU_DV.ROUTE_UNKNOWN"],
    ["GET", "/api/data/v8.0/solutions", "EMU_DV.ROUTE_UNKNOWN"],
  ] as const)("%s %s ends with %s", (method, path, code) => {
    try {
      call(testEnvironment(), method, path, {});
      expect.unreachable("it was answered");
    } catch (error) {
      expect(error instanceof Failure && error.diagnostic.code).toBe(code);
    }
  });
});
