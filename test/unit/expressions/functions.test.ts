import { describe, expect, it } from "vitest";
import { catalogueFor } from "../../../simulator/expressions/catalogue.ts";
import { resolveQuirks } from "../../../simulator/expressions/index.ts";
import { context, encodingCases, referenceCases, xmlCases } from "./cases-content.ts";
import { dateCases, now, numberFormatCases } from "./cases-dates.ts";
import { conversionCases, logicalCases, mathCases } from "./cases-numbers.ts";
import { collectionCases, objectCases, textCases } from "./cases-text.ts";
import { functionsOf, itGives } from "./evaluation.ts";

describe("texts", () => itGives(textCases));
describe("collections", () => itGives(collectionCases));
describe("objects", () => itGives(objectCases));
describe("conditions", () => itGives(logicalCases));
describe("arithmetic", () => itGives(mathCases));
describe("conversions", () => itGives(conversionCases));
describe("dates", () => itGives(dateCases, { now }));
describe("number formats", () => itGives(numberFormatCases));
describe("encodings and URIs", () => itGives(encodingCases));
describe("XML", () => itGives(xmlCases));
describe("references", () => itGives(referenceCases, context));

/** The designer's list of functions, and the older names that the platform still takes. */
const catalogue = {
  string:
    "concat substring slice replace guid toLower toUpper indexOf nthIndexOf lastIndexOf startsWith endsWith split trim formatNumber trimByteOrderMark encodeXmlValue decodeXmlValue encodeXmlName decodeXmlName",
  collection: "contains length sort reverse empty intersection union first last take skip join chunk",
  logical: "if equals and or not less lessOrEquals greater greaterOrEquals isInt isFloat",
  conversion:
    "json xml int string float bool decimal base64 base64ToBinary base64ToString binary dataUriToBinary dataUriToString dataUri decodeBase64 utf8Length utf16Length encodeUriComponent decodeUriComponent decodeDataUri uriComponent uriComponentToBinary uriComponentToString array createArray triggerFormDataValue triggerFormDataMultiValues triggerMultipartBody formDataValue formDataMultiValues multipartBody",
  math: "min max rand add sub mul div mod range",
  date: "utcNow getFutureTime getPastTime addToTime subtractFromTime addSeconds addMinutes addHours addDays dateDifference convertTimeZone convertToUtc convertFromUtc formatDateTime parseDateTime startOfHour startOfDay startOfMonth dayOfWeek dayOfMonth dayOfYear ticks formatTimeSpan",
  reference:
    "parameters variables outputs body actions actionOutputs actionBody result action trigger triggers triggerOutputs triggerBody item items iterationIndexes workflow listCallbackUrl appsetting",
  uri: "uriHost uriPath uriPathAndQuery uriPort uriScheme uriQuery",
  manipulation: "coalesce addProperty setProperty removeProperty xpath mergeObjects",
};
const listed = Object.values(catalogue).flatMap((names) => names.split(" "));

describe("the catalogue", () => {
  it("has every function of the designer, spelled as there, and no other", () => {
    const ours = [...catalogueFor(resolveQuirks()).values()].map(({ name }) => name);
    expect(ours.toSorted()).toEqual(listed.toSorted());
  });

  it("has a case for every function", () => {
    const cases = [
      ...textCases,
      ...collectionCases,
      ...objectCases,
      ...logicalCases,
      ...mathCases,
      ...conversionCases,
      ...dateCases,
      ...numberFormatCases,
      ...encodingCases,
      ...xmlCases,
      ...referenceCases,
    ];
    const tested = new Set(functionsOf(cases));
    expect(listed.filter((name) => !tested.has(name))).toEqual([]);
  });

  it("has a case that fails for every function that can", () => {
    const failing = [
      textCases,
      collectionCases,
      objectCases,
      logicalCases,
      mathCases,
      conversionCases,
      dateCases,
      numberFormatCases,
      encodingCases,
      xmlCases,
      referenceCases,
    ]
      .flat()
      .filter(([, expected]) => expected.startsWith("!"));
    const tested = new Set(functionsOf(failing));
    const cannotFail =
      "concat isInt isFloat string array createArray coalesce equals trigger triggers triggerOutputs item workflow listCallbackUrl";
    const sameCode =
      "indexOf uriComponent uriPath uriPathAndQuery uriPort uriQuery uriComponentToString actionOutputs actionBody";
    const excused = [...cannotFail.split(" "), ...sameCode.split(" ")];
    expect(listed.filter((name) => !tested.has(name) && !excused.includes(name))).toEqual([]);
  });
});
