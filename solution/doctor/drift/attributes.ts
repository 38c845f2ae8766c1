import { membersOf } from "../../deploy/web/answers.ts";
import { check, type Judgement, type Looked, notLookedAt, sawFacts } from "../check.ts";
import { listed, seen } from "../finding.ts";
import type { Patient } from "../patient.ts";
import { driftCodes } from "./codes.ts";

export interface AttributeFacts {
  /** Attribute types that the mapping sends. */
  readonly sent: readonly string[];
  /** The newest deals of the organization, with the attributes they carry. */
  readonly referrals: readonly {
    readonly id: string;
    readonly created: string;
    readonly attributes: readonly { readonly type: string; readonly id: string }[];
  }[];
}

/** Attributes that deals carry in Partner Center, and that the sync would leave out. */
export function judgeAttributes({ sent, referrals }: AttributeFacts): Judgement {
  const types = [...new Set(referrals.flatMap(({ attributes }) => attributes.map(({ type }) => type)))];
  const findings = types
    .filter((type) => !sent.includes(type))
    .map((name) => {
      const carriers = referrals.filter(({ attributes }) => attributes.some(({ type }) => type === name));
      const values = carriers.flatMap(({ attributes }) =>
        attributes.filter(({ type }) => type === name).map(({ id }) => id),
      );
      const at = { where: { file: "Partner Center", path: ["referrals", carriers[0]?.id ?? ""] } };
      const finding = driftCodes.finding("ATTRIBUTE_NEW", { name }, at);
      const found = `in ${carriers.length} of the newest ${referrals.length} deals: ${listed([...new Set(values)])}`;
      return seen(finding, found, listed(sent) || "no attribute");
    });
  return { said: `the newest ${referrals.length} deals carry ${listed(types) || "no attribute"}`, findings };
}

export const attributesCheck = check<AttributeFacts>({
  key: "attributes",
  group: "drift",
  title: "Attributes of deals",
  look: lookAtAttributes,
  judge: judgeAttributes,
});

/** So many of the newest deals are looked at. */
const newest = 20;

async function lookAtAttributes({ partnerCenter, mapping }: Patient): Promise<Looked<AttributeFacts>> {
  if (partnerCenter.kind === "closed") return notLookedAt(partnerCenter.because);
  const { model } = mapping;
  if (model === undefined) return notLookedAt("the mapping has mistakes");
  const query = [
    `$filter=${encodeURIComponent("direction eq 'Outgoing'")}`,
    `$orderby=${encodeURIComponent("createdDateTime desc")}`,
    `$top=${newest}`,
  ];
  const rows = await partnerCenter.client.referrals(query.join("&"));
  if (rows.length === 0) return notLookedAt("the organization has not sent a deal yet");
  return sawFacts({
    sent: model.deals.attributes.map(({ type }) => type),
    referrals: rows.map((row) => ({
      id: String(row["id"]),
      created: String(row["createdDateTime"]),
      attributes: attributesIn(row),
    })),
  });
}

function attributesIn(referral: Readonly<Record<string, unknown>>) {
  const requirements = membersOf(membersOf(referral["details"])["requirements"]);
  const { attributes } = membersOf(requirements["additionalRequirements"]);
  return (Array.isArray(attributes) ? attributes : []).map((attribute) => {
    const { type, id } = membersOf(attribute);
    return { type: String(type), id: String(id) };
  });
}
