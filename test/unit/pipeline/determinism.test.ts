import { spawn } from "node:child_process";
import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { program } from "../cli/console.ts";
import { emptyFolder } from "../cli/folders.ts";

const mapping = fileURLToPath(new URL("../../../mapping.yaml", import.meta.url));

/** Builds in a process with such an environment, from such a folder, and gives the manifest, which has every hash. */
async function manifestIn(environment: Readonly<Record<string, string>>, place: string): Promise<string> {
  const folder = join(emptyFolder(), place);
  mkdirSync(folder, { recursive: true });
  cpSync(mapping, join(folder, "mapping.yaml"));
  const child = spawn(process.execPath, [...program, "build"], {
    cwd: folder,
    env: { PATH: process.env["PATH"], ...environment },
    stdio: "ignore",
  });
  expect(await new Promise((resolve) => child.once("exit", resolve))).toBe(0);
  return readFileSync(join(folder, "out", "manifest.json"), "utf8");
}

it("gives the same bytes in every time zone, with every locale, in every folder", async () => {
  const [first, ...others] = await Promise.all([
    manifestIn({ TZ: "UTC", LANG: "C" }, "a"),
    manifestIn(
      { TZ: "Asia/Kolkata", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" },
      "ein Ordner/mit Länge und ü",
    ),
    manifestIn({ TZ: "America/Los_Angeles", LANG: "ja_JP.UTF-8", HOME: "/nowhere" }, "z"),
    manifestIn({ TZ: "Pacific/Kiritimati" }, "much/deeper/down/than/the/others"),
  ]);
  expect(others).toEqual([first, first, first]);
});
