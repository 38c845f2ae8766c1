import { check, type Judgement, type Looked, notLookedAt, sawFacts } from "../check.ts";
import { type DoctorFinding, listed, seen } from "../finding.ts";
import type { Patient } from "../patient.ts";
import { buildCodes } from "./codes.ts";
import { type BuiltResult, readResult, sha256Of } from "./read-result.ts";

/** So many edited files are named one by one. */
const namedFiles = 10;

export interface WholeFacts {
  readonly folder: string;
  readonly result?: Pick<BuiltResult, "listed" | "there">;
}

/** Whether every file is as the build has made it, none is gone, and none has come from elsewhere. */
export function judgeWhole({ folder, result }: WholeFacts): Judgement {
  if (result === undefined) {
    const missing = buildCodes.finding("BUILD_MISSING", {}, { where: { file: folder } });
    return { said: `${folder} is not there`, findings: [seen(missing, "no manifest.json", "a build")] };
  }
  const { listed: made, there } = result;
  const changed = Object.entries(made).flatMap(([path, sha256]) => {
    const now = there[path];
    if (now === sha256) return [];
    return [{ path, found: now === undefined ? "it is gone" : "other content than the manifest lists" }];
  });
  const strange = Object.keys(there)
    .filter((path) => made[path] === undefined)
    .map((path) => ({ path, found: "a file that no build has made" }));
  const edited = [...changed, ...strange];
  const findings = edited.slice(0, namedFiles).map(({ path, found }): DoctorFinding => {
    const file = `${folder}/${path}`;
    return seen(buildCodes.finding("BUILD_EDITED", { file }, { where: { file } }), found, "as it was built");
  });
  const count = Object.keys(made).length;
  return {
    said:
      edited.length === 0
        ? `${folder}: ${count} files, as they were built`
        : `${folder}: ${edited.length} of ${count} files are not as they were built`,
    findings,
  };
}

export interface CurrentFacts {
  readonly folder: string;
  /** SHA-256 by path: what the manifest lists, and what a build makes now. */
  readonly listed: Readonly<Record<string, string>>;
  readonly now: Readonly<Record<string, string>>;
}

/** Whether a build now would make the same bytes. */
export function judgeCurrent({ folder, listed: made, now }: CurrentFacts): Judgement {
  const paths = [...new Set([...Object.keys(made), ...Object.keys(now)])].sort();
  const differing = paths.filter((path) => made[path] !== now[path]);
  if (differing.length === 0) return { said: `${folder} is what the mapping says`, findings: [] };
  const stale = buildCodes.finding("BUILD_STALE", {}, { where: { file: folder } });
  const found = `${differing.length} of ${paths.length} files differ: ${listed(differing)}`;
  return {
    said: `${folder} is older than the mapping`,
    findings: [seen(stale, found, "what a build makes now, byte by byte")],
  };
}

export interface MakerFacts {
  readonly folder: string;
  readonly made?: string;
  readonly running: string;
}

export function judgeMaker({ folder, made, running }: MakerFacts): Judgement {
  if (made === running) return { said: `cosell ${running} has made ${folder}`, findings: [] };
  const other = buildCodes.finding("BUILD_OTHER_VERSION", {}, { where: { file: folder } });
  const found = made === undefined ? "a version that does not say which it is" : `cosell ${made}`;
  return { said: `made by ${found}`, findings: [seen(other, found, `cosell ${running}`)] };
}

export const wholeCheck = check<WholeFacts>({
  key: "result",
  group: "build",
  title: "Result as built",
  look: (patient) => {
    const result = readResult(patient);
    return sawFacts({ folder: patient.out.folder, ...(result === undefined ? {} : { result }) });
  },
  judge: judgeWhole,
});

export const currentCheck = check<CurrentFacts>({
  key: "current",
  group: "build",
  title: "Result up to date",
  look: (patient) =>
    withResult(patient, ({ folder, listed: made }) => {
      const { artifacts, mistakes } = patient.mapping;
      if (mistakes > 0) return notLookedAt("the mapping has mistakes");
      const now = artifacts.map(({ path, content }): [string, string] => [path, sha256Of(content)]);
      return sawFacts({ folder, listed: made, now: Object.fromEntries(now) });
    }),
  judge: judgeCurrent,
});

export const makerCheck = check<MakerFacts>({
  key: "maker",
  group: "build",
  title: "Version of cosell",
  look: (patient) =>
    withResult(patient, ({ folder, cosell }) =>
      sawFacts({
        folder,
        running: patient.cosell.version,
        ...(cosell === undefined ? {} : { made: cosell }),
      }),
    ),
  judge: judgeMaker,
});

function withResult<Facts>(patient: Patient, look: (result: BuiltResult) => Looked<Facts>): Looked<Facts> {
  const result = readResult(patient);
  return result === undefined ? notLookedAt(`there is no build in ${patient.out.folder}`) : look(result);
}
