import { describe, expect, it } from "vitest";
import type { DataverseControl, TurnOnOutcome } from "../../../simulator/services/dataverse/types.ts";
import { testEnvironment } from "./environment.ts";
import { flowFile, idOf, solutionZip, type ZipFlow, type ZipSolution } from "./solution-zip.ts";

const code = (outcome: TurnOnOutcome): string => (outcome.ok ? "on" : outcome.error.code);

function withFlows(flows: readonly ZipFlow[], more: ZipSolution = {}): DataverseControl {
  const { control } = testEnvironment();
  control.importSolution(solutionZip({ flows, ...more }));
  return control;
}

describe("turning a flow on", () => {
  it("needs its children to have been on once", () => {
    const control = withFlows([{ name: "Child" }, { name: "Parent", children: ["Child"] }]);
    const refused = control.turnOn("Parent");
    expect(refused).toEqual({
      ok: false,
      error: {
        code: "ChildFlowNeverPublished",
        xrmCode: "0x80060467",
        message: `Flow client error returned with status code "BadRequest" and details "${JSON.stringify({ error: { code: "ChildFlowNeverPublished", message: `The child flow with id '${idOf("Child")}', name 'Child' was never published. Publish it before its parent.` } })}".`,
      },
    });
    expect(code(control.turnOn("Child"))).toBe("on");
    expect(code(control.turnOff("Child"))).toBe("on");
    expect(code(control.turnOn("Parent"))).toBe("on");
    expect(control.flows().map(({ name, state }) => [name, state])).toEqual([
      ["Child", "off"],
      ["Parent", "on"],
    ]);
  });

  it.each<[string, readonly ZipFlow[], string]>([
    ["itself as a child", [{ name: "Flow", children: ["Flow"] }], "FlowCannotInvokeItself"],
    ["no definition", [{ name: "Flow", file: {} }], "DefinitionRequestMissingFields"],
  ])("is refused with %s", (_, flows, expected) => {
    expect(code(withFlows(flows).turnOn("Flow"))).toBe(expected);
  });

  it.each<[string, ZipFlow, string]>([
    ["without a response", { name: "Child", responds: false }, "ChildFlowMissingResponseOperation"],
    [
      "with connections of whoever runs it",
      { name: "Child", invoker: true, references: ["con_A"] },
      "ChildFlowUnsupportedForInvokerConnections",
    ],
  ])("is refused with a child %s", (_, child, expected) => {
    const references = [{ name: "con_A", connector: "shared_salesforce" }];
    const control = withFlows([child, { name: "Parent", children: ["Child"] }], { references });
    control.bindConnectionReference("con_A", control.createConnection("shared_salesforce"));
    expect(code(control.turnOn("Child"))).toBe("on");
    expect(code(control.turnOn("Parent"))).toBe(expected);
  });

  it("needs every connection reference to be bound", () => {
    const references = [{ name: "con_A", connector: "shared_salesforce" }];
    const control = withFlows([{ name: "Flow", references: ["con_A"] }], { references });
    expect(code(control.turnOn("Flow"))).toBe("XrmConnectionReferenceMissingConnection");
    control.bindConnectionReference("con_A", control.createConnection("shared_salesforce"));
    expect(code(control.turnOn("Flow"))).toBe("on");
  });

  it("needs a value for every variable, and keeps those of the moment", () => {
    const control = withFlows([{ name: "Flow", variables: ["con_a"] }], { variables: [{ name: "con_a" }] });
    expect(code(control.turnOn("Flow"))).toBe("XrmEnvironmentVariableAttributeNotFound");
    control.setVariable("con_a", "1");
    expect(code(control.turnOn("Flow"))).toBe("on");
    control.setVariable("con_a", "2");
    expect(control.flow("Flow")?.variableValues).toEqual({ con_a: "1" });
    control.turnOff("Flow");
    expect(control.flow("Flow")?.variableValues).toBeUndefined();
    control.turnOn("Flow");
    expect(control.flow("Flow")?.variableValues).toEqual({ con_a: "2" });
  });

  it("asks the flow service", () => {
    const { control } = testEnvironment({
      checkFlow: ({ clientData }) =>
        clientData.includes("Broken") ? { code: "InvalidTemplate", message: "no" } : undefined,
    });
    control.importSolution(
      solutionZip({ flows: [{ name: "A" }, { name: "B", children: ["Broken"] }, { name: "Broken" }] }),
    );
    expect(code(control.turnOn("A"))).toBe("on");
    expect(code(control.turnOn("Broken"))).toBe("on");
    expect(code(control.turnOn("B"))).toBe("InvalidTemplate");
    const broken = JSON.stringify(flowFile({ name: "A", children: ["Broken"] }));
    expect(code(control.customizeFlow("A", broken))).toBe("InvalidTemplate");
  });
});

describe("a maker's own definition", () => {
  const mine = JSON.stringify(flowFile({ name: "Mine", variables: ["con_a"] }));

  it("lies over a managed flow that is customizable, and takes the values anew", () => {
    const control = withFlows([{ name: "Flow" }], { variables: [{ name: "con_a", default: "d" }] });
    control.turnOn("Flow");
    expect(control.customizeFlow("Flow", mine)).toEqual({ ok: true });
    expect(control.flow("Flow")).toMatchObject({
      clientData: mine,
      variableValues: { con_a: "d" },
      state: "on",
    });
    control.removeCustomization("Flow");
    expect(control.flow("Flow")).toMatchObject({ variableValues: {}, state: "on" });
  });

  it("is refused for a flow that is not customizable, and for what is no flow", () => {
    const control = withFlows([{ name: "Flow", customizable: false }, { name: "Open" }]);
    expect(code(control.customizeFlow("Flow", mine))).toBe("CannotUpdateManagedComponent");
    expect(code(control.customizeFlow("Open", "{"))).toBe("DefinitionRequestMissingFields");
  });

  it("is refused while the flow is on and the definition could not be", () => {
    const control = withFlows([{ name: "Flow" }], { variables: [{ name: "con_a" }] });
    expect(code(control.customizeFlow("Flow", mine))).toBe("on");
    control.removeCustomization("Flow");
    control.turnOn("Flow");
    expect(code(control.customizeFlow("Flow", mine))).toBe("XrmEnvironmentVariableAttributeNotFound");
    expect(control.flow("Flow")?.clientData).not.toBe(mine);
  });

  it("changes an unmanaged flow itself", () => {
    const control = withFlows([{ name: "Flow" }], { managed: false, variables: [{ name: "con_a" }] });
    control.customizeFlow("Flow", mine);
    control.removeCustomization("Flow");
    expect(control.flow("Flow")?.clientData).toBe(mine);
  });
});
