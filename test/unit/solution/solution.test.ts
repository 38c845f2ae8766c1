import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { build } from "../../../generator/pipeline.ts";
import { readSolution } from "../../../solution/read/read-solution.ts";
import { readZip } from "../../../solution/read/read-zip.ts";
import { verify } from "../../../solution/verify/verify.ts";
import { defaultArtifacts, filesOf, zipAt } from "./default-solution.ts";

const single = filesOf(zipAt("single/CosellSync_1_0_0_0.zip"));
const text = (path: string, files = single): string => new TextDecoder().decode(files.get(path));

it("names zips, folders and settings of both layouts", () => {
  const zips = defaultArtifacts.filter(({ kind }) => kind === "solution-zip").map(({ path }) => path);
  expect(zips).toEqual([
    "single/CosellSync_1_0_0_0.zip",
    "single/CosellSync_1_0_0_0_managed.zip",
    "split/CosellConnectors_1_0_0_0.zip",
    "split/CosellConnectors_1_0_0_0_managed.zip",
    "split/CosellSync_1_0_0_0.zip",
    "split/CosellSync_1_0_0_0_managed.zip",
  ]);
  const settings = defaultArtifacts
    .filter(({ kind }) => kind === "deployment-settings")
    .map(({ path }) => path);
  expect(settings).toContain("settings/production/split/CosellConnectors.json");
  expect(settings).toContain("settings/staging/single/CosellSync.json");
});

it("has managed and unmanaged differ in one digit", () => {
  const managed = filesOf(zipAt("single/CosellSync_1_0_0_0_managed.zip"));
  expect([...managed.keys()].sort()).toEqual([...single.keys()].sort());
  for (const path of single.keys()) {
    const wanted = text(path).replace("<Managed>0</Managed>", "<Managed>1</Managed>");
    expect(text(path, managed)).toBe(path === "solution.xml" ? wanted : text(path));
  }
});

it("writes the platform's dialect", () => {
  expect(text("solution.xml")).not.toMatch(/^\u{feff}|<\?xml|[^\r]\n/u);
  expect([...(single.get("[Content_Types].xml") ?? [])].slice(0, 3)).toEqual([0xef, 0xbb, 0xbf]);
  expect(text("solution.xml")).toContain('<EMailAddress xsi:nil="true"></EMailAddress>');
  expect(text("solution.xml").match(/<Address>/g)).toHaveLength(2);
});

it("keeps every flow but one from being edited, and ships all of them off", () => {
  const workflows = text("customizations.xml").split("<Workflow ").slice(1);
  const open = workflows.filter((each) => each.includes("<IsCustomizable>1</IsCustomizable>"));
  expect(workflows).toHaveLength(9);
  expect(open.map((each) => /Name="([^"]+)"/.exec(each)?.[1])).toEqual([
    "[Customize] Create or Get Details from Salesforce",
  ]);
  for (const each of workflows) expect(each).toContain("<StateCode>0</StateCode>");
});

it("says in the split layout which connectors must be there first", () => {
  const split = readSolution("split", filesOf(zipAt("split/CosellSync_1_0_0_0.zip"))).solution;
  expect(split?.connectors).toEqual([]);
  expect(new Set(split?.required.map(({ dependent }) => dependent))).toContain("csl_PartnerCenterReferrals");
  const connectors = readSolution("split", filesOf(zipAt("split/CosellConnectors_1_0_0_0.zip"))).solution;
  expect(connectors?.flows).toEqual([]);
  expect(connectors?.connectors).toHaveLength(2);
});

it("gives both layouts the same ids", () => {
  const ids = (path: string) => readSolution("", filesOf(zipAt(path))).solution?.flows.map(({ id }) => id);
  expect(ids("split/CosellSync_1_0_0_0.zip")).toEqual(ids("single/CosellSync_1_0_0_0.zip"));
});

it("ships no values, no connections and no secrets", () => {
  for (const path of single.keys()) {
    expect(path).not.toMatch(/environmentvariablevalues/);
    expect(text(path)).not.toMatch(/client_?secret|"connectionid"/i);
  }
});

