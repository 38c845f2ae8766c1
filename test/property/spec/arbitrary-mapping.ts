import { readFileSync } from "node:fs";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import type { Mapping } from "../../../generator/spec/schema/mapping-schema.ts";

// Mappings in which the check finds no error, however far they are from the default one.

const base: Mapping = parse(readFileSync(new URL("../../../mapping.yaml", import.meta.url), "utf8"));

type Row = Mapping["fields"][number];

/** Words that the formats on the way would stumble over: XML, JSON, YAML, expressions, templates, Markdown, SOQL. */
const hostileWords = [
  ...[
    "Deal",
    "Größe",
    "日本語",
    "🎉",
    "<b>",
    "&amp;",
    "]]>",
    "'",
    '"',
    "\\",
    "@{x}",
    "@now",
    "{{y}}",
    "$\u007bz}",
  ],
  ...["|", "*", "#", ": -", "%20", "null", "true", "~", "1e3", "?", "{", "[", "`", "Ω", "\u00a0", "--"],
] as const;

/** A text of a few words. */
export const arbitraryText = (longest: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...hostileWords), { minLength: 1, maxLength: 6 })
    .map((words) => `A ${words.join(" ")}`.slice(0, longest).trim());

const name = (longest: number): fc.Arbitrary<string> =>
  fc.stringMatching(new RegExp(`^[A-Za-z][A-Za-z0-9]{1,${longest - 2}}$`));
const customField = name(30).map((letters) => `${letters}__c`);
/** The components first shipped in 1.0.0.0. */
const version = fc
  .tuple(fc.integer({ min: 1, max: 99_999 }), fc.nat(99_999), fc.nat(99_999), fc.nat(99_999))
  .map((parts) => parts.join("."));
const policy = fc.constantFrom("crm", "partnerCenter", "manual");
const sending = fc.constantFrom("both", "toPartnerCenter");
const anyDirection = fc.constantFrom("both", "toCrm", "toPartnerCenter", "never");
const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { nil: undefined });

/** What a new referral needs; the help must be sent too. */
const isRequired = ({ referral }: Row): boolean =>
  /^(?:name|customerProfile\.name|customerProfile\.address\.(?:addressLine1|city|country)|details\.(?:dealValue|currency|closingDateTime)|inviteContext\.assistanceRequestCode)$/.test(
    referral,
  );
const isMoney = ({ referral }: Row): boolean => /^details\.(?:dealValue|currency)$/.test(referral);
const isTold = ({ direction }: Row): boolean => direction === "toCrm";

/** Amount and currency move together; other lines as they like, within what Partner Center takes. */
const fields: fc.Arbitrary<Row[]> = fc
  .record({ direction: sending, policy })
  .chain((money) =>
    fc.tuple(
      ...base.fields.map((row) => {
        if (isMoney(row)) return fc.constant([{ ...row, ...money }]);
        if (isTold(row)) return fc.subarray([row]);
        const changed = fc.record({
          ...Object.fromEntries(Object.entries(row).map(([key, value]) => [key, fc.constant(value)])),
          label: arbitraryText(40),
          direction: isRequired(row) ? sending : anyDirection,
          policy,
        }) as fc.Arbitrary<Row>; // The members of the line, some of them with other values.
        const sent = changed.map((each) => (isFed(each) ? each : withoutDemands(each)));
        return isRequired(row)
          ? sent.map((each) => [each])
          : fc.oneof(
              fc.constant([]),
              sent.map((each) => [each]),
            );
      }),
      extraFields,
    ),
  )
  .map((rows) => rows.flat());

const isFed = ({ direction }: Row): boolean => direction !== "toCrm" && direction !== "never";

function withoutDemands({ requiredFor: _, ...row }: Row): Row {
  return row;
}

const extraProperties = [
  "campaignId",
  "customerProfile.size",
  "customerProfile.address.addressLine2",
  "organizationName",
];
const extraFields: fc.Arbitrary<Row[]> = fc
  .tuple(
    fc.subarray(extraProperties),
    fc.uniqueArray(customField, { minLength: 4, maxLength: 4, selector: (each) => each.toLowerCase() }),
  )
  .map(([properties, names]) =>
    properties.map((referral, index) => ({
      label: `Extra ${index}`,
      crm: `${index % 2 === 0 ? "Opportunity" : "Account"}.X${names[index]}`,
      referral,
      direction: "toCrm" as const,
      policy: "partnerCenter" as const,
    })),
  );

const stageNames = fc.uniqueArray(arbitraryText(40), { minLength: 4, maxLength: 9 });

