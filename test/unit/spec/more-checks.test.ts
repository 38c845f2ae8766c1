import { describe, expect, it } from "vitest";
import { readMapping } from "../../../generator/spec/read-mapping.ts";
import { defaultText, withChanges, withField } from "./mapping.ts";

type Result = ReturnType<typeof withChanges>;

/** Codes and places of what is found, `CODE at path`. */
const found = ({ diagnostics }: Result) =>
  diagnostics.map(({ code, where }) => `${code} at ${where?.path?.join(".")}`);
const line = (row: Record<string, unknown>) => found(withField(row as { referral: string }));

/** The texts that the proposals of the first finding of a code would make of the file. */
function mended(text: string, code: string): readonly string[] {
  const finding = readMapping({ file: "mapping.yaml", text }).diagnostics.find((each) => each.code === code);
  return (finding?.nextActions ?? []).flatMap((action) => {
    if (action.kind !== "edit-file" || action.edit === undefined) return [];
    const { offset, length, text: put } = action.edit;
    return [text.slice(0, offset) + put + text.slice(offset + length)];
  });
}

describe("proposals mend the file", () => {
  it.each([
    ["a misspelt key", "  apiVersion:", "  apiVersoin:", "SCHEMA.UNKNOWN_KEY"],
    ["a misspelt word", "closingTime: noonUtc", "closingTime: nonUtc", "SCHEMA.UNKNOWN_VALUE"],
    ["a number that is a text", 'apiVersion: "58.0"', "apiVersion: 58.0", "SCHEMA.WRONG_TYPE"],
    ["a yes in quotes", "teams: true", 'teams: "yes"', "SCHEMA.WRONG_TYPE"],
    [
      "a number in quotes",
      "salesforcePollingMinutes: 3",
      'salesforcePollingMinutes: "3"',
      "SCHEMA.WRONG_TYPE",
    ],
    ["a misspelt mode", "{ mode: multi }", "{ mode: mutli }", "SCHEMA.UNKNOWN_VALUE"],
    ["a misspelt property", "referral: details.notes", "referral: details.note", "MAP.PROPERTY_UNKNOWN"],
    ["a misspelt field", "crm: Opportunity.CloseDate", "crm: Opportunity.ClosDate", "MAP.FIELD_UNKNOWN"],
    ["a misspelt variable", "Account.$countryField", "Account.$contryField", "MAP.VARIABLE_UNKNOWN"],
    ["a misspelt value map", "values: help,", "values: hlep,", "MAP.VALUES_UNKNOWN"],
    [
      "an object in small letters",
      "crm: Opportunity.Name",
      "crm: opportunity.name",
      "MAP.FIELD_PATH_INVALID",
    ],
    ["a misspelt object", "crm: Account.BillingCity", "crm: Acount.BillingCity", "MAP.FIELD_PATH_INVALID"],
    ["a misspelt stage", "won: Closed Won\n", "won: Close Won\n", "MAP.STAGE_UNMAPPED"],
    ["a misspelt reason", "default: Others", "default: Other", "MAP.REASON_UNMAPPED"],
    ["a misspelt value", "referral: QuotesOrLicensing", "referral: QuoteOrLicensing", "MAP.VALUE_UNKNOWN"],
  ])("%s", (_, right, wrong, code) => {
    const text = defaultText.replace(right, wrong);
    expect(text).not.toBe(defaultText);
    expect(mended(text, code)).toContain(defaultText);
  });

  it("in the file's own line ends", () => {
    const whole = defaultText.replaceAll("\n", "\r\n");
    expect(mended(whole.replace("  apiVersion:", "  apiVersoin:"), "SCHEMA.UNKNOWN_KEY")).toContain(whole);
  });
});

describe("one mistake is one finding", () => {
  it.each([
    ["a misspelt key", "stages:\n", "stagez:\n", ["SCHEMA.UNKNOWN_KEY at stagez"]],
    [
      "a misspelt property that new deals need",
      "referral: details.dealValue",
      "referral: details.dealVale",
      ["MAP.PROPERTY_UNKNOWN at fields.1.referral"],
    ],
    [
      "a prefix that is none",
      "prefix: csl",
      "prefix: mscrmcsl",
      ["MAP.NAME_INVALID at solution.publisher.prefix"],
    ],
  ])("%s", (_, right, wrong, findings) => {
    const text = defaultText.replace(right, wrong);
    expect(found(readMapping({ file: "mapping.yaml", text }))).toEqual(findings);
  });

  it.each([
    ["a tab", "\tuniqueName: CosellSync", "READ.TABS"],
    ["a blank too many", "   uniqueName: CosellSync", "READ.INVALID"],
  ])("%s before the first key of a group", (_, wrong, code) => {
    const text = defaultText.replace("  uniqueName: CosellSync", wrong);
    const { diagnostics } = readMapping({ file: "mapping.yaml", text });
    expect(diagnostics.map((each) => each.code)).toEqual([code]);
  });

  it("says what a second colon comes of", () => {
    const text = defaultText.replace("description: Keeps", "description: Keeps:");
    const { diagnostics } = readMapping({ file: "mapping.yaml", text });
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "This is no valid YAML: a text in which a blank follows a colon must stand in quotes",
    ]);
  });
});

