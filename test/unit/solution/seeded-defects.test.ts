import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { verify } from "../../../solution/verify/verify.ts";
import { filesOf, zipAt } from "./default-solution.ts";

// What can go wrong with a solution on its way from a tool to an import: one defect each, sown into our own zip, and
// the code that must be among the findings.

type Files = Map<string, Uint8Array>;
type Sow = (files: Files) => void;

const pathOf = (files: Files, start: string): string =>
  [...files.keys()].find((path) => path.startsWith(start)) ?? expect.fail(`there is no ${start}`);

const replace =
  (start: string, wanted: string | RegExp, by: string): Sow =>
  (files) => {
    const path = pathOf(files, start);
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(files.get(path));
    const changed = text.replace(wanted, by);
    expect(changed).not.toBe(text);
    files.set(path, strToU8(changed));
  };

const remove =
  (start: string): Sow =>
  (files) => {
    files.delete(pathOf(files, start));
  };

const rename =
  (start: string, by: (path: string) => string): Sow =>
  (files) => {
    const path = pathOf(files, start);
    const content = files.get(path) ?? new Uint8Array();
    files.delete(path);
    files.set(by(path), content);
  };

const add =
  (path: string, text = "x"): Sow =>
  (files) => {
    files.set(path, strToU8(text));
  };

const registration = "Workflows/PartnerCenterWebhook";
const creation = "Workflows/CreateCo-sell";
const merger = "Workflows/SalesforcetoPartnerCenter-";
const definition = "Connector/csl_cosellreferrals_openapidefinition";
const parameters = "Connector/csl_cosellreferrals_connectionparameters";
const variable = (name: string): string =>
  `environmentvariabledefinitions/csl_${name}/environmentvariabledefinition.xml`;
const flowId = "5e7ee95b-2823-5a04-909a-8defda90d15c";
const connectorId = "594d3fdc-29ba-57a7-a39f-9d549c4166c8";

const container: readonly (readonly [defect: string, sow: Sow, code: string])[] = [
  ["no list of content types", remove("[Content_Types].xml"), "SOL.FILE_MISSING"],
  ["a list of content types cut short", replace("[Content", "</Types>", ""), "SOL.XML_INVALID"],
  ["an extension in another case", replace("[Content", '"json"', '"JSON"'), "SOL.CONTENT_TYPE_MISSING"],
  ["a file of another kind", add("Connector/code.csx"), "SOL.CONTENT_TYPE_MISSING"],
  ["a file without extension", add("Assets/readme"), "SOL.CONTENT_TYPE_MISSING"],
  [
    "a type of a file that is not there",
    replace("[Content", "</Types>", '<Override PartName="/gone" ContentType="text/plain" /></Types>'),
    "SOL.CONTENT_TYPE_EXTRA",
  ],
  ["no solution.xml", remove("solution.xml"), "SOL.FILE_MISSING"],
  ["no customizations.xml", remove("customizations.xml"), "SOL.FILE_MISSING"],
  ["everything in a folder", rename("solution.xml", (path) => `CosellSync/${path}`), "SOL.FILE_MISSING"],
];

const manifest: typeof container = [
  ["a bare ampersand", replace("solution.xml", "for Salesforce", "& Salesforce"), "SOL.XML_INVALID"],
  ["another root", replace("solution.xml", /ImportExportXml/g, "Solution"), "SOL.ELEMENT_MISSING"],
  ["no publisher", replace("solution.xml", /<Publisher>[\s\S]*<\/Publisher>/, ""), "SOL.ELEMENT_MISSING"],
  [
    "no prefix of option values",
    replace("solution.xml", /<CustomizationOptionValuePrefix>.*<\/CustomizationOptionValuePrefix>/, ""),
    "SOL.ELEMENT_MISSING",
  ],
  [
    "the version after the digit",
    replace("solution.xml", /(<Version>.*)(\r\n *)(<Managed>.*)/, "$3$2$1"),
    "SOL.ELEMENT_ORDER",
  ],
  [
    "the prefix before the website",
    replace("solution.xml", /(<SupportingWebsiteUrl.*)(\r\n *)(<CustomizationPrefix.*)/, "$3$2$1"),
    "SOL.ELEMENT_ORDER",
  ],
  ["a version with a letter", replace("solution.xml", "1.0.0.0</V", "1.0.0.a</V"), "SOL.VERSION"],
  ["a version of one number", replace("solution.xml", "1.0.0.0</V", "1</V"), "SOL.VERSION"],
  ["a digit for both kinds", replace("solution.xml", ">0</Managed>", ">2</Managed>"), "SOL.MANAGED_DIGIT"],
  ["a hyphen in the name", replace("solution.xml", ">CosellSync<", ">Cosell-Sync<"), "SOL.NAME_INVALID"],
  ["a reserved name", replace("solution.xml", ">CosellSync<", ">CosellSync_Upgrade<"), "SOL.NAME_INVALID"],
  ["a prefix of one letter", replace("solution.xml", ">csl<", ">c<"), "SOL.NAME_INVALID"],
  ["small option values", replace("solution.xml", />\d{5}</, ">1000<"), "SOL.NAME_INVALID"],
  ["another prefix", replace("solution.xml", ">csl<", ">abc<"), "SOL.PREFIX"],
  ["a long name", replace("solution.xml", ">CosellSync<", `>C${"o".repeat(70)}<`), "SOL.NAME_TOO_LONG"],
  ["a flow not listed", replace("solution.xml", `{${flowId}}`, `{${connectorId}}`), "SOL.NODE_WITHOUT_ROOT"],
  ["a listed flow without node", replace("customizations.xml", flowId, connectorId), "SOL.ROOT_WITHOUT_NODE"],
  [
    "a connector not listed",
    replace("solution.xml", /<RootComponent type="372".*\r\n/, ""),
    "SOL.NODE_WITHOUT_ROOT",
  ],
  ["an id in capitals", replace("solution.xml", flowId, flowId.toUpperCase()), "SOL.ID_FORM"],
  ["an id without braces", replace("customizations.xml", `{${flowId}}`, flowId), "SOL.ID_FORM"],
  [
    "a component listed twice",
    replace("solution.xml", /(<RootComponent type="29".*\r\n)/, "$1$1"),
    "SOL.ID_TWICE",
  ],
  [
    "a variable in the list",
    replace("solution.xml", "<RootComponents>", '<RootComponents><RootComponent type="380" />'),
    "SOL.ROOT_TYPE_WRONG",
  ],
];

