import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type OutputFile, writeOutput } from "../../../generator/cli/output/write-output.ts";

// Started as a process: writes the same output folder again and again, each time with other contents.

const [folder = "", filesAt = "", times = "1", mark = ""] = process.argv.slice(2);
const files: readonly OutputFile[] = JSON.parse(readFileSync(filesAt, "utf8"));
process.stdout.write("writing\n");
for (let time = 0; time < Number(times); time += 1) {
  const contents = files
    .filter(({ path }) => path !== "manifest.json")
    .map(({ path, content }) => ({ path, content: `${String(content)} ${mark} ${time}` }));
  const artifacts = contents.map(({ path, content }) => ({
    path,
    sha256: createHash("sha256").update(content).digest("hex"),
  }));
  writeOutput(
    "out",
    [...contents, { path: "manifest.json", content: JSON.stringify({ artifacts }) }],
    folder,
  );
}