it.each([
  ["salesforcePollingMinutes: 3", "salesforcePollingMinutes: 0", "must be at least 1"],
  ["maxPerRun: 50", "maxPerRun: 500000", "must be at most"],
  ["name: cosellreferrals", 'name: ""', "must not be empty"],
  ["won: [{ stage: Closed Won }]", "won: []", "must not be empty"],
  ["layouts: [single, split]", "layouts: [split, split]", "names something twice"],
])("the bound of %s is said in words", (right, wrong, words) => {
  const text = defaultText.replace(right, wrong);
  const messages = readMapping({ file: "mapping.yaml", text }).diagnostics.map(({ message }) => message);
  expect(messages.join()).toContain(words);
});

it("a yes or no is told what it may be", () => {
  const text = defaultText.replace("type: yesNo\n    default: true", "type: yesNo\n    default: maybe");
  expect(readMapping({ file: "mapping.yaml", text }).diagnostics).toMatchObject([
    { code: "MAP.DEFAULT_INVALID", allowed: ["true", "false"] },
  ]);
});

describe("one of several groups", () => {
  it.each([
    [{ mode: "single" }, ["SCHEMA.MISSING_KEY at crm.currency"]],
    [{ mode: "single", code: "EUR", country: "DE" }, ["SCHEMA.UNKNOWN_KEY at crm.currency.country"]],
    [{ mode: "multi", code: "EUR" }, ["SCHEMA.UNKNOWN_KEY at crm.currency.code"]],
    [{ mode: "both" }, ["SCHEMA.UNKNOWN_VALUE at crm.currency.mode"]],
  ])("%j is held against the one that was meant", (currency, findings) => {
    const text = defaultText.replace("currency: { mode: multi }", `currency: ${JSON.stringify(currency)}`);
    expect(found(readMapping({ file: "mapping.yaml", text }))).toEqual(findings);
  });
});

it("says once what is wrong with a word of the wrong type, beside everything else", () => {
  expect(
    found(withChanges({ format: 2, connectors: { mode: { custom: true } }, crm: { closingTime: 12 } })),
  ).toEqual(
    expect.arrayContaining([
      "SCHEMA.UNKNOWN_VALUE at format",
      "SCHEMA.WRONG_TYPE at connectors.mode",
      "SCHEMA.WRONG_TYPE at crm.closingTime",
    ]),
  );
});

describe("a new deal", () => {
  const fedBy = (referral: string, change: Record<string, unknown>) => {
    const { fields } = withChanges({}).mapping ?? { fields: [] };
    return found(
      withChanges({ fields: fields.map((row) => (row.referral === referral ? { ...row, ...change } : row)) }),
    );
  };

  it.each([
    "name",
    "customerProfile.name",
    "customerProfile.address.country",
    "details.closingDateTime",
    "inviteContext.assistanceRequestCode",
  ])("needs %s, which is only taken", (referral) => {
    expect(fedBy(referral, { direction: "toCrm" })).toContainEqual(
      expect.stringMatching(/^MAP\.REQUIRED_UNFED at fields\.\d+\.direction$/),
    );
  });

  it("needs amount and currency, however they move together", () => {
    const { fields } = withChanges({}).mapping ?? { fields: [] };
    const taken = fields.map((row) =>
      /dealValue|currency/.test(row.referral) ? { ...row, direction: "toCrm" } : row,
    );
    expect(found(withChanges({ fields: taken }))).toEqual([
      "MAP.REQUIRED_UNFED at fields.1.direction",
      "MAP.REQUIRED_UNFED at fields.2.direction",
    ]);
    const single = { crm: { currency: { mode: "single", code: "EUR" } } };
    expect(found(withChanges({ ...single, fields: taken }))).toEqual([
      "MAP.REQUIRED_UNFED at fields.1.direction",
    ]);
  });

  it("needs notes where the mapping demands them", () => {
    const { fields } = withChanges({}).mapping ?? { fields: [] };
    const without = { fields: fields.filter(({ referral }) => referral !== "details.notes") };
    expect(found(withChanges(without))).toEqual([]);
    expect(found(withChanges({ ...without, deals: { notesRequired: true } }))).toEqual([
      "MAP.REQUIRED_UNFED at fields",
    ]);
  });

  it("cannot demand what is not sent", () => {
    const told = { label: "Region", crm: "Account.Region__c", referral: "customerProfile.address.region" };
    expect(line({ ...told, direction: "toCrm", policy: "partnerCenter", requiredFor: ["coSell"] })).toEqual([
      "MAP.REQUIRED_UNFED at fields.15.requiredFor",
    ]);
  });

  it("has one source for its sales stage", () => {
    const values = {
      stage: ["Qualify", "Develop", "Propose", "Close"].map((word) => ({ crm: word, referral: word })),
    };
    const { fields, values: maps } = withChanges({}).mapping ?? { fields: [] };
    const row = { label: "Sales stage", crm: "Opportunity.Step__c", referral: "salesStage", values: "stage" };
    const both = { fields: [...fields, row], values: { ...maps, ...values } };
    expect(found(withChanges(both))).toEqual([]);
    const active = [{ stage: "Proposal", salesStage: "Propose" }];
    expect(found(withChanges({ ...both, stages: { active } }))).toEqual([
      "MAP.DUPLICATE at fields.15.referral",
    ]);
  });
});

