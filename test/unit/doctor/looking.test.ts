import { describe, expect, it } from "vitest";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import { listArtifacts, printManifest } from "../../../generator/manifest.ts";
import type { Artifact } from "../../../generator/model/artifact.ts";
import { build } from "../../../generator/pipeline.ts";
import { deployCodes } from "../../../solution/deploy/codes.ts";
import type { DataverseClient } from "../../../solution/deploy/dataverse/client.ts";
import type { PowerAutomate } from "../../../solution/deploy/services/power-automate.ts";
import { mappingCheck } from "../../../solution/doctor/build/mapping.ts";
import { currentCheck, makerCheck, wholeCheck } from "../../../solution/doctor/build/result.ts";
import type { Outcome } from "../../../solution/doctor/check.ts";
import { runsCheck } from "../../../solution/doctor/environment/runs.ts";
import type { MappingFacts, Patient } from "../../../solution/doctor/patient.ts";
import { settingsCheck } from "../../../solution/doctor/settings/settings.ts";
import { defaultText } from "../spec/mapping.ts";
import { fakeMachine, patientWith } from "./fake-machine.ts";

const { model, artifacts } = build({ file: "mapping.yaml", text: defaultText });
const mapping: MappingFacts = {
  ...{ file: "mapping.yaml", mistakes: 0, artifacts },
  ...(model === undefined ? {} : { model }),
};
const codesIn = (outcome: Outcome) =>
  outcome.kind === "looked at" ? outcome.findings.map(({ code }) => code) : [outcome.because];

describe("the result of a build", () => {
  const made: readonly Artifact[] = [
    { id: "flow/a", kind: "flow", path: "flows/a.json", content: "{}", origin: ["flows"] },
    { id: "flow/b", kind: "flow", path: "flows/b.json", content: "[]", origin: ["flows"] },
  ];

  /** A folder in which those files lie, and what a build makes now. */
  function patientOf(
    files: Readonly<Record<string, string>>,
    now: readonly Artifact[] = made,
    mistakes = 0,
  ): Patient {
    const inOut = Object.entries(files).map(([path, content]) => [`out/${path}`, content]);
    return patientWith({
      machine: fakeMachine({ files: Object.fromEntries(inOut) }),
      out: { folder: "out", files: () => (inOut.length === 0 ? undefined : Object.keys(files)) },
      mapping: { file: "mapping.yaml", mistakes, artifacts: now },
    });
  }
  const manifest = printManifest({ cosell: "0.1.0", ...listArtifacts(made) });
  const built = { "manifest.json": manifest, "flows/a.json": "{}", "flows/b.json": "[]" };

  it("is whole, up to date and of this version after a build", async () => {
    const patient = patientOf({ ...built, ".DS_Store": "of a desktop" });
    for (const check of [wholeCheck, currentCheck, makerCheck]) {
      expect(codesIn(await check.examine(patient))).toEqual([]);
    }
  });

  it("is edited where a file has other content, is gone, or has come from elsewhere", async () => {
    const patient = patientOf({ "manifest.json": manifest, "flows/a.json": "{ }", "mine.txt": "" });
    const outcome = await wholeCheck.examine(patient);
    expect(outcome).toMatchObject({
      findings: [
        { code: "DOCTOR.BUILD_EDITED", where: { file: "out/flows/a.json" } },
        { code: "DOCTOR.BUILD_EDITED", where: { file: "out/flows/b.json" }, found: "it is gone" },
        { code: "DOCTOR.BUILD_EDITED", where: { file: "out/mine.txt" } },
      ],
    });
  });

  it("is stale where a build now makes other bytes, fewer files or more", async () => {
    const [first, second] = made;
    if (first === undefined || second === undefined) throw new TypeError("there are two");
    for (const now of [[first, { ...second, content: "[1]" }], [first], [...made, { ...first, path: "c" }]]) {
      expect(codesIn(await currentCheck.examine(patientOf(built, now)))).toEqual(["DOCTOR.BUILD_STALE"]);
    }
  });

  it("is not held against a mapping with mistakes", async () => {
    expect(codesIn(await currentCheck.examine(patientOf(built, [], 2)))).toEqual([
      "the mapping has mistakes",
    ]);
  });

  it("is of another version where the manifest names another one, or none", async () => {
    for (const cosell of [{ cosell: "0.2.0" }, {}]) {
      const text = printManifest({ ...cosell, ...listArtifacts(made) });
      expect(codesIn(await makerCheck.examine(patientOf({ ...built, "manifest.json": text })))).toEqual([
        "DOCTOR.BUILD_OTHER_VERSION",
      ]);
    }
  });

  it.each([{}, { "flows/a.json": "{}" }, { "manifest.json": "no manifest" }])(
    "is missing in %j",
    async (files) => {
      const patient = patientOf(files);
      expect(codesIn(await wholeCheck.examine(patient))).toEqual(["DOCTOR.BUILD_MISSING"]);
      expect(codesIn(await makerCheck.examine(patient))).toEqual(["there is no build in out"]);
    },
  );
});

it("counts the fields of the mapping as a build does", async () => {
  const outcome = await mappingCheck.examine(patientWith({ mapping }));
  expect(outcome).toMatchObject({ said: "mapping.yaml: 15 fields, 9 flows" });
});

