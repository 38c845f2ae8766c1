import { shellWords } from "./shell-words.ts";
import type { Release } from "./steps/release.ts";
import type { SelectedStep } from "./steps/selection.ts";
import type { Line } from "./steps/step.ts";

/**
 * The steps as a script for a POSIX shell: the exact commands, and a halt wherever a person acts. It holds no secret; it
 * takes them from the same variables as the command itself.
 */
export function printScript(release: Release, selected: readonly SelectedStep[]): string {
  const steps = selected.filter(({ passedOver }) => passedOver === undefined);
  const blocks = steps.map(({ step }, index) => [
    `# ${index + 1}. ${step.title} (${step.id})`,
    ...orNothing(step.print(release).map(printLine)),
  ]);
  const lines = blocks.flat();
  return `${[...opening(release), ...signIn(lines, release), ...helpers(lines), ...blocks.flatMap((block) => ["", ...block])].join("\n")}\n`;
}

function opening({ model, target }: Release): readonly string[] {
  const { displayName, version } = model.solution;
  return [
    "#!/bin/sh",
    `# ${oneLine(displayName)} ${version} to ${target.name}, step by step. Written by cosell deploy --print.`,
    "set -eu",
  ];
}

function signIn(lines: readonly string[], { target }: Release): readonly string[] {
  if (!lines.some((line) => line.startsWith("pac "))) return [];
  return [
    "",
    "# Needs COSELL_TENANT_ID, COSELL_CLIENT_ID, COSELL_CLIENT_SECRET. pac takes a secret as an argument only; without one,",
    "# sign in by yourself instead: pac auth create --deviceCode",
    shellWords([
      ...["pac", "auth", "create", "--name", "cosell", "--environment", target.url],
      ...["--tenant", { shell: "$COSELL_TENANT_ID" }, "--applicationId", { shell: "$COSELL_CLIENT_ID" }],
      ...["--clientSecret", { shell: "$COSELL_CLIENT_SECRET" }],
    ]),
    "trap 'pac auth delete --name cosell' EXIT",
  ];
}

const halt = ["halt() { printf '\\n%s\\nThen press Enter. ' \"$1\" >&2; read -r _ < /dev/tty; }"];

/** The header comes through a pipe: what stands in an argument, others on the machine can read. */
const webApi = [
  "# Needs COSELL_TOKEN_DATAVERSE, for example: az account get-access-token --resource <environment> --query accessToken -o tsv",
  "cosell_web_api() {",
  "  method=$1 url=$(printf %s \"$2\" | sed 's/ /%20/g')",
  '  if [ $# -gt 2 ]; then set -- --data "$3"; else set --; fi',
  "  printf 'Authorization: Bearer %s\\n' \"$COSELL_TOKEN_DATAVERSE\" |",
  '    curl --fail-with-body --silent --show-error --globoff --request "$method" --header @- \\',
  "      --header 'If-Match: *' --header 'Content-Type: application/json' \"$@\" \"$url\"",
  "}",
];

function helpers(lines: readonly string[]): readonly string[] {
  const uses = (name: string): boolean => lines.some((line) => line.startsWith(`${name} `));
  return [...(uses("halt") ? ["", ...halt] : []), ...(uses("cosell_web_api") ? ["", ...webApi] : [])];
}

function orNothing(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? ["# Nothing is to be done here."] : lines;
}

function printLine(line: Line): string {
  switch (line.kind) {
    case "command":
      return shellWords(line.words);
    case "comment":
      return `# ${oneLine(line.text)}`;
    case "person":
      return shellWords(["halt", line.text]);
  }
}

/** A name with a line end in it would end the comment. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}