describe("a variable with the name of a field", () => {
  it.each([
    ["Opportunity.$coSellOnly", "MAP.VARIABLE_UNKNOWN"],
    ["Account.$dealValueField", "MAP.VARIABLE_UNKNOWN"],
    ["Opportunity.$countryField", "MAP.VARIABLE_UNKNOWN"],
  ])("%s holds none of that object", (crm, code) => {
    expect(line({ label: "Extra", crm, referral: "campaignId" })).toEqual([`${code} at fields.15.crm`]);
  });

  it.each([
    ["dealValueField", "CloseDate", "MAP.TYPE_MISMATCH at fields.1.crm"],
    ["dealValueField", "ExpectedRevenue", "MAP.FIELD_READ_ONLY at fields.1.crm"],
    ["countryField", "NumberOfEmployees", "MAP.TYPE_MISMATCH at fields.14.crm"],
  ])("%s names %s by default, which is looked at", (key, value, finding) => {
    expect(found(withChanges({ environmentVariables: { [key]: { default: value } } }))).toContain(finding);
  });
});

describe("waiting times", () => {
  it.each([
    [{ interval: "PT1S" }, ["MAP.RETRY_INVALID at flows.retry.interval"]],
    [{ maximumInterval: "P2D" }, ["MAP.RETRY_INVALID at flows.retry.maximumInterval"]],
    [{ minimumInterval: "PT1M" }, ["MAP.RETRY_INVALID at flows.retry.interval"]],
    [{ interval: "PT1H", maximumInterval: "P1D" }, []],
    [{ interval: "soon" }, ["MAP.NAME_INVALID at flows.retry.interval"]],
    [{ type: "none", minimumInterval: "PT1H" }, []],
  ])("%j", (retry, findings) => {
    expect(found(withChanges({ flows: { retry } }))).toEqual(findings);
  });
});

describe("what an environment says of itself", () => {
  it.each([
    [{ url: "https://contoso.crm4.dynamics.com/" }, []],
    [{ url: "http://contoso.crm4.dynamics.com" }, ["MAP.NAME_INVALID at environments.0.url"]],
    [{ url: "https://contoso.crm4.dynamics.com/main.aspx" }, ["MAP.NAME_INVALID at environments.0.url"]],
    [{ salesforceOrg: "admin@contoso.example" }, []],
    [{ salesforceOrg: "--json" }, ["MAP.NAME_INVALID at environments.0.salesforceOrg"]],
    [{ secretStore: "contoso-release" }, []],
    [{ secretStore: "https://contoso" }, ["MAP.NAME_INVALID at environments.0.secretStore"]],
    [{ connections: { salesforce: "shared-salesforce-0a1b" } }, []],
    [{ connections: { events: "a b" } }, ["MAP.NAME_INVALID at environments.0.connections.events"]],
  ])("%j", (environment, findings) => {
    expect(found(withChanges({ environments: [{ name: "staging", ...environment }] }))).toEqual(findings);
  });
});

describe("characters that XML cannot hold", () => {
  it.each([
    [
      { environmentVariables: { activeStage: { default: "Stage \u0007" } } },
      "environmentVariables.activeStage.default",
    ],
    [{ stages: { incoming: { won: "Closed Won\ufffe" } } }, "stages.incoming.won"],
    [{ closingReasons: { default: "Others\u0000" } }, "closingReasons.default"],
    [{ solution: { description: "half \ud83c" } }, "solution.description"],
  ])("%j", (change, path) => {
    expect(found(withChanges(change))).toContain(`MAP.CHARACTER_INVALID at ${path}`);
  });
});

