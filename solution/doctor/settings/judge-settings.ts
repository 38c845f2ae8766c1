import { membersOf } from "../../deploy/web/answers.ts";
import { parseJson } from "../../read/parse-json.ts";
import type { Judgement } from "../check.ts";
import { type DoctorFinding, listed, seen } from "../finding.ts";
import { expectedInstead, type VariableRule } from "../variable-values.ts";
import { settingsCodes } from "./codes.ts";

export interface SettingsFacts {
  readonly files: readonly SettingsFile[];
  readonly variables: readonly VariableRule[];
  /** Schema names of the variables that the mapping sets for the environment, where one was named. */
  readonly wanted?: readonly string[];
  /** Logical names of connection references. */
  readonly references: readonly string[];
  readonly closedStages: readonly string[];
}

export interface SettingsFile {
  readonly file: string;
  readonly text: string;
}

/** Whether each settings file holds what the solution has, nothing else, and values that fit. */
export function judgeSettings(facts: SettingsFacts): Judgement {
  const findings = facts.files.flatMap((file) => judgeFile(file, facts));
  const names = facts.files.map(({ file }) => file).join(", ");
  return { said: names, findings };
}

function judgeFile({ file, text }: SettingsFile, facts: SettingsFacts): readonly DoctorFinding[] {
  const read = parseJson(text);
  const { EnvironmentVariables: variables = [], ConnectionReferences: references = [] } = membersOf(
    read.ok ? read.value : undefined,
  );
  const isSettings = read.ok && Array.isArray(variables) && Array.isArray(references);
  if (!isSettings) {
    const found = read.ok ? "other members than a settings file has" : read.reason;
    const unreadable = settingsCodes.finding("SETTINGS_UNREADABLE", { file }, { where: { file } });
    return [seen(unreadable, found, "JSON with EnvironmentVariables and ConnectionReferences")];
  }
  const known = facts.variables.map(({ schemaName }) => schemaName);
  const variableNames = variables.map((entry) => String(membersOf(entry)["SchemaName"]));
  const referenceNames = references.map((entry) => String(membersOf(entry)["LogicalName"]));
  const lists = [
    { kind: "environment variable", member: "EnvironmentVariables", names: variableNames, known, set: [] },
    {
      kind: "connection reference",
      member: "ConnectionReferences",
      names: referenceNames,
      known: facts.references,
      set: facts.references,
    },
  ];
  const wanted = facts.wanted ?? [];
  const left = wanted.filter((name) => !variableNames.includes(name));
  return [
    ...lists.flatMap((list) => judgeNames(file, list)),
    ...(left.length === 0
      ? []
      : [
          seen(
            settingsCodes.finding(
              "SETTINGS_VARIABLES_LEFT",
              {},
              { where: { file, path: ["EnvironmentVariables"] } },
            ),
            `without ${listed(left, 20)}`,
            listed(wanted, 20),
          ),
        ]),
    ...variables.flatMap((entry, index) => judgeVariable(file, index, membersOf(entry), facts)),
    ...references.flatMap((entry, index) => judgeReference(file, index, membersOf(entry))),
  ];
}

interface NamedList {
  readonly kind: string;
  readonly member: string;
  /** In the file. */
  readonly names: readonly string[];
  /** In the solution. */
  readonly known: readonly string[];
  /** Those that a settings file should hold. */
  readonly set: readonly string[];
}

function judgeNames(file: string, { kind, member, names, known, set }: NamedList): readonly DoctorFinding[] {
  const at = (index: number) => ({ where: { file, path: [member, index] } });
  const unknown = names.flatMap((name, index) =>
    known.includes(name)
      ? []
      : [
          seen(
            settingsCodes.finding("SETTINGS_NAME_UNKNOWN", { kind, name }, at(index)),
            name,
            known.join(", "),
          ),
        ],
  );
  const twice = names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [
          seen(
            settingsCodes.finding("SETTINGS_NAME_TWICE", { kind, name }, at(index)),
            "two entries",
            "one entry",
          ),
        ],
  );
  const missing = set
    .filter((name) => !names.includes(name))
    .map((name) =>
      seen(
        settingsCodes.finding("SETTINGS_NAME_MISSING", { kind, name }, { where: { file, path: [member] } }),
        "no entry",
        "one entry",
      ),
    );
  return [...unknown, ...twice, ...missing];
}

function judgeVariable(
  file: string,
  index: number,
  entry: Readonly<Record<string, unknown>>,
  facts: SettingsFacts,
): readonly DoctorFinding[] {
  const name = String(entry["SchemaName"]);
  const rule = facts.variables.find(({ schemaName }) => schemaName === name);
  const value = String(entry["Value"] ?? "");
  const where = { file, path: ["EnvironmentVariables", index, "Value"] };
  if (isPlaceholder(value)) return [placeholder(name, value, where)];
  if (rule === undefined) return [];
  const expected =
    rule.kept === true
      ? "no entry: a flow keeps this value"
      : expectedInstead(rule, value, facts.closedStages);
  if (expected === undefined) return [];
  return [seen(settingsCodes.finding("SETTINGS_VALUE", { name }, { where }), `"${value}"`, expected)];
}

function judgeReference(
  file: string,
  index: number,
  entry: Readonly<Record<string, unknown>>,
): readonly DoctorFinding[] {
  const name = String(entry["LogicalName"]);
  return ["ConnectionId", "ConnectorId"].flatMap((member) => {
    const value = String(entry[member] ?? "");
    const where = { file, path: ["ConnectionReferences", index, member] };
    if (isPlaceholder(value)) return [placeholder(`${member} of ${name}`, value, where)];
    const expected =
      member === "ConnectionId" ? "the id of a connection" : "/providers/Microsoft.PowerApps/apis/…";
    const fits = member === "ConnectionId" ? value.trim() !== "" : value.startsWith("/providers/");
    if (fits) return [];
    return [
      seen(
        settingsCodes.finding("SETTINGS_VALUE", { name: `${member} of ${name}` }, { where }),
        `"${value}"`,
        expected,
      ),
    ];
  });
}

function placeholder(name: string, value: string, where: DoctorFinding["where"]): DoctorFinding {
  const details = where === undefined ? {} : { where };
  return seen(settingsCodes.finding("SETTINGS_PLACEHOLDER", { name }, details), value, "a value");
}

/** What a build cannot know stands in angle brackets; pipelines write tokens between number signs or braces. */
const isPlaceholder = (value: string): boolean => /^<.*>$|#\{.*\}#|\$\{\{?.*\}\}?|\$\(.*\)/.test(value);
