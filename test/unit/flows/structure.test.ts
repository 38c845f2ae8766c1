import { describe, expect, it } from "vitest";
import { missingKeys, operationTables, takesKey } from "../../../connector/operations.ts";
import { emitFlows } from "../../../flows/index.ts";
import type { EmittedFlow } from "../../../generator/model/emitted.ts";
import type { ConnectionRole, Model } from "../../../generator/model/model.ts";
import { loadFlow } from "../../../simulator/engine/index.ts";
import { checkFlow } from "../../../simulator/expressions/index.ts";
import { actionsOf, asObject, at, definitionOf, textsIn } from "./flow-text.ts";
import { sampleModel } from "./sample-model.ts";
import { variants } from "./variants.ts";

/** Findings that an option brings with it. */
const expected: Readonly<Record<string, readonly string[]>> = {
  "two hundred more fields": ["FLOW.TRIGGER_CONDITION_LEFT_OUT"],
};

describe.each(Object.entries(variants))("the flows with %s", (name, model) => {
  const { flows, diagnostics } = emitFlows(model);

  it("come with the findings that are meant, and no other", () => {
    expect(diagnostics.map(({ code }) => code)).toEqual(expected[name] ?? []);
  });

  it("are loaded by an engine that takes nothing it does not know", () => {
    const findings = flows.flatMap((flow) => loadFlow(sourceOf(flow)).findings);
    expect(findings.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  });

  it("hold expressions that parse, none too long", () => {
    const findings = flows.flatMap((flow) => checkFlow({ file: flow.flow.key, text: textOf(flow) }).findings);
    expect(findings.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
    expect(longestExpression(flows)).toBeLessThanOrEqual(8192);
  });

  it("call operations that exist, with keys that they take and all that they need", () => {
    expect(flows.flatMap((flow) => wrongCalls(model, flow))).toEqual([]);
  });

  it("name every action once, in words and with a description", () => {
    for (const flow of flows) {
      const actions = actionsOf(definitionOf(flow));
      const names = actions.map((each) => each.name.toLowerCase());
      expect(names.filter((each, index) => names.indexOf(each) !== index)).toEqual([]);
      for (const { name: action, action: content } of actions) {
        expect(action.length, action).toBeLessThanOrEqual(80);
        expect(action, action).not.toMatch(/["<>%&\\?/.()]/);
        for (const title of Object.keys(asObject(content["cases"] ?? {}))) {
          expect(title, action).toMatch(/^[A-Z].{2,}/);
        }
        const description = content["description"];
        expect(
          typeof description === "string" && description.length > 5 && description.length <= 256,
          action,
        ).toBe(true);
      }
      expect(actions.length).toBeLessThanOrEqual(500);
      expect(Math.max(...actions.map(({ depth }) => depth))).toBeLessThanOrEqual(8);
    }
  });

  it("let every action follow siblings alone, in no circle", () => {
    for (const flow of flows) checkOrder(definitionOf(flow), flow.flow.key);
  });

  it("answer on every path of a flow that others call", () => {
    const called = new Set(
      flows.flatMap((flow) =>
        actionsOf(definitionOf(flow)).flatMap(({ action }) => {
          const child = at(action, "inputs", "host", "workflowReferenceName");
          return typeof child === "string" ? [child] : [];
        }),
      ),
    );
    const mute = flows.filter((flow) => called.has(flow.flow.id) && !answers(definitionOf(flow)));
    expect(mute.map((flow) => flow.flow.key)).toEqual([]);
  });
});

describe("the flow file", () => {
  const { flows } = emitFlows(sampleModel);
  const byKey = (key: string): EmittedFlow => flows.find((flow) => flow.flow.key === key) ?? expect.fail(key);

  it("has the shape of an exported solution flow", () => {
    for (const flow of flows) {
      expect(Object.keys(flow.file)).toEqual(["properties", "schemaVersion"]);
      expect(Object.keys(asObject(flow.file["properties"]))).toEqual([
        "connectionReferences",
        "definition",
        "templateName",
      ]);
      const parameters = asObject(at(definitionOf(flow), "parameters"));
      expect(parameters["$connections"]).toEqual({ defaultValue: {}, type: "Object" });
      expect(parameters["$authentication"]).toEqual({ defaultValue: {}, type: "SecureObject" });
    }
  });

  it("embeds its connections, and names the component of a custom connector", () => {
    const references = asObject(
      at(byKey("salesforceToPartnerCenter").file, "properties", "connectionReferences"),
    );
    const { apiName } = sampleModel.connectors.referrals;
    expect(apiName).toMatch(/^shared_csl-5fcosellreferrals-5f[0-9a-f]{16}$/);
    expect(references).toEqual({
      [apiName]: {
        runtimeSource: "embedded",
        connection: { connectionReferenceLogicalName: "csl_PartnerCenterReferrals" },
        api: {
          name: apiName,
          logicalName: "csl_cosellreferrals",
        },
      },
      shared_salesforce: {
        runtimeSource: "embedded",
        connection: { connectionReferenceLogicalName: "csl_Salesforce" },
        api: { name: "shared_salesforce" },
      },
    });
  });

  it("lets anybody call the webhook, and says so", () => {
    expect(
      at(
        definitionOf(byKey("partnerCenterToSalesforce")),
        "triggers",
        "manual",
        "inputs",
        "triggerAuthenticationType",
      ),
    ).toBe("All");
  });

  it("polls Salesforce one run at a time, under a condition that cannot name a parameter", () => {
    const [trigger] = Object.values(
      asObject(at(definitionOf(byKey("opportunityToPartnerCenter")), "triggers")),
    );
    expect(at(trigger, "runtimeConfiguration")).toEqual({ concurrency: { runs: 1 } });
    expect(at(trigger, "recurrence")).toEqual({ frequency: "Minute", interval: 3 });
    const conditions = textsIn(at(trigger, "conditions"));
    expect(conditions).toHaveLength(1);
    expect(conditions.join("")).not.toContain("parameters(");
  });

  it("says for each call whether it is repeated, and never repeats a creation", () => {
    for (const flow of flows) {
      for (const { name, action } of actionsOf(definitionOf(flow))) {
        if (action["type"] === "Foreach")
          expect(at(action, "runtimeConfiguration")).toEqual({ concurrency: { repetitions: 1 } });
        if (action["type"] !== "OpenApiConnection") continue;
        const retry = at(action, "inputs", "retryPolicy", "type");
        const operation = at(action, "inputs", "host", "operationId");
        expect(retry, name).toBe(
          operation === "CreateReferral" ? "none" : at(action, "inputs", "retryPolicy", "type"),
        );
        expect(retry, name).toMatch(/^(none|exponential)$/);
        if (operation === "CreateReferral") expect(at(action, "limit", "timeout"), name).toBe("PT2M");
      }
    }
  });

  it("guards every change of a referral", () => {
    const changes = flows.flatMap((flow) =>
      actionsOf(definitionOf(flow)).filter(
        ({ action }) => at(action, "inputs", "host", "operationId") === "PatchReferralById",
      ),
    );
    expect(changes.length).toBeGreaterThan(2);
    for (const { name, action } of changes)
      expect(at(action, "inputs", "parameters", "If-Match"), name).toMatch(/eTag/);
  });

  it("reads the names of columns that variables hold from the variables alone", () => {
    const named: Readonly<Record<string, string>> = {
      dealValueField: "Zz_Value__c",
      dealCurrencyField: "Zz_Currency__c",
      countryField: "Zz_Country__c",
    };
    const model: Model = {
      ...sampleModel,
      variables: sampleModel.variables.map((variable) => ({
        ...variable,
        default: named[variable.key] ?? variable.default,
      })),
    };
    for (const flow of emitFlows(model).flows) {
      const { parameters: _, ...rest } = asObject(definitionOf(flow));
      const text = JSON.stringify(rest);
      for (const column of [...Object.values(named), "CurrencyIsoCode", "BillingCountry", "'Amount'"])
        expect(text, `${flow.flow.key} names ${column}`).not.toContain(column);
    }
  });

  it("keeps ids of actions for the designer, whatever names and versions become", () => {
    const ids = (model: Model): readonly unknown[] =>
      emitFlows(model).flows.flatMap((flow) =>
        actionsOf(definitionOf(flow)).map(({ action }) => at(action, "metadata", "operationMetadataId")),
      );
    const before = ids(sampleModel);
    const renamed: Model = {
      ...sampleModel,
      solution: { ...sampleModel.solution, version: "2.0.0.0", displayName: "Another" },
      variables: sampleModel.variables.map((variable) => ({
        ...variable,
        displayName: `${variable.displayName} 2`,
      })),
    };
    expect(ids(renamed)).toEqual(before);
    expect(new Set(before).size).toBe(before.length);
  });

  it("is the same each time", () => {
    expect(JSON.stringify(emitFlows(sampleModel))).toBe(
      JSON.stringify(emitFlows(structuredClone(sampleModel))),
    );
  });
});

const textOf = (flow: EmittedFlow): string => JSON.stringify(flow.file);
const sourceOf = (flow: EmittedFlow) => ({
  id: flow.flow.id,
  name: flow.flow.name,
  file: `${flow.flow.key}.json`,
  content: flow.file,
});

function longestExpression(flows: readonly EmittedFlow[]): number {
  return Math.max(
    ...flows.flatMap((flow) =>
      textsIn(definitionOf(flow)).map((text) => (text.startsWith("@") ? text.length : 0)),
    ),
  );
}

/** Calls of operations that a connector does not have, or with keys that it does not take or misses. */
function wrongCalls(model: Model, flow: EmittedFlow): readonly string[] {
  const tables = operationTables(model.connectors.mode);
  const roles: readonly ConnectionRole[] = ["referrals", "events", "salesforce", "dataverse"];
  const triggers = Object.entries(asObject(at(definitionOf(flow), "triggers"))).map(([name, action]) => ({
    name,
    action: asObject(action),
  }));
  return [...triggers, ...actionsOf(definitionOf(flow))].flatMap(({ name, action }) => {
    if (action["type"] !== "OpenApiConnection") return [];
    const host = at(action, "inputs", "host");
    const role = roles.find(
      (each) => model.connectionReferences[each].apiName === at(host, "connectionName"),
    );
    const operation = role === undefined ? undefined : tables[role][String(at(host, "operationId"))];
    if (operation === undefined) return [`${name}: no such operation`];
    const keys = Object.keys(asObject(at(action, "inputs", "parameters")));
    return [
      ...keys.filter((key) => !takesKey(operation, key)).map((key) => `${name}: does not take ${key}`),
      ...missingKeys(operation, keys).map((key) => `${name}: misses ${key}`),
    ];
  });
}

/** Each action runs after siblings, and following them comes to an end. */
function checkOrder(node: unknown, place: string): void {
  const actions = asObject(at(node, "actions"));
  for (const [name, action] of Object.entries(actions)) {
    const before = Object.keys(asObject(at(action, "runAfter")));
    for (const each of before) expect(Object.keys(actions), `${place}/${name} runs after`).toContain(each);
    const seen = new Set<string>();
    const waiting = [...before];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      expect(next, `${place}/${name} waits for itself`).not.toBe(name);
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(...Object.keys(asObject(at(actions[next], "runAfter"))));
    }
    const branches = [
      action,
      at(action, "else"),
      at(action, "default"),
      ...Object.values(asObject(at(action, "cases"))),
    ];
    for (const branch of branches) checkOrder(branch, `${place}/${name}`);
  }
}

/** A Response after everything, or one in every case of the one choice that the flow is. */
function answers(node: unknown): boolean {
  const actions = Object.values(asObject(at(node, "actions")));
  const response = actions.find((action) => at(action, "type") === "Response");
  if (response !== undefined) {
    const after = Object.values(asObject(at(response, "runAfter")));
    return (
      after.length === 0 || after.every((statuses) => Array.isArray(statuses) && statuses.includes("Failed"))
    );
  }
  const choice = actions.find((action) => at(action, "type") === "Switch");
  if (choice === undefined) return false;
  return [...Object.values(asObject(at(choice, "cases"))), at(choice, "default")].every(answers);
}