describe("API names", () => {
  it("may have 40 characters besides namespace and suffix", () => {
    const name = `A${"b".repeat(39)}`;
    const as = (audit: string) => found(withChanges({ crm: { opportunity: { audit } } }));
    expect(as(`acme_package__${name}__c`)).toEqual([]);
    expect(as(`${name}__c`)).toEqual([]);
    expect(as(`${name}b__c`)).toEqual(["MAP.NAME_TOO_LONG at crm.opportunity.audit"]);
  });

  it("of standard fields are those of Salesforce", () => {
    const as = (crm: string) => line({ label: "Extra", crm, referral: "campaignId" });
    expect(as("Opportunity.NextStpe")).toEqual(["MAP.FIELD_UNKNOWN at fields.15.crm"]);
    expect(as("Opportunity.nextstep")).toEqual([]);
    expect(as("Account.TickerSymbol")).toEqual([]);
    expect(as("Opportunity.My_Field__c")).toEqual([]);
  });
});

it("looks at names that are made up where the mapping has none", () => {
  const solution = { uniqueName: "A".repeat(60), connectorSolution: null };
  expect(found(withChanges({ solution }))).toEqual([
    "MAP.NAME_TOO_LONG at solution.connectorSolution.uniqueName",
  ]);
});

it("proves that what the flows make of the longest values fits, and says what does not", () => {
  const properties = [
    "campaignId",
    "details.incentiveLevel",
    "statusReason",
    "direction",
    "qualification",
    "engagementId",
    "organizationId",
    "organizationName",
    "mpnId",
    "registrationStatus",
    "referralSource",
    "callToAction",
  ];
  const { fields } = withChanges({}).mapping ?? { fields: [] };
  const extra = properties.map((referral, index) => ({
    label: `Extra ${index}`,
    crm: `Opportunity.Extra_${index}__c`,
    referral,
    direction: "toCrm",
    policy: "partnerCenter",
  }));
  const long = { label: "Campaign", crm: "Opportunity.Description", referral: "campaignId" };
  const notes = fields.findIndex(({ referral }) => referral === "details.notes");
  const own = fields.map((field, index) =>
    index === notes ? { ...field, crm: "Opportunity.Notes__c" } : field,
  );
  expect(found(withChanges({ fields: [...fields, ...extra] }))).toEqual([]);
  expect(found(withChanges({ fields: own }))).toEqual([]);
  expect(found(withChanges({ fields: [...own, long] }))).toEqual(["MAP.STATE_TOO_LONG at fields"]);
});

it("finds names that Windows keeps for devices, in any capitals, and no others", () => {
  const settings = (name: string) => found(withChanges({ environments: [{ name }] }));
  for (const name of ["CON", "con", "Aux", "nul", "PRN", "com1", "LPT9"])
    expect(settings(name)).toEqual(["MAP.NAME_RESERVED at environments.0.name"]);
  for (const name of ["CONTOSO", "console", "com", "lpt10", "aux-1"]) expect(settings(name)).toEqual([]);
  expect(found(withChanges({ solution: { uniqueName: "Nul" } }))).toEqual([
    "MAP.NAME_RESERVED at solution.uniqueName",
  ]);
});

it("compares versions number by number, those of both solutions", () => {
  const versions = (solution: object) =>
    found(withChanges({ solution: { connectorSolution: { version: "3.0.0.0" }, ...solution } }));
  expect(versions({ version: "1.10.0.0", introducedVersion: "1.9.0.0" })).toEqual([]);
  expect(versions({ version: "1.9.0.0", introducedVersion: "1.10.0.0" })).toEqual([
    "MAP.INTRODUCED_LATER at solution.introducedVersion",
  ]);
  expect(
    versions({ version: "2.0.0.0", introducedVersion: "2.0.0.0", connectorSolution: { version: "1.0.0.0" } }),
  ).toEqual(["MAP.INTRODUCED_LATER at solution.introducedVersion"]);
  expect(versions({ version: "0.9.0.0", introducedVersion: null })).toEqual([
    "MAP.INTRODUCED_LATER at solution.version",
  ]);
});

it("finds values that no pick list takes, wherever they stand", () => {
  const long = "x".repeat(256);
  const fits = "x".repeat(255);
  const { values = {} } = withChanges({}).mapping ?? {};
  const [first, ...rest] = values["help"] ?? [];
  const help = (crm: string) => withChanges({ values: { help: [{ ...first, crm }, ...rest] } });
  expect(found(help(long))).toEqual(["MAP.VALUE_TOO_LONG at values.help.0.crm"]);
  expect(found(help(fits))).toEqual([]);
  expect(found(withChanges({ solutions: { types: [long] } }))).toEqual([
    "MAP.VALUE_TOO_LONG at solutions.types.0",
  ]);
  expect(found(withChanges({ closingReasons: { values: [{ crm: long, referral: "Other" }] } }))).toEqual([
    "MAP.REASON_UNMAPPED at closingReasons.default",
    "MAP.VALUE_TOO_LONG at closingReasons.values.0.crm",
  ]);
});
