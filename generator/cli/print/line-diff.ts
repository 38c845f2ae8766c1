const contextLines = 3;

interface Line {
  readonly sign: " " | "+" | "-";
  readonly text: string;
  /** Lines of each text that stand before it. */
  readonly before: number;
  readonly after: number;
}

/**
 * A unified diff of two texts of which one holds all lines of the other, in order: what insertion or removal makes. Lines
 * are matched from the top, which for such texts is always a diff, if not always the shortest.
 */
export function printLineDiff(file: string, before: string, after: string): string {
  const grows = after.length >= before.length;
  const lines = compare(linesOf(grows ? before : after), linesOf(grows ? after : before), grows ? "+" : "-");
  const hunks = hunksOf(lines).map((hunk) => {
    const count = (without: "+" | "-") => hunk.filter(({ sign }) => sign !== without).length;
    const first = hunk[0] ?? { before: 0, after: 0 };
    const head = `@@ -${first.before + 1},${count("+")} +${first.after + 1},${count("-")} @@`;
    return [head, ...hunk.map(({ sign, text }) => `${sign}${text}`)].join("\n");
  });
  return `--- ${file}\n+++ ${file}\n${hunks.join("\n")}\n`;
}

function compare(shorter: readonly string[], longer: readonly string[], sign: "+" | "-"): readonly Line[] {
  let matched = 0;
  let extra = 0;
  return longer.map((text): Line => {
    const isSame = shorter[matched] === text;
    const place =
      sign === "+"
        ? { before: matched, after: matched + extra }
        : { before: matched + extra, after: matched };
    if (isSame) matched += 1;
    else extra += 1;
    return { sign: isSame ? " " : sign, text, ...place };
  });
}

/** Changed lines with some around them; what is near is shown together. */
function hunksOf(lines: readonly Line[]): readonly (readonly Line[])[] {
  const shown = lines.map((_, index) =>
    lines.slice(Math.max(0, index - contextLines), index + contextLines + 1).some(({ sign }) => sign !== " "),
  );
  const hunks: Line[][] = [];
  lines.forEach((line, index) => {
    if (shown[index] !== true) return;
    if (index === 0 || shown[index - 1] !== true) hunks.push([]);
    hunks.at(-1)?.push(line);
  });
  return hunks;
}

function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}
