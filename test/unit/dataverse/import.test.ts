import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { refusals, testEnvironment } from "./environment.ts";
import { idOf, solutionZip, type ZipSolution } from "./solution-zip.ts";

const base: ZipSolution = {
  flows: [
    { name: "Child", references: ["con_Salesforce"], variables: ["con_stage"] },
    { name: "Parent", children: ["Child"], customizable: false },
  ],
  references: [{ name: "con_Salesforce", connector: "shared_salesforce" }],
  variables: [{ name: "con_stage", default: "Open" }],
};

describe("a first import", () => {
  it("brings every component, and says which", () => {
    const { control } = testEnvironment();
    const outcome = control.importSolution(solutionZip(base));
    expect(outcome).toEqual({
      kind: "imported",
      solution: "Sync",
      version: "1.0.0.0",
      added: [
        "variable:con_stage",
        "reference:con_salesforce",
        `flow:${idOf("Child")}`,
        `flow:${idOf("Parent")}`,
      ],
      updated: [],
      removed: [],
      warnings: [],
    });
    expect(control.solutions()).toEqual([{ name: "Sync", version: "1.0.0.0", managed: true }]);
    expect(
      control.flows().map(({ name, state, managed, customizable, children, solution }) => ({
        name,
        state,
        managed,
        customizable,
        children,
        solution,
      })),
    ).toEqual([
      { name: "Child", state: "off", managed: true, customizable: true, children: [], solution: "Sync" },
      {
        name: "Parent",
        state: "off",
        managed: true,
        customizable: false,
        children: [idOf("Child")],
        solution: "Sync",
      },
    ]);
    expect(control.connectionReferences()).toEqual([
      { logicalName: "con_Salesforce", connectorId: "shared_salesforce", connectionId: undefined },
    ]);
    expect(control.variable("con_stage")).toBe("Open");
  });

  it("takes values and bindings of the deployment settings along", () => {
    const { control } = testEnvironment();
    const connectionId = control.createConnection("shared_salesforce", { user: "flows@contoso.example" });
    const settings = {
      environmentVariables: { con_stage: "Qualified" },
      connectionReferences: { con_Salesforce: { connectionId } },
    };
    expect(control.importSolution(solutionZip(base), settings).kind).toBe("imported");
    expect(control.variable("con_stage")).toBe("Qualified");
    expect(control.connectionReferences()[0]?.connectionId).toBe(connectionId);
  });

  it("turns flows on that were on in the package, children first", () => {
    const { control } = testEnvironment();
    const flows = [
      { name: "Parent", children: ["Child"], on: true },
      { name: "Child", on: true },
      { name: "Unbound", references: ["con_Salesforce"], on: true },
    ];
    const outcome = control.importSolution(solutionZip({ ...base, flows }), { activateFlows: true });
    expect(outcome).toMatchObject({ warnings: [{ code: "XrmConnectionReferenceMissingConnection" }] });
    expect(control.flows().map(({ name, state }) => [name, state])).toEqual([
      ["Parent", "on"],
      ["Child", "on"],
      ["Unbound", "off"],
    ]);
  });

  it("works with a connector of its own", () => {
    const { control } = testEnvironment();
    const definition = { swagger: "2.0", host: "x.example" };
    control.importSolution(
      solutionZip({
        connectors: [{ name: "con_orders", definition }],
        references: [{ name: "con_Orders", connector: "shared_con-5forders-5fabc", custom: "con_orders" }],
      }),
    );
    expect(control.connectors()).toMatchObject([
      { name: "con_orders", id: idOf("con_orders"), internalId: "shared_con-5forders-5fabc", definition },
    ]);
  });
});

