import { renameSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { Argument } from "commander";
import {
  type LayoutParts,
  layoutParts,
  patchLayout,
  unpatchable,
  unpatchLayout,
} from "../../../salesforce/layout/patch-layout.ts";
import { readMapping } from "../../spec/read-mapping.ts";
import { type CommandDefinition, exitCodes, type Host } from "../command.ts";
import { endOf, readMappingFile, sourcesOf } from "../mapping-file.ts";
import { printFindings } from "../print/formats.ts";
import { printLineDiff } from "../print/line-diff.ts";
import { readBytes } from "../read-file.ts";

const examples = `
Retrieve the layout first, and deploy it afterwards; docs/salesforce.md shows both.
Patching twice is patching once, and --remove gives back the bytes that the file had.

Examples:
  $ cosell salesforce patch-layout "force-app/main/default/layouts/Opportunity-Opportunity Layout.layout-meta.xml" --dry-run
  $ cosell salesforce patch-layout force-app/main/default/flexipages/Opportunity_Record_Page.flexipage-meta.xml
  $ cosell salesforce patch-layout *.layout-meta.xml --remove`;

/** `cosell salesforce patch-layout`: puts section and related list into layouts that an administrator has retrieved. */
export const salesforce: CommandDefinition = {
  configure: (command) => {
    command
      .addArgument(new Argument("<action>", "what to do").choices(["patch-layout"]))
      .argument("<file...>", "retrieved page layouts and Lightning record pages of the opportunity")
      .option("-m, --mapping <file>", "the mapping whose fields are added", "mapping.yaml")
      .option("--remove", "take section and related list out again")
      .option("--dry-run", "show what would change, and change nothing")
      .option("--json", "print what was done as one JSON object")
      .addHelpText("after", examples);
  },
  run: async ({ arguments: [, ...files], options, host }) => {
    const source = readMappingFile(String(options["mapping"]), host.workingDirectory);
    const { model, diagnostics } = readMapping(source);
    const json = options["json"] === true;
    if (model === undefined) {
      printFindings(diagnostics, sourcesOf(source), json ? "json" : "text", host);
      return endOf(diagnostics, false);
    }
    const parts = layoutParts(model);
    // All are read and patched before the first is written: a file that cannot be patched leaves the others alone.
    const patches = files.map((file) => patch(file, parts, options["remove"] === true, host));
    const dryRun = options["dryRun"] === true;
    if (!dryRun) for (const each of patches) if (each.before !== each.after) write(each, host);
    report(patches, dryRun, json, host);
    return exitCodes.done;
  },
};

interface Patch {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

function patch(file: string, parts: LayoutParts, remove: boolean, host: Host): Patch {
  const bytes = readBytes(file, host.workingDirectory);
  // A byte-order mark is kept as a character, and with it the bytes.
  const before = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  if (Buffer.compare(Buffer.from(before), bytes) !== 0) throw unpatchable(file, "it is not UTF-8");
  const after = remove ? unpatchLayout(file, before, parts) : patchLayout(file, before, parts);
  return { file, before, after };
}

/** In one step: whoever reads the file meets the old text or the new one. */
function write({ file, after }: Patch, host: Host): void {
  const path = resolve(host.workingDirectory, file);
  writeFileSync(`${path}.cosell`, after);
  renameSync(`${path}.cosell`, path);
}

function report(patches: readonly Patch[], dryRun: boolean, json: boolean, host: Host): void {
  if (json) {
    const rows = patches.map(({ file, before, after }) => ({ file, changed: before !== after }));
    host.stdout(`${JSON.stringify({ dryRun, files: rows }, undefined, 2)}\n`);
    return;
  }
  for (const { file, before, after } of patches) {
    if (before === after) host.stderr(`${file}: nothing to change\n`);
    else if (dryRun) host.stdout(printLineDiff(file, before, after));
    else host.stderr(`${file}: changed\n`);
  }
}
