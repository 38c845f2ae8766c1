import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The licences of the libraries whose files are bundled, as their authors ask for. */
export function licences(root: string, files: readonly string[]): string {
  const folders = new Set(
    files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
  );
  const chapters = [...folders].map((path) => {
    const folder = join(root, path);
    const { name, version, license }: { name: string; version: string; license: string } = JSON.parse(
      readFileSync(join(folder, "package.json"), "utf8"),
    );
    return `## ${name} ${version} (${license})\n\n${licenceText(folder)}\n`;
  });
  return ["# Libraries that are part of the programs\n", ...chapters.sort()].join("\n");
}

function licenceText(folder: string): string {
  const file = readdirSync(folder).find((name) => /^(?:licen[cs]e|copying)(?:\.|$)/i.test(name));
  if (file === undefined) return "The package declares this licence and brings no text of it.";
  const text = readFileSync(join(folder, file), "utf8").trim();
  return text.replaceAll(/^/gm, "    ").replaceAll(/[ \t]+$/gm, "");
}
