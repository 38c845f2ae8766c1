import { describe, expect, it } from "vitest";
import { type Expression, print } from "../../../flows/kit/expression.ts";
import { outputs, triggerBody } from "../../../flows/kit/functions.ts";
import { joinMarked } from "../../../flows/kit/lines.ts";
import { meaning, messageOf } from "../../../flows/kit/words.ts";
import { partnerCenterToSalesforce } from "../../../flows/partner-center-to-salesforce.ts";
import { amount, bareName, date, money, plainText } from "../../../flows/projection/canonical.ts";
import { auditWith } from "../../../flows/records/audit.ts";
import { isAsSeen, seenText, triggerCondition } from "../../../flows/records/opportunity.ts";
import { isReadable } from "../../../flows/records/state.ts";
import { evaluateText, fromPlain, toPlain } from "../../../simulator/expressions/index.ts";
import { at, definitionOf } from "./flow-text.ts";
import { sampleModel } from "./sample-model.ts";

const now = Date.parse("2026-03-04T05:06:07Z");

interface Given {
  readonly value?: unknown;
  readonly trigger?: unknown;
}

/** Evaluates an expression over the member `value` of the output of an action `X`, and the body of the trigger. */
function evaluate(expression: Expression | string, { value = null, trigger = {} }: Given = {}): unknown {
  const names = new Map(
    sampleModel.variables.map((each) => [each.key, `${each.displayName} (${each.schemaName})`]),
  );
  const text =
    typeof expression === "string" ? expression : `@${print(expression, (key) => names.get(key) ?? key)}`;
  const parameters = Object.fromEntries(
    sampleModel.variables.map((each) => [`${each.displayName} (${each.schemaName})`, each.default]),
  );
  const context = fromPlain({
    parameters,
    outputs: { X: { value } },
    trigger: { outputs: { body: trigger } },
  });
  const result = evaluateText(text, context, { now, seed: 1 });
  return result.ok ? toPlain(result.value) : expect.fail(`${result.code} ${result.message}`);
}

const x = outputs("X", "value");

describe("the audit", () => {
  const add = (audit: string | null, maximum = 100): unknown =>
    evaluate(auditWith(outputs("X", "value", "audit"), outputs("X", "value", "line"), maximum), {
      value: { audit, line: "All well" },
    });

  it("begins with the first line", () => {
    expect(add(null)).toBe("2026-03-04 05:06 - All well");
  });

  it("puts a new line in front", () => {
    expect(add("2026-01-01 00:00 - Before")).toBe("2026-03-04 05:06 - All well\n2026-01-01 00:00 - Before");
  });

  it("counts a line that is said again, with its new time", () => {
    const once = "2026-01-01 00:00 - All well\n2025-12-31 00:00 - Before";
    const twice = "2026-03-04 05:06 - All well (2)\n2025-12-31 00:00 - Before";
    expect(add(once)).toBe(twice);
    expect(add(twice)).toBe("2026-03-04 05:06 - All well (3)\n2025-12-31 00:00 - Before");
  });

  it("takes no other line for the same", () => {
    expect(add("2026-01-01 00:00 - All well that ends")).toBe(
      "2026-03-04 05:06 - All well\n2026-01-01 00:00 - All well that ends",
    );
  });

  it("is cut at the old end", () => {
    expect(add("2026-01-01 00:00 - Before", 30)).toBe("2026-03-04 05:06 - All well\n20");
  });
});

describe("canonical forms", () => {
  it.each([
    ["✔ Deal", "Deal"],
    ["✗  Deal ", "Deal"],
    ["❌Deal", "Deal"],
    ["Deal ✔", "Deal ✔"],
    ["", ""],
    [null, ""],
  ])("a name %j is %j", (name, expected) => {
    expect(evaluate(bareName(x), { value: name })).toBe(expected);
  });

  it.each([
    [5, "5.00"],
    ["10000", "10000.00"],
    [0.005, "0.01"],
    [null, ""],
    [-3.1, "-3.10"],
  ])("an amount %j is %j", (value, expected) => {
    expect(evaluate(amount(x), { value })).toBe(expected);
  });

  it("money without an amount is nothing, whatever the currency", () => {
    expect(
      evaluate(money(outputs("X", "value", "a"), outputs("X", "value", "c")), {
        value: { a: null, c: "eur" },
      }),
    ).toBe("");
    expect(
      evaluate(money(outputs("X", "value", "a"), outputs("X", "value", "c")), { value: { a: 1, c: "eur" } }),
    ).toBe("1.00 EUR");
  });

  it.each([
    ["2027-06-30", "2027-06-30"],
    ["2027-06-30T23:59:59Z", "2027-06-30"],
    ["2027-06-30T23:30:00-02:00", "2027-07-01"],
    [null, ""],
  ])("a date %j is %j", (value, expected) => {
    expect(evaluate(date(x), { value })).toBe(expected);
  });

  it("a text has line feeds only", () => {
    expect(evaluate(plainText(x), { value: " a\r\nb\n " })).toBe("a\nb");
  });
});

describe("lines by mark", () => {
  const texts = ['0 First: send\n4 {"b":1}\n9 z', '0 Second\n1 p\n4 {"a":2}', "0 Third"];

  it("come together by mark, sorted", () => {
    expect(evaluate(joinMarked(x, 4, 9, ","), { value: texts })).toBe('{"a":2},{"b":1}');
    expect(evaluate(joinMarked(x, 1, 9, "line feed"), { value: texts })).toBe("p");
    expect(evaluate(joinMarked(x, 9, 9, "; "), { value: texts })).toBe("z");
  });

  it("are nothing where no line has the mark", () => {
    expect(evaluate(joinMarked(x, 5, 9, ","), { value: texts })).toBe("");
    expect(evaluate(joinMarked(x, 1, 9, ","), { value: [] })).toBe("");
  });
});