describe("what is refused, with nothing written", () => {
  it.each<[string, string, Uint8Array]>([
    ["no zip", "0x80048060", strToU8("not a zip")],
    ["no solution.xml", "0x80048060", zipSync({ "a.txt": strToU8("a") })],
    [
      "broken XML",
      "0x8004802c",
      zipSync({
        "[Content_Types].xml": strToU8("<Types/>"),
        "solution.xml": strToU8("<a><b></a>"),
        "customizations.xml": strToU8("<a/>"),
      }),
    ],
    [
      "no version",
      "0x8004802c",
      zipSync({
        "[Content_Types].xml": strToU8("<Types/>"),
        "solution.xml": strToU8(
          "<ImportExportXml><SolutionManifest><UniqueName>A</UniqueName></SolutionManifest></ImportExportXml>",
        ),
        "customizations.xml": strToU8("<ImportExportXml/>"),
      }),
    ],
    [
      "a declared dependency that is not there",
      "0x8004801d",
      solutionZip({ missing: [{ type: "372", name: "con_x" }] }),
    ],
    [
      "an unknown standard connector",
      "0x8004801d",
      solutionZip({ references: [{ name: "con_A", connector: "shared_sql" }] }),
    ],
    [
      "a custom connector that is not there",
      "0x8004801d",
      solutionZip({ references: [{ name: "con_A", connector: "shared_con-5fx", custom: "con_x" }] }),
    ],
    ["a child that is not there", "0x8004801d", solutionZip({ flows: [{ name: "A", children: ["B"] }] })],
    [
      "a reference that is not there",
      "0x8004801d",
      solutionZip({ flows: [{ name: "A", references: ["con_A"] }] }),
    ],
    [
      "a variable that is not there",
      "0x8004801d",
      solutionZip({ flows: [{ name: "A", variables: ["con_a"] }] }),
    ],
  ])("%s", (_, code, zip) => {
    const { control } = testEnvironment();
    expect(refusals(control.importSolution(zip))).toEqual([code]);
    expect(control.solutions()).toEqual([]);
    expect(control.flows()).toEqual([]);
    expect(control.connectionReferences()).toEqual([]);
  });

  it("a connection that is not there", () => {
    const { control } = testEnvironment();
    const settings = { connectionReferences: { con_Salesforce: { connectionId: "gone" } } };
    expect(refusals(control.importSolution(solutionZip(base), settings))).toEqual(["ConnectionNotFound"]);
  });

  it.each<[string, ZipSolution, ZipSolution, string]>([
    ["unmanaged over managed", base, { ...base, managed: false, version: "2.0.0.0" }, "0x80048041"],
    ["managed over unmanaged", { ...base, managed: false }, { ...base, version: "2.0.0.0" }, "0x80048040"],
    ["another publisher", base, { ...base, publisher: "fabrikam", version: "2.0.0.0" }, "0x8004801c"],
    ["an older version", { ...base, version: "1.10.0.0" }, { ...base, version: "1.9.0.0" }, "0x8004801e"],
  ])("%s", (_, first, second, code) => {
    const { control } = testEnvironment();
    control.importSolution(solutionZip(first));
    expect(refusals(control.importSolution(solutionZip(second)))).toEqual([code]);
    expect(control.solutions()[0]?.version).toBe(first.version ?? "1.0.0.0");
  });
});

describe("an upgrade", () => {
  const prepared = () => {
    const environment = testEnvironment();
    const { control } = environment;
    control.importSolution(solutionZip(base));
    const connection = control.createConnection("shared_salesforce");
    control.bindConnectionReference("con_Salesforce", connection);
    control.setVariable("con_stage", "Mine");
    control.turnOn("Child");
    control.turnOn("Parent");
    return { environment, control, connection };
  };

  it("keeps ids, values, bindings and states", () => {
    const { control, connection } = prepared();
    const before = control.rows("environmentvariabledefinitions")[0]?.["environmentvariabledefinitionid"];
    const next = {
      ...base,
      version: "1.0.1.0",
      variables: [{ name: "con_stage", default: "Changed" }],
    };
    expect(control.importSolution(solutionZip(next))).toMatchObject({
      kind: "upgraded",
      added: [],
      removed: [],
    });
    expect(control.rows("environmentvariabledefinitions")[0]).toMatchObject({
      environmentvariabledefinitionid: before,
      defaultvalue: "Changed",
    });
    expect(control.variable("con_stage")).toBe("Mine");
    expect(control.connectionReferences()[0]?.connectionId).toBe(connection);
    expect(control.flows().map(({ state }) => state)).toEqual(["on", "on"]);
  });

  it("takes along what the new version no longer has; an update keeps it", () => {
    const less = { ...base, version: "2.0.0.0", flows: base.flows?.slice(0, 1) ?? [] };
    const upgraded = prepared().control;
    expect(upgraded.importSolution(solutionZip(less))).toMatchObject({ removed: [`flow:${idOf("Parent")}`] });
    expect(upgraded.flow("Parent")).toBeUndefined();
    const updated = prepared().control;
    expect(updated.importSolution(solutionZip(less), { mode: "update" })).toMatchObject({ removed: [] });
    expect(updated.flow("Parent")?.state).toBe("on");
  });

  it("is refused while something that stays needs what goes", () => {
    const { control } = prepared();
    const other = { uniqueName: "Other", flows: [{ name: "Foreign", children: ["Child"] }] };
    control.importSolution(solutionZip(other));
    const less = { ...base, version: "2.0.0.0", flows: [], variables: base.variables ?? [] };
    expect(refusals(control.importSolution(solutionZip(less)))).toEqual(["0x8004f01d"]);
    expect(control.flow("Child")).toBeDefined();
  });

  it("is hidden by a maker's layer until that is removed or overwritten", () => {
    const { control } = prepared();
    const layered = JSON.stringify({ properties: { definition: { actions: { Mine: {} } } } });
    expect(control.customizeFlow("Child", layered)).toEqual({ ok: true });
    control.importSolution(solutionZip({ ...base, version: "1.1.0.0" }));
    expect(control.flow("Child")?.clientData).toBe(layered);
    expect(control.removeCustomization("Child")).toEqual({ ok: true });
    expect(control.flow("Child")?.clientData).toContain("con_Salesforce");
    control.customizeFlow("Child", layered);
    control.importSolution(solutionZip({ ...base, version: "1.2.0.0" }), { overwriteUnmanaged: true });
    expect(control.flow("Child")?.clientData).toContain("con_Salesforce");
  });

  it("passes over what is not newer, if asked to", () => {
    const { control } = prepared();
    const outcome = control.importSolution(solutionZip(base), { skipLowerVersion: true });
    expect(outcome).toMatchObject({ kind: "skipped", version: "1.0.0.0" });
  });

  it("gives running flows the values of the moment", () => {
    const { control } = prepared();
    control.setVariable("con_stage", "Later");
    expect(control.flow("Child")?.variableValues).toEqual({ con_stage: "Mine" });
    control.importSolution(solutionZip({ ...base, version: "1.1.0.0" }));
    expect(control.flow("Child")?.variableValues).toEqual({ con_stage: "Later" });
  });
});