const environments = fc
  .uniqueArray(name(12), { maxLength: 3, selector: (each) => each.toLowerCase() })
  .chain((names) =>
    fc.tuple(
      ...names.map((each) =>
        fc.record(
          {
            name: fc.constant(each),
            variables: fc.record(
              { coSellOnly: fc.boolean(), displayCheckMark: fc.boolean() },
              { requiredKeys: [] },
            ),
          },
          { requiredKeys: ["name"] },
        ),
      ),
    ),
  );

const set = fc.record({ direction: sending, policy });

const parts = fc.record({
  uniqueName: name(30),
  displayName: arbitraryText(80),
  description: maybe(arbitraryText(80)),
  version,
  layouts: fc.subarray(["single", "split"] as const, { minLength: 1 }),
  prefix: fc.stringMatching(/^[a-l][a-z0-9]{1,7}$/),
  mode: fc.constantFrom("custom", "certified"),
  title: name(20),
  currency: fc.constantFrom({ mode: "multi" as const }, { mode: "single" as const, code: "EUR" }),
  namespace: fc.constantFrom("", "acme"),
  closingTime: fc.constantFrom("noonUtc", "midnightUtc"),
  teams: fc.boolean(),
  fields,
  stageNames,
  salesStages: fc.boolean(),
  sets: fc.record({ solutions: maybe(set), contacts: maybe(set), team: maybe(set) }),
  deals: maybe(fc.constant(base.deals)),
  closingReasons: maybe(fc.constant(base.closingReasons)),
  flows: maybe(
    fc.record(
      {
        salesforcePollingMinutes: fc.integer({ min: 1, max: 1440 }),
        audit: fc.record({ glyphOnError: fc.boolean(), maxLength: fc.integer({ min: 1000, max: 131_072 }) }),
        leads: fc.boolean(),
        microsoftSolutions: fc.boolean(),
        reconcile: fc.record({ enabled: fc.boolean(), maxPerRun: fc.integer({ min: 1, max: 500 }) }),
      },
      { requiredKeys: [] },
    ),
  ),
  environments: maybe(environments),
});

/** A mapping without errors; warnings may be found. */
export const arbitraryMapping: fc.Arbitrary<Mapping> = parts.map((part) => {
  const [onHold = "", active = "", won = "", lost = "", ...open] = part.stageNames;
  const { onHoldStage, activeStage } = base.environmentVariables;
  const helpUsed = part.fields.some(({ values }) => values === "help");
  const renamed = (text: string): string => text.replace(/^csl_/, `${part.prefix}_`);
  return plain({
    ...base,
    solution: {
      ...base.solution,
      uniqueName: part.uniqueName,
      displayName: part.displayName,
      description: part.description,
      version: part.version,
      layouts: part.layouts,
      connectorSolution: { ...base.solution.connectorSolution, uniqueName: `${part.uniqueName}_Other` },
      publisher: { ...base.solution.publisher, prefix: part.prefix },
    },
    connectors: {
      ...base.connectors,
      mode: part.mode,
      referrals: { ...base.connectors.referrals, title: part.title },
    },
    connectionReferences: mapValues(base.connectionReferences, (each) => ({
      ...each,
      name: renamed(each.name),
    })),
    environmentVariables: mapValues(
      {
        ...base.environmentVariables,
        onHoldStage: { ...onHoldStage, default: onHold },
        activeStage: { ...activeStage, default: active },
      },
      (each) => ({ ...each, schemaName: renamed(each.schemaName) }),
    ),
    crm: {
      ...base.crm,
      currency: part.currency,
      namespace: part.namespace,
      closingTime: part.closingTime,
      teams: part.teams,
    },
    fields: part.fields,
    ...part.sets,
    values: helpUsed ? base.values : undefined,
    stages: {
      won: [{ stage: won }],
      lost: [{ stage: lost }],
      active: open.map((stage) => (part.salesStages ? { stage, salesStage: "Develop" } : { stage })),
      incoming: { won, lost, declined: lost, expired: lost, error: lost },
    },
    deals: part.deals,
    closingReasons: part.closingReasons,
    flows: part.flows,
    environments: part.environments,
  });
});

/** The mapping as the text of a file. */
export const mappingText = (mapping: Mapping): string => stringify(mapping);

/** Without the members that are undefined: a file has none. */
const plain = (value: unknown): Mapping => JSON.parse(JSON.stringify(value));

function mapValues<Value, Other>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value) => Other,
): Readonly<Record<string, Other>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
