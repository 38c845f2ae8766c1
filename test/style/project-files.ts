import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Every file of the project that git knows and that is there, with forward slashes. */
export const projectFiles: readonly string[] = execFileSync("git", ["ls-files", "-z"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\0")
  .filter((path) => path !== "" && existsSync(join(root, path)));

export const sourceFiles = projectFiles.filter((path) => path.endsWith(".ts"));

export function textOf(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** Lines of the files that match a pattern, as `path:line  text`. */
export function linesWith(pattern: RegExp, paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) =>
    textOf(path)
      .split("\n")
      .flatMap((line, index) =>
        pattern.test(line) ? [`${path}:${index + 1}  ${line.trim().slice(0, 120)}`] : [],
      ),
  );
}
