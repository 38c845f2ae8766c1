import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { benchExpressions } from "./bench-expressions.ts";
import { benchFlows } from "./bench-flows.ts";
import { emitAndPack, mappingWith, modelWith } from "./bench-mappings.ts";
import { type Measurement, printTable } from "./bench-table.ts";
import { inTurns } from "./bench-turns.ts";
import { benchVerify } from "./bench-verify.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const cosell = join(root, "dist", "programs", "cosell.js");
const folder = mkdtempSync(join(tmpdir(), "cosell-bench-"));
const rounds = 21;

try {
  const measurements = [
    ...wholeProcess(),
    ...manyFields(),
    memory(),
    ...benchExpressions(),
    ...benchFlows(root),
    ...benchVerify(root),
  ];
  const table = printTable(measurements);
  process.stdout.write(`${table}\n`);
  if (process.argv.includes("--write")) {
    const [load = 0] = loadavg();
    // Node reads them at every start: a good part of what doing nothing takes.
    const certificates = process.env["NODE_EXTRA_CA_CERTS"] ? ", NODE_EXTRA_CA_CERTS set" : "";
    const machine = `Node ${process.version}, ${availableParallelism()} cores, ${process.platform}, load ${load.toFixed(1)}${certificates}`;
    const page = readFileSync(join(root, "docs", "bench.md"), "utf8");
    const marks = /(<!-- measured -->)[\s\S]*(<!-- \/measured -->)/;
    writeFileSync(join(root, "docs", "bench.md"), page.replace(marks, `$1\n${machine}\n\n${table}\n$2`));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function wholeProcess(): readonly Measurement[] {
  const nothing = () => spawnNode(["-e", "0"]);
  const building = () =>
    spawnNode([cosell, "build", "--mapping", join(root, "mapping.yaml"), "--out", join(folder, "out")]);
  const checking = () => spawnNode([cosell, "check", join(root, "mapping.yaml")]);
  const [base, build, check] = inTurns(rounds, [nothing, building, checking]);
  return [
    { what: "node -e 0, whole process", value: base, unit: "ms" },
    { what: "cosell build, whole process", value: build, unit: "ms", ratio: build / base, most: 5 },
    { what: "cosell check, whole process", value: check, unit: "ms", ratio: check / base, limit: 300 },
  ];
}

function manyFields(): readonly Measurement[] {
  const few = join(folder, "few.yaml");
  const many = join(folder, "many.yaml");
  writeFileSync(few, mappingWith(root, 20));
  writeFileSync(many, mappingWith(root, 200));
  const check = (file: string) => () => spawnNode([cosell, "check", file], [0, 4]);
  const [checkFew, checkMany] = inTurns(rounds, [check(few), check(many)]);
  const [fewModel, manyModel] = [modelWith(root, 20), modelWith(root, 200)];
  const [packFew, packMany] = inTurns(rounds, [() => emitAndPack(fewModel), () => emitAndPack(manyModel)]);
  return [
    { what: "check of 20 fields", value: checkFew, unit: "ms" },
    { what: "check of 200 fields", value: checkMany, unit: "ms", ratio: checkMany / checkFew, most: 5 },
    { what: "emit and pack of 20 fields", value: packFew, unit: "ms" },
    { what: "emit and pack of 200 fields", value: packMany, unit: "ms", ratio: packMany / packFew, most: 5 },
  ];
}

/** The most memory that a build has held at once. */
function memory(): Measurement {
  const report = "process.on('exit', () => process.stdout.write(String(process.resourceUsage().maxRSS)))";
  const { stdout } = spawnSync(
    process.execPath,
    [
      "--import",
      `data:text/javascript,${encodeURIComponent(report)}`,
      cosell,
      "build",
      "--mapping",
      join(root, "mapping.yaml"),
      "--out",
      join(folder, "out"),
    ],
    { encoding: "utf8" },
  );
  return { what: "cosell build, peak memory", value: Number(stdout) / 1024, unit: "MB", limit: 150 };
}

function spawnNode(words: readonly string[], expected: readonly number[] = [0]): void {
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: "utf8" });
  if (!expected.includes(status ?? -1))
    throw new TypeError(`${words.join(" ")} ended with ${status}: ${stderr}`);
}
