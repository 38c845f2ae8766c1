import { expect } from "vitest";
import { emulatorCodes } from "../../../simulator/services/salesforce/codes.ts";
import { schemaFromMetadata } from "../../../simulator/services/salesforce/schema/metadata.ts";
import type { FieldValues } from "../../../simulator/services/salesforce/types.ts";
import { testPages } from "../code-page.ts";
import { integration, testOrg } from "./org.ts";

function run(language: string, text: string): void {
  const org = testOrg();
  switch (language) {
    case "soql":
      expect(org.soql(text).status).toBe(200);
      return;
    case "odata": {
      const answer = org.connector("GET", "/datasets/default/tables/Opportunity/items", {
        query: { $filter: text },
      });
      expect(answer.status).toBe(200);
      return;
    }
    case "http": {
      const [line = "", ...body] = text.split("\n\n");
      const [method, path = ""] = line.split(" ");
      const answer = org.handle({
        method: method === "POST" ? "POST" : "GET",
        path,
        query: {},
        headers: {},
        body: body.length === 0 ? undefined : JSON.parse(body.join("\n\n")),
        user: integration,
      });
      expect(answer.status).toBeLessThan(300);
      return;
    }
    case "formula": {
      const formula = text.replaceAll("<", "&lt;").replaceAll(">", "&gt;");
      const rule = `<fullName>R</fullName><active>true</active><errorConditionFormula>${formula}</errorConditionFormula><errorMessage>m</errorMessage>`;
      schemaFromMetadata({
        "objects/Opportunity.object": `<CustomObject><validationRules>${rule}</validationRules></CustomObject>`,
      });
      return;
    }
    case "xml":
      schemaFromMetadata({ "objects/Opportunity/fields/Deal_Code__c.field-meta.xml": text });
      return;
    case "json": {
      const step: { readonly user: string; readonly create: string; readonly fields: FieldValues } =
        JSON.parse(text);
      expect(org.control.as(step.user).create(step.create, step.fields).ok).toBe(true);
      return;
    }
    default:
      expect.unreachable(`no way to run ${language}`);
  }
}

testPages(emulatorCodes, run);
