import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { Cast } from "../../simulator/scenario/theatre.ts";
import { FlowLibrary } from "../../simulator/tenant/running-flows.ts";
import { assert } from "../diagnostics/failure.ts";
import { backlogMarks, backlogs, backlogTable, licenceDays } from "./backlog-table.ts";
import { drain } from "./measure-backlog.ts";

/** Lets backlogs drain and keeps the table of docs/backlog.md. Takes some minutes. */
export function writeBacklogs(root: string, cast: Cast): void {
  const library = new FlowLibrary();
  const results = backlogs.map((backlog) => {
    const start = performance.now();
    const drained = drain(backlog, cast, library);
    const seconds = (performance.now() - start) / 1000;
    process.stderr.write(
      `${backlog.deals} ${backlog.kind}, ${backlog.latency} ms: ${seconds.toFixed(0)} s\n`,
    );
    return drained;
  });
  const [first] = results;
  const allowance = first === undefined ? [] : licenceDays(first).map((line) => `* ${line}`);
  const text = [
    backlogTable(results),
    "",
    "Ten thousand new deals, against the requests of one licence in 24 hours:",
    "",
    ...allowance,
  ].join("\n");
  const page = join(root, "docs", "backlog.md");
  const before = readFileSync(page, "utf8");
  assert(backlogMarks.test(before), "docs/backlog.md has no place for its table");
  writeFileSync(
    page,
    before.replace(backlogMarks, (_, begin, __, end) => `${begin}\n${text}\n${end}`),
  );
  process.stdout.write(`${text}\n`);
}
