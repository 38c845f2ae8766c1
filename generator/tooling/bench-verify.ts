import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { readSolution } from "../../solution/read/read-solution.ts";
import { readZip } from "../../solution/read/read-zip.ts";
import { verify } from "../../solution/verify/verify.ts";
import { assert } from "../diagnostics/failure.ts";
import { build } from "../pipeline.ts";
import type { Measurement } from "./bench-table.ts";
import { inTurns } from "./bench-turns.ts";

const rounds = 41;
const heavyRounds = 3;

/** What verifying costs beside the reading that it cannot do without, and how long a large solution takes. */
export function benchVerify(root: string): readonly Measurement[] {
  const zip = defaultZip(root);
  const heavy = heavyZip(zip);
  const [reading, verifying] = inTurns(rounds, [() => read(zip), () => check(zip)]);
  const [large] = inTurns(heavyRounds, [() => check(heavy)]);
  return [
    { what: "reading the default solution", value: reading, unit: "ms" },
    { what: "verifying it", value: verifying, unit: "ms", ratio: verifying / reading, most: 2 },
    { what: "verifying a solution of 20 MB", value: large, unit: "ms", limit: 3_000 },
  ];
}

function read(zip: Uint8Array): void {
  const contents = readZip("solution.zip", zip);
  assert(contents.ok, "the zip that was built cannot be read");
  readSolution("solution.zip", contents.files);
}

function check(zip: Uint8Array): void {
  verify([{ kind: "file", name: "solution.zip", bytes: zip }]);
}

function defaultZip(root: string): Uint8Array {
  const text = readFileSync(join(root, "mapping.yaml"), "utf8");
  const { artifacts } = build({ file: "mapping.yaml", text });
  const found = artifacts.find(({ kind, path }) => kind === "solution-zip" && path.startsWith("single/"));
  assert(found?.content instanceof Uint8Array, "the default mapping builds no zip");
  return found.content;
}

const heavyBytes = 20 * 1024 * 1024;

/**
 * A zip of 20 MB with as many bytes of flows in it: our own flows again and again, no two of them the same, under ids of
 * their own, and the rest an app that nobody can compress.
 */
function heavyZip(zip: Uint8Array): Uint8Array {
  const files = unzipSync(zip);
  const customizations = strFromU8(files["customizations.xml"] ?? new Uint8Array());
  const manifest = strFromU8(files["solution.xml"] ?? new Uint8Array());
  const nodes = customizations.match(/ *<Workflow [\s\S]*?<\/Workflow>\r?\n/g) ?? [];
  const added: string[] = [];
  const roots: string[] = [];
  let bytes = 0;
  for (let copy = 1; bytes < heavyBytes; copy += 1) {
    for (const node of nodes) {
      const id = /WorkflowId="\{([^}]*)\}/.exec(node)?.[1] ?? "";
      const path = /<JsonFileName>\/([^<]*)</.exec(node)?.[1] ?? "";
      const own = copy.toString(16).padStart(8, "0") + id.slice(8);
      const flow = strFromU8(files[path] ?? new Uint8Array()).replace('"1.0.0.0"', `"1.0.0.${copy}"`);
      files[path.replace(id.toUpperCase(), own.toUpperCase())] = strToU8(flow);
      added.push(node.replaceAll(id, own).replaceAll(id.toUpperCase(), own.toUpperCase()));
      roots.push(`<RootComponent type="29" id="{${own}}" behavior="0" />`);
      bytes += flow.length;
    }
  }
  files["customizations.xml"] = strToU8(
    customizations.replace("</Workflows>", `${added.join("")}</Workflows>`),
  );
  files["solution.xml"] = strToU8(
    manifest.replace("</RootComponents>", `${roots.join("")}</RootComponents>`),
  );
  files["CanvasApps/app.msapp"] = randomBytes(heavyBytes - 3 * 1024 * 1024);
  return zipSync(files, { level: 6 });
}