const customizations: typeof container = [
  [
    "references before connectors",
    replace("customizations.xml", /(<Connectors>[\s\S]*<\/Connectors>)([\s\S]*)(?= *<Languages>)/, "$2$1"),
    "SOL.ELEMENT_ORDER",
  ],
  [
    "a declared entity",
    replace("customizations.xml", "<Import", '<!DOCTYPE a [<!ENTITY b "c">]><Import'),
    "SOL.XML_INVALID",
  ],
  ["an undeclared entity", replace("customizations.xml", "<Roles>", "<Roles>&nbsp;"), "SOL.XML_INVALID"],
  [
    "nesting without end",
    replace("customizations.xml", "<Roles>", `<Roles>${"<a>".repeat(300)}${"</a>".repeat(300)}`),
    "SOL.XML_INVALID",
  ],
  [
    "a state before the mode",
    replace("customizations.xml", "<Mode>", "<StateCode>0</StateCode><Mode>"),
    "SOL.NODE_ORDER",
  ],
  ["a flow that is half on", replace("customizations.xml", "StatusCode>1", "StatusCode>2"), "SOL.FLOW_STATE"],
  [
    "a flow of a long name",
    replace("customizations.xml", ' Name="', ` Name="${"x".repeat(100)}`),
    "SOL.NAME_TOO_LONG",
  ],
  [
    "a reference to no api",
    replace("customizations.xml", /\/apis\/shared_salesforce/, "/apis/"),
    "SOL.ID_FORM",
  ],
  [
    "a reference to another api",
    replace("customizations.xml", "apis/shared_salesforce<", "apis/shared_salesforcev2<"),
    "SOL.REFERENCE_API_DIFFERS",
  ],
  [
    "a reference that lost its custom connector",
    replace("customizations.xml", /<customconnectorid>[\s\S]*?<\/customconnectorid>/, ""),
    "SOL.LOGICAL_NAME_DIFFERS",
  ],
  [
    "a reference to the other custom connector",
    replace("customizations.xml", />75104f20[^<]*(?=<\/connectorid>\s*<\/custom)/, `>${connectorId}`),
    "SOL.LOGICAL_NAME_DIFFERS",
  ],
  [
    "a reference to a connector from elsewhere",
    replace("customizations.xml", />75104f20[^<]*(?=<\/connectorid>\s*<\/custom)/, `>${flowId}`),
    "SOL.DEPENDENCY_MISSING",
  ],
  [
    "a reference under another name",
    replace("customizations.xml", '="csl_Dataverse"', '="csl_Other"'),
    "SOL.REFERENCE_UNKNOWN",
  ],
  [
    "no definition of a connector",
    replace("customizations.xml", /<openapidefinition>.*/, ""),
    "SOL.CONNECTOR_FILE_UNNAMED",
  ],
  ["no policies of a connector", remove("Connector/csl_cosellevents_policy"), "SOL.CONNECTOR_FILE_MISSING"],
  [
    "the folder of an unpacked solution",
    rename(definition, (path) => path.replace("Connector/", "Connectors/")),
    "SOL.CONNECTOR_FILE_MISSING",
  ],
];

