import { describe, expect, it } from "vitest";
import { quirkTable } from "../../../simulator/services/dataverse/quirks.ts";
import { refusals, testEnvironment } from "./environment.ts";
import { idOf, solutionZip } from "./solution-zip.ts";

const tested = {
  "update-is-upsert": (setting: "yes" | "no") => {
    const { api } = testEnvironment({ quirks: { "update-is-upsert": setting } });
    const path = `environmentvariabledefinitions(${idOf("new")})`;
    return api("PATCH", path, { body: { schemaname: "con_new" } }).status;
  },
  "same-version-import": (setting: "refused" | "accepted") => {
    const { control } = testEnvironment({ quirks: { "same-version-import": setting } });
    control.importSolution(solutionZip({}));
    return refusals(control.importSolution(solutionZip({}))).length;
  },
  "flow-state-on-import": (setting: "as-packaged" | "off") => {
    const { control } = testEnvironment({ quirks: { "flow-state-on-import": setting } });
    control.importSolution(solutionZip({ flows: [{ name: "Flow", on: true }] }), { activateFlows: true });
    return control.flow("Flow")?.state;
  },
  "managed-flow-switch": (setting: "allowed" | "refused") => {
    const { control } = testEnvironment({ quirks: { "managed-flow-switch": setting } });
    control.importSolution(solutionZip({ flows: [{ name: "Flow", customizable: false }] }));
    const outcome = control.turnOn("Flow");
    return outcome.ok ? "on" : outcome.error.code;
  },
  "custom-connector-suffix": (setting: "kept" | "relinked") => {
    const { control } = testEnvironment({ quirks: { "custom-connector-suffix": setting } });
    const references = [{ name: "con_O", connector: "shared_con-5forders-5f0123", custom: "con_orders" }];
    control.importSolution(solutionZip({ connectors: [{ name: "con_orders" }], references }));
    const internal = control.connectors()[0]?.internalId;
    expect(control.connectionReferences()[0]?.connectorId).toBe(internal);
    return internal === "shared_con-5forders-5f0123";
  },
  "empty-default": (setting: "no-value" | "empty-text") => {
    const { control } = testEnvironment({ quirks: { "empty-default": setting } });
    const variables = [{ name: "con_a", default: "" }];
    control.importSolution(solutionZip({ variables, flows: [{ name: "Flow", variables: ["con_a"] }] }));
    return control.turnOn("Flow").ok;
  },
  "changed-variable-reaches-flow": (setting: "when-turned-on" | "at-once") => {
    const { control } = testEnvironment({ quirks: { "changed-variable-reaches-flow": setting } });
    const variables = [{ name: "con_a", default: "old" }];
    control.importSolution(solutionZip({ variables, flows: [{ name: "Flow", variables: ["con_a"] }] }));
    control.turnOn("Flow");
    control.setVariable("con_a", "new");
    return control.flow("Flow")?.variableValues?.["con_a"];
  },
};

describe("every quirk, both ways", () => {
  it.each([
    ["update-is-upsert", [tested["update-is-upsert"]("yes"), tested["update-is-upsert"]("no")], [201, 404]],
    [
      "same-version-import",
      [tested["same-version-import"]("refused"), tested["same-version-import"]("accepted")],
      [1, 0],
    ],
    [
      "flow-state-on-import",
      [tested["flow-state-on-import"]("as-packaged"), tested["flow-state-on-import"]("off")],
      ["on", "off"],
    ],
    [
      "managed-flow-switch",
      [tested["managed-flow-switch"]("allowed"), tested["managed-flow-switch"]("refused")],
      ["on", "CannotUpdateManagedComponent"],
    ],
    [
      "custom-connector-suffix",
      [tested["custom-connector-suffix"]("kept"), tested["custom-connector-suffix"]("relinked")],
      [true, false],
    ],
    [
      "empty-default",
      [tested["empty-default"]("no-value"), tested["empty-default"]("empty-text")],
      [false, true],
    ],
    [
      "changed-variable-reaches-flow",
      [
        tested["changed-variable-reaches-flow"]("when-turned-on"),
        tested["changed-variable-reaches-flow"]("at-once"),
      ],
      ["old", "new"],
    ],
  ])("%s", (_, seen, expected) => {
    expect(seen).toEqual(expected);
  });

  it("none is left out", () => {
    expect(Object.keys(tested).sort()).toEqual(Object.keys(quirkTable).sort());
  });
});
