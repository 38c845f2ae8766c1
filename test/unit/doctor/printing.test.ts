import { describe, expect, it } from "vitest";
import { doctorJson, doctorProgress, doctorSummary } from "../../../generator/cli/print/doctor-report.ts";
import { painter } from "../../../generator/cli/print/paint.ts";
import type { Check, Outcome } from "../../../solution/doctor/check.ts";
import { environmentCodes } from "../../../solution/doctor/environment/codes.ts";
import { type DoctorFinding, seen } from "../../../solution/doctor/finding.ts";
import { machineCodes } from "../../../solution/doctor/machine/codes.ts";

const paint = painter(false);
const check = (key: string, group: Check["group"], title: string): Check => ({
  ...{ key, group, title },
  examine: async () => ({ kind: "not looked at", because: "" }),
});

const old = seen(
  machineCodes.finding("PAC_OLD", {}, { where: { file: "this machine", path: ["pac"] } }),
  "1.25.2",
  "1.34.0 or newer",
);
const changed = seen(
  environmentCodes.finding(
    "FLOW_CHANGED",
    { name: "Reconcile" },
    { where: { file: "staging", path: ["flows", "Reconcile"] } },
  ),
  "another definition",
  "the definition that a build makes",
);
const off: DoctorFinding = seen(
  environmentCodes.finding(
    "FLOW_OFF",
    { name: "Reconcile\u001b[2J", place: 9 },
    { where: { file: "staging", path: ["flows", "Reconcile"] } },
  ),
  "off",
  "on",
);

const told: readonly (readonly [Check, Outcome])[] = [
  [check("node", "machine", "Node"), { kind: "looked at", said: "Node 20.20.0", findings: [] }],
  [
    check("pac", "machine", "Power Platform CLI"),
    { kind: "looked at", said: "pac 1.25.2, pac", findings: [old] },
  ],
  [check("flows", "environment", "Flows"), { kind: "looked at", said: "8 of 9 are on", findings: [off] }],
  [check("runs", "environment", "Runs"), { kind: "not looked at", because: "nobody is signed in" }],
  [check("x", "drift", "Fields"), { kind: "looked at", said: "33 fields", findings: [changed] }],
];

const examination = {
  groups: (["machine", "environment", "drift"] as const).map((group) => ({
    group,
    checks: told
      .filter(([each]) => each.group === group)
      .map(([{ key, title }, outcome]) => ({ key, title, outcome })),
  })),
  findings: [old, off, changed],
};

describe("the report of the doctor", () => {
  it("tells check by check, with a heading for each group; nothing in it moves the cursor", () => {
    const progress = doctorProgress(paint);
    expect(told.map(([each, outcome]) => progress(each, outcome)).join("")).toBe(`This machine
  ✔ Node                    Node 20.20.0
  ✗ Power Platform CLI      pac 1.25.2, pac
      warning  DOCTOR.PAC_OLD  The Power Platform CLI is older than the commands of a release need.
        where    this machine › pac
        found    1.25.2
        expected 1.34.0 or newer
        → \`dotnet tool update --global Microsoft.PowerApps.CLI.Tool\`.

Environment
  ✗ Flows                   8 of 9 are on
      error  DOCTOR.FLOW_OFF  The flow "Reconcile\\u001b[2J" is off.
        where    staging › flows › Reconcile
        found    off
        expected on
        → Turn it on, after the flows that it calls: number 9 in the order of the import guide.
  – Runs                    not looked at, because nobody is signed in

Drift
  ✔ Fields                  33 fields
      info  DOCTOR.FLOW_CHANGED  The flow "Reconcile" is not as the mapping makes it.
        where    staging › flows › Reconcile
        found    another definition
        expected the definition that a build makes
        why      A maker has saved it in the environment, and their layer covers every upgrade of it; or the platform has rewritten it on import.
        → *See solution layers* shows a maker's layer. In [Customize] it is meant: carry it over after an upgrade. Elsewhere, remove it.
`);
  });

  it("ends with what was found, made and not made", () => {
    expect(doctorSummary(examination, paint)).toBe(
      "\n1 error, 1 warning · 4 checks made, 1 not made   cosell explain CODE\n",
    );
  });

  it("is one object for programs", () => {
    expect(JSON.parse(doctorJson(examination, "staging"))).toEqual({
      environment: "staging",
      groups: [
        {
          group: "machine",
          checks: [
            { check: "node", title: "Node", outcome: "fine", said: "Node 20.20.0" },
            {
              ...{ check: "pac", title: "Power Platform CLI", outcome: "findings" },
              ...{ said: "pac 1.25.2, pac", codes: ["DOCTOR.PAC_OLD"] },
            },
          ],
        },
        {
          group: "environment",
          checks: [
            {
              ...{ check: "flows", title: "Flows", outcome: "findings" },
              ...{ said: "8 of 9 are on", codes: ["DOCTOR.FLOW_OFF"] },
            },
            { check: "runs", title: "Runs", outcome: "not looked at", because: "nobody is signed in" },
          ],
        },
        {
          group: "drift",
          checks: [
            {
              ...{ check: "x", title: "Fields", outcome: "findings" },
              ...{ said: "33 fields", codes: ["DOCTOR.FLOW_CHANGED"] },
            },
          ],
        },
      ],
      diagnostics: [old, off, changed],
    });
  });
});
