import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type OutputFile, writeOutput } from "../../../generator/cli/output/write-output.ts";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import { contentsOf, emptyFolder, listed } from "./folders.ts";

const first = { "a.txt": "one", "deep/er/b.txt": "two" };
const second = { "a.txt": "three", "c.txt": "four" };

/** The code that the writer refuses with. */
function refusal(folder: string, files: readonly OutputFile[], workingDirectory: string): string {
  try {
    writeOutput(folder, files, workingDirectory);
  } catch (error) {
    if (error instanceof Failure) return error.diagnostic.code;
    throw error;
  }
  return "written";
}

describe("an output folder", () => {
  it("holds exactly what the last build made", () => {
    const at = emptyFolder();
    expect(writeOutput("made/out", listed(first), at)).toEqual([]);
    expect(contentsOf(join(at, "made/out"))).toEqual(first);
    expect(writeOutput("made/out", listed(second), at)).toEqual([]);
    expect(contentsOf(join(at, "made/out"))).toEqual(second);
    expect(readdirSync(join(at, "made"))).toEqual(["out"]);
  });

  it("is not written again when it is as it would be made", () => {
    const at = emptyFolder();
    writeOutput("out", listed(first), at);
    const identity = () => {
      const { ino, mtimeMs } = statSync(join(at, "out"));
      return { ino, mtimeMs };
    };
    const before = identity();
    expect(writeOutput("out", listed(first), at)).toEqual([]);
    expect(identity()).toEqual(before);
    rmSync(join(at, "out/a.txt"));
    expect(writeOutput("out", listed(first), at)).toEqual([]);
    expect(contentsOf(join(at, "out"))).toEqual(first);
  });

  it("is refused when it holds what no build has made, and left as it is", () => {
    const at = emptyFolder();
    mkdirSync(join(at, "out/notes"), { recursive: true });
    writeFileSync(join(at, "out/notes/mine.txt"), "keep me");
    expect(refusal("out", listed(first), at)).toBe("OUT.NOT_OURS");
    expect(contentsOf(join(at, "out"))).toEqual({ "notes/mine.txt": "keep me" });
  });

  it("is refused when a strange file stands among made ones", () => {
    const at = emptyFolder();
    writeOutput("out", listed(first), at);
    writeFileSync(join(at, "out/deep/mine.txt"), "keep me");
    expect(refusal("out", listed(second), at)).toBe("OUT.NOT_OURS");
    expect(contentsOf(join(at, "out"))).toEqual({ ...first, "deep/mine.txt": "keep me" });
  });

  it("is refused when its manifest lists nothing that can be read", () => {
    const at = emptyFolder();
    mkdirSync(join(at, "out"));
    writeFileSync(join(at, "out/manifest.json"), "{ nonsense");
    expect(refusal("out", listed(first), at)).toBe("OUT.NOT_OURS");
  });

  it("may hold what desktops leave in it", () => {
    const at = emptyFolder();
    writeOutput("out", listed(first), at);
    writeFileSync(join(at, "out/.DS_Store"), "");
    expect(writeOutput("out", listed(second), at)).toEqual([]);
    expect(contentsOf(join(at, "out"))).toEqual(second);
  });

  it("may be there and empty", () => {
    const at = emptyFolder();
    mkdirSync(join(at, "out"));
    expect(writeOutput("out", listed(first), at)).toEqual([]);
    expect(contentsOf(join(at, "out"))).toEqual(first);
  });

  it("may be a link to a folder, which stays a link", () => {
    const at = emptyFolder();
    mkdirSync(join(at, "elsewhere"));
    symlinkSync(join(at, "elsewhere"), join(at, "out"));
    writeOutput("out", listed(first), at);
    expect(contentsOf(join(at, "elsewhere"))).toEqual(first);
    expect(contentsOf(join(at, "out"))).toEqual(first);
  });

  it("cannot be the working folder or hold it", () => {
    const at = emptyFolder();
    mkdirSync(join(at, "inner"));
    expect(refusal(".", listed(first), at)).toBe("OUT.WORKING_FOLDER");
    expect(refusal("..", listed(first), join(at, "inner"))).toBe("OUT.WORKING_FOLDER");
    expect(existsSync(at)).toBe(true);
  });

  it("cannot be a file, nor lie below one", () => {
    const at = emptyFolder();
    writeFileSync(join(at, "file"), "text");
    expect(refusal("file", listed(first), at)).toBe("OUT.NOT_A_FOLDER");
    expect(refusal("file/out", listed(first), at)).toBe("OUT.UNWRITABLE");
    expect(readFileSync(join(at, "file"), "utf8")).toBe("text");
  });

  it("is called what the user called it", () => {
    const at = emptyFolder();
    writeFileSync(join(at, "file"), "text");
    const elsewhere = emptyFolder();
    expect(() => writeOutput(join(at, "file"), listed(first), elsewhere)).toThrow(
      `${join(at, "file")} is a file, not a folder.`,
    );
  });

  it("stays as it was when a file cannot be written", () => {
    const at = emptyFolder();
    writeOutput("out", listed(first), at);
    const clash = [...listed(second), { path: "a.txt/below-a-file.txt", content: "" }];
    expect(refusal("out", clash, at)).toBe("OUT.UNWRITABLE");
    expect(contentsOf(join(at, "out"))).toEqual(first);
    expect(readdirSync(at)).toEqual(["out"]);
  });
});

describe("files edited by hand", () => {
  it("are kept beside the output folder, and named", () => {
    const at = emptyFolder();
    writeOutput("out", listed(first), at);
    writeFileSync(join(at, "out/deep/er/b.txt"), "edited");
    const findings = writeOutput("out", listed(second), at);
    expect(findings.map(({ code, severity, message }) => ({ code, severity, message }))).toEqual([
      {
        code: "OUT.EDITED",
        severity: "warning",
        message:
          "out/deep/er/b.txt had been edited since it was built. The edited file is kept as out.edited/deep/er/b.txt.",
      },
    ]);
    expect(contentsOf(join(at, "out.edited"))).toEqual({ "deep/er/b.txt": "edited" });
    expect(contentsOf(join(at, "out"))).toEqual(second);
  });
});

describe("what a killed build has left", () => {
  /** The id of a process that is surely gone: Linux gives none so high. */
  const gone = 2 ** 22 + 1;

  it("is brought back when it was killed between the two renames", () => {
    const at = emptyFolder();
    writeOutput("out", listed(first), at);
    renameSync(join(at, "out"), join(at, `.out.old-${gone}-0123abcd`));
    const clash = [...listed(second), { path: "a.txt/below-a-file.txt", content: "" }];
    expect(refusal("out", clash, at)).toBe("OUT.UNWRITABLE");
    expect(contentsOf(join(at, "out"))).toEqual(first);
  });

  it("is cleared away, but not what a running build is making", () => {
    const at = emptyFolder();
    writeOutput("out", listed(first), at);
    mkdirSync(join(at, `.out.new-${gone}-0123abcd`));
    mkdirSync(join(at, `.out.old-${gone}-0123abcd`));
    mkdirSync(join(at, `.out.new-${process.ppid}-0123abcd`));
    mkdirSync(join(at, ".out.new-made-by-somebody-else"));
    writeOutput("out", listed(second), at);
    expect(contentsOf(join(at, "out"))).toEqual(second);
    expect(readdirSync(at).sort()).toEqual([
      `.out.new-${process.ppid}-0123abcd`,
      ".out.new-made-by-somebody-else",
      "out",
    ]);
  });
});
