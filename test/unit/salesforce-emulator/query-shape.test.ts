import { describe, expect, it } from "vitest";
import { SalesforceFault } from "../../../simulator/services/salesforce/fault.ts";
import { parseSoql, parseWhole } from "../../../simulator/services/salesforce/query/parse-soql.ts";

/** Each question twice with other values, so that the second one is answered from the shape of the first. */
const questions: readonly (readonly [string, string])[] = [
  ["SELECT Id FROM Opportunity WHERE Id = '006A'", "SELECT Id FROM Opportunity WHERE Id = '006B'"],
  [
    "SELECT Id FROM Opportunity WHERE SystemModstamp >= 2026-01-05T08:00:00Z AND Name LIKE 'a%'",
    "SELECT Id FROM Opportunity WHERE SystemModstamp >= 2026-02-05T08:00:01.000Z AND Name LIKE '%_b%'",
  ],
  [
    "SELECT Id, (SELECT Id FROM OpportunityContactRoles WHERE Role = 'x') FROM Opportunity WHERE NOT (Name IN ('1', '0') OR Amount > 1)",
    "SELECT Id, (SELECT Id FROM OpportunityContactRoles WHERE Role = '1') FROM Opportunity WHERE NOT (Name IN ('0', '7') OR Amount > 1)",
  ],
  [
    "SELECT Id FROM Opportunity WHERE AccountId IN (SELECT Id FROM Account WHERE Name = 'one') AND CloseDate < 2026-01-05",
    "SELECT Id FROM Opportunity WHERE AccountId IN (SELECT Id FROM Account WHERE Name = 'two') AND CloseDate < 2026-01-05",
  ],
  [
    "SELECT Id FROM Opportunity WHERE Solutions__c INCLUDES ('a;b', 'c') AND Name != '2026-01-05T08:00:00Z'",
    "SELECT Id FROM Opportunity WHERE Solutions__c INCLUDES ('d', 'e;f') AND Name != '2026-01-06T08:00:00Z'",
  ],
  [
    "SELECT Id FROM Opportunity WHERE Name = 'O\\'Neil' AND CreatedDate > 2026-01-05T08:00:00+01:00",
    "SELECT Id FROM Opportunity WHERE Name = 'O\\'Brien' AND CreatedDate > 2026-01-05T08:00:00+02:00",
  ],
];

describe("the shape of a query", () => {
  it.each(questions)("gives what the parser gives: %s", (first, second) => {
    for (const text of [first, second, first]) expect(parseSoql(text)).toEqual(parseWhole(text));
  });

  it.each([
    "SELECT Id FROM Opportunity WHERE Name = 'a' OR Name = 'b' AND Name = 'c'",
    "SELECT Id FROM Opportunity WHERE CreatedDate > 2026-13-45T08:00:00Z",
    "SELECT Id FROM Opportunity WHERE Name = 'a",
    "SELECT COUNT(Id) FROM Opportunity WHERE Name = 'a'",
  ])("lets what is refused be refused in its own words: %s", (text) => {
    const refused = (read: (text: string) => unknown): unknown => {
      try {
        return read(text);
      } catch (error) {
        return error instanceof SalesforceFault ? error.errors : error;
      }
    };
    expect(refused(parseSoql)).toEqual(refused(parseWhole));
    expect(refused(parseSoql)).not.toHaveProperty("columns");
  });
});