const parts: typeof container = [
  [
    "a definition in YAML",
    replace(definition, /^[\s\S]*$/, "swagger: '2.0'"),
    "SOL.CONNECTOR_FILE_UNREADABLE",
  ],
  [
    "a definition of OpenAPI 3",
    replace(definition, /"swagger":"2.0"/, '"openapi":"3.0.0"'),
    "SOL.CONNECTOR_FILE_UNREADABLE",
  ],
  ["an operation without id", replace(definition, '"operationId"', '"operationid"'), "CONN.RULE_BROKEN"],
  ["a huge definition", replace(definition, /$/, " ".repeat(500_000)), "SOL.CONNECTOR_FILE_TOO_LARGE"],
  [
    "a secret in the parameters",
    replace(parameters, '"clientId"', '"ClientSecret":"not-a-real-one","clientId"'),
    "SOL.SECRET_SHIPPED",
  ],
  ["a flow cut short", replace(registration, /\}\s*$/, ""), "SOL.FLOW_UNREADABLE"],
  [
    "a flow without definition",
    replace(registration, '"definition"', '"definitions"'),
    "SOL.FLOW_UNREADABLE",
  ],
  ["a flow without trigger", replace(registration, '"triggers"', '"trigger"'), "SOL.FLOW_UNREADABLE"],
  [
    "a flow without actions",
    replace(registration, '\n      "actions"', '\n      "action"'),
    "SOL.FLOW_UNREADABLE",
  ],
  ["no file of a flow", remove(registration), "SOL.FLOW_FILE_MISSING"],
  ["a file under a small id", rename(registration, (path) => path.toLowerCase()), "SOL.FLOW_FILE_MISSING"],
  ["a file nobody names", add("Workflows/Lost-00000000.json", "{}"), "SOL.FLOW_FILE_UNUSED"],
  [
    "a connection instead of a reference",
    replace(
      registration,
      '"connectionReferenceLogicalName": "csl_PartnerCenterReferrals"',
      '"name": "shared-1"',
    ),
    "SOL.CONNECTION_SHIPPED",
  ],
  [
    "no logical name",
    replace(registration, /,\s*"logicalName": "csl_cosellreferrals"/, ""),
    "SOL.LOGICAL_NAME_MISSING",
  ],
  [
    "a child from elsewhere",
    replace(creation, /("workflowReferenceName": ")[^"]*/, `$1${connectorId}`),
    "SOL.CHILD_UNKNOWN",
  ],
  [
    "an operation that was renamed",
    replace(definition, /("operationId":")/, "$1Renamed"),
    "SOL.OPERATION_UNKNOWN",
  ],
  ["a misspelt function", replace(merger, "coalesce(", "coalesc("), "EXPR.FUNCTION_UNKNOWN"],
  ["an open bracket", replace(merger, "@parameters(", "@(parameters("), "EXPR.SYNTAX"],
  [
    "a function short of arguments",
    replace(registration, "@triggerBody()", "@replace('a')"),
    "EXPR.ARGUMENT_COUNT",
  ],
  [
    "a parameter under another name",
    replace(merger, "parameters('Active stage", "parameters('Active  stage"),
    "SOL.PARAMETER_UNKNOWN",
  ],
  [
    "a variable under another label",
    replace(variable("activestagename"), /(<displayname default=")/, "$1The "),
    "SOL.VARIABLE_KEY",
  ],
  [
    "a variable of another type",
    replace(variable("activestagename"), "100000000", "100000002"),
    "SOL.VARIABLE_TYPE",
  ],
  [
    "a variable of no type",
    replace(variable("activestagename"), "100000000", ""),
    "SOL.VARIABLE_TYPE_UNKNOWN",
  ],
  ["no variable", remove(variable("activestagename")), "SOL.VARIABLE_UNKNOWN"],
  ["a broken variable", replace(variable("activestagename"), "</type>", ""), "SOL.XML_INVALID"],
  [
    "a default that is none",
    replace(variable("displaycheckmarkinname"), ">yes<", ">on<"),
    "SOL.VARIABLE_DEFAULT",
  ],
  [
    "a long description",
    replace(variable("activestagename"), /(<description default=")/, `$1${"x".repeat(2000)}`),
    "SOL.NAME_TOO_LONG",
  ],
  [
    "a value of the developer's",
    add("environmentvariabledefinitions/csl_activestagename/environmentvariablevalues.json", "{}"),
    "SOL.VALUE_SHIPPED",
  ],
];

const single = zipAt("single/CosellSync_1_0_0_0.zip");

describe.each([
  { part: "the zip", defects: container },
  { part: "solution.xml", defects: manifest },
  { part: "customizations.xml", defects: customizations },
  { part: "a component", defects: parts },
])("in $part", ({ defects }) => {
  it.each(defects)("%s is found", (_defect, sow, code) => {
    const files = filesOf(single);
    sow(files);
    const bytes = zipSync(Object.fromEntries(files), { level: 0 });
    const { diagnostics } = verify([{ kind: "file", name: "a.zip", bytes }]);
    expect(diagnostics.map((each) => each.code)).toContain(code);
  });
});