describe("uninstalling", () => {
  it("removes a managed solution with its components and values", () => {
    const { control } = testEnvironment();
    control.importSolution(solutionZip(base));
    control.setVariable("con_stage", "Mine");
    expect(control.uninstall("Sync")).toEqual([]);
    for (const set of [
      "workflows",
      "connectionreferences",
      "environmentvariabledefinitions",
      "environmentvariablevalues",
      "solutions",
    ]) {
      expect(control.rows(set)).toEqual([]);
    }
  });

  it("leaves what another solution owns too, and components of an unmanaged solution", () => {
    const { control } = testEnvironment();
    control.importSolution(solutionZip(base));
    control.importSolution(solutionZip({ uniqueName: "Other", variables: base.variables ?? [] }));
    control.uninstall("Sync");
    expect(control.variable("con_stage")).toBe("Open");
    const unmanaged = testEnvironment().control;
    unmanaged.importSolution(solutionZip({ ...base, managed: false }));
    unmanaged.uninstall("Sync");
    expect(unmanaged.flows()).toHaveLength(2);
    expect(unmanaged.solutions()).toEqual([]);
  });

  it("is refused while something else needs a component", () => {
    const { control } = testEnvironment();
    control.importSolution(solutionZip(base));
    control.importSolution(
      solutionZip({ uniqueName: "Other", flows: [{ name: "Foreign", children: ["Child"] }] }),
    );
    expect(control.uninstall("Sync").map(({ code }) => code)).toEqual(["0x8004f01d"]);
    expect(control.solutions()).toHaveLength(2);
  });
});

describe("two solutions, connectors apart from flows", () => {
  const connectors: ZipSolution = { uniqueName: "Connectors", connectors: [{ name: "con_orders" }] };
  const flows: ZipSolution = {
    references: [{ name: "con_Orders", connector: "shared_con-5forders-5f0", custom: "con_orders" }],
    missing: [{ type: "372", name: "con_orders", id: idOf("con_orders") }],
  };

  it("need the connectors first", () => {
    const { control } = testEnvironment();
    expect(refusals(control.importSolution(solutionZip(flows)))).toEqual(["0x8004801d"]);
    control.importSolution(solutionZip(connectors));
    expect(control.importSolution(solutionZip(flows)).kind).toBe("imported");
    expect(control.uninstall("Connectors").map(({ code }) => code)).toEqual(["0x8004f01d"]);
  });

  it("take over from one solution for everything, in the middle of life", () => {
    const { control } = testEnvironment();
    const flow = { name: "Flow", references: ["con_Orders"] };
    const single: ZipSolution = {
      connectors: connectors.connectors ?? [],
      references: flows.references ?? [],
      flows: [flow],
    };
    control.importSolution(solutionZip(single));
    const [connector] = control.connectors();
    control.bindConnectionReference("con_Orders", control.createConnection(connector?.internalId ?? ""));
    control.turnOn("Flow");
    control.importSolution(solutionZip(connectors));
    const outcome = control.importSolution(solutionZip({ ...flows, flows: [flow], version: "1.1.0.0" }));
    expect(outcome).toMatchObject({ kind: "upgraded", removed: [] });
    expect(control.connectors()).toEqual([connector]);
    expect(control.connectionReferences()[0]).toMatchObject({
      connectorId: connector?.internalId,
      connectionId: expect.any(String),
    });
    expect(control.flow("Flow")?.state).toBe("on");
    expect(control.uninstall("Connectors").map(({ code }) => code)).toEqual(["0x8004f01d"]);
  });
});
