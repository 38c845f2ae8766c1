import { membersOf } from "../../deploy/web/answers.ts";
import { check, type Judgement, type Looked, notLookedAt, sawFacts } from "../check.ts";
import { type DoctorFinding, listed, seen } from "../finding.ts";
import type { Patient, SalesforceClient } from "../patient.ts";
import { driftCodes } from "./codes.ts";
import { expectedFields } from "./expected-fields.ts";
import { valuesNow } from "./variable-values-now.ts";

export interface RuleFacts {
  readonly organization: string;
  /** The custom permission of the integration. */
  readonly permission: string;
  /** Active rules of the organization, without those of our package. */
  readonly rules: readonly SeenRule[];
  /** Fields that the sync writes, by object. */
  readonly written: Readonly<Record<string, readonly string[]>>;
}

export interface SeenRule {
  readonly object: string;
  readonly name: string;
  readonly message: string;
  /** Absent where the user who looks may not see it. */
  readonly formula?: string;
}

/** Rules that look at a field which the sync writes, and let nobody pass. Whether one really refuses only a write can tell. */
export function judgeRules({ organization, permission, rules, written }: RuleFacts): Judgement {
  const findings = rules.flatMap(({ object, name, message, formula }): readonly DoctorFinding[] => {
    if (formula === undefined || letsPass(formula)) return [];
    const touched = (written[object] ?? []).filter((field) => mentions(formula, field));
    if (touched.length === 0) return [];
    const at = { where: { file: organization, path: [object, "validation rules", name] } };
    const rule = driftCodes.finding("RULE_IN_THE_WAY", { name: `${object}.${name}`, permission }, at);
    return [
      seen(rule, `it looks at ${listed(touched)}: "${message}"`, "a rule that lets the integration pass"),
    ];
  });
  const hidden = rules.filter(({ formula }) => formula === undefined).length;
  const unseen = hidden === 0 ? "" : `, the formula of ${hidden} cannot be seen`;
  return { said: `${rules.length} active rules besides ours${unseen}`, findings };
}

/** A rule that asks for a permission or for who the user is has thought of exceptions. */
const letsPass = (formula: string): boolean =>
  /\$(?:Permission|Profile|User|UserRole|Setup)\b/i.test(formula);

const mentions = (formula: string, field: string): boolean =>
  new RegExp(`(?<![\\w.])${field}(?!\\w)`, "i").test(withoutTexts(formula));

const withoutTexts = (formula: string): string => formula.replace(/"(?:[^"\\]|\\.)*"/g, '""');

export const rulesCheck = check<RuleFacts>({
  key: "rules",
  group: "drift",
  title: "Validation rules",
  look: lookAtRules,
  judge: judgeRules,
});

/** The Tooling API gives formulas one rule at a time; beyond these nobody looks. */
const mostFormulas = 40;

async function lookAtRules(patient: Patient): Promise<Looked<RuleFacts>> {
  const { salesforce, mapping } = patient;
  if (salesforce.kind === "closed") return notLookedAt(salesforce.because);
  const { model, artifacts } = mapping;
  if (model === undefined) return notLookedAt("the mapping has mistakes");
  const { client } = salesforce;
  const fields = expectedFields(model, await valuesNow(patient, model), artifacts);
  const objects = [...new Set(fields.map(({ object }) => object))];
  const rows = await client.queryTooling(
    "SELECT Id,ValidationName,ErrorMessage,EntityDefinition.QualifiedApiName FROM ValidationRule " +
      `WHERE Active = true AND EntityDefinition.QualifiedApiName IN (${objects.map((name) => `'${name}'`).join(",")})`,
  );
  const ours = Object.values(model.crm.validationRules);
  const rules: SeenRule[] = [];
  for (const row of rows) {
    const name = String(row["ValidationName"]);
    if (ours.includes(name)) continue;
    const formula = rules.length < mostFormulas ? await formulaOf(client, String(row["Id"])) : undefined;
    rules.push({
      object: String(membersOf(row["EntityDefinition"])["QualifiedApiName"]),
      name,
      message: String(row["ErrorMessage"]),
      ...(formula === undefined ? {} : { formula }),
    });
  }
  return sawFacts({
    organization: client.name,
    permission: model.crm.customPermission,
    rules,
    written: Object.fromEntries(
      objects.map((object) => [
        object,
        [
          ...fields
            .filter((field) => field.object === object && field.written === true)
            .map(({ name }) => name),
          ...(object === model.crm.objects.opportunity ? ["StageName"] : []),
        ],
      ]),
    ),
  });
}

async function formulaOf(client: SalesforceClient, id: string): Promise<string | undefined> {
  const [row] = await client.queryTooling(`SELECT Metadata FROM ValidationRule WHERE Id = '${id}'`);
  const formula = membersOf(row?.["Metadata"])["errorConditionFormula"];
  return typeof formula === "string" ? formula : undefined;
}
