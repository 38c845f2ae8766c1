import { readFileSync } from "node:fs";
import { join } from "node:path";
import { filesBelow } from "../../../generator/cli/verify-inputs.ts";
import { build } from "../../../generator/pipeline.ts";
import { flowUser } from "../../../simulator/tenant/facts.ts";
import type { Machine } from "../../../solution/deploy/machine.ts";
import { createMask } from "../../../solution/deploy/mask.ts";
import type { Outcome } from "../../../solution/doctor/check.ts";
import { type Examination, examine } from "../../../solution/doctor/examine.ts";
import type { DoctorFinding } from "../../../solution/doctor/finding.ts";
import { openPatient } from "../../../solution/doctor/open-patient.ts";
import type { MappingFacts, Patient } from "../../../solution/doctor/patient.ts";
import { builtProject } from "../deploy/built-projects.ts";
import { type ServedWorld, serveWorld } from "../deploy/served-world.ts";

/** A world after a release, and the doctor in it. */
export interface ExaminedWorld {
  readonly world: ServedWorld;
  readonly mapping: MappingFacts;
  readonly patient: (changes?: PatientChanges) => Patient;
  readonly examine: (changes?: PatientChanges) => Promise<Examination>;
}

export interface PatientChanges {
  /** Whether `pac` and `sf` are called; else they are only said to be there, and Salesforce is asked with a token. */
  readonly programs?: boolean;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly environmentName?: string | undefined;
  readonly machine?: Partial<Machine>;
  readonly mapping?: MappingFacts;
  readonly salesforceOrg?: string;
}

const admin = "admin@contoso.example";
const organization = "3f2b8a10-6c5d-4e7f-8a9b-0c1d2e3f4a5b";

/** `cosell deploy`, the person at the stop, `cosell deploy` again: what the doctor should find nothing wrong with. */
export async function releasedWorld(): Promise<ExaminedWorld> {
  const folder = await builtProject([
    "- { name: staging }",
    `- { name: staging, variables: { organizationId: ${organization} } }`,
  ]);
  const world = await serveWorld(folder, "program");
  await world.deploy(["--environment", "staging", "--skip", "smoke"]);
  world.signIn();
  const { code, stderr } = await world.deploy([
    ...["--environment", "staging", "--confirm", "staging", "--skip", "smoke"],
  ]);
  if (code !== 0) throw new TypeError(stderr);
  world.served.tenant.salesforce.control.assignPermissionSet(admin, "Cosell_Viewer");
  const mapping = mappingIn(world.folder);
  const patient = (changes: PatientChanges = {}): Patient => patientIn(world, mapping, changes);
  return { world, mapping, patient, examine: (changes) => examine(patient(changes)) };
}

export function mappingIn(folder: string): MappingFacts {
  const text = readFileSync(join(folder, "mapping.yaml"));
  const { model, artifacts, diagnostics } = build({ file: "mapping.yaml", text });
  const mistakes = diagnostics.filter(({ severity }) => severity === "error").length;
  return { file: "mapping.yaml", mistakes, artifacts, ...(model === undefined ? {} : { model }) };
}

function patientIn(world: ServedWorld, mapping: MappingFacts, changes: PatientChanges): Patient {
  const { served, folder } = world;
  const name = "environmentName" in changes ? changes.environmentName : "staging";
  const environment = {
    ...world.machine.environment,
    COSELL_TOKEN_REFERRALS: served.signIn.issue({ kind: "user", user: flowUser }),
    ...(changes.programs === true
      ? {}
      : {
          COSELL_SALESFORCE_URL: served.url,
          COSELL_TOKEN_SALESFORCE: served.tenant.salesforce.token(admin),
        }),
    ...changes.environment,
  };
  const run = changes.programs === true ? world.machine.run : saidToBeThere;
  return openPatient({
    machine: { ...world.machine, environment, run, ...changes.machine },
    mask: createMask(),
    cosell: { version: "0.1.0", nodeVersion: "20.20.0", supportedNode: "^20.20.0 || >=22.12.0" },
    mapping: changes.mapping ?? mapping,
    out: { folder: "out", files: () => filesBelow(join(folder, "out")) },
    settings: [],
    ...(name === undefined ? {} : { environment: name }),
    ...(changes.salesforceOrg === undefined ? {} : { salesforceOrg: changes.salesforceOrg }),
  });
}

const saidToBeThere: Machine["run"] = async ({ program }) => ({
  started: true,
  exitCode: 0,
  stdout: program === "sf" ? "@salesforce/cli/2.110.3 linux-x64 node-v20.20.0" : "Version: 2.10.1+g5f6a3f1",
  stderr: "",
});

/** The codes of what was found, in their order. */
export const codesOf = ({ findings }: Examination): readonly string[] => findings.map(({ code }) => code);

export function outcomeOf({ groups }: Examination, check: string): Outcome | undefined {
  return groups.flatMap(({ checks }) => checks).find(({ key }) => key === check)?.outcome;
}

/** Why a check was not made; nothing where it was. */
export function reasonOf(examination: Examination, check: string): string | undefined {
  const outcome = outcomeOf(examination, check);
  return outcome?.kind === "not looked at" ? outcome.because : undefined;
}

export function findingOf(examination: Examination, code: string): DoctorFinding | undefined {
  return examination.findings.find((finding) => finding.code === code);
}