it("finds nothing wrong with what it builds", () => {
  const zips = defaultArtifacts.flatMap(({ kind, path, content }) =>
    kind === "solution-zip" && content instanceof Uint8Array
      ? [{ kind: "file" as const, name: path, bytes: content }]
      : [],
  );
  const folders = ["single/CosellSync/", "split/CosellSync/", "split/CosellConnectors/"].map((prefix) => ({
    kind: "folder" as const,
    name: prefix,
    files: new Map(
      defaultArtifacts
        .filter(({ kind, path }) => kind === "solution-folder" && path.startsWith(prefix))
        .map(({ path, content }) => [
          path.slice(prefix.length),
          typeof content === "string" ? new TextEncoder().encode(content) : content,
        ]),
    ),
  }));
  expect(verify([...zips, ...folders]).diagnostics).toEqual([]);
});

describe("deployment settings", () => {
  const settings = (path: string) =>
    JSON.parse(String(defaultArtifacts.find((each) => each.path === path)?.content));

  it("names every reference, and no variable that the mapping leaves to the administrator", () => {
    const { EnvironmentVariables: variables, ConnectionReferences: references } = settings(
      "settings/staging/split/CosellSync.json",
    );
    expect(variables).toEqual([]);
    expect(references).toContainEqual({
      LogicalName: "csl_Salesforce",
      ConnectionId: "<connection id of Salesforce Connection>",
      ConnectorId: "/providers/Microsoft.PowerApps/apis/shared_salesforce",
    });
  });

  it("sets what the mapping sets for the environment, as the platform writes it", () => {
    const file = new URL("../../../mapping.yaml", import.meta.url);
    const text = readFileSync(file, "utf8").replace(
      "- { name: staging }",
      "- { name: staging, variables: { activeStage: Qualified, displayCheckMark: false } }",
    );
    const { artifacts } = build({ file: "mapping.yaml", text });
    const variablesIn = (environment: string): unknown => {
      const path = `settings/${environment}/split/CosellSync.json`;
      return JSON.parse(String(artifacts.find((each) => each.path === path)?.content)).EnvironmentVariables;
    };
    expect(variablesIn("staging")).toEqual([
      { SchemaName: "csl_displaycheckmarkinname", Value: "no" },
      { SchemaName: "csl_activestagename", Value: "Qualified" },
    ]);
    expect(variablesIn("production")).toEqual([]);
  });

  it("has nothing to set where there are only connectors", () => {
    expect(settings("settings/staging/split/CosellConnectors.json")).toEqual({
      EnvironmentVariables: [],
      ConnectionReferences: [],
    });
  });
});

it("packs the same bytes in every time zone and language", () => {
  const url = (path: string) => JSON.stringify(new URL(`../../../${path}`, import.meta.url).href);
  const script = `
    import { createHash } from "node:crypto";
    import { emitSolutions } from ${url("solution/index.ts")};
    import { defaultModel, smallConnectors, smallFlows } from ${url("test/unit/solution/hand-made.ts")};
    for (const { path, content } of emitSolutions(defaultModel, smallConnectors, smallFlows)) {
      console.log(path, createHash("sha256").update(content).digest("hex"));
    }
    console.log(new Date(1980, 0, 1).toISOString());`;
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  const places = [
    { TZ: "UTC", LANG: "C" },
    { TZ: "Asia/Kolkata", LANG: "tr_TR.UTF-8" },
  ];
  const [one = [], other = []] = places.map((place) => {
    const run = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
      cwd: root,
      env: { ...process.env, ...place },
      encoding: "utf8",
    });
    expect(run.stderr).toBe("");
    return run.stdout.trim().split("\n");
  });
  // The last line shows that the zones differ; everything before it is the same.
  expect(one.at(-1)).not.toBe(other.at(-1));
  expect(one.slice(0, -1)).toEqual(other.slice(0, -1));
  expect(one.filter((line) => line.includes(".zip "))).toHaveLength(6);
});

it("reads old zips whose paths have back-slashes", () => {
  const zip = Buffer.from(zipAt("single/CosellSync_1_0_0_0.zip"));
  const path = "Connector/";
  let at = zip.indexOf(path);
  while (at >= 0) {
    zip[at + path.length - 1] = 0x5c;
    at = zip.indexOf(path, at + 1);
  }
  const read = readZip("old.zip", zip);
  expect(read.ok && [...read.files.keys()].some((each) => each.startsWith("Connector/"))).toBe(true);
});
