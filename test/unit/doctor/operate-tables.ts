import type { AuditLine, Cause, Concerned } from "../../../solution/doctor/audit-lines.ts";
import { buildCodes } from "../../../solution/doctor/build/codes.ts";
import { clientCodes } from "../../../solution/doctor/clients/codes.ts";
import { driftCodes } from "../../../solution/doctor/drift/codes.ts";
import { environmentCodes } from "../../../solution/doctor/environment/codes.ts";
import { machineCodes } from "../../../solution/doctor/machine/codes.ts";
import type { RunError } from "../../../solution/doctor/run-errors.ts";
import { settingsCodes } from "../../../solution/doctor/settings/codes.ts";

// The lines of the tables in docs/operate.md, as the tables of the code have them.

const whom: Readonly<Record<Concerned, string>> = {
  nobody: "",
  seller: "seller",
  administrator: "administrator",
};

const cell = (text: string): string => text.replaceAll("|", "\\|").replace(/\{(\w+)\}/g, "*$1*");

export const auditRow = ({ shape, means, concerns, do: next }: AuditLine): string =>
  `| ${cell(shape)} | ${cell(means)} | ${whom[concerns]} | ${cell(next)} |`;

export const causeRow = ({ statuses, words, do: next }: Cause): string =>
  `| ${statuses.join(", ") || "other"} | ${cell(words)} | ${cell(next)} |`;

export const runRow = ({ code, means, do: next }: RunError): string =>
  `| \`${code}\` | ${cell(means)} | ${cell(next)} |`;

/** Every code of the doctor with its severity, in the order of its groups. */
export const doctorCodes = [
  machineCodes,
  buildCodes,
  settingsCodes,
  environmentCodes,
  driftCodes,
  clientCodes,
].flatMap(({ declarations }) =>
  Object.entries(declarations).map(([key, declaration]) => ({ code: `DOCTOR.${key}`, ...declaration })),
);

export const codeRow = ({ code, severity, message, next }: (typeof doctorCodes)[number]): string => {
  const advice =
    next === "{remedy}" ? "What to do follows from the reason, and stands in the finding." : next;
  return `| [${code}](codes/${code}.md) | ${severity} | ${cell(message)} | ${cell(advice)} |`;
};
