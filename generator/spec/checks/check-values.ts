import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { suggest } from "../parse-mapping.ts";
import { referralProperty } from "../referral-properties.ts";
import type { Mapping } from "../schema/mapping-schema.ts";
import type { YamlDocument } from "../yaml-document.ts";
import { mapCodes } from "./codes.ts";
import { longest } from "./name-rules.ts";

/** Value maps: complete for what Partner Center knows, each value once. */
export function checkValues(mapping: Mapping, document: YamlDocument): readonly Diagnostic[] {
  const maps = mapping.values ?? {};
  const used = mapping.fields.flatMap((row, index) => {
    const where = document.place(["fields", index, row.values === undefined ? "referral" : "values"]);
    const options = referralProperty(row.referral)?.values;
    if (row.values === undefined) {
      const isNeeded = options !== undefined && row.direction !== "never" && row.direction !== "toCrm";
      return isNeeded
        ? [mapCodes.finding("VALUES_NEEDED", { property: row.referral }, { where, allowed: options })]
        : [];
    }
    if (!Object.hasOwn(maps, row.values)) {
      const allowed = Object.keys(maps);
      const nextActions = suggest(row.values, allowed, where);
      return [mapCodes.finding("VALUES_UNKNOWN", { key: row.values }, { where, allowed, nextActions })];
    }
    return options === undefined ? [] : against(row.referral, options, row.values, maps, document);
  });
  return [
    ...used,
    ...Object.keys(maps).flatMap((key) => doubles(key, maps, document)),
    ...unused(mapping, document),
    ...tooLong(mapping, document),
  ];
}

/** Values of pick lists in Salesforce: those of the value maps, of the closing reasons, and the kinds of solutions. */
function tooLong(
  { values = {}, closingReasons, solutions }: Mapping,
  document: YamlDocument,
): readonly Diagnostic[] {
  const mapped = Object.entries(values).flatMap(([key, pairs]) =>
    pairs.map(({ crm }, index) => ({ value: crm, path: ["values", key, index, "crm"] })),
  );
  const reasons = (closingReasons?.values ?? []).map(({ crm }, index) => ({
    value: crm,
    path: ["closingReasons", "values", index, "crm"],
  }));
  const kinds = (solutions?.types ?? []).map((value, index) => ({
    value,
    path: ["solutions", "types", index],
  }));
  return [...mapped, ...reasons, ...kinds].flatMap(({ value, path }) =>
    value.length <= longest.pickListValue
      ? []
      : [
          mapCodes.finding(
            "VALUE_TOO_LONG",
            { length: value.length, maximum: longest.pickListValue },
            { where: document.place(path) },
          ),
        ],
  );
}

function unused({ values = {}, fields }: Mapping, document: YamlDocument): readonly Diagnostic[] {
  return Object.keys(values).flatMap((key) =>
    fields.some((row) => row.values === key)
      ? []
      : [mapCodes.finding("VALUES_UNUSED", { key }, { where: document.place(["values", key], "key") })],
  );
}

type Maps = NonNullable<Mapping["values"]>;

/** `Unknown` stands for no value at all and needs no counterpart. */
const noValue = "Unknown";

function against(
  property: string,
  options: readonly string[],
  key: string,
  maps: Maps,
  document: YamlDocument,
): readonly Diagnostic[] {
  const pairs = maps[key] ?? [];
  const unknown = pairs.flatMap(({ referral: value }, index) => {
    if (options.includes(value)) return [];
    const where = document.place(["values", key, index, "referral"]);
    const nextActions = suggest(value, options, where);
    return [mapCodes.finding("VALUE_UNKNOWN", { value, property }, { where, allowed: options, nextActions })];
  });
  const missing = options.flatMap((value) => {
    if (value === noValue || pairs.some(({ referral }) => referral === value)) return [];
    return [
      mapCodes.finding(
        "VALUE_MISSING",
        { value, property },
        { where: document.place(["values", key], "key") },
      ),
    ];
  });
  return [...unknown, ...missing];
}

function doubles(key: string, maps: Maps, document: YamlDocument): readonly Diagnostic[] {
  return (["crm", "referral"] as const).flatMap((side) => {
    const seen = new Set<string>();
    return (maps[key] ?? []).flatMap((pair, index) => {
      const value = pair[side];
      if (!seen.has(value)) {
        seen.add(value);
        return [];
      }
      return [
        mapCodes.finding(
          "VALUE_TWICE",
          { value, key },
          { where: document.place(["values", key, index, side]) },
        ),
      ];
    });
  });
}