describe("the trigger condition", () => {
  const { opportunity } = sampleModel.crm;
  const record = {
    Id: "006000000000001AAA",
    Name: "✔ Deal",
    StageName: "Qualification",
    CloseDate: "2027-06-30",
    Description: "One\nTwo",
    Amount: 100,
    CurrencyIsoCode: "EUR",
    [opportunity.sync]: true,
    [opportunity.referralIdentifier]: "r",
    [opportunity.status]: "Synced",
    [opportunity.solutionCount]: 1,
  };
  const seen = evaluate(seenText(sampleModel, x), { value: record });
  const starts = (changes: Readonly<Record<string, unknown>>): unknown =>
    evaluate(triggerCondition(sampleModel), { trigger: { ...record, [opportunity.seen]: seen, ...changes } });

  it("is quiet about our own write", () => {
    expect(starts({})).toBe(false);
  });

  it("is quiet where Salesforce stores line ends as CR LF", () => {
    expect(
      starts({ [opportunity.seen]: String(seen).replaceAll("\n", "\r\n"), Description: "One\r\nTwo" }),
    ).toBe(false);
  });

  it.each([
    ["Name", "Deal"],
    ["StageName", "Prospecting"],
    ["Amount", 101],
    ["Description", null],
    [opportunity.solutionCount, 2],
  ])("starts a run when %s changes", (column, value) => {
    expect(starts({ [column]: value })).toBe(true);
  });

  it("starts a run for Pending, but not while the sync is off", () => {
    expect(starts({ [opportunity.status]: "Pending" })).toBe(true);
    expect(starts({ [opportunity.status]: "Pending", [opportunity.sync]: false })).toBe(false);
  });

  it("takes note of a sync that was switched off, once, and of none that never was on", () => {
    expect(starts({ [opportunity.sync]: false, Name: "Deal" })).toBe(true);
    expect(starts({ [opportunity.sync]: false, Name: "Deal", [opportunity.referralIdentifier]: null })).toBe(
      false,
    );
  });

  it("cannot fail on what it is given", () => {
    expect(evaluate(triggerCondition(sampleModel), { trigger: {} })).toBe(false);
    expect(evaluate(triggerCondition(sampleModel), { trigger: { [opportunity.sync]: true } })).toBe(true);
    expect(starts({ [opportunity.seen]: "damaged" })).toBe(true);
  });

  it("says the same as the test inside the merger", () => {
    expect(evaluate(isAsSeen(sampleModel, x), { value: { ...record, [opportunity.seen]: seen } })).toBe(true);
    expect(evaluate(isAsSeen(sampleModel, x), { value: { ...record, [opportunity.seen]: null } })).toBe(
      false,
    );
  });
});

describe("what a webhook may say", () => {
  const [choice] = [
    at(definitionOf(partnerCenterToSalesforce(sampleModel)), "actions", "Whose_referral_is_it", "expression"),
  ];
  const kind = (trigger: unknown): unknown => evaluate(String(choice), { trigger });
  const id = "0f8fad5b-d9cb-469f-a165-70867728950e";

  it.each([
    ["referral-updated", `https://api.partnercenter.microsoft.com/engagements/v1/referrals/${id}`, "Ours"],
    ["referral-created", `https://x/${id.toUpperCase()}`, "Ours"],
    ["related-referral-updated", `https://x/${id}`, "Another party's"],
    ["subscription-updated", `https://x/${id}`, "Unknown"],
    ["referral-updated", `https://x/${id}?x=1`, "Unknown"],
    ["referral-updated", `https://x/${id.replaceAll("-", "0")}`, "Unknown"],
    ["referral-updated", "https://x/0f8fad5bd9cb-469f-a165-7086-7728950e", "Unknown"],
    ["referral-updated", "https://x/zf8fad5b-d9cb-469f-a165-70867728950e", "Unknown"],
    ["referral-updated", "", "Unknown"],
  ])("%s of %s is %s", (EventName, ResourceUri, expected) => {
    expect(kind({ EventName, ResourceUri })).toBe(expected);
  });

  it("is nothing where it is no text", () => {
    expect(kind({ EventName: { a: 1 }, ResourceUri: 7 })).toBe("Unknown");
    expect(kind({})).toBe("Unknown");
  });
});

describe("answers in words", () => {
  it.each([
    [{ error: { message: "No country" } }, "No country"],
    [{ message: "Gone" }, "Gone"],
    [[{ errorCode: "E", message: "m" }], '[{"errorCode":"E","message":"m"}]'],
    ["plain", "plain"],
    [null, ""],
  ])("%j says %j", (answer, expected) => {
    expect(evaluate(messageOf(x), { value: answer })).toBe(expected);
  });

  it("knows what a status means", () => {
    expect(evaluate(meaning(x), { value: 403 })).toBe("the user of the connection lacks a permission");
    expect(evaluate(meaning(x), { value: 418 })).toBe("unexpected answer");
  });
});

it.each([
  [null, true],
  ['{"v":1,"for":"a"}', true],
  ['{"v":2,"for":"a"}', false],
  ['{"v":1,"for":"a', false],
])("a state %j is readable: %j", (state, expected) => {
  expect(evaluate(isReadable(triggerBody("state")), { trigger: { state } })).toBe(expected);
});