describe("deployment settings", () => {
  const template = String(
    artifacts.find(({ path }) => path === "settings/staging/single/CosellSync.json")?.content,
  );
  const patientOf = (text: string): Patient =>
    patientWith({
      mapping,
      settings: ["staging.json"],
      machine: fakeMachine({ files: { "staging.json": text } }),
    });

  it("have a placeholder for each connection and each connector of ours, as the build leaves them", async () => {
    const outcome = await settingsCheck.examine(patientOf(template));
    expect(codesIn(outcome)).toEqual(Array.from({ length: 6 }, () => "DOCTOR.SETTINGS_PLACEHOLDER"));
    expect(outcome).toMatchObject({
      findings: expect.arrayContaining([
        expect.objectContaining({
          message: "ConnectionId of csl_Salesforce still has the placeholder of the build.",
          where: { file: "staging.json", path: ["ConnectionReferences", 2, "ConnectionId"] },
          found: "<connection id of Salesforce Connection>",
        }),
      ]),
    });
  });

  it("are fine once they are filled in", async () => {
    const filled = template
      .replaceAll(/<connection id of [^>]*>/g, "5b2c81d0")
      .replaceAll(/<connector id of ([^>]*)>/g, "/providers/Microsoft.PowerApps/apis/shared_$1");
    expect(codesIn(await settingsCheck.examine(patientOf(filled)))).toEqual([]);
  });

  it("are asked for the variables that the mapping sets for the environment", async () => {
    const set = "- { name: staging, variables: { activeStage: Qualified } }";
    const { model } = build({
      file: "mapping.yaml",
      text: defaultText.replace("- { name: staging }", set),
    });
    const text = JSON.stringify({ EnvironmentVariables: [], ConnectionReferences: [] });
    const look = (environmentName: string) =>
      settingsCheck.examine({
        ...patientOf(text),
        environmentName,
        mapping: { ...mapping, ...(model === undefined ? {} : { model }) },
      });
    const left = "DOCTOR.SETTINGS_VARIABLES_LEFT";
    expect(codesIn(await look("staging"))).toContain(left);
    expect(codesIn(await look("production"))).not.toContain(left);
  });

  it("are found to name what the solution lacks, to lack what it has, and to say things twice", async () => {
    const value = (SchemaName: string, Value: string) => ({ SchemaName, Value });
    const text = JSON.stringify({
      EnvironmentVariables: [
        ...[value("csl_activestagename", "Closed Won"), value("csl_activestagename", "Qualification")],
        ...[
          value("csl_nothing", "x"),
          value("csl_reconcilewatermark", "{}"),
          value("csl_onholdstagename", "#{stage}#"),
        ],
      ],
      ConnectionReferences: [],
    });
    const outcome = await settingsCheck.examine(patientOf(text));
    const counted = new Map<string, number>();
    for (const code of codesIn(outcome)) counted.set(code, (counted.get(code) ?? 0) + 1);
    expect(Object.fromEntries(counted)).toEqual({
      "DOCTOR.SETTINGS_NAME_UNKNOWN": 1,
      "DOCTOR.SETTINGS_NAME_TWICE": 1,
      "DOCTOR.SETTINGS_NAME_MISSING": 4,
      "DOCTOR.SETTINGS_VALUE": 2,
      "DOCTOR.SETTINGS_PLACEHOLDER": 1,
    });
  });
});

describe("failed runs", () => {
  const refused = new Failure(
    deployCodes.finding("SERVICE_REFUSED", {
      ...{ service: "Dataverse", request: "the rows of flowruns", status: 404, reason: "no such table" },
    }),
  );
  const dataverse: DataverseClient = {
    url: "https://contoso.crm4.dynamics.com",
    rows: async () => {
      throw refused;
    },
    ...{ create: async () => "", update: async () => {}, remove: async () => {} },
    ...{ act: async () => ({}), ask: async () => ({}) },
  };
  const patientOf = (flowService: Patient["flowService"]): Patient =>
    patientWith({
      ...{ mapping, flowService },
      environment: { kind: "open", client: { name: "staging", dataverse } },
    });

  it("are asked of the flow service where Dataverse keeps no history", async () => {
    const id = model?.flows.find(({ key }) => key === "reconcile")?.id;
    const service: PowerAutomate = {
      callbackUrl: async () => "",
      start: async () => {},
      runs: async (flow) => {
        if (flow !== id) return [];
        const run = (status: string, day: number) => ({
          ...{ id: `run ${day}`, status, errorCode: "SyncFailed", error: "Not\n now." },
          started: Date.parse(`2026-01-${day}T10:00:00Z`),
        });
        return [run("Failed", 31), run("Succeeded", 30), run("Failed", 20)];
      },
    };
    expect(await runsCheck.examine(patientOf({ kind: "open", client: service }))).toMatchObject({
      said: "1 failed in 7 days",
      findings: [
        {
          code: "DOCTOR.RUN_FAILED",
          found: "1 since 7 days, the last at 2026-01-31T10:00:00.000Z: SyncFailed: Not now.",
        },
      ],
    });
  });

  it("are not looked at where neither shows them", async () => {
    const closed = { kind: "closed", because: "nobody is signed in" } as const;
    expect(codesIn(await runsCheck.examine(patientOf(closed)))).toEqual([
      "the environment keeps no run history in Dataverse, and nobody is signed in",
    ]);
  });
});
